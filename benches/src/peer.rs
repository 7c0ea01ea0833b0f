//! Peers: the crates that somebody without this codec would take, doing the work of a decode row.
//! They parse with the crate, resolve names as the floors do, and emit the same records.

mod ciborium;
mod jiter;
mod minicbor;
mod pack;
mod serde_json;

use core::hint::black_box;

use crate::floor::{Malformed, Result};
use crate::rows::Case;
use crate::rows::decode::floor::weight;
use crate::workload;

/// A decode whose records somebody needs, by itself: no closure that a call could hide behind.
macro_rules! summed {
    ($decode:path) => {{
        #[inline(never)]
        fn summed(payload: &[u8]) -> Result<i64> {
            let mut sum = 0;
            $decode(payload, &mut |record| {
                sum += weight(&black_box(record));
                Ok(())
            })?;
            Ok(sum)
        }
        summed
    }};
}
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

/// Every crate for every row that it can do.
pub const ALL: &[Peer] = &[
    Peer {
        name: "minicbor",
        row: "W1 SenML CBOR decode",
        case: || case(workload::W1_SENML_CBOR, summed!(minicbor::decode)),
    },
    Peer {
        name: "minicbor",
        row: "W3 SenML CBOR decode",
        case: || case(workload::W3_SENML_CBOR, summed!(minicbor::decode)),
    },
    Peer {
        name: "minicbor",
        row: "W7 SenML CBOR decode",
        case: || case(workload::W7_SENML_CBOR, summed!(minicbor::decode)),
    },
    Peer {
        name: "ciborium + serde",
        row: "W1 SenML CBOR decode",
        case: || case(workload::W1_SENML_CBOR, summed!(ciborium::decode)),
    },
    Peer {
        name: "ciborium + serde",
        row: "W3 SenML CBOR decode",
        case: || case(workload::W3_SENML_CBOR, summed!(ciborium::decode)),
    },
    Peer {
        name: "ciborium + serde",
        row: "W7 SenML CBOR decode",
        case: || case(workload::W7_SENML_CBOR, summed!(ciborium::decode)),
    },
    Peer {
        name: "jiter",
        row: "W1 SenML JSON decode",
        case: || case(workload::W1_SENML_JSON, summed!(jiter::decode)),
    },
    Peer {
        name: "jiter",
        row: "W3 SenML JSON decode",
        case: || case(workload::W3_SENML_JSON, summed!(jiter::decode)),
    },
    Peer {
        name: "jiter",
        row: "W7 SenML JSON decode",
        case: || case(workload::W7_SENML_JSON, summed!(jiter::decode)),
    },
    Peer {
        name: "serde_json",
        row: "W1 SenML JSON decode",
        case: || case(workload::W1_SENML_JSON, summed!(serde_json::decode)),
    },
    Peer {
        name: "serde_json",
        row: "W3 SenML JSON decode",
        case: || case(workload::W3_SENML_JSON, summed!(serde_json::decode)),
    },
    Peer {
        name: "serde_json",
        row: "W7 SenML JSON decode",
        case: || case(workload::W7_SENML_JSON, summed!(serde_json::decode)),
    },
];

fn case(payload: &'static [u8], decode: fn(&[u8]) -> Result<i64>) -> Case {
    Box::new(move || decode(black_box(payload)).expect("a workload is valid"))
}

impl From<::minicbor::decode::Error> for Malformed {
    fn from(_: ::minicbor::decode::Error) -> Self {
        Self
    }
}

impl From<::jiter::JiterError> for Malformed {
    fn from(_: ::jiter::JiterError) -> Self {
        Self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::floor::{self, Record};
    use crate::rows;

    #[test]
    fn every_peer_emits_the_same_records() {
        macro_rules! check {
            ($decode:path, $payload:expr, $expected:expr) => {{
                let mut expected = $expected.iter();
                let decoded = $decode($payload, &mut |record: Record<'_>| {
                    assert_eq!(Some(&record), expected.next());
                    Ok(())
                });
                assert_eq!((decoded, expected.next()), (Ok(()), None));
            }};
        }
        for (cbor, json) in [
            (workload::W1_SENML_CBOR, workload::W1_SENML_JSON),
            (workload::W3_SENML_CBOR, workload::W3_SENML_JSON),
            (workload::W7_SENML_CBOR, workload::W7_SENML_JSON),
        ] {
            let mut records = Vec::new();
            let walk = floor::senml_cbor::decode(cbor, &mut |record| {
                records.push(record);
                Ok(())
            });
            assert_eq!(walk, Ok(()));
            check!(minicbor::decode, cbor, records);
            check!(ciborium::decode, cbor, records);
            check!(jiter::decode, json, records);
            check!(serde_json::decode, json, records);
        }
    }

    #[test]
    fn every_peer_has_its_row() {
        for peer in ALL {
            let row = rows::all().find(|row| row.name == peer.row);
            assert_eq!(row.map(|row| (row.floor)()()), Some((peer.case)()()), "{}", peer.row);
        }
    }
}
