//! A struct lives at its Object Instance: a payload for the instance or for what lies below it is read into it, one for
//! what lies above it is refused, whatever it says.
// Tests run where there is a standard library.
#![allow(clippy::std_instead_of_alloc)]

use std::collections::BTreeMap;

use lwm2m_codec::{
    ContentFormat, Decode, ErrorKind, Instances, Object, Path, decode, encode_to_vec,
};

const FORMATS: [ContentFormat; 5] = [
    ContentFormat::TLV,
    ContentFormat::SENML_CBOR,
    ContentFormat::SENML_JSON,
    ContentFormat::LWM2M_JSON,
    ContentFormat::LWM2M_CBOR,
];

#[derive(Clone, Debug, Default, Object, PartialEq)]
#[lwm2m(object = 3)]
struct Battery {
    #[lwm2m(resource = 0)]
    maker: Option<String>,
    #[lwm2m(resource = 6)]
    sources: Option<Instances<i64, 2>>,
    #[lwm2m(resource = 9)]
    level: Option<u8>,
}

fn battery() -> Battery {
    let sources = Some(Instances::from([(0, 5), (9, 7)]));
    Battery { maker: Some("Acme".into()), sources, level: Some(100) }
}

/// Tells the part of a battery that a target names, and reads it into a type.
fn check<T>(target: Path, expected: &Result<T, (ErrorKind, Option<Path>)>)
where
    T: for<'a> Decode<'a> + PartialEq + core::fmt::Debug,
{
    let at = Path::instance(3, 0);
    for format in FORMATS {
        let payload = match encode_to_vec(format, target, &battery().at(at)) {
            Err(error) if target == Path::ROOT && format == ContentFormat::TLV => {
                assert_eq!(error.kind(), ErrorKind::UnsupportedTarget);
                continue;
            }
            payload => payload.expect("the value has a form"),
        };
        let read = decode::<T>(format, target, &payload);
        let read = read.map_err(|error| (error.kind(), error.path()));
        assert_eq!(read, *expected, "{format} {target}");
    }
}

#[test]
fn what_was_asked_for_is_in_its_field() {
    let all = battery();
    let only = Battery { maker: None, sources: None, level: None };
    check(Path::instance(3, 0), &Ok(all.clone()));
    check(Path::resource(3, 0, 9), &Ok(Battery { level: all.level, ..only.clone() }));
    // The ids of these instances are Resources of the Object as well.
    let sources = Battery { sources: all.sources, ..only.clone() };
    check(Path::resource(3, 0, 6), &Ok(sources));
    let source = Battery { sources: Some(Instances::from([(9, 7)])), ..only };
    check(Path::resource_instance(3, 0, 6, 9), &Ok(source));
}

#[test]
fn instances_of_an_object_live_at_the_object() {
    for target in [Path::object(3), Path::instance(3, 0)] {
        check(target, &Ok(Instances::<_, 1>::from([(0, battery())])));
        check(target, &Ok(BTreeMap::from([(0_u16, battery())])));
        check(target, &Ok(vec![(0_u16, battery())]));
        check(target, &Ok(Some(vec![(0_u16, battery())])));
    }
}

#[test]
fn what_names_more_than_one_is_refused() {
    for target in [Path::ROOT, Path::object(3)] {
        let refused = (ErrorKind::UnsupportedTarget, Some(target));
        check::<Battery>(target, &Err(refused));
        check::<Option<Battery>>(target, &Err(refused));
    }
    let refused = (ErrorKind::UnsupportedTarget, Some(Path::ROOT));
    check::<Instances<Battery, 1>>(Path::ROOT, &Err(refused));
    check::<BTreeMap<u16, Battery>>(Path::ROOT, &Err(refused));
    check::<Vec<(u16, Battery)>>(Path::ROOT, &Err(refused));
    // An Object without instances is no instance without Resources.
    for payload in [&b""[..], b"\x08\x00\x00"] {
        let refused = decode::<Battery>(ContentFormat::TLV, Path::object(3), payload);
        assert_eq!(refused.map_err(|error| error.kind()), Err(ErrorKind::UnsupportedTarget));
    }
}
