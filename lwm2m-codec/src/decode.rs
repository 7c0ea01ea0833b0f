//! Reading a payload: as records, or into a type. Knows no format and no object.

mod records;
mod typed;

pub use self::records::Records;
pub use self::typed::{Typed, TypedRecords};
pub(crate) use self::typed::{may_be_empty, retyped, typed};
use crate::deviation::Report;
use crate::error::{Error, ErrorKind, Result};
use crate::format::ContentFormat;
use crate::options::Options;
use crate::path::{Path, Tail};
use crate::record::{Record, RecordSource};
use crate::schema::DataType;
use crate::value::{Value, WireValue};

/// A view of a payload: borrows from it, and is gone with it.
///
/// Implemented for every [`ResourceValue`], for containers of instances, and by `#[derive(Object)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be read from a payload",
    note = "a struct of resources derives `Object`, an enumeration or a newtype `ResourceValue`"
)]
pub trait Decode<'a>: Sized {
    /// The type of its value or of its instances' values; [`DataType::None`] for Objects.
    const DATA_TYPE: DataType;
    /// Whether it holds instances.
    const MULTIPLE: bool = false;
    /// How many ids lead to it, where that is one number: 2 for an Object's struct, 1 for instances of it.
    ///
    /// A value has none: it lives where the target says, at a Resource or a Resource Instance.
    const DEPTH: Option<usize> = None;

    /// Takes in one record for the value in `slot`; `None` there means that nothing was seen yet.
    ///
    /// `tail` is what remains of the record's path below the value.
    ///
    /// # Errors
    /// [`ErrorKind::Duplicate`] for what is there already, [`ErrorKind::WrongCardinality`] where single and
    /// multiple differ, and those of [`WireValue`]'s getters.
    fn merge(slot: &mut Option<Self>, tail: Tail, value: &WireValue<'a>) -> Result<()>;

    /// What no record means: an error for a value, empty for a container.
    ///
    /// # Errors
    /// [`ErrorKind::MissingValue`].
    fn absent() -> Result<Self> {
        Err(ErrorKind::MissingValue.into())
    }

    /// Forgets what was said of `tail` in `slot`, so that a later record of the same path may take its place: only
    /// lenient reading asks for it (D-006). What doesn't forget keeps the first record, and the repeat is an error.
    fn forget(slot: &mut Option<Self>, tail: Tail) {
        if tail.is_empty() {
            *slot = None;
        }
    }
}

/// A value of one data type: a number, text, an enumeration, a newtype. Derive it on one's own.
///
/// What implements it gets [`Decode`], and [`Update`](crate::Update) where it borrows nothing. `Encode` is written
/// beside it: `sink.record(&Record { path: at, time: None, value: self.to_value() })`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no value of a resource",
    note = "an enumeration or a newtype derives `ResourceValue`"
)]
pub trait ResourceValue<'a>: Sized {
    /// Its type in the data model.
    const DATA_TYPE: DataType;

    /// Reads it.
    ///
    /// # Errors
    /// Those of [`WireValue`]'s getters; [`ErrorKind::OutOfRange`] where the Rust type is narrower.
    fn from_wire(value: &WireValue<'a>) -> Result<Self>;

    /// What it means.
    fn to_value(&self) -> Value<'_>;
}

impl<'a, T: ResourceValue<'a>> Decode<'a> for T {
    const DATA_TYPE: DataType = T::DATA_TYPE;

    #[inline]
    fn merge(slot: &mut Option<Self>, tail: Tail, value: &WireValue<'a>) -> Result<()> {
        if !tail.is_empty() {
            return Err(ErrorKind::WrongCardinality { multiple: false }.into());
        }
        if slot.is_some() {
            return Err(ErrorKind::Duplicate.into());
        }
        *slot = Some(T::from_wire(value)?);
        Ok(())
    }
}

impl<'a, T: Decode<'a>> Decode<'a> for Option<T> {
    const DATA_TYPE: DataType = T::DATA_TYPE;
    const MULTIPLE: bool = T::MULTIPLE;
    const DEPTH: Option<usize> = T::DEPTH;

    #[inline]
    fn merge(slot: &mut Option<Self>, tail: Tail, value: &WireValue<'a>) -> Result<()> {
        T::merge(slot.get_or_insert(None), tail, value)
    }

    fn absent() -> Result<Self> {
        Ok(None)
    }

    fn forget(slot: &mut Option<Self>, tail: Tail) {
        if let Some(inner) = slot {
            T::forget(inner, tail);
        }
    }
}

/// Reads a payload as records: strict, newest version. See [`Options::records`].
///
/// ```
/// use lwm2m_codec::{ContentFormat, Path, records};
///
/// let payload = b"\xc1\x09\x64\xc4\x0d\x51\x82\x42\x8f";
/// let mut level = None;
/// for record in records(ContentFormat::TLV, Path::instance(3, 0), payload)? {
///     let record = record?;
///     if record.path == Path::resource(3, 0, 9) {
///         level = Some(record.value.integer()?);
///     }
/// }
/// assert_eq!(level, Some(100));
/// # Ok::<(), lwm2m_codec::Error>(())
/// ```
///
/// # Errors
/// As [`Options::records`].
pub fn records(format: ContentFormat, target: Path, payload: &[u8]) -> Result<Records<'_>> {
    Options::STRICT.records(format, target, payload)
}

