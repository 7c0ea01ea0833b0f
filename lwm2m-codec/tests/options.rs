//! What Options change: the version that the peers agreed on, what stands in front of paths, the limits.
#![cfg(all(feature = "senml-cbor", feature = "lwm2m-cbor", feature = "alloc"))]

use lwm2m_codec::format::SUPPORTED;
use lwm2m_codec::{
    ContentFormat, ErrorKind, Limits, ObjectInstanceId, Options, Path, Result, Version,
    transcode_to_vec,
};

const SENML: ContentFormat = ContentFormat::SENML_CBOR;
const NESTED: ContentFormat = ContentFormat::LWM2M_CBOR;
const ONE_VALUE: [ContentFormat; 3] =
    [ContentFormat::TEXT, ContentFormat::OPAQUE, ContentFormat::CBOR];
const LEVEL: Path = Path::resource(3, 0, 9);

/// Reads the only record of a payload.
fn check(
    options: &Options<'_>,
    format: ContentFormat,
    target: Path,
    payload: &[u8],
) -> Result<Path> {
    let mut records = options.records(format, target, payload)?;
    records.next().unwrap_or(Err(ErrorKind::MissingValue.into())).map(|record| record.path)
}

/// A pack of one record whose name is split into a base name and the rest.
fn pack(base: &str, name: &str) -> Vec<u8> {
    let text = |text: &str| {
        let length = u8::try_from(text.len()).expect("a short text");
        [&[0x78, length], text.as_bytes()].concat()
    };
    [b"\x81\xa3\x21".to_vec(), text(base), vec![0x00], text(name), vec![0x02, 0x01]].concat()
}

/// D-016: from 1.2 on names begin with the alternate path; before, with or without.
/// ETC-07, LCB-11.
#[test]
fn an_alternate_path() {
    let outside = Err(ErrorKind::OutsideTarget);
    for (version, name, expected) in [
        (Version::V1_0, "/lwm2m/3/0/9", Ok(LEVEL)),
        (Version::V1_0, "/3/0/9", Ok(LEVEL)),
        (Version::V1_1, "/lwm2m/3/0/9", Ok(LEVEL)),
        (Version::V1_1, "/3/0/9", Ok(LEVEL)),
        (Version::V1_1, "/other/3/0/9", outside),
        (Version::V1_2, "/lwm2m/3/0/9", Ok(LEVEL)),
        (Version::V1_2, "/3/0/9", outside),
    ] {
        for target in [LEVEL, Path::ROOT] {
            let options = Options::STRICT.alternate_path("lwm2m").version(version);
            let found = check(&options, SENML, target, &pack("", name));
            // A pack for the root may tell of any device, also of one behind the gateway.
            if target == LEVEL || !name.contains("other") {
                assert_eq!(found.map_err(|e| e.kind()), expected, "{version:?} {name} {target}");
            }
            // LwM2M CBOR has no alternate path in any version.
            let payload = b"\xa1\x83\x03\x00\x09\x01";
            assert_eq!(check(&options, NESTED, target, payload), Ok(LEVEL));
        }
    }
}

