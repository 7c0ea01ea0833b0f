//! Compares the facts of two definitions, one by one, and says what each change means.

use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use lwm2m_codec::{ObjectVersion, Operations, ResourceId};

use super::range::{self, Relation};
use super::{Aspect, Difference, Severity};
use crate::definition::{ObjectDefinition, ResourceDefinition};
use crate::unit::Unit;

/// What differs: first the Object, then its Resources by id.
pub(super) fn differences(old: &ObjectDefinition, new: &ObjectDefinition) -> Vec<Difference> {
    let mut found = Vec::new();
    object(old, new, &mut found);
    let (mut olds, mut news) = (old.resources.iter().peekable(), new.resources.iter().peekable());
    loop {
        let next = match (olds.peek(), news.peek()) {
            (None, None) => break,
            (Some(old), None) => old.id,
            (None, Some(new)) => new.id,
            (Some(old), Some(new)) => old.id.min(new.id),
        };
        let old = olds.next_if(|resource| resource.id == next);
        let new = news.next_if(|resource| resource.id == next);
        match (old, new) {
            (Some(old), Some(new)) => resource(old, new, &mut found),
            (Some(old), None) => found.push(removed(old)),
            (None, Some(new)) => found.push(added(new)),
            (None, None) => break,
        }
    }
    found
}

fn object(old: &ObjectDefinition, new: &ObjectDefinition, found: &mut Vec<Difference>) {
    let mut facts = Facts { resource: None, found };
    facts.text(Aspect::Name, Severity::Rename, &old.name, &new.name);
    let urns = [old, new].map(|definition| unversioned(&definition.urn, definition.version));
    facts.text(Aspect::Urn, Severity::Rename, urns[0], urns[1]);
    let versions = [old, new].map(|definition| definition.lwm2m_version.to_string());
    facts.text(Aspect::LwM2mVersion, Severity::Editorial, &versions[0], &versions[1]);
    facts.instances(old.multiple, new.multiple);
    facts.mandatory(old.mandatory, new.mandatory);
    facts.description(&old.description, &new.description);
    facts.description(&old.description2, &new.description2);
}

fn resource(old: &ResourceDefinition, new: &ResourceDefinition, found: &mut Vec<Difference>) {
    let mut facts = Facts { resource: Some(new.id), found };
    facts.text(Aspect::Name, Severity::Rename, &old.name, &new.name);
    facts.operations(old.operations, new.operations);
    facts.instances(old.multiple, new.multiple);
    facts.mandatory(old.mandatory, new.mandatory);
    let types = [old, new].map(|resource| resource.data_type.to_string());
    facts.text(Aspect::Type, Severity::Major, &types[0], &types[1]);
    // A range means something for its type alone: with another type, that is the change.
    let relation = if old.data_type == new.data_type {
        range::relation(&old.range.values, &new.range.values)
    } else {
        Relation::Unknown
    };
    let severity = match relation {
        Relation::Equal | Relation::Unknown => Severity::Editorial,
        Relation::Wider => Severity::Minor,
        Relation::Narrower => Severity::Major,
    };
    facts.text(Aspect::Range, severity, &old.range.text, &new.range.text);
    facts.unit(&old.unit, &new.unit);
    facts.description(&old.description, &new.description);
}

fn added(resource: &ResourceDefinition) -> Difference {
    Difference {
        resource: Some(resource.id),
        aspect: Aspect::Resource,
        // Who keeps to the older definition creates Object Instances without it.
        severity: if resource.mandatory { Severity::Major } else { Severity::Minor },
        old: String::new(),
        new: named(resource),
    }
}

fn removed(resource: &ResourceDefinition) -> Difference {
    Difference {
        resource: Some(resource.id),
        aspect: Aspect::Resource,
        severity: Severity::Major,
        old: named(resource),
        new: String::new(),
    }
}

/// The name of a Resource, which may be empty: then its id.
fn named(resource: &ResourceDefinition) -> String {
    if resource.name.is_empty() { resource.id.to_string() } else { resource.name.clone() }
}

/// Takes down what differs between two definitions of one thing.
struct Facts<'f> {
    resource: Option<ResourceId>,
    found: &'f mut Vec<Difference>,
}

impl Facts<'_> {
    fn text(&mut self, aspect: Aspect, severity: Severity, old: &str, new: &str) {
        if old != new {
            let (old, new) = (old.to_owned(), new.to_owned());
            let resource = self.resource;
            self.found.push(Difference { resource, aspect, severity, old, new });
        }
    }

    /// One or several: paths and payloads have another shape.
    fn instances(&mut self, old: bool, new: bool) {
        let name = |multiple| if multiple { "Multiple" } else { "Single" };
        self.text(Aspect::Instances, Severity::Major, name(old), name(new));
    }

    /// Either way something that was relied upon is gone: that it is there, or that it may be left out.
    fn mandatory(&mut self, old: bool, new: bool) {
        let name = |mandatory| if mandatory { "Mandatory" } else { "Optional" };
        self.text(Aspect::Mandatory, Severity::Major, name(old), name(new));
    }

    fn operations(&mut self, old: Operations, new: Operations) {
        let kept = (!old.readable() || new.readable())
            && (!old.writable() || new.writable())
            && (!old.executable() || new.executable());
        let severity = if kept { Severity::Minor } else { Severity::Major };
        self.text(Aspect::Operations, severity, old.name(), new.name());
    }

    fn unit(&mut self, old: &Unit, new: &Unit) {
        let same = old.registered() == new.registered();
        let severity = if same { Severity::Editorial } else { Severity::Unit };
        self.text(Aspect::Unit, severity, &old.symbol, &new.symbol);
    }

    /// The snapshot has none: what is not there does not differ.
    fn description(&mut self, old: &str, new: &str) {
        if !old.is_empty() && !new.is_empty() {
            self.text(Aspect::Description, Severity::Editorial, old, new);
        }
    }
}

/// A URN without its version, where that is the definition's own.
fn unversioned(urn: &str, version: ObjectVersion) -> &str {
    let suffix = urn.rsplit_once(':').filter(|(_, last)| last.parse() == Ok(version));
    suffix.map_or(urn, |(urn, _)| urn)
}
