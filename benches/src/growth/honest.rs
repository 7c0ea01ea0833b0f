//! Many records, as W3 has a thousand: every record as long as the next, so that only their number grows.

use lwm2m_codec::{ContentFormat, Path};

use super::{Family, Work};

pub(super) const FAMILIES: &[Family] = &[
    family("records", "SenML CBOR", Work::Walk(ContentFormat::SENML_CBOR, VALUE), senml_cbor),
    family("records", "SenML JSON", Work::Walk(ContentFormat::SENML_JSON, VALUE), senml_json),
    family("records", "LwM2M JSON", Work::Walk(ContentFormat::LWM2M_JSON, VALUE), lwm2m_json),
    family("records", "LwM2M CBOR", Work::Walk(ContentFormat::LWM2M_CBOR, SENSOR), lwm2m_cbor),
    family("records", "TLV", Work::Walk(ContentFormat::TLV, SENSOR), tlv),
    family("links", "CoRE links", Work::Links, links),
    family("objects", "CoRE links", Work::Objects, links),
    family(
        "transcoded",
        "SenML CBOR",
        Work::Transcode(ContentFormat::SENML_CBOR, VALUE),
        senml_cbor,
    ),
];

const fn family(
    name: &'static str,
    format: &'static str,
    work: Work,
    make: fn(usize) -> Vec<u8>,
) -> Family {
    Family { name, format, is_honest: true, work, make }
}

const VALUE: Path = Path::resource(3303, 0, 5700);
const SENSOR: Path = Path::instance(3303, 0);

/// What is repeated with another number, as often as it fits.
fn numbered(
    size: usize,
    begin: &[u8],
    end: &[u8],
    mut unit: impl FnMut(u32, &mut Vec<u8>),
) -> Vec<u8> {
    let mut payload = begin.to_vec();
    for number in 0.. {
        let before = payload.len();
        unit(number, &mut payload);
        if payload.len() + end.len() > size {
            payload.truncate(before);
            break;
        }
    }
    payload.extend_from_slice(end);
    payload
}

/// Eight digits and four octets, whatever the number.
const fn time(number: u32) -> u32 {
    10_000_000 + number
}

fn senml_cbor(size: usize) -> Vec<u8> {
    let begin = b"\x9f\xa3\x21\x6c/3303/0/5700\x22\x1a\x65\x53\xf1\x00\x02\xfa\x41\xb4\x00\x00";
    numbered(size, begin, b"\xff", |number, payload| {
        payload.extend_from_slice(b"\xa2\x02\xfb\x40\x37\x78\x51\xeb\x85\x1e\xb8\x06\x1a");
        payload.extend_from_slice(&time(number).to_be_bytes());
    })
}

fn senml_json(size: usize) -> Vec<u8> {
    let begin = br#"[{"bn":"/3303/0/5700","bt":1700000000,"v":22.5}"#;
    numbered(size, begin, b"]", |number, payload| {
        payload.extend_from_slice(format!(r#",{{"v":23.47,"t":{}}}"#, time(number)).as_bytes());
    })
}

fn lwm2m_json(size: usize) -> Vec<u8> {
    let begin = br#"{"bn":"/3303/0/5700","bt":1700000000,"e":[{"v":22.5}"#;
    numbered(size, begin, b"]}", |number, payload| {
        payload.extend_from_slice(format!(r#",{{"v":23.47,"t":{}}}"#, time(number)).as_bytes());
    })
}

/// A Resource of two octets, and an instance of it of two octets; a Resource has so many instances.
fn ids(number: u32) -> (u16, u16) {
    const INSTANCES: u32 = 1_000;
    let id = |number: u32| u16::try_from(number).unwrap_or(u16::MAX - 1);
    (id(1_000 + number / INSTANCES), id(10_000 + number % INSTANCES))
}

fn lwm2m_cbor(size: usize) -> Vec<u8> {
    let begin = b"\xbf\x19\x0c\xe7\xbf\x00\xbf";
    numbered(size, begin, b"\xff\xff\xff\xff", |number, payload| {
        let (resource, instance) = ids(number);
        if instance == 10_000 {
            if number > 0 {
                payload.push(0xff);
            }
            payload.push(0x19);
            payload.extend_from_slice(&resource.to_be_bytes());
            payload.push(0xbf);
        }
        payload.push(0x19);
        payload.extend_from_slice(&instance.to_be_bytes());
        payload.extend_from_slice(b"\xfb\x40\x37\x78\x51\xeb\x85\x1e\xb8");
    })
}

fn tlv(size: usize) -> Vec<u8> {
    // A Multiple Resource's length stands in front: whole ones, and a last one of what is left.
    const RECORD: usize = 12;
    let mut payload = Vec::new();
    let mut left = size / (RECORD + 1);
    for resource in 1_000u16.. {
        let count = left.min(1_000);
        let [_, high, middle, low] = u32::try_from(count * RECORD).unwrap_or(0).to_be_bytes();
        payload.push(0xb8);
        payload.extend_from_slice(&resource.to_be_bytes());
        payload.extend_from_slice(&[high, middle, low]);
        for instance in (10_000u16..).take(count) {
            payload.push(0x68);
            payload.extend_from_slice(&instance.to_be_bytes());
            payload.push(8);
            payload.extend_from_slice(b"\x40\x37\x78\x51\xeb\x85\x1e\xb8");
        }
        left -= count;
        if left == 0 {
            break;
        }
    }
    payload
}

fn links(size: usize) -> Vec<u8> {
    let mut payload = numbered(size, b"</>;ct=112", b"", |number, payload| {
        // Instances of Objects of four digits, each of five.
        let (object, instance) = (1_000 + number / 50_000, 10_000 + number % 50_000);
        if instance == 10_000 {
            payload.extend_from_slice(format!(",</{object}>;ver=1.1").as_bytes());
        }
        payload.extend_from_slice(format!(",</{object}/{instance}>").as_bytes());
    });
    payload.truncate(size);
    payload
}
