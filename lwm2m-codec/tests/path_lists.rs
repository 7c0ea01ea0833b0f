//! Lists of paths are names without values, the same in every format that has them (D-063 to D-065).
#![cfg(all(feature = "senml-cbor", feature = "senml-json"))]

use lwm2m_codec::{ContentFormat, ErrorKind, Limits, Options, Path, Result, Version, paths};

const FORMATS: [ContentFormat; 4] = [
    ContentFormat::SENML_JSON,
    ContentFormat::SENML_CBOR,
    ContentFormat::SENML_ETCH_JSON,
    ContentFormat::SENML_ETCH_CBOR,
];

const LIST: [Path; 5] = [
    Path::object(3303),
    Path::resource(3, 0, 9),
    Path::resource_instance(65534, 65534, 65534, 65534),
    Path::instance(1, 0),
    Path::resource_instance(3, 0, 6, 0),
];

fn write(options: &Options<'_>, format: ContentFormat, paths: &[Path]) -> Result<Vec<u8>> {
    let mut buffer = [0; 512];
    options.encode_paths(format, paths, &mut buffer).map(<[u8]>::to_vec)
}

/// ETC-07.
#[test]
fn what_is_written_is_read_behind_any_prefix() {
    for (options, prefix) in [
        (Options::STRICT, ""),
        (Options::STRICT.alternate_path("lwm2m"), "lwm2m"),
        (Options::STRICT.gateway_prefix("dev1"), "dev1"),
        (Options::STRICT.alternate_path("a/b").gateway_prefix("dev1"), "a/b/dev1"),
    ] {
        for format in FORMATS {
            for list in [&LIST[..], &[Path::ROOT]] {
                let bytes = write(&options, format, list).unwrap();
                let mut read = options.paths(format, &bytes).unwrap();
                let mut paths = Vec::new();
                while let Some(path) = read.next() {
                    paths.push(path.unwrap());
                    assert_eq!(read.prefix(), prefix, "{format}");
                }
                assert_eq!(paths, list, "{format}");
            }
        }
    }
}

#[test]
fn canonical_bytes() {
    let paths = [Path::resource(3, 0, 9), Path::object(1)];
    let json = write(&Options::STRICT, ContentFormat::SENML_ETCH_JSON, &paths).unwrap();
    assert_eq!(json, br#"[{"n":"/3/0/9"},{"n":"/1"}]"#);
    let options = Options::STRICT.alternate_path("lwm2m").gateway_prefix("dev1");
    let json = write(&options, ContentFormat::SENML_JSON, &[Path::ROOT]).unwrap();
    assert_eq!(json, br#"[{"n":"/lwm2m/dev1"}]"#);
    let cbor = write(&Options::STRICT, ContentFormat::SENML_ETCH_CBOR, &[Path::ROOT]).unwrap();
    assert_eq!(cbor, b"\x81\xa1\x00\x61/");
}

/// ETC-02: a list of nothing, and formats that have no lists.
#[test]
fn what_no_list_is() {
    let kind = |format, paths: &[Path]| {
        write(&Options::STRICT, format, paths).map_err(|error| (error.kind(), error.path()))
    };
    for format in FORMATS {
        assert_eq!(kind(format, &[]), Err((ErrorKind::MissingValue, None)));
        let twice = [Path::object(1), Path::object(3), Path::instance(1, 0)];
        let overlap = Err((ErrorKind::Duplicate, Some(Path::instance(1, 0))));
        assert_eq!(kind(format, &twice), overlap);
        assert_eq!(kind(format, &[twice[2], twice[0]]), overlap);
        assert_eq!(kind(format, &[twice[0], twice[2], twice[1]]), overlap);
        assert_eq!(
            kind(format, &[Path::ROOT, Path::object(0)]),
            Err((ErrorKind::Duplicate, Some(Path::object(0))))
        );
    }
    for format in [
        ContentFormat::TEXT,
        ContentFormat::OPAQUE,
        ContentFormat::CBOR,
        ContentFormat::LINK,
        ContentFormat::TLV,
        ContentFormat::LWM2M_JSON,
        ContentFormat::LWM2M_CBOR,
    ] {
        assert_eq!(kind(format, &LIST), Err((ErrorKind::UnsupportedFormat, None)), "{format}");
        let read = paths(format, b"").map(drop);
        assert_eq!(read, Err(ErrorKind::UnsupportedFormat.into()), "{format}");
    }
}

/// D-064.
#[test]
fn composite_forms_are_of_1_2() {
    let options = Options::STRICT.version(Version::V1_1);
    let list = |format| write(&options, format, &LIST).map(drop).map_err(|e| e.kind());
    assert_eq!(list(ContentFormat::SENML_CBOR), Ok(()));
    assert_eq!(list(ContentFormat::SENML_ETCH_CBOR), Err(ErrorKind::UnsupportedFormat));
    let read = options.paths(ContentFormat::SENML_ETCH_JSON, br#"[{"n":"/3"}]"#);
    assert_eq!(read.map(drop).map_err(|e| e.kind()), Err(ErrorKind::UnsupportedFormat));
}

/// ETC-02.
#[test]
fn errors_say_where() {
    let error = |payload: &[u8]| {
        let mut read = paths(ContentFormat::SENML_JSON, payload).unwrap();
        let error = read.find_map(Result::err).unwrap();
        assert_eq!(read.next(), None);
        (error.kind(), error.offset())
    };
    assert_eq!(error(b"[]"), (ErrorKind::MissingValue, Some(1)));
    assert_eq!(error(b""), (ErrorKind::MissingValue, Some(0)));
    assert_eq!(error(br#"[{"n":"/3"}, {"n":"/65535"}]"#), (ErrorKind::ReservedId, Some(13)));
    let value = br#"[{"n":"/3/0/9","v":1}]"#;
    assert_eq!(error(value).1, Some(1));
    let mut read = paths(ContentFormat::SENML_JSON, value).unwrap();
    let message = read.find_map(Result::err).unwrap().to_string();
    assert_eq!(
        message,
        "malformed payload: expected names without values and times in a list of paths (byte 1)"
    );
}

#[test]
fn no_more_than_the_limit() {
    let mut limits = Limits::DEFAULT;
    limits.records = 2;
    let options = Options::STRICT.limits(limits);
    for (count, found) in [(2, Ok(2)), (3, Err(ErrorKind::TooDeep { limit: 2 }))] {
        for format in FORMATS {
            let bytes = write(&options, format, LIST.get(..count).unwrap()).unwrap();
            let read = options.paths(format, &bytes).unwrap().collect::<Result<Vec<_>>>();
            assert_eq!(read.map(|p| p.len()).map_err(|e| e.kind()), found, "{format}");
        }
    }
}
