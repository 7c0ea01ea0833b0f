//! Small things that pretend to be large, and containers in containers: a named error at a byte, on a small stack.
#![allow(
    clippy::indexing_slicing,
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test has the standard library, and may panic"
)]
#![cfg(all(
    feature = "text",
    feature = "opaque",
    feature = "cbor",
    feature = "tlv",
    feature = "lwm2m-json",
    feature = "senml-json",
    feature = "senml-cbor",
    feature = "lwm2m-cbor",
    feature = "alloc"
))]

#[path = "common/bomb.rs"]
mod bomb;

use lwm2m_codec::ContentFormat as F;
use lwm2m_codec::ErrorKind::{Malformed, PathTooDeep, TooDeep};
use lwm2m_codec::{ContentFormat, ErrorKind, Path, paths};
use lwm2m_vectors::{Case, Kind, Tree, own, read_files};

use self::bomb::{
    Bomb, HERE, LARGE, LEVEL, Outcome, SOME, check, ends, err, on_a_small_stack, touch,
};

const BRACKETS: &[Bomb] = &[
    (F::SENML_JSON, HERE, b"", b"[", LARGE, b"", err(Malformed("records that are objects"), 1)),
    (
        F::SENML_ETCH_JSON,
        HERE,
        b"",
        b"[",
        LARGE,
        b"",
        err(Malformed("records that are objects"), 1),
    ),
    (F::LWM2M_JSON, HERE, b"", b"[", LARGE, b"", err(Malformed("an object"), 0)),
    (F::LWM2M_JSON, HERE, b"{\"e\":", b"[", LARGE, b"", err(TooDeep { limit: 16 }, 1)),
    (F::LWM2M_JSON, HERE, b"{\"e\":", b"[", LARGE, b"]}", err(TooDeep { limit: 16 }, 1)),
    (F::LWM2M_JSON, HERE, b"{\"x\":", b"[", LARGE, b"", err(TooDeep { limit: 16 }, 1)),
    (F::SENML_JSON, HERE, b"[{\"x\":", b"[", LARGE, b"", err(TooDeep { limit: 16 }, 1)),
    (F::SENML_JSON, HERE, b"[{\"x\":", b"{\"x\":", SOME, b"", err(TooDeep { limit: 16 }, 1)),
    (F::SENML_JSON, HERE, b"[", b"{\"v\":", SOME, b"", err(Malformed("a number"), 1)),
    (F::TEXT, LEVEL, b"", b"[", LARGE, b"", Ok(1)),
    (F::OPAQUE, LEVEL, b"", b"[", LARGE, b"", Ok(1)),
    // In CBOR they are the head of very many octets, in TLV one Resource Instance after the other.
    (F::CBOR, LEVEL, b"", b"[", LARGE, b"", err(ends(0x5b5b_5b5b_5b5b_5b5b, LARGE - 9), 0)),
    (F::TLV, HERE, b"", b"[", LARGE, b"", err(Malformed("Resources in an Object Instance"), 0)),
];

#[test]
fn ten_megabytes_of_brackets() {
    check(BRACKETS);
}

