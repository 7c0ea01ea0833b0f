//! What a device may want to log can be logged.

use lwm2m_codec::negotiation::{Exchange, Refusal, Shape};
use lwm2m_codec::{
    ContentFormat, CoreLink, DataType, Error, ErrorKind, ObjectId, ObjectInstanceId, ObjectLink,
    Opaque, Operation, Path, Record, ResourceId, ResourceInstanceId, Text, Time, Timestamp, Typed,
    Value, Version, WireValue,
};

/// The bytes are the logger's, and a host has none: that the types are there is what can be shown.
#[test]
fn everything_has_a_format() {
    fn formats<T: defmt::Format>() -> usize {
        usize::from(!core::any::type_name::<T>().is_empty())
    }
    let types = [
        formats::<Error>(),
        formats::<ErrorKind>(),
        formats::<Path>(),
        formats::<ObjectId>(),
        formats::<ObjectInstanceId>(),
        formats::<ResourceId>(),
        formats::<ResourceInstanceId>(),
        formats::<ContentFormat>(),
        formats::<Value<'_>>(),
        formats::<WireValue<'_>>(),
        formats::<Typed<'_>>(),
        formats::<Record<Value<'_>>>(),
        formats::<Record<WireValue<'_>>>(),
        formats::<Text<'_>>(),
        formats::<Opaque<'_>>(),
        formats::<CoreLink<'_>>(),
        formats::<ObjectLink>(),
        formats::<Time>(),
        formats::<Timestamp>(),
        formats::<DataType>(),
        formats::<Version>(),
        formats::<Operation>(),
        formats::<Exchange>(),
        formats::<Shape>(),
        formats::<Refusal>(),
    ];
    assert_eq!(types.iter().sum::<usize>(), 25);
}
