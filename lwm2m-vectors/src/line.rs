//! One vector, read from its line.

use std::fmt;

use lwm2m_codec::{ContentFormat, Version};
use serde_json::{Map, Value as Json};

use crate::arguments;
use crate::attributes::ExpectedAttribute;
use crate::coap;
use crate::lenient::ExpectedDeviation;
use crate::links::{self, ExpectedLink};
use crate::pattern::Pattern;
use crate::schema::LineSchema;
use crate::value::{Expected, ExpectedTime, octets};

/// A vector.
///
/// | field of the line | meaning |
/// |---|---|
/// | `id`, `source` | its name; where it comes from |
/// | `kind` | `payload`, `path-list`, `text-number`, `path`, `objlnk`, `attributes`, `link`, `execute-args`, `coap`; others are skipped |
/// | `direction` | `decode`, `encode` or `both`: with the latter two the records are written, too, and read again |
/// | `content_format` | the CoAP number |
/// | `path` | the target of the operation, or null; of links also `/rd` and `/bspack`, of an answer to a Bootstrap-Discover `/` |
/// | `version` | of links: the release; absent: that in which they can be read, else the newest |
/// | `hex` or `text` | the input |
/// | `schema` | types of Resources by path, `*` that of the one value; absent or empty: untyped |
/// | `expect` | `records`, `paths`, `error`, `ids` with `prefix`, `operation`, `attributes`, `links`, `accepted`, `arguments`, or the fields of a message |
/// | `deviations` | what lenient reading reports, each as kind, offset and path; strict reading refuses such a vector |
/// | `requirements` | the ids of the requirements that it shows to hold |
/// | `caveat` | why it may fail: another answer than the project's own decision |
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Line {
    /// Its name, the same everywhere and for ever.
    pub id: String,
    /// What it is about.
    pub kind: Kind,
    /// Whether it is read, written or both.
    pub direction: Direction,
    /// The format of a payload.
    pub format: ContentFormat,
    /// The target of the operation.
    pub path: Option<Pattern>,
    /// The payload or text.
    pub input: Vec<u8>,
    /// The types of its Resources.
    pub schema: LineSchema,
    /// The release, of links.
    pub release: Option<Version>,
    /// What is to come of it.
    pub expect: Expect,
    /// What lenient reading reports; strict reading refuses it then.
    pub deviations: Vec<ExpectedDeviation>,
    /// The ids of the requirements that it shows to hold.
    pub requirements: Vec<String>,
    /// Whether it may fail.
    pub caveat: bool,
}

/// What a vector is about.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Kind {
    /// A payload of records.
    Payload,
    /// A list of paths: the body of a composite read.
    PathList,
    /// One value as plain text.
    TextNumber,
    /// The path of a request.
    Path,
    /// A link to an Object Instance as text.
    ObjectLink,
    /// Notification attributes of a query.
    Attributes,
    /// CoRE links.
    Link,
    /// The arguments of an Execute.
    ExecuteArguments,
    /// A CoAP message over UDP.
    Coap,
    /// Nothing that the codec knows yet.
    Other(String),
}

/// Whether a vector is read, written or both.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Direction {
    /// The bytes are read.
    Decode,
    /// The records are written: in our form, which need not be that of the bytes.
    Encode,
    /// Both.
    Both,
}

/// What is to come of a vector.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Expect {
    /// A refusal, and a word why.
    Error(String),
    /// These records in any order.
    Records(Vec<ExpectedRecord>),
    /// These paths in this order.
    Paths(Vec<Pattern>),
    /// The ids of a path.
    Ids(Pattern),
    /// The operation that a request's path stands for.
    Operation(String),
    /// These attributes in any order.
    Attributes(Vec<ExpectedAttribute>),
    /// These links in this order.
    Links(Vec<ExpectedLink>),
    /// Links of which only that they can be read is known.
    Accepted,
    /// These arguments in this order: digits, some with values.
    Arguments(Vec<(u8, Option<String>)>),
    /// These fields of a message, by their names, and no other options.
    Message(Map<String, Json>),
    /// Not read, as its kind is not run.
    Other,
}

/// A record that a vector expects.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpectedRecord {
    /// Its path.
    pub path: Pattern,
    /// Its value.
    pub value: Expected,
    pub(crate) time: Option<ExpectedTime>,
}

impl fmt::Display for ExpectedRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.path, self.value)?;
        self.time.iter().try_for_each(|time| write!(f, " at {time}"))
    }
}

