//! Runs vectors of notification attributes.

use std::fmt;

use lwm2m_codec::attribute::{Attribute, Change, Changes, Edge, Place, parameters};
use lwm2m_codec::{Deviation, ErrorKind, ObjectVersion, Options, Path, Report};
use serde_json::Value as Json;

use crate::line::{Direction, Expect, Line};
use crate::run::{Result, failed};

/// An attribute that a vector expects.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpectedAttribute {
    /// Its name.
    pub name: String,
    /// Its value; none where it is unset.
    pub value: Option<AttributeValue>,
}

/// The value of an attribute.
#[derive(Clone, Debug, PartialEq)]
pub enum AttributeValue {
    /// A number without a fraction.
    Whole(u64),
    /// Any other number.
    Float(f64),
    /// Text: a version.
    Text(String),
}

impl ExpectedAttribute {
    /// Reads an attribute of a vector.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub(crate) fn read((name, value): (&String, &Json)) -> core::result::Result<Self, String> {
        let value = match value {
            Json::Null => None,
            Json::Number(number) => Some(match (number.as_u64(), number.as_f64()) {
                (Some(whole), _) => AttributeValue::Whole(whole),
                (None, Some(float)) => AttributeValue::Float(float),
                (None, None) => return Err(format!("expected a number, found {number}")),
            }),
            Json::String(text) => Some(AttributeValue::Text(text.clone())),
            other => return Err(format!("expected the value of an attribute, found {other}")),
        };
        Ok(Self { name: name.clone(), value })
    }

    /// Whether they have one name and mean one value: 30 is 30.0.
    fn is(&self, other: &Self) -> bool {
        let number = |attribute: &Self| match attribute.value {
            Some(AttributeValue::Whole(whole)) => whole.to_string().parse::<f64>().ok(),
            Some(AttributeValue::Float(float)) => Some(float),
            Some(AttributeValue::Text(_)) | None => None,
        };
        let numbers = (number(self), number(other));
        self.name == other.name
            && (self.value == other.value
                || matches!(numbers, (Some(a), Some(b)) if a.to_bits() == b.to_bits()))
    }
}

impl fmt::Display for ExpectedAttribute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.value {
            None => f.write_str(&self.name),
            Some(AttributeValue::Whole(whole)) => write!(f, "{}={whole}", self.name),
            Some(AttributeValue::Float(float)) => write!(f, "{}={float}", self.name),
            Some(AttributeValue::Text(text)) => write!(f, "{}={text}", self.name),
        }
    }
}

/// Reads attributes and, where its direction says so, writes them and reads them again.
pub(crate) fn run(line: &Line) -> Result {
    let text = String::from_utf8_lossy(&line.input);
    let place = place(line)?;
    let expected = match (&line.expect, read(Options::STRICT, place, &text)) {
        (Expect::Error(_), Err(_)) => return Ok(()),
        (Expect::Error(reason), Ok((_, found))) => {
            return failed(format_args!("an error ({reason})"), show(&found));
        }
        (Expect::Attributes(expected), Ok((changes, found))) => {
            compare(expected, &found)?;
            if line.direction == Direction::Decode {
                return Ok(());
            }
            let own =
                |attribute: &&ExpectedAttribute| Attribute::from_name(&attribute.name).is_some();
            let expected: Vec<_> = expected.iter().filter(own).cloned().collect();
            (write(place, &changes), expected)
        }
        (Expect::Attributes(expected), Err(error)) => {
            return failed(show(expected), format_args!("an error: {error}"));
        }
        (other, _) => return failed("attributes or an error", format_args!("{other:?}")),
    };
    match expected {
        (Ok(written), expected) => match read(Options::STRICT, place, &written) {
            Ok((_, again)) => compare(&expected, &again),
            Err(error) => failed("to be read again", format_args!("an error: {error}")),
        },
        (Err(error), _) => failed("to be written", format_args!("an error: {error}")),
    }
}

/// Reads attributes that deviate, strictly, which fails, and leniently.
pub(crate) fn deviating(line: &Line, report: &mut dyn FnMut(Deviation)) -> Result {
    let Expect::Attributes(expected) = &line.expect else {
        return failed("attributes", format_args!("{:?}", line.expect));
    };
    let text = String::from_utf8_lossy(&line.input);
    let place = place(line)?;
    if let Ok((_, found)) = read(Options::STRICT, place, &text) {
        return failed("a refusal in strict reading", show(&found));
    }
    let mut options = Options::STRICT.lenient(report);
    for deviation in &line.deviations {
        options = options.allow(deviation.kind);
    }
    match read(options, place, &text) {
        Ok((_, found)) => compare(expected, &found),
        Err(error) => failed(show(expected), format_args!("an error: {error}")),
    }
}

