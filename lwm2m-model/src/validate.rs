//! What a definition asks of an Object Instance: mandatory Resources, operations, cardinality, types, values.
//! Never asked by the codec (D-052); every finding is told, not only the first.
//! LwM2M Core 1.2.2, 6.3 and appendix D; D-045, D-144, D-167.

mod finding;
mod link;
#[cfg(feature = "oma")]
mod special;
mod value;

use lwm2m_codec::{
    Encode, ErrorKind, ObjectDef, ObjectInstanceId, Operations, Path, Record, RecordSink,
    ResourceDef, ResourceId, Result, Value,
};

pub use self::finding::{Finding, Problem};
pub use self::link::links_somewhere;
#[cfg(feature = "oma")]
pub use self::special::{device, server};

/// What the Resources of an instance are there for.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Purpose {
    /// A client holds them: every mandatory Resource must be there that can be read, or that no server sees.
    #[default]
    Held,
    /// The answer to a Read, or a Send: they must be readable, and may be some of many.
    Read,
    /// A replacing Write: they must be writable, and every mandatory writable one there (D-144).
    Replace,
    /// A partial update: they must be writable.
    PartialUpdate,
    /// A Create: mandatory writable ones must be there; those that are only readable are ignored (D-144).
    Create,
    /// A Bootstrap-Write: any but executable ones; what is missing is found when the bootstrap ends.
    Bootstrap,
}

impl Purpose {
    /// Whether a mandatory Resource has to be there.
    const fn requires(self, operations: Operations) -> bool {
        match self {
            Self::Held => operations.readable() || matches!(operations, Operations::NONE),
            Self::Read | Self::PartialUpdate | Self::Bootstrap => false,
            Self::Replace | Self::Create => operations.writable(),
        }
    }

    /// Whether a value of a Resource may be there at all.
    const fn permits(self, operations: Operations) -> bool {
        match self {
            Self::Held | Self::Bootstrap => !operations.executable(),
            Self::Read => operations.readable(),
            Self::Replace | Self::PartialUpdate => operations.writable(),
            Self::Create => operations.readable() || operations.writable(),
        }
    }
}

/// Checks the Resources of an Object Instance against its definition, and tells each finding in order of the paths.
///
/// `at` is where the instance lives. Unknown Resources are told too, though they are no error (PAY-10).
///
/// # Errors
/// [`ErrorKind::RecordOrder`] for a value that doesn't tell its records in ascending order,
/// [`ErrorKind::OutsideTarget`] for records beside `at`, and what the value's own telling meets.
///
/// ```
/// use lwm2m_codec::Path;
/// use lwm2m_model::objects::device::{self, Device};
/// use lwm2m_model::validate::{Purpose, validate};
///
/// let device: Device = Device { battery_level: Some(101), ..Device::new() };
/// let mut findings = Vec::new();
/// validate(&device::DEF, Path::instance(3, 0), &device, Purpose::Held, &mut |finding| {
///     findings.push(finding.to_string());
/// })?;
/// assert_eq!(findings, [
///     "expected a number in the range of the definition, found another (in /3/0/9)",
///     "expected a mandatory resource, found none (in /3/0/11)",
///     "expected a mandatory resource, found none (in /3/0/16)",
/// ]);
/// # Ok::<(), lwm2m_codec::Error>(())
/// ```
pub fn validate(
    def: &ObjectDef<'_>,
    at: Path,
    value: &(impl Encode + ?Sized),
    purpose: Purpose,
    report: &mut dyn FnMut(Finding),
) -> Result<()> {
    let mut walk = Walk { def, at, purpose, ahead: def.resources, last: None, report };
    value.encode(at, &mut walk)?;
    walk.missing(|_| true);
    Ok(())
}

/// Checks which Object Instances of an Object there are: ids in any order, each once.
///
/// A mandatory Object has one at least; an Object with a single instance has it as instance 0.
pub fn instances(
    def: &ObjectDef<'_>,
    ids: impl IntoIterator<Item = ObjectInstanceId>,
    report: &mut dyn FnMut(Finding),
) {
    let Some(object) = Path::ROOT.child(def.id.get()) else { return };
    let mut any = false;
    for id in ids {
        any = true;
        if !def.multiple && id.get() != 0 {
            let path = object.child(id.get()).unwrap_or(object);
            report(Finding { path, problem: Problem::SingleInstance });
        }
    }
    if def.mandatory && !any {
        report(Finding { path: object, problem: Problem::MissingObject });
    }
}

/// The records of an instance beside the Resources of its definition.
struct Walk<'w> {
    def: &'w ObjectDef<'w>,
    at: Path,
    purpose: Purpose,
    /// The Resources that no record has come to yet.
    ahead: &'w [ResourceDef<'w>],
    last: Option<ResourceId>,
    report: &'w mut dyn FnMut(Finding),
}

impl Walk<'_> {
    /// Tells which mandatory Resources are not there, among those that come first and fulfil `passed`.
    fn missing(&mut self, passed: impl Fn(ResourceId) -> bool) {
        while let Some((resource, rest)) = self.ahead.split_first() {
            if !passed(resource.id) {
                return;
            }
            self.ahead = rest;
            if resource.mandatory && self.purpose.requires(resource.operations) {
                self.tell(self.at.child(resource.id.get()), Problem::Missing);
            }
        }
    }

    fn tell(&mut self, path: Option<Path>, problem: Problem) {
        (self.report)(Finding { path: path.unwrap_or(self.at), problem });
    }
}

impl RecordSink for Walk<'_> {
    fn record(&mut self, record: &Record<Value<'_>>) -> Result<()> {
        let tail = record.path.below(self.at).ok_or(ErrorKind::OutsideTarget)?;
        let Some((_, below)) = tail.split_first() else { return Ok(()) };
        let Some(id) = record.path.resource_id() else {
            return Err(ErrorKind::UnsupportedTarget.into());
        };
        if self.last.is_some_and(|last| id < last) {
            return Err(ErrorKind::RecordOrder.into());
        }
        self.last = Some(id);
        self.missing(|passed| passed < id);
        if let Some((resource, rest)) = self.ahead.split_first()
            && resource.id == id
        {
            self.ahead = rest;
        }
        let path = Some(record.path);
        let Some(resource) = self.def.resource(id) else {
            self.tell(path, Problem::Unknown);
            return Ok(());
        };
        if !self.purpose.permits(resource.operations) {
            self.tell(path, Problem::Operations);
        }
        match (&record.value, resource.multiple, below.is_empty()) {
            // A multiple Resource without instances.
            (Value::Empty, true, true) => return Ok(()),
            (_, true, true) => self.tell(path, Problem::Multiple),
            (_, false, false) => self.tell(path, Problem::Single),
            (_, true, false) | (_, false, true) => {}
        }
        if let Some(problem) = value::problem(resource, &record.value) {
            self.tell(path, problem);
        }
        Ok(())
    }
}
