//! What the codec is measured by: payloads, hand-written floors, and the rows that compare.
//! Not published. How to run it and what it showed stands in README.md.
#![forbid(unsafe_code)]

pub mod floor;
pub mod growth;
pub mod objects;
pub mod peer;
pub mod rows;
pub mod sizes;
pub mod workload;
