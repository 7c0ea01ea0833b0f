//! Devices behind a gateway: the two models, prefixes, and what stops at the gateway. D-018, D-165.
// Tests run where there is a standard library.
#![allow(clippy::std_instead_of_alloc, clippy::std_instead_of_core)]

use lwm2m_codec::message::Code;
use lwm2m_codec::path::uri::UriPath;
use lwm2m_codec::{
    CoreLink, ObjectId, ObjectInstanceId, ObjectLink, ObjectVersion, Operation, Options, Path, Text,
};
use lwm2m_model::access::Rights;
use lwm2m_model::gateway::{
    Chosen, Device, Model, Objects, Routing, is_prefix, needs_registration, reaches_devices,
    repeats, rights,
};
use lwm2m_model::objects::gateway::Gateway;
use lwm2m_model::objects::gateway_routing::GatewayRouting;
use lwm2m_model::objects::gateway_v1::GatewayV1;

/// GWY-01: the version decides; without one it is version 1, unless it has what only version 2 has.
#[test]
fn models() {
    for (version, links, expected) in [
        (None, false, Some((Model::V1, false))),
        (None, true, Some((Model::V2, true))),
        (Some((1, 0)), true, Some((Model::V1, false))),
        (Some((1, 1)), false, Some((Model::V1, false))),
        (Some((2, 0)), false, Some((Model::V2, false))),
        (Some((2, 3)), true, Some((Model::V2, false))),
        (Some((3, 0)), true, None),
        (Some((0, 9)), false, None),
    ] {
        let version = version.map(|(major, minor)| ObjectVersion::new(major, minor));
        let expected = expected.map(|(model, guessed)| Chosen { model, guessed });
        assert_eq!(Model::of(version, links), expected, "{version:?} {links}");
    }
}

fn links(text: &str) -> CoreLink<'_> {
    CoreLink::new(text).expect("links")
}

/// GWY-02: version 2 lists a device's Objects as a registration would; they are in no registration.
#[test]
fn version_2() {
    let instance = Gateway {
        device_id: Some("urn:dev:ops:1".into()),
        prefix: Some("d01".into()),
        iot_device_objects: Some(links("</3/0>;ver=1.2,</3303/0>")),
    };
    let device = Device::of(&instance).expect("a device");
    assert_eq!((device.id, device.prefix), ("urn:dev:ops:1".into(), "d01".into()));
    let Objects::Links(listed) = device.objects else { panic!("links") };
    let mut buffer = [0; 64];
    let text = listed.as_text().to_str(&mut buffer).expect("it fits");
    let list = Options::STRICT.object_list(text.as_bytes()).expect("a list");
    let paths: Vec<_> = list.objects.map(|it| it.expect("an object").path).collect();
    assert_eq!(paths, [Path::instance(3, 0), Path::instance(3303, 0)]);

    for incomplete in [
        Gateway { device_id: None, ..instance.clone() },
        Gateway { prefix: None, ..instance.clone() },
        Gateway { prefix: Some("01".into()), ..instance.clone() },
        Gateway { iot_device_objects: None, ..instance.clone() },
    ] {
        assert_eq!(Device::of(&incomplete), None);
    }
}

