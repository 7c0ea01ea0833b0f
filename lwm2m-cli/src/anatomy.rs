//! What each byte of a payload is: pieces that follow each other without a gap, and the records that they make up.
//! One file a format. Written independently of the codec, and compared with it by `tests`: a picture that could be wrong
//! about the bytes would be worse than none.

pub(crate) mod cbor;
pub(crate) mod coap;
pub(crate) mod json;
pub(crate) mod links;
pub(crate) mod lwm2m_cbor;
pub(crate) mod lwm2m_json;
pub(crate) mod mqtt;
pub(crate) mod query;
pub(crate) mod senml;
pub(crate) mod senml_cbor;
pub(crate) mod senml_json;
pub(crate) mod single;
pub(crate) mod tlv;
mod walk;

use std::borrow::Cow;
use std::ops::Range;

use lwm2m_codec::Path;
use serde::Serialize;

pub(crate) use self::walk::{Walk, Walked, count, quoted};

/// A run of bytes and what it is.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) range: Range<usize>,
    /// How many containers are open around it.
    pub(crate) depth: usize,
    pub(crate) role: Role,
    /// In words: `id 9`.
    pub(crate) what: Cow<'static, str>,
}

/// What part a piece plays.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Role {
    /// The first octets of a message or an item.
    Header,
    /// An id of the data model.
    Id,
    /// How long something is.
    Length,
    /// Type and length of a CBOR item.
    Head,
    /// Which member follows: a key, a label.
    Label,
    /// A name or a part of one.
    Name,
    /// The value of a record.
    Value,
    /// Another value: a time, a token, an option.
    Field,
    /// Commas, brackets, blanks.
    Separator,
    /// What was not looked at, for it lies behind a fault.
    Unread,
}

/// A record as the bytes tell it, without the codec.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    /// Where it begins, as the codec counts: its header, its key, its brace.
    pub(crate) start: usize,
    /// Its path; `None` where the bytes alone do not tell it.
    pub(crate) path: Option<Path>,
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "what the walk is compared with the codec by")
    )]
    pub(crate) raw: Raw,
    /// The piece that shows its value.
    pub(crate) piece: Option<usize>,
}

/// What the bytes say of a value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Raw {
    Octets(Vec<u8>),
    Integer(i128),
    Float(f64),
    Boolean(bool),
    Text(String),
    Null,
    Empty,
    /// Under a CBOR tag.
    Tagged(u64, Box<Raw>),
    /// Anything that is no value: a map, a number of many digits.
    Other,
}

/// Why a walk ended before the bytes did.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Stop {
    /// The bytes in question; empty where something is missing behind the last one.
    pub(crate) range: Range<usize>,
    pub(crate) expected: Cow<'static, str>,
}

/// A payload, taken apart.
#[derive(Clone, Debug, Default)]
pub(crate) struct Anatomy {
    /// They cover every byte exactly once, in order.
    pub(crate) pieces: Vec<Piece>,
    pub(crate) items: Vec<Item>,
    /// What is odd, and perhaps forgiven by who reads: if a record is refused, that is where.
    pub(crate) doubts: Vec<Stop>,
    /// Where the walk gave up.
    pub(crate) stop: Option<Stop>,
    /// The number of bytes behind the limit of pieces.
    pub(crate) beyond: usize,
    /// Where the last record was begun, complete or not.
    pub(crate) begun: usize,
    /// The options of a message: number and piece.
    pub(crate) options: Vec<(u16, usize)>,
    /// A payload within: of a message, with its format.
    pub(crate) inner: Option<Inner>,
}

/// The payload that a message carries.
#[derive(Clone, Debug)]
pub(crate) struct Inner {
    pub(crate) range: Range<usize>,
    /// Its Content-Format, where the message tells it.
    pub(crate) format: Option<u16>,
    /// The path of the request, where the message tells it.
    pub(crate) path: Option<String>,
    /// Whether it is a list of paths.
    pub(crate) paths: bool,
}
