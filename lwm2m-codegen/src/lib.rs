//! Object definitions → Rust text.
#![forbid(unsafe_code)]

mod names;
