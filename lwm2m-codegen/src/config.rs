//! What to generate and how: the front door.

use alloc::collections::BTreeSet;
use std::path::PathBuf;

use lwm2m_ddf::{Mode, ObjectDefinition};

use crate::options::{Collections, Texts};
use crate::table::Origin;

/// What to generate and how.
///
/// In a `build.rs` it ends with [`Config::build`], elsewhere with [`Config::write`]:
///
/// ```
/// use lwm2m_codegen::{Config, Texts};
///
/// # let folder = std::env::temp_dir().join(format!("lwm2m-codegen-doc-{}", std::process::id()));
/// let config = Config::new().definitions("tests/golden/small.xml").texts(Texts::Owned);
/// let written = config.write(&folder)?;
/// assert_eq!(written.path, folder.join("objects.rs"));
/// assert!(!config.check(&folder)?.changed);
/// # let _ = std::fs::remove_dir_all(&folder);
/// # Ok::<(), lwm2m_codegen::Refused>(())
/// ```
#[derive(Clone, Debug)]
pub struct Config {
    pub(crate) texts: Texts,
    pub(crate) collections: Collections,
    pub(crate) descriptions: bool,
    pub(crate) command: String,
    pub(crate) folder: String,
    pub(crate) file_name: String,
    pub(crate) definitions: Vec<PathBuf>,
    pub(crate) descriptions_from: Vec<PathBuf>,
    pub(crate) mode: Mode,
    pub(crate) only: Option<BTreeSet<u16>>,
    pub(crate) enumerations: Origin,
    pub(crate) names: Origin,
}

impl Config {
    /// Borrowed texts, `Instances`, no descriptions, all Objects, strict reading.
    #[must_use]
    pub fn new() -> Self {
        Self {
            texts: Texts::default(),
            collections: Collections::default(),
            descriptions: false,
            command: "lwm2m-codegen".to_owned(),
            folder: String::new(),
            file_name: "objects.rs".to_owned(),
            definitions: Vec::new(),
            descriptions_from: Vec::new(),
            mode: Mode::Strict,
            only: None,
            enumerations: Origin::Text("enums.toml", String::new()),
            names: Origin::Text("names.lock", String::new()),
        }
    }

    /// Adds an object definition, or all of a folder: its `*.xml` and those in its `version_history`.
    ///
    /// A relative path starts where the program runs; for a build script cargo sees to it that this is the folder of
    /// `Cargo.toml`. Of a folder, XML that defines no Objects is passed over.
    #[must_use]
    pub fn definitions(mut self, path: impl Into<PathBuf>) -> Self {
        self.definitions.push(path.into());
        self
    }

    /// How much a definition may differ from the schema: not at all, unless it comes from the public registry.
    ///
    /// [`Mode::Registry`] takes what documents of the registry are known to have, a Resource id that repeats included.
    #[must_use]
    pub fn mode(mut self, mode: Mode) -> Self {
        self.mode = mode;
        self
    }

    /// The name of the file that [`Config::write`] and [`Config::build`] write: `objects.rs` unless it is named.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = name.into();
        self
    }

    /// The type of fields that hold text or octets.
    #[must_use]
    pub fn texts(mut self, texts: Texts) -> Self {
        self.texts = texts;
        self
    }

    /// The type of fields that hold a multiple Resource.
    #[must_use]
    pub fn collections(mut self, collections: Collections) -> Self {
        self.collections = collections;
        self
    }

    /// Fields that own what they hold: `String`, `Vec<u8>`, `BTreeMap`. For programs with a heap whose objects outlive
    /// payloads and are changed by `update`.
    #[must_use]
    pub fn owned(self) -> Self {
        self.texts(Texts::Owned).collections(Collections::BTreeMap)
    }

    /// Whether the definitions' descriptions are added to the documentation; look at their licence first.
    #[must_use]
    pub fn descriptions(mut self, descriptions: bool) -> Self {
        self.descriptions = descriptions;
        self
    }

    /// Adds the descriptions that the definitions in a file or folder have for the same versions; it is read in
    /// [`Mode::Registry`]. Look at their licence first.
    #[must_use]
    pub fn descriptions_from(mut self, path: impl Into<PathBuf>) -> Self {
        self.descriptions_from.push(path.into());
        self.descriptions(true)
    }

    /// Only the Objects with these ids, in their newest version.
    #[must_use]
    pub fn only(mut self, ids: impl IntoIterator<Item = u16>) -> Self {
        self.only = Some(ids.into_iter().collect());
        self
    }

    /// The text of an `enums.toml`: which integers have names. Without one, all integers are numbers.
    ///
    /// ```toml
    /// ["33000/4"]                # Object and Resource; `*/6042` is a reusable Resource in every Object
    /// name = "Mode"              # the type
    /// kind = "enum"              # or "flags": then the numbers are bits, 0 the lowest
    /// values = { 0 = "Off", 1 = "By schedule", 2 = "By soil moisture" }
    /// ```
    ///
    /// An `enum` has a variant `Other` beside these, so that no number is refused.
    #[must_use]
    pub fn enumerations(mut self, toml: impl Into<String>) -> Self {
        self.enumerations = Origin::Text("enums.toml", toml.into());
        self
    }

    /// The file that [`Config::enumerations`] gives as text.
    #[must_use]
    pub fn enumerations_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.enumerations = Origin::File(path.into());
        self
    }

    /// The text of a `names.lock`: identifiers that were given before and stay.
    #[must_use]
    pub fn names(mut self, toml: impl Into<String>) -> Self {
        self.names = Origin::Text("names.lock", toml.into());
        self
    }

    /// What the first line of every file names: the command, and the folder of the definitions (`registry/objects/`).
    #[must_use]
    pub fn origin(mut self, command: impl Into<String>, folder: impl Into<String>) -> Self {
        self.command = format!("`{}`", command.into());
        self.folder = folder.into();
        self
    }

    /// Every file and folder that is read.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &PathBuf> {
        let tables =
            [&self.enumerations, &self.names].into_iter().filter_map(|origin| match origin {
                Origin::File(path) => Some(path),
                Origin::Text(..) => None,
            });
        self.definitions.iter().chain(&self.descriptions_from).chain(tables)
    }

    /// Where a definition stands, as the first line of a file says it.
    pub(crate) fn source_of(&self, definition: &ObjectDefinition) -> String {
        let (id, version) = (definition.id, definition.version);
        if self.folder.is_empty() {
            format!("object {id} version {version}")
        } else {
            format!("{}{id}-{}_{}.xml", self.folder, version.major, version.minor)
        }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self::new()
    }
}
