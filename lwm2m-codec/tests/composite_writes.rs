//! A Write-Composite changes what lives all at once: every record carries a value, and null deletes.
#![cfg(all(
    feature = "senml-json",
    feature = "senml-cbor",
    feature = "lwm2m-cbor",
    feature = "alloc",
    feature = "derive"
))]

use lwm2m_codec::{ContentFormat, ErrorKind, Instances, Object, ObjectLink, Path, records, update};

const JSON: ContentFormat = ContentFormat::SENML_ETCH_JSON;
const ROOT: Path = Path::ROOT;

#[derive(Clone, Debug, Default, Object, PartialEq)]
#[lwm2m(object = 34)]
struct Firmware {
    #[lwm2m(resource = 1, multiple)]
    sources: Option<Instances<i64, 4>>,
    #[lwm2m(resource = 2)]
    level: Option<i64>,
    #[lwm2m(resource = 3)]
    link: Option<ObjectLink>,
}

fn firmware() -> Instances<Firmware, 2> {
    let sources = Instances::from([(0, 10), (3, 13)]);
    Instances::from([(0, Firmware { sources: Some(sources), level: Some(7), link: None })])
}

/// What comes of a payload: all of it, or an error and nothing.
#[track_caller]
fn check(payload: &str, expected: Result<Firmware, (ErrorKind, &str)>) {
    let mut live = firmware();
    let at = Path::object(34);
    let done = update(&mut live, at, JSON, ROOT, payload.as_bytes());
    let found = done.map(|()| live.get(0).cloned().unwrap_or_default());
    let found = found.map_err(|error| (error.kind(), error.path().map(|path| path.to_string())));
    let expected = expected.map_err(|(kind, path)| (kind, Some(path.to_string())));
    if found.is_err() {
        assert_eq!(live, firmware(), "nothing is half applied");
    }
    assert_eq!(found, expected, "{payload}");
}

fn with(sources: &[(u16, i64)], level: i64) -> Firmware {
    let mut instances = Instances::new();
    for (id, value) in sources {
        instances.insert(*id, *value).expect("there is room");
    }
    Firmware { sources: Some(instances), level: Some(level), link: None }
}

