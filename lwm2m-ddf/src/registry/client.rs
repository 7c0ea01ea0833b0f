//! The definitions as they hold for one client, by the versions that it registered; D-103.

use lwm2m_codec::version::{Policy, Reason, choose};
use lwm2m_codec::{ObjectId, ObjectVersion, Path, ResourceDef, Schema, Version};

use super::Registry;
use crate::definition::{ObjectDefinition, ResourceDefinition};

/// One client's view of a [`Registry`].
///
/// It looks up as `ClientSchema` of `lwm2m-model` does; a vendor's definitions are in the registry itself.
#[derive(Clone, Copy, Debug)]
pub struct Client<'r> {
    registry: &'r Registry,
    release: Version,
    versions: &'r [(ObjectId, ObjectVersion)],
}

/// A definition, and why it is this one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choice<'r> {
    /// The definition.
    pub definition: &'r ObjectDefinition,
    /// The version that the client has.
    pub version: ObjectVersion,
    /// Why.
    pub reason: Reason,
}

impl<'r> Client<'r> {
    pub(super) const fn new(
        registry: &'r Registry,
        release: Version,
        versions: &'r [(ObjectId, ObjectVersion)],
    ) -> Self {
        Self { registry, release, versions }
    }

    /// The definition of an Object, as it holds for the client, and why it is that one.
    ///
    /// Without a registered version it is the one that the client's release implies. A version that was not loaded
    /// falls back to the newest one of the same major (D-103); `None` where there is none.
    #[must_use]
    pub fn choose(&self, id: ObjectId) -> Option<Choice<'r>> {
        let reported = self.versions.iter().find(|(object, _)| *object == id);
        let reported = reported.map(|(_, version)| *version);
        let known = self.registry.versions(id).map(|definition| definition.version);
        let choice = choose(known, id, reported, self.release, Policy::SameMajor)?;
        let definition = self.registry.find(id, choice.known)?;
        Some(Choice { definition, version: choice.version, reason: choice.reason })
    }

    /// The definition of an Object, as it holds for the client: that of [`choose`](Self::choose).
    #[must_use]
    pub fn object(&self, id: ObjectId) -> Option<&'r ObjectDefinition> {
        self.choose(id).map(|choice| choice.definition)
    }
}

impl Schema for Client<'_> {
    fn resource(&self, path: Path) -> Option<ResourceDef<'_>> {
        let definition = self.object(path.object_id()?)?;
        definition.resource(path.resource_id()?).map(ResourceDefinition::def)
    }
}
