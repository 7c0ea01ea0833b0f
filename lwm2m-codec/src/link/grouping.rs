//! How Objects and their instances are told: an Object's own link only where it says something, in front of its
//! instances. LwM2M Core 1.2.2, 6.2.1 (Register); D-098.

use super::writer::{Writer, no_form};
use crate::error::{Error, ErrorKind, Result};
use crate::options::Version;
use crate::path::Path;
use crate::schema::ObjectVersion;

/// What a Writer of Objects and Object Instances remembers from one to the next.
#[derive(Debug)]
pub(super) struct Grouping<'p> {
    /// What stands in front of every path.
    prefix: &'p str,
    release: Version,
    /// The path before; the root where there is none.
    last: Path,
    /// The version that was told of its Object.
    version: Option<ObjectVersion>,
    /// Whether the link of its Object is still to be written: it has none yet, and perhaps needs none.
    pending: bool,
}

impl<'p> Grouping<'p> {
    pub(super) fn new(prefix: &'p str, release: Version) -> Self {
        Self { prefix, release, last: Path::ROOT, version: None, pending: false }
    }

    /// Writes the link of an Object Instance, and what its Object needs in front; notes an Object until it is known
    /// whether instances follow.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(super) fn write(
        &mut self,
        path: Path,
        version: Option<ObjectVersion>,
        writer: &mut Writer<'_, '_>,
    ) -> Result<()> {
        let is_instance = path.depth() == 2;
        if !is_instance && path.depth() != 1 {
            return Err(no_form("links to other than objects and object instances", path));
        }
        if self.last.ancestor(1) == path.ancestor(1) {
            self.goes_on(path, version)?;
        } else {
            self.finish(writer);
            (self.version, self.pending) = (version, true);
        }
        self.last = path;
        if is_instance {
            if core::mem::take(&mut self.pending) && self.sent().is_some() {
                self.object(writer);
            }
            writer.path(self.prefix, path);
        }
        Ok(())
    }

    /// Checks a path of the Object before, and takes a version that was not told yet.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn goes_on(&mut self, path: Path, version: Option<ObjectVersion>) -> Result<()> {
        if self.last == path {
            return Err(Error::from(ErrorKind::Duplicate).within(path));
        }
        if path.depth() == 1 {
            return Err(Error::from(ErrorKind::RecordOrder).within(path));
        }
        if version.is_some() && version != self.version {
            if self.version.is_some() || !self.pending {
                return Err(no_form("two versions of one object", path));
            }
            self.version = version;
        }
        Ok(())
    }

    /// Writes the link of an Object without instances, if that was the last.
    pub(super) fn finish(&mut self, writer: &mut Writer<'_, '_>) {
        if self.pending {
            self.object(writer);
        }
        self.pending = false;
    }

    #[inline(never)]
    fn object(&self, writer: &mut Writer<'_, '_>) {
        writer.path(self.prefix, self.last.ancestor(1));
        if let Some(version) = self.sent() {
            writer.version(*b";ver=", version);
        }
    }

    /// A version is sent unless it is 1.0 and the enabler says so.
    fn sent(&self) -> Option<ObjectVersion> {
        let object = self.last.object_id()?;
        self.version.filter(|version| {
            *version != ObjectVersion::V1_0
                || ObjectVersion::implied(self.release, object) != ObjectVersion::V1_0
        })
    }
}
