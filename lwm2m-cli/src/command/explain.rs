//! `explain`: what each byte is, what the whole says, and the same data in every other format.

use std::io::Write;

use lwm2m_codec::{ContentFormat, Path, format};
use serde::Serialize;

use crate::anatomy::{Role, count};
use crate::definitions::Definitions;
use crate::failure::Failure;
use crate::format_argument::{ReadingArgs, kind};
use crate::input::Input;
use crate::kind::Kind;
use crate::picture::Picture;
use crate::render::{self, Look};
use crate::session::{FAINT, STRONG, Session};
use crate::shown::{self, DeviationJson, FaultJson, RecordJson};
use crate::sniff;
use crate::subject::Subject;
use crate::text_fault;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  lwm2m explain --format tlv --path /3/0 c8 00 14 4f70656e204d6f62696c6520416c6c69616e6365 c1 09 64
  lwm2m explain --format senml-json '[{\"bn\":\"/3303/0/\",\"n\":\"5700\",\"v\":21.5}]'
  lwm2m explain @payload.bin            what it is, is found out")]
pub(crate) struct Args {
    #[command(flatten)]
    input: Input,
    /// The format: tlv, senml-cbor, links, register, coap, mqtt …, a media type, or a Content-Format number
    #[arg(long, short, value_name = "FORMAT")]
    format: Option<String>,
    #[command(flatten)]
    reading: ReadingArgs,
    /// Proposes formats for bytes of which nobody knows what they are
    #[arg(long)]
    sniff: bool,
    /// Shows everything, however long it is
    #[arg(long)]
    all: bool,
}

/// How many pieces are told apart unless all of them are.
const PIECES: usize = 2000;
/// How long a payload may be to be written in the other formats unasked.
const CONVERTED: usize = 1 << 20;
/// How many characters of another format are shown.
const SHOWN: usize = 100;

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Failure> {
    let given = args.format.as_deref().map(kind).transpose()?;
    let path = args.reading.path()?;
    let reading = args.reading.reading()?;
    let bytes = args.input.read(given.map(|kind| kind.is_text), session)?;
    let definitions = &session.definitions;
    let limit = if args.all { usize::MAX } else { PIECES };
    let subject = Subject { bytes: &bytes, path, reading: &reading, definitions, keep: limit };
    let kind = match given {
        Some(kind) if !args.sniff => kind,
        _ => proposed(&subject, args, session)?,
    };
    if kind.needs_path && path == Path::ROOT {
        let name = kind.name;
        session.note(format_args!(
            "{name} says no paths from the root on: --path tells what was read, such as --path /3/0"
        ));
    }
    let picture = Picture::of(kind, &subject, limit);
    let others = if args.all || bytes.len() <= CONVERTED {
        others(kind, &subject, &picture)
    } else {
        session.note("it is long: --all also writes it in the other formats");
        Vec::new()
    };
    let broken = picture.fault.is_some();
    if session.json {
        let explained = json(kind, &subject, &picture, &others);
        session.write_json(&explained)?;
    } else {
        let mut text = Vec::new();
        show(kind, &subject, &picture, &others, args.all, &mut text)?;
        session.out.write_all(&text)?;
    }
    if broken { Err(Failure::Findings) } else { Ok(()) }
}

/// The likeliest kind; says which others there are.
fn proposed(
    subject: &Subject<'_>,
    args: &Args,
    session: &Session,
) -> Result<&'static Kind, Failure> {
    if subject.bytes.is_empty() {
        return Err(Failure::Usage("the input is empty, and no --format says of what".into()));
    }
    let candidates = sniff::candidates(subject);
    let Some(first) = candidates.first() else {
        return Err(Failure::Refused("no format has a form for this; --format names one".into()));
    };
    if args.sniff {
        for candidate in &candidates {
            session.note(format_args!("it may be {candidate}"));
        }
    } else {
        let sure = if first.is_certain() { "" } else { ", perhaps" };
        session.note(format_args!("the format is {}{sure}; --sniff tells others", first.kind.name));
    }
    Ok(first.kind)
}

/// The data in another format.
struct Other {
    kind: &'static Kind,
    bytes: Result<Vec<u8>, lwm2m_codec::Error>,
}

/// The same data in every format that the codec writes.
fn others(kind: &Kind, subject: &Subject<'_>, picture: &Picture) -> Vec<Other> {
    let Some(from) = kind.format.filter(|_| picture.fault.is_none()) else { return Vec::new() };
    let to = |to: ContentFormat| {
        let kind = Kind::of(to)?;
        let mut silent = |_| {};
        let options = subject.options(&mut silent);
        let bytes =
            options.transcode_to_vec(from, to, subject.path, subject.bytes, subject.definitions);
        Some(Other { kind, bytes })
    };
    let formats = format::SUPPORTED.iter().filter(|format| **format != from);
    formats.filter_map(|format| to(*format)).collect()
}

