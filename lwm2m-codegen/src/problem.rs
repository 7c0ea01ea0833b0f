//! Why nothing is generated: everything that is wrong, not only the first of it.

use core::fmt;

use lwm2m_codec::{ObjectVersion, ResourceId};
use lwm2m_ddf::{ObjectDefinition, Severity};

/// One thing that was found in definitions or in the tables beside them.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Problem {
    /// The file, as [`Config`](crate::Config) was told it; empty where it stands in none.
    pub file: String,
    /// Line and column in it, in characters from 1; none where the whole file is meant.
    pub position: Option<(usize, usize)>,
    /// Whether types are generated all the same.
    pub severity: Severity,
    /// What it is about: the rule of a document that found it (`dup-rid`), `object 3 version 1.2, resource 6`, or a
    /// table of a file such as `["3/6"]`; may be empty.
    pub subject: String,
    /// Expectation and finding.
    pub message: String,
    /// The definition that it is about, from which file and position are found out.
    pub(crate) definition: Option<(u16, ObjectVersion, Option<ResourceId>)>,
}

impl Problem {
    /// An error; where it stands is told by the methods below, or by who knows it.
    pub(crate) fn new(subject: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            file: String::new(),
            position: None,
            severity: Severity::Error,
            subject: subject.into(),
            message: message.into(),
            definition: None,
        }
    }

    /// An error in a definition, or in one Resource of it.
    pub(crate) fn of(
        object: &ObjectDefinition,
        resource: Option<ResourceId>,
        message: impl Into<String>,
    ) -> Self {
        let (id, version) = (object.id, object.version);
        let mut subject = format!("object {id} version {version}");
        if let Some(resource) = resource {
            subject.push_str(&format!(", resource {resource}"));
        }
        let definition = Some((id.get(), version, resource));
        Self { definition, ..Self::new(subject, message) }
    }

    /// The same, in a file.
    pub(crate) fn at(mut self, file: impl Into<String>, position: Option<(usize, usize)>) -> Self {
        self.file = file.into();
        self.position = position;
        self
    }
}

impl fmt::Display for Problem {
    /// `objects/33000.xml:20:9: error: id: expected …`, without what is not known.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.file.is_empty() {
            f.write_str(&self.file)?;
            if let Some((line, column)) = self.position {
                write!(f, ":{line}:{column}")?;
            }
            f.write_str(": ")?;
        }
        write!(f, "{}: ", self.severity)?;
        if !self.subject.is_empty() {
            write!(f, "{}: ", self.subject)?;
        }
        f.write_str(&self.message)
    }
}

/// Why nothing is generated.
#[derive(Clone, Eq, PartialEq)]
pub struct Refused {
    /// Everything that was found, lints too: at least one error.
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

/// As it is displayed, on lines of its own: this is what a user sees whose `main` returns it.
impl fmt::Debug for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "nothing is generated\n{self}")
    }
}

impl core::error::Error for Refused {}

impl From<Vec<Problem>> for Refused {
    fn from(problems: Vec<Problem>) -> Self {
        Self { problems }
    }
}
