//! Object definitions → Rust text: one struct per Object and major version, one constant per version.
//! Knows nothing of payloads: what the text does is the derive's and the codec's business.
//!
//! # Objects of one's own
//!
//! A vendor's Object is an XML document, of the form in which the OMA registers its own. With `objects/33000.xml` beside
//! `Cargo.toml`, this crate among the build dependencies and `lwm2m-codec` among the others, `build.rs` is one line:
//!
//! ```no_run
//! lwm2m_codegen::Config::new().definitions("objects").build();
//! ```
//!
//! and the program takes the types in with
//!
//! ```text
//! /// The Objects of this product.
//! mod objects {
//!     include!(concat!(env!("OUT_DIR"), "/objects.rs"));
//! }
//!
//! use objects::irrigation::Irrigation;
//! ```
//!
//! Cargo runs it again when a definition changes. What is wrong in one stops the build, all of it at once, each with file,
//! line, column, and what was expected; what is only odd is a warning:
//!
//! ```text
//! error: my-device@0.1.0: objects/33000.xml:27:9: enum: expected one of "Single", "Multiple", found "Many"
//! warning: my-device@0.1.0: objects/33000.xml:40:9: unit-alias: expected the unit Cel, found °C
//! ```
//!
//! | I have | I want | I call |
//! |---|---|---|
//! | XML files or folders | types in my crate, always up to date | [`Config::build`] in `build.rs` |
//! | XML files or folders | a file of types to check in | [`Config::write`]; [`Config::check`] says whether it is up to date |
//! | XML files or folders | the definitions, and what is odd about them | [`Config::read`] |
//! | definitions | the text of a module, or of the files of a crate | [`Config::module`], [`Config::generate`] |
//!
//! The repository's folder `examples` has a project for the first, one for the second, and one that writes the same type by
//! hand.
#![forbid(unsafe_code)]

extern crate alloc;

mod build_script;
mod class;
mod config;
mod definition;
mod doc;
mod documents;
mod enumeration;
mod generation;
mod history;
mod lock;
mod module;
mod names;
mod object;
mod options;
mod package;
mod plan;
mod problem;
mod reusable;
mod runtime;
mod source;
mod structure;
mod table;
mod values;
mod write;

pub use config::Config;
pub use documents::Documents;
pub use generation::GeneratedFile;
pub use lwm2m_ddf::{Mode, Severity};
pub use options::{Collections, Texts};
pub use problem::{Problem, Refused};
pub use write::Written;
