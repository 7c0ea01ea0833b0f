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
//! [The guide](guide) leads from the first payload to a stack of one's own.
//!
//! The rules of the object model stand beside the Objects, as pure functions without clocks and sockets:
//!
//! | I want to know | I ask |
//! |---|---|
//! | what a server may do, and what becomes of rights when it goes | [`access`] |
//! | which definition a version means, what a new version may change, what a URN says | [`version`], [`class`] |
//! | whether an Object Instance is as its definition has it | [`validate`] |
//! | what a bootstrap takes away, and whether what it leaves is consistent | `bootstrap` |
//! | where an update of firmware or software goes on | `firmware`, `software` |
//! | which devices are behind a gateway, and what reaches them | `gateway` |
//! | when a notification is due, and when an observation ends | [`observe`] |
//! | whether a client may send unasked | `send` |
//! | when a client tries to register again | `retry` |
//! | how long a registration holds, and a client in queue mode listens | [`lifetime`], [`queue`] |
//! | what an endpoint name is made of | [`endpoint`] |
//! | which keys a security mode needs, whether a client is who it says, what an alert means | `security` |
//!
//! | feature | holds |
//! |---|---|
//! | `oma` (default) | objects of OMA, 0 to 1023; the rules that are about their types |
//! | `ipso` | objects of IPSO, 3200 to 3350 |
//! | `ext` | objects of other standards bodies, the rest of 2048 to 10240 |
//! | `vendor` | objects of vendors, 10241 and above |
//! | `std` (default), `alloc` | passed on to `lwm2m-codec` |
#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod access;
#[cfg(feature = "oma")]
pub mod bootstrap;
pub mod class;
pub mod client;
pub mod defs;
pub mod endpoint;
#[cfg(feature = "oma")]
pub mod firmware;
#[cfg(feature = "oma")]
pub mod gateway;
#[cfg(all(any(doc, doctest), feature = "oma"))]
pub mod guide;
pub mod lifetime;
pub mod objects;
pub mod observe;
pub mod queue;
#[cfg(feature = "oma")]
pub mod retry;
#[cfg(feature = "oma")]
pub mod security;
#[cfg(feature = "oma")]
pub mod send;
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

/// Those of this crate's own README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
#[derive(Debug)]
pub struct PackageReadme;