/// ETC-03, D-148: the records apply in their order, or none of them does.
#[test]
fn all_or_nothing() {
    check(r#"[{"n":"/34/0/2","v":1},{"n":"/34/0/1/0","v":2}]"#, Ok(with(&[(0, 2), (3, 13)], 1)));
    let kind = ErrorKind::WrongType { expected: lwm2m_codec::DataType::Integer };
    check(r#"[{"n":"/34/0/2","v":1},{"n":"/34/0/1/0","vs":"a"}]"#, Err((kind, "/34/0/1/0")));
    check(
        r#"[{"n":"/34/0/1/3","v":null},{"n":"/34/0/2","v":1},{"n":"/34/0/2","v":1}]"#,
        Err((ErrorKind::Duplicate, "/34/0/2")),
    );
    check(
        r#"[{"n":"/34/0/2","v":1},{"n":"/3/0/9","v":1}]"#,
        Err((ErrorKind::OutsideTarget, "/3/0/9")),
    );
}

/// ETC-03: a record without a value is none here.
#[test]
fn every_record_carries_a_value() {
    for (format, payload) in [
        (JSON, br#"[{"n":"/34/0/2"}]"#.as_slice()),
        (ContentFormat::SENML_ETCH_CBOR, b"\x81\xa1\x00\x67/34/0/2"),
    ] {
        let read = records(format, ROOT, payload).expect("an array");
        let kinds: Vec<_> = read.filter_map(Result::err).map(|error| error.kind()).collect();
        assert_eq!(kinds, [ErrorKind::MissingValue], "{format}");
    }
}

/// ETC-04, D-071: null deletes the Resource Instance that it names, whether it is there or not, and nothing else.
#[test]
fn null_deletes_a_resource_instance() {
    check(r#"[{"n":"/34/0/1/3","v":null}]"#, Ok(with(&[(0, 10)], 7)));
    check(r#"[{"n":"/34/0/1/9","v":null}]"#, Ok(with(&[(0, 10), (3, 13)], 7)));
    check(
        r#"[{"n":"/34/0/1/0","v":null},{"n":"/34/0/1/1","v":5},{"n":"/34/0/1/3","v":null}]"#,
        Ok(with(&[(1, 5)], 7)),
    );
    check(
        r#"[{"n":"/34/0/2","v":null}]"#,
        Err((ErrorKind::WrongCardinality { multiple: true }, "/34/0/2")),
    );
    check(
        r#"[{"n":"/34/0/1","v":null}]"#,
        Err((ErrorKind::WrongCardinality { multiple: true }, "/34/0/1")),
    );
    check(
        r#"[{"n":"/34/0/2/0","v":null}]"#,
        Err((ErrorKind::WrongCardinality { multiple: false }, "/34/0/2/0")),
    );
}

/// ETC-04, D-084: the null of LwM2M CBOR is read, and deletes nothing.
#[test]
fn only_etch_deletes() {
    let mut live = firmware();
    let payload = b"\xa1\x84\x18\x22\x00\x01\x03\xf6";
    let error = update(&mut live, Path::object(34), ContentFormat::LWM2M_CBOR, ROOT, payload).err();
    let kind = ErrorKind::WrongType { expected: lwm2m_codec::DataType::Integer };
    assert_eq!(error.map(|error| error.kind()), Some(kind));
    assert_eq!(live, firmware());
}

/// ETC-05: members that nobody knows are ignored, save those that must be understood.
#[test]
fn unknown_members_are_ignored() {
    check(r#"[{"n":"/34/0/2","x":[1],"v":1,"u":"Cel"}]"#, Ok(with(&[(0, 10), (3, 13)], 1)));
    let error = records(JSON, ROOT, br#"[{"n":"/34/0/2","v":1,"x_":1}]"#).expect("an array").next();
    assert!(matches!(error, Some(Err(error)) if error.offset() == Some(1)));
}

/// ETC-06: a link to an Object Instance is a value, too.
#[test]
fn a_link_is_a_value() {
    let link = Some(ObjectLink::new(66, 0));
    check(
        r#"[{"n":"/34/0/3","vlo":"66:0"}]"#,
        Ok(Firmware { link, ..with(&[(0, 10), (3, 13)], 7) }),
    );
    let mut live = firmware();
    let payload = b"\x81\xa2\x00\x67/34/0/3\x63vlo\x6466:0";
    let at = Path::object(34);
    assert_eq!(update(&mut live, at, ContentFormat::SENML_ETCH_CBOR, ROOT, payload), Ok(()));
    assert_eq!(live.get(0).and_then(|firmware| firmware.link), link);
}

/// D-071, D-084: outside of the formats for it, null deletes leniently only, in a Write-Composite of 1.2, and is told
/// once.
#[cfg(feature = "lenient")]
#[test]
fn null_deletes_leniently_in_other_formats() {
    use lwm2m_codec::{Deviation, DeviationKind, Options, Version};

    let json = br#"[{"n":"/34/0/1/3","v":null}]"#.as_slice();
    let cbor = b"\xa1\x84\x18\x22\x00\x01\x03\xf6".as_slice();
    for (format, payload, offset) in
        [(ContentFormat::SENML_JSON, json, 1), (ContentFormat::LWM2M_CBOR, cbor, 1)]
    {
        let write = |options: Options<'_>, target: Path| {
            let mut live = firmware();
            let mut told = Vec::new();
            let mut report = |deviation: Deviation| told.push(deviation);
            let done = options.lenient(&mut report).update(
                &mut live,
                Path::object(34),
                format,
                target,
                payload,
            );
            (done.map_err(|error| error.kind()).map(|()| live.get(0).cloned()), told)
        };
        let path = Some(Path::resource_instance(34, 0, 1, 3));
        let told = Deviation { kind: DeviationKind::NullOutsideEtch, offset, path };
        let deleted = Ok(Some(with(&[(0, 10)], 7)));
        assert_eq!(write(Options::STRICT, ROOT), (deleted, vec![told]), "{format}");
        let strict = update(&mut firmware(), Path::object(34), format, ROOT, payload);
        assert!(strict.is_err(), "{format}");
        for (options, target) in
            [(Options::STRICT.version(Version::V1_1), ROOT), (Options::STRICT, Path::object(34))]
        {
            let (refused, told) = write(options, target);
            assert!(refused.is_err() && told.is_empty(), "{format} {target}: {told:?}");
        }
    }
}
