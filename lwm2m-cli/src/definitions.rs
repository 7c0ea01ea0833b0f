//! The definitions that a command goes by: the registry that the program brings along, and those of `--ddf` over it.

use std::path::Path as FilePath;

use lwm2m_codec::{ObjectDef, ObjectId, ObjectVersion, Path, Range, ResourceDef, Schema};
use lwm2m_ddf::registry::Loading;
use lwm2m_ddf::{Mode, ObjectDefinition, RangeEnumeration, Registry, ResourceDefinition, Unit};
use lwm2m_model::defs;

use crate::failure::Failure;

/// Every definition that is known.
#[derive(Debug)]
pub(crate) struct Definitions {
    own: Registry,
    /// Which version of an Object is meant, where it was said.
    versions: Vec<(ObjectId, ObjectVersion)>,
}

/// One version of an Object, wherever it was defined.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Object<'d> {
    Registered(&'static ObjectDef<'static>),
    Own(&'d ObjectDefinition),
}

/// One Resource of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Resource<'d> {
    pub(crate) def: ResourceDef<'d>,
    /// What the definition says in words; the program brings none along.
    pub(crate) description: &'d str,
}

impl Definitions {
    /// The registry, and folders or files of definitions over it.
    pub(crate) fn load(
        folders: &[impl AsRef<FilePath>],
        versions: &[String],
    ) -> Result<Self, Failure> {
        let mut loading = Loading::new(Mode::Registry);
        for path in folders {
            let path = path.as_ref();
            let failed = |error| Failure::trouble(path.display(), error);
            if path.is_dir() {
                loading.folder(path).map_err(failed)?;
            } else {
                let bytes = std::fs::read(path).map_err(failed)?;
                loading.document(&path.display().to_string(), &bytes);
            }
        }
        let own = loading.finish().map_err(|refused| Failure::Refused(refused.to_string()))?;
        let versions = versions.iter().map(|text| version(text)).collect::<Result<_, _>>()?;
        Ok(Self { own, versions })
    }

    /// The definition of an Object in the version that is meant, else the newest.
    pub(crate) fn object(&self, id: ObjectId) -> Option<Object<'_>> {
        let wanted = self.versions.iter().find(|(object, _)| *object == id);
        match wanted {
            Some((_, version)) => {
                self.versions(id).into_iter().find(|object| object.version() == *version)
            }
            None => match self.own.newest(id) {
                Some(own) => Some(Object::Own(own)),
                None => defs::versions(id).last().map(|def| Object::Registered(def)),
            },
        }
    }

    /// Every version of an Object, ascending; one's own in place of the registry's.
    pub(crate) fn versions(&self, id: ObjectId) -> Vec<Object<'_>> {
        let own = self.own.iter().filter(|object| object.id == id).map(Object::Own);
        let mut all: Vec<_> = own.collect();
        let known = |all: &[Object<'_>], def: &ObjectDef<'_>| {
            all.iter().any(|object| object.version() == def.version)
        };
        for def in defs::versions(id) {
            if !known(&all, def) {
                all.push(Object::Registered(def));
            }
        }
        all.sort_by_key(Object::version);
        all
    }

    /// The newest version of every Object, ascending by id.
    pub(crate) fn newest(&self) -> Vec<Object<'_>> {
        let mut ids: Vec<_> = defs::DEFS.iter().map(|def| def.id).collect();
        ids.extend(self.own.iter().map(|object| object.id));
        ids.sort();
        ids.dedup();
        ids.into_iter().filter_map(|id| self.object(id)).collect()
    }

    /// The Object and the Resource of a path, as far as they are known.
    pub(crate) fn named(&self, path: Path) -> (Option<Object<'_>>, Option<Resource<'_>>) {
        let object = path.object_id().and_then(|id| self.object(id));
        let resource = object.and_then(|object| object.resource(path));
        (object, resource)
    }
}

impl Schema for Definitions {
    fn resource(&self, path: Path) -> Option<ResourceDef<'_>> {
        Some(self.object(path.object_id()?)?.resource(path)?.def)
    }
}

impl<'d> Object<'d> {
    pub(crate) fn id(&self) -> ObjectId {
        match self {
            Self::Registered(def) => def.id,
            Self::Own(definition) => definition.id,
        }
    }

