//! Runs a vector that deviates: refused strictly, read leniently, and reported as exactly what it says.

use lwm2m_codec::{Deviation, DeviationKind, Options, Path, Reporting};
use serde_json::Value as Json;

use crate::attributes;
use crate::case::{Case, Found};
use crate::line::{Expect, Kind, Line};
use crate::links;
use crate::pattern::Pattern;
use crate::run::{Outcome, Result, compare, expect_list, failed, list};

/// A deviation that a vector expects.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpectedDeviation {
    /// Its kind.
    pub kind: DeviationKind,
    /// The byte of the input at which the record in question begins.
    pub offset: usize,
    /// The path of that record, where there is one.
    pub path: Option<Pattern>,
}

impl ExpectedDeviation {
    /// Reads `["leading-plus", 0, "/3/0/9"]`; the path may be left out.
    pub(crate) fn read(json: &Json) -> Result<Self, String> {
        let fields = json.as_array().map_or(&[][..], Vec::as_slice);
        let (name, offset, path) = match fields {
            [name, offset] => (name, offset, None),
            [name, offset, path] => (name, offset, path.as_str()),
            _ => return Err("expected a kind, an offset and perhaps a path".into()),
        };
        let kind = DeviationKind::ALL.iter().find(|kind| Some(kind.name()) == name.as_str());
        let offset = offset.as_u64().and_then(|offset| usize::try_from(offset).ok());
        Ok(Self {
            kind: *kind.ok_or_else(|| format!("expected a kind of deviation, found {name}"))?,
            offset: offset.ok_or("expected an offset")?,
            path: path.map(str::parse).transpose()?,
        })
    }

    fn is(&self, found: &Deviation) -> bool {
        let path = match (&self.path, found.path) {
            (None, None) => true,
            (Some(expected), Some(path)) => expected.matches(path),
            _ => false,
        };
        path && self.kind == found.kind && self.offset == found.offset
    }
}

/// Runs a vector that deviates.
pub(crate) fn run(line: &Line) -> Result {
    match &line.kind {
        Kind::Payload => payload(line),
        Kind::PathList => path_list(line),
        Kind::Attributes => {
            let mut reported = Vec::new();
            attributes::deviating(line, &mut |deviation| reported.push(deviation))?;
            expect_reported(line, &reported)
        }
        Kind::Link => links::run_lenient(line),
        other => Err(Outcome::Skipped(format!("deviations of {other:?}"))),
    }
}

fn payload(line: &Line) -> Result {
    let Expect::Records(expected) = &line.expect else {
        return failed("records", format_args!("{:?}", line.expect));
    };
    let case = match Case::new(line) {
        Ok(case) => case,
        Err(error) => return failed("a target", error),
    };
    // Untyped values are refused only when somebody asks for their type.
    let strict = case.read(case.payload).map_err(|error| error.to_string());
    if strict.is_ok_and(|found| compare(&case, expected, found).is_ok()) {
        return failed("a refusal in strict reading", "the records");
    }
    let mut reported = Vec::new();
    let found = read(&case, line, &mut |deviation| reported.push(deviation));
    match found {
        Ok(found) => compare(&case, expected, found).map(drop)?,
        Err(error) => return failed("records", format_args!("an error: {error}")),
    }
    expect_reported(line, &reported)
}

fn read<'a>(
    case: &Case<'a>,
    line: &Line,
    report: &mut dyn FnMut(Deviation),
) -> lwm2m_codec::Result<Vec<Found<'a>>> {
    let options = reporting(case.options(), line, report);
    let records = options.records(case.format, case.target, case.payload)?;
    let mut typed = records.typed(case.schema);
    let mut found = Vec::new();
    while let Some(record) = typed.next() {
        found.push(Found { prefix: typed.prefix().chars().collect(), record: record? });
    }
    Ok(found)
}

fn path_list(line: &Line) -> Result {
    let Expect::Paths(expected) = &line.expect else {
        return failed("paths", format_args!("{:?}", line.expect));
    };
    let strict = list(Options::STRICT, line.format, &line.input);
    if strict.is_ok() {
        return failed("a refusal in strict reading", "the paths");
    }
    let mut reported = Vec::new();
    let mut report = |deviation| reported.push(deviation);
    let options = reporting(Options::STRICT, line, &mut report);
    expect_list(expected, list(options, line.format, &line.input))?;
    expect_reported(line, &reported)
}

/// Lenient reading with every switch that the vector needs.
pub(crate) fn reporting<'o, 'r>(
    options: Options<'o>,
    line: &Line,
    report: &'r mut (dyn FnMut(Deviation) + 'r),
) -> Options<'o, Reporting<'r>> {
    let kinds = line.deviations.iter().map(|deviation| deviation.kind);
    kinds.fold(options.lenient(report), Options::allow)
}

/// Just what the vector says, in its order.
pub(crate) fn expect_reported(line: &Line, reported: &[Deviation]) -> Result {
    let expected = &line.deviations;
    let same = expected.len() == reported.len()
        && expected.iter().zip(reported).all(|(expected, found)| expected.is(found));
    if same { Ok(()) } else { failed(show_expected(expected), show(reported)) }
}

fn show_expected(expected: &[ExpectedDeviation]) -> String {
    let show = |deviation: &ExpectedDeviation| {
        let path = deviation.path.as_ref().map_or(String::new(), |path| format!(" in {path}"));
        format!("{} at {}{path}", deviation.kind, deviation.offset)
    };
    expected.iter().map(show).collect::<Vec<_>>().join(", ")
}

fn show(reported: &[Deviation]) -> String {
    let path = |path: Option<Path>| path.map_or(String::new(), |path| format!(" in {path}"));
    let show = |Deviation { kind, offset, path: at }: &Deviation| {
        format!("{kind} at {offset}{}", path(*at))
    };
    match reported {
        [] => "no deviation".into(),
        reported => reported.iter().map(show).collect::<Vec<_>>().join(", "),
    }
}
