//! `decode`: the records of a payload, a line each.

use std::io::Write;

use serde::Serialize;

use crate::failure::Failure;
use crate::format_argument::{ReadingArgs, kind};
use crate::input::Input;
use crate::picture::Picture;
use crate::render::fault_lines;
use crate::session::{FAINT, Session};
use crate::shown::{self, DeviationJson, FaultJson, RecordJson};
use crate::subject::Subject;
use crate::told::{Content, Record};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    input: Input,
    /// The format: tlv, senml-cbor …, links, or a Content-Format number
    #[arg(long, short, value_name = "FORMAT")]
    format: String,
    #[command(flatten)]
    reading: ReadingArgs,
    /// Adds names and units, for people
    #[arg(long)]
    names: bool,
}

#[derive(Serialize)]
struct Decoded {
    records: Vec<RecordJson>,
    deviations: Vec<DeviationJson>,
    fault: Option<FaultJson>,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Failure> {
    let kind = kind(&args.format)?;
    let (path, reading) = (args.reading.path()?, args.reading.reading()?);
    let bytes = args.input.read(Some(kind.is_text), session)?;
    let definitions = &session.definitions;
    let subject = Subject { bytes: &bytes, path, reading: &reading, definitions, keep: usize::MAX };
    let picture = Picture::of(kind, &subject, PIECES);
    for deviation in &picture.deviations {
        session.note(deviation);
    }
    if session.json {
        let decoded = Decoded {
            records: picture.records.iter().map(|r| shown::record(r, definitions)).collect(),
            deviations: picture.deviations.iter().map(DeviationJson::from).collect(),
            fault: picture.fault.as_ref().map(FaultJson::from),
        };
        session.write_json(&decoded)?;
    } else {
        let mut text = Vec::new();
        for record in &picture.records {
            writeln!(text, "{}", line(record, args.names, session))?;
        }
        for (name, value) in &picture.meaning {
            writeln!(text, "{name} = {value}")?;
        }
        session.out.write_all(&text)?;
    }
    match &picture.fault {
        None => Ok(()),
        Some(_) if session.json => Err(Failure::Findings),
        Some(fault) => {
            let at = fault.range.as_ref().map(|range| format!(" at byte {}", range.start));
            let lines = fault_lines(fault).join(", ");
            Err(Failure::Refused(format!("{lines}{}", at.unwrap_or_default())))
        }
    }
}

/// The picture is wanted for the place of a fault alone.
const PIECES: usize = 2000;

fn line(record: &Record, names: bool, session: &Session) -> String {
    let path = record.path.map(|path| path.to_string()).unwrap_or_default();
    let slash = if record.prefix.is_empty() || record.path.is_none() { "" } else { "/" };
    let mut line = format!("{slash}{}{path}", record.prefix);
    match &record.content {
        Content::Value(value) => line.push_str(&format!(" = {}", shown::plain(value))),
        Content::Untyped(octets) => line.push_str(&format!(" = 0x{}", shown::hex(octets))),
        Content::Nothing => {}
    }
    if let Some(time) = record.time {
        line.push_str(&format!(" at {time}"));
    }
    if let (true, Some(path)) = (names, record.path) {
        let name = shown::name(path, &session.definitions);
        let unit = session.definitions.named(path).1.map_or("", |resource| resource.def.unit);
        let unit = if unit.is_empty() { String::new() } else { format!(", {unit}") };
        if !name.is_empty() {
            line.push_str(&format!("  {FAINT}{name}{unit}{FAINT:#}"));
        }
    }
    line
}
