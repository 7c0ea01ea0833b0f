//! `gt`, Greater Than: LwM2M Core 1.2.2, 7.3.2; D-106.

use super::Effective;
use super::number::{DECIMAL, Form};
use super::place::{Attachment, Definition};
use crate::options::Version;

pub(super) const DEFINITION: Definition = Definition {
    name: "gt",
    since: Version::V1_0,
    attachment: Attachment::Numeric,
    composite: false,
};

pub(super) const FORM: Form<f64> = DECIMAL;

impl Effective {
    /// The upper threshold. Crossing it counts in both directions (D-112).
    #[must_use]
    pub const fn gt(&self) -> Option<f64> {
        self.0.gt
    }
}
