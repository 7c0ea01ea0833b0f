//! `epmin`, Minimum Evaluation Period: LwM2M Core 1.2.2, 7.3.2; D-119.

use super::Effective;
use super::number::{Form, WHOLE};
use super::place::{Attachment, Definition};
use crate::options::Version;

pub(super) const DEFINITION: Definition = Definition {
    name: "epmin",
    since: Version::V1_1,
    attachment: Attachment::AnyLevel,
    composite: true,
};

pub(super) const FORM: Form<u64> = WHOLE;

impl Effective {
    /// How long after the conditions were looked at they are not looked at again, in seconds; 0 where nothing says.
    #[must_use]
    pub const fn epmin(&self) -> u64 {
        match self.0.epmin {
            Some(seconds) => seconds,
            None => 0,
        }
    }
}
