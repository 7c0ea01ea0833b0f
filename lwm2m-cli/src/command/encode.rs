//! `encode`: a payload from paths and values.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::{fs, io};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lwm2m_codec::{
    ContentFormat, DataType, Encode, ErrorKind, ObjectLink, Path, Record, RecordSink, Time,
    Timestamp, Value, records,
};
use serde::Serialize;
use serde_json::Value as Json;

use crate::failure::Failure;
use crate::format_argument::{kind, path};
use crate::input::hex;
use crate::kind::Kind;
use crate::session::Session;
use crate::shown;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Values are spelled as in plain text: 1 for true, 66:0 for a link, base64 (or 0x and digits) for octets.
The definitions tell the types; for a Resource that they don't know, PATH:TYPE=VALUE does, with the names
of the definitions: String, Integer, Unsigned Integer, Float, Boolean, Opaque, Time, Objlnk, Corelnk.

Examples:
  lwm2m encode --format tlv --path /3/0 /3/0/0=ACME /3/0/9=87
  lwm2m decode --json --format tlv --path /3/0 c10964 | lwm2m encode --format senml-cbor -")]
pub(crate) struct Args {
    /// PATH=VALUE; or JSON: {\"/3/0/9\": 100}, or what decode --json writes; or - for JSON from stdin, or @FILE
    #[arg(value_name = "VALUE", required = true)]
    values: Vec<String>,
    /// The format that is wanted
    #[arg(long, short, value_name = "FORMAT")]
    format: String,
    /// The path of the operation; else the deepest one around all values
    #[arg(long, short, value_name = "PATH")]
    path: Option<String>,
    #[command(flatten)]
    output: Output,
}

