//! Definitions as JSON, both ways: the facts of the XML under the names that this crate gives them.
//! One Object a line, so that files compare line by line. The form is our own: no standard has one.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

use lwm2m_codec::{DataType, ObjectId, ObjectVersion, Operations, ResourceId};
use serde::de::{Deserializer, Error as _};
use serde::{Deserialize, Serialize};

use crate::definition::{ObjectDefinition, ResourceDefinition};
use crate::diagnostic::{Diagnostic, Severity, rule};
use crate::range::RangeEnumeration;
use crate::text::collapse;
use crate::unit::Unit;

/// Writes definitions as a JSON array, one Object a line; descriptions where there are some.
///
/// ```
/// use lwm2m_ddf::{Document, Mode, Schema, json};
///
/// let xml = std::fs::read("../registry/objects/3303-1_1.xml")?;
/// let temperature = Document::read(&xml, &Schema::v1_1(), Mode::Strict).objects;
/// let text = json::write(&temperature);
/// assert!(text.starts_with("[\n{\"id\":3303,\"name\":\"Temperature\",\"urn\":\"urn:oma:lwm2m:ext:3303:1.1\","));
/// assert_eq!(json::read(text.as_bytes()), Ok(temperature));
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Panics
/// Never: all keys are text, and writing to memory cannot fail.
#[must_use]
pub fn write<'d>(definitions: impl IntoIterator<Item = &'d ObjectDefinition>) -> String {
    let mut text = String::from("[");
    for (at, definition) in definitions.into_iter().enumerate() {
        text.push_str(if at == 0 { "\n" } else { ",\n" });
        let object = serde_json::to_string(&Object::from(definition));
        text.push_str(&object.expect("invariant: keys are text, memory takes everything"));
    }
    text.push_str("\n]\n");
    text
}

/// Reads a JSON array of Objects, or one Object.
///
/// # Errors
/// One diagnostic of the rule [`json`](rule::JSON), where the text is no JSON, a member is missing, unknown or there
/// twice, or a value is none that a definition may have. Line and column are where the reader stood: behind it.
pub fn read(bytes: &[u8]) -> Result<Vec<ObjectDefinition>, Diagnostic> {
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    let objects = if first == Some(&b'[') {
        serde_json::from_slice(bytes)
    } else {
        serde_json::from_slice(bytes).map(|object| vec![object])
    };
    let objects: Vec<Object> = objects.map_err(|error| diagnostic(&error))?;
    Ok(objects.into_iter().map(ObjectDefinition::from).collect())
}

/// Whether bytes are meant to be JSON: XML begins with another letter.
pub(crate) fn looks_like(bytes: &[u8]) -> bool {
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    matches!(first, Some(b'[' | b'{'))
}

/// An Object as it stands in JSON.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Object {
    #[serde(deserialize_with = "object_id", serialize_with = "object_number")]
    id: ObjectId,
    name: String,
    urn: String,
    #[serde(deserialize_with = "version", serialize_with = "shown")]
    version: ObjectVersion,
    #[serde(deserialize_with = "version", serialize_with = "shown")]
    lwm2m_version: ObjectVersion,
    multiple: bool,
    mandatory: bool,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    description: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    description2: String,
    #[serde(deserialize_with = "resources")]
    resources: Vec<Resource>,
}

/// A Resource as it stands in JSON; what most do not have may be left out.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Resource {
    #[serde(deserialize_with = "resource_id", serialize_with = "resource_number")]
    id: ResourceId,
    name: String,
    #[serde(deserialize_with = "operations", serialize_with = "operations_name")]
    operations: Operations,
    multiple: bool,
    mandatory: bool,
    #[serde(rename = "type", deserialize_with = "data_type", serialize_with = "type_name")]
    data_type: DataType,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    range: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    unit: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    description: String,
}

impl From<&ObjectDefinition> for Object {
    fn from(definition: &ObjectDefinition) -> Self {
        Self {
            id: definition.id,
            name: definition.name.clone(),
            urn: definition.urn.clone(),
            version: definition.version,
            lwm2m_version: definition.lwm2m_version,
            multiple: definition.multiple,
            mandatory: definition.mandatory,
            description: definition.description.clone(),
            description2: definition.description2.clone(),
            resources: definition.resources.iter().map(Resource::from).collect(),
        }
    }
}

