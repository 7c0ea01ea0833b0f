//! What can be explained: one row for each payload format, kind of links, query and message.

use lwm2m_codec::ContentFormat;

use crate::anatomy::{self, Walk, Walked};
use crate::subject::Subject;
use crate::told::{self, Told};

/// A kind of bytes: how they are taken apart, and how the codec reads them.
#[derive(Debug)]
pub(crate) struct Kind {
    /// As the codec's features are called.
    pub(crate) name: &'static str,
    /// The Content-Format, of a payload.
    pub(crate) format: Option<ContentFormat>,
    /// Whether people can read it: arguments are taken as text then.
    pub(crate) is_text: bool,
    /// Whether it needs the path of the operation.
    pub(crate) needs_path: bool,
    pub(crate) walk: fn(&mut Walk<'_>) -> Walked,
    pub(crate) read: fn(&Subject<'_>) -> Told,
}

macro_rules! payloads {
    ($($name:literal $format:ident $text:literal $path:literal $walk:path;)*) => {
        const PAYLOADS: &[Kind] = &[$(Kind {
            name: $name,
            format: Some(ContentFormat::$format),
            is_text: $text,
            needs_path: $path,
            walk: $walk,
            read: |subject| told::payload::records(subject, ContentFormat::$format),
        },)*];
    };
}

payloads! {
    "text" TEXT true true anatomy::single::text;
    "opaque" OPAQUE false true anatomy::single::opaque;
    "cbor" CBOR false true anatomy::cbor::walk;
    "senml-json" SENML_JSON true false anatomy::senml_json::walk;
    "senml-cbor" SENML_CBOR false false anatomy::senml_cbor::walk;
    "senml-etch-json" SENML_ETCH_JSON true false anatomy::senml_json::walk;
    "senml-etch-cbor" SENML_ETCH_CBOR false false anatomy::senml_cbor::walk;
    "tlv" TLV false true anatomy::tlv::walk;
    "lwm2m-json" LWM2M_JSON true false anatomy::lwm2m_json::walk;
    "lwm2m-cbor" LWM2M_CBOR false false anatomy::lwm2m_cbor::walk;
}

macro_rules! others {
    ($($name:literal $text:literal $walk:path, $read:expr;)*) => {
        const OTHERS: &[Kind] = &[$(Kind {
            name: $name,
            format: None,
            is_text: $text,
            needs_path: false,
            walk: $walk,
            read: $read,
        },)*];
    };
}

others! {
    "senml-json-paths" true anatomy::senml_json::walk,
        |subject| told::payload::paths(subject, ContentFormat::SENML_JSON);
    "senml-cbor-paths" false anatomy::senml_cbor::walk,
        |subject| told::payload::paths(subject, ContentFormat::SENML_CBOR);
    "links" true anatomy::links::walk, told::links::links;
    "attributes" true anatomy::query::walk, told::query::attributes;
    "observe" true anatomy::query::walk, told::query::observe;
    "register" true anatomy::query::walk, told::query::register;
    "update" true anatomy::query::walk, told::query::update;
    "bootstrap-request" true anatomy::query::walk, told::query::bootstrap;
    "coap" false anatomy::coap::udp, told::message::udp;
    "coap-tcp" false anatomy::coap::tcp, told::message::tcp;
    "mqtt" false anatomy::mqtt::walk, told::message::mqtt;
}

impl Kind {
    /// Every kind, payloads first.
    pub(crate) fn all() -> impl Iterator<Item = &'static Self> {
        PAYLOADS.iter().chain(OTHERS)
    }

    /// The kind of a name, a media type or a number.
    pub(crate) fn find(text: &str) -> Option<&'static Self> {
        let text = text.trim().to_ascii_lowercase();
        if text == "link" || text == "application/link-format" || text == "40" {
            return Self::all().find(|kind| kind.name == "links");
        }
        let same = |kind: &&Self| {
            let media_type = kind.format.and_then(ContentFormat::media_type);
            let bare = media_type.and_then(|name| name.split(';').next());
            kind.name == text
                || bare == Some(text.as_str())
                || kind.format.is_some_and(|format| format.get().to_string() == text)
        };
        Self::all().find(same)
    }

    /// The kind of a payload format.
    pub(crate) fn of(format: ContentFormat) -> Option<&'static Self> {
        if format == ContentFormat::LINK {
            return Self::find("links");
        }
        PAYLOADS.iter().find(|kind| kind.format == Some(format))
    }

    /// What `--format` may be, for people.
    pub(crate) fn names() -> String {
        Self::all().map(|kind| kind.name).collect::<Vec<_>>().join(", ")
    }
}
