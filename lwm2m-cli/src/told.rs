//! What the codec says of a payload or message: records with their types, deviations, the fault.

pub(crate) mod links;
pub(crate) mod message;
pub(crate) mod payload;
pub(crate) mod query;

use lwm2m_codec::{Deviation, Error, Path, Timestamp, Value};

/// What the codec says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    pub(crate) records: Vec<Record>,
    /// How many records there are beyond those that are kept.
    pub(crate) more: usize,
    pub(crate) deviations: Vec<Deviation>,
    pub(crate) fault: Option<Error>,
    /// What a message or a query means as a whole, in lines of a name and a text.
    pub(crate) meaning: Vec<(String, String)>,
}

impl Told {
    /// Keeps a record, or counts it.
    pub(crate) fn push(&mut self, record: Record, keep: usize) {
        if self.records.len() < keep {
            self.records.push(record);
        } else {
            self.more += 1;
        }
    }
}

/// A record, a path of a list, or a link.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    /// Where it begins; `None` where the codec does not tell.
    pub(crate) offset: Option<usize>,
    pub(crate) path: Option<Path>,
    /// What stands in front of the path.
    pub(crate) prefix: String,
    pub(crate) time: Option<Timestamp>,
    pub(crate) content: Content,
}

impl Record {
    /// A path without a value.
    pub(crate) const fn place(offset: Option<usize>, path: Option<Path>) -> Self {
        let prefix = String::new();
        Self { offset, path, prefix, time: None, content: Content::Nothing }
    }
}

/// What a record says.
#[derive(Clone, Debug)]
pub(crate) enum Content {
    /// With a type: by the definitions, or by the bytes themselves.
    Value(Value<'static>),
    /// Octets of which nobody knows the type.
    Untyped(Vec<u8>),
    /// A path is all there is.
    Nothing,
}
