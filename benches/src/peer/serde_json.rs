//! The JSON formats by serde_json, through structs that borrow.

pub(super) mod lwm2m;
pub(super) mod senml;
