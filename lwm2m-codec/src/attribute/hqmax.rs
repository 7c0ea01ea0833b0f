//! `hqmax`, Maximum Historical Queue: LwM2M Core 1.2.2, 7.3.2; D-117.

use super::Effective;
use super::number::{Form, WHOLE};
use super::place::{Attachment, Definition};
use crate::options::Version;

pub(super) const DEFINITION: Definition = Definition {
    name: "hqmax",
    since: Version::V1_2,
    attachment: Attachment::AnyLevel,
    composite: false,
};

pub(super) const FORM: Form<u64> = WHOLE;

impl Effective {
    /// How many notifications wait while the server can't be reached, the oldest giving way; 0 where nothing says.
    #[must_use]
    pub const fn hqmax(&self) -> u64 {
        match self.0.hqmax {
            Some(count) => count,
            None => 0,
        }
    }
}
