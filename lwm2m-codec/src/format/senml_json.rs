//! SenML JSON (110): a flat pack of records with names, times and base values.
//! RFC 8428, 4 and 5; LwM2M Core 1.2.2, 7.4.4 (SenML); D-068 to D-079.

mod paths;
mod writer;

pub(crate) use self::paths::write_paths;
pub use self::writer::Writer;
use super::json_leaf::{self, number};
use super::senml::{Members, Pack};
use crate::deviation::DeviationKind;
#[cfg(feature = "lenient")]
use crate::deviation::Lenience;
use crate::error::{ErrorKind, Result};
use crate::options::Options;
use crate::path::Path;
use crate::record::{Prefix, Record, RecordSource};
use crate::syntax::base64::Alphabet;
use crate::syntax::json::{Cursor, JsonText};
use crate::value::{RawText, Wire, WireValue};

/// Reads a SenML JSON payload record by record, in the order of the pack.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    cursor: Cursor<'a>,
    length: usize,
    pack: Pack<'a>,
    /// Whether it is the form for requests, in which null is a value (D-071).
    etch: bool,
    /// Whether null may stand for a value.
    null: bool,
    state: State,
    /// The byte at which the last record begins.
    begin: usize,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum State {
    Start,
    Records,
    End,
}

impl<'a> Reader<'a> {
    /// Begins to read a payload for a target.
    ///
    /// # Errors
    /// [`ErrorKind::NotUtf8`]; [`ErrorKind::MissingValue`] for an empty payload where the target is one value
    /// (D-004).
    pub fn new(target: Path, payload: &'a [u8], options: &Options<'a>) -> Result<Self> {
        super::check_not_empty(target, payload)?;
        let mut pack = Pack::new(target, options);
        #[cfg(feature = "lenient")]
        let null = pack.takes_null(DeviationKind::NullOutsideEtch);
        #[cfg(not(feature = "lenient"))]
        let null = false;
        Ok(Self {
            cursor: json_leaf::cursor(payload, &mut pack.scope.lenience)?,
            length: payload.len(),
            pack,
            etch: false,
            null,
            state: if payload.is_empty() { State::End } else { State::Start },
            begin: 0,
        })
    }

    /// The same for the form of composite requests, in which null deletes (320; D-071).
    ///
    /// # Errors
    /// As [`Reader::new`]; an empty payload is [`ErrorKind::UnexpectedEnd`].
    pub fn etch(target: Path, payload: &'a [u8], options: &Options<'a>) -> Result<Self> {
        let reader = Self::new(target, payload, options)?;
        Ok(Self { etch: true, null: true, state: State::Start, ..reader })
    }

