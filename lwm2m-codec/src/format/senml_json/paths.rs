//! Lists of paths in SenML JSON: records of names without values.
//! LwM2M Core 1.2.2, 7.4.4 (SenML); RFC 8790, 3; D-063 to D-065.

use super::{MEMBERS, Reader, State, base_version, must_be_understood, skip};
use crate::deviation::DeviationKind;
use crate::error::{Error, ErrorKind, Result};
use crate::format::json_leaf;
use crate::format::senml::{Members, NO_VALUES, Outline};
use crate::options::Options;
use crate::output::Output;
use crate::path::Path;
use crate::record::RecordSource;
use crate::syntax::json::{Cursor, JsonText};

impl<'a> Reader<'a> {
    /// Reads the next path of a list; `None` at the end.
    pub(crate) fn next_path(&mut self) -> Result<Option<Path>> {
        let path = self.path_step();
        path.map_err(|error: Error| error.at(self.offset()))
    }

    fn path_step(&mut self) -> Result<Option<Path>> {
        let mut cursor = self.cursor;
        match self.state {
            State::End => return Ok(None),
            State::Start => {
                cursor.demand(b'[', "an array of records")?;
                self.state = State::Records;
                if cursor.take(b']') {
                    return self.end(cursor).map(|_| None);
                }
            }
            State::Records if cursor.take(b',') => {}
            State::Records => {
                self.begin = cursor.offset();
                cursor.demand(b']', "a comma or the end of the array of records")?;
                return self.end(cursor).map(|_| None);
            }
        }
        cursor.peek();
        self.begin = cursor.offset();
        cursor.demand(b'{', "records that are objects")?;
        let mut members = Members::new();
        loop {
            let key = cursor.key()?;
            let bits = self.path_member(key, &mut cursor, &mut members)?;
            members.see(bits)?;
            if !cursor.take(b',') {
                cursor.demand(b'}', "a comma or the end of a record")?;
                break;
            }
        }
        self.cursor = cursor;
        self.pack.path(&members).map(Some)
    }

    /// Takes the value of a member by its name; returns the bits that say so.
    fn path_member(
        &mut self,
        key: JsonText<'a>,
        cursor: &mut Cursor<'a>,
        members: &mut Members<'a>,
    ) -> Result<u32> {
        match json_leaf::known(key, &MEMBERS) {
            Some("n") => {
                let (name, form) = json_leaf::name(cursor)?;
                members.name = name;
                Ok(Members::NAME | form)
            }
            Some("bn") => {
                let (name, form) = json_leaf::name(cursor)?;
                self.pack.set_base_name(name, form)?;
                Ok(Members::BASE_NAME)
            }
            Some("u") => skip(cursor, Members::UNIT),
            Some("bu") => skip(cursor, Members::BASE_UNIT),
            Some("bver") if !self.etch => base_version(cursor),
            Some("bver") => Err(unknown()),
            // Lenience: servers that ask with a record as they would answer with one (D-063).
            Some("v" | "vs" | "vb" | "vd" | "vlo")
                if self.pack.scope.lenience.allow(DeviationKind::ValueInPathList) =>
            {
                skip(cursor, Members::VALUE)
            }
            Some("t") if self.pack.scope.lenience.allow(DeviationKind::TimeInPathList) => {
                skip(cursor, Members::TIME)
            }
            Some("bt") if self.pack.scope.lenience.allow(DeviationKind::TimeInPathList) => {
                skip(cursor, Members::BASE_TIME)
            }
            Some(_) => Err(ErrorKind::Malformed(NO_VALUES).into()),
            // RFC 8790, 3: a field that is not known rejects the pack. RFC 8428, 4.4, in a plain pack only one that
            // must be understood.
            None if self.etch || must_be_understood(key) => Err(unknown()),
            None => skip(cursor, 0),
        }
    }
}

fn unknown() -> Error {
    ErrorKind::Malformed("members that a list of paths has").into()
}

/// Writes a list of paths: one absolute name a record (D-063).
pub(crate) fn write_paths(
    paths: &[Path],
    options: &Options<'_>,
    out: &mut Output<'_>,
) -> Result<()> {
    out.put([b'[']);
    for (count, &path) in paths.iter().enumerate() {
        let outline = Outline::new(path, options)?;
        if count > 0 {
            out.put([b',']);
        }
        out.put(*b"{\"n\":\"");
        outline.put_path(out);
        out.put(*b"\"}");
    }
    out.put([b']']);
    Ok(())
}
