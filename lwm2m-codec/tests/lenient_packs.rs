//! Lenient reading of SenML packs, LwM2M JSON and lists of paths: how far it goes, and where it ends.
//!
//! That each deviation is refused strictly, read leniently and reported is told by the vectors: `lenient.jsonl`.
#![allow(clippy::indexing_slicing, reason = "a test may panic")]

use lwm2m_codec::{
    ContentFormat, DataType, Deviation, DeviationKind, ErrorKind, Instances, ObjectInstanceId,
    Operations, Options, Path, ResourceDef, ResourceId, Result, Schema, Typed, Value, Version,
};
use lwm2m_vectors::{Case, Expect, Kind, Line, own, read_files};

const JSON: ContentFormat = ContentFormat::SENML_JSON;
const ETCH_JSON: ContentFormat = ContentFormat::SENML_ETCH_JSON;
const CBOR: ContentFormat = ContentFormat::SENML_CBOR;
const ETCH_CBOR: ContentFormat = ContentFormat::SENML_ETCH_CBOR;
const OLD: ContentFormat = ContentFormat::LWM2M_JSON;

const DEVICE: Path = Path::instance(3, 0);
const LEVEL: Path = Path::resource(3, 0, 9);
const SENSORS: Path = Path::object(3303);

/// Knows one Resource.
struct Level(DataType);

impl Schema for Level {
    fn resource(&self, path: Path) -> Option<ResourceDef<'_>> {
        let id = ResourceId::new(9);
        let def = ResourceDef::new(id, "Battery Level", Operations::READ, self.0);
        (path == LEVEL).then_some(def)
    }
}

/// Reads all records, and says which deviations were told.
fn read(
    options: Options<'_>,
    format: ContentFormat,
    target: Path,
    payload: &[u8],
) -> (Result<Vec<String>>, Vec<DeviationKind>) {
    let mut told = Vec::new();
    let mut report = |deviation: Deviation| told.push(deviation.kind);
    let records = options.lenient(&mut report).records(format, target, payload);
    let shown = records.and_then(|records| {
        let path = |record: Result<lwm2m_codec::Record<_>>| record.map(|r| r.path.to_string());
        records.map(path).collect::<Result<Vec<_>>>()
    });
    (shown, told)
}