/// GWY-01: version 1 leads to Object 26, whose empty mapping changes nothing.
#[test]
fn version_1() {
    let instance = |link| GatewayV1 {
        device_id: Some("urn:dev:ops:1".into()),
        prefix: Some("d01".into()),
        routing_table_entry: link,
    };
    for (link, expected) in [
        (None, Some(Objects::Unknown)),
        (Some(ObjectLink::NULL), Some(Objects::Unknown)),
        (Some(ObjectLink::new(26, 4)), Some(Objects::Routing(ObjectInstanceId::new(4)))),
        (Some(ObjectLink::new(26, 65535)), None),
        (Some(ObjectLink::new(25, 4)), None),
    ] {
        let instance = instance(link);
        let found = Device::of_v1(&instance).map(|device| device.objects);
        assert_eq!(found, expected, "{link:?}");
    }
    let routing = |object, text| {
        let mapping_info = Some(links(text));
        GatewayRouting { lwm2m_object_id: Some(object), mapping_info }
    };
    for (object, text, expected) in [
        (3303, "", Some((3303, None))),
        (3303, "</0/1>", Some((3303, Some("</0/1>")))),
        (65535, "", None),
        (65536 + 3, "", None),
    ] {
        let instance = routing(object, text);
        let found = Routing::of(&instance);
        assert_eq!(found.as_ref().map(|it| it.object), expected.map(|it| ObjectId::new(it.0)));
        let mapping = found.and_then(|it| it.mapping).map(|mapping| mapping.to_string());
        assert_eq!(mapping.as_deref(), expected.and_then(|it| it.1), "{object} {text}");
    }
    assert_eq!(Routing::of(&GatewayRouting::new()), None);
}

/// D-018: which words are prefixes.
#[test]
fn words() {
    for (text, expected) in [
        ("d01", true),
        ("n0", true),
        ("0aapud0", true),
        (".2137", true),
        ("a-b_c~d.e", true),
        ("rds", true),
        ("", false),
        ("01", false),
        ("-a", false),
        ("a/b", false),
        ("a b", false),
        ("a%20b", false),
        ("\u{e9}", false),
        ("rd", false),
        ("bs", false),
        ("bspack", false),
        ("dp", false),
    ] {
        assert_eq!(is_prefix(&Text::new(text)), expected, "{text}");
    }
}

/// GWY-03: the prefix stands behind a real alternate path; one that no device has is 4.04, and none comes twice.
#[test]
fn devices_by_prefix() {
    let instance = |prefix| Gateway {
        device_id: Some("a name".into()),
        prefix: Some(Text::new(prefix)),
        iot_device_objects: Some(links("</3/0>")),
    };
    let instances = ["d01", "d02", "d02"].map(instance);
    let devices: Vec<_> = instances.iter().filter_map(Device::of).collect();
    for (uri, alternate_path, expected) in [
        ("/d01/3303/0", "", Ok("d01")),
        ("/lwm2m/d02/3303/0", "lwm2m", Ok("d02")),
        ("/d03/3303/0", "", Err(Code::NOT_FOUND)),
        ("/D01/3303/0", "", Err(Code::NOT_FOUND)),
    ] {
        let UriPath::Objects { prefix, path } = UriPath::parse(uri).expect("a path") else {
            panic!("objects: {uri}");
        };
        assert_eq!(path, Path::instance(3303, 0));
        let device = prefix.device(alternate_path).expect("one segment");
        let found = Device::find(&devices, device).map(|device| device.prefix.to_string());
        assert_eq!(found.as_deref().map_err(|code| *code), expected, "{uri}");
    }
    assert_eq!(repeats(&devices), Some(&Text::new("d02")));
    assert_eq!(devices.split_last().and_then(|(_, earlier)| repeats(earlier)), None);
}

/// GWY-06, GWY-07: bootstrap and registration stop at the gateway; a Send may tell of what nobody registered.
#[test]
fn what_reaches_devices() {
    for operation in Operation::ALL {
        let stops = matches!(
            operation,
            Operation::BootstrapRequest
                | Operation::BootstrapWrite
                | Operation::BootstrapRead
                | Operation::BootstrapDiscover
                | Operation::BootstrapDelete
                | Operation::BootstrapFinish
                | Operation::BootstrapPackRequest
                | Operation::Register
                | Operation::Update
                | Operation::Deregister
        );
        assert_eq!(reaches_devices(*operation), !stops, "{operation:?}");
    }
    assert!(needs_registration("") && !needs_registration("d01"));
}

/// GWY-08: access control is about the gateway's own Objects.
#[test]
fn rights_at_devices() {
    for own in [Rights::NONE, Rights::READ, Rights::OWNER] {
        assert_eq!(rights("", || own), own);
        assert_eq!(rights("d01", || own), Rights::ALL);
    }
}
