//! `con`, Confirmable Notification: LwM2M Core 1.2.2, 7.3.2; D-118.

use super::Effective;
use super::number::{FLAG, Form};
use super::place::{Attachment, Definition};
use crate::options::Version;

pub(super) const DEFINITION: Definition = Definition {
    name: "con",
    since: Version::V1_2,
    attachment: Attachment::AnyLevel,
    composite: true,
};

pub(super) const FORM: Form<bool> = FLAG;

impl Effective {
    /// Whether notifications are confirmable; not where nothing says.
    #[must_use]
    pub const fn con(&self) -> bool {
        matches!(self.0.con, Some(true))
    }
}