/// D-018: the device that the target belongs to, behind the alternate path.
/// ETC-07.
#[test]
fn a_gateway_prefix() {
    let options = Options::STRICT.alternate_path("lwm2m").gateway_prefix("dev1");
    for (name, expected) in [
        ("/lwm2m/dev1/3/0/9", Ok(LEVEL)),
        ("/dev1/3/0/9", Err(ErrorKind::OutsideTarget)),
        ("/lwm2m/3/0/9", Err(ErrorKind::OutsideTarget)),
        ("/lwm2m/dev2/3/0/9", Err(ErrorKind::OutsideTarget)),
        ("/lwm2m/dev1/x/3/0/9", Err(ErrorKind::OutsideTarget)),
    ] {
        for split in 0..name.len() {
            let payload = pack(&name[..split], &name[split..]);
            let found = check(&options, SENML, LEVEL, &payload).map_err(|e| e.kind());
            assert_eq!(found, expected, "{name} at {split}");
        }
    }
    for (payload, expected) in [
        (&b"\xa1\x84\x64dev1\x03\x00\x09\x01"[..], Ok(LEVEL)),
        (b"\xa1\x64dev1\xa1\x83\x03\x00\x09\x01", Ok(LEVEL)),
        (b"\xa1\x84\x64dev2\x03\x00\x09\x01", Err(ErrorKind::OutsideTarget)),
        (b"\xa1\x83\x03\x00\x09\x01", Err(ErrorKind::OutsideTarget)),
    ] {
        let found = check(&options, NESTED, LEVEL, payload).map_err(|e| e.kind());
        assert_eq!(found, expected, "{payload:02x?}");
    }
}

/// What could not be told from ids is never written.
#[test]
fn prefixes_that_are_none() {
    for prefix in ["3", "a/b", "-a", "ü", "a b"] {
        for format in [SENML, NESTED] {
            let options = Options::STRICT.gateway_prefix(prefix);
            let written = options.encoded_len(format, LEVEL, &1i64).map_err(|e| e.kind());
            let expected = ErrorKind::Path("a prefix of unreserved characters");
            assert_eq!(written, Err(expected), "{format}: {prefix}");
        }
    }
}

/// D-056: 65535 for an instance whose id the client chooses, from 1.2 on.
/// LCB-09.
#[test]
fn a_new_instance() {
    let payload = b"\xa1\x82\x19\x0c\xe7\x19\xff\xff\xa1\x19\x16\x44\x01";
    let target = Path::object(3303);
    let chosen = Options::STRICT.new_instance(ObjectInstanceId::new(7));
    assert_eq!(check(&chosen, NESTED, target, payload), Ok(Path::resource(3303, 7, 5700)));
    let unnamed = check(&Options::STRICT, NESTED, target, payload).map(|path| path.to_string());
    assert_eq!(unnamed.as_deref(), Ok("/3303/*/5700"));
    for version in [Version::V1_0, Version::V1_1] {
        let found = check(&Options::STRICT.version(version), NESTED, target, payload);
        assert_eq!(found.map_err(|e| e.kind()), Err(ErrorKind::ReservedId), "{version:?}");
    }
}

/// D-056: whoever writes knows the id of an Object Instance, or says that it is new.
#[test]
fn an_instance_without_an_id_is_not_written() {
    let payload = b"\xa1\x82\x19\x0c\xe7\x19\xff\xff\xa1\x19\x16\x44\x01";
    let target = Path::object(3303);
    for format in SUPPORTED.iter().filter(|format| !ONE_VALUE.contains(format)) {
        let written = transcode_to_vec(NESTED, *format, target, payload, &());
        let expected = ErrorKind::NotExpressible("an Object Instance without an id");
        assert_eq!(written.map_err(|error| error.kind()), Err(expected), "{format}");
    }
}

/// D-008: the limit holds wherever a name is split, on every way of reading it.
#[test]
fn the_length_of_names() {
    for name in ["/3303/0/5700", "/a/3303/0/5700", "/a/b/c/3303/0/5700/1"] {
        let length = name.len();
        for split in 0..length {
            for limit in [length - 1, length] {
                let mut limits = Limits::DEFAULT;
                limits.name = limit;
                let options = Options::STRICT.limits(limits);
                let payload = pack(&name[..split], &name[split..]);
                let found = check(&options, SENML, Path::ROOT, &payload).map_err(|e| e.kind());
                let is_long = limit < length;
                assert_eq!(found.is_err(), is_long, "{name} at {split}, {limit}");
                if is_long {
                    assert_eq!(found, Err(ErrorKind::TooDeep { limit }), "{name} at {split}");
                }
            }
        }
    }
}