/// What neither strict nor lenient reading takes, and reports nothing of.
#[test]
fn where_it_ends() {
    let path = |expected| ErrorKind::Path(expected);
    let empty = path("an id between two slashes and after the last");
    let missing = ErrorKind::MissingValue;
    let malformed = ErrorKind::Malformed;
    for (format, target, payload, kind, offset) in [
        // D-011, D-056: 65535 is no id but that of an Object Instance of a Create.
        (JSON, DEVICE, r#"[{"n":"/3/0/65535","v":1}]"#, ErrorKind::ReservedId, 1),
        (JSON, Path::ROOT, r#"[{"n":"/3303/65535/5700","v":1}]"#, ErrorKind::ReservedId, 1),
        (JSON, SENSORS, r#"[{"n":"/65535/0/5700","v":1}]"#, ErrorKind::ReservedId, 1),
        (OLD, SENSORS, r#"{"e":[{"n":"0/65535","v":1}]}"#, ErrorKind::ReservedId, 6),
        // D-012: only zeros. What is told is the first that is wrong.
        (JSON, DEVICE, r#"[{"n":"/3/0/+9","v":1}]"#, path(UNRESERVED), 1),
        (JSON, DEVICE, r#"[{"n":"/3/0/065536","v":1}]"#, ZEROS, 1),
        // D-013: one slash too many.
        (JSON, DEVICE, r#"[{"n":"/3///0/9","v":1}]"#, empty, 1),
        (JSON, DEVICE, r#"[{"n":"/3/0/9//","v":1}]"#, empty, 1),
        (JSON, DEVICE, r#"[{"v":1}]"#, path("a name, found none"), 1),
        // D-015: outside is outside.
        (JSON, DEVICE, r#"[{"n":"3/1/9","v":1}]"#, path("a leading slash"), 1),
        (JSON, DEVICE, r#"[{"bn":"/3/1","n":"/9","v":1}]"#, ErrorKind::OutsideTarget, 1),
        // D-017: a reserved place.
        (JSON, Path::ROOT, r#"[{"n":"rd/3/0/9","v":1}]"#, path("a leading slash"), 1),
        // D-018: what is left out must not lie within a prefix.
        (JSON, Path::ROOT, r#"[{"n":"/a//b/3/0/9","v":1}]"#, empty, 1),
        // D-068: must be understood, or is no label.
        (JSON, DEVICE, r#"[{"n":"/3/0/9","v":1,"x_":1}]"#, malformed(UNDERSTOOD), 1),
        (CBOR, DEVICE, "\u{1}\u{2}", malformed("one array of records"), 0),
        // D-071: null deletes in a Write-Composite alone.
        (JSON, DEVICE, r#"[{"n":"/3/0/6/1","v":null}]"#, malformed("a number"), 1),
        (ETCH_JSON, Path::ROOT, r#"[{"n":"/3/0/6/1"}]"#, missing, 1),
        // D-072: a name is not of the base.
        (JSON, DEVICE, r#"[{"n":"/3/0/9"}]"#, missing, 1),
        (JSON, DEVICE, r#"[{"bn":"/3/0/","t":1}]"#, missing, 1),
        (JSON, DEVICE, r#"[{"bu":"V"}]"#, missing, 1),
        (JSON, DEVICE, r#"[{"x":1}]"#, missing, 1),
        (OLD, DEVICE, r#"{"e":[{}]}"#, missing, 6),
        (OLD, DEVICE, r#"{"e":[{"bn":"/3/0/"}]}"#, missing, 6),
        // D-073: all but the mark.
        (JSON, DEVICE, "\u{feff}\u{feff}[]", malformed("an array of records"), 0),
        (JSON, DEVICE, r#"[{"n":"/3/0/9","v":1},]"#, malformed("records that are objects"), 22),
        // D-075: the literal result, where a slash does not help.
        (JSON, DEVICE, r#"[{"bn":"/3/1","n":"9","v":1}]"#, path("the path of a value"), 1),
        // D-078: no instance to count.
        (JSON, LEVEL, r#"[{"bn":"/3/0/9","v":1},{"bn":"/3/0","v":2}]"#, path(OF_VALUE), 23),
        // D-080.
        (OLD, DEVICE, r#"{"e":[{"n":"0","v":null}]}"#, malformed("a number"), 6),
        (OLD, DEVICE, r#"{"e":[{"n":"0","v":[1]}]}"#, malformed("a number"), 6),
    ] {
        for lenient in [false, true] {
            let (found, told) = match lenient {
                true => read(Options::STRICT, format, target, payload.as_bytes()),
                false => {
                    let records = Options::STRICT.records(format, target, payload.as_bytes());
                    let all = records.and_then(|r| r.map(|r| r.map(|_| String::new())).collect());
                    (all, Vec::new())
                }
            };
            let error = found.expect_err(payload);
            assert_eq!((error.kind(), error.offset()), (kind, Some(offset)), "{payload}");
            assert_eq!(told, [], "{payload}");
        }
    }
}

const UNRESERVED: &str = "ids, or a prefix of unreserved characters";
const UNDERSTOOD: &str = "no member that must be understood and is not";
const OF_VALUE: &str = "the path of a value";
const ZEROS: ErrorKind = ErrorKind::Path("an id without leading zeros");

/// D-071: null in the formats of 1.1, and a value left out, delete from 1.2 on.
#[test]
fn deletion_is_of_1_2() {
    let null = br#"[{"n":"/3/0/6/1","v":null}]"#;
    let left_out = b"\x81\xa1\x00\x68/3/0/6/1";
    for (version, reads) in [(Version::V1_0, false), (Version::V1_1, false), (Version::V1_2, true)]
    {
        for (format, payload, kind) in [
            (JSON, &null[..], DeviationKind::NullOutsideEtch),
            (ETCH_CBOR, left_out, DeviationKind::MissingNull),
        ] {
            let (found, told) = read(Options::STRICT.version(version), format, Path::ROOT, payload);
            assert_eq!(found.is_ok(), reads, "{version:?} {format}");
            assert_eq!(told, if reads { vec![kind] } else { vec![] }, "{version:?} {format}");
        }
        // Not a Resource, and not elsewhere than in a Write-Composite.
        for (target, payload) in [(Path::ROOT, &b"\x81\xa1\x00\x66/3/0/6"[..]), (DEVICE, left_out)]
        {
            let (found, told) = read(Options::STRICT.version(version), ETCH_CBOR, target, payload);
            assert_eq!(found.map_err(|e| e.kind()), Err(ErrorKind::MissingValue), "{target}");
            assert_eq!(told, []);
        }
    }
}

/// D-056, D-013: two slashes are one, or an Object Instance without an id.
#[test]
fn what_two_slashes_are() {
    use DeviationKind::{DoubleSlash, SenmlCreate65535, SenmlCreateEmptyId};
    let named = Options::STRICT.new_instance(ObjectInstanceId::new(7));
    for (options, name, path, kind) in [
        (Options::STRICT, "/3303//5700", "/3303/*/5700", SenmlCreateEmptyId),
        (Options::STRICT, "/3303//0/5700", "/3303/0/5700", DoubleSlash),
        (Options::STRICT, "/3303//5700/1", "/3303/5700/1", DoubleSlash),
        (Options::STRICT, "/3303/65535/5700", "/3303/*/5700", SenmlCreate65535),
        (named, "/3303//5700", "/3303/7/5700", SenmlCreateEmptyId),
        (named, "/3303//6000/1", "/3303/7/6000/1", SenmlCreateEmptyId),
        (named, "/3303/65535/5700", "/3303/7/5700", SenmlCreate65535),
    ] {
        let payload = format!(r#"[{{"n":"{name}","v":1}}]"#);
        let (found, told) = read(options, JSON, SENSORS, payload.as_bytes());
        assert_eq!((found, told), (Ok(vec![path.to_string()]), vec![kind]), "{name}");
    }
}

/// D-075: a slash is put there only where the name by the letter is not what was asked for.
#[test]
fn what_is_joined() {
    use DeviationKind::{JoinedSlash, LeadingZeros};
    for (target, base, name, path, kinds) in [
        (DEVICE, "/3/0/1", "0", "/3/0/10", &[][..]),
        (Path::resource(3, 0, 1), "/3/0/1", "0", "/3/0/1/0", &[JoinedSlash]),
        (Path::ROOT, "/3/0/1", "0", "/3/0/10", &[]),
        (Path::ROOT, "/3/0/0", "0", "/3/0/0/0", &[JoinedSlash]),
        (Path::ROOT, "/3/0", "9", "/3/0/9", &[JoinedSlash]),
        (Path::ROOT, "/lwm2m", "3/0/9", "/3/0/9", &[JoinedSlash]),
        (DEVICE, "/03/0", "9", "/3/0/9", &[LeadingZeros, JoinedSlash]),
        (DEVICE, "/3/00/", "9", "/3/0/9", &[LeadingZeros]),
    ] {
        let payload = format!(r#"[{{"bn":"{base}","n":"{name}","v":1}}]"#);
        let (found, told) = read(Options::STRICT, JSON, target, payload.as_bytes());
        assert_eq!((found, told), (Ok(vec![path.to_string()]), kinds.to_vec()), "{base} {name}");
    }
}

/// D-076: by itself, lenient reading gives no record a time that it doesn't have.
#[test]
fn times_are_inherited_on_request() {
    let payload = br#"[{"n":"/3/0/9","t":5,"v":1},{"n":"/3/0/10","v":2},
        {"bt":100,"n":"/3/0/9","v":3}]"#;
    let times = |asked: bool| {
        let mut told = 0;
        let mut report = |_| told += 1;
        let options = Options::STRICT.lenient(&mut report);
        let options = if asked { options.allow(DeviationKind::InheritedTime) } else { options };
        let times = options.records(JSON, DEVICE, payload).unwrap();
        let times: Vec<_> = times.map(|r| r.unwrap().time.map(|time| time.to_string())).collect();
        (times.into_iter().map(Option::unwrap_or_default).collect::<Vec<_>>().join(","), told)
    };
    assert_eq!(times(false), ("5,,100".into(), 0));
    // Another base time begins another group.
    assert_eq!(times(true), ("5,5,100".into(), 1));
}

/// D-027: digits are a number where a whole one is meant, and nothing else is.
#[test]
fn numbers_as_text() {
    let whole = [DataType::Integer, DataType::Unsigned, DataType::Time];
    for (text, types) in [
        ("5", &whole[..]),
        ("-5", &[DataType::Integer, DataType::Time]),
        ("18446744073709551615", &[DataType::Unsigned]),
        ("", &[]),
        ("-", &[]),
        ("5.0", &[]),
        ("5 ", &[]),
        (r"\u0035", &[]),
    ] {
        let payload = format!(r#"[{{"n":"/3/0/9","vs":"{text}"}}]"#);
        for data_type in [whole[0], whole[1], whole[2], DataType::Float, DataType::Opaque] {
            let schema = Level(data_type);
            let mut told = Vec::new();
            let mut report = |deviation: Deviation| told.push(deviation.kind);
            let options = Options::STRICT.lenient(&mut report);
            let mut typed = options.records(JSON, LEVEL, payload.as_bytes()).unwrap().typed(schema);
            let reads = types.contains(&data_type);
            assert_eq!(typed.next().unwrap().is_ok(), reads, "{text:?} {data_type}");
            let kinds = if reads { vec![DeviationKind::NumberAsText] } else { vec![] };
            assert_eq!(told, kinds, "{text:?} {data_type}");
        }
    }
}

/// D-063, D-068: what a list of paths may not have in lenient reading either.
#[test]
fn lists_of_names() {
    let list = |format, payload: &[u8]| {
        let mut told = Vec::new();
        let mut report = |deviation: Deviation| told.push(deviation.kind);
        let paths = Options::STRICT.lenient(&mut report).paths(format, payload);
        let paths = paths.and_then(|paths| paths.collect::<Result<Vec<_>>>());
        (paths.map_err(|error| error.kind()), told)
    };
    let values = "names without values and times in a list of paths";
    let members = "members that a list of paths has";
    for (format, payload, expected) in [
        (JSON, r#"[{"n":"/3","bv":1}]"#, values),
        (JSON, r#"[{"n":"/3","s":1}]"#, values),
        (ETCH_JSON, r#"[{"n":"/3","bs":1}]"#, values),
        (ETCH_JSON, r#"[{"n":"/3","ut":1}]"#, values),
        (ETCH_JSON, r#"[{"n":"/3","x":1}]"#, members),
        (CBOR, "\u{1}\u{2}", "one array of records"),
        // A label that is none: 9, in a list of 1.2.
        (ETCH_CBOR, "", ""),
    ] {
        let label = [&b"\x81\xa2\x00\x62/3\x09\x01"[..], payload.as_bytes()];
        let (payload, expected) = match expected {
            "" => (label[0], members),
            expected => (label[1], expected),
        };
        assert_eq!(list(format, payload), (Err(ErrorKind::Malformed(expected)), vec![]));
    }
    // D-075: nothing is outside of the root.
    assert_eq!(list(JSON, br#"[{"bn":"/3","n":"0"}]"#), (Ok(vec![Path::object(30)]), vec![]));
}

/// D-064: the formats of 1.2, from a peer of 1.1.
#[test]
fn composite_formats_of_1_2() {
    for (version, format, payload, reads) in [
        (Version::V1_0, ETCH_JSON, &br#"[{"n":"/3"},{"n":"/1"}]"#[..], false),
        (Version::V1_1, ETCH_JSON, br#"[{"n":"/3"},{"n":"/1"}]"#, true),
        (Version::V1_1, ETCH_CBOR, b"\x82\xa1\x00\x62/3\xa1\x00\x62/1", true),
        (Version::V1_1, ContentFormat::LWM2M_CBOR, b"\xa0", false),
    ] {
        let mut told = Vec::new();
        let mut report = |deviation: Deviation| told.push(deviation);
        let options = Options::STRICT.version(version).lenient(&mut report);
        let paths = options.paths(format, payload).and_then(|paths| paths.collect::<Result<_>>());
        let list = vec![Path::object(3), Path::object(1)];
        let expected = if reads { Ok(list) } else { Err(ErrorKind::UnsupportedFormat.into()) };
        assert_eq!(paths, expected, "{version:?} {format}");
        let kind = DeviationKind::EtchIn1_1;
        let offset = 1;
        let told_of = Deviation { kind, offset, path: Some(Path::object(3)) };
        assert_eq!(told, if reads { vec![told_of] } else { vec![] }, "{version:?} {format}");
    }
}

/// D-006: who collects takes the last, and is told once.
#[test]
fn the_last_of_a_path_counts() {
    let adjacent = &br#"[{"bn":"/3/0/","n":"9","v":5},{"n":"9","v":6}]"#[..];
    let apart = &br#"[{"bn":"/3/0/","n":"9","v":5},{"n":"10","v":7},{"n":"9","v":6}]"#[..];
    for (payload, offset) in [(adjacent, 30), (apart, 47)] {
        let mut told = Vec::new();
        let mut report = |deviation: Deviation| told.push(deviation);
        let options = Options::STRICT.lenient(&mut report);
        let values: Instances<i64, 4> = options.decode(JSON, DEVICE, payload).unwrap();
        assert_eq!(values.iter().map(|(id, v)| (id, *v)).find(|(id, _)| *id == 9), Some((9, 6)));
        let kind = DeviationKind::DuplicatePath;
        assert_eq!(told, [Deviation { kind, offset, path: Some(LEVEL) }]);
        let strict = Options::STRICT.decode::<Instances<i64, 4>>(JSON, DEVICE, payload);
        assert_eq!(strict.map(drop).map_err(|e| e.kind()), Err(ErrorKind::Duplicate));
    }
}

/// Update and replace read a payload more than once, and tell once.
#[test]
fn a_write_is_told_of_once() {
    let payload = br#"[{"bn":"/3/0/"},{"n":"09","vs":"5"},{"n":"9","v":6}]"#;
    for replace in [false, true] {
        let mut told = Vec::new();
        let mut report = |deviation: Deviation| told.push((deviation.kind, deviation.offset));
        let options = Options::STRICT.lenient(&mut report);
        let mut level = Some(1i64);
        let done = if replace {
            options.replace(&mut level, LEVEL, JSON, LEVEL, payload)
        } else {
            options.update(&mut level, LEVEL, JSON, LEVEL, payload)
        };
        assert_eq!((done, level), (Ok(()), Some(6)));
        use DeviationKind::{BaseOnlyRecord, DuplicatePath, LeadingZeros, NumberAsText};
        let expected =
            [(LeadingZeros, 16), (BaseOnlyRecord, 16), (NumberAsText, 16), (DuplicatePath, 36)];
        assert_eq!(told, expected);
        let strict = Options::STRICT.update(&mut level, LEVEL, JSON, LEVEL, payload);
        assert_eq!((strict.map_err(|e| e.kind()), level), (Err(ErrorKind::MissingValue), Some(6)));
    }
}

/// What is written after lenient reading is what is always written.
#[test]
fn writing_stays_canonical() {
    let odd = "\u{feff}[{\"bn\":\"3/0/\"},{\"n\":\"09/\",\"vs\":\"5\"}]";
    let mut told = 0;
    let mut report = |_| told += 1;
    let mut buffer = [0; 64];
    let schema = Level(DataType::Integer);
    let options = Options::STRICT.lenient(&mut report);
    let written = options.transcode(JSON, JSON, DEVICE, odd.as_bytes(), &schema, &mut buffer);
    assert_eq!(written, Ok(&br#"[{"bn":"/3/0/","n":"9","v":5}]"#[..]));
    assert_eq!(told, 6);
}

/// A kind that is refused is an error again, or the payload has another meaning.
#[test]
fn each_kind_can_be_refused() {
    for line in lines() {
        let refused = line.deviations.last().expect("a deviation").kind;
        let mut told = Vec::new();
        let mut report = |deviation: Deviation| told.push(deviation.kind);
        let mut options = match Case::new(&line) {
            Ok(case) => case.options().lenient(&mut report),
            Err(error) => panic!("{}: {error}", line.id),
        };
        for deviation in &line.deviations {
            options = options.allow(deviation.kind);
        }
        let read = all(&line, options.refuse(refused));
        let has_another_meaning = matches!(
            refused,
            DeviationKind::DoubleSlash
                | DeviationKind::InheritedTime
                | DeviationKind::MissingInstanceName
                | DeviationKind::MissingNull
        );
        assert!(read.is_err() || has_another_meaning, "{}", line.id);
        assert!(!told.contains(&refused), "{}", line.id);
    }
}

/// Whatever is wrong with a payload that deviates: no panic, and an error within it.
#[test]
fn faults() {
    for line in lines() {
        let whole = line.input.clone();
        let mut changed = line.clone();
        for end in 0..=whole.len() {
            changed.input = whole[..end].to_vec();
            probe(&changed);
        }
        for at in 0..whole.len() {
            for by in [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xff, 0x1f] {
                changed.input = whole.clone();
                changed.input[at] ^= by;
                probe(&changed);
            }
        }
    }
}

fn probe(line: &Line) {
    let mut told = 0;
    let mut report = |_| told += 1;
    let case = Case::new(line).expect("a valid vector");
    let mut options = case.options().lenient(&mut report);
    for kind in DeviationKind::ALL {
        options = options.allow(*kind);
    }
    if let Err(error) = all(line, options) {
        let within = error.offset().is_some_and(|offset| offset < line.input.len().max(1));
        assert!(within, "{}: {error} of {:02x?}", line.id, line.input);
    }
    // A kind once a record at most.
    assert!(told <= DeviationKind::ALL.len() * (line.input.len() + 1), "{}", line.id);
}

/// Reads a vector's input to its end; says how that was.
fn all(line: &Line, options: Options<'_, impl lwm2m_codec::Report>) -> Result<()> {
    let case = Case::new(line)?;
    if line.kind == Kind::PathList {
        return options.paths(line.format, &line.input)?.try_for_each(|path| path.map(drop));
    }
    let records = options.records(case.format, case.target, &line.input)?;
    records.typed(case.schema).try_for_each(|record| match record?.value {
        Typed::Known(Value::Opaque(octets)) => octets.copy_to(&mut [0; 256]).map(drop),
        Typed::Known(_) | Typed::Unknown(_) => Ok(()),
    })
}

/// The vectors of these formats that deviate.
fn lines() -> Vec<Line> {
    let lines = read_files([own()]).expect("the folder is part of the repository");
    let mut lines: Vec<_> = lines.into_iter().flatten().collect();
    lines.retain(|line| {
        let list = line.kind == Kind::PathList;
        let pack = [JSON, CBOR, ETCH_JSON, ETCH_CBOR, OLD].contains(&line.format);
        let reads = !matches!(line.expect, Expect::Error(_));
        !line.deviations.is_empty() && reads && (list || pack)
    });
    assert!(lines.len() > 150);
    lines
}

/// Many records that are passed over, counted up or told twice: one after the other, not one within the other.
#[test]
fn many_records() {
    const COUNT: usize = 50_000;
    let many = |first: &str, more: &str, last: &str| {
        let mut text = format!("[{first}");
        (0..COUNT).for_each(|_| text.push_str(more));
        text.push_str(last);
        text.push(']');
        text
    };
    for (payload, count) in [
        (many(r#"{"bn":"/3/0/"}"#, r#",{"bt":1}"#, r#",{"n":"9","v":1}"#), 1),
        (many(r#"{"bn":"/3/0/6/0","v":1}"#, r#",{"v":1}"#, ""), COUNT + 1),
        (many(r#"{"bn":"/3/0/9","v":1}"#, r#",{"n":"","v":1}"#, ""), COUNT + 1),
        (many(r#"{"bn":"03/0","n":"/9//","v":1}"#, "", r#",{"n":"9","v":1}"#), 0),
    ] {
        let (found, _) = read(Options::STRICT, JSON, DEVICE, payload.as_bytes());
        assert_eq!(found.map_or(0, |found| found.len()), count);
    }
}
