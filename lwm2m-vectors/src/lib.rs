//! Vectors: payloads as bytes and what they mean, one JSON object a line. Reads them, runs them, reports.
//!
//! A vector is data: a new one is a line in a file, and no code. What the fields of a line mean is told at [`Line`].
//! `cargo xtask vectors` runs files, the tests of `lwm2m-codec` run a folder and take the vectors' payloads as
//! examples of everything else that they claim.
#![forbid(unsafe_code)]
#![allow(clippy::std_instead_of_alloc, clippy::std_instead_of_core, reason = "it reads files")]

mod arguments;
mod attributes;
mod case;
mod coap;
mod files;
mod lenient;
mod line;
mod links;
mod pattern;
mod probe;
mod report;
mod run;
mod schema;
mod tree;
mod value;

pub use crate::attributes::{AttributeValue, ExpectedAttribute};
pub use crate::case::{Case, Found, Pack};
pub use crate::files::{own, read_files};
pub use crate::lenient::ExpectedDeviation;
pub use crate::line::{Direction, Expect, ExpectedRecord, Kind, Line};
pub use crate::links::ExpectedLink;
pub use crate::pattern::Pattern;
pub use crate::probe::{probe, probe_records, probe_structure};
pub use crate::report::Report;
pub use crate::run::{Outcome, meaning, run};
pub use crate::schema::LineSchema;
pub use crate::tree::Tree;
pub use crate::value::Expected;
