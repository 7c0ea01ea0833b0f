//! Definitions while a program runs: every version of every Object that was loaded, looked up by path.
//! Knows nothing of files; [`Loading`] fills one, [`Shared`] replaces one under its readers.
//! LwM2M Core 1.2.2, 7.2 (object versions); D-103.

mod client;
mod loading;
mod shared;

use alloc::collections::BTreeMap;
use alloc::sync::Arc;

use lwm2m_codec::{ObjectId, ObjectVersion, Path, ResourceDef, Schema, Version};

pub use self::client::{Choice, Client};
pub use self::loading::{Loading, Problem, Refused};
pub use self::shared::Shared;
use crate::definition::{ObjectDefinition, ResourceDefinition};

/// Every version of every Object that was loaded.
///
/// As a [`Schema`] it answers by the newest version of each Object; [`client`](Self::client) is the view by the
/// versions that a client registered. A clone shares its definitions.
///
/// ```
/// use lwm2m_codec::{ObjectId, ObjectVersion, Path, Schema, Version};
/// use lwm2m_ddf::registry::Loading;
/// use lwm2m_ddf::Mode;
///
/// let mut loading = Loading::new(Mode::Registry);
/// loading.folder("../registry/objects".as_ref())?;
/// let registry = loading.finish()?;
/// let level = registry.resource(Path::resource(3, 0, 9)).ok_or("no Battery Level")?;
/// assert_eq!((level.name, level.unit), ("Battery Level", "/100"));
///
/// let versions = [(ObjectId::new(3), ObjectVersion::V1_0)];
/// let client = registry.client(Version::V1_2, &versions);
/// assert_eq!(client.resource(Path::resource(3, 0, 9)).map(|level| level.unit), Some("%"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Registry {
    versions: BTreeMap<(ObjectId, ObjectVersion), Arc<ObjectDefinition>>,
}

impl Registry {
    /// A registry without definitions.
    #[must_use]
    pub const fn new() -> Self {
        Self { versions: BTreeMap::new() }
    }

    /// Adds a definition and returns the one of the same version that it replaces.
    pub fn insert(&mut self, definition: ObjectDefinition) -> Option<Arc<ObjectDefinition>> {
        let key = (definition.id, definition.version);
        self.versions.insert(key, Arc::new(definition))
    }

    /// Takes the definition of one version out.
    pub fn remove(
        &mut self,
        id: ObjectId,
        version: ObjectVersion,
    ) -> Option<Arc<ObjectDefinition>> {
        self.versions.remove(&(id, version))
    }

    /// The definition of one version of an Object; `None` where it was not loaded.
    #[must_use]
    pub fn find(&self, id: ObjectId, version: ObjectVersion) -> Option<&ObjectDefinition> {
        self.versions.get(&(id, version)).map(Arc::as_ref)
    }

    /// All versions of an Object, ascending; none for an unknown Object.
    pub fn versions(
        &self,
        id: ObjectId,
    ) -> impl DoubleEndedIterator<Item = &ObjectDefinition> + use<'_> {
        let every = (id, ObjectVersion::new(0, 0))..=(id, LAST);
        self.versions.range(every).map(|(_, definition)| definition.as_ref())
    }

    /// The newest version of an Object.
    #[must_use]
    pub fn newest(&self, id: ObjectId) -> Option<&ObjectDefinition> {
        self.versions(id).next_back()
    }

    /// The newest minor version of an Object's major version.
    #[must_use]
    pub fn newest_minor(&self, id: ObjectId, major: u16) -> Option<&ObjectDefinition> {
        let first = ObjectVersion::new(major, 0);
        let last = ObjectVersion::new(major, u16::MAX);
        let (_, definition) = self.versions.range((id, first)..=(id, last)).next_back()?;
        Some(definition)
    }

    /// Every definition, ascending by id and version.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &ObjectDefinition> + use<'_> {
        self.versions.values().map(Arc::as_ref)
    }

    /// How many definitions there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.versions.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.versions.is_empty()
    }

    /// The view for a client of a release that registered these versions, in any order.
    #[must_use]
    pub const fn client<'r>(
        &'r self,
        release: Version,
        versions: &'r [(ObjectId, ObjectVersion)],
    ) -> Client<'r> {
        Client::new(self, release, versions)
    }
}

impl Schema for Registry {
    fn resource(&self, path: Path) -> Option<ResourceDef<'_>> {
        let definition = self.newest(path.object_id()?)?;
        definition.resource(path.resource_id()?).map(ResourceDefinition::def)
    }
}

/// Of a version that comes twice, the last counts.
impl Extend<ObjectDefinition> for Registry {
    fn extend<T: IntoIterator<Item = ObjectDefinition>>(&mut self, definitions: T) {
        for definition in definitions {
            self.insert(definition);
        }
    }
}

/// Of a version that comes twice, the last counts.
impl FromIterator<ObjectDefinition> for Registry {
    fn from_iter<T: IntoIterator<Item = ObjectDefinition>>(definitions: T) -> Self {
        let mut registry = Self::new();
        registry.extend(definitions);
        registry
    }
}

/// No version is later.
const LAST: ObjectVersion = ObjectVersion::new(u16::MAX, u16::MAX);
