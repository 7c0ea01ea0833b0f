//! `pmax`, Maximum Period: LwM2M Core 1.2.2, 7.3.2; D-111.

use super::Effective;
use super::number::{Form, WHOLE};
use super::place::{Attachment, Definition};
use crate::options::Version;

pub(super) const DEFINITION: Definition = Definition {
    name: "pmax",
    since: Version::V1_0,
    attachment: Attachment::AnyLevel,
    composite: true,
};

pub(super) const FORM: Form<u64> = WHOLE;

impl Effective {
    /// How long after a notification there is another one in any case, in seconds.
    ///
    /// None where it is 0 or below the Minimum Period: then it has no effect (D-111).
    #[must_use]
    pub const fn pmax(&self) -> Option<u64> {
        match self.0.pmax {
            Some(seconds) if seconds > 0 && seconds >= self.pmin() => Some(seconds),
            Some(_) | None => None,
        }
    }
}
