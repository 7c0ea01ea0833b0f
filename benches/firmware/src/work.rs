//! One Device, decoded and encoded in each format, and what stack that takes.

use core::hint::black_box;

use cortex_m_stack::{repaint_stack, stack_painted};
use lwm2m_codec::{ContentFormat, Instances, Path, Text, Time};

use crate::console::line;
use crate::objects::device::{Device, ErrorCode, PowerSource};

/// A payload, the target of the operation, and what it is to be.
struct Case {
    format: ContentFormat,
    target: Path,
    payload: &'static [u8],
}

const DEVICE: Path = Path::instance(3, 0);
const LEVEL: Path = Path::resource(3, 0, 9);

/// The payloads of the benches, and Resources by themselves where a format has one value.
const CASES: &[Case] = &[
    // No format of records: so a firmware without formats has the same loop.
    Case { format: ContentFormat::LINK, target: DEVICE, payload: b"" },
    #[cfg(feature = "text")]
    Case { format: ContentFormat::TEXT, target: LEVEL, payload: b"100" },
    #[cfg(feature = "opaque")]
    Case { format: ContentFormat::OPAQUE, target: LEVEL, payload: b"\x64" },
    #[cfg(feature = "cbor")]
    Case { format: ContentFormat::CBOR, target: LEVEL, payload: b"\x18\x64" },
    #[cfg(feature = "senml-json")]
    Case {
        format: ContentFormat::SENML_JSON,
        target: DEVICE,
        payload: include_bytes!("../../workloads/w1.senml.json"),
    },
    #[cfg(feature = "senml-cbor")]
    Case {
        format: ContentFormat::SENML_CBOR,
        target: DEVICE,
        payload: include_bytes!("../../workloads/w1.senml.cbor"),
    },
    #[cfg(feature = "tlv")]
    Case {
        format: ContentFormat::TLV,
        target: DEVICE,
        payload: include_bytes!("../../workloads/w1.tlv"),
    },
    #[cfg(feature = "lwm2m-json")]
    Case {
        format: ContentFormat::LWM2M_JSON,
        target: DEVICE,
        payload: include_bytes!("../../workloads/w1.json"),
    },
    #[cfg(feature = "lwm2m-cbor")]
    Case {
        format: ContentFormat::LWM2M_CBOR,
        target: DEVICE,
        payload: include_bytes!("../../workloads/w1.lwm2m.cbor"),
    },
];

/// Does all of it; whether all was right.
pub fn all() -> bool {
    let mut right = true;
    for case in black_box(CASES) {
        // Before the stack is looked at, all of it is as deep as here.
        let (decoded, decode_stack) = measured(case, decode);
        let (encoded, encode_stack) = measured(case, encode);
        line(&[b"stack"], &[case.format.get().into(), decode_stack, encode_stack]);
        right &= decoded && encoded;
    }
    right
}

/// Does a part of the work; whether it was right, and how many bytes of stack it took.
#[inline(never)]
fn measured(case: &Case, work: fn(&Case) -> bool) -> (bool, usize) {
    repaint_stack();
    let before = stack_painted();
    let right = black_box(work)(case);
    let after = stack_painted();
    (right, before.wrapping_sub(after) as usize)
}

#[cfg(not(feature = "decode"))]
fn decode(_: &Case) -> bool {
    true
}

