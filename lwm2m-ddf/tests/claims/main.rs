//! What this crate claims, one file a claim.
// Tests run where there is a standard library.
#![allow(clippy::std_instead_of_alloc, clippy::std_instead_of_core)]

mod canonical;
mod differences;
mod findings;
mod hostile;
mod json;
mod modes;
mod mutation;
mod registry;
mod runtime;
mod schema;
mod support;
mod verdicts;
mod xmllint;
