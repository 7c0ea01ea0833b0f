//! Fills a registry from documents, and says everything that is wrong with them by file, line and column.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;
use std::path::Path;
use std::{fs, io};

use super::Registry;
use crate::definition::ObjectDefinition;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::folder;
use crate::json;
use crate::kind::Kind;
use crate::xsd::{Mode, Schema};

/// A registry while it is filled.
///
/// Nobody can look anything up before [`finish`](Self::finish) has found every document usable.
#[derive(Clone, Debug)]
pub struct Loading {
    schema: Schema,
    mode: Mode,
    registry: Registry,
    problems: Vec<Problem>,
}

impl Loading {
    /// Starts with nothing; XML will be valid against the schema of LwM2M 1.1.
    #[must_use]
    pub fn new(mode: Mode) -> Self {
        Self { schema: Schema::v1_1(), mode, registry: Registry::new(), problems: Vec::new() }
    }

    /// The same, by another schema.
    #[must_use]
    pub fn schema(mut self, schema: Schema) -> Self {
        self.schema = schema;
        self
    }

    /// Adds the Objects of a document, XML or JSON; `name` is what problems call it.
    ///
    /// Of a version that comes again the first counts; where the second says something else, that is a problem.
    pub fn document(&mut self, name: &str, bytes: &[u8]) {
        if json::looks_like(bytes) {
            match json::read(bytes) {
                Ok(objects) => self.take(name, objects, Vec::new()),
                Err(refusal) => self.take(name, Vec::new(), vec![refusal]),
            }
        } else {
            let Document { objects, diagnostics, .. } =
                Document::read(bytes, &self.schema, self.mode);
            self.take(name, objects, diagnostics);
        }
    }

    /// Adds the `*.xml` of a folder and of its `version_history`, as the public registry is laid out.
    ///
    /// Documents that define no Objects, such as the registry's index, are passed over.
    ///
    /// # Errors
    /// Where the folder or a file in it can't be read.
    pub fn folder(&mut self, folder: &Path) -> io::Result<()> {
        for file in folder::documents(folder)? {
            let bytes = fs::read(&file)?;
            if matches!(Kind::of(&bytes), Kind::Objects | Kind::Unknown) {
                self.document(&file.display().to_string(), &bytes);
            }
        }
        Ok(())
    }

    /// Everything that was found so far, lints too.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The registry, whole.
    ///
    /// # Errors
    /// [`Refused`] where a document is, with its problems; lints are no reason.
    pub fn finish(self) -> Result<Registry, Refused> {
        let mut problems = self.problems;
        problems.retain(|problem| problem.diagnostic.severity == Severity::Error);
        if problems.is_empty() { Ok(self.registry) } else { Err(Refused { problems }) }
    }

    fn take(&mut self, name: &str, objects: Vec<ObjectDefinition>, found: Vec<Diagnostic>) {
        let problem = |diagnostic| Problem { file: name.to_string(), diagnostic };
        self.problems.extend(found.into_iter().map(problem));
        for object in objects {
            match self.registry.find(object.id, object.version) {
                None => drop(self.registry.insert(object)),
                Some(first) if *first == object => {}
                Some(_) => self.problems.push(problem(conflict(&object))),
            }
        }
    }
}

/// A problem of a document: the file, and what was found where in it.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Problem {
    /// The name that the document was given.
    pub file: String,
    /// What was found.
    pub diagnostic: Diagnostic,
}

impl fmt::Display for Problem {
    /// `33000.xml:13:7: error: id: expected …`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.diagnostic)
    }
}

/// Why a registry was not loaded.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Refused {
    /// What is wrong, in the order of the documents; at least one problem.
    pub problems: Vec<Problem>,
}

impl fmt::Display for Refused {
    /// One line a problem.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, problem) in self.problems.iter().enumerate() {
            let separator = if at == 0 { "" } else { "\n" };
            write!(f, "{separator}{problem}")?;
        }
        Ok(())
    }
}

impl core::error::Error for Refused {}

fn conflict(object: &ObjectDefinition) -> Diagnostic {
    let message = format!(
        "expected Object {} {} as it was read before, found another",
        object.id, object.version
    );
    Diagnostic { rule: "conflict", severity: Severity::Lint, line: 1, column: 1, message }
}
