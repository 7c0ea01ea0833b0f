//! 65535 identifies nothing at any level, and stands only where it means just that. D-011, D-056.
#![cfg(all(
    feature = "lwm2m-cbor",
    feature = "lwm2m-json",
    feature = "senml-cbor",
    feature = "senml-json",
    feature = "tlv"
))]
#![allow(
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test has the standard library"
)]

use lwm2m_codec::message::UriPath;
use lwm2m_codec::{
    ContentFormat, ErrorKind, ObjectId, ObjectInstanceId, ObjectLink, Options, Path, ResourceId,
    ResourceInstanceId, decode, link, paths, records,
};

/// TYP-02: no id type holds it, and none wraps.
#[test]
fn id_types() {
    for id in [0, 1, 65533, 65534] {
        assert_eq!(ObjectId::try_from(id).map(u16::from), Ok(id));
        assert_eq!(ObjectInstanceId::try_from(id).map(u16::from), Ok(id));
        assert_eq!(ResourceId::try_from(id).map(u16::from), Ok(id));
        assert_eq!(ResourceInstanceId::try_from(id).map(u16::from), Ok(id));
    }
    let refused = ErrorKind::ReservedId;
    assert_eq!(ObjectId::try_from(65535).map_err(|e| e.kind()), Err(refused));
    assert_eq!(ObjectInstanceId::try_from(65535).map_err(|e| e.kind()), Err(refused));
    assert_eq!(ResourceId::try_from(65535).map_err(|e| e.kind()), Err(refused));
    assert_eq!(ResourceInstanceId::try_from(65535).map_err(|e| e.kind()), Err(refused));
    for ids in [&[65535][..], &[1, 65535], &[1, 2, 65535], &[1, 2, 3, 65535]] {
        assert_eq!(Path::try_from(ids).map_err(|e| e.kind()), Err(refused), "{ids:?}");
    }
}

/// TYP-02: at each level of each form of a path; with 65534 in its place it is one.
#[test]
fn every_level() {
    for path in ["/65535", "/1/65535", "/1/2/65535", "/1/2/3/65535"] {
        let legal = path.replace("65535", "65534");
        assert_eq!(path.parse::<Path>().map_err(|e| e.kind()), Err(ErrorKind::ReservedId));
        assert!(legal.parse::<Path>().is_ok());
        let uri = UriPath::parse(path).map_err(|e| e.kind());
        assert!(matches!(uri, Err(ErrorKind::UriPath(_))), "{path}");
        assert!(UriPath::parse(&legal).is_ok());
        let target = |path: &str| {
            let links = format!("<{path}>");
            let mut links = link::links(links.as_bytes()).expect("links");
            links
                .next()
                .expect("a link")
                .and_then(|link| link.path().map(drop))
                .map_err(|e| e.kind())
        };
        assert_eq!(target(path), Err(ErrorKind::ReservedId), "{path}");
        assert_eq!(target(&legal), Ok(()), "{legal}");
        let list = |path: &str| {
            let list = format!(r#"[{{"n":"{path}"}}]"#);
            let mut paths = paths(ContentFormat::SENML_JSON, list.as_bytes()).expect("a list");
            paths.next().expect("a path").map(drop).map_err(|e| e.kind())
        };
        assert_eq!(list(path), Err(ErrorKind::ReservedId), "{path}");
        assert_eq!(list(&legal), Ok(()), "{legal}");
    }
}

/// TYP-02: as an id in a payload of each format that has ids.
#[test]
fn payloads() {
    let object = Path::object(3303);
    for (format, target, reserved, legal) in [
        (
            ContentFormat::TLV,
            object,
            &b"\x25\xff\xff\xc2\x01\x05"[..],
            &b"\x23\xff\xfe\xc1\x01\x05"[..],
        ),
        (ContentFormat::TLV, Path::instance(3303, 0), b"\xe1\xff\xff\x05", b"\xe1\xff\xfe\x05"),
        (
            ContentFormat::SENML_JSON,
            object,
            br#"[{"n":"/3303/0/65535","v":5}]"#,
            br#"[{"n":"/3303/0/65534","v":5}]"#,
        ),
        (
            ContentFormat::SENML_JSON,
            object,
            br#"[{"n":"/3303/65535/1","v":5}]"#,
            br#"[{"n":"/3303/65534/1","v":5}]"#,
        ),
        (
            ContentFormat::LWM2M_JSON,
            object,
            br#"{"bn":"/3303/","e":[{"n":"0/65535","v":5}]}"#,
            br#"{"bn":"/3303/","e":[{"n":"0/65534","v":5}]}"#,
        ),
        (
            ContentFormat::SENML_CBOR,
            object,
            b"\x81\xa2\x00\x6d/3303/0/65535\x02\x05",
            b"\x81\xa2\x00\x6d/3303/0/65534\x02\x05",
        ),
        (
            ContentFormat::LWM2M_CBOR,
            object,
            b"\xa1\x83\x19\x0c\xe7\x00\x19\xff\xff\x05",
            b"\xa1\x83\x19\x0c\xe7\x00\x19\xff\xfe\x05",
        ),
    ] {
        let found = |payload| {
            let mut records = records(format, target, payload)?;
            records.next().expect("something").map(drop)
        };
        assert_eq!(found(reserved).map_err(|e| e.kind()), Err(ErrorKind::ReservedId), "{format}");
        assert_eq!(found(legal), Ok(()), "{format}");
    }
}

/// TYP-02: where it means "none" or "every": the null link, the Object of a link, values of Access Control, and an
/// Object Instance that a Create in LwM2M CBOR leaves to the client to name.
#[test]
fn where_it_may_stand() {
    let link = |text: &str| {
        let payload = format!(r#"[{{"n":"/3303/0/1","vlo":"{text}"}}]"#);
        let at = Path::resource(3303, 0, 1);
        decode::<ObjectLink>(ContentFormat::SENML_JSON, at, payload.as_bytes())
    };
    assert_eq!(link("65535:65535"), Ok(ObjectLink::NULL));
    assert_eq!(link("3303:65535"), Ok(ObjectLink { object: 3303, instance: 65535 }));
    for resource in [1, 3] {
        let at = Path::resource(2, 0, resource);
        let id: i64 = decode(ContentFormat::TEXT, at, b"65535").expect("a value");
        assert_eq!(id, 65535);
    }
    let create = b"\xa1\x82\x19\x0c\xe7\x19\xff\xff\xa1\x19\x16\x44\x01";
    let options = Options::STRICT.new_instance(ObjectInstanceId::new(7));
    let mut records =
        options.records(ContentFormat::LWM2M_CBOR, Path::object(3303), create).expect("a payload");
    let path = records.next().expect("a record").expect("a record").path;
    assert_eq!(path, Path::resource(3303, 7, 5700));
}
