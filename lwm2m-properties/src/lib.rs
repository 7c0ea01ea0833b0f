//! What must hold for any bytes at all: one function a reader, called by fuzz targets and by tests.
//!
//! A property panics where it does not hold: something panicked, an error lies behind the input, what is read is not
//! what is written. It does not decide what bytes mean; vectors do.
#![forbid(unsafe_code)]
#![allow(
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "it is never on a device"
)]
#![allow(clippy::missing_panics_doc, reason = "a property panics where it does not hold")]

mod arguments;
mod attributes;
mod coap;
#[cfg(feature = "targets")]
pub mod corpus;
#[cfg(feature = "definitions")]
mod definitions;
mod dispatch;
mod http;
mod lenient;
mod links;
#[cfg(feature = "targets")]
mod live;
mod mqtt;
#[cfg(feature = "model")]
pub mod observe;
pub mod oracle;
pub mod pair;
mod path_lists;
mod payload;
mod pieces;
#[cfg(feature = "targets")]
mod seeds;
mod setting;
#[cfg(feature = "targets")]
pub mod targets;
mod text;
mod within;

pub use crate::arguments::arguments;
pub use crate::attributes::attributes;
pub use crate::coap::{coap_tcp, coap_udp};
#[cfg(feature = "definitions")]
pub use crate::definitions::{definitions_json, range, registry_tables, xml, xsd};
pub use crate::http::http;
pub use crate::lenient::{probe_lenient, strict_is_lenient};
pub use crate::links::links;
#[cfg(feature = "targets")]
pub use crate::live::{any_records, update};
pub use crate::mqtt::mqtt;
pub use crate::path_lists::path_list;
pub use crate::payload::{comes_back, payload};
pub use crate::pieces::pieces;
pub use crate::setting::Setting;
pub use crate::text::{texts, uris};
pub use crate::within::assert_within;
