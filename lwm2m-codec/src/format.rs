//! Content formats, and the one table of those that can be read and written.
//! LwM2M Core 1.2.2, 7.5 (data formats); D-089.

#[cfg(feature = "cbor")]
pub mod cbor;
#[cfg(any(feature = "cbor", feature = "senml-cbor", feature = "lwm2m-cbor"))]
mod cbor_leaf;
#[cfg(any(
    feature = "senml-cbor",
    feature = "senml-json",
    feature = "lwm2m-json",
    feature = "lwm2m-cbor"
))]
mod device;
#[cfg(any(feature = "senml-json", feature = "lwm2m-json"))]
mod json_leaf;
#[cfg(feature = "lwm2m-cbor")]
pub mod lwm2m_cbor;
#[cfg(feature = "lwm2m-json")]
pub mod lwm2m_json;
#[cfg(feature = "opaque")]
pub mod opaque;
#[cfg(any(feature = "senml-cbor", feature = "senml-json", feature = "lwm2m-json"))]
mod senml;
#[cfg(feature = "senml-cbor")]
pub mod senml_cbor;
#[cfg(feature = "senml-json")]
pub mod senml_json;
#[cfg(any(feature = "cbor", feature = "opaque", feature = "text"))]
mod single;
#[cfg(feature = "text")]
pub mod text;
#[cfg(feature = "tlv")]
pub mod tlv;

use core::fmt;

#[cfg(feature = "lenient")]
use crate::deviation::Lenience;
use crate::error::{Error, ErrorKind, Result};
use crate::options::Options;
use crate::output::Output;
use crate::path::Path;
use crate::record::{RecordSink, RecordSource};

/// A CoAP Content-Format number.
///
/// Numbers that are unknown survive: they are [`ErrorKind::UnsupportedFormat`] only when something is to be read or
/// written.
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ContentFormat(u16);

impl ContentFormat {
    /// `text/plain;charset=utf-8`: one value. LwM2M 1.0.
    pub const TEXT: Self = Self(0);
    /// `application/link-format`: registration and Discover. LwM2M 1.0.
    pub const LINK: Self = Self(40);
    /// `application/octet-stream`: one Opaque value. LwM2M 1.0.
    pub const OPAQUE: Self = Self(42);
    /// `application/cbor`: one value. LwM2M 1.1.
    pub const CBOR: Self = Self(60);
    /// `application/senml+json`. LwM2M 1.1.
    pub const SENML_JSON: Self = Self(110);
    /// `application/senml+cbor`. LwM2M 1.1.
    pub const SENML_CBOR: Self = Self(112);
    /// `application/senml-etch+json`: bodies of composite requests. LwM2M 1.2.
    pub const SENML_ETCH_JSON: Self = Self(320);
    /// `application/senml-etch+cbor`: bodies of composite requests. LwM2M 1.2.
    pub const SENML_ETCH_CBOR: Self = Self(322);
    /// `application/vnd.oma.lwm2m+tlv`. LwM2M 1.0.
    pub const TLV: Self = Self(11542);
    /// `application/vnd.oma.lwm2m+json`: LwM2M 1.0, replaced by SenML JSON.
    pub const LWM2M_JSON: Self = Self(11543);
    /// `application/vnd.oma.lwm2m+cbor`. LwM2M 1.2.
    pub const LWM2M_CBOR: Self = Self(11544);

    /// A format by its number, whether it is known or not.
    #[must_use]
    pub const fn new(number: u16) -> Self {
        Self(number)
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }

    /// The media type; `None` for a number that LwM2M does not use.
    #[must_use]
    pub const fn media_type(self) -> Option<&'static str> {
        Some(match self {
            Self::TEXT => "text/plain;charset=utf-8",
            Self::LINK => "application/link-format",
            Self::OPAQUE => "application/octet-stream",
            Self::CBOR => "application/cbor",
            Self::SENML_JSON => "application/senml+json",
            Self::SENML_CBOR => "application/senml+cbor",
            Self::SENML_ETCH_JSON => "application/senml-etch+json",
            Self::SENML_ETCH_CBOR => "application/senml-etch+cbor",
            Self::TLV => "application/vnd.oma.lwm2m+tlv",
            Self::LWM2M_JSON => "application/vnd.oma.lwm2m+json",
            Self::LWM2M_CBOR => "application/vnd.oma.lwm2m+cbor",
            _ => return None,
        })
    }
}

impl From<u16> for ContentFormat {
    fn from(number: u16) -> Self {
        Self(number)
    }
}

impl From<ContentFormat> for u16 {
    fn from(format: ContentFormat) -> Self {
        format.0
    }
}

/// The number and, where it is known, the media type.
impl fmt::Display for ContentFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.media_type() {
            Some(media_type) => write!(f, "{} ({media_type})", self.0),
            None => self.0.fmt(f),
        }
    }
}

