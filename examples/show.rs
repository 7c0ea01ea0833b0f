//! What all three projects do with their object, whoever wrote the type: in every format, updated, and refused.

use std::collections::BTreeMap;

use lwm2m_codec::format::SUPPORTED;
use lwm2m_codec::{
    ContentFormat, Object, ObjectLink, Path, Permitted, ResourceInstanceId, Result, Time, decode,
    encode_to_vec, update,
};

use crate::{Irrigation, Mode};

/// Where the object's instance lives.
const INSTANCE: Path = Path::instance(33000, 0);

pub(crate) fn show() -> Result<()> {
    let id = ResourceInstanceId::new;
    let mut irrigation = Irrigation {
        site: Some("North field".into()),
        valves: Some(BTreeMap::from([(id(0), true), (id(1), false)])),
        mode: Some(Mode::BySoilMoisture),
        soil_moisture: Some(BTreeMap::from([(id(0), 23.5), (id(1), 61.0)])),
        water_used: Some(18_400),
        frost_limit: Some(2),
        last_watering: Some(Time(1_700_000_000)),
        valve_key: Some(b"0123456789abcdef".to_vec()),
        power_supply: Some(ObjectLink::new(3, 0)),
        sensors: Some("</3303/0>,</3303/1>".into()),
        application_type: Some("orchard".into()),
    };

    // There and back in every format. Some hold one value only, opaque none but octets.
    for &format in SUPPORTED {
        let target = match format {
            ContentFormat::TEXT | ContentFormat::CBOR => Path::resource(33000, 0, 4),
            ContentFormat::OPAQUE => Path::resource(33000, 0, 7),
            _ => INSTANCE,
        };
        let payload = encode_to_vec(format, target, &irrigation.at(INSTANCE))?;
        println!("{format}, {target}: {}", payload.escape_ascii());

        let again: Irrigation = decode(format, target, &payload)?;
        assert_eq!(encode_to_vec(format, target, &again.at(INSTANCE))?, payload);
        assert!(target != INSTANCE || again == irrigation);
    }

    // A Write of two resources. The second is no number: nothing changes, and the error says where.
    let before = irrigation.clone();
    let write = br#"[{"bn":"/33000/0/","n":"0","vs":"South field"},{"n":"5","vs":"cold"}]"#;
    let refused = update(&mut irrigation, INSTANCE, ContentFormat::SENML_JSON, INSTANCE, write);
    println!("refused: {}", refused.unwrap_err());
    assert_eq!(irrigation, before);

    // With a number in its place both are written.
    let write = br#"[{"bn":"/33000/0/","n":"0","vs":"South field"},{"n":"5","v":-2}]"#;
    update(&mut irrigation, INSTANCE, ContentFormat::SENML_JSON, INSTANCE, write)?;
    println!("written: {:?}, {:?}", irrigation.site, irrigation.frost_limit);

    // What a server may do is in the definition: the water used is not its to write.
    let mut writable = Permitted::write(&mut irrigation, INSTANCE, Irrigation::DEF);
    let write = b"\xc1\x04\x00";
    let refused = update(&mut writable, INSTANCE, ContentFormat::TLV, INSTANCE, write);
    println!("refused: {}", refused.unwrap_err());

    for resource in Irrigation::DEF.resources {
        println!("{resource:?}");
    }
    let missing = Irrigation::default();
    let missing: Vec<_> = missing.missing_mandatory().map(|id| id.to_string()).collect();
    println!("an empty one lacks {}", missing.join(", "));
    Ok(())
}