fn show(
    kind: &Kind,
    subject: &Subject<'_>,
    picture: &Picture,
    others: &[Other],
    all: bool,
    out: &mut Vec<u8>,
) -> Result<(), Failure> {
    let length = count(subject.bytes.len() as u64, "byte");
    let number = kind.format.map(|format| format!(" ({})", format.get())).unwrap_or_default();
    write!(out, "{STRONG}{}{STRONG:#}{number} for {}, {length}", kind.name, subject.path)?;
    let name = shown::name(subject.path, subject.definitions);
    if name.is_empty() {
        writeln!(out)?;
    } else {
        writeln!(out, ", {name}")?;
    }
    let definitions: &Definitions = subject.definitions;
    let look = Look { bytes: subject.bytes, is_text: kind.is_text, all, definitions };
    render::picture(picture, look, out)?;
    if kind.is_text
        && let Ok(text) = std::str::from_utf8(subject.bytes)
        && let Some(finding) = text_fault::of(picture)
    {
        writeln!(out, "{}", text_fault::render(text, None, &finding))?;
    }
    if others.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{STRONG}the same in other formats{STRONG:#}")?;
    for (at, other) in others.iter().enumerate() {
        let name = other.kind.name;
        let before = others.get(..at).unwrap_or_default();
        let bytes = match &other.bytes {
            Ok(bytes) => bytes,
            Err(error) => {
                // Said once of all formats that it holds for.
                let same = |other: &&Other| other.bytes.as_ref().err() == Some(error);
                if !before.iter().any(|other| same(&other)) {
                    let names = others.iter().filter(same).map(|other| other.kind.name);
                    let names = names.collect::<Vec<_>>().join(", ");
                    writeln!(out, "{names:15} {:>6}  {FAINT}{error}{FAINT:#}", "-")?;
                }
                continue;
            }
        };
        let length = bytes.len();
        let twin = before.iter().find(|other| other.bytes.as_ref() == Ok(bytes));
        if let Some(twin) = twin {
            writeln!(out, "{name:15} {length:>6}  {FAINT}as {}{FAINT:#}", twin.kind.name)?;
            continue;
        }
        let text = if other.kind.is_text {
            String::from_utf8_lossy(bytes).into_owned()
        } else {
            shown::hex(bytes)
        };
        let cut = if all { None } else { text.char_indices().nth(SHOWN) };
        let text = match cut {
            Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(&text)),
            None => text,
        };
        writeln!(out, "{name:15} {length:>6}  {text}")?;
    }
    Ok(())
}

#[derive(Serialize)]
struct Explained {
    format: &'static str,
    content_format: Option<u16>,
    path: String,
    length: usize,
    pieces: Vec<PieceJson>,
    records: Vec<RecordJson>,
    /// How many there are beyond those: --all tells them.
    more_records: usize,
    meaning: Vec<MeaningJson>,
    deviations: Vec<DeviationJson>,
    fault: Option<FaultJson>,
    formats: Vec<OtherJson>,
}

#[derive(Serialize)]
struct PieceJson {
    offset: usize,
    length: usize,
    depth: usize,
    role: Role,
    what: String,
    /// The place of the record among `records`.
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<usize>,
    /// The places of deviations among `deviations`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    deviations: Vec<usize>,
}

#[derive(Serialize)]
struct MeaningJson {
    name: String,
    text: String,
}

#[derive(Serialize)]
struct OtherJson {
    format: &'static str,
    content_format: Option<u16>,
    length: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hex: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

fn json(kind: &Kind, subject: &Subject<'_>, picture: &Picture, others: &[Other]) -> Explained {
    let piece = |shown: &crate::picture::Shown| PieceJson {
        offset: shown.piece.range.start,
        length: shown.piece.range.len(),
        depth: shown.piece.depth,
        role: shown.piece.role,
        what: shown.piece.what.clone().into_owned(),
        record: shown.record,
        deviations: shown.deviations.clone(),
    };
    let other = |other: &Other| {
        let bytes = other.bytes.as_ref().ok();
        let text =
            bytes.filter(|_| other.kind.is_text).map(|b| String::from_utf8_lossy(b).into_owned());
        OtherJson {
            format: other.kind.name,
            content_format: other.kind.format.map(ContentFormat::get),
            length: bytes.map(Vec::len),
            hex: bytes.filter(|_| text.is_none()).map(|bytes| shown::hex(bytes)),
            text,
            error: other.bytes.as_ref().err().map(ToString::to_string),
        }
    };
    let meaning = picture.meaning.iter().cloned().map(|(name, text)| MeaningJson { name, text });
    let record = |record| shown::record(record, subject.definitions);
    Explained {
        format: kind.name,
        content_format: kind.format.map(ContentFormat::get),
        path: subject.path.to_string(),
        length: subject.bytes.len(),
        pieces: picture.pieces.iter().map(piece).collect(),
        records: picture.records.iter().map(record).collect(),
        more_records: picture.more,
        meaning: meaning.collect(),
        deviations: picture.deviations.iter().map(DeviationJson::from).collect(),
        fault: picture.fault.as_ref().map(FaultJson::from),
        formats: others.iter().map(other).collect(),
    }
}
