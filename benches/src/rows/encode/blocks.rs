//! Blocks: what one costs must not depend on an Opaque's size, so there the floor is the codec with 64 octets; and it
//! takes the records as they are, so here the floor is the whole at once.

use core::hint::black_box;

use lwm2m_codec::encode_block;
use lwm2m_codec::{ContentFormat, Encode, Opaque, Path, Record, RecordSink, Result, Value};

use super::codec::{self, List};
use super::floor::pack;
use crate::rows::{Case, Row};
use crate::workload;

pub(in crate::rows) const ROWS: &[Row] = &[
    independent(
        "W4 TLV encode_block, 64 KiB to 64 B",
        || of_opaque(TLV, SMALL),
        || of_opaque(TLV, LARGE),
    ),
    independent(
        "W4 SenML CBOR encode_block, same",
        || of_opaque(SENML_CBOR, SMALL),
        || of_opaque(SENML_CBOR, LARGE),
    ),
    independent(
        "W4 LwM2M CBOR encode_block, same",
        || of_opaque(LWM2M_CBOR, SMALL),
        || of_opaque(LWM2M_CBOR, LARGE),
    ),
    linear(
        "W7 TLV encode_block, 1 KiB to encode",
        || whole(codec::temperature_tlv),
        || of_sensors(TLV),
    ),
    linear(
        "W7 SenML CBOR encode_block, same",
        || whole(codec::temperature_senml_cbor),
        || of_sensors(SENML_CBOR),
    ),
    linear(
        "W7 LwM2M CBOR encode_block, same",
        || whole(codec::temperature_lwm2m_cbor),
        || of_sensors(LWM2M_CBOR),
    ),
];

const fn independent(name: &'static str, floor: fn() -> Case, codec: fn() -> Case) -> Row {
    Row { name, recorded_floor: None, must: Some(SAME), floor, codec }
}

const fn linear(name: &'static str, floor: fn() -> Case, codec: fn() -> Case) -> Row {
    Row { name, recorded_floor: None, must: None, floor, codec }
}

fn whole(encode: for<'b> fn(&codec::Records, &'b mut [u8]) -> Result<&'b [u8]>) -> Case {
    codec::case(pack(workload::W7_SENML_CBOR), encode)
}

/// The block in the middle of one Opaque.
fn of_opaque(format: ContentFormat, length: usize) -> Case {
    let value = Image(workload::W4_OPAQUE.get(..length).unwrap_or_default());
    let middle = length / 2;
    let mut block = [0; 32];
    Box::new(move || {
        let target = Path::instance(5, 0);
        let block = encode_block(format, target, black_box(&value), middle, black_box(&mut block));
        i64::try_from(block.expect("a block has room").bytes.len()).unwrap_or(0)
    })
}

/// The second block of many records.
fn of_sensors(format: ContentFormat) -> Case {
    let records = codec::records(&pack(workload::W7_SENML_CBOR));
    let mut block = vec![0; 1024];
    Box::new(move || {
        let list = List(black_box(&records));
        let block = encode_block(format, Path::object(3303), &list, 1024, black_box(&mut block));
        i64::try_from(block.expect("a block has room").bytes.len()).unwrap_or(0)
    })
}

/// The value of `/5/0/0`.
struct Image(&'static [u8]);

impl Encode for Image {
    fn encode(&self, _: Path, sink: &mut dyn RecordSink) -> Result<()> {
        let value = Value::Opaque(Opaque::new(self.0));
        sink.record(&Record { path: Path::resource(5, 0, 0), time: None, value })
    }
}

const TLV: ContentFormat = ContentFormat::TLV;
const SENML_CBOR: ContentFormat = ContentFormat::SENML_CBOR;
const LWM2M_CBOR: ContentFormat = ContentFormat::LWM2M_CBOR;
const SMALL: usize = 64;
const LARGE: usize = 65_536;
/// Within a tenth.
const SAME: f64 = 1.1;

#[cfg(test)]
mod tests {
    use lwm2m_codec::encoded_len;

    use super::*;

    #[test]
    fn blocks_are_full() {
        for format in [TLV, SENML_CBOR, LWM2M_CBOR] {
            for length in [SMALL, LARGE] {
                let image = Image(workload::W4_OPAQUE.get(..length).unwrap_or_default());
                let whole = encoded_len(format, Path::instance(5, 0), &image);
                assert!(whole.is_ok_and(|whole| whole > length), "{format}");
                assert_eq!(of_opaque(format, length)(), 32, "{format}");
            }
            assert_eq!(of_sensors(format)(), 1024, "{format}");
        }
    }
}
