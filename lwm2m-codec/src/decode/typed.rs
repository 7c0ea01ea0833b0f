//! Records with the types of a schema: for Objects that no Rust type stands for.

use core::iter::FusedIterator;

use super::Records;
use crate::deviation::{DeviationKind, Lenience, Report, Silent};
use crate::error::{Error, ErrorKind, Result};
use crate::path::Path;
use crate::record::{Prefix, Record, RecordSource};
use crate::schema::{ResourceDef, Schema};
use crate::value::{Value, WireValue};

/// A value that a schema has typed, or that no schema knows.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Typed<'a> {
    /// The schema knows the Resource.
    Known(Value<'a>),
    /// It does not; what the bytes say is kept.
    Unknown(WireValue<'a>),
}

/// The records of a payload with the types of a schema.
#[derive(Clone, Debug)]
pub struct TypedRecords<'a, S, R = Silent> {
    records: Records<'a, R>,
    schema: S,
    empty: bool,
    ended: bool,
}

impl<'a, S: Schema, R: Report> TypedRecords<'a, S, R> {
    pub(super) const fn new(records: Records<'a, R>, schema: S) -> Self {
        Self { records, schema, empty: true, ended: false }
    }

    /// What stood before the first id of the record that was read last; see [`RecordSource::prefix`].
    #[must_use]
    pub fn prefix(&self) -> Prefix<'a> {
        self.records.prefix()
    }

    fn read(&mut self) -> Result<Option<Record<Typed<'a>>>> {
        let mut record = Record::default();
        if !self.records.next_record(&mut record)? {
            self.ended = true;
            return self.end();
        }
        self.empty = false;
        let Record { path, time, ref value } = record;
        match typed(&self.schema, path, value, self.records.lenience()) {
            Ok(value) => Ok(Some(Record { path, time, value })),
            Err(error) => {
                let error = error.at(self.records.offset()).within(path);
                retyped(&mut self.records, &self.schema, error, &record).map(Some)
            }
        }
    }

    fn end(&self) -> Result<Option<Record<Typed<'a>>>> {
        if self.empty {
            may_be_empty(&self.schema, self.records.target())
                .map_err(|error| error.at(self.records.offset()))?;
        }
        Ok(None)
    }
}

/// Gives a record of lenient reading its type by what it means, or strictly gives back the error.
#[cold]
pub(crate) fn retyped<'a, R: Report>(
    records: &mut Records<'a, R>,
    schema: &impl Schema,
    refused: Error,
    record: &Record<WireValue<'a>>,
) -> Result<Record<Typed<'a>>> {
    #[cfg(feature = "lenient")]
    {
        let mut mended = None;
        let lenience = records.lenience();
        records.mend(refused, record, &mut |again| {
            let value = typed(schema, again.path, &again.value, lenience)?;
            mended = Some(Record { path: again.path, time: record.time, value });
            Ok(())
        })?;
        mended.ok_or(refused)
    }
    #[cfg(not(feature = "lenient"))]
    {
        let _ = (records, schema, record);
        Err(refused)
    }
}

/// No record at all is no value of a Resource that has one, nor of a Resource Instance (D-004).
pub(crate) fn may_be_empty(schema: &impl Schema, target: Path) -> Result<()> {
    let single = match target.depth() {
        3 => schema.resource(target).is_some_and(|resource| !resource.multiple),
        depth => depth == 4,
    };
    if single { Err(Error::from(ErrorKind::MissingValue).within(target)) } else { Ok(()) }
}

/// Gives a value the type that a schema has for its path.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(crate) fn typed<'a>(
    schema: &impl Schema,
    path: Path,
    value: &WireValue<'a>,
    lenience: Lenience,
) -> Result<Typed<'a>> {
    match schema.resource(path) {
        None => Ok(Typed::Unknown(*value)),
        Some(def) => known(&def, path, value, lenience).map(Typed::Known),
    }
}

/// Gives a value its type; single and multiple are told by the depth of the path (D-061).
#[cfg_attr(not(feature = "compact"), inline(always))]
fn known<'a>(
    def: &ResourceDef<'_>,
    path: Path,
    value: &WireValue<'a>,
    lenience: Lenience,
) -> Result<Value<'a>> {
    let fits = match path.depth() {
        4 => def.multiple,
        _ => !def.multiple || value.is_empty_container(),
    };
    if !fits || value.is_empty_container() && !def.multiple {
        return Err(ErrorKind::WrongCardinality { multiple: def.multiple }.into());
    }
    match value.typed(def.data_type)? {
        // D-055: refused, so that it is read again as what it means; ranges are enforced nowhere else (D-052).
        Value::Integer(..0)
            if lenience.allows(DeviationKind::UnsignedInSigned)
                && value.has_octets()
                && def.range.is_unsigned() =>
        {
            Err(ErrorKind::OutOfRange.into())
        }
        value => Ok(value),
    }
}

impl<'a, S: Schema, R: Report> Iterator for TypedRecords<'a, S, R> {
    type Item = Result<Record<Typed<'a>>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let item = self.read().transpose();
        self.ended |= matches!(item, Some(Err(_)));
        item
    }
}

impl<S: Schema, R: Report> FusedIterator for TypedRecords<'_, S, R> {}
