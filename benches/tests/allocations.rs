//! Reading and writing allocate nothing: not for a workload, not for a prefix or a changed byte of one, not for a
//! buffer that is too small.

use core::hint::black_box;

use allocation_counter::measure;
use lwm2m_benches::{growth, rows, workload};
use lwm2m_codec::{
    ContentFormat, Encode, Path, Record, RecordSink, Result, Value, encode, records,
};

#[test]
fn the_counter_counts() {
    assert_eq!(measure(|| drop(black_box(Box::new(1)))).count_total, 1);
}

#[test]
fn no_row_allocates() {
    for row in rows::all() {
        let mut codec = (row.codec)();
        let counted = measure(|| {
            codec();
        });
        assert_eq!(counted.count_total, 0, "{}", row.name);
    }
}

#[test]
fn no_family_allocates() {
    for family in growth::all() {
        let payload = (family.make)(1 << 16);
        let counted = measure(|| {
            let _ = family.measured(&payload);
        });
        assert_eq!(counted.count_total, 0, "{family:?}");
    }
}

#[test]
fn no_refused_payload_allocates() {
    for (format, target, payload) in SMALL {
        for end in 0..payload.len() {
            let prefix = payload.get(..end).unwrap_or_default();
            check(format, target, prefix);
        }
        let mut changed = payload.to_vec();
        for at in 0..payload.len() {
            for _ in 0..=u8::MAX {
                if let Some(byte) = changed.get_mut(at) {
                    *byte = byte.wrapping_add(1);
                }
                check(format, target, &changed);
            }
        }
    }

    fn check(format: ContentFormat, target: Path, payload: &[u8]) {
        let counted = measure(|| {
            read(format, target, payload).ok();
        });
        assert_eq!(counted.count_total, 0, "{format:?} {payload:02x?}");
    }
}

#[test]
fn no_small_buffer_allocates() {
    for (format, target, payload) in SMALL {
        let copied = Copied { format, target, payload };
        let mut buffer = vec![0; payload.len()];
        for end in 0..payload.len() {
            let mut refused = false;
            let counted = measure(|| {
                let window = buffer.get_mut(..end).unwrap_or_default();
                refused = encode(format, target, &copied, window).is_err();
            });
            assert_eq!((counted.count_total, refused), (0, true), "{format:?} in {end} bytes");
        }
    }
}

/// Reads every record, and every value of it as its type.
fn read(format: ContentFormat, target: Path, payload: &[u8]) -> Result<()> {
    for record in records(format, target, payload)? {
        typed(&record?)?;
    }
    Ok(())
}

fn typed<'a>(record: &Record<lwm2m_codec::WireValue<'a>>) -> Result<Record<Value<'a>>> {
    let resource = record.path.resource_id().map_or(0, |id| id.get());
    let value = match record.path.object_id().map(|id| (id.get(), resource)) {
        Some((3, 6..=11 | 13)) => Value::Integer(record.value.integer()?),
        Some((3303, 5700)) => Value::Float(record.value.float()?),
        _ => Value::String(record.value.text()?),
    };
    Ok(Record { path: record.path, time: record.time, value })
}

/// Tells what a payload says.
struct Copied {
    format: ContentFormat,
    target: Path,
    payload: &'static [u8],
}

impl Encode for Copied {
    fn encode(&self, _: Path, sink: &mut dyn RecordSink) -> Result<()> {
        for record in records(self.format, self.target, self.payload)? {
            sink.record(&typed(&record?)?)?;
        }
        Ok(())
    }
}

/// The workloads of which every byte is changed.
const SMALL: [(ContentFormat, Path, &[u8]); 8] = [
    (ContentFormat::TLV, Path::instance(3, 0), workload::W1_TLV),
    (ContentFormat::SENML_CBOR, Path::instance(3, 0), workload::W1_SENML_CBOR),
    (ContentFormat::SENML_CBOR, Path::resource(3303, 0, 5700), workload::W2_SENML_CBOR),
    (ContentFormat::LWM2M_CBOR, Path::instance(3, 0), workload::W1_LWM2M_CBOR),
    (ContentFormat::LWM2M_CBOR, Path::object(3303), workload::W2_LWM2M_CBOR),
    (ContentFormat::SENML_JSON, Path::resource(3303, 0, 5700), workload::W2_SENML_JSON),
    (ContentFormat::CBOR, Path::resource(3303, 0, 5700), workload::W5_CBOR),
    (ContentFormat::TEXT, Path::resource(3303, 0, 5700), workload::W5_TEXT),
];
