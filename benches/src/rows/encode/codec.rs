//! What the codec does in the encode rows: `encode` with a list of records, through the object-safe sink.

use core::hint::black_box;

use lwm2m_codec::{
    ContentFormat, Encode, Opaque, Path, Record, RecordSink, Result, Text, Timestamp, Value, encode,
};

use crate::floor::{Record as FloorRecord, Value as FloorValue};
use crate::rows::{BUFFER, Case};

pub(super) type Records = [Record<Value<'static>>];

pub(in crate::rows) fn case(
    records: Vec<FloorRecord<'static>>,
    encode: for<'b> fn(&Records, &'b mut [u8]) -> Result<&'b [u8]>,
) -> Case {
    let records = self::records(&records);
    let mut buffer = vec![0; BUFFER];
    Box::new(move || {
        let bytes = encode(black_box(&records), black_box(&mut buffer));
        i64::try_from(bytes.expect("the buffer is large enough").len()).unwrap_or(0)
    })
}

pub(super) fn device_tlv<'b>(records: &Records, buffer: &'b mut [u8]) -> Result<&'b [u8]> {
    encode(ContentFormat::TLV, DEVICE, &List(records), buffer)
}

pub(super) fn temperature_tlv<'b>(records: &Records, buffer: &'b mut [u8]) -> Result<&'b [u8]> {
    encode(ContentFormat::TLV, TEMPERATURE, &List(records), buffer)
}

pub(super) fn device_senml_cbor<'b>(records: &Records, buffer: &'b mut [u8]) -> Result<&'b [u8]> {
    encode(ContentFormat::SENML_CBOR, DEVICE, &List(records), buffer)
}

pub(super) fn history_senml_cbor<'b>(records: &Records, buffer: &'b mut [u8]) -> Result<&'b [u8]> {
    encode(ContentFormat::SENML_CBOR, Path::resource(3303, 0, 5700), &List(records), buffer)
}

pub(in crate::rows) fn temperature_senml_cbor<'b>(
    records: &Records,
    buffer: &'b mut [u8],
) -> Result<&'b [u8]> {
    encode(ContentFormat::SENML_CBOR, TEMPERATURE, &List(records), buffer)
}

pub(super) fn device_lwm2m_cbor<'b>(records: &Records, buffer: &'b mut [u8]) -> Result<&'b [u8]> {
    encode(ContentFormat::LWM2M_CBOR, DEVICE, &List(records), buffer)
}

pub(super) fn temperature_lwm2m_cbor<'b>(
    records: &Records,
    buffer: &'b mut [u8],
) -> Result<&'b [u8]> {
    encode(ContentFormat::LWM2M_CBOR, TEMPERATURE, &List(records), buffer)
}

/// Records that go through a sink which the compiler doesn't know.
pub(super) struct List<'r>(pub(super) &'r Records);

impl Encode for List<'_> {
    fn encode(&self, _: Path, sink: &mut dyn RecordSink) -> Result<()> {
        let sink = black_box(sink);
        self.0.iter().try_for_each(|record| sink.record(record))
    }
}

/// The same records for the codec.
pub(super) fn records(records: &[FloorRecord<'static>]) -> Vec<Record<Value<'static>>> {
    let path = |path: crate::floor::Path| {
        Path::try_from(path.ids.get(..path.depth.into()).unwrap_or_default())
    };
    records
        .iter()
        .map(|record| Record {
            path: path(record.path).expect("a workload is valid"),
            time: time(record.time),
            value: match record.value {
                FloorValue::Integer(integer) => Value::Integer(integer),
                FloorValue::Float(float) => Value::Float(float),
                FloorValue::Text(text) => Value::String(Text::new(text)),
                FloorValue::Opaque(octets) => Value::Opaque(Opaque::new(octets)),
                FloorValue::Boolean(boolean) => Value::Boolean(boolean),
                FloorValue::None | FloorValue::ObjectLink(..) => Value::Empty,
            },
        })
        .collect()
}

#[expect(clippy::cast_possible_truncation, reason = "the workloads' times are whole seconds")]
fn time(seconds: f64) -> Option<Timestamp> {
    if seconds == 0.0 { None } else { Timestamp::from_seconds(seconds as i64).ok() }
}

const DEVICE: Path = Path::instance(3, 0);
const TEMPERATURE: Path = Path::object(3303);
