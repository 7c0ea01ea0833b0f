//! The steps that the code of `#[derive(Object)]` calls instead of repeating them for every field.
//! Not for people: they change together with lwm2m-derive.

use crate::decode::{Decode, ResourceValue};
use crate::encode::Encode;
use crate::error::Result;
use crate::id::ResourceId;
use crate::instances;
use crate::path::{Path, Stem};
use crate::record::{Record, RecordSink};
use crate::schema::{DataType, ObjectDef, ObjectVersion, Operations, Range, ResourceDef};
use crate::value::{Value, WireValue};

/// Tells a value.
pub fn tell_value<'a>(
    value: &impl ResourceValue<'a>,
    at: Path,
    sink: &mut dyn RecordSink,
) -> Result<()> {
    sink.record(&Record { path: at, time: None, value: value.to_value() })
}

/// An Object Instance that is being told, one Resource behind the other.
// Resources hand over no result: testing and copying one for each was half of what an Object weighed.
pub struct Telling<'s> {
    at: Path,
    stem: Stem,
    sink: &'s mut dyn RecordSink,
    is_empty: bool,
    /// What the sink said last: behind an error nothing is told.
    result: Result<()>,
}

impl<'s> Telling<'s> {
    /// Begins with an Object Instance of which something was asked for.
    #[must_use]
    #[inline]
    pub fn new(at: Path, sink: &'s mut dyn RecordSink) -> Self {
        Self { at, stem: Stem::from(at), sink, is_empty: true, result: Ok(()) }
    }

    /// Tells a Resource that is there.
    #[inline]
    pub fn tell<T: Encode>(&mut self, field: &Option<T>, resource: u16) {
        let Some(value) = field else { return };
        self.is_empty = false;
        if self.result.is_err() {
            return;
        }
        let told = if self.stem.is_full() {
            instances::too_deep(self.at)
        } else {
            value.encode(self.stem.child(resource).path(), self.sink)
        };
        if told.is_err() {
            self.result = told;
        }
    }

    /// Tells an Object Instance without Resources, so that it survives; elsewhere nothing is nothing.
    ///
    /// # Errors
    /// The first of the sink's; [`ErrorKind::PathTooDeep`](crate::ErrorKind::PathTooDeep) where there is no level left
    /// for Resources.
    #[inline]
    pub fn finish(self) -> Result<()> {
        if self.is_empty { tell_empty(self.at, self.sink) } else { self.result }
    }
}

impl core::fmt::Debug for Telling<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "what is told of {}", self.at)
    }
}

#[cold]
#[inline(never)]
fn tell_empty(at: Path, sink: &mut dyn RecordSink) -> Result<()> {
    if at.depth() == 2 {
        sink.record(&Record { path: at, time: None, value: Value::Empty })
    } else {
        Ok(())
    }
}

/// Takes in the record of an Object Instance itself, which can only say that it has no Resources.
#[cold]
pub fn container(value: &WireValue<'_>) -> Result<()> {
    instances::empty_container(value)
}

/// The definition of a Resource, from the type of its field.
#[must_use]
pub const fn resource<'a, T: Decode<'a>>(
    id: u16,
    name: &'static str,
    operations: Operations,
    mandatory: bool,
    unit: &'static str,
) -> ResourceDef<'static> {
    ResourceDef {
        id: ResourceId::new(id),
        name,
        operations,
        multiple: T::MULTIPLE,
        mandatory,
        data_type: T::DATA_TYPE,
        range: Range::Any,
        unit,
    }
}

/// The definition of a Resource whose text is CoRE links.
#[must_use]
#[track_caller]
pub const fn core_link(mut resource: ResourceDef<'_>) -> ResourceDef<'_> {
    assert!(is_text(resource.data_type), "`core_link` stands at a field that is no text");
    resource.data_type = DataType::CoreLink;
    resource
}

/// The definition of a Resource that was said to be multiple.
#[must_use]
#[track_caller]
pub const fn multiple(resource: ResourceDef<'_>) -> ResourceDef<'_> {
    assert!(
        resource.multiple,
        "`multiple` stands at a field that holds one value: \
         use Option<Instances<…>>, Option<BTreeMap<…>> or Option<Vec<(…, …)>>"
    );
    resource
}

/// Checks that a definition is that of an Object.
#[track_caller]
pub const fn is_object(def: &ObjectDef<'_>, object: u16) {
    assert!(def.id.get() == object, "`def` defines another object");
}

/// Checks that a definition is that of a version.
#[track_caller]
pub const fn is_version(def: &ObjectDef<'_>, version: ObjectVersion) {
    let same = def.version.major == version.major && def.version.minor == version.minor;
    assert!(same, "`def` defines another version of the object");
}

/// Finds what a definition says of a field's Resource, and checks that the field can hold it.
#[track_caller]
pub const fn found<'a, 'd, T: Decode<'a>>(def: &ObjectDef<'d>, id: u16) -> ResourceDef<'d> {
    let mut rest = def.resources;
    while let [resource, behind @ ..] = rest {
        if resource.id.get() == id {
            if T::MULTIPLE {
                assert!(resource.multiple, "the field holds instances, the resource is single");
            } else {
                assert!(!resource.multiple, "the field holds one value, the resource is multiple");
            }
            // Owned text has one type, whatever it means.
            let text = is_text(resource.data_type) && is_text(T::DATA_TYPE);
            let same = resource.data_type as u8 == T::DATA_TYPE as u8;
            assert!(same || text, "the field's type is not the resource's data type in `def`");
            return *resource;
        }
        rest = behind;
    }
    panic!("`def` has no such resource");
}

/// Checks that a definition permits what a field says, and no more.
#[track_caller]
pub const fn permits(def: ResourceDef<'_>, operations: Operations) {
    let (own, said) = (def.operations, operations);
    let same = own.readable() == said.readable()
        && own.writable() == said.writable()
        && own.executable() == said.executable();
    assert!(same, "`def` permits other operations");
}

const fn is_text(data_type: DataType) -> bool {
    matches!(data_type, DataType::String | DataType::CoreLink)
}
