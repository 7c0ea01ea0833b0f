//! Runs one vector.

use std::fmt::Display;

use lwm2m_codec::path::uri::UriPath;
use lwm2m_codec::{
    ContentFormat, DataType, ErrorKind, ObjectLink, Options, Output, Path, Record, Report, Time,
    Typed, Value, decode, encode, format, records,
};

use crate::arguments;
use crate::attributes;
use crate::case::{Case, Found, Pack};
use crate::coap;
use crate::lenient;
use crate::line::{Direction, Expect, ExpectedRecord, Kind, Line};
use crate::links;
use crate::pattern::Pattern;
use crate::value::{Expected, same};

/// What came of a vector.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Outcome {
    /// What was expected.
    Passed,
    /// Something else.
    Failed {
        /// What was expected.
        expected: String,
        /// What came.
        got: String,
    },
    /// It was not run, for this reason.
    Skipped(String),
}

pub(crate) type Result<T = (), E = Outcome> = core::result::Result<T, E>;

/// Runs a vector: strictly, and where it deviates also leniently.
///
/// One that carries a caveat and fails counts as skipped, reason `caveat`.
#[must_use]
pub fn run(line: &Line) -> Outcome {
    let result = match &line.kind {
        _ if !line.deviations.is_empty() => lenient::run(line),
        Kind::Payload => payload(line),
        Kind::PathList => path_list(line),
        Kind::TextNumber => text_number(line),
        Kind::Path => path(line),
        Kind::ObjectLink => object_link(line),
        Kind::Attributes => attributes::run(line),
        Kind::Link => links::run(line),
        Kind::ExecuteArguments => arguments::run(line),
        Kind::Coap => coap::run(line),
        Kind::Other(kind) => Err(Outcome::Skipped(format!("kind {kind}"))),
    };
    match result {
        Ok(()) => Outcome::Passed,
        Err(Outcome::Failed { .. }) if line.caveat => Outcome::Skipped("caveat".into()),
        Err(outcome) => outcome,
    }
}

pub(crate) fn failed<T>(expected: impl Display, got: impl Display) -> Result<T> {
    Err(Outcome::Failed { expected: expected.to_string(), got: got.to_string() })
}

/// Reads a payload and, where its direction says so, writes its records and reads them again.
fn payload(line: &Line) -> Result {
    if !format::SUPPORTED.contains(&line.format) {
        return Err(Outcome::Skipped(format!("format {}", line.format.get())));
    }
    let case = Case::new(line);
    let found = case.and_then(|case| Ok((case, case.read(case.payload)?)));
    let (case, found, expected) = match (&line.expect, found) {
        (Expect::Error(_), Err(_)) => return Ok(()),
        (Expect::Error(reason), Ok((_, found))) => {
            return failed(format_args!("an error ({reason})"), count(found.len()));
        }
        // Names without values are a list of paths, which is no payload of records.
        (Expect::Records(expected), _)
            if !expected.is_empty() && expected.iter().all(|r| r.value == Expected::None) =>
        {
            let paths: Vec<_> = expected.iter().map(|record| record.path.clone()).collect();
            return list_of(line, &paths);
        }
        (Expect::Records(expected), Ok((case, found))) => (case, found, expected),
        (Expect::Records(expected), Err(error)) => {
            return failed(count(expected.len()), format_args!("an error: {error}"));
        }
        (other, _) => return failed("records or an error", format_args!("{other:?}")),
    };
    let records = compare(&case, expected, found)?;
    if line.direction == Direction::Decode || !is_expressible(&case, &records) {
        return Ok(());
    }
    write(&case, expected, &records)
}

