//! From definitions to text, in memory: what is to be generated is settled first, with everything that is wrong.

use lwm2m_ddf::{Mode, ObjectDefinition};

use crate::config::Config;
use crate::documents::Documents;
use crate::enumeration::Enumerations;
use crate::lock::NamesLock;
use crate::module;
use crate::package;
use crate::plan::Plan;
use crate::problem::{Problem, Refused};

/// One file that was generated.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct GeneratedFile {
    /// Where it belongs, below the source folder of a crate: `objects/o00003_device.rs`; or `names.lock`.
    pub path: String,
    /// What it holds.
    pub text: String,
}

impl Config {
    /// Reads every definition that [`Config::definitions`] names, and judges it.
    ///
    /// # Errors
    /// Everything that is wrong with them: by file, line and column, in the order of the files.
    pub fn read(&self) -> Result<Documents, Refused> {
        if self.definitions.is_empty() {
            let message = "expected a file or folder with object definitions, found none";
            return Err(vec![Problem::new("", message)].into());
        }
        let read = Documents::read(&self.definitions, self.mode);
        let described = Documents::read(&self.descriptions_from, Mode::Registry);
        match (read, described) {
            (Ok(mut documents), Ok(others)) => {
                documents.describe(&others);
                Ok(documents)
            }
            (read, described) => Err(all(read.err().into_iter().chain(described.err()))),
        }
    }

    /// The files of a crate: a module for every Object and major version, the list of modules, the tables of
    /// definitions, and `names.lock`; ascending by path.
    ///
    /// # Errors
    /// Everything that is wrong with the enumerations, the names and the definitions.
    pub fn generate(&self, documents: &Documents) -> Result<Vec<GeneratedFile>, Refused> {
        self.with_plan(documents, self.tables()?, |plan| {
            let mut files = package::files(plan, self);
            let path = "names.lock".to_owned();
            files.push(GeneratedFile { path, text: plan.lock.to_string() });
            files.sort_by(|one, other| one.path.cmp(&other.path));
            files
        })
    }

    /// One self-contained module: a submodule for every Object, and `DEFS` with every definition.
    ///
    /// It holds items only, so that it can be a file of its own or be included.
    ///
    /// # Errors
    /// Everything that is wrong with the enumerations, the names and the definitions, and an id asked for by
    /// [`Config::only`] that no definition has.
    pub fn module(&self, documents: &Documents) -> Result<String, Refused> {
        self.with_plan(documents, self.tables()?, |plan| module::text(plan, self))
    }

    /// The module of the definitions that are read.
    pub(crate) fn text(&self) -> Result<(String, Documents), Refused> {
        match (self.read(), self.tables()) {
            (Ok(documents), Ok(tables)) => {
                let text = self.with_plan(&documents, tables, |plan| module::text(plan, self))?;
                Ok((text, documents))
            }
            (read, tables) => Err(all(read.err().into_iter().chain(tables.err()))),
        }
    }

    /// The enumerations and the names: what is wrong with the one doesn't keep the other from being read.
    fn tables(&self) -> Result<(Enumerations, NamesLock), Refused> {
        match (Enumerations::read(&self.enumerations), NamesLock::read(&self.names)) {
            (Ok(enumerations), Ok(lock)) => Ok((enumerations, lock)),
            (enumerations, lock) => {
                let problems = [enumerations.err(), lock.err()];
                Err(all(problems.into_iter().flatten().map(Refused::from)))
            }
        }
    }

    fn with_plan<T>(
        &self,
        documents: &Documents,
        (enumerations, lock): (Enumerations, NamesLock),
        generate: impl FnOnce(&Plan<'_>) -> T,
    ) -> Result<T, Refused> {
        let mut problems = Vec::new();
        let definitions = documents.definitions();
        let chosen = self.chosen(definitions, &mut problems);
        match Plan::new(chosen.as_deref().unwrap_or(definitions), &enumerations, lock) {
            Ok(plan) if problems.is_empty() => Ok(generate(&plan)),
            Ok(_) => Err(documents.locate(problems)),
            Err(more) => {
                problems.extend(more);
                Err(documents.locate(problems))
            }
        }
    }

    /// The newest versions of the Objects that were asked for; none where all are meant.
    fn chosen(
        &self,
        definitions: &[ObjectDefinition],
        problems: &mut Vec<Problem>,
    ) -> Option<Vec<ObjectDefinition>> {
        let mut chosen = Vec::new();
        for &id in self.only.as_ref()? {
            let versions = definitions.iter().filter(|definition| definition.id.get() == id);
            match versions.max_by_key(|definition| definition.version) {
                Some(newest) => chosen.push(newest.clone()),
                None => {
                    let message = "expected a definition of this object, found none";
                    problems.push(Problem::new(format!("object {id}"), message));
                }
            }
        }
        Some(chosen)
    }
}

/// The first refusal doesn't keep the others from being told.
fn all(refusals: impl Iterator<Item = Refused>) -> Refused {
    refusals.flat_map(|refused| refused.problems).collect::<Vec<_>>().into()
}