/// Reads the payload into a Device.
#[cfg(feature = "decode")]
#[inline(never)]
fn decode(case: &Case) -> bool {
    use lwm2m_codec::{Decode, Result, Tail, WireValue};

    // The object's own code belongs to no format: it is there without any, and by itself, as a format would call it.
    let merge: fn(&mut Option<Device<'static>>, Tail, &WireValue<'static>) -> Result<()> =
        black_box(Device::merge);
    let tail = black_box(Path::object(3)).below(Path::ROOT).unwrap_or(Tail::EMPTY);
    let refused = merge(&mut None, tail, &WireValue::default()).is_err();
    #[cfg(feature = "opaque")]
    if case.format == ContentFormat::OPAQUE {
        let read: Result<lwm2m_codec::Opaque<'_>> =
            lwm2m_codec::decode(case.format, case.target, case.payload);
        return read.is_ok_and(|octets| octets.as_bytes() == Some(case.payload));
    }
    let read: Result<Device<'_>> = lwm2m_codec::decode(case.format, case.target, case.payload);
    let is_right: fn(&Device<'_>, &Case) -> bool = black_box(is_right);
    let right = match read {
        Ok(device) => is_right(&device, case),
        Err(_) => case.format == ContentFormat::LINK,
    };
    right & refused
}

/// Whether a Device is that of the payload, as far as a payload of its target tells.
#[cfg(feature = "decode")]
fn is_right(device: &Device<'_>, case: &Case) -> bool {
    let whole = device.supported_binding_and_modes.as_ref();
    let whole = whole.is_some_and(|modes| modes.as_str() == Some("U"));
    device.battery_level == Some(100) && (whole || case.target != DEVICE)
}

#[cfg(not(feature = "encode"))]
fn encode(_: &Case) -> bool {
    true
}

/// Writes a Device, and compares it with the payload where that is in our own form.
#[cfg(feature = "encode")]
#[inline(never)]
fn encode(case: &Case) -> bool {
    use lwm2m_codec::{Encode, Object, Record, RecordSink, Result, Value};

    /// Counts records: the object's own code belongs to no format.
    struct Count(usize);

    impl RecordSink for Count {
        fn record(&mut self, _: &Record<Value<'_>>) -> Result<()> {
            self.0 += 1;
            Ok(())
        }
    }

    let device = device();
    let mut count = Count(0);
    let encode: fn(&Device<'static>, Path, &mut dyn RecordSink) -> Result<()> =
        black_box(Device::encode);
    let told = encode(&device, DEVICE, &mut count).is_ok() && count.0 == 16;
    #[cfg(any(feature = "server", feature = "temperature"))]
    let told = told & (case.target != DEVICE || crate::others::all(case.format));
    let mut buffer = black_box([0; 512]);
    #[cfg(feature = "opaque")]
    if case.format == ContentFormat::OPAQUE {
        let octets = lwm2m_codec::Opaque::new(case.payload);
        let bytes = lwm2m_codec::encode(case.format, case.target, &octets, &mut buffer);
        return told && bytes.is_ok_and(|bytes| bytes == case.payload);
    }
    let right = match lwm2m_codec::encode(case.format, case.target, &device.at(DEVICE), &mut buffer)
    {
        Ok(bytes) => !bytes.is_empty(),
        Err(_) => case.format == ContentFormat::LINK,
    };
    right && told
}

#[cfg_attr(not(feature = "encode"), allow(dead_code, reason = "what is written"))]
fn device() -> Device<'static> {
    let text = |text| Some(Text::new(black_box(text)));
    let mut device = Device {
        manufacturer: text("Open Mobile Alliance"),
        model_number: text("Lightweight M2M Client"),
        serial_number: text("345000123"),
        firmware_version: text("1.0"),
        available_power_sources: instances(&[PowerSource::InternalBattery, PowerSource::Usb]),
        power_source_voltage: instances(&[3800, 5000]),
        power_source_current: instances(&[125, 900]),
        battery_level: Some(100),
        memory_free: Some(15),
        error_code: instances(&[ErrorCode::NoError]),
        current_time: Some(Time(1_367_491_215)),
        utc_offset: text("+02:00"),
        ..Device::new()
    };
    device.supported_binding_and_modes = text("U");
    black_box(device)
}

fn instances<T: Copy>(values: &[T]) -> Option<Instances<T, 4>> {
    let mut instances = Instances::new();
    for (id, value) in (0..).zip(values) {
        let _ = instances.insert(id, *value);
    }
    Some(instances)
}