impl fmt::Debug for ContentFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Makes the Reader of any format and the Writer of any format out of one row for each.
macro_rules! formats {
    ($($(#[$feature:meta])* $number:ident: $module:ident::$new:ident;)*) => {
        /// The Reader of one of the formats.
        #[derive(Clone, Debug)]
        #[allow(
            non_camel_case_types,
            reason = "named as the constants of ContentFormat are"
        )]
        #[allow(clippy::upper_case_acronyms, clippy::large_enum_variant, reason = "lives on the stack")]
        pub(crate) enum Reader<'a> {
            $($(#[$feature])* $number($module::Reader<'a>),)*
            /// No format is compiled in.
            #[allow(dead_code, reason = "keeps the lifetime in use")]
            NONE(core::convert::Infallible, &'a ()),
        }

        impl<'a> Reader<'a> {
            /// Begins to read a payload.
            pub(crate) fn new(
                format: ContentFormat,
                target: Path,
                payload: &'a [u8],
                options: &Options<'a>,
            ) -> Result<Self> {
                let _ = (target, payload, options);
                match format {
                    $($(#[$feature])* ContentFormat::$number => {
                        $module::Reader::$new(target, payload, options).map(Self::$number)
                    })*
                    _ => Err(ErrorKind::UnsupportedFormat.into()),
                }
            }

            /// The Reader as what all Readers are.
            pub(crate) fn source(&mut self) -> &mut dyn RecordSource<'a> {
                match self {
                    $($(#[$feature])* Self::$number(reader) => reader,)*
                    Self::NONE(never, _) => match *never {},
                }
            }

            /// What may deviate in it, and what has since it was last asked.
            #[cfg(feature = "lenient")]
            pub(crate) const fn lenience(&mut self) -> &mut Lenience {
                match self {
                    $($(#[$feature])* Self::$number(reader) => reader.lenience(),)*
                    Self::NONE(never, _) => match *never {},
                }
            }

            /// The same, for looking only.
            pub(crate) fn source_ref(&self) -> &dyn RecordSource<'a> {
                match self {
                    $($(#[$feature])* Self::$number(reader) => reader,)*
                    Self::NONE(never, _) => match *never {},
                }
            }
        }

        /// Writes what `tell` tells, through the Writer of a format.
        pub(crate) fn write(
            format: ContentFormat,
            target: Path,
            options: &Options<'_>,
            out: &mut Output<'_>,
            tell: impl FnOnce(&mut dyn RecordSink) -> Result<()>,
        ) -> Result<()> {
            let _ = (target, options, &out);
            match format {
                $($(#[$feature])* ContentFormat::$number => {
                    let mut writer = $module::Writer::$new(target, out, options)?;
                    tell(&mut writer)?;
                    writer.finish()
                })*
                _ => {
                    drop(tell);
                    Err(ErrorKind::UnsupportedFormat.into())
                }
            }
        }

        /// How many bytes each Writer takes.
        #[cfg(all(test, target_pointer_width = "64"))]
        const WRITERS: &[(ContentFormat, usize)] = &[
            $($(#[$feature])* (ContentFormat::$number, size_of::<$module::Writer>()),)*
        ];

        /// The formats that this build can read and write, ascending by number.
        pub const SUPPORTED: &[ContentFormat] =
            &[$($(#[$feature])* ContentFormat::$number,)*];
    };
}

formats! {
    #[cfg(feature = "text")]
    TEXT: text::new;
    #[cfg(feature = "opaque")]
    OPAQUE: opaque::new;
    #[cfg(feature = "cbor")]
    CBOR: cbor::new;
    #[cfg(feature = "senml-json")]
    SENML_JSON: senml_json::new;
    #[cfg(feature = "senml-cbor")]
    SENML_CBOR: senml_cbor::new;
    #[cfg(feature = "senml-json")]
    SENML_ETCH_JSON: senml_json::etch;
    #[cfg(feature = "senml-cbor")]
    SENML_ETCH_CBOR: senml_cbor::etch;
    #[cfg(feature = "tlv")]
    TLV: tlv::new;
    #[cfg(feature = "lwm2m-json")]
    LWM2M_JSON: lwm2m_json::new;
    #[cfg(feature = "lwm2m-cbor")]
    LWM2M_CBOR: lwm2m_cbor::new;
}

/// Where an error lies: never behind the last byte, even where what is missing would begin there.
fn offset(length: usize, left: usize) -> usize {
    (length - left).min(length.saturating_sub(1))
}

/// D-004: an empty payload is an empty container, which no single value is.
fn check_not_empty(target: Path, payload: &[u8]) -> Result<()> {
    if payload.is_empty() && target.depth() == 4 {
        return Err(Error::from(ErrorKind::MissingValue).at(0).within(target));
    }
    Ok(())
}

#[cfg(all(test, target_pointer_width = "64"))]
mod tests {
    use super::*;

    #[test]
    fn a_writer_and_its_output_are_small_beside_a_block() {
        for (format, writer) in WRITERS {
            let both = writer + size_of::<Output<'_>>();
            std::println!("{format}: {both} bytes");
            assert!(both <= 160, "{format}: {both}");
        }
    }
}
