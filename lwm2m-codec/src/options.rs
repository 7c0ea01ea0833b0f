//! How to read and write: the version, what stands in front of paths, the limits. Options come before the verb.

use core::fmt;

#[cfg(feature = "lenient")]
use crate::deviation::{Deviation, DeviationKind, Reporting};
use crate::deviation::{Lenience, Report, Silent};
use crate::error::ErrorKind;
use crate::id::ObjectInstanceId;
use crate::path::{Path, Within, uri};
use crate::record::Prefix;
use crate::{Error, Result};

/// How to read and write. `Options::STRICT.version(Version::V1_1).decode(…)`; the free functions are
/// [`Options::STRICT`].
///
/// Writers emit one canonical form, whatever the Options. Readers are strict unless [`Options::lenient`] says
/// otherwise; then `R` is who is told of deviations.
#[derive(Clone, Copy, Debug)]
pub struct Options<'o, R = Silent> {
    pub(crate) version: Version,
    pub(crate) alternate_path: &'o str,
    pub(crate) gateway_prefix: &'o str,
    pub(crate) new_instance: Option<ObjectInstanceId>,
    pub(crate) limits: Limits,
    pub(crate) lenience: Lenience,
    pub(crate) report: R,
}

impl Options<'_> {
    /// Strict, the newest version, nothing in front of paths, the default limits.
    pub const STRICT: Self = Self {
        version: Version::NEWEST,
        alternate_path: "",
        gateway_prefix: "",
        new_instance: None,
        limits: Limits::DEFAULT,
        lenience: Lenience::STRICT,
        report: Silent,
    };
}

impl<'o> Options<'o> {
    /// The LwM2M version that the peers have agreed on.
    #[must_use]
    pub const fn version(mut self, version: Version) -> Self {
        self.version = version;
        self
    }

    /// The alternate path that the client has registered, without slashes around it: `lwm2m` (D-016, D-017).
    ///
    /// SenML names begin with it, on writing always and on reading from 1.2 on; before, with or without.
    #[must_use]
    pub const fn alternate_path(mut self, path: &'o str) -> Self {
        self.alternate_path = path;
        self
    }

    /// The prefix by which a gateway knows the device that the target belongs to (D-018).
    #[must_use]
    pub const fn gateway_prefix(mut self, prefix: &'o str) -> Self {
        self.gateway_prefix = prefix;
        self
    }

    /// Creates an Object Instance whose id the client chooses (D-056, D-057).
    ///
    /// On writing, the instance with this id is written without an id: bare Resources in TLV, 65535 in LwM2M CBOR.
    /// On reading, Resources whose Object Instance the payload doesn't name belong to the one with this id.
    #[must_use]
    pub const fn new_instance(mut self, instance: ObjectInstanceId) -> Self {
        self.new_instance = Some(instance);
        self
    }

    /// Reads what real devices send beside the standard, and reports each place where they do.
    ///
    /// What [`DeviationKind`] names is tolerated, save the kinds with a switch of their own. Every verb that reads
    /// is lenient then; what is written stays canonical. A verb that reads a payload more than once reports once.
    /// *Requires feature `lenient`.*
    ///
    /// ```
    /// use lwm2m_codec::{ContentFormat, Deviation, DeviationKind, Options, Path};
    ///
    /// let mut deviations = Vec::new();
    /// let mut report = |deviation: Deviation| deviations.push(deviation.kind);
    /// let level = Path::resource(3, 0, 9);
    /// let level: i64 = Options::STRICT.lenient(&mut report).decode(ContentFormat::TEXT, level, b"+100")?;
    /// assert_eq!((level, &deviations[..]), (100, &[DeviationKind::LeadingPlus][..]));
    /// # Ok::<(), lwm2m_codec::Error>(())
    /// ```
    #[cfg(feature = "lenient")]
    #[must_use]
    pub fn lenient<'r>(
        self,
        report: &'r mut (dyn FnMut(Deviation) + 'r),
    ) -> Options<'o, Reporting<'r>> {
        let lenience = Lenience::LENIENT;
        self.silent_with(lenience).reporting(Reporting(report))
    }

    /// Whether a prefix is that of the peer itself: nothing, or what the Options say.
    pub(crate) fn owns(&self, prefix: &Prefix<'_>) -> bool {
        let (alternate, gateway) = (self.alternate_path, self.gateway_prefix);
        prefix.is_empty()
            || prefix.is_joined(&[alternate])
            || prefix.is_joined(&[gateway])
            || prefix.is_joined(&[alternate, "/", gateway])
    }

    /// Checks that what a Writer is told to put in front of paths can be told from ids (D-017, D-018).
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) fn check_prefixes(&self) -> Result<()> {
        if self.alternate_path.is_empty() && self.gateway_prefix.is_empty() {
            return Ok(());
        }
        check_prefixes(self.alternate_path, self.gateway_prefix)
    }

    /// Other limits than the defaults.
    #[must_use]
    pub const fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    #[cfg(feature = "lenient")]
    const fn silent_with(mut self, lenience: Lenience) -> Self {
        self.lenience = lenience;
        self
    }

    /// The same with somebody else to tell.
    pub(crate) fn reporting<R>(self, report: R) -> Options<'o, R> {
        let Self {
            version, alternate_path, gateway_prefix, new_instance, limits, lenience, ..
        } = self;
        Options { version, alternate_path, gateway_prefix, new_instance, limits, lenience, report }
    }
}

