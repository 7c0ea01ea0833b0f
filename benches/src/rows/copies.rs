//! W4, written: a large Opaque, by itself or among other Resources, costs what copying it costs. Told in nanoseconds
//! alone, since a copy's instructions say nothing of its time.

use core::hint::black_box;

use lwm2m_codec::{
    ContentFormat, Encode, Opaque, Path, Record, RecordSink, Result, Text, Value, encode,
};

use super::{Case, Row};
use crate::workload;

/// The goal is one of nanoseconds; the floor is a copy.
pub const ROWS: &[Row] = &[
    row("W4 opaque encode", || written(ContentFormat::OPAQUE, Path::resource(5, 0, 0))),
    row("W4 TLV encode", || written(ContentFormat::TLV, Path::resource(5, 0, 0))),
    row("W4 SenML CBOR encode", || written(ContentFormat::SENML_CBOR, Path::resource(5, 0, 0))),
    row("W4 LwM2M CBOR encode", || written(ContentFormat::LWM2M_CBOR, Path::resource(5, 0, 0))),
    row("W4 TLV encode of /5", || written(ContentFormat::TLV, Path::object(5))),
    row("W4 SenML CBOR encode of /5", || written(ContentFormat::SENML_CBOR, Path::object(5))),
    row("W4 LwM2M CBOR encode of /5", || written(ContentFormat::LWM2M_CBOR, Path::object(5))),
];

const fn row(name: &'static str, codec: fn() -> Case) -> Row {
    Row { name, recorded_floor: None, must: Some(1.15), floor: copied, codec }
}

fn copied() -> Case {
    let mut buffer = vec![0; ROOM];
    Box::new(move || {
        let (target, _) = black_box(&mut buffer).split_at_mut(workload::W4_OPAQUE.len());
        target.copy_from_slice(black_box(workload::W4_OPAQUE));
        0
    })
}

fn written(format: ContentFormat, target: Path) -> Case {
    let mut buffer = vec![0; ROOM];
    Box::new(move || {
        let bytes = encode(format, target, black_box(&Update), black_box(&mut buffer));
        i64::try_from(bytes.expect("the buffer is large enough").len()).unwrap_or(0)
    })
}

/// Firmware Update with an image and its address.
struct Update;

impl Encode for Update {
    fn encode(&self, _: Path, sink: &mut dyn RecordSink) -> Result<()> {
        for (resource, value) in [
            (0, Value::Opaque(Opaque::new(workload::W4_OPAQUE))),
            (1, Value::String(Text::new("coap://x"))),
        ] {
            let path = Path::resource(5, 0, resource);
            if sink.wants(path) {
                sink.record(&Record { path, time: None, value })?;
            }
        }
        Ok(())
    }
}

const ROOM: usize = 65_536 + 64;
