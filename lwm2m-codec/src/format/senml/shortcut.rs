//! What is kept of a base name so that it needs not be read again with each name behind it. In the small setting that
//! is nothing: it is read again, and every name goes the way that knows all forms.

#[cfg(not(feature = "compact"))]
use super::ids::Ids;
use super::members::Members;
use super::name::Read;
use crate::path::Path;

/// Whether there are ways beside the one that knows all forms.
pub(super) const FAST: bool = cfg!(not(feature = "compact"));

/// A base name as far as it was read.
#[cfg(not(feature = "compact"))]
#[derive(Clone, Debug)]
pub(super) struct Shortcut {
    /// Read as far as the fast way can.
    ids: Ids,
    /// Where reading it has come to, once for all names behind it; `None` where the fast way understands it, which
    /// then is short, and in lenient reading where it cannot be read without a name.
    read: Option<Read>,
    /// The path that it is by itself; the root where that is not the path of a value.
    path: Path,
}

#[cfg(not(feature = "compact"))]
impl Shortcut {
    /// No base name.
    pub(super) const START: Self = Self { ids: Ids::START, read: None, path: Path::ROOT };

    /// Takes a base name that the fast way understands; false for others.
    #[inline(always)]
    pub(super) fn take_ids(&mut self, bytes: &[u8]) -> bool {
        let Some(ids) = Ids::START.push(bytes) else { return false };
        self.take(ids, None);
        true
    }

    /// Takes one that the other way has read.
    pub(super) fn take_read(&mut self, read: Read) {
        self.take(read.ids(), Some(read));
    }

    /// Takes one that says nothing without a name.
    #[cfg(feature = "lenient")]
    pub(super) fn take_odd(&mut self) {
        self.take(Ids::ODD, None);
    }

    #[inline(always)]
    fn take(&mut self, ids: Ids, read: Option<Read>) {
        (self.ids, self.read) = (ids, read);
        self.path = ids.finish().unwrap_or(Path::ROOT);
    }

    pub(super) const fn read(&self) -> Option<Read> {
        self.read
    }

    /// The path of a record, where the fast way understands it.
    #[inline(always)]
    pub(super) fn path(&self, members: &Members<'_>) -> Option<Path> {
        if members.seen & Members::NAME == 0 {
            Some(self.path)
        } else {
            self.ids.push(members.name).and_then(Ids::finish)
        }
    }
}

/// Nothing.
#[cfg(feature = "compact")]
#[derive(Clone, Debug)]
pub(super) struct Shortcut;

#[cfg(feature = "compact")]
impl Shortcut {
    pub(super) const START: Self = Self;

    pub(super) const fn take_ids(&mut self, _: &[u8]) -> bool {
        false
    }

    pub(super) const fn take_read(&mut self, _: Read) {}

    #[cfg(feature = "lenient")]
    pub(super) const fn take_odd(&mut self) {}

    pub(super) const fn read(&self) -> Option<Read> {
        None
    }

    pub(super) const fn path(&self, _: &Members<'_>) -> Option<Path> {
        None
    }
}
