//! The definitions as they hold for one client: the versions that it registered, a vendor's own laid over them.
//! LwM2M Core 1.2.2, 7.2.2 (object versioning); D-103.

use lwm2m_codec::{ObjectDef, ObjectId, ObjectVersion, Path, ResourceDef, Schema};

use crate::defs;

/// One client's view of the definitions.
///
/// A vendor's definitions come first. Else the version of an Object is the one that the client registered; for an
/// Object that it registered without a version, or not at all, the newest of the registry.
///
/// ```
/// use lwm2m_codec::{ObjectId, ObjectVersion, Path, Schema};
/// use lwm2m_model::client::ClientSchema;
///
/// let versions = [(ObjectId::new(3), ObjectVersion::V1_0)];
/// let client = ClientSchema::new(&versions, &[]);
/// assert!(client.resource(Path::resource(3, 0, 9)).is_some());
/// // Nothing was said of Server: the newest version holds.
/// assert!(client.resource(Path::resource(1, 0, 23)).is_some());
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct ClientSchema<'v> {
    versions: &'v [(ObjectId, ObjectVersion)],
    vendor: &'v [ObjectDef<'v>],
}

impl<'v> ClientSchema<'v> {
    /// A view from the versions that a client registered, in any order, and a vendor's definitions.
    #[must_use]
    pub const fn new(
        versions: &'v [(ObjectId, ObjectVersion)],
        vendor: &'v [ObjectDef<'v>],
    ) -> Self {
        Self { versions, vendor }
    }

    /// The definition of an Object, as it holds for the client.
    ///
    /// A version that nobody has defined falls back to the newest known one of the same major, which knows a part
    /// of it; `None` where there is none.
    #[must_use]
    pub fn object(&self, id: ObjectId) -> Option<&ObjectDef<'_>> {
        let wanted =
            self.versions.iter().find(|(object, _)| *object == id).map(|(_, version)| *version);
        let fits = |def: &ObjectDef<'_>| {
            def.id == id && wanted.is_none_or(|version| def.version.major == version.major)
        };
        if let Some(def) = self.vendor.iter().find(|def| fits(def)) {
            return Some(def);
        }
        let known = defs::versions(id);
        let exact = known.iter().find(|def| wanted == Some(def.version));
        exact.or_else(|| known.iter().rev().find(|def| fits(def))).copied()
    }
}

impl Schema for ClientSchema<'_> {
    fn resource(&self, path: Path) -> Option<ResourceDef<'_>> {
        ObjectDef::resource(self.object(path.object_id()?)?, path.resource_id()?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(feature = "oma")]
    fn the_version_that_was_registered() {
        let device = ObjectId::new(3);
        let version = |versions: &[(ObjectId, ObjectVersion)]| {
            ClientSchema::new(versions, &[]).object(device).map(|def| def.version)
        };
        assert_eq!(version(&[]), Some(ObjectVersion::new(1, 2)));
        assert_eq!(version(&[(device, ObjectVersion::V1_0)]), Some(ObjectVersion::V1_0));
        assert_eq!(version(&[(device, ObjectVersion::new(1, 9))]), Some(ObjectVersion::new(1, 2)));
        assert_eq!(version(&[(device, ObjectVersion::new(7, 0))]), None);
    }

    #[test]
    fn a_vendor_comes_first() {
        let own = ObjectDef {
            id: ObjectId::new(3),
            name: "Our Device",
            urn: "urn:oma:lwm2m:oma:3",
            version: ObjectVersion::V1_0,
            lwm2m_version: ObjectVersion::V1_0,
            multiple: false,
            mandatory: true,
            resources: &[],
        };
        let vendor = [own];
        let client = ClientSchema::new(&[], &vendor);
        assert_eq!(client.object(ObjectId::new(3)).map(|def| def.name), Some("Our Device"));
        assert_eq!(client.resource(Path::resource(3, 0, 9)), None);
    }
}
