//! The objects of the LwM2M registry: each one a Rust type, each version a constant definition.
//! Knows no payload: `lwm2m-codec` reads and writes these types.
//!
//! ```
//! use lwm2m_codec::ObjectVersion;
//! use lwm2m_model::defs;
//! use lwm2m_model::objects::device::{self, Device};
//!
//! let mut device = Device::new();
//! device.battery_level = Some(87);
//!
//! let first = defs::find(device::DEF.id, ObjectVersion::V1_0).expect("object 3 was in LwM2M 1.0");
//! assert_eq!(first.name, "Device");
//! assert_eq!(first.resource(device::rid::BATTERY_LEVEL).map(|level| level.unit), Some("%"));
//! ```
//!
//! | feature | holds |
//! |---|---|
//! | `oma` (default) | objects of OMA, 0 to 1023 |
//! | `ipso` | objects of IPSO, 3200 to 3350 |
//! | `ext` | objects of other standards bodies, the rest of 2048 to 10240 |
//! | `vendor` | objects of vendors, 10241 and above |
//! | `std` (default), `alloc` | passed on to `lwm2m-codec` |
#![no_std]
#![forbid(unsafe_code)]

#[cfg(test)]
extern crate std;

pub mod access;
#[cfg(feature = "oma")]
pub mod bootstrap;
pub mod class;
pub mod client;
pub mod defs;
#[cfg(feature = "oma")]
pub mod firmware;
#[cfg(feature = "oma")]
pub mod gateway;
pub mod objects;
pub mod observe;
mod short_server_id;
#[cfg(feature = "oma")]
pub mod software;
pub mod validate;
pub mod version;

pub use crate::short_server_id::ShortServerId;

/// The README's examples, run as tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
#[derive(Debug)]
pub struct Readme;
