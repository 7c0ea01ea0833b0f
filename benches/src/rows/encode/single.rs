//! W5: one value by itself, written many times over, so that the call of a row does not count.

use core::hint::black_box;

use lwm2m_codec::{ContentFormat, Path, encode};

use crate::floor::{Result as FloorResult, single};
use crate::rows::{Case, Row};

pub(in crate::rows) const ROWS: &[Row] = &[
    Row {
        name: "W5 CBOR encode, 32 times",
        recorded_floor: None,
        must: Some(2.0),
        floor: || put(single::put_cbor),
        codec: || written(ContentFormat::CBOR),
    },
    Row {
        name: "W5 text encode, 32 times",
        recorded_floor: None,
        must: Some(2.0),
        floor: || put(single::put_text),
        codec: || written(ContentFormat::TEXT),
    },
];

fn put(put: fn(&mut [u8], f64) -> FloorResult<usize>) -> Case {
    let mut buffer = [0; 32];
    Box::new(move || {
        let lengths = (0..TIMES).map(|_| put(black_box(&mut buffer), black_box(VALUE)));
        let length = lengths.sum::<FloorResult<usize>>().expect("the buffer is large enough");
        i64::try_from(length).unwrap_or(0)
    })
}

fn written(format: ContentFormat) -> Case {
    let mut buffer = [0; 32];
    Box::new(move || {
        let target = Path::resource(3303, 0, 5700);
        let lengths = (0..TIMES).map(|_| {
            let bytes = encode(format, target, black_box(&VALUE), black_box(&mut buffer));
            bytes.map(<[u8]>::len)
        });
        let length =
            lengths.sum::<lwm2m_codec::Result<usize>>().expect("the buffer is large enough");
        i64::try_from(length).unwrap_or(0)
    })
}

const VALUE: f64 = 23.47;
const TIMES: usize = 32;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workload;

    #[test]
    fn floor_and_codec_write_the_payload() {
        for (format, put, payload) in [
            (
                ContentFormat::CBOR,
                single::put_cbor as fn(&mut [u8], f64) -> FloorResult<usize>,
                workload::W5_CBOR,
            ),
            (ContentFormat::TEXT, single::put_text, workload::W5_TEXT),
        ] {
            let mut buffer = [0; 32];
            let length = put(&mut buffer, VALUE).unwrap_or(0);
            assert_eq!(buffer.get(..length), Some(payload));
            let target = Path::resource(3303, 0, 5700);
            assert_eq!(encode(format, target, &VALUE, &mut buffer), Ok(payload));
        }
    }
}
