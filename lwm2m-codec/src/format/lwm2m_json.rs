//! LwM2M JSON (11543): one object with a base name, a base time and an array of values. Replaced by SenML JSON.
//! LwM2M 1.0 Technical Specification, 6.4.4 (JSON); D-026, D-080.

mod writer;

pub use self::writer::Writer;
use super::json_leaf::{self, number};
use super::senml::{Members, Pack};
use crate::deviation::DeviationKind;
#[cfg(feature = "lenient")]
use crate::deviation::Lenience;
use crate::error::{Error, ErrorKind, Result};
use crate::options::Options;
use crate::path::Path;
use crate::record::{Prefix, Record, RecordSource};
use crate::syntax::json::{Cursor, JsonText};
use crate::value::{Wire, WireValue};

/// Reads a LwM2M JSON payload record by record.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    cursor: Cursor<'a>,
    length: usize,
    target: Path,
    pack: Pack<'a>,
    state: State,
    /// Whether there is no object around the array: only in lenient reading.
    bare: bool,
    /// The byte at which the last record begins.
    begin: usize,
}

#[derive(Clone, Copy, Debug)]
enum State {
    Start,
    /// In the array; `last` says that nothing but the end of the object follows it.
    Records {
        last: bool,
        first: bool,
    },
    End,
}