/// Writes records in our own form, which must mean the same.
fn write(
    case: &Case<'_>,
    expected: &[ExpectedRecord],
    records: &[(String, Record<Value<'_>>)],
) -> Result {
    let written = match case.write(&case.pack(records.iter().cloned())) {
        Ok(written) => written,
        Err(error) => return failed("to be written", format_args!("an error: {error}")),
    };
    let again = match case.read(&written) {
        Ok(again) => compare(case, expected, again)?,
        Err(error) => return failed("to be read again", format_args!("an error: {error}")),
    };
    let lost = records.iter().find(|(prefix, record)| {
        !again.iter().any(|(other_prefix, other)| {
            (prefix, record.path, record.time) == (other_prefix, other.path, other.time)
                && same(&record.value, &other.value)
        })
    });
    match lost {
        Some((_, Record { path, value, .. })) => {
            failed(format_args!("{path} {value} when read again"), "another value, time or prefix")
        }
        None => Ok(()),
    }
}

/// What the payload of a vector means, ready to be written; `None` where it is refused or has no form of its own.
#[must_use]
pub fn meaning(line: &Line) -> Option<(Case<'_>, Pack<'_>)> {
    let Expect::Records(expected) = &line.expect else { return None };
    let case = Case::new(line).ok().filter(|case| format::SUPPORTED.contains(&case.format))?;
    let records = compare(&case, expected, case.read(case.payload).ok()?).ok()?;
    is_expressible(&case, &records).then(|| (case, case.pack(records)))
}

/// Only the forms for composite requests have null (D-071, D-084), and only formats that nest have a form for an
/// empty container (D-079).
fn is_expressible(case: &Case<'_>, records: &[(String, Record<Value<'_>>)]) -> bool {
    let etch = [ContentFormat::SENML_ETCH_JSON, ContentFormat::SENML_ETCH_CBOR];
    let nests = [ContentFormat::TLV, ContentFormat::LWM2M_CBOR];
    records.iter().all(|(_, record)| match record.value {
        Value::Null => etch.contains(&case.format),
        Value::Empty => nests.contains(&case.format),
        _ => true,
    })
}

fn count(records: usize) -> String {
    format!("{records} record{}", if records == 1 { "" } else { "s" })
}

/// Finds every expected record among those found, and nothing else; gives back the found ones as values.
pub(crate) fn compare<'a>(
    case: &Case<'_>,
    expected: &[ExpectedRecord],
    mut found: Vec<Found<'a>>,
) -> Result<Vec<(String, Record<Value<'a>>)>> {
    let mut records = Vec::new();
    for expected in expected {
        let at_place = |found: &Found<'a>| {
            found.prefix == case.shown(&expected.path.prefix)
                && expected.path.matches(found.record.path)
                && match (&expected.time, found.record.time) {
                    (None, None) => true,
                    (Some(expected), Some(time)) => expected.is(time),
                    _ => false,
                }
        };
        let value = |found: &Found<'a>| match &found.record.value {
            Typed::Known(value) => Some(value.clone()),
            Typed::Unknown(wire) => wire.typed(expected.value.data_type()).ok(),
        };
        let matching = found
            .iter()
            .position(|f| at_place(f) && value(f).is_some_and(|value| expected.value.is(&value)));
        let Some(at) = matching else {
            return match found.iter().find(|found| at_place(found)) {
                Some(other) => failed(expected, show(other)),
                None => failed(expected, nothing_of_it(&found)),
            };
        };
        let Found { prefix, record } = found.remove(at);
        let value = match record.value {
            Typed::Known(value) => value,
            Typed::Unknown(wire) => match wire.typed(expected.value.data_type()) {
                Ok(value) => value,
                Err(error) => return failed(expected, error),
            },
        };
        records.push((prefix, Record { path: record.path, time: record.time, value }));
    }
    match found.first() {
        Some(more) => failed(count(records.len()), format_args!("{} as well", show(more))),
        None => Ok(records),
    }
}

fn show(found: &Found<'_>) -> String {
    let prefix = if found.prefix.is_empty() { String::new() } else { format!("/{}", found.prefix) };
    let Record { path, time, value } = &found.record;
    let time = time.map_or(String::new(), |time| format!(" at {time}"));
    match value {
        Typed::Known(value) => format!("{prefix}{path} {} {value}{time}", value.data_type()),
        Typed::Unknown(wire) => format!("{prefix}{path} {wire:?}{time}"),
    }
}

