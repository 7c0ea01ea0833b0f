//! What this crate claims, one file a claim.

mod support;
mod verdicts;