impl From<&ResourceDefinition> for Resource {
    fn from(definition: &ResourceDefinition) -> Self {
        Self {
            id: definition.id,
            name: definition.name.clone(),
            operations: definition.operations,
            multiple: definition.multiple,
            mandatory: definition.mandatory,
            data_type: definition.data_type,
            range: definition.range.text.clone(),
            unit: definition.unit.symbol.clone(),
            description: definition.description.clone(),
        }
    }
}

impl From<Object> for ObjectDefinition {
    fn from(object: Object) -> Self {
        Self {
            id: object.id,
            name: collapse(&object.name),
            urn: collapse(&object.urn),
            version: object.version,
            lwm2m_version: object.lwm2m_version,
            multiple: object.multiple,
            mandatory: object.mandatory,
            description: collapse(&object.description),
            description2: collapse(&object.description2),
            resources: object.resources.into_iter().map(ResourceDefinition::from).collect(),
        }
    }
}

impl From<Resource> for ResourceDefinition {
    fn from(resource: Resource) -> Self {
        Self {
            id: resource.id,
            name: collapse(&resource.name),
            operations: resource.operations,
            multiple: resource.multiple,
            mandatory: resource.mandatory,
            data_type: resource.data_type,
            range: RangeEnumeration::new(&resource.range, resource.data_type),
            unit: Unit::new(&resource.unit),
            description: collapse(&resource.description),
        }
    }
}

fn object_id<'de, D: Deserializer<'de>>(input: D) -> Result<ObjectId, D::Error> {
    ObjectId::try_from(u16::deserialize(input)?).map_err(|_| D::Error::custom(RESERVED))
}

fn resource_id<'de, D: Deserializer<'de>>(input: D) -> Result<ResourceId, D::Error> {
    ResourceId::try_from(u16::deserialize(input)?).map_err(|_| D::Error::custom(RESERVED))
}

const RESERVED: &str = "expected an id from 0 to 65534, found 65535";

fn version<'de, D: Deserializer<'de>>(input: D) -> Result<ObjectVersion, D::Error> {
    let text = String::deserialize(input)?;
    text.parse().map_err(|_| D::Error::custom(format!("expected a version, found {text:?}")))
}

fn operations<'de, D: Deserializer<'de>>(input: D) -> Result<Operations, D::Error> {
    let text = String::deserialize(input)?;
    Operations::from_name(&text)
        .ok_or_else(|| D::Error::custom(format!("expected R, W, RW, E or nothing, found {text:?}")))
}

fn data_type<'de, D: Deserializer<'de>>(input: D) -> Result<DataType, D::Error> {
    let text = String::deserialize(input)?;
    DataType::from_name(&text)
        .ok_or_else(|| D::Error::custom(format!("expected a data type, found {text:?}")))
}

/// The Resources, ascending by id as every definition has them.
fn resources<'de, D: Deserializer<'de>>(input: D) -> Result<Vec<Resource>, D::Error> {
    let mut resources = Vec::<Resource>::deserialize(input)?;
    resources.sort_by_key(|resource| resource.id);
    for pair in resources.windows(2) {
        if let [one, other] = pair
            && one.id == other.id
        {
            let message = format!("expected each Resource once, found {} again", one.id);
            return Err(D::Error::custom(message));
        }
    }
    Ok(resources)
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde lends what it serializes")]
fn object_number<S: serde::Serializer>(id: &ObjectId, output: S) -> Result<S::Ok, S::Error> {
    output.serialize_u16(id.get())
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde lends what it serializes")]
fn resource_number<S: serde::Serializer>(id: &ResourceId, output: S) -> Result<S::Ok, S::Error> {
    output.serialize_u16(id.get())
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde lends what it serializes")]
fn shown<S: serde::Serializer>(version: &ObjectVersion, output: S) -> Result<S::Ok, S::Error> {
    output.collect_str(version)
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde lends what it serializes")]
fn operations_name<S: serde::Serializer>(value: &Operations, output: S) -> Result<S::Ok, S::Error> {
    output.serialize_str(value.name())
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde lends what it serializes")]
fn type_name<S: serde::Serializer>(value: &DataType, output: S) -> Result<S::Ok, S::Error> {
    output.serialize_str(value.name())
}

/// The parser's error, with its place beside the message and not within.
fn diagnostic(error: &serde_json::Error) -> Diagnostic {
    let (line, column) = (error.line().max(1), error.column().max(1));
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let message = text.strip_suffix(&place).unwrap_or(&text).to_owned();
    Diagnostic { rule: rule::JSON, severity: Severity::Error, line, column, message }
}
