//! Exchanges as lines of text, and what both sides make of them.
//!
//! A request is `POST /1/0?x=1 ct=0 accept=0 observe=0 body=101`, a response `2.01 location=/rd/1 ct=0 observe=1 body=x`;
//! `hex=` in place of `body=` has the payload in hexadecimal digits. What the payload tells comes last, behind ` tells `:
//! the paths of its records, its list or its links. A response that begins with `refused` is the codec's own, to a request that breaks a rule.

use lwm2m_codec::message::{Code, Location, Method, Observe, Query, Request, Response, UriPath};
use lwm2m_codec::operation::Answer;
use lwm2m_codec::{ContentFormat, Operation, Options, Path, Version};

pub(crate) const ALL: &[Version] = &[Version::V1_0, Version::V1_1, Version::V1_2];
pub(crate) const SINCE_1_1: &[Version] = &[Version::V1_1, Version::V1_2];
pub(crate) const ONLY_1_0: &[Version] = &[Version::V1_0];
pub(crate) const ONLY_1_2: &[Version] = &[Version::V1_2];

/// A request, its operation, and the response.
pub(crate) type Exchange<'a> = (&'a str, Operation, &'a str);

/// Checks exchanges in each of some versions: both sides of them.
pub(crate) fn check(versions: &[Version], exchanges: &[Exchange<'_>]) {
    check_sides(versions, exchanges, true);
}

/// Checks exchanges whose requests are read, but not written in these versions.
pub(crate) fn check_read(versions: &[Version], exchanges: &[Exchange<'_>]) {
    check_sides(versions, exchanges, false);
}

fn check_sides(versions: &[Version], exchanges: &[Exchange<'_>], writes: bool) {
    for version in versions {
        for (request, operation, response) in exchanges {
            check_exchange(*version, request, *operation, response, writes);
        }
    }
}

/// Checks notifications: each is a response.
pub(crate) fn check_notifications(versions: &[Version], target: Path, notifications: &[&str]) {
    for version in versions {
        for notification in notifications {
            check_response(*version, Operation::Notify, target, &Message::of(notification));
        }
    }
}

fn check_exchange(
    version: Version,
    line: &str,
    operation: Operation,
    response: &str,
    writes: bool,
) {
    let options = Options::STRICT.version(version);
    let message = Message::of(line);
    let path = UriPath::parse(message.target()).unwrap_or_else(|error| panic!("{line}: {error}"));
    let mut request = Request::new(message.method(), path);
    request.query = Query::Uri(message.query());
    request.content_format = message.format("ct=");
    request.accept = message.format("accept=");
    request.observe =
        message.number("observe=").map(|value| Observe::from_value(value).expect("0 or 1"));
    request.payload = &message.payload;

    let call = options.dispatch(&request, operation.role());
    if let Some(code) = response.strip_prefix("refused ") {
        let error = call.map(|call| call.operation()).expect_err(line);
        assert_eq!(error.code(), self::code(code), "{line}: {error}");
        return;
    }
    let call = call.unwrap_or_else(|error| panic!("{line}: {error}"));
    assert_eq!(call.operation(), operation, "{line}");

    let written = call.request(options);
    if writes {
        check_written(line, &written.unwrap_or_else(|error| panic!("{line}: {error}")), &request);
    } else {
        written.map(|request| request.path.to_string()).expect_err(line);
    }

    let target = match request.path {
        UriPath::Objects { path, .. } => path,
        _ => Path::ROOT,
    };
    assert_eq!(told(options, operation, target, &message, true), message.tells, "{line}");
    check_response(version, operation, target, &Message::of(response));
}

fn check_written(line: &str, written: &Request<'_>, request: &Request<'_>) {
    assert_eq!(
        (written.method, written.path.to_string(), parameters(&written.query)),
        (request.method, request.path.to_string(), parameters(&request.query)),
        "{line}"
    );
    assert_eq!(
        (written.content_format, written.accept, written.observe, written.payload),
        (request.content_format, request.accept, request.observe, request.payload),
        "{line}"
    );
}

fn check_response(version: Version, operation: Operation, target: Path, message: &Message) {
    let options = Options::STRICT.version(version);
    let line = &message.line;
    let code = code(message.words.first().expect("a code"));
    let location = message.option("location=").map(|path| Location::parse(path).expect("a path"));
    let mut response = Response::new(code);
    response.location = location;
    response.content_format = message.format("ct=");
    response.observe = message.number("observe=");
    response.payload = &message.payload;

    assert!(operation.answers(code, version), "{line}: a listed code");
    let answer = options.answer(operation, &response);
    let answer = answer.unwrap_or_else(|error| panic!("{line}: {error}"));
    assert_eq!(matches!(answer, Answer::Refused { .. }), !code.is_success(), "{line}");
    let written = options.response(operation, &answer);
    let written = written.unwrap_or_else(|error| panic!("{line}: {error}"));
    assert_eq!(
        (written.code, written.content_format, written.observe, written.payload),
        (response.code, response.content_format, response.observe, response.payload),
        "{line}"
    );
    let shown = |location: Option<Location<'_>>| location.map(|location| location.to_string());
    assert_eq!(shown(written.location), shown(response.location), "{line}");
    assert_eq!(told(options, operation, target, message, false), message.tells, "{line}");
}

/// What a payload tells: the paths of its records, of its list or of its links.
fn told(
    options: Options<'_>,
    operation: Operation,
    target: Path,
    message: &Message,
    is_request: bool,
) -> Vec<String> {
    use Operation as O;
    let line = &message.line;
    let payload = message.payload.as_slice();
    let Some(format) = message.format("ct=") else {
        assert!(payload.is_empty(), "{line}: a format");
        return Vec::new();
    };
    if payload.is_empty() || operation == O::Execute {
        return Vec::new();
    }
    let lists = [O::ReadComposite, O::ObserveComposite, O::CancelObservationComposite];
    let paths: lwm2m_codec::Result<Vec<Path>> = match operation {
        O::Register | O::Update => options
            .object_list(payload)
            .and_then(|list| list.objects.map(|link| Ok(link?.path)).collect()),
        O::BootstrapDiscover => options
            .bootstrap_discovery(target, payload)
            .and_then(|answer| answer.links.map(|link| Ok(link?.path)).collect()),
        O::Discover => options
            .discovery(target, payload)
            .and_then(|links| links.map(|link| Ok(link?.path)).collect()),
        _ if is_request && lists.contains(&operation) => {
            options.paths(format, payload).and_then(Iterator::collect)
        }
        _ => options
            .records(format, target, payload)
            .and_then(|records| records.map(|record| Ok(record?.path)).collect()),
    };
    let paths = paths.unwrap_or_else(|error| panic!("{line}: {error}"));
    paths.iter().map(Path::to_string).collect()
}

/// A line, taken apart.
struct Message {
    line: String,
    /// What stands in front of the payload.
    words: Vec<String>,
    payload: Vec<u8>,
    tells: Vec<String>,
}

impl Message {
    fn of(line: &str) -> Self {
        let (message, tells) = line.split_once(" tells ").unwrap_or((line, ""));
        let (head, payload) = match (message.split_once(" body="), message.split_once(" hex=")) {
            (Some((head, text)), _) => (head, text.as_bytes().to_vec()),
            (None, Some((head, digits))) => (head, octets(digits)),
            (None, None) => (message, Vec::new()),
        };
        let words = |text: &str| text.split_whitespace().map(str::to_string).collect();
        Self { line: line.into(), words: words(head), payload, tells: words(tells) }
    }

    fn method(&self) -> Method {
        match self.words.first().map(String::as_str) {
            Some("GET") => Method::Get,
            Some("POST") => Method::Post,
            Some("PUT") => Method::Put,
            Some("DELETE") => Method::Delete,
            Some("FETCH") => Method::Fetch,
            Some("IPATCH") => Method::IPatch,
            other => panic!("expected a method, found {other:?}"),
        }
    }

    fn target(&self) -> &str {
        let target = self.words.get(1).expect("a path");
        target.split_once('?').map_or(target, |(path, _)| path)
    }

    fn query(&self) -> &str {
        let target = self.words.get(1).expect("a path");
        target.split_once('?').map_or("", |(_, query)| query)
    }

    fn option(&self, name: &str) -> Option<&str> {
        self.words.iter().find_map(|word| word.strip_prefix(name))
    }

    fn number(&self, name: &str) -> Option<u32> {
        self.option(name).map(|number| number.parse().expect("a number"))
    }

    fn format(&self, name: &str) -> Option<ContentFormat> {
        let number = |number: &str| ContentFormat::new(number.parse().expect("a number"));
        self.option(name).map(number)
    }
}

/// `2.05`.
fn code(text: &str) -> Code {
    let (class, detail) = text.split_once('.').expect("a code");
    Code::new(class.parse().expect("a class"), detail.parse().expect("a detail")).expect("a code")
}

fn octets(digits: &str) -> Vec<u8> {
    let digits: Vec<_> = digits.chars().filter(|digit| *digit != ' ').collect();
    let octet = |pair: &[char]| {
        u8::from_str_radix(&pair.iter().collect::<String>(), 16).expect("hexadecimal digits")
    };
    digits.chunks(2).map(octet).collect()
}

/// The parameters of a query, sorted: any order is legal (D-120).
fn parameters(query: &Query<'_>) -> Vec<String> {
    let parameter = |parameter: lwm2m_codec::Result<lwm2m_codec::message::Parameter<'_>>| {
        parameter.expect("a parameter").to_string()
    };
    let mut parameters: Vec<_> = query.parameters().map(parameter).collect();
    parameters.sort_unstable();
    parameters
}
