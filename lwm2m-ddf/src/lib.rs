//! Reads, validates, lints and writes LwM2M object definitions: the XML documents (DDF) in which
//! every Object is registered. Knows nothing of payloads or of generated code.
//! LwM2M Core 1.2.2, appendix D (object definitions).
//!
//! ```
//! use lwm2m_codec::{DataType, ResourceId};
//! use lwm2m_ddf::{Document, Mode, Schema, canonical};
//!
//! let xml = std::fs::read("../registry/objects/3303-1_1.xml")?;
//! let document = Document::read(&xml, &Schema::v1_1(), Mode::Strict);
//! for found in &document.diagnostics {
//!     println!("3303-1_1.xml:{found}"); // line, column, severity, rule, message
//! }
//! let [temperature] = document.objects.as_slice() else { return Err("refused".into()) };
//! assert_eq!((temperature.id.get(), temperature.name.as_str()), (3303, "Temperature"));
//! let value = temperature.resource(ResourceId::new(5700)).ok_or("no Sensor Value")?;
//! assert_eq!((value.data_type, value.mandatory), (DataType::Float, true));
//! assert!(canonical(temperature).contains("<ObjectID>3303</ObjectID>"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | I have | I use |
//! |---|---|
//! | an object definition | [`Document::read`], [`canonical`] to write it |
//! | an XSD of my own | [`Schema::parse`] |
//! | a folder of XML | [`folder::documents`] lists its files, [`Kind::of`] tells them apart |
//! | definitions as JSON | [`json::read`], [`json::write`] |
//! | a folder, while the program runs | [`registry::Loading`], [`Registry`], [`registry::Shared`] |
//! | two versions, or two snapshots | [`diff::compare`], [`diff::snapshots`] |
//! | the registry's index `DDF.xml` | [`index::read`] |
//! | the reusable resources `Common.xml` | [`common::read`] |
#![forbid(unsafe_code)]

extern crate alloc;

mod check;
pub mod common;
pub mod definition;
pub mod diagnostic;
pub mod diff;
pub mod document;
pub mod folder;
pub mod index;
mod items;
pub mod json;
mod kind;
mod parse;
pub mod range;
pub mod registry;
mod text;
pub mod unit;
mod write;
mod xml;
pub mod xsd;

pub use common::CommonResource;
pub use definition::{ObjectDefinition, ResourceDefinition};
pub use diagnostic::{Diagnostic, Severity};
pub use document::{Document, Place, Verdict};
pub use index::IndexEntry;
pub use kind::Kind;
pub use range::{RangeEnumeration, RangeFault, RangeNote, RangeValues};
pub use registry::Registry;
pub use unit::{Unit, UnitClass};
pub use write::canonical;
pub use xsd::{Mode, Schema, SchemaError};
