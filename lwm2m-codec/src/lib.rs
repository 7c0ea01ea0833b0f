//! Zero-copy, allocation-free readers and writers for LwM2M payloads.
//!
//! 1. A payload is a list of **records**: a path, a value, perhaps a time.
//! 2. A **format** turns bytes into records and records into bytes, and knows no object.
//! 3. An **object** turns records into fields and fields into records, and knows no format.
//!
//! | I have | I want | I call |
//! |---|---|---|
//! | a payload | its records, as the bytes say them | [`records`] |
//! | a payload and a [`Schema`] | its records, typed | [`Records::typed`] |
//! | a payload | a value or an Object's struct that borrows from it | [`decode`] |
//! | a payload | to change a live value, all or nothing | [`update`], [`replace`] |
//! | a record | one that outlives the payload | `Record::into_owned` |
//! | a value | its bytes in a buffer, a block of them, a vector, their number | [`encode`], [`encode_block`], `encode_to_vec`, [`encoded_len`] |
//! | a payload | the same in another format, in a buffer or a vector | [`transcode`], `transcode_to_vec` |
//! | a payload | the same in another format, in blocks or its length; its records put in order | [`Transcoded`] |
//! | the body of a composite read | its paths | [`paths()`] |
//! | paths | the body of a composite read | [`encode_paths`], `encode_paths_to_vec` |
//! | the body of a Register, an Update, an answer to Discover | its Objects, paths and attributes; and back | [`link`] |
//! | a live value | what an operation may see of it | [`Permitted`] |
//! | values and a list of paths | what a Read-Composite asks for | [`Selected`] |
//! | a CoAP, HTTP or MQTT message | what all of them have in common | [`binding`], [`message`] |
//! | the query of a Write-Attributes or an Observe | its notification attributes | [`Options::changes`] |
//! | attributes of every level | those that hold for an observation | [`attribute::Effective`] |
//! | an operation and its options | the format to read or to write, or the refusal | [`negotiation`] |
//!
//! The free functions are [`Options::STRICT`]; other [`Options`] come before the verb:
//! `Options::STRICT.version(Version::V1_1).decode(…)`.
//!
//! # Features
//!
//! All are additive; the formats, `std` and `derive` are the default.
//!
//! | Feature | What it adds |
//! |---|---|
//! | `text`, `opaque`, `cbor`, `tlv`, `lwm2m-json`, `senml-json`, `senml-cbor`, `lwm2m-cbor` | a format each |
//! | `alloc`, `std` | owned text, octets and records, `encode_to_vec`; no capacity in [`Instances`] |
//! | `lenient` | [`Options::lenient`]: reading what real devices send beside the standard, each [`Deviation`] reported |
//! | `coap` | [`binding::coap`]: CoAP messages of any library, and their bytes over UDP, TCP, SMS and without IP |
//! | `mqtt` | [`binding::mqtt`]: the topics and the CBOR maps of LwM2M over MQTT |
//! | `http` | [`binding::http`]: requests and responses of the `http` crate |
//! | `derive` | `#[derive(Object)]`, `#[derive(ResourceValue)]` |
//! | `heapless` | its strings and vectors as fields |
//! | `serde` | `Serialize` and `Deserialize` for records and what they are made of: JSON for logs, queues on a disk |
//! | `defmt` | `Format` for errors, records and what they are made of |
//! | `arbitrary` | `Arbitrary` for paths, values and records, for fuzzing |
//! | `compact` | nothing: smaller and slower code |
#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(
    not(all(
        feature = "text",
        feature = "opaque",
        feature = "cbor",
        feature = "tlv",
        feature = "lwm2m-json",
        feature = "senml-json",
        feature = "senml-cbor",
        feature = "lwm2m-cbor"
    )),
    allow(dead_code, unused_imports, reason = "what a format that is left out shares with others")
)]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(any(feature = "alloc", feature = "http", test))]
extern crate alloc;
#[cfg(test)]
extern crate std;

pub mod attribute;
pub mod binding;
mod decode;
mod deviation;
#[doc(hidden)]
pub mod emitted;
mod encode;
mod error;
pub mod format;
mod id;
mod impls;
mod instances;
#[cfg(any(feature = "arbitrary", feature = "defmt", feature = "serde"))]
mod interop;
pub mod link;
mod live;
pub mod message;
pub mod negotiation;
mod object;
pub mod operation;
mod options;
mod output;
#[cfg(feature = "alloc")]
mod owned;
pub mod path;
mod paths;
mod permitted;
mod record;
mod schema;
mod selected;
mod syntax;
mod transcode;
mod update;
mod value;
pub mod version;

pub use crate::decode::{Decode, Records, ResourceValue, Typed, TypedRecords, decode, records};
#[cfg(feature = "lenient")]
pub use crate::deviation::{Deviation, DeviationKind, Reporting};
pub use crate::deviation::{Report, Silent};
#[cfg(feature = "alloc")]
pub use crate::encode::encode_to_vec;
pub use crate::encode::{Encode, encode, encode_block, encoded_len};
pub use crate::error::{Error, ErrorKind, Result};
pub use crate::format::ContentFormat;
pub use crate::id::{ObjectId, ObjectInstanceId, ResourceId, ResourceInstanceId};
pub use crate::impls::{At, Device, Placed, Timed};
pub use crate::instances::Instances;
pub use crate::live::Live;
pub use crate::object::Object;
pub use crate::operation::Operation;
pub use crate::options::{Limits, Options, Version};
pub use crate::output::{Block, Output};
#[cfg(feature = "alloc")]
pub use crate::owned::{OwnedTyped, OwnedWireValue};
pub use crate::path::{Path, Tail};
#[cfg(feature = "alloc")]
pub use crate::paths::encode_paths_to_vec;
pub use crate::paths::{Paths, encode_paths, paths};
pub use crate::permitted::Permitted;
pub use crate::record::{Prefix, Record, RecordSink, RecordSource, Timestamp};
pub use crate::schema::{
    DataType, ObjectDef, ObjectVersion, Operations, Range, ResourceDef, Schema,
};
pub use crate::selected::Selected;
#[cfg(feature = "alloc")]
pub use crate::transcode::transcode_to_vec;
pub use crate::transcode::{Slot, Transcoded, transcode};
pub use crate::update::{Claims, Update, replace, update};
pub use crate::value::{Chars, CoreLink, ObjectLink, Opaque, Text, Time, Value, WireValue};

/// *Requires feature `derive`.*
#[cfg(feature = "derive")]
pub use lwm2m_derive::{Object, ResourceValue};

/// The README's examples, run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
#[derive(Debug)]
pub struct Readme;