/// How written bytes are shown.
#[derive(Debug, clap::Args)]
pub(crate) struct Output {
    /// Writes the bytes as they are, not as digits
    #[arg(long, conflicts_with = "base64")]
    raw: bool,
    /// Writes base64
    #[arg(long)]
    base64: bool,
    /// Writes the bytes to a file
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Serialize)]
struct Written {
    format: &'static str,
    content_format: Option<u16>,
    length: usize,
    hex: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

impl Output {
    /// Writes a payload as it was asked for.
    pub(crate) fn write(
        &self,
        bytes: &[u8],
        kind: &Kind,
        session: &mut Session,
    ) -> Result<(), Failure> {
        if let Some(file) = &self.out {
            let written = fs::write(file, bytes);
            return written.map_err(|error| Failure::trouble(file.display(), error));
        }
        let text = std::str::from_utf8(bytes).ok().filter(|_| kind.is_text);
        if session.json {
            return session.write_json(&Written {
                format: kind.name,
                content_format: kind.format.map(ContentFormat::get),
                length: bytes.len(),
                hex: shown::hex(bytes),
                text: text.map(str::to_owned),
            });
        }
        if self.raw {
            if io::stdout().is_terminal() && text.is_none() {
                return Err(Failure::Usage(
                    "--raw would write bytes to a terminal; --out FILE keeps them".into(),
                ));
            }
            // Past the filter for colours, which would take bytes for escapes.
            session.out.flush()?;
            let mut stdout = io::stdout().lock();
            stdout.write_all(bytes)?;
            return Ok(stdout.flush()?);
        }
        match text {
            _ if self.base64 => writeln!(session.out, "{}", STANDARD.encode(bytes))?,
            Some(text) => writeln!(session.out, "{text}")?,
            None => writeln!(session.out, "{}", shown::hex(bytes))?,
        }
        Ok(())
    }
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Failure> {
    let kind = kind(&args.format)?;
    let Some(format) = kind.format else {
        return Err(Failure::Usage(format!("{} holds no records", kind.name)));
    };
    let mut list = Records::default();
    for argument in gathered(&args.values)? {
        match argument {
            Argument::Pair(text) => list.0.push(pair(&text, session)?),
            Argument::Json(text) => list.read_json(&text, session)?,
        }
    }
    list.0.sort_by_key(|record| (record.path, record.time));
    let target = match &args.path {
        Some(text) => path(text)?,
        None => list.around(format),
    };
    if args.path.is_none() {
        session.note(format_args!("the path of the operation is {target}"));
    }
    let bytes = lwm2m_codec::encode_to_vec(format, target, &list);
    let bytes = bytes.map_err(|error| Failure::Refused(error.to_string()))?;
    args.output.write(&bytes, kind, session)
}

/// An argument, or what stands in a file.
enum Argument {
    Pair(String),
    Json(String),
}

fn gathered(values: &[String]) -> Result<Vec<Argument>, Failure> {
    let one = |value: &String| {
        let read = if value == "-" {
            io::read_to_string(io::stdin().lock())
                .map_err(|error| Failure::trouble("stdin", error))?
        } else if let Some(name) = value.strip_prefix('@') {
            fs::read_to_string(name).map_err(|error| Failure::trouble(name, error))?
        } else {
            value.clone()
        };
        Ok(if read.trim_start().starts_with(['{', '[']) {
            Argument::Json(read)
        } else {
            Argument::Pair(read.trim_end_matches(['\n', '\r']).to_owned())
        })
    };
    values.iter().map(one).collect()
}

/// Records that are to be written, in ascending order.
#[derive(Debug, Default)]
struct Records(Vec<Record<Value<'static>>>);

impl Encode for Records {
    fn encode(&self, _: Path, sink: &mut dyn RecordSink) -> lwm2m_codec::Result<()> {
        for Record { path, time, value } in &self.0 {
            let (path, time, value) = (*path, *time, value.borrowed());
            if sink.wants(path) {
                sink.record(&Record { path, time, value })?;
            }
        }
        Ok(())
    }
}

impl Records {
    /// The deepest path around all of them that the format can have as target.
    fn around(&self, format: ContentFormat) -> Path {
        let Some(first) = self.0.first().map(|record| record.path) else { return Path::ROOT };
        let common = |path: Path, other: &Record<_>| path.ancestor(path.common_depth(other.path));
        let around = self.0.iter().fold(first, common);
        // A Resource alone is read as its Object Instance's, where the format has containers.
        let single = [ContentFormat::TEXT, ContentFormat::OPAQUE, ContentFormat::CBOR];
        if single.contains(&format) { around } else { around.ancestor(2) }
    }

    fn read_json(&mut self, text: &str, session: &Session) -> Result<(), Failure> {
        let refused =
            |error: serde_json::Error| Failure::Usage(format!("the JSON is broken: {error}"));
        let json: Json = serde_json::from_str(text).map_err(refused)?;
        match &json {
            Json::Object(members) if members.contains_key("records") => {
                self.read_list(members.get("records").and_then(Json::as_array), session)
            }
            Json::Array(list) => self.read_list(Some(list), session),
            Json::Object(members) => members.iter().try_for_each(|(place, value)| {
                let value = spelled(value, place)?;
                self.0.push(self::record(place, &value, None, session)?);
                Ok(())
            }),
            _ => Err(Failure::Usage("expected a JSON object of paths and values".into())),
        }
    }

    fn read_list(&mut self, list: Option<&Vec<Json>>, session: &Session) -> Result<(), Failure> {
        let missing = |what| Failure::Usage(format!("a record of the JSON lacks its {what}"));
        for record in list.ok_or_else(|| missing("list"))? {
            let member = |name: &str| record.get(name);
            let place = member("path").and_then(Json::as_str).ok_or_else(|| missing("path"))?;
            let value = match (member("value"), member("octets").and_then(Json::as_str)) {
                (Some(value), _) => spelled(value, place)?,
                (None, Some(octets)) => format!("0x{octets}"),
                (None, None) => return Err(missing("value")),
            };
            let own = member("type").and_then(Json::as_str).and_then(DataType::from_name);
            let mut read = self::record(place, &value, own, session)?;
            if let Some(time) = member("time") {
                read.time = Some(timestamp(time)?);
            }
            self.0.push(read);
        }
        Ok(())
    }
}

/// A JSON value as PATH=VALUE would spell it.
fn spelled(value: &Json, place: &str) -> Result<String, Failure> {
    match value {
        Json::String(text) => Ok(text.clone()),
        Json::Number(number) => Ok(number.to_string()),
        Json::Bool(boolean) => Ok(u8::from(*boolean).to_string()),
        _ => Err(Failure::Usage(format!("{place}: expected text, a number or a boolean"))),
    }
}

/// Seconds, to the nanosecond.
fn timestamp(time: &Json) -> Result<Timestamp, Failure> {
    let text = time.as_str().map_or_else(|| time.to_string(), str::to_owned);
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let read = || {
        let seconds: i64 = whole.parse().ok()?;
        let digits = format!("{fraction:0<9}");
        let nanos: i64 = digits.get(..9)?.parse().ok()?;
        let nanos = if text.starts_with('-') { -nanos } else { nanos };
        Timestamp::from_nanos(seconds.checked_mul(1_000_000_000)?.checked_add(nanos)?)
    };
    read().ok_or_else(|| Failure::Usage(format!("{text:?} is no time in seconds")))
}

/// `PATH=VALUE`, `PATH:TYPE=VALUE`.
fn pair(text: &str, session: &Session) -> Result<Record<Value<'static>>, Failure> {
    let (place, value) = text
        .split_once('=')
        .ok_or_else(|| Failure::Usage(format!("expected PATH=VALUE or JSON, found {text:?}")))?;
    let (place, value) = (place.trim(), value.strip_prefix(' ').unwrap_or(value));
    let Some((place, name)) = place.split_once(':') else {
        return record(place, value, None, session);
    };
    let own = DataType::from_name(name).ok_or_else(|| {
        Failure::Usage(format!("{name:?} is no type: expected a name such as Integer or Objlnk"))
    })?;
    record(place, value, Some(own), session)
}

/// A record of a value that is spelled as plain text has it.
fn record(
    place: &str,
    text: &str,
    own: Option<DataType>,
    session: &Session,
) -> Result<Record<Value<'static>>, Failure> {
    let path = path(place.trim())?;
    let known = session.definitions.named(path).1.map(|resource| resource.def.data_type);
    let Some(data_type) = own.or(known) else {
        let hint = "the definitions don't know its type: PATH:TYPE=VALUE tells it, or --ddf DIR";
        return Err(Failure::Usage(format!("{path}: {hint}")));
    };
    let value = read(path, text, data_type);
    let value = value.map_err(|error| {
        Failure::Usage(format!(
            "{path}: {text:?} is no value of type {data_type}: {}",
            error.kind()
        ))
    })?;
    Ok(Record { path, time: None, value })
}

/// A value as plain text spells it, and octets as digits.
fn read(path: Path, text: &str, data_type: DataType) -> lwm2m_codec::Result<Value<'static>> {
    if data_type == DataType::Opaque
        && let Some(octets) = text.strip_prefix("0x").and_then(hex)
    {
        return Ok(Value::Opaque(octets.into()));
    }
    if data_type == DataType::Time
        && let Ok(time) = Time::from_rfc3339(text)
    {
        return Ok(Value::Time(time));
    }
    if data_type == DataType::ObjectLink {
        return text.parse::<ObjectLink>().map(Value::ObjectLink);
    }
    let boolean = match text {
        "true" => "1",
        "false" => "0",
        other => other,
    };
    let text = if data_type == DataType::Boolean { boolean } else { text };
    // Whatever the path is: it says nothing of the type.
    let target = if path.depth() < 3 { Path::resource(0, 0, 0) } else { path };
    let mut found = records(ContentFormat::TEXT, target, text.as_bytes())?;
    match found.next() {
        Some(record) => record?.value.typed(data_type).map(Value::into_owned),
        None => Err(ErrorKind::MissingValue.into()),
    }
}
