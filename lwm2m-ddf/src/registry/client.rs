//! The definitions as they hold for one client, by the versions that it registered; D-103.

use lwm2m_codec::{ObjectId, ObjectVersion, Path, ResourceDef, Schema};

use super::Registry;
use crate::definition::{ObjectDefinition, ResourceDefinition};

/// One client's view of a [`Registry`].
///
/// It looks up as `ClientSchema` of `lwm2m-model` does; a vendor's definitions are in the registry itself.
#[derive(Clone, Copy, Debug)]
pub struct Client<'r> {
    registry: &'r Registry,
    versions: &'r [(ObjectId, ObjectVersion)],
}

impl<'r> Client<'r> {
    pub(super) const fn new(
        registry: &'r Registry,
        versions: &'r [(ObjectId, ObjectVersion)],
    ) -> Self {
        Self { registry, versions }
    }

    /// The definition of an Object, as it holds for the client.
    ///
    /// Without a registered version, the newest. A version that was not loaded falls back to the newest one of the
    /// same major (D-103); `None` where there is none.
    #[must_use]
    pub fn object(&self, id: ObjectId) -> Option<&'r ObjectDefinition> {
        let Some((_, version)) = self.versions.iter().find(|(object, _)| *object == id) else {
            return self.registry.newest(id);
        };
        let exact = self.registry.find(id, *version);
        exact.or_else(|| self.registry.newest_minor(id, version.major))
    }
}

impl Schema for Client<'_> {
    fn resource(&self, path: Path) -> Option<ResourceDef<'_>> {
        let definition = self.object(path.object_id()?)?;
        definition.resource(path.resource_id()?).map(ResourceDefinition::def)
    }
}