/// The members of the object, of which each may be there once.
#[derive(Clone, Copy, Debug, Default)]
struct Top {
    base_name: bool,
    base_time: bool,
    records: bool,
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
        Ok(Self {
            cursor: json_leaf::cursor(payload, &mut pack.scope.lenience)?,
            length: payload.len(),
            target,
            pack,
            state: if payload.is_empty() { State::End } else { State::Start },
            bare: false,
            begin: 0,
        })
    }

    /// Reads what stands around the records; they stay where they are.
    ///
    /// The base name and base time may follow the records that need them. Where the payload ends with an array and no
    /// other begins behind the records, that array is theirs, and they are not looked through first.
    #[cold]
    #[inline(never)]
    fn start(&mut self) -> Result<()> {
        let mut cursor = self.cursor;
        let mut top = Top::default();
        let mut records = None;
        let mut last = false;
        if cursor.peek() == b'[' && self.pack.scope.lenience.allow(DeviationKind::JsonArray) {
            // Lenience: servers that took SenML JSON for it; base names may stand in every record (E028).
            cursor.take(b'[');
            self.cursor = cursor;
            self.pack.set_base_path(self.target);
            self.bare = true;
            self.state = State::Records { last, first: true };
            return Ok(());
        }
        cursor.demand(b'{', "an object")?;
        loop {
            cursor.peek();
            self.begin = cursor.offset();
            if self.member_of_all(&mut cursor, &mut top)? {
                records = Some(cursor);
                last = cursor.is_last_array_in_object();
                if last {
                    break;
                }
                cursor.skip()?;
            }
            if !cursor.take(b',') {
                cursor.demand(b'}', "a comma or the end of the object")?;
                cursor.end()?;
                break;
            }
        }
        self.cursor = records.ok_or(ErrorKind::Malformed("an array of values, `e`"))?;
        self.cursor.demand(b'[', "an array of values, `e`")?;
        if !top.base_name {
            // D-080: names are absolute, or relative to what was asked for.
            self.pack.set_base_path(self.target);
        }
        self.state = State::Records { last, first: true };
        Ok(())
    }

    /// Takes a member of the object; true where it is the records, which are not taken.
    fn member_of_all(&mut self, cursor: &mut Cursor<'a>, top: &mut Top) -> Result<bool> {
        let key = json_leaf::known(cursor.key()?, &["bn", "bt", "e"]);
        let seen = match key {
            Some("bn") => &mut top.base_name,
            Some("bt") => &mut top.base_time,
            Some(_) => &mut top.records,
            None => {
                cursor.skip()?;
                return Ok(false);
            }
        };
        if core::mem::replace(seen, true) {
            return Err(ErrorKind::Duplicate.into());
        }
        match key {
            Some("bn") => self.base_name(cursor)?,
            Some("bt") => self.pack.set_base_time(number(cursor)?)?,
            _ => return Ok(true),
        }
        Ok(false)
    }

    fn base_name(&mut self, cursor: &mut Cursor<'a>) -> Result<()> {
        let (name, form) = json_leaf::name(cursor)?;
        self.pack.set_base_name_with_slash(name, form)
    }

    /// Reads the next record.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn step(&mut self, record: &mut Record<WireValue<'a>>) -> Result<bool> {
        let (last, first) = loop {
            match self.state {
                State::Records { last, first } => break (last, first),
                State::Start => self.start()?,
                State::End => return Ok(false),
            }
        };
        let mut cursor = self.cursor;
        cursor.peek();
        self.begin = cursor.offset();
        if first && cursor.take(b']') || !first && !cursor.take(b',') {
            return self.end(cursor, last, first);
        }
        self.state = State::Records { last, first: false };
        cursor.peek();
        self.begin = cursor.offset();
        cursor.demand(b'{', "values that are objects")?;
        let mut members = Members::new();
        if !cursor.take(b'}') {
            loop {
                let (key, escaped) = cursor.key()?;
                let bits = self.member(key, escaped, &mut cursor, &mut members, record)?;
                members.see(bits)?;
                if !cursor.take(b',') {
                    cursor.demand(b'}', "a comma or the end of a value")?;
                    break;
                }
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
                *value = match number(cursor) {
                    Ok(number) => number,
                    Err(error) => {
                        (*value, *cursor) = self.value_in_v(error, *cursor)?;
                        return Ok(Members::VALUE);
                    }
                };
                Ok(Members::VALUE | Members::NUMBER)
            }
            b"sv" => {
                let (text, escaped) = cursor.text("text")?;
                *value = Wire::TextOrBase64 { text, escaped };
                Ok(Members::VALUE)
            }
            b"bv" => {
                *value = Wire::Boolean(json_leaf::boolean(cursor, &mut self.pack.scope.lenience)?);
                Ok(Members::VALUE)
            }
            b"t" => members.set_time(number(cursor)?),
            _ => {
                let (bits, after) = self.rare_member((key, escaped), *cursor, members, record)?;
                *cursor = after;
                Ok(bits)
            }
        }
    }

    /// Takes text or a boolean where a number was expected, and not found.
    #[cold]
    #[inline(never)]
    fn value_in_v(
        &mut self,
        refused: Error,
        mut cursor: Cursor<'a>,
    ) -> Result<(Wire<'a>, Cursor<'a>)> {
        if !self.pack.scope.lenience.allows(DeviationKind::ValueInV) {
            return Err(refused);
        }
        // Lenience: clients that know one name for values of all types (D-080).
        let value = match cursor.peek() {
            b'"' => {
                let (text, escaped) = cursor.text("text")?;
                Wire::TextOrBase64 { text, escaped }
            }
            b't' | b'f' => Wire::Boolean(cursor.boolean()?),
            _ => return Err(refused),
        };
        self.pack.scope.lenience.allow(DeviationKind::ValueInV);
        Ok((value, cursor))
    }

    /// Links, what is ignored, and names of members with escapes in them.
    #[cold]
    #[inline(never)]
    fn rare_member(
        &mut self,
        key: JsonText<'a>,
        mut cursor: Cursor<'a>,
        members: &mut Members<'a>,
        record: &mut Record<WireValue<'a>>,
    ) -> Result<(u32, Cursor<'a>)> {
        let members_known = if self.bare { &MEMBERS[..] } else { IN_OBJECT };
        let bits = match json_leaf::known(key, members_known) {
            Some("ov") => {
                record.value.0 = Wire::ObjectLink(json_leaf::object_link(
                    &mut cursor,
                    &mut self.pack.scope.lenience,
                )?);
                Members::VALUE
            }
            Some("bn") => {
                self.base_name(&mut cursor)?;
                Members::BASE_NAME
            }
            Some("bt") => {
                self.pack.set_base_time(number(&mut cursor)?)?;
                Members::BASE_TIME
            }
            // A member of the fast way, which came with escapes in its name.
            Some(plain) => self.member(plain, false, &mut cursor, members, record)?,
            None => {
                cursor.skip()?;
                0
            }
        };
        Ok((bits, cursor))
    }

    /// After the records, the end of the object, where it was not read before them.
    #[cold]
    #[inline(never)]
    fn end(&mut self, mut cursor: Cursor<'a>, last: bool, empty: bool) -> Result<bool> {
        self.state = State::End;
        if !empty {
            cursor.demand(b']', "a comma or the end of the array of values")?;
        }
        if last {
            cursor.demand(b'}', "the end of the object")?;
        }
        if last || self.bare {
            cursor.end()?;
        }
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

/// The members that are known, those of the fast way first. The last two stand beside the array, where there is an
/// object around it.
const MEMBERS: [&str; 8] = ["n", "v", "sv", "bv", "t", "ov", "bn", "bt"];
const IN_OBJECT: &[&str] = MEMBERS.split_at(6).0;

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
