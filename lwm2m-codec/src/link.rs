//! The CoRE Link Format (40): lists of Objects in Register and Update, the answers to Discover and
//! Bootstrap-Discover, values of type Corelnk. RFC 6690; LwM2M Core 1.2.2, 6 and 7.3; D-093 to D-104.
//!
//! | I have | I want | I call |
//! |---|---|---|
//! | any payload of links | its links | [`links`] |
//! | the payload of a Register or an Update | its Objects and Object Instances | [`Options::registered_objects`], [`Options::updated_objects`] |
//! | a list of Objects out of another place | the same | [`Options::object_list`] |
//! | the answer to a Discover | its paths and attributes | [`Options::discovery`] |
//! | the answer to a Bootstrap-Discover | its paths and accounts | [`Options::bootstrap_discovery`] |
//! | `acc` of a Bootstrap-Pack-Request | its Object Instances | [`Options::accounts`] |
//! | any of these, or links of one's own | its bytes in a buffer, a block of them, a vector, their number | [`encode`], [`encode_block`], `encode_to_vec`, [`encoded_len`] |
//!
//! [`Options::registered_objects`]: crate::Options::registered_objects
//! [`Options::updated_objects`]: crate::Options::updated_objects
//! [`Options::object_list`]: crate::Options::object_list
//! [`Options::discovery`]: crate::Options::discovery
//! [`Options::bootstrap_discovery`]: crate::Options::bootstrap_discovery
//! [`Options::accounts`]: crate::Options::accounts
//!
//! ```
//! use lwm2m_codec::link::{self, ObjectList, Registered, Root};
//! use lwm2m_codec::{ContentFormat, ObjectVersion, Options, Path, Version};
//!
//! // What a client registers …
//! let objects = [
//!     Registered::new(Path::instance(1, 0)),
//!     Registered::new(Path::instance(3, 0)).version(ObjectVersion::new(1, 2)),
//!     Registered::new(Path::object(5)),
//! ];
//! let root = Root::new().formats(&[ContentFormat::SENML_CBOR]);
//! let mut buffer = [0; 128];
//! let payload = link::encode(&ObjectList { root, objects: &objects }, &mut buffer)?;
//! assert_eq!(payload, b"</>;ct=112,</1/0>,</3>;ver=1.2,</3/0>,</5>");
//!
//! // … and what its server reads.
//! let list = Options::STRICT.registered_objects(payload)?.expect("a list");
//! let paths = list.objects.map(|object| object.map(|object| object.path));
//! let expected = [Path::instance(1, 0), Path::object(3), Path::instance(3, 0), Path::object(5)];
//! assert!(paths.eq(expected.map(Ok)));
//! # Ok::<(), lwm2m_codec::Error>(())
//! ```

mod accounts;
mod bootstrap;
mod discovery;
mod encode;
mod grouping;
mod object_list;
mod property;
mod reader;
mod scanner;
mod target;
mod writer;

pub use self::accounts::{Accounts, BareLinks};
pub use self::bootstrap::{BootstrapDiscovery, BootstrapLink, BootstrapLinks};
pub use self::discovery::{Described, Discovered, DiscoveredLink, Discovery};
#[cfg(feature = "alloc")]
pub use self::encode::encode_to_vec;
pub use self::encode::{EncodeLinks, encode, encode_block, encoded_len};
pub use self::object_list::{Notes, ObjectList, Registered, RegisteredLinks, Root};
pub use self::property::Formats;
pub use self::reader::{Link, Links, Parameter, ParameterValue, Parameters, links};
pub use self::writer::{EncodeParameters, Writer};