#[cold]
#[inline(never)]
fn check_prefixes(alternate_path: &str, gateway_prefix: &str) -> Result<()> {
    let legal = |path: &str| path.split('/').all(uri::is_prefix_segment);
    let alternate = alternate_path.is_empty() || legal(alternate_path);
    let gateway = gateway_prefix.is_empty() || uri::is_prefix_segment(gateway_prefix);
    if alternate && gateway {
        Ok(())
    } else {
        Err(Error::from(ErrorKind::Path("a prefix of unreserved characters")))
    }
}

#[cfg(feature = "lenient")]
impl Options<'_, Reporting<'_>> {
    /// Tolerates one kind of deviation more: one with a switch of its own. *Requires feature `lenient`.*
    #[must_use]
    pub fn allow(mut self, kind: DeviationKind) -> Self {
        self.lenience = self.lenience.with(kind);
        self
    }

    /// Tolerates one kind of deviation less. *Requires feature `lenient`.*
    #[must_use]
    pub fn refuse(mut self, kind: DeviationKind) -> Self {
        self.lenience = self.lenience.without(kind);
        self
    }
}

impl<'o, R: Report> Options<'o, R> {
    /// The same without who is told, and who is told.
    pub(crate) fn split(self) -> (Options<'o>, R) {
        let Self {
            version,
            alternate_path,
            gateway_prefix,
            new_instance,
            limits,
            lenience,
            report,
        } = self;
        let silent = Options {
            version,
            alternate_path,
            gateway_prefix,
            new_instance,
            limits,
            lenience,
            report: Silent,
        };
        (silent, report)
    }
}

/// The LwM2M version, as the wire tells it: major and minor.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Version {
    /// LwM2M 1.0.
    V1_0,
    /// LwM2M 1.1 and 1.1.1.
    V1_1,
    /// LwM2M 1.2 to 1.2.2.
    V1_2,
}

impl Version {
    /// The newest version that is known.
    pub const NEWEST: Self = Self::V1_2;
}

/// `1.2`.
impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::V1_0 => "1.0",
            Self::V1_1 => "1.1",
            Self::V1_2 => "1.2",
        })
    }
}

/// Bounds on what a payload may make a Reader do; beyond a bound is an error (D-008).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Limits {
    /// The longest SenML name, base name included, in octets. A base name in chunks of CBOR has at most twice as many as
    /// it has characters, and 64.
    pub name: usize,
    /// The most records of one payload; the payload's own length bounds them too.
    pub records: usize,
}

impl Limits {
    /// Names of 255 octets, any number of records.
    pub const DEFAULT: Self = Self { name: 255, records: usize::MAX };
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// What was asked for, as a Reader or Writer needs it: the target and what may stand in front of paths.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scope<'o> {
    pub(crate) target: Path,
    within: Within,
    pub(crate) new_instance: Option<ObjectInstanceId>,
    alternate_path: &'o str,
    gateway_prefix: &'o str,
    version: Version,
    #[cfg_attr(not(feature = "lenient"), allow(dead_code, reason = "strict reading asks nothing"))]
    pub(crate) lenience: Lenience,
}

impl<'o> Scope<'o> {
    pub(crate) const fn new(target: Path, options: &Options<'o>) -> Self {
        Self {
            target,
            within: Within::new(target),
            new_instance: options.new_instance,
            alternate_path: options.alternate_path,
            gateway_prefix: options.gateway_prefix,
            version: options.version,
            lenience: options.lenience,
        }
    }

    /// Whether a path may stand there without anything in front of it.
    pub(crate) fn plain(&self) -> bool {
        let device = self.gateway_prefix.is_empty() || self.target == Path::ROOT;
        device && (self.alternate_path.is_empty() || self.version < Version::V1_2)
    }

    /// Whether a path is the target or lies below it.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) const fn contains(&self, path: Path) -> bool {
        self.within.contains(path)
    }

    pub(crate) fn version(&self) -> Version {
        self.version
    }

    pub(crate) fn gateway_prefix(&self) -> &'o str {
        self.gateway_prefix
    }

    #[cfg(feature = "lenient")]
    pub(crate) const fn has_alternate_path(&self) -> bool {
        !self.alternate_path.is_empty()
    }

    /// Checks what stands in front of a path. A pack for the root may tell of any device; a payload for a target
    /// belongs to the target's (D-016, D-018, D-075).
    #[cold]
    #[inline(never)]
    pub(crate) fn check(&self, prefix: &Prefix<'_>, alternate_path_allowed: bool) -> Result<()> {
        let alternate = if alternate_path_allowed { self.alternate_path } else { "" };
        let gateway = if self.target == Path::ROOT { "" } else { self.gateway_prefix };
        let with = |alternate: &str| {
            let mut rest = prefix.chars();
            let mut found = true;
            let mut any = false;
            for part in [alternate, gateway].into_iter().filter(|part| !part.is_empty()) {
                if any {
                    found &= rest.next() == Some('/');
                }
                any = true;
                found &= part.chars().all(|c| rest.next() == Some(c));
            }
            let ends = rest.next().is_none_or(|c| c == '/' && self.target == Path::ROOT);
            found && (ends || !any && self.target == Path::ROOT)
        };
        if with(alternate) || self.version < Version::V1_2 && with("") {
            Ok(())
        } else {
            Err(ErrorKind::OutsideTarget.into())
        }
    }
}
