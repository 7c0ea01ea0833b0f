//! What a format has no form for is refused when it is written, and named.
#![cfg(all(feature = "alloc", feature = "lwm2m-cbor", feature = "senml-cbor", feature = "tlv"))]

use lwm2m_codec::{ContentFormat, ErrorKind, ObjectInstanceId, Options, Path, Record, Value};
use lwm2m_vectors::Pack;

const TLV: ContentFormat = ContentFormat::TLV;
const SENML: ContentFormat = ContentFormat::SENML_CBOR;
const NESTED: ContentFormat = ContentFormat::LWM2M_CBOR;

fn record(path: Path, value: Value<'_>) -> Record<Value<'_>> {
    Record { path, time: None, value }
}

#[test]
fn each_format_says_what_it_has_no_form_for() {
    let one = |path: &str, value| {
        let path = path.parse().expect("a path");
        Pack(vec![(String::new(), record(path, value))])
    };
    let options = || Options::STRICT.new_instance(ObjectInstanceId::new(7));
    let null = || one("/3/0/6/1", Value::Null);
    let above = || one("/3/0", Value::Integer(1));
    let empty = || one("/3/0/6/1", Value::Empty);
    let device = Pack(vec![("dev1".into(), record(Path::resource(3, 0, 9), Value::Integer(1)))]);
    let several = "several devices in one payload";
    for (format, options, target, pack, what) in [
        (TLV, Options::STRICT, "/3/0", null(), "null"),
        (SENML, Options::STRICT, "/3/0", null(), "null"),
        (NESTED, Options::STRICT, "/3/0", null(), "null"),
        (TLV, Options::STRICT, "/3", above(), "a value above a Resource"),
        (SENML, Options::STRICT, "/3", above(), "a value above a Resource"),
        (NESTED, Options::STRICT, "/3", above(), "a value above a Resource"),
        (TLV, Options::STRICT, "/3/0", empty(), "an empty Resource Instance"),
        (SENML, Options::STRICT, "/3/0", empty(), "an empty Resource Instance"),
        (NESTED, Options::STRICT, "/3/0", empty(), "an empty Resource Instance"),
        (
            SENML,
            options(),
            "/3",
            one("/3/7/9", Value::Integer(1)),
            "an Object Instance without an id",
        ),
        (
            TLV,
            options(),
            "/3",
            one("/3/8/9", Value::Integer(1)),
            "an Object Instance beside the one that is to be created",
        ),
        (TLV, Options::STRICT, "/3", device.clone(), several),
        (SENML, Options::STRICT, "/3", device.clone(), "several devices below one target"),
        (NESTED, Options::STRICT, "/3", device, "several devices below one target"),
    ] {
        let target = target.parse().expect("a path");
        let error = options.encode_to_vec(format, target, &pack).map_err(|e| e.kind());
        assert_eq!(error, Err(ErrorKind::NotExpressible(what)), "{format}");
    }
}
