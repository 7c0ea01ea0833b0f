//! A stack's own struct: the types that suit the program, filled from payloads that are gone afterwards.
// A program has the standard library.
#![allow(clippy::std_instead_of_alloc)]

use std::collections::BTreeMap;

use lwm2m_codec::{
    ContentFormat, ErrorKind, Object, Path, ResourceInstanceId, ResourceValue, Result, decode,
    encode_to_vec, replace, update,
};

/// A battery as this program thinks of it: four resources of Object 3, in its own order.
#[derive(Clone, Debug, Default, Object, PartialEq)]
#[lwm2m(object = 3, version = "1.2")]
struct Battery {
    /// In percent; the standard says Integer, and what does not fit a `u8` is refused.
    #[lwm2m(resource = 9)]
    level: Option<u8>,
    #[lwm2m(resource = 6)]
    sources: Option<BTreeMap<ResourceInstanceId, PowerSource>>,
    #[lwm2m(resource = 0)]
    maker: Option<String>,
    #[lwm2m(resource = 20)]
    status: Option<Status>,
}

/// Open: a number that is unknown today is kept.
#[derive(Clone, Copy, Debug, PartialEq, ResourceValue)]
enum PowerSource {
    #[lwm2m(value = 0)]
    Dc,
    #[lwm2m(value = 1)]
    InternalBattery,
    #[lwm2m(other)]
    Other(i64),
}

/// Closed: a number that is unknown is refused.
#[derive(Clone, Copy, Debug, PartialEq, ResourceValue)]
enum Status {
    #[lwm2m(value = 0)]
    Normal,
    #[lwm2m(value = 1)]
    Charging,
}

const TARGET: Path = Path::instance(3, 0);

fn main() -> Result<()> {
    // The battery outlives the datagram that it came in. Resources 1 and 10 are not of interest here.
    let mut battery: Battery = {
        let datagram = [
            &b"\xc4\x00Acme\xc2\x01v2"[..],
            b"\x86\x06\x41\x00\x01\x41\x01\x07",
            b"\xc1\x09\x50\xc1\x0a\x0f",
        ];
        decode(ContentFormat::TLV, TARGET, &datagram.concat())?
    };
    println!("read: {battery:?}");
    let id = ResourceInstanceId::new;
    let sources = [(id(0), PowerSource::InternalBattery), (id(1), PowerSource::Other(7))];
    assert_eq!(
        battery,
        Battery {
            level: Some(80),
            sources: Some(BTreeMap::from(sources)),
            maker: Some("Acme".into()),
            status: None,
        }
    );

    // News in another format: one instance more, and a status.
    let news = Battery {
        sources: Some(BTreeMap::from([(id(5), PowerSource::Dc)])),
        status: Some(Status::Charging),
        ..Battery::default()
    };
    let payload = encode_to_vec(ContentFormat::SENML_CBOR, TARGET, &news)?;
    update(&mut battery, TARGET, ContentFormat::SENML_CBOR, TARGET, &payload)?;
    println!("updated by {} bytes of SenML CBOR: {battery:?}", payload.len());
    assert_eq!(battery.sources.as_ref().map(BTreeMap::len), Some(3));
    assert_eq!((battery.level, battery.status), (Some(80), Some(Status::Charging)));

    // 300 percent are not a level: the error says where, and nothing has changed.
    let before = battery.clone();
    let refused =
        update(&mut battery, TARGET, ContentFormat::TLV, TARGET, b"\xc1\x14\x00\xc2\x09\x01\x2c");
    let error = refused.err();
    println!("refused: {}", error.map_or(String::new(), |error| error.to_string()));
    assert_eq!(error.map(|error| error.kind()), Some(ErrorKind::OutOfRange));
    assert_eq!(error.and_then(|error| error.path()), Some(Path::resource(3, 0, 9)));
    assert_eq!(battery, before);

    // A replacing write of one resource: its instances are those of the payload, and no others.
    let target = Path::resource(3, 0, 6);
    replace(&mut battery, TARGET, ContentFormat::TLV, target, b"\x83\x06\x41\x02\x00")?;
    println!("replaced: {:?}", battery.sources);
    assert_eq!(battery.sources, Some(BTreeMap::from([(id(2), PowerSource::Dc)])));
    assert_eq!(battery.level, before.level);

    // And out again: of the whole, or of a part.
    let part = encode_to_vec(ContentFormat::LWM2M_CBOR, target, &battery.at(TARGET))?;
    println!("told: {part:02x?} of LwM2M CBOR");
    assert_eq!(part, b"\xa1\x83\x03\x00\x06\xa1\x02\x00");
    Ok(())
}

#[test]
fn runs() -> Result<()> {
    main()
}
