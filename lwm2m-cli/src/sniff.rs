//! Which formats bytes may be of: every kind is tried, and those that read them are proposed.

use std::fmt;

use lwm2m_codec::ErrorKind;

use crate::kind::Kind;
use crate::picture::Picture;
use crate::subject::Subject;

/// A kind, and what speaks for it.
#[derive(Debug)]
pub(crate) struct Candidate {
    pub(crate) kind: &'static Kind,
    verdict: Verdict,
    records: usize,
}

/// How well a kind explains the bytes; the better, the less.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Verdict {
    Fits,
    Deviates,
    NeedsPath,
    Breaks,
}

/// The order among kinds that fit alike: what is unlikely to fit by chance first.
const BY_STRENGTH: &[&str] = &[
    "senml-json",
    "lwm2m-json",
    "links",
    "mqtt",
    "senml-cbor",
    "lwm2m-cbor",
    "register",
    "bootstrap-request",
    "attributes",
    "senml-etch-json",
    "senml-etch-cbor",
    "senml-json-paths",
    "senml-cbor-paths",
    "tlv",
    "coap",
    "coap-tcp",
    "cbor",
    "text",
    "opaque",
];

/// How many pieces are looked at: the beginning tells a format.
const PIECES: usize = 2000;

/// Beyond this only the kinds that begin so are tried.
const LOOKED_AT: usize = 1 << 16;

/// The kinds that the bytes may be of, the likeliest first. There is always one: octets may be anything.
pub(crate) fn candidates(subject: &Subject<'_>) -> Vec<Candidate> {
    let mut found: Vec<_> = BY_STRENGTH
        .iter()
        .filter_map(|name| Kind::find(name))
        .filter_map(|kind| judge(kind, subject))
        .collect();
    // Stable: among equals the order of the table stays.
    found.sort_by_key(|candidate| candidate.verdict);
    found
}

fn judge(kind: &'static Kind, subject: &Subject<'_>) -> Option<Candidate> {
    if kind.is_text && !std::str::from_utf8(subject.bytes).is_ok_and(|text| reads_as(kind, text)) {
        return None;
    }
    if subject.bytes.len() > LOOKED_AT
        && !matches!(kind.name, "text" | "opaque")
        && !plausible(kind, subject)
    {
        return None;
    }
    let picture = Picture::of(kind, subject, PIECES);
    let records = picture.records.len() + picture.more;
    let unread =
        picture.pieces.iter().any(|shown| shown.piece.role == crate::anatomy::Role::Unread);
    let unread = unread && !picture.is_cut;
    let verdict = match picture.fault.as_ref().map(|fault| fault.error.kind()) {
        Some(ErrorKind::UnsupportedTarget) if !unread => Verdict::NeedsPath,
        Some(ErrorKind::OutsideTarget) if !unread && records == 0 => Verdict::NeedsPath,
        // What begins right and goes wrong is broken; what goes wrong at once is another format.
        Some(_) if records > 0 && begins(kind, subject.bytes) => Verdict::Breaks,
        Some(_) => return None,
        None if matches!(kind.name, "text" | "opaque" | "cbor") => Verdict::NeedsPath,
        None if unread => return None,
        None if !picture.deviations.is_empty() => Verdict::Deviates,
        None if subject.bytes.is_empty() => return None,
        None => Verdict::Fits,
    };
    let verdict = match verdict {
        // One value at a Resource is just what these are.
        Verdict::NeedsPath if picture.fault.is_none() && subject.path.depth() >= 3 => {
            Verdict::Deviates
        }
        other => other,
    };
    Some(Candidate { kind, verdict, records })
}

/// Whether a query has a parameter that only its operation has, or is nothing but attributes.
fn reads_as(kind: &Kind, text: &str) -> bool {
    let has = |names: &[&str]| {
        let mut parameters = text.trim_start_matches('?').split('&');
        parameters.any(|one| names.contains(&one.split('=').next().unwrap_or(one)))
    };
    match kind.name {
        "register" => has(&["lt", "lwm2m", "b"]) && has(&["ep", "lwm2m"]),
        "bootstrap-request" => has(&["ep", "pct"]),
        "attributes" => {
            has(&["pmin", "pmax", "epmin", "epmax", "gt", "lt", "st", "edge", "con", "hqmax"])
        }
        _ => true,
    }
}

/// Whether a long payload is worth reading to its end.
fn plausible(kind: &Kind, subject: &Subject<'_>) -> bool {
    begins(kind, subject.bytes)
}

/// Whether the first byte is one that the kind begins with.
fn begins(kind: &Kind, bytes: &[u8]) -> bool {
    let first = bytes.iter().copied().find(|octet| !octet.is_ascii_whitespace());
    let Some(first) = first else { return false };
    match kind.name {
        "senml-json" => first == b'[',
        "lwm2m-json" => first == b'{',
        "links" => first == b'<',
        "senml-cbor" => matches!(first, 0x80..=0x9f),
        "lwm2m-cbor" | "mqtt" => matches!(first, 0xa0..=0xbf),
        "tlv" => matches!(first, 0xc0..=0xff | 0x80..=0x9f) || first < 0x40,
        "coap" => matches!(first, 0x40..=0x7f),
        _ => false,
    }
}

impl Candidate {
    /// Whether it explains the bytes without more being known.
    pub(crate) fn is_certain(&self) -> bool {
        self.verdict == Verdict::Fits
    }
}

/// `tlv: 4 records`.
impl fmt::Display for Candidate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.kind.name)?;
        match (self.verdict, self.records) {
            (Verdict::Breaks, read) => write!(f, "begins so, and is broken behind {read} records"),
            (Verdict::NeedsPath, _) => f.write_str("possible; --path would tell"),
            (Verdict::Deviates, 0) | (Verdict::Fits, 0) => f.write_str("fits"),
            (Verdict::Fits, 1) => f.write_str("fits, 1 record"),
            (Verdict::Fits, records) => write!(f, "fits, {records} records"),
            (Verdict::Deviates, 1) => f.write_str("1 record, not quite by the standard"),
            (Verdict::Deviates, records) => {
                write!(f, "{records} records, not quite by the standard")
            }
        }
    }
}
