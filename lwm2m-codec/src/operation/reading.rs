//! What is known while a message is read: the version, what stands in front of paths, what is tolerated.

use core::fmt;

#[cfg(feature = "lenient")]
use crate::deviation::Reporting;
use crate::deviation::{Deviation, DeviationKind, Lenience, Report};
use crate::error::{Error, ErrorKind, Result};
use crate::message::Parameter;
use crate::operation::Rule;
use crate::options::{Options, Version};
use crate::path::Path;
use crate::value::Text;

/// How a message is read, and who is told of deviations.
// Public only because `Ask` has it in its signature.
pub struct Reading<'r> {
    pub(crate) version: Version,
    pub(crate) alternate_path: &'r str,
    pub(crate) gateway_prefix: &'r str,
    lenience: Lenience,
    report: &'r mut dyn FnMut(Deviation),
}

impl<'r> Reading<'r> {
    /// Calls `read` with what Options say.
    pub(super) fn with<R: Report, T>(
        options: Options<'_, R>,
        read: impl FnOnce(&mut Reading<'_>) -> T,
    ) -> T {
        let Options { version, alternate_path, gateway_prefix, lenience, mut report, .. } = options;
        read(&mut Reading {
            version,
            alternate_path,
            gateway_prefix,
            lenience,
            report: &mut |deviation| report.report(deviation),
        })
    }

    /// Whether a deviation is tolerated; asked where strict reading has its error, and reported.
    pub(super) fn allow(&mut self, kind: DeviationKind, offset: usize, path: Option<Path>) -> bool {
        let allowed = self.lenience.allows(kind);
        if allowed {
            (self.report)(Deviation { kind, offset, path });
        }
        allowed
    }

    /// The same for a parameter of the query.
    pub(super) fn allow_parameter(&mut self, kind: DeviationKind, offset: usize) -> bool {
        self.allow(kind, offset, None)
    }

    /// Options that read as this does, and tell the same.
    pub(super) fn options(&mut self) -> Options<'_, impl Report> {
        let mut options = Options::STRICT.version(self.version);
        options.lenience = self.lenience;
        #[cfg(feature = "lenient")]
        let report = Reporting(self.report);
        #[cfg(not(feature = "lenient"))]
        let report = crate::deviation::Silent;
        options.reporting(report)
    }

    /// D-100: a client of before 1.2 that lists nothing.
    pub(super) fn allow_empty_list(&mut self) -> bool {
        self.allow(DeviationKind::EmptyObjectList, 0, None)
    }

    /// The value of a parameter that has to have one.
    pub(super) fn value<'a, 'p>(parameter: &'p Parameter<'a>) -> Result<&'p Text<'a>> {
        let missing = || Error::from(ErrorKind::Query("a value")).at(parameter.offset());
        parameter.value_text().ok_or_else(missing)
    }

    /// The value of a parameter that is a number.
    pub(super) fn number(parameter: &Parameter<'_>) -> Result<u64> {
        match parameter.as_number() {
            Some(number) => Ok(number),
            None => number(Self::value(parameter)?, parameter.offset()),
        }
    }
}

impl fmt::Debug for Reading<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reading").field("version", &self.version).finish_non_exhaustive()
    }
}

/// Reads digits as a number.
fn number(text: &Text<'_>, offset: usize) -> Result<u64> {
    let malformed = || Error::from(ErrorKind::Query("decimal digits")).at(offset);
    let mut number = None;
    for c in text.chars() {
        let digit = c.to_digit(10).map(u64::from).ok_or_else(malformed)?;
        let shifted = number.unwrap_or(0u64).checked_mul(10).and_then(|n| n.checked_add(digit));
        number = Some(shifted.ok_or_else(|| Error::from(ErrorKind::OutOfRange).at(offset))?);
    }
    number.ok_or_else(malformed)
}

/// The error of a broken rule.
pub(super) fn broken(rule: Rule) -> Error {
    ErrorKind::Rule(rule).into()
}