const DEPTHS: &[Bomb] = &[
    (F::SENML_CBOR, HERE, b"", b"\x81", LARGE, b"", err(Malformed("records that are maps"), 1)),
    (F::SENML_CBOR, HERE, b"", b"\x9f", LARGE, b"", err(Malformed("records that are maps"), 1)),
    (F::SENML_CBOR, HERE, b"\x81\xa1\x61x", b"\x81", LARGE, b"", err(TooDeep { limit: 16 }, 1)),
    (F::SENML_CBOR, HERE, b"\x81\xa1\x61x", b"\xbf", LARGE, b"", err(TooDeep { limit: 16 }, 1)),
    (F::SENML_CBOR, HERE, b"\x81\xa1\x61x", b"\xc6", LARGE, b"", err(TooDeep { limit: 16 }, 1)),
    (
        F::SENML_CBOR,
        HERE,
        b"\x81\xa1\x02",
        b"\xc6",
        LARGE,
        b"",
        err(Malformed("at most one tag"), 1),
    ),
    (F::LWM2M_CBOR, HERE, b"", b"\x9f", LARGE, b"", err(Malformed("one map"), 0)),
    (F::LWM2M_CBOR, HERE, b"", b"\xa1\x03", SOME, b"", err(PathTooDeep, 7)),
    (F::LWM2M_CBOR, HERE, b"", b"\xbf\x03", SOME, b"", err(PathTooDeep, 7)),
    (F::LWM2M_CBOR, HERE, b"", b"\xbf\x9f", SOME, b"", err(Malformed("ids in a key"), 1)),
    (
        F::LWM2M_CBOR,
        LEVEL,
        b"\xa1\x83\x03\x00\x09",
        b"\xc6",
        LARGE,
        b"",
        err(Malformed("at most one tag"), 1),
    ),
    (F::CBOR, LEVEL, b"", b"\xc6", LARGE, b"", err(Malformed("at most one tag"), 0)),
    (
        F::CBOR,
        LEVEL,
        b"",
        b"\x81",
        LARGE,
        b"",
        err(Malformed("a number, text, bytes, true or false"), 0),
    ),
    (
        F::TLV,
        HERE,
        b"",
        b"\x88\x06\xff",
        SOME,
        b"",
        err(Malformed("Resource Instances in a Multiple Resource"), 3),
    ),
    (
        F::TLV,
        Path::object(3),
        b"",
        b"\x08\x00\xff",
        SOME,
        b"",
        err(Malformed("Resources in an Object Instance"), 3),
    ),
];

#[test]
fn containers_in_containers() {
    check(DEPTHS);
}

/// As many octets or items as a head of eight octets can announce.
const ALL: usize = usize::MAX;

const LENGTHS: &[Bomb] = &[
    (F::CBOR, LEVEL, b"\x5b", b"\xff", 8, b"x", err(ends(ALL, 1), 0)),
    (F::CBOR, LEVEL, b"\x7b", b"\xff", 8, b"x", err(ends(ALL, 1), 0)),
    (F::CBOR, LEVEL, b"\x7f\x7b", b"\xff", 8, b"x", err(ends(ALL, 1), 0)),
    (F::CBOR, LEVEL, b"\xc2\x5b", b"\xff", 8, b"x", err(ends(ALL, 1), 0)),
    (
        F::CBOR,
        LEVEL,
        b"\xc4\x9b",
        b"\xff",
        8,
        b"\x00\x00",
        err(Malformed("an exponent and a mantissa"), 0),
    ),
    (F::SENML_CBOR, HERE, b"\x9b", b"\xff", 8, b"", err(Malformed("one array of records"), 0)),
    (F::SENML_CBOR, HERE, b"\x9b\x7f", b"\xff", 7, b"\xa0", err(ErrorKind::MissingValue, 9)),
    (F::SENML_CBOR, HERE, b"\x81\xbb", b"\xff", 8, b"", err(Malformed("records that are maps"), 1)),
    (F::SENML_CBOR, HERE, b"\x81\xa1\x61x\x9b", b"\xff", 8, b"", err(ends(ALL, 0), 1)),
    (F::SENML_CBOR, HERE, b"\x81\xa1\x00\x7b", b"\xff", 8, b"/", err(ends(ALL, 1), 1)),
    (F::LWM2M_CBOR, HERE, b"\xbb", b"\xff", 8, b"", err(Malformed("one map"), 0)),
    (
        F::LWM2M_CBOR,
        HERE,
        b"\xa1\x9b",
        b"\xff",
        8,
        b"",
        err(Malformed("an id or an array of ids as a key"), 1),
    ),
    (F::LWM2M_CBOR, HERE, b"\xa1\x9b\x7f", b"\xff", 7, b"\x03", err(ends(1, 0), 1)),
    (
        F::LWM2M_CBOR,
        HERE,
        b"\xa1\x03\xbb",
        b"\xff",
        8,
        b"",
        err(Malformed("a map that the payload can hold"), 1),
    ),
    (F::TLV, HERE, b"\xd8\x00", b"\xff", 3, b"x", err(ends(0xff_ffff, 1), 0)),
    (F::TLV, HERE, b"\x98\x06", b"\xff", 3, b"x", err(ends(0xff_ffff, 1), 0)),
    (F::TLV, Path::object(3), b"\x18\x00", b"\xff", 3, b"x", err(ends(0xff_ffff, 1), 0)),
    (F::TLV, HERE, b"\x90\x06\xff\xff\x58\x00", b"\xff", 3, b"x", err(ends(0xffff, 6), 0)),
];