fn nothing_of_it(found: &[Found<'_>]) -> String {
    match found {
        [] => "nothing".into(),
        found => found.iter().map(show).collect::<Vec<_>>().join(", "),
    }
}

/// Reads a list of paths and, where its direction says so, writes it and reads it again.
fn path_list(line: &Line) -> Result {
    match &line.expect {
        Expect::Paths(expected) => list_of(line, expected),
        Expect::Error(reason) => match list(Options::STRICT, line.format, &line.input) {
            Err(_) => Ok(()),
            Ok(found) => failed(format_args!("an error ({reason})"), show_list(&found)),
        },
        other => failed("paths or an error", format_args!("{other:?}")),
    }
}

/// The paths of a list, each with what stood in front of it.
pub(crate) type List = Vec<(String, Path)>;

fn list_of(line: &Line, expected: &[Pattern]) -> Result {
    if !format::SUPPORTED.contains(&line.format) {
        return Err(Outcome::Skipped(format!("format {}", line.format.get())));
    }
    // A list for the root may ask for any device; written it is for one (D-010).
    let prefix = expected.first().map_or("", |path| path.prefix.as_str());
    let one_device = expected.iter().all(|path| path.prefix == prefix);
    let options = Options::STRICT.alternate_path(if one_device { prefix } else { "" });
    let found = expect_list(expected, list(options, line.format, &line.input))?;
    let mut paths: Vec<Path> = found.into_iter().map(|(_, path)| path).collect();
    let overlap = |(count, a): (usize, &Path)| {
        paths.iter().take(count).any(|b| a.is_within(*b) || b.is_within(*a))
    };
    // No Writer writes a path twice (D-065).
    if line.direction == Direction::Decode || !one_device || paths.iter().enumerate().any(overlap) {
        return Ok(());
    }
    paths.dedup();
    let mut bytes = Output::new(&mut []);
    let mut written = options.encode_paths_into(line.format, &paths, &mut bytes);
    let mut buffer = vec![0; bytes.position()];
    written =
        written.and_then(|()| options.encode_paths(line.format, &paths, &mut buffer).map(drop));
    match written {
        Ok(()) => expect_list(expected, list(options, line.format, &buffer)).map(drop),
        Err(error) => failed("to be written", format_args!("an error: {error}")),
    }
}

pub(crate) fn expect_list(expected: &[Pattern], found: lwm2m_codec::Result<List>) -> Result<List> {
    let shown = || expected.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    match found {
        Ok(found) => {
            let is_it = |(expected, (prefix, path)): (&Pattern, &(String, Path))| {
                expected.prefix == *prefix && expected.matches(*path)
            };
            if expected.len() == found.len() && expected.iter().zip(&found).all(is_it) {
                Ok(found)
            } else {
                failed(shown(), show_list(&found))
            }
        }
        Err(error) => failed(shown(), format_args!("an error: {error}")),
    }
}

pub(crate) fn list<R: Report>(
    options: Options<'_, R>,
    format: ContentFormat,
    bytes: &[u8],
) -> lwm2m_codec::Result<List> {
    let mut paths = options.paths(format, bytes)?;
    let mut list = Vec::new();
    while let Some(path) = paths.next() {
        list.push((paths.prefix().to_string(), path?));
    }
    Ok(list)
}

fn show_list(list: &List) -> String {
    let show = |(prefix, path): &(String, Path)| {
        if prefix.is_empty() { path.to_string() } else { format!("/{prefix}{path}") }
    };
    list.iter().map(show).collect::<Vec<_>>().join(", ")
}

/// Reads one value as plain text by its type, as a record and as a view; where its direction says so, writes it and
/// reads it again.
fn text_number(line: &Line) -> Result {
    if !format::SUPPORTED.contains(&ContentFormat::TEXT) {
        return Err(Outcome::Skipped("format 0".into()));
    }
    let known = match &line.expect {
        Expect::Records(records) => records.first().map(|record| record.value.data_type()),
        _ => None,
    };
    let Some(data_type) = line.schema.only().or(known) else {
        return failed("the type of the value", "none");
    };
    let found = read_text(&line.input, data_type);
    match (&line.expect, found) {
        (Expect::Error(_), Err(_)) => Ok(()),
        (Expect::Error(reason), Ok(value)) => failed(format_args!("an error ({reason})"), value),
        (Expect::Records(expected), found) => {
            let [expected] = expected.as_slice() else {
                return failed("one value", count(expected.len()));
            };
            expect_text(expected, found.as_ref())?;
            let Ok(value) = found else { return Ok(()) };
            if line.direction == Direction::Decode {
                return Ok(());
            }
            let mut buffer = [0; 512];
            let record = Record { path: TEXT_TARGET, time: None, value };
            let pack = Pack(vec![(String::new(), record)]);
            match encode(ContentFormat::TEXT, TEXT_TARGET, &pack, &mut buffer) {
                Ok(bytes) => expect_text(expected, read_text(bytes, data_type).as_ref()),
                Err(error) => failed("to be written", format_args!("an error: {error}")),
            }
        }
        (other, _) => failed("a value or an error", format_args!("{other:?}")),
    }
}

/// Where a value as plain text lives: any Resource will do.
const TEXT_TARGET: Path = Path::resource(3, 0, 0);

fn read_text(text: &[u8], data_type: DataType) -> lwm2m_codec::Result<Value<'_>> {
    let mut records = records(ContentFormat::TEXT, TEXT_TARGET, text)?;
    let record = records.next().unwrap_or(Err(ErrorKind::MissingValue.into()))?;
    let value = record.value.typed(data_type);
    macro_rules! view {
        ($type:ty, $variant:ident) => {
            decode::<$type>(ContentFormat::TEXT, TEXT_TARGET, text).map(Value::$variant)
        };
    }
    let view = match data_type {
        DataType::Integer => view!(i64, Integer),
        DataType::Unsigned => view!(u64, Unsigned),
        DataType::Float => view!(f64, Float),
        DataType::Time => view!(Time, Time),
        DataType::Boolean => view!(bool, Boolean),
        _ => return value,
    };
    match (value, view) {
        (Ok(value), Ok(view)) if same(&value, &view) => Ok(value),
        (Err(error), Err(_)) => Err(error),
        // The two ways must not differ.
        _ => Err(ErrorKind::InvalidValue { expected: DataType::None }.into()),
    }
}

