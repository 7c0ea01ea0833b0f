//! SenML CBOR by ciborium and serde, into structs; it copies text.

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

use super::pack::{self, Members, Number};
use crate::floor::{Malformed, Record, Result};

#[inline(always)]
pub(super) fn decode(
    payload: &[u8],
    emit: &mut impl FnMut(Record<'_>) -> Result<()>,
) -> Result<()> {
    let mut rest = payload;
    let pack: Vec<Labelled> = ::ciborium::from_reader(&mut rest).map_err(|_| Malformed)?;
    if !rest.is_empty() {
        return Err(Malformed);
    }
    // The same members, without their labels.
    let pack: Vec<Members<String>> = pack.into_iter().map(|labelled| labelled.0).collect();
    pack::emit(&pack, emit)
}

/// Members whose labels are small integers.
struct Labelled(Members<String>);

impl<'de> Deserialize<'de> for Labelled {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> core::result::Result<Self, D::Error> {
        struct ByLabel;

        impl<'de> Visitor<'de> for ByLabel {
            type Value = Labelled;

            fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str("a record")
            }

            fn visit_map<A: MapAccess<'de>>(
                self,
                mut map: A,
            ) -> core::result::Result<Labelled, A::Error> {
                let mut members = Members {
                    base_name: None,
                    base_time: None,
                    name: None,
                    time: None,
                    number: None,
                    text: None,
                    boolean: None,
                };
                while let Some(label) = map.next_key::<i8>()? {
                    match label {
                        0 => members.name = Some(map.next_value()?),
                        2 => members.number = Some(map.next_value()?),
                        3 => members.text = Some(map.next_value()?),
                        4 => members.boolean = Some(map.next_value()?),
                        6 => members.time = Some(map.next_value::<Number>()?.seconds()),
                        -2 => members.base_name = Some(map.next_value()?),
                        -3 => members.base_time = Some(map.next_value::<Number>()?.seconds()),
                        _ => return Err(A::Error::custom("a label of SenML")),
                    }
                }
                Ok(Labelled(members))
            }
        }

        deserializer.deserialize_map(ByLabel)
    }
}
