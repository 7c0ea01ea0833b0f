//! What Device and Server ask for beyond their definitions.
// Tests run where there is a standard library.
#![allow(clippy::std_instead_of_alloc, clippy::std_instead_of_core)]

use lwm2m_codec::{Instances, Path};
use lwm2m_model::objects::device::{self, Device, ErrorCode, PowerSource};
use lwm2m_model::objects::server::{self, Server};
use lwm2m_model::validate::{self, Problem, Purpose};

/// MOD-08: voltages and currents are those of power sources; Error Code has an instance.
#[test]
fn of_device() {
    let no_error = || Some(Instances::from([(0, ErrorCode::NoError)]));
    let sources =
        || Some(Instances::from([(1, PowerSource::InternalBattery), (4, PowerSource::Usb)]));
    let voltages = |ids: [u16; 2]| Some(Instances::from(ids.map(|id| (id, 5000))));
    let at = |resource, id| Path::resource_instance(3, 0, resource, id);
    let unknown = |resource, id| (at(resource, id), Problem::PowerSource);
    let cases: [(Device<'_>, &[(Path, Problem)]); 6] = [
        (Device { error_code: no_error(), ..Device::new() }, &[]),
        (Device::new(), &[(Path::resource(3, 0, 11), Problem::ErrorCode)]),
        (
            Device { error_code: Some(Instances::new()), ..Device::new() },
            &[(Path::resource(3, 0, 11), Problem::ErrorCode)],
        ),
        (
            Device {
                error_code: no_error(),
                available_power_sources: sources(),
                power_source_voltage: voltages([1, 4]),
                ..Device::new()
            },
            &[],
        ),
        (
            Device {
                error_code: no_error(),
                available_power_sources: sources(),
                power_source_voltage: voltages([0, 1]),
                power_source_current: voltages([4, 5]),
                ..Device::new()
            },
            &[unknown(7, 0), unknown(8, 5)],
        ),
        (
            Device {
                error_code: no_error(),
                power_source_current: voltages([1, 4]),
                ..Device::new()
            },
            &[unknown(8, 1), unknown(8, 4)],
        ),
    ];
    for (device, expected) in cases {
        let mut found = Vec::new();
        validate::device(&device, &mut |finding| found.push((finding.path, finding.problem)));
        assert_eq!(found, expected);
    }
}

/// REG-18: supported versions are two or three numbers; the hash algorithm is 0 to 255.
#[test]
fn of_server() {
    let at = Path::instance(1, 0);
    for (text, fine) in [
        ("1.0", true),
        ("1.2.2", true),
        ("10.20.30", true),
        ("", false),
        ("1", false),
        ("1.", false),
        (".1", false),
        ("1..2", false),
        ("1.2.2.1", false),
        ("1.2 ", false),
        ("\u{661}.1", false),
    ] {
        let server: Server<'_> = Server {
            supported_server_versions: Some(Instances::from([(3, text.into())])),
            ..Server::new()
        };
        let mut found = Vec::new();
        validate::server(at, &server, &mut |finding| found.push((finding.path, finding.problem)));
        let expected = [(Path::resource_instance(1, 0, 25, 3), Problem::Version)];
        assert_eq!(found, if fine { &[][..] } else { &expected }, "{text}");
    }
    for (algorithm, fine) in [(0, true), (255, true), (256, false)] {
        let server: Server<'_> =
            Server { profile_id_hash_algorithm: Some(algorithm), ..Server::new() };
        let mut found = Vec::new();
        validate::validate(&server::DEF, at, &server, Purpose::Read, &mut |finding| {
            found.push((finding.path, finding.problem));
        })
        .expect("records in order");
        let expected = [(Path::resource(1, 0, 27), Problem::Range)];
        assert_eq!(found, if fine { &[][..] } else { &expected }, "{algorithm}");
    }
}

/// D-167: a number that no enumeration names is carried, and found.
#[test]
fn of_unknown_numbers() {
    let device: Device<'_> = Device {
        available_power_sources: Some(Instances::from([(0, PowerSource::Other(99))])),
        ..Device::new()
    };
    let mut found = Vec::new();
    validate::validate(
        &device::DEF,
        Path::instance(3, 0),
        &device,
        Purpose::Read,
        &mut |finding| {
            found.push((finding.path, finding.problem));
        },
    )
    .expect("records in order");
    assert_eq!(found, [(Path::resource_instance(3, 0, 6, 0), Problem::Range)]);
}