/// The Write-Attributes that a vector with a path stands for.
fn place(line: &Line) -> Result<Option<Place>> {
    let Some(path) = &line.path else { return Ok(None) };
    match path.path(path.ids.len(), 0) {
        Ok(path) => Ok(Some(Place::WriteAttributes(path))),
        Err(error) => failed("a path", format_args!("an error: {error}")),
    }
}

fn compare(expected: &[ExpectedAttribute], found: &[ExpectedAttribute]) -> Result {
    let all = expected.iter().all(|expected| found.iter().any(|found| expected.is(found)));
    if all && expected.len() == found.len() { Ok(()) } else { failed(show(expected), show(found)) }
}

fn show(attributes: &[ExpectedAttribute]) -> String {
    attributes.iter().map(ToString::to_string).collect::<Vec<_>>().join("&")
}

/// The attributes of a Write-Attributes; without a path those of a place that is not known, which may be a link:
/// there the version of an Object and the number of Resource Instances stand among them.
fn read<R: Report>(
    options: Options<'_, R>,
    place: Option<Place>,
    text: &str,
) -> lwm2m_codec::Result<(Changes, Vec<ExpectedAttribute>)> {
    let mut properties = Vec::new();
    let mut others = Vec::new();
    for parameter in parameters(text) {
        match parameter.split_once('=') {
            Some(("ver", version)) if place.is_none() => {
                let version: ObjectVersion = version.parse()?;
                let value = Some(AttributeValue::Text(version.to_string()));
                properties.push(ExpectedAttribute { name: "ver".into(), value });
            }
            Some(("dim", count)) if place.is_none() => {
                let digits = count.bytes().all(|c| c.is_ascii_digit());
                let count: Option<u16> = count.parse().ok().filter(|_| digits);
                let count = count.ok_or(ErrorKind::OutOfRange)?;
                let value = Some(AttributeValue::Whole(count.into()));
                properties.push(ExpectedAttribute { name: "dim".into(), value });
            }
            _ => others.push(parameter),
        }
    }
    let anywhere = Place::WriteAttributes(Path::resource(0, 0, 0));
    let changes = options.changes(place.unwrap_or(anywhere), others)?;
    let mut found = found(&changes);
    found.extend(properties);
    Ok((changes, found))
}

fn found(changes: &Changes) -> Vec<ExpectedAttribute> {
    let Changes { pmin, pmax, gt, lt, st, epmin, epmax, edge, con, hqmax } = *changes;
    let rows = [
        ("pmin", whole(pmin)),
        ("pmax", whole(pmax)),
        ("gt", float(gt)),
        ("lt", float(lt)),
        ("st", float(st)),
        ("epmin", whole(epmin)),
        ("epmax", whole(epmax)),
        ("edge", value(edge, |edge| AttributeValue::Whole((edge == Edge::Rising).into()))),
        ("con", value(con, |con| AttributeValue::Whole(con.into()))),
        ("hqmax", whole(hqmax)),
    ];
    let changed = |(name, change): (&str, _)| match change {
        Change::Unchanged => None,
        Change::Unset => Some(ExpectedAttribute { name: name.into(), value: None }),
        Change::Set(value) => Some(ExpectedAttribute { name: name.into(), value: Some(value) }),
    };
    rows.into_iter().filter_map(changed).collect()
}

fn whole(change: Change<u64>) -> Change<AttributeValue> {
    value(change, AttributeValue::Whole)
}

fn float(change: Change<f64>) -> Change<AttributeValue> {
    value(change, AttributeValue::Float)
}

fn value<T>(change: Change<T>, value: impl Fn(T) -> AttributeValue) -> Change<AttributeValue> {
    match change {
        Change::Unchanged => Change::Unchanged,
        Change::Unset => Change::Unset,
        Change::Set(set) => Change::Set(value(set)),
    }
}

/// Writes them as a request; without a path, parameter by parameter.
fn write(place: Option<Place>, changes: &Changes) -> lwm2m_codec::Result<String> {
    let mut buffer = [0; 2048];
    if let Some(place) = place {
        let written = Options::STRICT.encode_changes(place, changes, &mut buffer)?;
        return Ok(String::from_utf8_lossy(written).into_owned());
    }
    let parameters = changes
        .parameters()
        .map(|parameter| Ok(String::from_utf8_lossy(parameter?.encode(&mut buffer)?).into_owned()));
    Ok(parameters.collect::<lwm2m_codec::Result<Vec<_>>>()?.join("&"))
}
