//! What the formats of one value share: the target is the value's path, and there is one value.
//! LwM2M Core 1.2.2, 7.5.1 to 7.5.3; D-086, D-087.

use crate::deviation::Lenience;
use crate::error::{Error, ErrorKind, Result};
use crate::output::Output;
use crate::path::Path;
use crate::record::Record;
use crate::value::{Value, Wire, WireValue};

/// The one value of a payload that is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct One<'a> {
    target: Path,
    value: Option<Wire<'a>>,
    #[cfg_attr(not(feature = "lenient"), allow(dead_code, reason = "strict reading asks nothing"))]
    pub(super) lenience: Lenience,
}

impl<'a> One<'a> {
    pub(super) fn new(target: Path, value: Wire<'a>, lenience: Lenience) -> Self {
        Self { target, value: Some(value), lenience }
    }

    pub(super) fn next(&mut self, record: &mut Record<WireValue<'a>>) -> bool {
        let Some(value) = self.value.take() else { return false };
        *record = Record { path: self.target, time: None, value: WireValue(value) };
        true
    }
}

/// The one value of a payload that is written.
#[derive(Debug)]
pub(super) struct Once<'o, 'b> {
    out: &'o mut Output<'b>,
    target: Path,
    done: bool,
}

impl<'o, 'b> Once<'o, 'b> {
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(super) fn new(target: Path, out: &'o mut Output<'b>) -> Result<Self> {
        check(target)?;
        Ok(Self { out, target, done: false })
    }

    /// Takes a record, and writes its value as `put` does if that is the value.
    // Whoever encodes one value tells it at the target: where that is seen, nothing is asked at run time.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(super) fn record(
        &mut self,
        record: &Record<Value<'_>>,
        put: impl FnOnce(&mut Output<'_>, &Value<'_>) -> Result<()>,
    ) -> Result<()> {
        let is_value = record.path == self.target && record.time.is_none();
        if !is_value || core::mem::replace(&mut self.done, true) {
            return self.refuse(record);
        }
        put(self.out, &record.value).map_err(|error| error.within(self.target))
    }

    /// What is wrong with a record that is not the value; nothing with one that was not asked for.
    #[cold]
    #[inline(never)]
    fn refuse(&self, record: &Record<Value<'_>>) -> Result<()> {
        let kind = if !record.path.is_within(self.target) {
            return Ok(());
        } else if record.time.is_some() {
            ErrorKind::TimeUnsupported
        } else if record.path != self.target {
            ErrorKind::NotExpressible("a multiple Resource")
        } else {
            ErrorKind::RecordOrder
        };
        Err(Error::from(kind).within(record.path))
    }

    /// There must have been a value.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(super) fn finish(self) -> Result<()> {
        if self.done {
            Ok(())
        } else {
            Err(Error::from(ErrorKind::MissingValue).within(self.target))
        }
    }

    pub(super) fn wants(&self, path: Path) -> bool {
        path.is_within(self.target) || self.target.is_within(path)
    }
}

/// The path of a value: a Resource's or a Resource Instance's.
#[cfg_attr(not(feature = "compact"), inline)]
pub(super) fn check(target: Path) -> Result<()> {
    if target.depth() < 3 { Err(ErrorKind::UnsupportedTarget.into()) } else { Ok(()) }
}
