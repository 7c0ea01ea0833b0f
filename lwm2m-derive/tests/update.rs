//! A live Object takes a payload whole or not at all.
// Tests run where there is a standard library.
#![allow(clippy::std_instead_of_alloc)]

use std::collections::BTreeMap;

use lwm2m_codec::{
    ContentFormat, ErrorKind, Instances, Object, ObjectInstanceId, Path, Permitted,
    ResourceInstanceId, ResourceValue, Result, replace, update,
};

const TLV: ContentFormat = ContentFormat::TLV;
const AT: Path = Path::instance(3, 0);

#[derive(Clone, Debug, Default, Object, PartialEq)]
#[lwm2m(object = 3, version = "1.2")]
struct Battery {
    #[lwm2m(resource = 9, ops = "R")]
    level: Option<u8>,
    #[lwm2m(resource = 6)]
    sources: Option<BTreeMap<ResourceInstanceId, PowerSource>>,
    #[lwm2m(resource = 7)]
    voltages: Option<Vec<(u16, i16)>>,
    #[lwm2m(resource = 8)]
    currents: Option<Instances<i16, 2>>,
    #[lwm2m(resource = 15)]
    timezone: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, ResourceValue)]
enum PowerSource {
    #[lwm2m(value = 0)]
    Dc,
    #[lwm2m(value = 1)]
    Internal,
}

fn battery() -> Battery {
    Battery {
        level: Some(80),
        sources: Some(BTreeMap::from([(ResourceInstanceId::new(0), PowerSource::Internal)])),
        voltages: Some(vec![(0, 3800), (2, 5000)]),
        currents: Some(Instances::from([(0, 125)])),
        timezone: Some("Europe/Berlin".into()),
    }
}

#[test]
fn a_partial_write_adds_and_overwrites() -> Result<()> {
    let mut live = battery();
    update(
        &mut live,
        AT,
        TLV,
        AT,
        b"\xc1\x09\x64\x84\x07\x42\x01\x0b\xb8\x84\x08\x42\x00\x03\x84",
    )?;
    let changed = Battery {
        level: Some(100),
        voltages: Some(vec![(0, 3800), (1, 3000), (2, 5000)]),
        currents: Some(Instances::from([(0, 900)])),
        ..battery()
    };
    assert_eq!(live, changed);
    // The whole Object Instance may begin with it.
    let mut live = Instances::<Battery, 2>::new();
    update(&mut live, Path::object(3), TLV, AT, b"\xc1\x09\x64")?;
    assert_eq!(live.get(0), Some(&Battery { level: Some(100), ..Battery::default() }));
    Ok(())
}

#[test]
fn an_error_changes_nothing() {
    for (payload, kind) in [
        (&b"\xc1\x0f\x5a\xc2\x09\x01\x00"[..], ErrorKind::OutOfRange),
        (b"\xc1\x09\x64\xc1\x0e\x64\xc1\x09\x65", ErrorKind::Duplicate),
        (b"\xc1\x09\x64\x83\x06\x41\x01\x07", ErrorKind::OutOfRange),
        (b"\xc1\x09\x64\xc1\x07\x07", ErrorKind::WrongCardinality { multiple: true }),
        (b"\xc1\x09\x64\x83\x0f\x41\x01\x07", ErrorKind::WrongCardinality { multiple: false }),
        (b"\xc1\x09\x64\xc1\x0f\xff", ErrorKind::NotUtf8),
        (b"\xc1\x09\x64\xc1\x0f", ErrorKind::UnexpectedEnd { needed: 1, available: 0 }),
    ] {
        for mut live in [battery(), Battery::default()] {
            let before = live.clone();
            for write in [update, replace] {
                let refused = write(&mut live, AT, TLV, AT, payload).map_err(|e| e.kind());
                assert_eq!(refused, Err(kind), "{payload:02x?}");
                assert_eq!(live, before, "{payload:02x?}");
            }
        }
    }
}

#[test]
fn a_replacing_write_makes_the_rest_absent() -> Result<()> {
    let mut live = battery();
    replace(&mut live, AT, TLV, AT, b"\xc1\x09\x64")?;
    assert_eq!(live, Battery { level: Some(100), ..Battery::default() });

    let mut live = battery();
    let target = Path::resource(3, 0, 7);
    replace(&mut live, AT, TLV, target, b"\x84\x07\x42\x05\x0b\xb8")?;
    assert_eq!(live, Battery { voltages: Some(vec![(5, 3000)]), ..battery() });

    let mut live = battery();
    let target = Path::resource_instance(3, 0, 7, 2);
    replace(&mut live, AT, TLV, target, b"\x42\x02\x0b\xb8")?;
    assert_eq!(live, Battery { voltages: Some(vec![(0, 3800), (2, 3000)]), ..battery() });

    // A multiple Resource without instances is there, and empty.
    let mut live = battery();
    replace(&mut live, AT, TLV, Path::resource(3, 0, 6), b"\x80\x06")?;
    assert_eq!(live, Battery { sources: Some(BTreeMap::new()), ..battery() });

    let mut all = BTreeMap::from([(ObjectInstanceId::new(0), battery())]);
    replace(&mut all, Path::object(3), TLV, AT, b"\xc1\x09\x64")?;
    let left = Battery { level: Some(100), ..Battery::default() };
    assert_eq!(all, BTreeMap::from([(ObjectInstanceId::new(0), left)]));
    Ok(())
}

#[test]
fn only_what_the_definition_permits() -> Result<()> {
    let mut live = battery();
    let mut write = Permitted::write(&mut live, AT, Battery::DEF);
    let refused = update(&mut write, AT, TLV, AT, b"\xc1\x0f\x5a\xc1\x09\x64");
    assert_eq!(refused.map_err(|error| error.kind()), Err(ErrorKind::NotPermitted));
    update(&mut write, AT, TLV, AT, b"\xc1\x0f\x5a")?;
    replace(&mut write, AT, TLV, AT, b"\xc1\x0f\x5a")?;
    let left = Battery { level: Some(80), timezone: Some("Z".into()), ..Battery::default() };
    assert_eq!(live, left);
    Ok(())
}
