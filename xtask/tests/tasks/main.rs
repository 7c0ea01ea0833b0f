//! The tasks as a user runs them: arguments in; exit code, words and files out.
// Tests run where there is a standard library.
#![allow(clippy::std_instead_of_alloc, clippy::std_instead_of_core)]

mod arguments;
mod diff;
mod generate;
mod pull;
mod pull_faults;
mod pull_web;
mod regenerate;
mod server;
mod support;
mod upstream;
mod validate;
