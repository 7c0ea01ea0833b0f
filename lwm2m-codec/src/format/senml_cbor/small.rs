//! The members of a record in the small setting: each label is read as the rare ones are.

use super::member::{self, BASE_NAME, BASE_TIME, Member, NAME, TIME};
use super::{NULL, Reader, name};
use crate::deviation::DeviationKind;
use crate::error::Result;
use crate::format::cbor_leaf;
use crate::format::senml::Members;
use crate::record::Record;
use crate::syntax::cbor;
use crate::value::{Wire, WireValue};

impl<'a> Reader<'a> {
    /// Takes the value of a member by its label; returns the bits that say so.
    pub(super) fn member(
        &mut self,
        label: u8,
        rest: &mut &'a [u8],
        members: &mut Members<'a>,
        record: &mut Record<WireValue<'a>>,
    ) -> Result<u32> {
        let lenience = &mut self.pack.scope.lenience;
        let label = member::read(label, rest, lenience)?;
        let value = &mut record.value.0;
        match label {
            Member::Short(label @ (NAME | BASE_NAME)) => {
                let (octets, form) = name(rest)?;
                if label == NAME {
                    members.name = octets;
                    return Ok(Members::NAME | form);
                }
                self.pack.set_base_name(octets, form)?;
                return Ok(Members::BASE_NAME);
            }
            Member::Short(2) if self.null && rest.first() == Some(&NULL) => {
                *value = Wire::Null;
                if !self.etch {
                    // Lenience: servers of 1.1 that have learned to delete, but no new format (D-071).
                    lenience.allow(DeviationKind::NullOutsideEtch);
                }
                cbor::byte(rest)?;
            }
            Member::Short(label @ (2 | TIME | BASE_TIME)) => {
                let mut number = Wire::Empty;
                cbor_leaf::read_number(rest, &mut number, lenience)?;
                match label {
                    2 => {
                        *value = number;
                        return Ok(Members::VALUE | Members::NUMBER);
                    }
                    TIME => return members.set_time(number),
                    _ => return self.pack.set_base_time(number).map(|()| Members::BASE_TIME),
                }
            }
            Member::BaseValue => {
                let mut number = Wire::Empty;
                cbor_leaf::read_number(rest, &mut number, lenience)?;
                self.pack.set_base_value(number);
                return Ok(Members::BASE_VALUE);
            }
            Member::Short(4) => cbor_leaf::read_boolean(rest, value, lenience)?,
            Member::Short(8) => cbor_leaf::read_bytes(rest, value, lenience)?,
            Member::Short(_) => cbor_leaf::read_text(rest, value, lenience)?,
            Member::ObjectLink => *value = member::object_link(rest, lenience)?,
            Member::Unknown => {
                lenience.allow(DeviationKind::UnknownIntegerLabel);
                return Ok(0);
            }
            Member::Taken(bit) => return Ok(bit),
        }
        Ok(Members::VALUE)
    }
}
