//! What records inherit from the ones before, and what is kept of a base name so that it needs not be read again with
//! each name behind it. In the small setting that is nothing: it is read again, and every name goes the way that knows
//! all forms.

#[cfg(not(feature = "compact"))]
use super::ids::Ids;
use super::members::Members;
use super::name::Read;
use crate::path::Path;
use crate::value::Wire;

/// Whether there are ways beside the one that knows all forms.
pub(super) const FAST: bool = cfg!(not(feature = "compact"));

/// What records inherit from the ones before.
#[derive(Clone, Debug)]
pub(super) struct Base<'a> {
    pub(super) raw: &'a [u8],
    /// How that is text: [`Members::CHUNKS`], [`Members::ESCAPED`] or neither.
    pub(super) form: u32,
    /// The base name, read as far as the fast way can.
    #[cfg(not(feature = "compact"))]
    ids: Ids,
    /// Where reading it has come to, once for all names behind it; `None` where the fast way understands it, which
    /// then is short, and in lenient reading where it cannot be read without a name.
    #[cfg(not(feature = "compact"))]
    read: Option<Read>,
    /// The path that it is by itself; the root where that is not the path of a value.
    #[cfg(not(feature = "compact"))]
    path: Path,
    /// Whole seconds; `None` where no base time was said.
    pub(super) seconds: Option<i64>,
    /// 10^-18 seconds more, where it is not whole.
    pub(super) atto: u64,
    pub(super) value: Option<Wire<'a>>,
}

impl<'a> Base<'a> {
    /// Nothing. As a constant it would be copied as a whole, with what it does not hold.
    #[inline(always)]
    pub(super) const fn start() -> Self {
        Self {
            raw: &[],
            form: 0,
            #[cfg(not(feature = "compact"))]
            ids: Ids::START,
            #[cfg(not(feature = "compact"))]
            read: None,
            #[cfg(not(feature = "compact"))]
            path: Path::ROOT,
            seconds: None,
            atto: 0,
            value: None,
        }
    }
}

#[cfg(not(feature = "compact"))]
impl<'a> Base<'a> {
    /// Takes a name that the fast way understands; false for others.
    #[inline(always)]
    pub(super) fn take_ids(&mut self, bytes: &'a [u8], form: u32) -> bool {
        let Some(ids) = Ids::START.push(bytes) else { return false };
        self.take(bytes, form, ids, None);
        true
    }

    /// Takes one that the other way has read.
    pub(super) fn take_read(&mut self, bytes: &'a [u8], form: u32, read: Read) {
        self.take(bytes, form, read.ids(), Some(read));
    }

    /// Takes one that says nothing without a name.
    #[cfg(feature = "lenient")]
    pub(super) fn take_odd(&mut self, bytes: &'a [u8], form: u32) {
        self.take(bytes, form, Ids::ODD, None);
    }

    #[inline(always)]
    fn take(&mut self, bytes: &'a [u8], form: u32, ids: Ids, read: Option<Read>) {
        (self.raw, self.form, self.ids, self.read) = (bytes, form, ids, read);
        self.path = ids.finish().unwrap_or(Path::ROOT);
    }

    /// How far the other way has read it.
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

#[cfg(feature = "compact")]
impl<'a> Base<'a> {
    pub(super) const fn take_ids(&mut self, _: &'a [u8], _: u32) -> bool {
        false
    }

    pub(super) const fn take_read(&mut self, bytes: &'a [u8], form: u32, _: Read) {
        (self.raw, self.form) = (bytes, form);
    }

    #[cfg(feature = "lenient")]
    pub(super) const fn take_odd(&mut self, bytes: &'a [u8], form: u32) {
        (self.raw, self.form) = (bytes, form);
    }

    pub(super) const fn read(&self) -> Option<Read> {
        None
    }

    pub(super) const fn path(&self, _: &Members<'_>) -> Option<Path> {
        None
    }
}
