//! Typed rows: payload to `Device` or fifty `Temperature`s and back, beside the floors that only read or write their
//! records.

use core::hint::black_box;

use lwm2m_codec::{ContentFormat, Decode, Encode, Path, decode, encode};

use super::{BUFFER, Case, Row};
use crate::objects::{Device, Temperatures};
use crate::rows::{decode::floor as decode_floor, encode::floor as encode_floor};
use crate::workload;

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "W1 TLV decode into Device",
        recorded_floor: Some(2_239),
        must: Some(2.3),
        floor: || decode_floor::case(workload::W1_TLV, decode_floor::device_tlv),
        codec: || decoded::<Device<'_>>(ContentFormat::TLV, DEVICE, workload::W1_TLV),
    },
    Row {
        name: "W1 SenML CBOR decode into Device",
        recorded_floor: Some(4_377),
        must: Some(2.3),
        floor: || decode_floor::case(workload::W1_SENML_CBOR, decode_floor::senml_cbor),
        codec: || decoded::<Device<'_>>(ContentFormat::SENML_CBOR, DEVICE, workload::W1_SENML_CBOR),
    },
    Row {
        name: "W1 LwM2M CBOR decode into Device",
        recorded_floor: Some(2_713),
        must: Some(2.3),
        floor: || decode_floor::case(workload::W1_LWM2M_CBOR, decode_floor::lwm2m_cbor),
        codec: || decoded::<Device<'_>>(ContentFormat::LWM2M_CBOR, DEVICE, workload::W1_LWM2M_CBOR),
    },
    Row {
        name: "W7 TLV decode into Temperatures",
        recorded_floor: Some(34_412),
        must: None,
        floor: || decode_floor::case(workload::W7_TLV, decode_floor::temperature_tlv),
        codec: || decoded::<Temperatures<'_>>(ContentFormat::TLV, SENSORS, workload::W7_TLV),
    },
    Row {
        name: "W7 SenML CBOR decode into Temperatures",
        recorded_floor: Some(105_961),
        must: None,
        floor: || decode_floor::case(workload::W7_SENML_CBOR, decode_floor::senml_cbor),
        codec: || {
            decoded::<Temperatures<'_>>(ContentFormat::SENML_CBOR, SENSORS, workload::W7_SENML_CBOR)
        },
    },
    Row {
        name: "W7 LwM2M CBOR decode into Temperatures",
        recorded_floor: Some(48_028),
        must: None,
        floor: || decode_floor::case(workload::W7_LWM2M_CBOR, decode_floor::lwm2m_cbor),
        codec: || {
            decoded::<Temperatures<'_>>(ContentFormat::LWM2M_CBOR, SENSORS, workload::W7_LWM2M_CBOR)
        },
    },
    Row {
        name: "W1 TLV encode of Device",
        recorded_floor: Some(1_063),
        must: Some(3.5),
        floor: || {
            encode_floor::case(
                encode_floor::pack(workload::W1_SENML_CBOR),
                encode_floor::device_tlv,
            )
        },
        codec: || encoded::<Device<'_>>(ContentFormat::TLV, DEVICE, workload::W1_TLV),
    },
    Row {
        name: "W1 SenML CBOR encode of Device",
        recorded_floor: Some(2_901),
        must: Some(2.5),
        floor: || {
            encode_floor::case(
                encode_floor::pack(workload::W1_SENML_CBOR),
                encode_floor::device_senml_cbor,
            )
        },
        codec: || encoded::<Device<'_>>(ContentFormat::SENML_CBOR, DEVICE, workload::W1_TLV),
    },
    Row {
        name: "W1 LwM2M CBOR encode of Device",
        recorded_floor: Some(1_694),
        must: Some(2.5),
        floor: || {
            encode_floor::case(
                encode_floor::pack(workload::W1_SENML_CBOR),
                encode_floor::lwm2m_cbor,
            )
        },
        codec: || encoded::<Device<'_>>(ContentFormat::LWM2M_CBOR, DEVICE, workload::W1_TLV),
    },
    Row {
        name: "W7 TLV encode of Temperatures",
        recorded_floor: Some(22_326),
        must: None,
        floor: || {
            encode_floor::case(
                encode_floor::pack(workload::W7_SENML_CBOR),
                encode_floor::temperature_tlv,
            )
        },
        codec: || encoded::<Temperatures<'_>>(ContentFormat::TLV, SENSORS, workload::W7_TLV),
    },
    Row {
        name: "W7 SenML CBOR encode of Temperatures",
        recorded_floor: Some(68_113),
        must: None,
        floor: || {
            encode_floor::case(
                encode_floor::pack(workload::W7_SENML_CBOR),
                encode_floor::temperature_senml_cbor,
            )
        },
        codec: || encoded::<Temperatures<'_>>(ContentFormat::SENML_CBOR, SENSORS, workload::W7_TLV),
    },
    Row {
        name: "W7 LwM2M CBOR encode of Temperatures",
        recorded_floor: Some(30_631),
        must: None,
        floor: || {
            encode_floor::case(
                encode_floor::pack(workload::W7_SENML_CBOR),
                encode_floor::lwm2m_cbor,
            )
        },
        codec: || encoded::<Temperatures<'_>>(ContentFormat::LWM2M_CBOR, SENSORS, workload::W7_TLV),
    },
];

fn decoded<T: Decode<'static>>(
    format: ContentFormat,
    target: Path,
    payload: &'static [u8],
) -> Case {
    Box::new(move || {
        let value: T = decode(format, target, black_box(payload)).expect("a workload is valid");
        black_box(&value);
        0
    })
}

/// Writes what a TLV payload says.
fn encoded<T: Decode<'static> + Encode + 'static>(
    format: ContentFormat,
    target: Path,
    payload: &'static [u8],
) -> Case {
    let value: T = decode(ContentFormat::TLV, target, payload).expect("a workload is valid");
    let mut buffer = vec![0; BUFFER];
    Box::new(move || {
        let bytes = encode(format, target, black_box(&value), black_box(&mut buffer));
        i64::try_from(bytes.expect("the buffer is large enough").len()).unwrap_or(0)
    })
}

const DEVICE: Path = Path::instance(3, 0);
const SENSORS: Path = Path::object(3303);
