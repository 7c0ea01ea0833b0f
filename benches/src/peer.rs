//! Peers: the crates that somebody without this codec would take, doing the work of a row.
//! A decode parses with the crate, resolves names as the floors do, and emits the same records; an encode writes what
//! reads as the same records.

mod ciborium;
mod jiter;
mod minicbor;
mod pack;
mod serde_json;

use core::hint::black_box;

use crate::floor::{Path, Record, Result};
use crate::rows::decode::floor::weight;
use crate::rows::encode::floor::{map, pack as records};
use crate::rows::{BUFFER, Case};
use crate::workload;

/// One crate doing the work of one row.
#[derive(Clone, Copy, Debug)]
pub struct Peer {
    /// The crate.
    pub name: &'static str,
    /// The row's name.
    pub row: &'static str,
    /// Prepares the work.
    pub case: fn() -> Case,
}

/// A decode whose records somebody needs, by itself: no closure that a call could hide behind.
macro_rules! decoded {
    ($payload:expr, $decode:path) => {
        || {
            #[inline(never)]
            fn summed(payload: &[u8]) -> Result<i64> {
                let mut sum = 0;
                $decode(payload, &mut |record| {
                    sum += weight(&black_box(record));
                    Ok(())
                })?;
                Ok(sum)
            }
            let payload = $payload;
            Box::new(move || summed(black_box(&payload)).expect("a workload is valid"))
        }
    };
}

/// One row a line: the crate, the row, the payload or the records, the work.
macro_rules! peers {
    (decode: $($decoder:literal $decode_row:literal $payload:expr, $decode:path;)*
     encode: $($encoder:literal $encode_row:literal $records:expr, $encode:expr;)*) => {
        /// Every crate for every row that it can do.
        pub const ALL: &[Peer] = &[
            $(Peer { name: $decoder, row: $decode_row, case: decoded!($payload, $decode) },)*
            $(Peer { name: $encoder, row: $encode_row, case: || encoded($records, $encode) },)*
        ];
    };
}

