//! Runs one vector.

use std::fmt::Display;

use lwm2m_codec::path::uri::UriPath;
use lwm2m_codec::{ContentFormat, ObjectLink, Record, Typed, Value, format};

use crate::case::{Case, Found, Pack};
use crate::line::{Direction, Expect, ExpectedRecord, Kind, Line};
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

type Result<T = (), E = Outcome> = core::result::Result<T, E>;

/// Runs a vector: strictly.
///
/// One that carries a caveat and fails counts as skipped, reason `caveat`.
#[must_use]
pub fn run(line: &Line) -> Outcome {
    let result = match &line.kind {
        Kind::Payload => payload(line),
        Kind::Path => path(line),
        Kind::ObjectLink => object_link(line),
        Kind::Other(kind) => Err(Outcome::Skipped(format!("kind {kind}"))),
    };
    match result {
        Ok(()) => Outcome::Passed,
        Err(Outcome::Failed { .. }) if line.caveat => Outcome::Skipped("caveat".into()),
        Err(outcome) => outcome,
    }
}

fn failed<T>(expected: impl Display, got: impl Display) -> Result<T> {
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
            return Err(Outcome::Skipped("kind path-list".into()));
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

/// No Writer writes null (D-071, D-084), and SenML has no form for an empty container (D-079).
fn is_expressible(case: &Case<'_>, records: &[(String, Record<Value<'_>>)]) -> bool {
    let flat = case.format == ContentFormat::SENML_CBOR;
    !records.iter().any(|(_, record)| match record.value {
        Value::Null => true,
        Value::Empty => flat,
        _ => false,
    })
}

fn count(records: usize) -> String {
    format!("{records} record{}", if records == 1 { "" } else { "s" })
}

/// Finds every expected record among those found, and nothing else; gives back the found ones as values.
fn compare<'a>(
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
            if expected.prefix == prefix && expected.matches(path) =>
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
        UriPath::Objects { prefix: "", path } => format!("device management {path}"),
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
