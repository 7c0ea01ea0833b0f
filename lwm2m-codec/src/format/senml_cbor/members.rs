//! The members of a record: those that most records have are read in place, one label an octet.

use super::member::{self, BASE_NAME, BASE_TIME, Member, NAME, TIME};
use super::{NULL, Reader, name, rare_name};
use crate::deviation::DeviationKind;
use crate::error::Result;
use crate::format::cbor_leaf;
use crate::format::senml::Members;
use crate::record::Record;
use crate::syntax::cbor;
use crate::value::{Wire, WireValue};

impl<'a> Reader<'a> {
    /// Takes the value of a member by its label; returns the bits that say so.
    #[inline(always)]
    pub(super) fn member(
        &mut self,
        label: u8,
        rest: &mut &'a [u8],
        members: &mut Members<'a>,
        record: &mut Record<WireValue<'a>>,
    ) -> Result<u32> {
        let value = &mut record.value.0;
        match label {
            NAME => match cbor::byte(rest)? {
                first @ 0x60..=0x7b => {
                    members.name = cbor_leaf::octets(first, rest)?;
                    Ok(Members::NAME)
                }
                first => {
                    (members.name, *rest) = rare_name(first, rest)?;
                    Ok(Members::NAME | Members::CHUNKS)
                }
            },
            2 if self.null && rest.first() == Some(&NULL) => {
                *value = Wire::Null;
                if !self.etch {
                    // Lenience: servers of 1.1 that have learned to delete, but no new format (D-071).
                    self.pack.scope.lenience.allow(DeviationKind::NullOutsideEtch);
                }
                cbor::byte(rest).map(|_| Members::VALUE)
            }
            2 => {
                cbor_leaf::read_number(rest, value, &mut self.pack.scope.lenience)?;
                Ok(Members::VALUE | Members::NUMBER)
            }
            3 => {
                cbor_leaf::read_text(rest, value, &mut self.pack.scope.lenience)?;
                Ok(Members::VALUE)
            }
            4 => {
                cbor_leaf::read_boolean(rest, value, &mut self.pack.scope.lenience)?;
                Ok(Members::VALUE)
            }
            8 => {
                cbor_leaf::read_bytes(rest, value, &mut self.pack.scope.lenience)?;
                Ok(Members::VALUE)
            }
            TIME => {
                let mut time = Wire::Empty;
                cbor_leaf::read_number(rest, &mut time, &mut self.pack.scope.lenience)?;
                members.set_time(time)
            }
            BASE_NAME => {
                *rest = self.set_base_name(rest)?;
                Ok(Members::BASE_NAME)
            }
            BASE_TIME => {
                *rest = self.set_base_time(rest)?;
                Ok(Members::BASE_TIME)
            }
            _ => {
                let (bits, after) = self.rare_label(label, rest, members, record)?;
                *rest = after;
                Ok(bits)
            }
        }
    }

    /// The base value, object links, labels that are ignored, and every label in a spelling longer than need be.
    #[cold]
    #[inline(never)]
    fn rare_label(
        &mut self,
        label: u8,
        mut rest: &'a [u8],
        members: &mut Members<'a>,
        record: &mut Record<WireValue<'a>>,
    ) -> Result<(u32, &'a [u8])> {
        let bits = match member::read(label, &mut rest, &mut self.pack.scope.lenience)? {
            Member::Unknown => {
                self.pack.scope.lenience.allow(DeviationKind::UnknownIntegerLabel);
                0
            }
            Member::BaseValue => {
                let mut value = Wire::Empty;
                cbor_leaf::read_number(&mut rest, &mut value, &mut self.pack.scope.lenience)?;
                self.pack.set_base_value(value);
                Members::BASE_VALUE
            }
            Member::ObjectLink => {
                record.value.0 = member::object_link(&mut rest, &mut self.pack.scope.lenience)?;
                Members::VALUE
            }
            Member::Short(label) => self.member(label, &mut rest, members, record)?,
            Member::Taken(bit) => bit,
        };
        Ok((bits, rest))
    }

    #[inline(never)]
    fn set_base_name(&mut self, mut rest: &'a [u8]) -> Result<&'a [u8]> {
        let (bytes, form) = name(&mut rest)?;
        self.pack.set_base_name(bytes, form)?;
        Ok(rest)
    }

    #[inline(never)]
    fn set_base_time(&mut self, mut rest: &'a [u8]) -> Result<&'a [u8]> {
        let mut time = Wire::Empty;
        cbor_leaf::read_number(&mut rest, &mut time, &mut self.pack.scope.lenience)?;
        self.pack.set_base_time(time)?;
        Ok(rest)
    }
}
