//! One Device, decoded and encoded on a bare Cortex-M in every format that is compiled in.
//! The exit status of the emulator says whether all was right; `run.sh` builds, runs and weighs it.
#![no_std]
#![no_main]

use core::fmt::{self, Write};
use core::panic::PanicInfo;

use cortex_m_rt::entry;
use cortex_m_semihosting::{debug, hio};
use lwm2m_codec::{
    ContentFormat, Encode, Path, Record, RecordSink, Result, Text, Value, WireValue, encode,
    records,
};

/// The payloads of the benches: object 3, Device, in every format.
const PAYLOADS: &[(ContentFormat, &[u8])] = &[
    #[cfg(feature = "tlv")]
    (ContentFormat::TLV, include_bytes!("../../workloads/w1.tlv")),
    #[cfg(feature = "senml-cbor")]
    (ContentFormat::SENML_CBOR, include_bytes!("../../workloads/w1.senml.cbor")),
    #[cfg(feature = "lwm2m-cbor")]
    (ContentFormat::LWM2M_CBOR, include_bytes!("../../workloads/w1.lwm2m.cbor")),
];

#[entry]
fn main() -> ! {
    let mut right = say(format_args!("{} formats\n", PAYLOADS.len()));
    for &(format, payload) in PAYLOADS {
        right &= match round_trip(format, payload) {
            Ok(Some(length)) => say(format_args!("{format}: right, {length} bytes\n")),
            Ok(None) => {
                say(format_args!("{format}: other records than expected\n"));
                false
            }
            Err(error) => {
                let offset = error.offset().unwrap_or_default();
                say(format_args!("{format}: an error at byte {offset}\n"));
                false
            }
        };
    }
    exit(if right { debug::EXIT_SUCCESS } else { debug::EXIT_FAILURE })
}

/// Prints through the debugger; whether it could.
fn say(text: fmt::Arguments<'_>) -> bool {
    hio::hstdout().is_ok_and(|mut console| console.write_fmt(text).is_ok())
}

/// Reads the payload, writes the Device, and reads what was written; the length written if both were the Device.
fn round_trip(format: ContentFormat, payload: &[u8]) -> Result<Option<usize>> {
    let mut buffer = [0; 256];
    let written = encode(format, DEVICE, &Device, &mut buffer)?;
    let right = is_device(format, payload)? && is_device(format, written)?;
    Ok(right.then_some(written.len()))
}

/// Whether a payload holds the records of the Device.
fn is_device(format: ContentFormat, payload: &[u8]) -> Result<bool> {
    let mut expected = RESOURCES.iter();
    for record in records(format, DEVICE, payload)? {
        let record = record?;
        match expected.next() {
            Some((path, resource)) if *path == record.path && resource.is(&record.value)? => {}
            _ => return Ok(false),
        }
    }
    Ok(expected.next().is_none())
}

/// The Device as a list of its Resources.
struct Device;

impl Encode for Device {
    fn encode(&self, _: Path, sink: &mut dyn RecordSink) -> Result<()> {
        RESOURCES.iter().try_for_each(|(path, resource)| {
            sink.record(&Record { path: *path, time: None, value: resource.value() })
        })
    }
}

/// A Resource or Resource Instance.
enum Resource {
    Text(&'static str),
    Integer(i64),
}

impl Resource {
    fn value(&self) -> Value<'static> {
        match *self {
            Self::Text(text) => Value::String(Text::new(text)),
            Self::Integer(number) => Value::Integer(number),
        }
    }

    fn is(&self, value: &WireValue<'_>) -> Result<bool> {
        Ok(match *self {
            Self::Text(text) => value.text()?.as_str() == Some(text),
            Self::Integer(number) => value.integer()? == number,
        })
    }
}

const DEVICE: Path = Path::instance(3, 0);

const RESOURCES: &[(Path, Resource)] = &[
    (Path::resource(3, 0, 0), Resource::Text("Open Mobile Alliance")),
    (Path::resource(3, 0, 1), Resource::Text("Lightweight M2M Client")),
    (Path::resource(3, 0, 2), Resource::Text("345000123")),
    (Path::resource(3, 0, 3), Resource::Text("1.0")),
    (Path::resource_instance(3, 0, 6, 0), Resource::Integer(1)),
    (Path::resource_instance(3, 0, 6, 1), Resource::Integer(5)),
    (Path::resource_instance(3, 0, 7, 0), Resource::Integer(3800)),
    (Path::resource_instance(3, 0, 7, 1), Resource::Integer(5000)),
    (Path::resource_instance(3, 0, 8, 0), Resource::Integer(125)),
    (Path::resource_instance(3, 0, 8, 1), Resource::Integer(900)),
    (Path::resource(3, 0, 9), Resource::Integer(100)),
    (Path::resource(3, 0, 10), Resource::Integer(15)),
    (Path::resource_instance(3, 0, 11, 0), Resource::Integer(0)),
    (Path::resource(3, 0, 13), Resource::Integer(1_367_491_215)),
    (Path::resource(3, 0, 14), Resource::Text("+02:00")),
    (Path::resource(3, 0, 16), Resource::Text("U")),
];

fn exit(status: debug::ExitStatus) -> ! {
    loop {
        debug::exit(status);
    }
}

/// Says nothing about where: messages and locations would count as code size.
#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    say(format_args!("panic\n"));
    exit(debug::EXIT_FAILURE)
}
