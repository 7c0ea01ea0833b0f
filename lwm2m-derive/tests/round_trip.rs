//! What an Object tells in a format is what it is read from, in every format.
// Tests run where there is a standard library.
#![allow(clippy::std_instead_of_alloc)]

use std::collections::BTreeMap;

use lwm2m_codec::{
    ContentFormat, CoreLink, Decode, Encode, ErrorKind, Instances, Object, ObjectLink, Opaque,
    Path, ResourceInstanceId, ResourceValue, Result, Text, Time, decode, encode_to_vec,
    encoded_len,
};

const FORMATS: [ContentFormat; 3] =
    [ContentFormat::TLV, ContentFormat::SENML_CBOR, ContentFormat::LWM2M_CBOR];

/// Encodes a value, hands the bytes to `read`, for every format.
fn check<T: Encode>(
    value: &T,
    target: Path,
    read: impl Fn(ContentFormat, &[u8], &T) -> Result<()>,
) -> Result<()> {
    for format in FORMATS {
        let payload = encode_to_vec(format, target, value)?;
        assert_eq!(encoded_len(format, target, value)?, payload.len(), "{format}");
        read(format, &payload, value)?;
    }
    Ok(())
}

/// The same for a type that borrows nothing.
fn check_owned<T: Encode + for<'a> Decode<'a> + PartialEq + core::fmt::Debug>(
    value: &T,
    target: Path,
) -> Result<()> {
    check(value, target, |format, payload, value| {
        assert_eq!(decode::<T>(format, target, payload)?, *value, "{format}");
        Ok(())
    })
}

/// Fields on purpose not in the order of their ids.
#[derive(Clone, Debug, Default, Object, PartialEq)]
#[lwm2m(object = 33100)]
struct EveryType<'a, const N: usize = 4> {
    #[lwm2m(resource = 300)]
    last: Option<u16>,
    #[lwm2m(resource = 2)]
    count: Option<u64>,
    #[lwm2m(resource = 0)]
    text: Option<Text<'a>>,
    #[lwm2m(resource = 1)]
    number: Option<i64>,
    #[lwm2m(resource = 3)]
    level: Option<f64>,
    #[lwm2m(resource = 5)]
    key: Option<Opaque<'a>>,
    #[lwm2m(resource = 4)]
    lit: Option<bool>,
    #[lwm2m(resource = 6)]
    since: Option<Time>,
    #[lwm2m(resource = 7)]
    target: Option<ObjectLink>,
    #[lwm2m(resource = 8)]
    links: Option<CoreLink<'a>>,
    #[lwm2m(resource = 9, multiple)]
    texts: Option<Instances<Text<'a>, N>>,
    #[lwm2m(resource = 10, multiple)]
    targets: Option<Instances<ObjectLink, 2>>,
    #[lwm2m(resource = 11)]
    plain: Option<&'a str>,
}

fn every_type() -> EveryType<'static> {
    EveryType {
        last: Some(65535),
        count: Some(u64::MAX),
        text: Some("Open Mobile Alliance".into()),
        number: Some(i64::MIN),
        level: Some(-40.5),
        key: Some(Opaque::new(&[0, 255])),
        lit: Some(true),
        since: Some(Time(1_367_491_215)),
        target: Some(ObjectLink::new(66, 0)),
        links: Some(CoreLink::from_text("</3/0>".into())),
        texts: Some(Instances::from([(3, "d".into()), (0, "a".into()), (65534, "z".into())])),
        targets: Some(Instances::from([(0, ObjectLink::NULL)])),
        plain: Some("+02:00"),
    }
}

