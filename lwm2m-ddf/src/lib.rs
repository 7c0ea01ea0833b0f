//! Reads, validates, lints and writes LwM2M object definitions: the XML documents (DDF) in which
//! every Object is registered. Knows nothing of payloads or of generated code.
//! LwM2M Core 1.2.2, appendix D (object definitions).
#![forbid(unsafe_code)]

extern crate alloc;

mod check;
pub mod common;
pub mod definition;
pub mod diagnostic;
pub mod document;
pub mod index;
mod items;
mod kind;
mod parse;
pub mod range;
mod text;
pub mod unit;
mod write;
mod xml;
pub mod xsd;

pub use common::CommonResource;
pub use definition::{ObjectDefinition, ResourceDefinition};
pub use diagnostic::{Diagnostic, Severity};
pub use document::{Document, Verdict};
pub use index::IndexEntry;
pub use kind::Kind;
pub use range::{RangeEnumeration, RangeFault, RangeNote, RangeValues};
pub use unit::{Unit, UnitClass};
pub use write::canonical;
pub use xsd::{Mode, Schema, SchemaError};
