//! Arbitrary: values for fuzzing, legal ones only. *Requires feature `arbitrary`.*

use arbitrary::{Arbitrary, Result, Unstructured};

use crate::format::ContentFormat;
use crate::id::{ObjectId, ObjectInstanceId, ResourceId, ResourceInstanceId};
use crate::operation::Operation;
use crate::options::Version;
use crate::path::Path;
use crate::record::{Record, Timestamp};
use crate::schema::DataType;
use crate::value::{CoreLink, ObjectLink, Opaque, Text, Time, Value};

/// Implements the trait by one expression.
macro_rules! arbitrary {
    ($($type:ty: |$u:ident| $make:expr;)*) => {$(
        impl<'a> Arbitrary<'a> for $type {
            fn arbitrary($u: &mut Unstructured<'a>) -> Result<Self> {
                $make
            }
        }
    )*};
}

arbitrary! {
    ObjectId: |u| Ok(Self::new(id(u)?));
    ObjectInstanceId: |u| Ok(Self::new(id(u)?));
    ResourceId: |u| Ok(Self::new(id(u)?));
    ResourceInstanceId: |u| Ok(Self::new(id(u)?));
    // Every depth is as likely as any other.
    Path: |u| (0..u.int_in_range(0..=4)?).try_fold(Self::ROOT, |path, _| {
        path.child(id(u)?).ok_or(arbitrary::Error::IncorrectFormat)
    });
    Timestamp: |u| Self::from_nanos(u.arbitrary()?).ok_or(arbitrary::Error::IncorrectFormat);
    Time: |u| u.arbitrary().map(Self);
    ObjectLink: |u| Ok(Self::new(u.arbitrary()?, u.arbitrary()?));
    Text<'a>: |u| u.arbitrary().map(Self::new);
    CoreLink<'a>: |u| u.arbitrary().map(Self::from_text);
    Opaque<'a>: |u| u.arbitrary().map(Self::new);
    // Unknown numbers are rare, or nothing would ever be read.
    ContentFormat: |u| if u.ratio(1, 16)? {
        u.arbitrary().map(Self::new)
    } else {
        u.choose(&FORMATS).copied()
    };
    DataType: |u| u.choose(&Self::ALL).copied();
    Operation: |u| u.choose(Self::ALL).copied();
    Version: |u| u.choose(&[Self::V1_0, Self::V1_1, Self::V1_2]).copied();
    Value<'a>: |u| Ok(match u.arbitrary()? {
        DataType::String => Self::String(u.arbitrary()?),
        DataType::Integer => Self::Integer(u.arbitrary()?),
        DataType::Unsigned => Self::Unsigned(u.arbitrary()?),
        DataType::Float => Self::Float(u.arbitrary()?),
        DataType::Boolean => Self::Boolean(u.arbitrary()?),
        DataType::Opaque => Self::Opaque(u.arbitrary()?),
        DataType::Time => Self::Time(u.arbitrary()?),
        DataType::ObjectLink => Self::ObjectLink(u.arbitrary()?),
        DataType::CoreLink => Self::CoreLink(u.arbitrary()?),
        DataType::None if u.arbitrary()? => Self::Empty,
        DataType::None => Self::Null,
    });
}

impl<'a, V: Arbitrary<'a>> Arbitrary<'a> for Record<V> {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        Ok(Self { path: u.arbitrary()?, time: u.arbitrary()?, value: u.arbitrary()? })
    }
}

/// Small ids meet each other, large ones reach every length of a header.
fn id(u: &mut Unstructured<'_>) -> Result<u16> {
    if u.arbitrary()? { u.int_in_range(0..=15) } else { u.int_in_range(0..=u16::MAX - 1) }
}

const FORMATS: [ContentFormat; 11] = [
    ContentFormat::TEXT,
    ContentFormat::LINK,
    ContentFormat::OPAQUE,
    ContentFormat::CBOR,
    ContentFormat::SENML_JSON,
    ContentFormat::SENML_CBOR,
    ContentFormat::SENML_ETCH_JSON,
    ContentFormat::SENML_ETCH_CBOR,
    ContentFormat::TLV,
    ContentFormat::LWM2M_JSON,
    ContentFormat::LWM2M_CBOR,
];