#[test]
fn lengths_of_nothing() {
    check(LENGTHS);
}

#[test]
fn lists_of_paths() {
    let all = |format, payload: &[u8]| -> Outcome {
        let told = |error: lwm2m_codec::Error| (error.kind(), error.offset());
        let mut list = paths(format, payload).map_err(told)?;
        list.try_fold(0, |count, path| path.map(|_| count + 1)).map_err(told)
    };
    on_a_small_stack(move || {
        let mut wrong = Vec::new();
        for (format, begin, again, times, end, expected) in PATH_LISTS {
            let payload = [begin, &again.repeat(*times)[..], end].concat();
            let found = all(*format, &payload);
            if found != *expected {
                wrong.push(format!("{format}: {} and more: {found:?}", begin.escape_ascii()));
            }
        }
        assert_eq!(wrong, Vec::<String>::new());
    });
}

type List = (ContentFormat, &'static [u8], &'static [u8], usize, &'static [u8], Outcome);

const PATH_LISTS: &[List] = &[
    (F::SENML_JSON, b"", b"[", LARGE, b"", err(Malformed("records that are objects"), 1)),
    (F::SENML_ETCH_JSON, b"[{\"n\":", b"[", LARGE, b"", err(Malformed("a name that is text"), 1)),
    (F::SENML_JSON, b"[{\"x\":", b"[", LARGE, b"", err(TooDeep { limit: 16 }, 1)),
    (F::SENML_JSON, b"[{\"n\":\"/3\"}", b",{\"n\":\"/3\"}", SOME, b"]", Ok(SOME + 1)),
    (F::SENML_JSON, b"[{\"n\":\"/", b"3", SOME, b"\"}]", err(TooDeep { limit: 255 }, 1)),
    (F::SENML_CBOR, b"", b"\x9f", LARGE, b"", err(Malformed("records that are maps"), 1)),
    (F::SENML_ETCH_CBOR, b"\x9b", b"\xff", 8, b"", err(Malformed("one array of records"), 0)),
    (F::SENML_ETCH_CBOR, b"\x9f", b"\xa1\x00\x62/3", SOME, b"\xff", Ok(SOME)),
    (F::SENML_CBOR, b"\x81\xa1\x61x", b"\x81", LARGE, b"", err(TooDeep { limit: 16 }, 1)),
];

#[test]
fn every_vector() {
    let lines = read_files([own()]).expect("the folder is part of the repository");
    let mut lines: Vec<_> = lines.into_iter().flatten().collect();
    lines.retain(|line| line.kind == Kind::Payload);
    assert!(lines.len() > 2000, "{}", lines.len());
    let cases: Vec<_> = lines.iter().flat_map(Case::new).collect();
    on_a_small_stack(|| {
        let read = cases.iter().filter(|case| touched(case) && viewed(case) && taken(case));
        let read = read.count();
        assert!(read > 1000, "{read}");
    });
}

fn touched(case: &Case<'_>) -> bool {
    let Ok(mut records) = case.options().records(case.format, case.target, case.payload) else {
        return false;
    };
    records.all(|record| record.inspect(|record| touch(&record.value)).is_ok())
}

fn viewed(case: &Case<'_>) -> bool {
    case.options().decode::<Tree>(case.format, case.target, case.payload).is_ok()
}

fn taken(case: &Case<'_>) -> bool {
    let (at, mut live) = (case.target, Tree::default());
    case.options().update(&mut live, at, case.format, at, case.payload).is_ok()
}