fn expect_text(
    expected: &ExpectedRecord,
    found: Result<&Value<'_>, &lwm2m_codec::Error>,
) -> Result {
    match found {
        Ok(value) if expected.value.is(value) => Ok(()),
        Ok(value) => failed(&expected.value, format_args!("{} {value}", value.data_type())),
        Err(error) => failed(&expected.value, format_args!("an error: {error}")),
    }
}

/// Reads the path of a request.
fn path(line: &Line) -> Result {
    let text = String::from_utf8_lossy(&line.input);
    let found = UriPath::parse(&text);
    match (&line.expect, found) {
        (Expect::Error(_), Err(_)) => Ok(()),
        (Expect::Error(reason), Ok(place)) => {
            failed(format_args!("an error ({reason})"), operation(&place))
        }
        (Expect::Ids(expected), Ok(UriPath::Objects { prefix, path }))
            if prefix == *expected.prefix && expected.matches(path) =>
        {
            Ok(())
        }
        (Expect::Operation(expected), Ok(place)) if *expected == operation(&place) => Ok(()),
        (Expect::Ids(expected), Ok(place)) => failed(expected, operation(&place)),
        (Expect::Operation(expected), Ok(place)) => failed(expected, operation(&place)),
        (_, Err(error)) => failed("a path", format_args!("an error: {error}")),
        (other, _) => failed("a path or an error", format_args!("{other:?}")),
    }
}

/// The words that vectors have for what a path stands for.
fn operation(place: &UriPath<'_>) -> String {
    match place {
        UriPath::Bootstrap => "bootstrap request".into(),
        UriPath::BootstrapPack => "bootstrap pack request".into(),
        UriPath::Register => "registration".into(),
        UriPath::Registration { .. } => "registration update".into(),
        UriPath::Send => "send".into(),
        UriPath::Objects { prefix, path } if prefix.is_empty() => {
            format!("device management {path}")
        }
        UriPath::Objects { prefix, path } => format!("device management /{prefix}{path}"),
        other => format!("{other:?}"),
    }
}

/// Reads a link to an Object Instance and shows it again.
fn object_link(line: &Line) -> Result {
    let text = String::from_utf8_lossy(&line.input);
    match (&line.expect, text.parse::<ObjectLink>()) {
        (Expect::Error(_), Err(_)) => Ok(()),
        (Expect::Error(reason), Ok(link)) => failed(format_args!("an error ({reason})"), link),
        (Expect::Records(expected), Ok(link)) => {
            let is_it = |record: &ExpectedRecord| record.value == Expected::ObjectLink(link);
            if expected.iter().any(is_it) && link.to_string() == text {
                Ok(())
            } else {
                failed(Pattern::default(), link)
            }
        }
        (_, Err(error)) => failed("a link", format_args!("an error: {error}")),
        (other, _) => failed("a link or an error", format_args!("{other:?}")),
    }
}
