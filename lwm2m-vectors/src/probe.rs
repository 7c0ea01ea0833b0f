//! What must hold for any bytes at all: the body of fault tests and of fuzz targets.

use lwm2m_codec::{
    ContentFormat, CoreLink, DataType, Decode, Error, Instances, ObjectLink, Opaque, Operations,
    Options, Path, Range, ResourceDef, ResourceId, Result, Schema, Text, Time, Typed,
};

use crate::tree::Tree;

/// Reads bytes in every way that there is: as records, typed as each type, as views, and as an update of a value.
///
/// # Errors
/// How reading the records ended.
///
/// # Panics
/// Where an error lies outside of the bytes, and where a refused update has changed something.
pub fn probe(
    format: ContentFormat,
    target: Path,
    options: &Options<'_>,
    bytes: &[u8],
) -> Result<usize> {
    let records = probe_records(format, target, options, bytes);
    for data_type in DATA_TYPES {
        typed(format, target, options, bytes, data_type);
    }
    macro_rules! views {
        ($($type:ty),* $(,)?) => {$(
            view::<$type>(options.decode(format, target, bytes), bytes);
        )*};
    }
    views!(
        i64, u8, u64, f64, f32, bool, &str, &[u8], Text<'_>, Opaque<'_>, Time, ObjectLink,
        CoreLink<'_>, Option<i64>, Instances<i64, 2>, Instances<Instances<Text<'_>, 1>, 1>,
    );
    structure(format, target, options, bytes);
    records
}

/// The same, without the many types: as records, as a view of any shape, and as an update.
///
/// # Errors
/// How reading the records ended.
///
/// # Panics
/// As [`probe`].
pub fn probe_structure(
    format: ContentFormat,
    target: Path,
    options: &Options<'_>,
    bytes: &[u8],
) -> Result<usize> {
    let records = probe_records(format, target, options, bytes);
    structure(format, target, options, bytes);
    records
}

/// The same, as records only.
///
/// # Errors
/// How reading the records ended.
///
/// # Panics
/// As [`probe`].
pub fn probe_records(
    format: ContentFormat,
    target: Path,
    options: &Options<'_>,
    bytes: &[u8],
) -> Result<usize> {
    let records = count(format, target, options, bytes);
    if let Err(error) = &records {
        assert_within(error, bytes);
    }
    records
}

fn count(
    format: ContentFormat,
    target: Path,
    options: &Options<'_>,
    bytes: &[u8],
) -> Result<usize> {
    let mut records = options.records(format, target, bytes)?;
    let mut count = 0;
    for record in &mut records {
        // Looking at a value must not panic either.
        let _ = record?.value.self_typed();
        count += 1;
    }
    assert!(records.next().is_none(), "a record behind the last");
    Ok(count)
}

fn typed(
    format: ContentFormat,
    target: Path,
    options: &Options<'_>,
    bytes: &[u8],
    data_type: DataType,
) {
    let Ok(records) = options.records(format, target, bytes) else { return };
    for record in records.typed(Uniform(data_type)) {
        match record.map(|record| record.value) {
            Ok(Typed::Known(value)) => drop(value.borrowed()),
            Ok(Typed::Unknown(_)) => {}
            Err(error) => return assert_within(&error, bytes),
        }
    }
}

fn view<'a, T: Decode<'a>>(view: Result<T>, bytes: &[u8]) {
    if let Err(error) = view {
        assert_within(&error, bytes);
    }
}

fn structure(format: ContentFormat, target: Path, options: &Options<'_>, bytes: &[u8]) {
    let view = options.decode::<Tree>(format, target, bytes);
    let mut live = Tree::default();
    if let Err(error) = options.update(&mut live, target, format, target, bytes) {
        assert_within(&error, bytes);
        assert!(live.is_empty(), "a refused update has changed something");
    }
    match view {
        Ok(view) => {
            let mut live = view.clone();
            if let Err(error) = options.replace(&mut live, target, format, target, bytes) {
                assert_within(&error, bytes);
                assert_eq!(live, view, "a refused update has changed something");
            }
        }
        Err(error) => assert_within(&error, bytes),
    }
}

/// An error lies at a byte that there is; at the first where there are none.
fn assert_within(error: &Error, bytes: &[u8]) {
    let offset = error.offset();
    let within = offset.is_some_and(|offset| offset < bytes.len().max(1));
    assert!(within, "{error}: of {} bytes", bytes.len());
}

/// Every Resource is of one type, and those with odd ids are multiple.
struct Uniform(DataType);

impl Schema for Uniform {
    fn resource(&self, path: Path) -> Option<ResourceDef<'_>> {
        let id: ResourceId = path.resource_id()?;
        Some(ResourceDef {
            id,
            name: "",
            operations: Operations::READ_WRITE,
            multiple: id.get() % 2 == 1,
            mandatory: false,
            data_type: self.0,
            range: Range::Any,
            unit: "",
        })
    }
}

const DATA_TYPES: [DataType; 10] = [
    DataType::String,
    DataType::Integer,
    DataType::Unsigned,
    DataType::Float,
    DataType::Boolean,
    DataType::Opaque,
    DataType::Time,
    DataType::ObjectLink,
    DataType::CoreLink,
    DataType::None,
];
