//! `epmax`, Maximum Evaluation Period: LwM2M Core 1.2.2, 7.3.2; D-119.

use super::Effective;
use super::number::{Form, WHOLE};
use super::place::{Attachment, Definition};
use crate::options::Version;

pub(super) const DEFINITION: Definition = Definition {
    name: "epmax",
    since: Version::V1_1,
    attachment: Attachment::AnyLevel,
    composite: true,
};

pub(super) const FORM: Form<u64> = WHOLE;

impl Effective {
    /// How long after the conditions were looked at they are looked at again in any case, in seconds.
    ///
    /// None where it is 0 or below the Minimum Evaluation Period, as levels that were never checked together may
    /// bring about: then it has no effect, like the Maximum Period.
    #[must_use]
    pub const fn epmax(&self) -> Option<u64> {
        match self.0.epmax {
            Some(seconds) if seconds > 0 && seconds >= self.epmin() => Some(seconds),
            Some(_) | None => None,
        }
    }
}
