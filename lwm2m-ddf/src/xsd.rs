//! A schema: which elements a document may hold, read from the text of an XSD.
//! Interprets the constructs that object-definition schemas use; any other is an error, so that
//! no constraint is overlooked. XML Schema Part 1 (structures) and 2 (data types).

mod read;
mod validate;
mod value;

use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

pub use self::validate::Mode;
pub(crate) use self::validate::validate;
pub(crate) use self::value::unsigned_short;

/// A schema that documents are validated against.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Schema {
    /// The elements that a document may begin with.
    roots: Vec<Element>,
    /// The names of all elements, wherever they stand.
    names: BTreeSet<String>,
}

impl Schema {
    /// Reads the text of an XSD.
    ///
    /// # Errors
    /// Every place where it is not XML, not a schema, or uses a construct that is not interpreted.
    pub fn parse(text: &str) -> Result<Self, Vec<SchemaError>> {
        read::schema(text)
    }

    /// The schema of LwM2M 1.0: the same as [`Schema::v1_1`] without `Unsigned Integer` and `Corelnk`.
    ///
    /// # Panics
    /// Never: a test reads the built-in text.
    #[must_use]
    pub fn v1_0() -> Self {
        Self::parse(V1_0).expect("invariant: the built-in schema is one")
    }

    /// The schema of LwM2M 1.1, which 1.2 uses too.
    ///
    /// # Panics
    /// Never: a test reads the built-in text.
    #[must_use]
    pub fn v1_1() -> Self {
        Self::parse(V1_1).expect("invariant: the built-in schema is one")
    }
}

/// Why a text is no schema that can be interpreted.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SchemaError {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// Expectation and finding, for people.
    pub message: String,
}

impl fmt::Display for SchemaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.message)
    }
}

impl core::error::Error for SchemaError {}

/// One particle of a sequence: an element and how often it may stand there.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Element {
    name: String,
    min: usize,
    /// `None` is unbounded.
    max: Option<usize>,
    content: Content,
}

/// What an element holds.
#[derive(Clone, Debug, Eq, PartialEq)]
enum Content {
    Simple(Simple),
    Complex(Complex),
}

/// Text, and no attributes.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Simple {
    base: Base,
    /// The values allowed; empty where any is.
    values: Vec<String>,
}

/// A built-in data type.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Base {
    String,
    UnsignedShort,
}

/// Elements in a fixed order, and attributes.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
struct Complex {
    /// Names are distinct: the reader refuses a schema where one repeats.
    sequence: Vec<Element>,
    attributes: Vec<Attribute>,
}

#[derive(Clone, Debug, Eq, PartialEq)]
struct Attribute {
    name: String,
    required: bool,
    content: Simple,
}

// The files are links to `registry/schema/` in the repository and plain files in the package.
const V1_0: &str = include_str!("../schema/LWM2M-v1_0.xsd");
const V1_1: &str = include_str!("../schema/LWM2M-v1_1.xsd");

#[cfg(test)]
mod tests;
