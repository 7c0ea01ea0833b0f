//! Payloads that mean harm: each shape in each format that has it. They begin, repeat something, and end.

use lwm2m_codec::{ContentFormat, Path};

use super::{Family, Work, repeated};

/// One family a line: its shape, how it is read, and how it begins, goes on and ends.
macro_rules! families {
    ($($format:literal { $($name:literal $work:expr, $begin:expr, $unit:expr, $end:expr;)* })*) => {
        pub(super) const FAMILIES: &[Family] = &[$($(Family {
            name: $name,
            format: $format,
            is_honest: false,
            work: $work,
            make: |size| repeated(size, $begin, $unit, $end),
        },)*)*];
    };
}

families! {
    "SenML CBOR" {
        "nested" senml_cbor(OBJECT), b"\x9f", b"\xa3\x00\x66/3/0/8\x02\x01\x61x\x81\x81\x81\x81\x81\x81\x81\x81\x81\x81\x81\x81\x01\xa2\x00\x66/3/0/9\x02\x01", b"\xff";
        "bottomless" senml_cbor(OBJECT), b"\x81\xa1\x61x", b"\x81", b"";
        "repeated" senml_cbor(OBJECT), b"\x9f", b"\xa2\x00\x66/3/0/9\x02\x01", b"\xff";
        "interleaved" senml_cbor(OBJECT), b"\x9f", b"\xa3\x21\x65/3/0/\x00\x619\x02\x01\xa3\x21\x65/3/1/\x00\x619\x02\x01", b"\xff";
        "duplicate" senml_cbor(OBJECT), b"\x81\xbf\x00\x66/3/0/9\x02\x01", b"\x61x\x01", b"\xff";
        "longest-prefix" senml_cbor(ROOT), &[&b"\x9f\xa3\x21\x78\xf6/"[..], PREFIX, b"/3/0/\x00\x619\x02\x01"].concat(), b"\xa2\x00\x618\x02\x01\xa2\x00\x619\x02\x01", b"\xff";
        "split prefix" senml_cbor(ROOT), &[&b"\x9f\xa3\x21\x78\xf1/"[..], PREFIX, b"\x00\x66/3/0/9\x02\x01"].concat(), b"\xa2\x00\x66/3/0/8\x02\x01\xa2\x00\x66/3/0/9\x02\x01", b"\xff";
        "changing prefix" senml_cbor(ROOT), &[&b"\x9f\xa3\x21\x78\xf1/"[..], PREFIX, b"\x00\x66/3/0/9\x02\x01"].concat(), b"\xa2\x00\x67a/3/0/9\x02\x01\xa2\x00\x67b/3/0/9\x02\x01", b"\xff";
        "hollow prefix" senml_cbor(ROOT), &[&b"\x9f\xa3\x21\x7f\x61/"[..], &[0x60; 280], b"\x78\xf0", PREFIX, b"\xff\x00\x66/3/0/9\x02\x01"].concat(), b"\xa2\x00\x67a/3/0/9\x02\x01\xa2\x00\x67b/3/0/9\x02\x01", b"\xff";
        "many-small" senml_cbor(OBJECT), b"\x9f\xa3\x21\x65/3/0/\x00\x619\x02\x01", b"\xa2\x00\x618\x02\x01\xa2\x00\x619\x02\x01", b"\xff";
        "chunk-heavy" senml_cbor(OBJECT), b"\x81\xa2\x00\x66/3/0/9\x03\x7f", b"\x61a", b"\xff";
        "empty chunks" senml_cbor(OBJECT), b"\x81\xa2\x00\x66/3/0/9\x03\x7f", b"\x60", b"\xff";
    }
    "SenML JSON" {
        "nested" senml_json(OBJECT), b"[", br#"{"n":"/3/0/8","v":1,"x":[[[[[[[[[[[[1]]]]]]]]]]]]},{"n":"/3/0/9","v":1},"#, br#"{"n":"/3/0/8","v":1}]"#;
        "bottomless" senml_json(OBJECT), br#"[{"x":"#, b"[", b"";
        "repeated" senml_json(OBJECT), b"[", br#"{"n":"/3/0/9","v":1},"#, br#"{"n":"/3/0/9","v":1}]"#;
        "interleaved" senml_json(OBJECT), b"[", br#"{"bn":"/3/0/","n":"9","v":1},{"bn":"/3/1/","n":"9","v":1},"#, br#"{"n":"9","v":1}]"#;
        "duplicate" senml_json(OBJECT), br#"[{"n":"/3/0/9","v":1"#, br#","x":1"#, b"}]";
        "longest-prefix" senml_json(ROOT), &[&br#"[{"bn":"/"#[..], PREFIX, br#"/3/0/","n":"9","v":1}"#].concat(), br#",{"n":"8","v":1},{"n":"9","v":1}"#, b"]";
        "split prefix" senml_json(ROOT), &[&br#"[{"bn":"/"#[..], PREFIX, br#"","n":"/3/0/9","v":1}"#].concat(), br#",{"n":"/3/0/8","v":1},{"n":"/3/0/9","v":1}"#, b"]";
        "changing prefix" senml_json(ROOT), &[&br#"[{"bn":"/"#[..], PREFIX, br#"","n":"/3/0/9","v":1}"#].concat(), br#",{"n":"a/3/0/9","v":1},{"n":"b/3/0/9","v":1}"#, b"]";
        "many-small" senml_json(OBJECT), br#"[{"bn":"/3/0/","n":"9","v":1}"#, br#",{"n":"8","v":1},{"n":"9","v":1}"#, b"]";
        "escape-heavy" senml_json(OBJECT), br#"[{"n":"/3/0/9","vs":""#, br#"\u0041"#, br#""}]"#;
        "short escapes" senml_json(OBJECT), br#"[{"n":"/3/0/9","vs":""#, br#"\n"#, br#""}]"#;
        "chunk-heavy" senml_json(OBJECT), br#"[{"n":"/3/0/9","vd":""#, b"AAAA", br#""}]"#;
        "blank" senml_json(OBJECT), b"[", b" ", b"]";
        "digits" senml_json(OBJECT), br#"[{"n":"/3/0/9","v":1"#, b"0", b"}]";
    }
    "LwM2M JSON" {
        "nested" lwm2m_json(OBJECT), br#"{"bn":"/3/0/","e":["#, br#"{"n":"8","v":1,"x":[[[[[[[[[[[[1]]]]]]]]]]]]},{"n":"9","v":1},"#, br#"{"n":"8","v":1}]}"#;
        "bottomless" lwm2m_json(OBJECT), br#"{"x":"#, b"[", b"";
        "repeated" lwm2m_json(OBJECT), br#"{"bn":"/3/0/","e":["#, br#"{"n":"9","v":1},"#, br#"{"n":"9","v":1}]}"#;
        "interleaved" lwm2m_json(OBJECT), br#"{"bn":"/3/","e":["#, br#"{"n":"0/9","v":1},{"n":"1/9","v":1},"#, br#"{"n":"0/9","v":1}]}"#;
        "duplicate" lwm2m_json(OBJECT), br#"{"bn":"/3/0/","e":[{"n":"9","v":1"#, br#","x":1"#, b"}]}";
        "longest-prefix" lwm2m_json(ROOT), &[&br#"{"bn":"/"#[..], PREFIX, br#"/3/0/","e":[{"n":"9","v":1}"#].concat(), br#",{"n":"8","v":1},{"n":"9","v":1}"#, b"]}";
        "many-small" lwm2m_json(OBJECT), br#"{"bn":"/3/0/","e":[{"n":"9","v":1}"#, br#",{"n":"8","v":1},{"n":"9","v":1}"#, b"]}";
        "escape-heavy" lwm2m_json(OBJECT), br#"{"e":[{"n":"/3/0/9","sv":""#, br#"\u0041"#, br#""}]}"#;
        "chunk-heavy" lwm2m_json(OBJECT), br#"{"bn":"/""#, br#","x":["["]"#, br#","e":[]}"#;
    }
    "LwM2M CBOR" {
        "nested" lwm2m_cbor(OBJECT), b"\xbf\x03\xbf", b"\x00\xbf\x06\xbf\x00\x01\xff\xff\x01\xbf\x06\xbf\x00\x01\xff\xff", b"\xff\xff";
        "bottomless" lwm2m_cbor(OBJECT), b"", b"\xbf\x03", b"";
        "repeated" lwm2m_cbor(DEVICE), b"\xbf\x03\xbf\x00\xbf", b"\x09\x01", b"\xff\xff\xff";
        "interleaved" lwm2m_cbor(OBJECT), b"\xbf\x03\xbf", b"\x00\xa1\x09\x01\x01\xa1\x09\x01", b"\xff\xff";
        "longest-prefix" lwm2m_cbor(ROOT), &[&b"\xa1\x78\xf0"[..], PREFIX, b"\xbf\x03\xbf\x00\xbf"].concat(), b"\x09\x01\x0a\x01", b"\xff\xff\xff";
        "many-small" lwm2m_cbor(DEVICE), b"\xbf\x03\xbf\x00\xbf", b"\x09\x01\x0a\x01", b"\xff\xff\xff";
        "chunk-heavy" lwm2m_cbor(LEVEL), b"\xa1\x83\x03\x00\x09\x7f", b"\x61a", b"\xff";
        "empty chunks" lwm2m_cbor(LEVEL), b"\xa1\x83\x03\x00\x09\x7f", b"\x60", b"\xff";
        "long keys" lwm2m_cbor(OBJECT), b"\xbf", b"\x83\x03\x00\x09\x01\x83\x03\x00\x0a\x01", b"\xff";
    }
    "TLV" {
        "nested" tlv(OBJECT), b"", b"\x08\x00\x08\x86\x06\x41\x00\x01\x41\x01\x05\x08\x01\x08\x86\x06\x41\x00\x01\x41\x01\x05", b"";
        "bottomless" tlv(DEVICE), b"", b"\x88\x06\xff", b"";
        "repeated" tlv(DEVICE), b"", b"\xc1\x09\x64", b"";
        "interleaved" tlv(DEVICE), b"", b"\x86\x06\x41\x00\x01\x41\x01\x05\x86\x07\x41\x00\x01\x41\x01\x05", b"";
        "many-small" tlv(DEVICE), b"", b"\xc0\x09\xc0\x0a", b"";
        "long lengths" tlv(DEVICE), b"", b"\xd8\x09\x00\x00\x01\x64\xd8\x0a\x00\x00\x01\x64", b"";
    }
    "CBOR" {
        "chunk-heavy" cbor(LEVEL), b"\x7f", b"\x61a", b"\xff";
        "bottomless" cbor(LEVEL), b"", b"\xc6", b"";
    }
    "plain text" {
        "digits" text(LEVEL), b"1", b"0", b"";
        "letters" text(LEVEL), b"", "ą".as_bytes(), b"";
    }
    "CoRE links" {
        "repeated" Work::Links, b"</3/0>", b",</3/0>", b"";
        "interleaved" Work::Objects, b"</3/0>", b",</4/0>,</3/0>", b"";
        "duplicate" Work::Links, b"</3>", b";a=1", b"";
        "longest-prefix" Work::Objects, &[&b"</"[..], PATH, br#">;rt="oma.lwm2m""#].concat(), &[&b",</"[..], PATH, b"/3/0>,</", PATH, b"/4/0>"].concat(), b"";
        "many-small" Work::Links, b"</>", b",</>", b"";
        "no root" Work::Objects, b"</1/0>", br#",</3/0>;title="oma.lwm2m",</4/0>"#, b"";
        "escape-heavy" Work::Links, br#"</3>;a=""#, br#"\""#, b"\"";
        "percent-heavy" Work::Links, b"</", b"%2F", b">";
        "chunk-heavy" Work::Objects, br#"</>;rt=""#, b"oma.lwm2m.", b"\"";
        "nested" Work::Links, b"</3>", br#";a="</3>;b=1,""#, b"";
    }
}

const fn senml_cbor(target: Path) -> Work {
    Work::Walk(ContentFormat::SENML_CBOR, target)
}

const fn senml_json(target: Path) -> Work {
    Work::Walk(ContentFormat::SENML_JSON, target)
}

const fn lwm2m_json(target: Path) -> Work {
    Work::Walk(ContentFormat::LWM2M_JSON, target)
}

const fn lwm2m_cbor(target: Path) -> Work {
    Work::Walk(ContentFormat::LWM2M_CBOR, target)
}

const fn tlv(target: Path) -> Work {
    Work::Walk(ContentFormat::TLV, target)
}

const fn cbor(target: Path) -> Work {
    Work::Walk(ContentFormat::CBOR, target)
}

const fn text(target: Path) -> Work {
    Work::Walk(ContentFormat::TEXT, target)
}

const OBJECT: Path = Path::object(3);
const DEVICE: Path = Path::instance(3, 0);
const LEVEL: Path = Path::resource(3, 0, 9);
const ROOT: Path = Path::ROOT;
/// A device's prefix that just fits a name.
const PREFIX: &[u8] = &[b'a'; 240];
/// An alternate path.
const PATH: &[u8] = &[b'a'; 100];
