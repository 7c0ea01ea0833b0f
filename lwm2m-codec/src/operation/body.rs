//! A body and its format, and how values get into it and out of it: through a definition alone.
//! LwM2M Core 1.2.2, 6.3 and 7.5; D-004, D-144.

use crate::decode::{Decode, Records};
use crate::deviation::Report;
use crate::encode::Encode;
use crate::error::Result;
use crate::format::ContentFormat;
use crate::options::Options;
use crate::path::Path;
use crate::paths::Paths;
use crate::permitted::Permitted;
use crate::schema::ObjectDef;

/// The bytes of a body and the format that the message says they have.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Body<'a> {
    /// The format.
    pub format: ContentFormat,
    /// The bytes.
    pub payload: &'a [u8],
}

impl<'a> Body<'a> {
    /// A body of some bytes.
    #[must_use]
    pub const fn new(format: ContentFormat, payload: &'a [u8]) -> Self {
        Self { format, payload }
    }

    /// Writes what an operation may see of a live value: the answer to a Read or an Observe, a Send.
    ///
    /// `target` is the path of the operation, `at` is where the value lives, `def` is the definition of its Object.
    ///
    /// # Errors
    /// As [`Options::encode`].
    pub fn encode(
        options: &Options<'_>,
        format: ContentFormat,
        target: Path,
        value: &impl Encode,
        at: Path,
        def: &ObjectDef<'_>,
        buffer: &'a mut [u8],
    ) -> Result<Self> {
        let permitted = Permitted::read(value, at, def);
        let payload = options.encode(format, target, &permitted, buffer)?;
        Ok(Self { format, payload })
    }

    /// The records, as the bytes say them.
    ///
    /// # Errors
    /// As [`Options::records`].
    pub fn records<R: Report>(
        &self,
        target: Path,
        options: Options<'a, R>,
    ) -> Result<Records<'a, R>> {
        options.records(self.format, target, self.payload)
    }

    /// A view of the value.
    ///
    /// # Errors
    /// As [`Options::decode`].
    pub fn decode<T: Decode<'a>, R: Report>(
        &self,
        target: Path,
        options: Options<'a, R>,
    ) -> Result<T> {
        options.decode(self.format, target, self.payload)
    }

    /// The paths of a composite request.
    ///
    /// # Errors
    /// As [`Options::paths`].
    pub fn paths<R: Report>(&self, options: Options<'a, R>) -> Result<Paths<'a, R>> {
        options.paths(self.format, self.payload)
    }
}