    pub(crate) fn name(&self) -> &'d str {
        match self {
            Self::Registered(def) => def.name,
            Self::Own(definition) => &definition.name,
        }
    }

    pub(crate) fn urn(&self) -> &'d str {
        match self {
            Self::Registered(def) => def.urn,
            Self::Own(definition) => &definition.urn,
        }
    }

    pub(crate) fn version(&self) -> ObjectVersion {
        match self {
            Self::Registered(def) => def.version,
            Self::Own(definition) => definition.version,
        }
    }

    pub(crate) fn is_multiple(&self) -> bool {
        match self {
            Self::Registered(def) => def.multiple,
            Self::Own(definition) => definition.multiple,
        }
    }

    pub(crate) fn is_mandatory(&self) -> bool {
        match self {
            Self::Registered(def) => def.mandatory,
            Self::Own(definition) => definition.mandatory,
        }
    }

    /// In words; empty for the registry that the program brings along.
    pub(crate) fn description(&self) -> &'d str {
        match self {
            Self::Registered(_) => "",
            Self::Own(definition) => &definition.description,
        }
    }

    pub(crate) fn resources(&self) -> Vec<Resource<'d>> {
        match self {
            Self::Registered(def) => {
                def.resources.iter().map(|def| Resource { def: *def, description: "" }).collect()
            }
            Self::Own(definition) => definition
                .resources
                .iter()
                .map(|resource| Resource {
                    def: resource.def(),
                    description: &resource.description,
                })
                .collect(),
        }
    }

    /// The definition as its document would state it, for who reads documents only.
    pub(crate) fn definition(&self) -> ObjectDefinition {
        let def = match self {
            Self::Registered(def) => *def,
            Self::Own(definition) => return (*definition).clone(),
        };
        let resource = |def: &ResourceDef<'_>| ResourceDefinition {
            id: def.id,
            name: def.name.to_owned(),
            operations: def.operations,
            multiple: def.multiple,
            mandatory: def.mandatory,
            data_type: def.data_type,
            range: RangeEnumeration::new(
                range(def.range).trim_end_matches(" bytes"),
                def.data_type,
            ),
            unit: Unit::new(def.unit),
            description: String::new(),
        };
        ObjectDefinition {
            id: def.id,
            name: def.name.to_owned(),
            urn: def.urn.to_owned(),
            version: def.version,
            lwm2m_version: def.lwm2m_version,
            multiple: def.multiple,
            mandatory: def.mandatory,
            description: String::new(),
            description2: String::new(),
            resources: def.resources.iter().map(resource).collect(),
        }
    }

    fn resource(&self, path: Path) -> Option<Resource<'d>> {
        let id = path.resource_id()?;
        match self {
            Self::Registered(def) => {
                ObjectDef::resource(def, id).map(|def| Resource { def: *def, description: "" })
            }
            Self::Own(definition) => ObjectDefinition::resource(definition, id).map(|resource| {
                Resource { def: resource.def(), description: &resource.description }
            }),
        }
    }
}

/// `0..100`, `1, 4..6`, `at most 32 bytes`; empty where nothing is said.
pub(crate) fn range(range: Range<'_>) -> String {
    fn list<T: PartialEq + ToString>(bounds: &[(T, T)]) -> String {
        let one = |(low, high): &(T, T)| match low == high {
            true => low.to_string(),
            false => format!("{}..{}", low.to_string(), high.to_string()),
        };
        bounds.iter().map(one).collect::<Vec<_>>().join(", ")
    }
    match range {
        Range::Integers(bounds) => list(bounds),
        Range::Floats(bounds) => list(bounds),
        Range::Lengths(bounds) => format!("{} bytes", list(bounds)),
        Range::Text(text) => text.to_owned(),
        // `Any`, and what a later version of the codec may have.
        _ => String::new(),
    }
}

/// `3303=1.1`.
fn version(text: &str) -> Result<(ObjectId, ObjectVersion), Failure> {
    let read = || {
        let (id, version) = text.split_once('=')?;
        let id = id.parse::<u16>().ok().and_then(|id| ObjectId::try_from(id).ok())?;
        Some((id, version.parse().ok()?))
    };
    read().ok_or_else(|| {
        Failure::Usage(format!(
            "--object-version is an id and a version such as 3303=1.1, not {text:?}"
        ))
    })
}
