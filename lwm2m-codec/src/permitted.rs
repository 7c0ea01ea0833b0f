//! A value seen through a definition and an operation: what a server may read, what it may write.
//! LwM2M Core 1.2.2, 6.3 (operations of Resources); D-144.

use crate::encode::Encode;
use crate::error::{ErrorKind, Result};
use crate::impls::Placed;
use crate::path::{Path, Tail};
use crate::record::{Record, RecordSink};
use crate::schema::{ObjectDef, Operations, ResourceDef, Schema};
use crate::update::{Claims, Update};
use crate::value::{Value, WireValue};

/// A value through which an operation sees only what its definition permits.
///
/// [`Encode`] tells everything, secrets too; operations use nothing but this. A Read skips Resources that are not
/// readable. A Write refuses those that are not writable, and skips what the definition does not know; a Create
/// skips both.
#[derive(Debug)]
pub struct Permitted<'d, T> {
    value: T,
    access: Access<'d>,
}

impl<'d, T> Permitted<'d, T> {
    /// A value as a Read, an Observe or a Send sees it; `at` is where it lives.
    pub const fn read(value: T, at: Path, def: &'d ObjectDef<'d>) -> Self {
        Self { value, access: Access { def, at, create: false } }
    }

    /// A value as a Write sees it; `at` is where it lives.
    pub const fn write(value: T, at: Path, def: &'d ObjectDef<'d>) -> Self {
        Self { value, access: Access { def, at, create: false } }
    }

    /// A value as a Create sees it; `at` is where it will live.
    pub const fn create(value: T, at: Path, def: &'d ObjectDef<'d>) -> Self {
        Self { value, access: Access { def, at, create: true } }
    }
}

impl<T: Encode> Placed for Permitted<'_, T> {}

impl<T: Encode> Encode for Permitted<'_, T> {
    fn encode(&self, _: Path, sink: &mut dyn RecordSink) -> Result<()> {
        let Access { at, def, .. } = self.access;
        if sink.wants(at) { self.value.encode(at, &mut Readable { def, sink }) } else { Ok(()) }
    }
}

/// Lets readable Resources pass.
struct Readable<'s> {
    def: &'s ObjectDef<'s>,
    sink: &'s mut dyn RecordSink,
}

impl Readable<'_> {
    fn shows(&self, path: Path) -> bool {
        path.depth() < 3
            || Schema::resource(self.def, path).is_some_and(|def| def.operations.readable())
    }
}

impl RecordSink for Readable<'_> {
    fn record(&mut self, record: &Record<Value<'_>>) -> Result<()> {
        if self.shows(record.path) { self.sink.record(record) } else { Ok(()) }
    }

    fn wants(&self, path: Path) -> bool {
        self.shows(path) && self.sink.wants(path)
    }

    fn device(&mut self, prefix: &str) -> Result<()> {
        self.sink.device(prefix)
    }
}

impl<U: Update + ?Sized> Update for Permitted<'_, &mut U> {
    fn check(&self, tail: Tail, value: &WireValue<'_>, claims: &mut Claims) -> Result<()> {
        if self.access.writes(tail)? { self.value.check(tail, value, claims) } else { Ok(()) }
    }

    fn update(&mut self, tail: Tail, value: &WireValue<'_>) -> Result<()> {
        if self.access.writes(tail)? { self.value.update(tail, value) } else { Ok(()) }
    }

    fn clear(&mut self, tail: Tail) {
        self.access.clear(tail, |tail| self.value.clear(tail));
    }

    fn check_new(_: Tail, _: &WireValue<'_>, _: &mut Claims) -> Result<()> {
        Err(ErrorKind::NotPermitted.into())
    }

    fn begin(_: Tail, _: &WireValue<'_>) -> Result<Self> {
        Err(ErrorKind::NotPermitted.into())
    }
}

/// What a definition lets an operation write of a value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Access<'d> {
    pub(crate) def: &'d ObjectDef<'d>,
    /// Where the value lives.
    pub(crate) at: Path,
    pub(crate) create: bool,
}

impl<'d> Access<'d> {
    /// The definition of what lies at `tail`.
    fn resource(&self, tail: Tail) -> Option<ResourceDef<'d>> {
        let mut path = self.at;
        let mut rest = tail;
        while let Some((id, tail)) = rest.split_first() {
            path = path.child(id)?;
            rest = tail;
        }
        ObjectDef::resource(self.def, path.resource_id()?).copied()
    }

    /// Whether a record for `tail` is applied.
    pub(crate) fn writes(&self, tail: Tail) -> Result<bool> {
        match self.resource(tail) {
            // An Object Instance as such.
            None if self.at.depth() + tail.depth() < 3 => Ok(true),
            None => Ok(false),
            Some(resource) if resource.operations.writable() => Ok(true),
            // D-144: a Create may bring what only the client sets; it is ignored.
            Some(resource) if self.create && resource.operations == Operations::READ => Ok(false),
            Some(_) => Err(ErrorKind::NotPermitted.into()),
        }
    }

    /// Clears what a Write may write; what only the client sets stays.
    pub(crate) fn clear(&self, tail: Tail, mut clear: impl FnMut(Tail)) {
        let level = self.at.depth() + tail.depth();
        if level >= 3 {
            if matches!(self.writes(tail), Ok(true)) {
                clear(tail);
            }
        } else if level == 2 {
            for resource in self.def.resources.iter().filter(|r| r.operations.writable()) {
                if let Some(below) = tail.child(resource.id.get()) {
                    clear(below);
                }
            }
        } else {
            clear(tail);
        }
    }
}
