//! The definitions as they hold for one client: the versions that it registered, a vendor's own laid over them.
//! LwM2M Core 1.2.2, 7.2.2 (object versioning); D-103.

use lwm2m_codec::{
    ObjectDef, ObjectId, ObjectVersion, Path, ResourceDef, Schema, Version, version,
};

use crate::defs;
use crate::version::{Choice, Policy, choose};

/// One client's view of the definitions.
///
/// A vendor's definitions lie over those of the registry. The version of an Object is the one that the client
/// registered; for an Object that it registered without a version, or not at all, the one that its release implies.
///
/// ```
/// use lwm2m_codec::{ObjectId, ObjectVersion, Path, Schema, Version};
/// use lwm2m_model::client::ClientSchema;
/// use lwm2m_model::version::Reason;
///
/// let (server, device) = (ObjectId::new(1), ObjectId::new(3));
/// let versions = [(device, ObjectVersion::V1_0)];
/// let client = ClientSchema::new(Version::V1_1, &versions, &[]);
/// assert!(client.resource(Path::resource(3, 0, 9)).is_some());
///
/// // Nothing was said of Server: a client of 1.1 has version 1.1 of it, which knows no Default Notification Mode.
/// let choice = client.choose(server).expect("a definition");
/// assert_eq!((choice.version, choice.reason), (ObjectVersion::new(1, 1), Reason::Implied));
/// assert!(client.resource(Path::resource(1, 0, 26)).is_none());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ClientSchema<'v> {
    release: Version,
    versions: &'v [(ObjectId, ObjectVersion)],
    vendor: &'v [ObjectDef<'v>],
}

impl<'v> ClientSchema<'v> {
    /// A view from the release and the versions that a client registered, in any order, and a vendor's definitions.
    #[must_use]
    pub const fn new(
        release: Version,
        versions: &'v [(ObjectId, ObjectVersion)],
        vendor: &'v [ObjectDef<'v>],
    ) -> Self {
        Self { release, versions, vendor }
    }

    /// The definition of an Object, as it holds for the client, and why it is that one.
    ///
    /// A version that nobody has defined falls back to the newest known one of the same major, which knows a part
    /// of it; `None` where there is none. What a vendor defines of an Object comes first, where it fits that far.
    #[must_use]
    pub fn choose(&self, id: ObjectId) -> Option<Choice<'_>> {
        let reported = self.versions.iter().find(|(object, _)| *object == id);
        let reported = reported.map(|(_, version)| *version);
        let versions = self.vendor.iter().filter(|def| def.id == id).map(|def| def.version);
        let policy = Policy::SameMajor;
        if let Some(choice) = version::choose(versions, id, reported, self.release, policy) {
            let mut vendor = self.vendor.iter();
            let def = vendor.find(|def| def.id == id && def.version == choice.known)?;
            return Some(Choice { def, version: choice.version, reason: choice.reason });
        }
        choose(defs::versions(id), id, reported, self.release, policy)
    }

    /// The definition of an Object, as it holds for the client: that of [`choose`](Self::choose).
    #[must_use]
    pub fn object(&self, id: ObjectId) -> Option<&ObjectDef<'_>> {
        self.choose(id).map(|choice| choice.def)
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
    use crate::version::Reason;

    /// MOD-03, MOD-04, MOD-05: without a version the release's own holds, not the newest.
    #[test]
    #[cfg(feature = "oma")]
    fn the_version_of_the_client() {
        let v = ObjectVersion::new;
        for (release, object, reported, expected) in [
            (Version::V1_0, 3, None, Some((v(1, 0), v(1, 0), Reason::Implied))),
            (Version::V1_1, 3, None, Some((v(1, 1), v(1, 1), Reason::Implied))),
            (Version::V1_2, 3, None, Some((v(1, 2), v(1, 2), Reason::Implied))),
            (Version::V1_1, 4, None, Some((v(1, 2), v(1, 2), Reason::Implied))),
            (Version::V1_1, 21, None, Some((v(1, 0), v(1, 0), Reason::Implied))),
            (Version::V1_2, 21, None, Some((v(2, 0), v(2, 0), Reason::Implied))),
            (Version::V1_2, 5, None, Some((v(1, 1), v(1, 1), Reason::Implied))),
            // The Gateway object of 2.0 is reported or it is that of 1.0 (D-165).
            (Version::V1_2, 25, None, Some((v(1, 0), v(1, 0), Reason::Implied))),
            (Version::V1_2, 25, Some(v(2, 0)), Some((v(2, 0), v(2, 0), Reason::Reported))),
            (Version::V1_2, 3, Some(v(1, 0)), Some((v(1, 0), v(1, 0), Reason::Reported))),
            (Version::V1_2, 3, Some(v(1, 9)), Some((v(1, 2), v(1, 9), Reason::Older))),
            (Version::V1_2, 3, Some(v(7, 0)), None),
            (Version::V1_2, 65534, None, None),
        ] {
            let object = ObjectId::new(object);
            let versions = reported.map(|version| (object, version));
            let client = ClientSchema::new(release, versions.as_slice(), &[]);
            let found = client.choose(object);
            let found = found.map(|choice| (choice.def.version, choice.version, choice.reason));
            assert_eq!(found, expected, "{release} {object} {reported:?}");
            let def = client.object(object).map(|def| def.version);
            assert_eq!(def, expected.map(|(known, ..)| known), "{release} {object}");
        }
    }

    const OWN: ObjectDef<'static> = ObjectDef {
        id: ObjectId::new(3),
        name: "Our Device",
        urn: "urn:oma:lwm2m:oma:3",
        version: ObjectVersion::V1_0,
        lwm2m_version: ObjectVersion::V1_0,
        multiple: false,
        mandatory: true,
        resources: &[],
    };

    #[test]
    fn a_vendor_comes_first() {
        let vendor = [OWN, ObjectDef { version: ObjectVersion::new(8, 0), ..OWN }];
        for (reported, expected) in [
            (None, Some((ObjectVersion::V1_0, Reason::Implied))),
            (Some(ObjectVersion::new(8, 1)), Some((ObjectVersion::new(8, 0), Reason::Older))),
        ] {
            let versions = reported.map(|version| (OWN.id, version));
            let client = ClientSchema::new(Version::V1_0, versions.as_slice(), &vendor);
            let choice = client.choose(OWN.id);
            assert_eq!(choice.map(|choice| choice.def.name), Some("Our Device"));
            let found = choice.map(|choice| (choice.def.version, choice.reason));
            assert_eq!(found, expected, "{reported:?}");
            assert_eq!(client.resource(Path::resource(3, 0, 9)), None);
        }
    }
}
