//! Lists of paths in SenML CBOR: records of names without values.
//! LwM2M Core 1.2.2, 7.4.4 (SenML); RFC 8790, 3; D-063 to D-065.

use super::member::{self, BASE_NAME, BASE_TIME, Member, NAME, TIME};
use super::writer::{begin_text, end_text};
use super::{COUNTED, Reader, name, rare_map};
use crate::deviation::DeviationKind;
use crate::error::{Error, ErrorKind, Result};
use crate::format::cbor_leaf::put_head;
use crate::format::senml::{Members, NO_VALUES, Outline};
use crate::options::Options;
use crate::output::Output;
use crate::path::Path;
use crate::record::RecordSource;
use crate::syntax::cbor::{self, ARRAY, BREAK};

impl<'a> Reader<'a> {
    /// Reads the next path of a list; `None` at the end.
    pub(crate) fn next_path(&mut self) -> Result<Option<Path>> {
        let path = self.path_step();
        path.map_err(|error: Error| error.at(self.offset()))
    }

    fn path_step(&mut self) -> Result<Option<Path>> {
        if !self.started {
            self.start()?;
        }
        let mut rest = self.rest;
        self.begin = rest.len();
        if self.left == 0 || self.left > COUNTED && rest.first() == Some(&BREAK) {
            return self.end().map(|_| None);
        }
        let first = cbor::byte(&mut rest)?;
        let (mut count, mut rest) = rare_map(first, rest)?;
        let mut members = Members::new();
        while count > 0 {
            count -= 1;
            let label = cbor::byte(&mut rest)?;
            if label == BREAK && count > COUNTED {
                break;
            }
            let bits = self.path_member(label, &mut rest, &mut members)?;
            members.see(bits)?;
        }
        self.rest = rest;
        self.left -= 1;
        self.pack.path(&members).map(Some)
    }

    /// Takes the value of a member by its label; returns the bits that say so.
    fn path_member(
        &mut self,
        label: u8,
        rest: &mut &'a [u8],
        members: &mut Members<'a>,
    ) -> Result<u32> {
        let label = match label {
            NAME | 2 | 3 | 4 | TIME | 8 | BASE_NAME | BASE_TIME => Member::Short(label),
            first => member::read(first, rest, &mut self.pack.scope.lenience)?,
        };
        if let Some(bits) = self.passed_over(&label, rest)? {
            return Ok(bits);
        }
        match label {
            Member::Short(NAME) => {
                let (octets, form) = name(rest)?;
                members.name = octets;
                Ok(Members::NAME | form)
            }
            Member::Short(BASE_NAME) => {
                let (octets, form) = name(rest)?;
                self.pack.set_base_name(octets, form)?;
                Ok(Members::BASE_NAME)
            }
            Member::Taken(bit @ (Members::UNIT | Members::BASE_UNIT)) => Ok(bit),
            Member::Taken(bit @ (Members::BASE_VERSION | 0)) if !self.etch => Ok(bit),
            // RFC 8790, 3: a field that is not known rejects the pack.
            Member::Taken(Members::BASE_VERSION | 0) | Member::Unknown => {
                Err(ErrorKind::Malformed("members that a list of paths has").into())
            }
            Member::Short(_) | Member::Taken(_) | Member::BaseValue | Member::ObjectLink => {
                Err(ErrorKind::Malformed(NO_VALUES).into())
            }
        }
    }

    /// Takes the value of a member that a list of paths must not have and that is tolerated; `None` for another.
    // Lenience: servers that ask with a record as they would answer with one (D-063).
    fn passed_over(&mut self, label: &Member, rest: &mut &'a [u8]) -> Result<Option<u32>> {
        let lenience = &mut self.pack.scope.lenience;
        let (kind, bits) = match *label {
            Member::Short(2 | 3 | 4 | 8) => (DeviationKind::ValueInPathList, Members::VALUE),
            Member::ObjectLink => (DeviationKind::ValueInPathList, Members::VALUE),
            Member::Short(TIME) => (DeviationKind::TimeInPathList, Members::TIME),
            Member::Short(BASE_TIME) => (DeviationKind::TimeInPathList, Members::BASE_TIME),
            Member::Unknown if !self.etch => {
                lenience.allow(DeviationKind::UnknownIntegerLabel);
                return Ok(Some(0));
            }
            Member::Short(_) | Member::Taken(_) | Member::BaseValue | Member::Unknown => {
                return Ok(None);
            }
        };
        if !lenience.allow(kind) {
            return Ok(None);
        }
        cbor::skip(rest)?;
        Ok(Some(bits))
    }
}

/// Writes a list of paths: one absolute name a record (D-063).
pub(crate) fn write_paths(
    paths: &[Path],
    options: &Options<'_>,
    out: &mut Output<'_>,
) -> Result<()> {
    put_head(out, ARRAY, paths.len() as u64);
    for &path in paths {
        let outline = Outline::new(path, options)?;
        // A map of one member, the name.
        out.put([0xa1, NAME]);
        let name = begin_text(out);
        outline.put_path(out);
        end_text(out, name);
    }
    Ok(())
}