/// Reads a payload into a type: strict, newest version. See [`Options::decode`].
///
/// ```
/// use lwm2m_codec::{ContentFormat, Path, decode};
///
/// let level: i64 = decode(ContentFormat::TLV, Path::resource(3, 0, 9), b"\xc1\x09\x64")?;
/// assert_eq!(level, 100);
/// # Ok::<(), lwm2m_codec::Error>(())
/// ```
///
/// # Errors
/// As [`Options::decode`].
pub fn decode<'a, T: Decode<'a>>(
    format: ContentFormat,
    target: Path,
    payload: &'a [u8],
) -> Result<T> {
    Options::STRICT.decode(format, target, payload)
}

impl<'o, R: Report> Options<'o, R> {
    /// Reads a payload as records, in payload order, each as the bytes say it.
    ///
    /// `target` is the path of the operation; a record outside of it is an error (D-015).
    ///
    /// # Errors
    /// [`ErrorKind::UnsupportedFormat`], [`ErrorKind::UnsupportedTarget`], and what is wrong with the first bytes.
    pub fn records<'a>(
        self,
        format: ContentFormat,
        target: Path,
        payload: &'a [u8],
    ) -> Result<Records<'a, R>>
    where
        'o: 'a,
    {
        Records::new(format, target, payload, self)
    }

    /// Reads a payload into a type: a scalar for a Resource, an Object's struct for an Object Instance,
    /// [`Instances`](crate::Instances) of it for an Object.
    ///
    /// `target` is the path of the operation, and where a value lives. An Object's struct lives at the Object Instance:
    /// for a target below, it holds what was asked for. What the type does not know is skipped.
    ///
    /// # Errors
    /// Those of [`Options::records`] and of the records; [`ErrorKind::UnsupportedTarget`] for an Object's struct where
    /// the target is the Object or the root, and for instances of it where it is the root, whatever the payload says;
    /// [`ErrorKind::MixedTimes`] for a history, which is read as
    /// records; [`ErrorKind::MissingValue`] where nothing was said of a value; those of [`Decode::merge`], with the
    /// byte and path of the record.
    pub fn decode<'a, T: Decode<'a>>(
        self,
        format: ContentFormat,
        target: Path,
        payload: &'a [u8],
    ) -> Result<T>
    where
        'o: 'a,
    {
        let (options, report) = self.split();
        let mut records = options.reporting(report).records(format, target, payload)?;
        let place = match T::DEPTH {
            Some(depth) if depth > target.depth() => {
                return Err(Error::from(ErrorKind::UnsupportedTarget).within(target));
            }
            Some(depth) => target.ancestor(depth),
            None => target,
        };
        let mut slot = Slot(None);
        take_in(&options, &mut records, place, &mut slot)?;
        match slot.0 {
            Some(value) => Ok(value),
            None => T::absent().map_err(|error| error.at(records.offset()).within(target)),
        }
    }
}

/// What takes in records, whatever its type: the loop over them is there once in the small setting.
trait TakeIn<'a> {
    fn merge(&mut self, tail: Tail, value: &WireValue<'a>) -> Result<()>;
    #[cfg_attr(not(feature = "lenient"), allow(dead_code, reason = "strict reading keeps all"))]
    fn forget(&mut self, tail: Tail);
}

/// A value that is being read.
struct Slot<T>(Option<T>);

impl<'a, T: Decode<'a>> TakeIn<'a> for Slot<T> {
    #[inline]
    fn merge(&mut self, tail: Tail, value: &WireValue<'a>) -> Result<()> {
        T::merge(&mut self.0, tail, value)
    }

    fn forget(&mut self, tail: Tail) {
        T::forget(&mut self.0, tail);
    }
}

/// Takes in all records: of one time, and of the own device.
#[cfg_attr(not(feature = "compact"), inline(always))]
#[cfg_attr(feature = "compact", inline(never))]
fn take_in<'a, R: Report>(
    options: &Options<'_>,
    records: &mut Records<'a, R>,
    place: Path,
    slot: &mut dyn TakeIn<'a>,
) -> Result<()> {
    let target = records.target();
    let mut record = Record::default();
    let mut first = true;
    let mut time = None;
    loop {
        let source = records.source();
        if !source.next_record(&mut record)? {
            return Ok(());
        }
        if first {
            (first, time) = (false, record.time);
        }
        // A Reader tells nothing outside of the target.
        let tail = record.path.below(place).unwrap_or(Tail::EMPTY);
        let taken = if record.time != time {
            Err(ErrorKind::MixedTimes.into())
        } else if target == Path::ROOT && !options.owns(&source.prefix()) {
            Err(ErrorKind::OutsideTarget.into())
        } else {
            match slot.merge(tail, &record.value) {
                Err(refused) => {
                    let refused = refused.at(source.offset()).within(record.path);
                    take_in_again(records, refused, place, slot, &record)
                }
                Ok(()) => continue,
            }
        };
        if let Err(error) = taken {
            return Err(error.at(records.offset()).within(record.path));
        }
    }
}

/// Takes in a record of lenient reading by what it means, or strictly gives back the error.
#[cold]
fn take_in_again<'a, R: Report>(
    records: &mut Records<'a, R>,
    refused: Error,
    place: Path,
    slot: &mut dyn TakeIn<'a>,
    record: &Record<WireValue<'a>>,
) -> Result<()> {
    #[cfg(feature = "lenient")]
    {
        records.mend(refused, record, &mut |again| {
            let tail = again.path.below(place).unwrap_or(Tail::EMPTY);
            if again.repeats {
                slot.forget(tail);
            }
            slot.merge(tail, &again.value)
        })
    }
    #[cfg(not(feature = "lenient"))]
    {
        let _ = (records, place, slot, record);
        Err(refused)
    }
}
