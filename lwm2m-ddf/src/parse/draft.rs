//! What a document holds, wherever it stands: elements are found by name, not by order.

use alloc::string::String;
use alloc::vec::Vec;

use lwm2m_codec::{DataType, Operations};
use roxmltree::Node;

use crate::range::RangeEnumeration;
use crate::text::collapse;
use crate::xsd::unsigned_short;

/// The text of an element, blanks collapsed, and where the element begins.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) text: String,
    pub(crate) offset: usize,
}

/// An Object as far as the document holds it; what is absent or has no meaning is `None`.
#[derive(Debug)]
pub(crate) struct ObjectDraft {
    pub(crate) offset: usize,
    pub(crate) id: Option<u16>,
    pub(crate) name: Option<Field>,
    pub(crate) urn: Option<Field>,
    pub(crate) version: Option<Field>,
    pub(crate) lwm2m_version: Option<Field>,
    pub(crate) multiple: Option<bool>,
    pub(crate) mandatory: Option<bool>,
    pub(crate) description: Option<Field>,
    pub(crate) description2: Option<Field>,
    pub(crate) items: Vec<ItemDraft>,
}

/// A Resource as far as the document holds it.
#[derive(Debug)]
pub(crate) struct ItemDraft {
    pub(crate) offset: usize,
    pub(crate) id: Option<u16>,
    pub(crate) name: Option<Field>,
    pub(crate) operations: Option<Operations>,
    pub(crate) multiple: Option<bool>,
    pub(crate) mandatory: Option<bool>,
    pub(crate) data_type: Option<DataType>,
    pub(crate) range_field: Option<Field>,
    /// What the field means; nothing where the data type is not known.
    pub(crate) range: RangeEnumeration,
    pub(crate) unit: Option<Field>,
    pub(crate) description: Option<Field>,
}

impl ObjectDraft {
    pub(super) fn read(node: Node<'_, '_>) -> Self {
        let resources = child(node, "Resources");
        let items = resources.into_iter().flat_map(|resources| resources.children());
        Self {
            offset: node.range().start,
            id: content(node, "ObjectID").and_then(|text| unsigned_short(&text)),
            name: field(node, "Name"),
            urn: field(node, "ObjectURN"),
            version: field(node, "ObjectVersion"),
            lwm2m_version: field(node, "LWM2MVersion"),
            multiple: choice(node, "MultipleInstances", "Multiple", "Single"),
            mandatory: choice(node, "Mandatory", "Mandatory", "Optional"),
            description: field(node, "Description1"),
            description2: field(node, "Description2"),
            items: items.filter(|child| child.has_tag_name("Item")).map(ItemDraft::read).collect(),
        }
    }
}

impl ItemDraft {
    fn read(node: Node<'_, '_>) -> Self {
        let data_type = content(node, "Type").and_then(|text| DataType::from_name(&text));
        let range_field = field(node, "RangeEnumeration");
        let range = range_field
            .as_ref()
            .zip(data_type)
            .map(|(field, data_type)| RangeEnumeration::new(&field.text, data_type));
        Self {
            offset: node.range().start,
            id: node.attribute("ID").and_then(unsigned_short),
            name: field(node, "Name"),
            operations: content(node, "Operations").and_then(|text| Operations::from_name(&text)),
            multiple: choice(node, "MultipleInstances", "Multiple", "Single"),
            mandatory: choice(node, "Mandatory", "Mandatory", "Optional"),
            data_type,
            range_field,
            range: range.unwrap_or_default(),
            unit: field(node, "Units"),
            description: field(node, "Description"),
        }
    }
}

fn choice(node: Node<'_, '_>, name: &str, yes: &str, no: &str) -> Option<bool> {
    let text = content(node, name)?;
    if text == yes {
        Some(true)
    } else if text == no {
        Some(false)
    } else {
        None
    }
}

fn field(node: Node<'_, '_>, name: &str) -> Option<Field> {
    let child = child(node, name)?;
    Some(Field { text: collapse(&text(child)), offset: child.range().start })
}

fn content(node: Node<'_, '_>, name: &str) -> Option<String> {
    child(node, name).map(text)
}

fn child<'d>(node: Node<'d, 'd>, name: &str) -> Option<Node<'d, 'd>> {
    node.children().find(|child| child.has_tag_name(name))
}

/// All text of an element: comments and CDATA sections split it into several nodes.
fn text(node: Node<'_, '_>) -> String {
    node.children().filter_map(|child| child.text().filter(|_| child.is_text())).collect()
}
