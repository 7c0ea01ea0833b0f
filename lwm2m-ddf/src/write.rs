//! The canonical form of a definition: facts only, in the order of the schema, ids ascending,
//! versions explicit, descriptions empty, UTF-8, line feeds. One definition has one form.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::definition::{ObjectDefinition, ResourceDefinition};

/// Writes `definition` as a document that is valid against the schema of LwM2M 1.1.
///
/// Descriptions are left out: they are no facts, and carry licences of their own.
///
/// # Panics
/// Never: writing to memory cannot fail, and what is written is text.
#[must_use]
pub fn canonical(definition: &ObjectDefinition) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    document(&mut writer, definition).expect("invariant: writing to memory cannot fail");
    let mut text =
        String::from_utf8(writer.into_inner()).expect("invariant: what is written is UTF-8");
    text.push('\n');
    text
}

type Bytes = Writer<Vec<u8>>;

fn document(writer: &mut Bytes, definition: &ObjectDefinition) -> io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = writer.create_element("LWM2M").with_attributes([
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ("xsi:noNamespaceSchemaLocation", SCHEMA),
    ]);
    root.write_inner_content(|writer| {
        let object = writer.create_element("Object").with_attribute(("ObjectType", "MODefinition"));
        object.write_inner_content(|writer| self::object(writer, definition))?;
        Ok(())
    })?;
    Ok(())
}

fn object(writer: &mut Bytes, definition: &ObjectDefinition) -> io::Result<()> {
    text(writer, "Name", &definition.name)?;
    text(writer, "Description1", "")?;
    text(writer, "ObjectID", &definition.id.to_string())?;
    text(writer, "ObjectURN", &definition.urn)?;
    text(writer, "LWM2MVersion", &definition.lwm2m_version.to_string())?;
    text(writer, "ObjectVersion", &definition.version.to_string())?;
    text(writer, "MultipleInstances", cardinality(definition.multiple))?;
    text(writer, "Mandatory", presence(definition.mandatory))?;
    let resources = writer.create_element("Resources");
    resources.write_inner_content(|writer| {
        definition.resources.iter().try_for_each(|resource| item(writer, resource))
    })?;
    text(writer, "Description2", "")
}

fn item(writer: &mut Bytes, resource: &ResourceDefinition) -> io::Result<()> {
    let id = resource.id.to_string();
    let item = writer.create_element("Item").with_attribute(("ID", id.as_str()));
    item.write_inner_content(|writer| {
        text(writer, "Name", &resource.name)?;
        text(writer, "Operations", resource.operations.name())?;
        text(writer, "MultipleInstances", cardinality(resource.multiple))?;
        text(writer, "Mandatory", presence(resource.mandatory))?;
        text(writer, "Type", resource.data_type.name())?;
        text(writer, "RangeEnumeration", &resource.range.text)?;
        text(writer, "Units", &resource.unit.symbol)?;
        text(writer, "Description", "")
    })?;
    Ok(())
}

fn text(writer: &mut Bytes, name: &str, text: &str) -> io::Result<()> {
    let element = writer.create_element(name);
    if text.is_empty() {
        element.write_empty()?;
    } else {
        element.write_text_content(BytesText::new(text))?;
    }
    Ok(())
}

fn cardinality(multiple: bool) -> &'static str {
    if multiple { "Multiple" } else { "Single" }
}

fn presence(mandatory: bool) -> &'static str {
    if mandatory { "Mandatory" } else { "Optional" }
}

/// Where the schema is published; editors look it up, this crate does not.
const SCHEMA: &str = "http://www.openmobilealliance.org/tech/profiles/LWM2M-v1_1.xsd";