peers! {
    decode:
    "minicbor" "W1 SenML CBOR decode" workload::W1_SENML_CBOR, minicbor::senml::decode;
    "minicbor" "W2 SenML CBOR decode" workload::W2_SENML_CBOR, minicbor::senml::decode;
    "minicbor" "W3 SenML CBOR decode" workload::W3_SENML_CBOR, minicbor::senml::decode;
    "minicbor" "W7 SenML CBOR decode" workload::W7_SENML_CBOR, minicbor::senml::decode;
    "ciborium + serde" "W1 SenML CBOR decode" workload::W1_SENML_CBOR, ciborium::decode;
    "ciborium + serde" "W2 SenML CBOR decode" workload::W2_SENML_CBOR, ciborium::decode;
    "ciborium + serde" "W3 SenML CBOR decode" workload::W3_SENML_CBOR, ciborium::decode;
    "ciborium + serde" "W7 SenML CBOR decode" workload::W7_SENML_CBOR, ciborium::decode;
    "minicbor" "W1 LwM2M CBOR decode" workload::W1_LWM2M_CBOR, minicbor::lwm2m::decode;
    "minicbor" "W2 LwM2M CBOR decode" workload::W2_LWM2M_CBOR, minicbor::lwm2m::decode;
    "minicbor" "W3 LwM2M CBOR decode" workload::W3_LWM2M_CBOR, minicbor::lwm2m::decode;
    "minicbor" "W7 LwM2M CBOR decode" workload::W7_LWM2M_CBOR, minicbor::lwm2m::decode;
    "jiter" "W1 SenML JSON decode" workload::W1_SENML_JSON, jiter::senml::decode;
    "jiter" "W2 SenML JSON decode" workload::W2_SENML_JSON, jiter::senml::decode;
    "jiter" "W3 SenML JSON decode" workload::W3_SENML_JSON, jiter::senml::decode;
    "jiter" "W7 SenML JSON decode" workload::W7_SENML_JSON, jiter::senml::decode;
    "serde_json" "W1 SenML JSON decode" workload::W1_SENML_JSON, serde_json::senml::decode;
    "serde_json" "W2 SenML JSON decode" workload::W2_SENML_JSON, serde_json::senml::decode;
    "serde_json" "W3 SenML JSON decode" workload::W3_SENML_JSON, serde_json::senml::decode;
    "serde_json" "W7 SenML JSON decode" workload::W7_SENML_JSON, serde_json::senml::decode;
    "jiter" "W1 LwM2M JSON decode" workload::W1_LWM2M_JSON, jiter::lwm2m::decode;
    "jiter" "W7 LwM2M JSON decode" workload::W7_LWM2M_JSON, jiter::lwm2m::decode;
    "serde_json" "W1 LwM2M JSON decode" workload::W1_LWM2M_JSON, serde_json::lwm2m::decode;
    "serde_json" "W7 LwM2M JSON decode" workload::W7_LWM2M_JSON, serde_json::lwm2m::decode;
    "minicbor" "W4 SenML CBOR decode, same" workload::w4_senml_cbor(LARGE), minicbor::senml::decode;
    "minicbor" "W4 LwM2M CBOR decode, same" workload::w4_lwm2m_cbor(LARGE), minicbor::lwm2m::decode;
    encode:
    "minicbor" "W1 SenML CBOR encode" records(workload::W1_SENML_CBOR), |buffer, records| {
        minicbor::senml::encode(buffer, records, Path::instance(3, 0), "/3/0/", false)
    };
    "minicbor" "W2 SenML CBOR encode" records(workload::W2_SENML_CBOR), |buffer, records| {
        minicbor::senml::encode(buffer, records, VALUE, "/3303/0/5700", true)
    };
    "minicbor" "W3 SenML CBOR encode" records(workload::W3_SENML_CBOR), |buffer, records| {
        minicbor::senml::encode(buffer, records, VALUE, "/3303/0/5700", true)
    };
    "minicbor" "W7 SenML CBOR encode" records(workload::W7_SENML_CBOR), |buffer, records| {
        minicbor::senml::encode(buffer, records, Path::object(3303), "/3303/", false)
    };
    "minicbor" "W1 LwM2M CBOR encode" map(workload::W1_LWM2M_CBOR), minicbor::lwm2m::encode;
    "minicbor" "W2 LwM2M CBOR encode" map(workload::W2_LWM2M_CBOR), minicbor::lwm2m::encode;
    "minicbor" "W3 LwM2M CBOR encode" map(workload::W3_LWM2M_CBOR), minicbor::lwm2m::encode;
    "minicbor" "W7 LwM2M CBOR encode" map(workload::W7_LWM2M_CBOR), minicbor::lwm2m::encode;
    "serde_json" "W1 SenML JSON encode" records(workload::W1_SENML_CBOR), |buffer, records| {
        serde_json::senml::encode(buffer, records, Path::instance(3, 0), "/3/0/", false)
    };
    "serde_json" "W2 SenML JSON encode" records(workload::W2_SENML_CBOR), |buffer, records| {
        serde_json::senml::encode(buffer, records, VALUE, "/3303/0/5700", true)
    };
    "serde_json" "W3 SenML JSON encode" records(workload::W3_SENML_CBOR), |buffer, records| {
        serde_json::senml::encode(buffer, records, VALUE, "/3303/0/5700", true)
    };
    "serde_json" "W7 SenML JSON encode" records(workload::W7_SENML_CBOR), |buffer, records| {
        serde_json::senml::encode(buffer, records, Path::object(3303), "/3303/", false)
    };
}

