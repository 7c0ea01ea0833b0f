//! Placeholder head: replaced as the crate grows.
#![no_std]
#![forbid(unsafe_code)]

#[cfg(feature = "alloc")]
extern crate alloc;

pub mod error;
pub mod id;
pub mod path;
pub mod schema;

pub use error::{Error, ErrorKind, Result};
pub use id::{ObjectId, ObjectInstanceId, ResourceId, ResourceInstanceId};
pub use path::{Path, Tail};
pub use schema::{DataType, ObjectDef, ObjectVersion, Operations, Range, ResourceDef, Schema};
