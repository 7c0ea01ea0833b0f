//! Records as JSON for logs and queues: one form each, read back as the same.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use core::fmt::Debug;

use lwm2m_codec::{
    ContentFormat, CoreLink, ObjectDef, ObjectId, ObjectLink, ObjectVersion, Opaque, Path, Record,
    Text, Time, Timestamp, Value, records,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde::de::value::{BorrowedBytesDeserializer, Error, StrDeserializer};

fn round_trip<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T, json: &str) {
    assert_eq!(serde_json::to_string(value).unwrap(), json);
    assert_eq!(&serde_json::from_str::<T>(json).unwrap(), value, "{json}");
}

fn refused<T: DeserializeOwned + Debug>(json: &str) {
    assert!(serde_json::from_str::<T>(json).is_err(), "{json}");
}

#[test]
fn ids_paths_and_times() {
    round_trip(&ObjectId::new(3303), "3303");
    round_trip(&Path::ROOT, r#""/""#);
    round_trip(&Path::resource_instance(3, 0, 6, 65534), r#""/3/0/6/65534""#);
    round_trip(&ContentFormat::new(9), "9");
    round_trip(&Timestamp::from_nanos(-1).unwrap(), "-1");
    round_trip(&Time(i64::MIN), "-9223372036854775808");
    round_trip(&ObjectLink::NULL, r#""65535:65535""#);
    refused::<ObjectId>("65535");
    refused::<ObjectId>("-1");
    refused::<Timestamp>("-9223372036854775808");
    refused::<ObjectLink>(r#""66""#);
    for path in [r#""3/0""#, r#""/65535""#, r#""/3/*""#, r#""/*/0""#, r#""/3/*/1/2/3""#, "3"] {
        refused::<Path>(path);
    }
}

#[test]
fn an_instance_that_is_not_named() {
    // One Resource of an Object Instance whose id the client will choose.
    let payload = b"\xa1\x19\x0c\xe7\xa1\x19\xff\xff\xa1\x19\x16\x44\x05";
    let target = Path::object(3303);
    let records: Vec<_> = records(ContentFormat::LWM2M_CBOR, target, payload).unwrap().collect();
    let path = records[0].as_ref().unwrap().path;
    round_trip(&path, r#""/3303/*/5700""#);
}

#[test]
fn values() {
    for (value, json) in [
        (Value::String(Text::new("a\"é")), r#"{"String":"a\"é"}"#),
        (Value::Integer(i64::MIN), r#"{"Integer":-9223372036854775808}"#),
        (Value::Unsigned(u64::MAX), r#"{"Unsigned":18446744073709551615}"#),
        (Value::Float(0.1), r#"{"Float":0.1}"#),
        (Value::Float(3.0), r#"{"Float":3.0}"#),
        (Value::Float(f64::NEG_INFINITY), r#"{"Float":"-inf"}"#),
        (Value::Boolean(true), r#"{"Boolean":true}"#),
        (Value::Opaque(Opaque::new(&[0, 0xff, 0x1a])), r#"{"Opaque":"00ff1a"}"#),
        (Value::Opaque(Opaque::new(&[])), r#"{"Opaque":""}"#),
        (Value::Time(Time(-5)), r#"{"Time":-5}"#),
        (Value::ObjectLink(ObjectLink::new(66, 0)), r#"{"ObjectLink":"66:0"}"#),
        (Value::CoreLink(CoreLink::from_text("</3>".into())), r#"{"CoreLink":"</3>"}"#),
        (Value::Empty, r#""Empty""#),
        (Value::Null, r#""Null""#),
    ] {
        round_trip(&value, json);
    }
    assert_eq!(serde_json::to_string(&Value::Float(f64::NAN)).unwrap(), r#"{"Float":"NaN"}"#);
    let nan = serde_json::from_str(r#"{"Float":"NaN"}"#).unwrap();
    assert!(matches!(nan, Value::Float(number) if number.is_nan()));
    // Whole numbers, too, are Floats where they are said to be.
    assert_eq!(serde_json::from_str::<Value<'_>>(r#"{"Float":-7}"#).unwrap(), Value::Float(-7.0));
    for json in [
        r#"{"Opaque":"0"}"#,
        r#"{"Opaque":"0g"}"#,
        r#"{"Opaque":"+1"}"#,
        r#"{"Float":"1"}"#,
        r#"{"Integer":1.5}"#,
        r#"{"Untyped":"00"}"#,
        r#""Integer""#,
    ] {
        refused::<Value<'static>>(json);
    }
}

#[test]
fn records_with_and_without_a_time() {
    let path = Path::resource(3303, 0, 5700);
    let time = Timestamp::from_nanos(1_700_000_000_500_000_000);
    let with = Record { path, time, value: Value::Float(21.5) };
    let json = r#"{"path":"/3303/0/5700","time":1700000000500000000,"value":{"Float":21.5}}"#;
    round_trip(&with, json);
    let without = r#"{"path":"/3303/0/5700","time":null,"value":{"Float":21.5}}"#;
    round_trip(&Record { time: None, ..with }, without);
    refused::<Record<Value<'static>>>(r#"{"path":"/3","value":"Empty","more":1}"#);
}

/// What a payload said, without and with a schema that knows nothing.
#[test]
fn what_the_bytes_say() {
    const NOTHING: ObjectDef<'_> = ObjectDef {
        id: ObjectId::new(3),
        name: "Device",
        urn: "urn:oma:lwm2m:oma:3",
        version: ObjectVersion::V1_0,
        lwm2m_version: ObjectVersion::V1_0,
        multiple: false,
        mandatory: true,
        resources: &[],
    };
    for (format, payload, value) in [
        (ContentFormat::TLV, &b"\xc1\x09\xc8"[..], r#"{"Untyped":"c8"}"#),
        (ContentFormat::SENML_CBOR, b"\x81\xa2\x21\x66/3/0/9\x02\x18\xc8", r#"{"Integer":200}"#),
        (
            ContentFormat::SENML_JSON,
            br#"[{"bn":"/3/0/9","vs":"a\u0062\n"}]"#,
            r#"{"String":"ab\n"}"#,
        ),
        (ContentFormat::SENML_JSON, br#"[{"bn":"/3/0/9","vd":"-_8"}]"#, r#"{"Opaque":"fbff"}"#),
    ] {
        let json = format!(r#"{{"path":"/3/0/9","time":null,"value":{value}}}"#);
        let target = Path::instance(3, 0);
        for record in records(format, target, payload).unwrap() {
            let record = record.unwrap();
            assert_eq!(serde_json::to_string(&record).unwrap(), json);
            assert_eq!(serde_json::to_string(&record.into_owned()).unwrap(), json);
        }
        for record in records(format, target, payload).unwrap().typed(&NOTHING) {
            let record = record.unwrap();
            assert_eq!(serde_json::to_string(&record).unwrap(), json);
            assert_eq!(serde_json::to_string(&record.into_owned()).unwrap(), json);
        }
    }
}

#[test]
fn octets_are_digits_where_people_read() {
    use serde::Deserialize;
    let digits = StrDeserializer::<Error>::new("00ff");
    assert_eq!(Opaque::deserialize(digits), Ok(Opaque::new(&[0, 0xff])));
    let octets = BorrowedBytesDeserializer::<Error>::new(&[1, 2]);
    assert_eq!(Opaque::deserialize(octets), Ok(Opaque::new(&[1, 2])));
}
