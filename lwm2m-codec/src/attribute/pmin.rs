//! `pmin`, Minimum Period: LwM2M Core 1.2.2, 7.3.2.

use super::Effective;
use super::number::{Form, WHOLE};
use super::place::{Attachment, Definition};
use crate::options::Version;

pub(super) const DEFINITION: Definition = Definition {
    name: "pmin",
    since: Version::V1_0,
    attachment: Attachment::AnyLevel,
    composite: true,
};

pub(super) const FORM: Form<u64> = WHOLE;

impl Effective {
    /// How long after a notification there is no other, in seconds; 0 where nothing says.
    #[must_use]
    pub const fn pmin(&self) -> u64 {
        match self.0.pmin {
            Some(seconds) => seconds,
            None => 0,
        }
    }
}
