//! Derives for LwM2M Objects and the values of their Resources.
//!
//! Used through `lwm2m-codec`, whose feature `derive` exports both macros beside the traits of the same names.
//!
//! ```
//! use std::collections::BTreeMap;
//!
//! use lwm2m_codec::{ContentFormat, Object, Path, ResourceInstanceId, ResourceValue, decode, update};
//!
//! #[derive(Debug, Default, Object)]
//! #[lwm2m(object = 3, version = "1.2")]
//! struct Battery {
//!     #[lwm2m(resource = 9, ops = "R", unit = "/100")]
//!     level: Option<u8>,
//!     #[lwm2m(resource = 6, ops = "R")]
//!     sources: Option<BTreeMap<ResourceInstanceId, PowerSource>>,
//! }
//!
//! #[derive(Debug, PartialEq, ResourceValue)]
//! enum PowerSource {
//!     #[lwm2m(value = 0)]
//!     Dc,
//!     #[lwm2m(value = 1)]
//!     InternalBattery,
//!     #[lwm2m(other)]
//!     Other(i64),
//! }
//!
//! let at = Path::instance(3, 0);
//! let mut battery: Battery = decode(ContentFormat::TLV, at, b"\xc1\x09\x64\x86\x06\x41\x00\x01\x41\x01\x05")?;
//! assert_eq!(battery.level, Some(100));
//! let sources = battery.sources.iter().flat_map(BTreeMap::values);
//! assert!(sources.eq(&[PowerSource::InternalBattery, PowerSource::Other(5)]));
//!
//! // A live value changes as a whole or not at all.
//! assert!(update(&mut battery, at, ContentFormat::TLV, at, b"\xc1\x09\x32\xc1\x06\x01").is_err());
//! assert_eq!(battery.level, Some(100));
//! # Ok::<(), lwm2m_codec::Error>(())
//! ```
//!
//! # What may change later
//!
//! Ids are what counts on the wire; names and the order of fields are free.
//!
//! | Change | What happens between old and new |
//! |---|---|
//! | add a field | absent where the other side does not know it |
//! | take a field away | its Resource is skipped, unless the struct says `deny_unknown` |
//! | make a number wider: `u8` to `i64` | what was read before is read still |
//! | make a number narrower | [`OutOfRange`] for what does not fit any more |
//! | add a variant to an enumeration with `other` | what was `Other(7)` is now that variant |
//! | add a variant to one without | the old side refuses it with [`OutOfRange`] |
//! | another data type, single instead of multiple | never: take another Resource id |
//! | the id of a field that was taken away, for something else | never |
//!
//! So a device that is to understand tomorrow's servers gives its enumerations an `other`, and leaves `deny_unknown`
//! to tests.
//!
//! [`OutOfRange`]: https://docs.rs/lwm2m-codec/latest/lwm2m_codec/enum.ErrorKind.html
#![forbid(unsafe_code)]

mod attr;
mod generics;
mod object;
mod resource_value;

use proc_macro::TokenStream;
use syn::{DeriveInput, Path, parse_macro_input, parse_quote};

use crate::attr::{Keys, Problems};

/// Makes a struct an Object: derives `Object`, `Encode`, `Decode`, and `Update` where it borrows nothing.
///
/// Every field is an `Option` of a value, or of a container of values: `Instances`, and with feature `alloc`
/// `BTreeMap<u16, _>` and `Vec<(u16, _)>`. `None` is a Resource that is absent. A record of a Resource that the
/// struct does not have is skipped. The struct may have one lifetime, that of the payload from which it borrows, and
/// parameters of types and constants.
///
/// # On the struct
///
/// | Key | Meaning | Where it is not said |
/// |---|---|---|
/// | `object = 3` | the Object's id | an error |
/// | `version = "1.2"` | the version of the Object | 1.0 |
/// | `lwm2m_version = "1.1"` | the LwM2M version that the Object needs | 1.0 |
/// | `name = "Device"` | the Object's name | the struct's |
/// | `urn = "urn:…"` | the Object's URN | made of `oma`, `ext` or `x` by the class of the id, the id, and the version |
/// | `multiple` | there may be several Object Instances | at most one |
/// | `mandatory` | every client has it | optional |
/// | `def = DEF` | a constant `ObjectDef` that says all this, and what the fields say of their Resources | made of the struct and its fields |
/// | `deny_unknown` | a record of a Resource that the struct does not have is `ErrorKind::UnknownResource` | it is skipped |
/// | `crate = "path"` | where `lwm2m_codec` is | `::lwm2m_codec` |
///
/// # On a field
///
/// | Key | Meaning | Where it is not said |
/// |---|---|---|
/// | `resource = 9` | the Resource's id | an error |
/// | `ops = "R"` | what a server may do: `R`, `W`, `RW`, or nothing | `RW` |
/// | `mandatory` | every Object Instance has it | optional |
/// | `name = "Battery Level"` | the Resource's name | the field's |
/// | `unit = "Cel"` | the SenML symbol of its unit | none |
/// | `multiple` | the field holds instances: nothing new, but checked | the type says it |
/// | `core_link` | the text of the field is CoRE links | the type says it |
///
/// Executable Resources have no value and are no fields. Beside `def`, what `version`, `ops` and `multiple` say is
/// compared with the constant, as are the fields' data types: what differs does not compile.
#[proc_macro_derive(Object, attributes(lwm2m))]
pub fn object(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    object::derive(&input).unwrap_or_else(|problems| problems.to_compile_error()).into()
}

/// Makes an enumeration of numbers or a newtype a value of a Resource: derives `ResourceValue` and `Encode`.
///
/// What is derived brings `Decode`, and `Update` where nothing is borrowed.
///
/// A struct around one value is that value, with its data type: `struct Celsius(f64);`, `struct Name<'a>(Text<'a>);`.
///
/// An enumeration is an Integer. Each of its variants has a `#[lwm2m(value = 1)]`; one may be
/// `#[lwm2m(other)] Other(i64)` and take all other numbers. With `Other(u64)` the enumeration is an Unsigned Integer.
/// Without such a variant other numbers are `ErrorKind::OutOfRange`. `Other(1)`, where 1 has a variant of its own, is
/// written as 1 and read as that variant.
///
/// The key `crate = "path"` says where `lwm2m_codec` is.
#[proc_macro_derive(ResourceValue, attributes(lwm2m))]
pub fn resource_value(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    resource_value::derive(&input).unwrap_or_else(|problems| problems.to_compile_error()).into()
}

/// The path of the codec: what the key `crate` says, or `::lwm2m_codec`.
fn codec(keys: &mut Keys, problems: &mut Problems) -> Path {
    let path = keys.path("crate", "\"lwm2m_codec\"", problems);
    path.unwrap_or_else(|| parse_quote!(::lwm2m_codec))
}
