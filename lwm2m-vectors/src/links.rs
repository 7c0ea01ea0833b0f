//! Runs a vector of links: as they stand, and as what the target of the operation makes of them.

use std::fmt;

use lwm2m_codec::link::{Link, ParameterValue};
use lwm2m_codec::{Deviation, Options, Output, Path, Report, Version};
use serde_json::{Map, Value as Json};

use crate::lenient::{expect_reported, reporting};
use crate::line::{Direction, Expect, Line};
use crate::pattern::Pattern;
use crate::run::{Result, failed};

/// A link that a vector expects.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ExpectedLink {
    /// What stands between the angle brackets.
    pub href: String,
    /// The parameters in their order: name, value if there is one, and whether it stands in quotes.
    pub parameters: Vec<(String, Option<String>, bool)>,
}

impl ExpectedLink {
    /// Reads `{"href": "/3", "attrs": [["pmin", "10", false]]}`.
    fn read(json: &Json) -> Result<Self, String> {
        let href = json.get("href").and_then(Json::as_str).ok_or("expected an href")?;
        let parameters = json.get("attrs").and_then(Json::as_array).ok_or("expected attributes")?;
        let parameter = |json: &Json| match json.as_array().map(Vec::as_slice) {
            Some([Json::String(name), Json::Null, Json::Bool(quoted)]) => {
                Ok((name.clone(), None, *quoted))
            }
            Some([Json::String(name), Json::String(value), Json::Bool(quoted)]) => {
                Ok((name.clone(), Some(value.clone()), *quoted))
            }
            _ => Err(format!("expected name, value and whether it is quoted, found {json}")),
        };
        let parameters = parameters.iter().map(parameter).collect::<Result<_, _>>()?;
        Ok(Self { href: href.into(), parameters })
    }

    fn found(link: &Link<'_>) -> Self {
        let value = |value: &ParameterValue<'_>| match value {
            ParameterValue::None => None,
            ParameterValue::Token(text) => Some((*text).into()),
            ParameterValue::Quoted(text) => Some(text.chars().collect()),
        };
        let parameters = link.parameters();
        let parameters = parameters.map(|p| (p.name.into(), value(&p.value), p.value.is_quoted()));
        Self { href: link.href().into(), parameters: parameters.collect() }
    }
}

impl fmt::Display for ExpectedLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{}>", self.href)?;
        self.parameters.iter().try_for_each(|(name, value, quoted)| match value {
            None => write!(f, ";{name}"),
            Some(value) if *quoted => write!(f, ";{name}={value:?}"),
            Some(value) => write!(f, ";{name}={value}"),
        })
    }
}

/// Reads what a vector of links expects, its refusal aside.
pub(crate) fn read_expect(expect: &Map<String, Json>) -> Result<Expect, String> {
    if expect.get("accepted").and_then(Json::as_bool) == Some(true) {
        return Ok(Expect::Accepted);
    }
    let links = expect.get("links").and_then(Json::as_array).ok_or("expected links")?;
    links.iter().map(ExpectedLink::read).collect::<Result<_, _>>().map(Expect::Links)
}

/// Runs a vector: strictly. One that names no release is to be read in at least one.
pub(crate) fn run(line: &Line) -> Result {
    let releases = match line.release {
        Some(release) => vec![release],
        None => vec![Version::V1_2, Version::V1_1, Version::V1_0],
    };
    let read = |release: &Version| read(Options::STRICT.version(*release), line);
    let results: Vec<_> = releases.iter().map(read).collect();
    let found = results.iter().find(|result| result.is_ok()).or(results.first());
    match (&line.expect, found) {
        (Expect::Error(_), Some(Err(_))) | (Expect::Accepted, Some(Ok(_))) => Ok(()),
        (Expect::Error(reason), Some(Ok(found))) => {
            failed(format_args!("an error ({reason})"), show(found))
        }
        (Expect::Links(expected), Some(Ok(found))) if expected == found => rewrite(line, expected),
        (Expect::Links(expected), Some(Ok(found))) => failed(show(expected), show(found)),
        (_, Some(Err(error))) => failed("links", format_args!("an error: {error}")),
        (other, _) => failed("links or an error", format_args!("{other:?}")),
    }
}

/// Runs a vector that deviates: refused strictly, read leniently, and reported as just what it says.
pub(crate) fn run_lenient(line: &Line) -> Result {
    let options = Options::STRICT.version(line.release.unwrap_or(Version::NEWEST));
    if let Ok(found) = read(options, line) {
        return failed("a refusal in strict reading", show(&found));
    }
    let mut reported = Vec::new();
    let mut report = |deviation: Deviation| reported.push(deviation);
    match (&line.expect, read(reporting(options, line, &mut report), line)) {
        (Expect::Accepted, Ok(_)) => expect_reported(line, &reported),
        (Expect::Links(expected), Ok(found)) if *expected == found => {
            expect_reported(line, &reported)
        }
        (Expect::Links(expected), Ok(found)) => failed(show(expected), show(&found)),
        (_, Err(error)) => failed("links", format_args!("an error: {error}")),
        (other, _) => failed("links", format_args!("{other:?}")),
    }
}

/// Reads what the target of the operation makes of the links, where there is one, and gives the links themselves.
fn read<R: Report>(options: Options<'_, R>, line: &Line) -> lwm2m_codec::Result<Vec<ExpectedLink>> {
    let input = line.input.as_slice();
    let mut tolerated = |_: Deviation| {};
    let again = Options::STRICT.lenient(&mut tolerated);
    match line.path.as_ref() {
        None => {
            return options.links(input)?.map(|link| Ok(ExpectedLink::found(&link?))).collect();
        }
        Some(path) if path.prefix == "rd" => {
            if let Some(list) = options.registered_objects(input)? {
                list.objects.into_iter().try_for_each(|object| object.map(drop))?;
            }
        }
        Some(path) if path.prefix == "bspack" => {
            options.accounts(input)?.try_for_each(|account| account.map(drop))?;
        }
        Some(Pattern { ids, .. }) if ids.is_empty() => {
            let mut answer = options.bootstrap_discovery(Path::ROOT, input)?;
            answer.links.try_for_each(|link| link.map(drop))?;
            if input.starts_with(b"lwm2m=") {
                // What stands in front of the first link is none.
                return Ok(Vec::new());
            }
        }
        Some(path) => {
            let target = path.path(path.ids.len(), 0)?;
            options.discovery(target, input)?.try_for_each(|link| link.map(drop))?;
        }
    }
    again.links(input)?.map(|link| Ok(ExpectedLink::found(&link?))).collect()
}

/// Writes the links where the direction says so, and reads them again.
fn rewrite(line: &Line, expected: &[ExpectedLink]) -> Result {
    if line.direction == Direction::Decode {
        return Ok(());
    }
    let written = (|| {
        let links = Options::STRICT.links(&line.input)?;
        let mut bytes = vec![0; line.input.len() * 2];
        let mut out = Output::new(&mut bytes);
        Options::STRICT.encode_links_into(&links, &mut out)?;
        let again = Options::STRICT.links(out.finish()?)?;
        again.map(|link| Ok(ExpectedLink::found(&link?))).collect::<lwm2m_codec::Result<Vec<_>>>()
    })();
    match written {
        Ok(again) if again == expected => Ok(()),
        Ok(again) => failed(show(expected), show(&again)),
        Err(error) => failed("to be written", format_args!("an error: {error}")),
    }
}

fn show(links: &[ExpectedLink]) -> String {
    links.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}
