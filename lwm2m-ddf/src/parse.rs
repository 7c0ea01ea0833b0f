//! From a document's elements to definitions, in two steps: a draft that holds what there is, with
//! its place, for the checks to look at; and the definition, where nothing needed is missing.

mod draft;

use alloc::format;
use alloc::vec::Vec;

use lwm2m_codec::{ObjectId, ObjectVersion, ResourceId};

pub(crate) use self::draft::{Field, ItemDraft, ObjectDraft};
use crate::definition::{ObjectDefinition, ResourceDefinition};
use crate::diagnostic::{Findings, rule};
use crate::unit::Unit;

/// Every Object of a document, as far as it is there.
pub(crate) fn drafts(document: &roxmltree::Document<'_>) -> Vec<ObjectDraft> {
    document
        .root_element()
        .children()
        .filter(|child| child.has_tag_name("Object"))
        .map(ObjectDraft::read)
        .collect()
}

/// Finds ids that a schema takes but nothing may have: MAX_ID is reserved (D-011).
pub(crate) fn check_ids(draft: &ObjectDraft, findings: &mut Findings) {
    let ids = draft.items.iter().map(|item| (item.id, item.offset));
    for (id, offset) in ids.chain([(draft.id, draft.offset)]) {
        if let Some(number) = id.filter(|id| ResourceId::try_from(*id).is_err()) {
            let message = format!("expected an id up to 65534, found {number}");
            findings.error(rule::ID, offset, message);
        }
    }
}

/// The definition that `draft` holds; `None`, with findings, where something needed is missing.
///
/// A document that a schema has passed lacks something only where the schema is not one of ours.
pub(crate) fn definition(draft: &ObjectDraft, findings: &mut Findings) -> Option<ObjectDefinition> {
    let mut resources: Vec<ResourceDefinition> = Vec::with_capacity(draft.items.len());
    let mut complete = true;
    for item in &draft.items {
        match resource(item, findings) {
            Some(resource) => resources.push(resource),
            None => complete = false,
        }
    }
    // Stable: of an id that repeats, the first stays.
    resources.sort_by_key(|resource| resource.id);
    resources.dedup_by_key(|resource| resource.id);
    let at = draft.offset;
    let id = needed(draft.id, "ObjectID", at, findings);
    let multiple = needed(draft.multiple, "MultipleInstances", at, findings);
    let mandatory = needed(draft.mandatory, "Mandatory", at, findings);
    if !complete {
        return None;
    }
    Some(ObjectDefinition {
        id: ObjectId::try_from(id?).ok()?,
        name: text(draft.name.as_ref()),
        urn: text(draft.urn.as_ref()),
        version: version(draft.version.as_ref()),
        lwm2m_version: version(draft.lwm2m_version.as_ref()),
        multiple: multiple?,
        mandatory: mandatory?,
        description: text(draft.description.as_ref()),
        description2: text(draft.description2.as_ref()),
        resources,
    })
}

fn resource(item: &ItemDraft, findings: &mut Findings) -> Option<ResourceDefinition> {
    let at = item.offset;
    let id = needed(item.id, "ID", at, findings);
    let operations = needed(item.operations, "Operations", at, findings);
    let multiple = needed(item.multiple, "MultipleInstances", at, findings);
    let mandatory = needed(item.mandatory, "Mandatory", at, findings);
    let data_type = needed(item.data_type, "Type", at, findings);
    let unit = item.unit.as_ref().map_or("", |field| &field.text);
    Some(ResourceDefinition {
        id: ResourceId::try_from(id?).ok()?,
        name: text(item.name.as_ref()),
        operations: operations?,
        multiple: multiple?,
        mandatory: mandatory?,
        data_type: data_type?,
        range: item.range.clone(),
        unit: Unit::new(unit),
        description: text(item.description.as_ref()),
    })
}

fn needed<T>(value: Option<T>, name: &str, offset: usize, findings: &mut Findings) -> Option<T> {
    if value.is_none() {
        let message = format!("expected {name} with a known value, found none");
        findings.error(rule::MISSING, offset, message);
    }
    value
}

fn text(field: Option<&Field>) -> alloc::string::String {
    field.map(|field| field.text.clone()).unwrap_or_default()
}

/// D-170: a version that is absent is 1.0; so is one that is none, which a lint reports.
fn version(field: Option<&Field>) -> ObjectVersion {
    field.and_then(|field| field.text.parse().ok()).unwrap_or(ObjectVersion::V1_0)
}