#[test]
fn every_type_comes_back() -> Result<()> {
    let target = Path::instance(33100, 7);
    check(&every_type(), target, |format, payload, value| {
        assert_eq!(decode::<EveryType<'_>>(format, target, payload)?, *value, "{format}");
        Ok(())
    })
}

#[test]
fn instances_of_an_object_come_back() -> Result<()> {
    let target = Path::object(33100);
    let some = EveryType { lit: Some(false), ..EveryType::default() };
    let all = Instances::<_, 2>::from([(65534, every_type()), (0, some)]);
    check(&all, target, |format, payload, all| {
        let read: Instances<EveryType<'_>, 2> = decode(format, target, payload)?;
        assert_eq!(read, *all, "{format}");
        Ok(())
    })
}

/// A stack author's own: narrow numbers, the heap.
#[derive(Clone, Debug, Default, Object, PartialEq)]
#[lwm2m(object = 3)]
struct Battery {
    #[lwm2m(resource = 9)]
    level: Option<u8>,
    #[lwm2m(resource = 6)]
    sources: Option<BTreeMap<ResourceInstanceId, PowerSource>>,
    #[lwm2m(resource = 7)]
    voltages: Option<Vec<(u16, i32)>>,
    #[lwm2m(resource = 0)]
    maker: Option<String>,
    #[lwm2m(resource = 1)]
    model: Option<heapless::String<8>>,
    #[lwm2m(resource = 100)]
    key: Option<Vec<u8>>,
}

#[derive(Clone, Copy, Debug, PartialEq, ResourceValue)]
enum PowerSource {
    #[lwm2m(value = 0)]
    Dc,
    #[lwm2m(value = 5)]
    Usb,
    #[lwm2m(other)]
    Other(i64),
}

fn battery() -> Battery {
    let id = ResourceInstanceId::new;
    let sources =
        [(id(0), PowerSource::Usb), (id(1), PowerSource::Dc), (id(7), PowerSource::Other(-9))];
    Battery {
        level: Some(100),
        sources: Some(BTreeMap::from(sources)),
        voltages: Some(vec![(0, 3800), (1, 5000)]),
        maker: Some("Open Mobile Alliance".into()),
        model: heapless::String::try_from("M2M").ok(),
        key: Some(vec![1; 300]),
    }
}

#[test]
fn owned_storage_comes_back() -> Result<()> {
    check_owned(&battery(), Path::instance(3, 0))
}

#[test]
fn an_object_instance_without_resources_survives() -> Result<()> {
    check_owned(&Battery::default(), Path::instance(3, 0))?;
    let target = Path::object(3);
    let all = BTreeMap::from([(0, Battery::default()), (1, battery()), (2, Battery::default())]);
    for format in [ContentFormat::TLV, ContentFormat::LWM2M_CBOR] {
        let payload = encode_to_vec(format, target, &all)?;
        assert_eq!(decode::<BTreeMap<u16, Battery>>(format, target, &payload)?, all, "{format}");
    }
    // SenML has records only, and an empty Object Instance has none.
    let payload = encode_to_vec(ContentFormat::SENML_CBOR, target, &all)?;
    let read: BTreeMap<u16, Battery> = decode(ContentFormat::SENML_CBOR, target, &payload)?;
    assert_eq!(read, BTreeMap::from([(1, battery())]));
    Ok(())
}

#[test]
fn an_empty_multiple_resource_is_not_an_absent_one() -> Result<()> {
    let empty = Battery { sources: Some(BTreeMap::new()), ..Battery::default() };
    let target = Path::instance(3, 0);
    for format in [ContentFormat::TLV, ContentFormat::LWM2M_CBOR] {
        let payload = encode_to_vec(format, target, &empty)?;
        assert_eq!(decode::<Battery>(format, target, &payload)?, empty, "{format}");
    }
    let refused = encode_to_vec(ContentFormat::SENML_CBOR, target, &empty);
    assert!(matches!(refused.map_err(|e| e.kind()), Err(ErrorKind::NotExpressible(_))));
    Ok(())
}

#[test]
fn a_part_is_told_alone() -> Result<()> {
    let (battery, at) = (battery(), Path::instance(3, 0));
    for format in FORMATS {
        let read = |target| encode_to_vec(format, target, &battery.at(at));
        let level: u8 = decode(format, Path::resource(3, 0, 9), &read(Path::resource(3, 0, 9))?)?;
        assert_eq!(level, 100, "{format}");
        let source = Path::resource_instance(3, 0, 6, 7);
        let source: PowerSource = decode(format, source, &read(source)?)?;
        assert_eq!(source, PowerSource::Other(-9), "{format}");
        assert_eq!(read(at)?, encode_to_vec(format, at, &battery)?, "{format}");
    }
    Ok(())
}

/// Kind and path of what goes wrong on reading.
fn refusal<T: for<'a> Decode<'a>>(payload: &[u8]) -> Option<(ErrorKind, Option<Path>)> {
    let error = decode::<T>(ContentFormat::TLV, Path::instance(3, 0), payload).err()?;
    Some((error.kind(), error.path()))
}

#[test]
fn what_does_not_fit_is_refused() {
    let at = |resource| Some(Path::resource(3, 0, resource));
    for (payload, kind, path) in [
        (&b"\xc2\x09\x01\x00"[..], ErrorKind::OutOfRange, at(9)),
        (b"\xc1\x09\xff", ErrorKind::OutOfRange, at(9)),
        (b"\xc8\x01\x09123456789", ErrorKind::ValueTooLong { limit: 8 }, at(1)),
        (b"\xc1\x06\x01", ErrorKind::WrongCardinality { multiple: true }, at(6)),
        (
            b"\x83\x09\x41\x00\x01",
            ErrorKind::WrongCardinality { multiple: false },
            Some(Path::resource_instance(3, 0, 9, 0)),
        ),
        (b"\xc1\x09\x01\xc1\x64\x00\xc1\x09\x01", ErrorKind::Duplicate, at(9)),
    ] {
        let refused = refusal::<Battery>(payload);
        let payload = payload.iter().map(|octet| format!("{octet:02x}")).collect::<String>();
        assert_eq!(refused, Some((kind, path)), "{payload}");
    }
}

#[test]
fn a_struct_has_no_place_below_a_resource_instance() {
    // Below a Resource Instance there is nothing.
    let at = Path::resource_instance(3, 0, 6, 0);
    let refused = encode_to_vec(ContentFormat::SENML_CBOR, Path::ROOT, &battery().at(at));
    assert_eq!(refused.map_err(|error| error.kind()), Err(ErrorKind::PathTooDeep));
}