impl Line {
    /// Reads a line.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub fn read(line: &str) -> Result<Self, String> {
        let json: Json = serde_json::from_str(line).map_err(|error| error.to_string())?;
        let fields = json.as_object().ok_or("expected a JSON object")?;
        let kind = match text(fields, "kind")? {
            "payload" => Kind::Payload,
            "path-list" => Kind::PathList,
            "text-number" => Kind::TextNumber,
            "path" => Kind::Path,
            "objlnk" => Kind::ObjectLink,
            "attributes" => Kind::Attributes,
            "link" => Kind::Link,
            "execute-args" => Kind::ExecuteArguments,
            "coap" => Kind::Coap,
            other => Kind::Other(other.into()),
        };
        let number = field(fields, "content_format").and_then(Json::as_u64).unwrap_or(0);
        let number = u16::try_from(number)
            .map_err(|_| format!("expected a Content-Format, found {number}"))?;
        let runs = !matches!(kind, Kind::Other(_));
        let expect = fields.get("expect").and_then(Json::as_object).ok_or("expected `expect`")?;
        let expect = if runs { read_expect(expect, &kind)? } else { Expect::Other };
        Ok(Self {
            id: text(fields, "id")?.into(),
            direction: match text(fields, "direction")? {
                "decode" => Direction::Decode,
                "encode" => Direction::Encode,
                "both" => Direction::Both,
                other => return Err(format!("expected a direction, found {other:?}")),
            },
            format: ContentFormat::new(number),
            path: match field(fields, "path").filter(|_| runs) {
                Some(path) => Some(path.as_str().ok_or("expected a path")?.parse()?),
                None => None,
            },
            input: match (field(fields, "hex"), field(fields, "text")) {
                (Some(hex), _) => octets(hex.as_str().ok_or("expected digits")?)?,
                (None, Some(text)) => text.as_str().ok_or("expected text")?.into(),
                (None, None) => return Err("expected `hex` or `text`".into()),
            },
            schema: match field(fields, "schema").filter(|_| runs) {
                Some(schema) => LineSchema::read(schema, &expect)?,
                None => LineSchema::default(),
            },
            release: match field(fields, "version").and_then(Json::as_str) {
                None => None,
                Some("1.0") => Some(Version::V1_0),
                Some("1.1") => Some(Version::V1_1),
                Some("1.2") => Some(Version::V1_2),
                Some(other) => return Err(format!("expected a release, found {other:?}")),
            },
            expect,
            deviations: match field(fields, "deviations").and_then(Json::as_array) {
                Some(all) => all.iter().map(ExpectedDeviation::read).collect::<Result<_, _>>()?,
                None => Vec::new(),
            },
            requirements: match field(fields, "requirements") {
                Some(ids) => read_ids(ids).ok_or("expected a list of ids")?,
                None => Vec::new(),
            },
            caveat: field(fields, "caveat").is_some(),
            kind,
        })
    }
}

/// A field that is there and not null.
fn field<'j>(fields: &'j Map<String, Json>, name: &str) -> Option<&'j Json> {
    fields.get(name).filter(|value| !value.is_null())
}

fn text<'j>(fields: &'j Map<String, Json>, name: &str) -> Result<&'j str, String> {
    field(fields, name)
        .and_then(Json::as_str)
        .ok_or_else(|| format!("expected the field `{name}` with text"))
}

fn read_ids(ids: &Json) -> Option<Vec<String>> {
    ids.as_array()?.iter().map(|id| id.as_str().map(str::to_string)).collect()
}

fn read_expect(expect: &Map<String, Json>, kind: &Kind) -> Result<Expect, String> {
    if let Some(reason) = field(expect, "error") {
        return Ok(Expect::Error(reason.as_str().unwrap_or("an error").into()));
    }
    if *kind == Kind::PathList {
        let paths = field(expect, "paths").and_then(Json::as_array).ok_or("expected paths")?;
        let paths = paths.iter().map(|path| path.as_str().ok_or("expected a path")?.parse());
        return paths.collect::<Result<_, _>>().map(Expect::Paths);
    }
    if *kind == Kind::Attributes {
        let attributes = field(expect, "attributes").and_then(Json::as_object);
        let attributes = attributes.ok_or("expected attributes")?.iter();
        return attributes
            .map(ExpectedAttribute::read)
            .collect::<Result<_, _>>()
            .map(Expect::Attributes);
    }
    if *kind == Kind::ExecuteArguments {
        return arguments::read_expected(expect).map(Expect::Arguments);
    }
    if *kind == Kind::Coap {
        return coap::read_expected(expect);
    }
    if *kind == Kind::Link {
        return links::read_expect(expect);
    }
    if *kind != Kind::Path {
        let records =
            field(expect, "records").and_then(Json::as_array).ok_or("expected records")?;
        return records.iter().map(read_record).collect::<Result<_, _>>().map(Expect::Records);
    }
    if let Some(operation) = field(expect, "operation") {
        return Ok(Expect::Operation(operation.as_str().unwrap_or_default().into()));
    }
    let prefix = field(expect, "prefix").and_then(Json::as_str).unwrap_or_default().into();
    let ids = field(expect, "ids").and_then(Json::as_array).ok_or("expected ids")?;
    let ids = ids.iter().map(|id| id.as_u64().and_then(|id| u16::try_from(id).ok()));
    let ids = ids.map(|id| id.map(Some).ok_or_else(|| "expected ids".to_string()));
    Ok(Expect::Ids(Pattern { prefix, ids: ids.collect::<Result<_, _>>()? }))
}

fn read_record(record: &Json) -> Result<ExpectedRecord, String> {
    let fields = record.as_object().ok_or("expected records")?;
    let mut path: Pattern = text(fields, "path")?.parse()?;
    // D-056: 65535 in this place names no instance.
    if let Some(instance) = path.ids.get_mut(1).filter(|id| **id == Some(u16::MAX)) {
        *instance = None;
    }
    let value = fields.get("value").unwrap_or(&Json::Null);
    let value = Expected::read(text(fields, "type")?, value)?;
    let time = field(fields, "time").map(ExpectedTime::read).transpose()?;
    Ok(ExpectedRecord { path, value, time })
}
