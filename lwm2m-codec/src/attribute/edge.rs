//! `edge`, Edge: LwM2M Core 1.2.2, 7.3.2.

use super::Effective;
use super::number::{Form, Number, flag};
use super::place::{Attachment, Definition};
use crate::options::Version;

/// Which way a Boolean goes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[allow(clippy::exhaustive_enums, reason = "there is no third way")]
pub enum Edge {
    /// From true to false: `edge=0`.
    Falling,
    /// From false to true: `edge=1`.
    Rising,
}

pub(super) const DEFINITION: Definition = Definition {
    name: "edge",
    since: Version::V1_2,
    attachment: Attachment::Boolean,
    composite: false,
};

pub(super) const FORM: Form<Edge> = Form {
    read: |text, lenience| {
        flag(text, lenience).map(|rising| if rising { Edge::Rising } else { Edge::Falling })
    },
    number: |edge| Ok(Number::Whole(matches!(edge, Edge::Rising).into())),
};

impl Effective {
    /// Which way a Boolean has to go.
    #[must_use]
    pub const fn edge(&self) -> Option<Edge> {
        self.0.edge
    }
}