    /// Reads the next record.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn step(&mut self, record: &mut Record<WireValue<'a>>) -> Result<bool> {
        let mut cursor = self.cursor;
        match self.state {
            State::Records if cursor.take(b',') => {}
            State::Records => {
                self.begin = cursor.offset();
                cursor.demand(b']', "a comma or the end of the array of records")?;
                return self.end(cursor);
            }
            State::Start => {
                cursor.demand(b'[', "an array of records")?;
                if cursor.take(b']') {
                    return self.end(cursor);
                }
                self.state = State::Records;
            }
            State::End => return Ok(false),
        }
        cursor.peek();
        self.begin = cursor.offset();
        cursor.demand(b'{', "records that are objects")?;
        let mut members = Members::new();
        loop {
            let (key, escaped) = cursor.key()?;
            let bits = self.member(key, escaped, &mut cursor, &mut members, record)?;
            members.see(bits)?;
            if !cursor.take(b',') {
                cursor.demand(b'}', "a comma or the end of a record")?;
                break;
            }
        }
        self.cursor = cursor;
        if !members.has_value() {
            #[cfg(feature = "lenient")]
            return self.pack.without_value(&members, record, false);
            #[cfg(not(feature = "lenient"))]
            return Err(ErrorKind::MissingValue.into());
        }
        self.pack.resolve(&members, record)
    }

    /// Takes the value of a member by its name; returns the bits that say so.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn member(
        &mut self,
        key: &'a str,
        escaped: bool,
        cursor: &mut Cursor<'a>,
        members: &mut Members<'a>,
        record: &mut Record<WireValue<'a>>,
    ) -> Result<u32> {
        let value = &mut record.value.0;
        match key.as_bytes() {
            b"n" => {
                let (name, form) = json_leaf::name(cursor)?;
                members.name = name;
                Ok(Members::NAME | form)
            }
            b"v" => {
                if self.null && cursor.word("null") {
                    *value = Wire::Null;
                    if !self.etch {
                        // Lenience: servers of 1.1 that have learned to delete, but no new format (D-071).
                        self.pack.scope.lenience.allow(DeviationKind::NullOutsideEtch);
                    }
                    return Ok(Members::VALUE);
                }
                *value = number(cursor)?;
                Ok(Members::VALUE | Members::NUMBER)
            }
            b"vs" => {
                *value = match cursor.text("text")? {
                    (text, false) => Wire::Text(text),
                    (text, true) => Wire::Escaped(text),
                };
                Ok(Members::VALUE)
            }
            b"t" => members.set_time(number(cursor)?),
            b"vb" => {
                *value = Wire::Boolean(json_leaf::boolean(cursor, &mut self.pack.scope.lenience)?);
                Ok(Members::VALUE)
            }
            b"bn" => {
                let (name, form) = json_leaf::name(cursor)?;
                self.pack.set_base_name(name, form)?;
                Ok(Members::BASE_NAME)
            }
            b"bt" => {
                self.pack.set_base_time(number(cursor)?)?;
                Ok(Members::BASE_TIME)
            }
            _ => {
                let (bits, after) = self.rare_member((key, escaped), *cursor, members, record)?;
                *cursor = after;
                Ok(bits)
            }
        }
    }

    /// Octets, links, base values, what is ignored, and names of members with escapes in them.
    #[cold]
    #[inline(never)]
    fn rare_member(
        &mut self,
        key: JsonText<'a>,
        mut cursor: Cursor<'a>,
        members: &mut Members<'a>,
        record: &mut Record<WireValue<'a>>,
    ) -> Result<(u32, Cursor<'a>)> {
        let bits = match json_leaf::known(key, &MEMBERS) {
            Some("vd") => {
                let lenience = &mut self.pack.scope.lenience;
                record.value.0 = json_leaf::base64(&mut cursor, Alphabet::Url, lenience)?;
                Members::VALUE
            }
            Some("vlo") => {
                record.value.0 = Wire::ObjectLink(json_leaf::object_link(
                    &mut cursor,
                    &mut self.pack.scope.lenience,
                )?);
                Members::VALUE
            }
            Some("bv") => {
                self.pack.set_base_value(number(&mut cursor)?);
                Members::BASE_VALUE
            }
            Some("bver") => base_version(&mut cursor)?,
            // They say nothing in LwM2M, and may do so once.
            Some("u") => skip(&mut cursor, Members::UNIT)?,
            Some("s") => skip(&mut cursor, Members::SUM)?,
            Some("ut") => skip(&mut cursor, Members::UPDATE_TIME)?,
            Some("bu") => skip(&mut cursor, Members::BASE_UNIT)?,
            Some("bs") => skip(&mut cursor, Members::BASE_SUM)?,
            // A member of the fast way, which came with escapes in its name.
            Some(plain) => self.member(plain, false, &mut cursor, members, record)?,
            // RFC 8428, 4.4: what must be understood says so.
            None if must_be_understood(key) => {
                let expected = "no member that must be understood and is not";
                return Err(ErrorKind::Malformed(expected).into());
            }
            None => skip(&mut cursor, 0)?,
        };
        Ok((bits, cursor))
    }

    /// After the array nothing may follow.
    #[cold]
    #[inline(never)]
    fn end(&mut self, mut cursor: Cursor<'a>) -> Result<bool> {
        self.begin = cursor.offset();
        self.state = State::End;
        cursor.end()?;
        self.cursor = cursor;
        Ok(false)
    }

    /// Goes on after a record that was refused, if that is passed over.
    #[cfg(feature = "lenient")]
    #[cold]
    #[inline(never)]
    fn go_on(
        &mut self,
        mut refused: Result<bool>,
        record: &mut Record<WireValue<'a>>,
    ) -> Result<bool> {
        while refused.is_err() && self.pack.skips() {
            refused = self.step(record);
        }
        refused
    }

    /// What may deviate here, and what has.
    #[cfg(feature = "lenient")]
    pub(crate) const fn lenience(&mut self) -> &mut Lenience {
        &mut self.pack.scope.lenience
    }
}

/// Takes the base version: 10 is the only one that there is (D-070).
fn base_version(cursor: &mut Cursor<'_>) -> Result<u32> {
    match WireValue(number(cursor)?).integer() {
        Ok(10) => Ok(Members::BASE_VERSION),
        _ => Err(ErrorKind::Malformed("SenML version 10").into()),
    }
}

/// Passes over the value of a member that says nothing here; returns its bits.
fn skip(cursor: &mut Cursor<'_>, bits: u32) -> Result<u32> {
    cursor.skip().map(|()| bits)
}

/// Whether whoever does not know a member by this name must refuse it (RFC 8428, 4.4).
fn must_be_understood((key, escaped): JsonText<'_>) -> bool {
    RawText::json(key, escaped).chars().last() == Some('_')
}

/// The members that are known, those of the fast way first.
const MEMBERS: [&str; 16] =
    ["n", "v", "vs", "vb", "t", "bn", "bt", "vd", "vlo", "bv", "bver", "u", "s", "ut", "bu", "bs"];

impl<'a> RecordSource<'a> for Reader<'a> {
    fn next_record(&mut self, record: &mut Record<WireValue<'a>>) -> Result<bool> {
        let result = self.step(record);
        #[cfg(feature = "lenient")]
        let result = if result.is_err() { self.go_on(result, record) } else { result };
        result.map_err(|error| error.at(self.offset()))
    }

    fn prefix(&self) -> Prefix<'a> {
        self.pack.prefix()
    }

    fn offset(&self) -> usize {
        super::offset(self.length, self.length.saturating_sub(self.begin))
    }
}
