//! Object definitions → Rust text: one struct per Object and major version, one constant per version.
//! Knows nothing of payloads: what the text does is the derive's and the codec's business.
#![forbid(unsafe_code)]

extern crate alloc;

mod class;
mod config;
mod definition;
mod doc;
mod enumeration;
mod history;
mod lock;
mod module;
mod names;
mod object;
mod package;
mod plan;
mod problem;
mod reusable;
mod runtime;
mod source;
mod structure;
mod values;

pub use config::{Collections, Config, GeneratedFile, Texts};
pub use problem::Problem;
