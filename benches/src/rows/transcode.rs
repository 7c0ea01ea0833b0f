//! Transcoding: the floor is the codec itself, reading one format and writing the other by themselves.

use core::hint::black_box;

use lwm2m_codec::{ContentFormat, Path, transcode};

use super::{BUFFER, Case, Row, decode, encode};
use crate::objects::TEMPERATURE;
use crate::workload;

pub(super) const ROWS: &[Row] = &[Row {
    name: "W7 TLV to SenML CBOR, to decode + encode",
    recorded_floor: None,
    must: Some(1.3),
    floor: decoded_and_encoded,
    codec: transcoded,
}];

fn decoded_and_encoded() -> Case {
    let mut decode = decode::codec::case(workload::W7_TLV, decode::codec::temperature_tlv);
    let mut encode = encode::codec::case(
        encode::floor::pack(workload::W7_SENML_CBOR),
        encode::codec::temperature_senml_cbor,
    );
    Box::new(move || {
        decode();
        encode()
    })
}

fn transcoded() -> Case {
    let mut buffer = vec![0; BUFFER];
    Box::new(move || {
        let (from, to) = (ContentFormat::TLV, ContentFormat::SENML_CBOR);
        let payload = black_box(workload::W7_TLV);
        let target = Path::object(3303);
        let bytes = transcode(from, to, target, payload, &TEMPERATURE, black_box(&mut buffer));
        i64::try_from(bytes.expect("the buffer is large enough").len()).unwrap_or(0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_write_the_payload() {
        let length = i64::try_from(workload::W7_SENML_CBOR.len()).unwrap_or(0);
        assert_eq!((transcoded()(), decoded_and_encoded()()), (length, length));
        let mut buffer = vec![0; BUFFER];
        let bytes = transcode(
            ContentFormat::TLV,
            ContentFormat::SENML_CBOR,
            Path::object(3303),
            workload::W7_TLV,
            &TEMPERATURE,
            &mut buffer,
        );
        assert_eq!(bytes, Ok(workload::W7_SENML_CBOR));
    }
}
