//! What two definitions of an Object differ in, and the version step that it demands: an optional Resource more is a
//! minor step, everything else that a peer could notice a major one. LwM2M Core 1.2.2, 7.2.2 (object versioning).

use core::cmp::Ordering;

use lwm2m_codec::{ObjectDef, ResourceDef, ResourceId};

/// One thing in which a later definition of an Object differs from an earlier one.
///
/// Names, units and ranges change nothing on the wire, and are not compared.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Change {
    /// Another Object altogether.
    Object,
    /// How many Object Instances there may be.
    ObjectMultiple,
    /// Whether a client must have the Object.
    ObjectMandatory,
    /// An optional Resource that was not there.
    Added(ResourceId),
    /// A mandatory Resource that was not there.
    AddedMandatory(ResourceId),
    /// A Resource that is gone.
    Removed(ResourceId),
    /// Another type.
    DataType(ResourceId),
    /// Other operations.
    Operations(ResourceId),
    /// Resource Instances, or none any more.
    Multiple(ResourceId),
    /// Mandatory, or no longer.
    Mandatory(ResourceId),
}

impl Change {
    /// The step that it demands.
    #[must_use]
    pub const fn step(self) -> Step {
        match self {
            Self::Added(_) => Step::Minor,
            Self::Object
            | Self::ObjectMultiple
            | Self::ObjectMandatory
            | Self::AddedMandatory(_)
            | Self::Removed(_)
            | Self::DataType(_)
            | Self::Operations(_)
            | Self::Multiple(_)
            | Self::Mandatory(_) => Step::Major,
        }
    }
}

/// How far apart two versions are.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[allow(clippy::exhaustive_enums, reason = "a version has two numbers")]
pub enum Step {
    /// The same for a peer.
    #[default]
    None,
    /// Compatible: who knows the earlier version can talk to who has the later one.
    Minor,
    /// Incompatible.
    Major,
}

/// Everything in which `later` differs from `earlier`: the Object, then its Resources by id.
pub fn changes<'d>(
    earlier: &'d ObjectDef<'d>,
    later: &'d ObjectDef<'d>,
) -> impl Iterator<Item = Change> + use<'d> {
    let object = [
        (earlier.id != later.id).then_some(Change::Object),
        (earlier.multiple != later.multiple).then_some(Change::ObjectMultiple),
        (earlier.mandatory != later.mandatory).then_some(Change::ObjectMandatory),
    ];
    let resources = Pairs { earlier: earlier.resources, later: later.resources };
    object.into_iter().chain(resources.flat_map(|(old, new)| resource(old, new))).flatten()
}

/// The step that the differences of two definitions demand.
#[must_use]
pub fn step(earlier: &ObjectDef<'_>, later: &ObjectDef<'_>) -> Step {
    changes(earlier, later).map(Change::step).max().unwrap_or_default()
}

fn resource(old: Option<&ResourceDef<'_>>, new: Option<&ResourceDef<'_>>) -> [Option<Change>; 4] {
    let one = |change| [Some(change), None, None, None];
    match (old, new) {
        (Some(old), Some(new)) => [
            (old.data_type != new.data_type).then_some(Change::DataType(new.id)),
            (old.operations != new.operations).then_some(Change::Operations(new.id)),
            (old.multiple != new.multiple).then_some(Change::Multiple(new.id)),
            (old.mandatory != new.mandatory).then_some(Change::Mandatory(new.id)),
        ],
        (None, Some(new)) if new.mandatory => one(Change::AddedMandatory(new.id)),
        (None, Some(new)) => one(Change::Added(new.id)),
        (Some(old), None) => one(Change::Removed(old.id)),
        (None, None) => [None; 4],
    }
}

/// Two lists of Resources, ascending by id, walked side by side.
struct Pairs<'d> {
    earlier: &'d [ResourceDef<'d>],
    later: &'d [ResourceDef<'d>],
}

impl<'d> Iterator for Pairs<'d> {
    type Item = (Option<&'d ResourceDef<'d>>, Option<&'d ResourceDef<'d>>);

    fn next(&mut self) -> Option<Self::Item> {
        let order = match (self.earlier.first(), self.later.first()) {
            (Some(old), Some(new)) => old.id.cmp(&new.id),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return None,
        };
        let old = if order.is_le() { self.earlier.split_off_first() } else { None };
        let new = if order.is_ge() { self.later.split_off_first() } else { None };
        Some((old, new))
    }
}