fn encoded(
    records: Vec<Record<'static>>,
    encode: fn(&mut [u8], &[Record<'_>]) -> Result<usize>,
) -> Case {
    let mut buffer = vec![0; BUFFER];
    Box::new(move || {
        let length = encode(black_box(&mut buffer), black_box(&records));
        i64::try_from(length.expect("the buffer is large enough")).unwrap_or(0)
    })
}

const VALUE: Path = Path::resource(3303, 0, 5700);
const LARGE: usize = 65_536;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::floor;
    use crate::rows;

    #[test]
    fn every_peer_emits_the_same_records() {
        macro_rules! check {
            ($decode:path, $payload:expr, $expected:expr) => {{
                let expected = $expected;
                let mut expected = expected.iter();
                let decoded = $decode($payload, &mut |record: Record<'_>| {
                    assert_eq!(Some(&record), expected.next());
                    Ok(())
                });
                assert_eq!((decoded, expected.next()), (Ok(()), None));
            }};
        }
        for (cbor, json) in [
            (workload::W1_SENML_CBOR, workload::W1_SENML_JSON),
            (workload::W2_SENML_CBOR, workload::W2_SENML_JSON),
            (workload::W3_SENML_CBOR, workload::W3_SENML_JSON),
            (workload::W7_SENML_CBOR, workload::W7_SENML_JSON),
        ] {
            let expected = &records(cbor);
            check!(minicbor::senml::decode, cbor, expected);
            check!(ciborium::decode, cbor, expected);
            check!(jiter::senml::decode, json, expected);
            check!(serde_json::senml::decode, json, expected);
        }
        for (pack, json) in [
            (workload::W1_SENML_CBOR, workload::W1_LWM2M_JSON),
            (workload::W7_SENML_CBOR, workload::W7_LWM2M_JSON),
        ] {
            check!(jiter::lwm2m::decode, json, records(pack));
            check!(serde_json::lwm2m::decode, json, records(pack));
        }
        for cbor in [
            workload::W1_LWM2M_CBOR,
            workload::W2_LWM2M_CBOR,
            workload::W3_LWM2M_CBOR,
            workload::W7_LWM2M_CBOR,
        ] {
            check!(minicbor::lwm2m::decode, cbor, map(cbor));
        }
    }

    #[test]
    fn every_peer_writes_the_same_records() {
        let mut buffer = vec![0; BUFFER];
        let mut check = |payload, base, base_name, timed| {
            let expected = records(payload);
            let length = minicbor::senml::encode(&mut buffer, &expected, base, base_name, timed);
            assert_eq!(buffer.get(..length.unwrap_or(0)), Some(payload));
            let length = serde_json::senml::encode(&mut buffer, &expected, base, base_name, timed);
            let mut expected = expected.iter();
            // 23 is written as 23.0 there, which is the same record.
            let written = buffer.get(..length.unwrap_or(0)).unwrap_or_default();
            let read = floor::senml_json::decode(written, &mut |record| {
                assert_eq!(Some(&record), expected.next());
                Ok(())
            });
            assert_eq!((read, expected.next()), (Ok(()), None));
        };
        check(workload::W1_SENML_CBOR, Path::instance(3, 0), "/3/0/", false);
        check(workload::W2_SENML_CBOR, VALUE, "/3303/0/5700", true);
        check(workload::W3_SENML_CBOR, VALUE, "/3303/0/5700", true);
        check(workload::W7_SENML_CBOR, Path::object(3303), "/3303/", false);
        for payload in [
            workload::W1_LWM2M_CBOR,
            workload::W2_LWM2M_CBOR,
            workload::W3_LWM2M_CBOR,
            workload::W7_LWM2M_CBOR,
        ] {
            let length = minicbor::lwm2m::encode(&mut buffer, &map(payload));
            assert_eq!(buffer.get(..length.unwrap_or(0)), Some(payload));
        }
    }

    #[test]
    fn every_peer_does_the_work_of_its_row() {
        for peer in ALL {
            let row = rows::all().find(|row| row.name == peer.row);
            let (ours, theirs) = (row.map(|row| (row.codec)()()), (peer.case)()());
            let longer = peer.name == "serde_json" && peer.row.ends_with("encode");
            assert!(ours == Some(theirs) || longer && ours < Some(theirs), "{}", peer.row);
        }
    }
}
