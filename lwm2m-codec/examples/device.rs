//! A device without a heap: it answers a Read of everything, of one resource and in small blocks, and takes a Write
//! whole or not at all.
#![no_std]

extern crate std; // To print; the device itself needs nothing of it.

use std::println;

use heapless::String;
use lwm2m_codec::{
    ContentFormat, ErrorKind, Instances, Object, Path, Permitted, ResourceValue, Result, Time,
    encode, encode_block, update,
};

/// What this device is, in storage of fixed size: some resources of Object 3.
#[derive(Debug, Default, Object)]
#[lwm2m(object = 3, version = "1.2")]
struct Device {
    #[lwm2m(resource = 0, ops = "R")]
    manufacturer: Option<String<32>>,
    #[lwm2m(resource = 6, ops = "R")]
    power_sources: Option<Instances<PowerSource, 2>>,
    #[lwm2m(resource = 9, ops = "R", unit = "/100")]
    battery_level: Option<u8>,
    #[lwm2m(resource = 13)]
    current_time: Option<Time>,
    #[lwm2m(resource = 15)]
    timezone: Option<String<32>>,
}

#[derive(Debug, ResourceValue)]
enum PowerSource {
    #[lwm2m(value = 1)]
    InternalBattery,
    #[lwm2m(value = 5)]
    Usb,
    #[lwm2m(other)]
    Other(i64),
}

/// Where the device's Object Instance lives.
const DEVICE: Path = Path::instance(3, 0);

fn main() -> Result<()> {
    let mut device = Device {
        manufacturer: String::try_from("Open Mobile Alliance").ok(),
        power_sources: Some([(0, PowerSource::InternalBattery), (1, PowerSource::Usb)].into()),
        battery_level: Some(100),
        current_time: Some(Time(1_367_491_215)),
        timezone: String::try_from("Europe/Berlin").ok(),
    };
    let mut buffer = [0; 128];

    // Read /3/0, whole.
    let whole = read(&device, ContentFormat::TLV, DEVICE, &mut buffer)?;
    println!("Read /3/0: {} bytes of TLV", whole.len());
    assert_eq!(whole.len(), 56);

    // Read /3/0/9: the same value, a narrower target.
    let level = read(&device, ContentFormat::TLV, Path::resource(3, 0, 9), &mut buffer)?;
    println!("Read /3/0/9: {level:02x?}");
    assert_eq!(level, b"\xc1\x09\x64");

    // Read /3/0 in blocks of 16 bytes; nothing is kept between two of them.
    let mut joined = [0; 128];
    let length = read_in_blocks(&device, ContentFormat::SENML_CBOR, DEVICE, &mut joined)?;
    let whole = read(&device, ContentFormat::SENML_CBOR, DEVICE, &mut buffer)?;
    println!("Read /3/0: {length} bytes of SenML CBOR in blocks of 16");
    assert_eq!(joined.get(..length), Some(whole));

    // Write /3/0: a time and a timezone.
    write(&mut device, b"\xc4\x0d\x51\x82\x42\x90\xc3\x0fUTC")?;
    println!("Write /3/0: it is {:?} in {:?}", device.current_time, device.timezone);
    assert_eq!(
        (device.current_time, device.timezone.as_deref()),
        (Some(Time(1_367_491_216)), Some("UTC"))
    );

    // Write /3/0: the time is fine, but the battery's level is not the server's to write. Nothing changes.
    let refused = write(&mut device, b"\xc4\x0d\x00\x00\x00\x00\xc1\x09\x64").err();
    let error = refused.map(|error| (error.kind(), error.offset(), error.path()));
    println!("Write /3/0: refused, {error:?}");
    assert_eq!(error, Some((ErrorKind::NotPermitted, Some(6), Some(Path::resource(3, 0, 9)))));
    assert_eq!(device.current_time, Some(Time(1_367_491_216)));
    Ok(())
}

/// Answers a Read: what the server may see of the device, at and below the target.
fn read<'b>(
    device: &Device,
    format: ContentFormat,
    target: Path,
    buffer: &'b mut [u8],
) -> Result<&'b [u8]> {
    encode(format, target, &Permitted::read(device, DEVICE, Device::DEF), buffer)
}

/// Answers a Read block by block, as a server asks for them; joins them as the server does.
fn read_in_blocks(
    device: &Device,
    format: ContentFormat,
    target: Path,
    joined: &mut [u8],
) -> Result<usize> {
    let visible = Permitted::read(device, DEVICE, Device::DEF);
    let mut total = 0;
    for (number, place) in joined.chunks_exact_mut(16).enumerate() {
        let block = encode_block(format, target, &visible, number * 16, place)?;
        total = block.total;
        if !block.more {
            break;
        }
    }
    Ok(total)
}

/// Takes a Write: checked whole before any of it is applied.
fn write(device: &mut Device, payload: &[u8]) -> Result<()> {
    let mut writable = Permitted::write(device, DEVICE, Device::DEF);
    update(&mut writable, DEVICE, ContentFormat::TLV, DEVICE, payload)
}

#[test]
fn runs() -> Result<()> {
    main()
}
