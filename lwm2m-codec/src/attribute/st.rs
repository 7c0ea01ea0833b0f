//! `st`, Step: LwM2M Core 1.2.2, 7.3.2; D-106. Early drafts called it `stp`, which is no name of it (D-108).

use super::Effective;
use super::number::{DISTANCE, Form};
use super::place::{Attachment, Definition};
use crate::options::Version;

pub(super) const DEFINITION: Definition = Definition {
    name: "st",
    since: Version::V1_0,
    attachment: Attachment::Numeric,
    composite: false,
};

pub(super) const FORM: Form<f64> = DISTANCE;

impl Effective {
    /// How far from the value told last a value is worth telling.
    #[must_use]
    pub const fn st(&self) -> Option<f64> {
        self.0.st
    }
}
