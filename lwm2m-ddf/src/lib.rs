//! Reads, validates, lints and writes LwM2M object definitions: the XML documents (DDF) in which
//! every Object is registered. Knows nothing of payloads or of generated code.
//! LwM2M Core 1.2.2, appendix D (object definitions).
#![forbid(unsafe_code)]

extern crate alloc;

pub mod definition;
pub mod range;
pub mod unit;

mod text;

pub use definition::{ObjectDefinition, ResourceDefinition};
pub use range::{RangeEnumeration, RangeFault, RangeNote, RangeValues};
pub use unit::{Unit, UnitClass};
