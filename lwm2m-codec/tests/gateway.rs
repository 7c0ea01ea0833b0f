//! Devices behind a gateway: their prefix is an address, in paths, names and keys. LwM2M Gateway 1.1, 8 to 10; D-018.
#![cfg(all(
    feature = "alloc",
    feature = "lwm2m-cbor",
    feature = "senml-cbor",
    feature = "senml-json"
))]

use lwm2m_codec::message::{Code, Method, Request, UriPath, UriPrefix};
use lwm2m_codec::operation::{Call, Role, Rule};
use lwm2m_codec::{
    ContentFormat, Device, ErrorKind, Options, Path, Record, RecordSource, Value, encode_to_vec,
};

const SENML_JSON: ContentFormat = ContentFormat::SENML_JSON;
const SENML_CBOR: ContentFormat = ContentFormat::SENML_CBOR;
const LWM2M_CBOR: ContentFormat = ContentFormat::LWM2M_CBOR;

/// Two devices, and the gateway itself.
fn levels() -> [Device<'static, Record<Value<'static>>>; 3] {
    let level = |value| {
        let value = Value::Integer(value);
        Record { path: Path::resource(3, 0, 9), time: None, value }
    };
    [("d01", 1), ("d02", 2), ("", 3)].map(|(prefix, value)| Device { prefix, value: level(value) })
}

/// GWY-05, LCB-14: names and keys carry the prefix; devices and the gateway may be mixed.
#[test]
fn gwy_05_names_and_keys() {
    let json = br#"[{"n":"/d01/3/0/9","v":1},{"n":"/d02/3/0/9","v":2},{"n":"/3/0/9","v":3}]"#;
    let cbor = b"\x83\xa2\x00\x6a/d01/3/0/9\x02\x01\xa2\x00\x6a/d02/3/0/9\x02\x02\xa2\x00\x66/3/0/9\x02\x03";
    let nested = b"\xa3\x84\x63d01\x03\x00\x09\x01\x84\x63d02\x03\x00\x09\x02\x83\x03\x00\x09\x03";
    let keys = b"\xa3\x63d01\xa1\x03\xa1\x00\xa1\x09\x01\x63d02\xa1\x03\xa1\x00\xa1\x09\x02\x03\xa1\x00\xa1\x09\x03";
    for (format, given) in
        [(SENML_JSON, &json[..]), (SENML_CBOR, cbor), (LWM2M_CBOR, nested), (LWM2M_CBOR, keys)]
    {
        let written = encode_to_vec(format, Path::ROOT, &levels()).expect("a pack");
        // Whatever form is chosen, what is written means what is given.
        for payload in [given, &written] {
            let mut records = lwm2m_codec::records(format, Path::ROOT, payload).expect("a pack");
            let mut record = Record::default();
            for (prefix, value) in [("d01", 1), ("d02", 2), ("", 3)] {
                assert_eq!(records.next_record(&mut record), Ok(true), "{format}");
                assert_eq!(records.prefix(), prefix, "{format}");
                assert_eq!(record.path, Path::resource(3, 0, 9), "{format}");
                assert_eq!(record.value.integer(), Ok(value), "{format}");
            }
            assert_eq!(records.next_record(&mut record), Ok(false), "{format}");
        }
    }
}

/// GWY-06: a bootstrap knows no devices.
#[test]
fn gwy_06_bootstrap_leaves_devices_alone() {
    let prefix = UriPrefix::new("", "d01");
    let options = Options::STRICT.gateway_prefix("d01");
    for (method, path) in [
        (Method::Put, Path::instance(3303, 0)),
        (Method::Delete, Path::instance(3303, 0)),
        (Method::Delete, Path::ROOT),
        (Method::Get, Path::object(1)),
    ] {
        let mut request = Request::new(method, UriPath::Objects { prefix, path });
        if method == Method::Put {
            request.content_format = Some(SENML_CBOR);
            request.payload = b"\x80";
        }
        let error = options.dispatch(&request, Role::BootstrapClient).expect_err("a prefix");
        assert_eq!(error.kind(), ErrorKind::Rule(Rule::BootstrapPrefix), "{request:?}");
        assert_eq!(error.code(), Code::NOT_FOUND);
    }
}

/// GWY-07: what a Send tells of devices that the server has never heard of is read as any other.
#[test]
fn gwy_07_send_of_unknown_devices() {
    let payload = encode_to_vec(SENML_CBOR, Path::ROOT, &levels()).expect("a pack");
    let mut request = Request::new(Method::Post, UriPath::Send);
    request.content_format = Some(SENML_CBOR);
    request.payload = &payload;
    let call = Options::STRICT.dispatch(&request, Role::Server).expect("a Send");
    let Call::Send(send) = &call else { panic!("expected a Send, found {call:?}") };
    let mut records =
        lwm2m_codec::records(send.body.format, Path::ROOT, send.body.payload).expect("a pack");
    let mut record = Record::default();
    assert_eq!(records.next_record(&mut record), Ok(true));
    assert_eq!(records.prefix(), "d01");
}

/// GWY-02: what a gateway registers are its own Objects; a device in that list is no link of it.
#[test]
fn gwy_02_registered_objects() {
    let read = |payload| {
        let list = Options::STRICT.object_list(payload).expect("a list");
        list.objects.map(|link| link.map(|link| link.path)).collect::<Result<Vec<_>, _>>()
    };
    let own = vec![Path::instance(25, 0), Path::instance(3, 0)];
    assert_eq!(read(b"</25/0>,</3/0>"), Ok(own));
    let error = read(b"</25/0>,</d01/3303/0>").expect_err("a device's");
    assert_eq!(
        (error.kind(), error.offset()),
        (ErrorKind::Path("an id of decimal digits"), Some(10))
    );
}
