//! What every vector is refused for that strict reading refuses: the kind of error, its byte, its path. An error that
//! points elsewhere than yesterday is a change that somebody should see: `golden/refusals.txt` holds them all.
#![cfg(all(
    feature = "text",
    feature = "opaque",
    feature = "cbor",
    feature = "tlv",
    feature = "lwm2m-json",
    feature = "senml-json",
    feature = "senml-cbor",
    feature = "lwm2m-cbor"
))]

use lwm2m_codec::operation::Arguments;
use lwm2m_codec::{Options, Result};
use lwm2m_vectors::{Case, Kind, Line, own, read_files};

const GOLDEN: &str = include_str!("golden/refusals.txt");

#[test]
fn errors_stay_where_they_are() {
    let lines = read_files([own()]).expect("the folder is part of the repository");
    let refused = lines.iter().flatten().filter_map(|line| {
        let error = read(line)?.err()?;
        Some(format!("{}: {error}\n", line.id))
    });
    let mut found: Vec<_> = refused.collect();
    found.sort_unstable();
    let found = found.concat();
    if found != GOLDEN {
        let path = concat!(env!("CARGO_TARGET_TMPDIR"), "/refusals.txt");
        std::fs::write(path, &found).expect("the folder is there to be written to");
        let mut pairs = found.lines().zip(GOLDEN.lines());
        let first = pairs.find(|(found, golden)| found != golden);
        panic!("{first:?} is the first that differs from tests/golden/refusals.txt; see {path}");
    }
}

/// Reads a vector strictly, in the ways that tell a byte; `None` for the others.
fn read(line: &Line) -> Option<Result<()>> {
    Some(match line.kind {
        Kind::Payload => Case::new(line).and_then(|case| case.read(case.payload).map(drop)),
        Kind::PathList => Options::STRICT
            .paths(line.format, &line.input)
            .and_then(|mut paths| paths.try_for_each(|path| path.map(drop))),
        Kind::ExecuteArguments => Arguments::new(&line.input).map(drop),
        Kind::Link => lwm2m_codec::link::links(&line.input)
            .and_then(|mut links| links.try_for_each(|link| link.map(drop))),
        _ => return None,
    })
}
