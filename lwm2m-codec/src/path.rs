//! Paths: where in the data model something lies. Knows nothing of alternate paths and gateway prefixes.
//! LwM2M Core 1.2.2, 7.3 (paths); D-011 to D-015.

mod level;
mod stem;
pub(crate) mod text;
pub mod uri;

use core::fmt;

pub(crate) use self::level::Level;
pub(crate) use self::stem::{Stem, Within};
use crate::error::{Error, ErrorKind, Result};
use crate::id::{ObjectId, ObjectInstanceId, ResourceId, ResourceInstanceId};

/// Zero to four ids: Object, Object Instance, Resource, Resource Instance.
///
/// Eight bytes, and ordered as the data model is: a parent before its children, siblings by id. Shown and read as
/// `/3/0/9`; the root is `/`.
///
/// In a Create the client may choose the id of the new Object Instance; a record of such a payload has a path that
/// does not name the instance, shown as `/3303/*/5700` (D-056, D-057).
// Four lanes of id + 1, first id highest; 0 is "no id". So the integer's order is the order of paths, and 65535
// has no representation.
#[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Path(u64);

impl Path {
    /// The path of no id: everything.
    pub const ROOT: Self = Self(0);

    /// The last of all paths: none comes behind it.
    pub(crate) const LAST: Self = Self(u64::MAX);

    /// What is no path: a lane without those before it.
    pub(crate) const NOWHERE: Self = Self(1);

    /// Whether it is [`Path::NOWHERE`].
    #[inline]
    pub(crate) const fn is_nowhere(self) -> bool {
        self.0 == Self::NOWHERE.0
    }

    /// `/object`, from a literal.
    ///
    /// # Panics
    /// If the id is 65535; in a `const` that is a compile error. `TryFrom<&[u16]>` reads numbers from outside.
    #[must_use]
    pub const fn object(object: u16) -> Self {
        Self(lane(ObjectId::new(object).get(), 0))
    }

    /// `/object/instance`, from literals.
    ///
    /// # Panics
    /// If an id is 65535, as [`Path::object`].
    #[must_use]
    pub const fn instance(object: u16, instance: u16) -> Self {
        Self(Self::object(object).0 | lane(ObjectInstanceId::new(instance).get(), 1))
    }

    /// `/object/instance/resource`, from literals.
    ///
    /// # Panics
    /// If an id is 65535, as [`Path::object`].
    #[must_use]
    pub const fn resource(object: u16, instance: u16, resource: u16) -> Self {
        Self(Self::instance(object, instance).0 | lane(ResourceId::new(resource).get(), 2))
    }

    /// `/object/instance/resource/resource_instance`, from literals.
    ///
    /// # Panics
    /// If an id is 65535, as [`Path::object`].
    #[must_use]
    pub const fn resource_instance(
        object: u16,
        instance: u16,
        resource: u16,
        resource_instance: u16,
    ) -> Self {
        let last = ResourceInstanceId::new(resource_instance).get();
        Self(Self::resource(object, instance, resource).0 | lane(last, 3))
    }

    /// How many ids it has, 0 to 4.
    #[must_use]
    #[inline]
    pub const fn depth(self) -> usize {
        4 - (self.0.trailing_zeros() / 16) as usize
    }

    /// The path one level down; `None` below a Resource Instance and for 65535.
    #[must_use]
    #[inline]
    pub const fn child(self, id: u16) -> Option<Self> {
        if self.0 & 0xffff != 0 || id == u16::MAX {
            return None;
        }
        Some(Self(self.0 | lane(id, self.depth())))
    }

    /// The path one level up; `None` for the root.
    #[must_use]
    pub const fn parent(self) -> Option<Self> {
        if self.0 == 0 { None } else { Some(self.ancestor(self.depth() - 1)) }
    }

    /// The first `depth` ids; all of them where there are fewer.
    #[must_use]
    #[inline]
    pub const fn ancestor(self, depth: usize) -> Self {
        Self(self.0 & mask(depth))
    }

    /// What remains of this path below `base`; `None` where it lies elsewhere or above.
    #[must_use]
    #[inline]
    pub const fn below(self, base: Path) -> Option<Tail> {
        let depth = base.depth();
        if self.0 & mask(depth) != base.0 {
            return None;
        }
        Some(Tail(if depth == 4 { 0 } else { self.0 << (16 * depth) }))
    }

    /// Whether this is `base` or lies below it.
    #[must_use]
    #[inline]
    pub const fn is_within(self, base: Path) -> bool {
        self.0 & mask(base.depth()) == base.0
    }

    /// How many leading ids two paths share.
    #[must_use]
    #[inline]
    pub const fn common_depth(self, other: Path) -> usize {
        let equal = ((self.0 ^ other.0).leading_zeros() / 16) as usize;
        let depth = self.depth();
        if equal < depth { equal } else { depth }
    }

    /// The Object's id; `None` for the root.
    #[must_use]
    pub const fn object_id(self) -> Option<ObjectId> {
        match self.id(0) {
            Some(id) => Some(ObjectId::unchecked(id)),
            None => None,
        }
    }

    /// The Object Instance's id; `None` where the path has none or does not name it.
    #[must_use]
    pub const fn instance_id(self) -> Option<ObjectInstanceId> {
        match self.id(1) {
            Some(id) => Some(ObjectInstanceId::unchecked(id)),
            None => None,
        }
    }

    /// The Resource's id; `None` for a path of fewer than three ids.
    #[must_use]
    pub const fn resource_id(self) -> Option<ResourceId> {
        match self.id(2) {
            Some(id) => Some(ResourceId::unchecked(id)),
            None => None,
        }
    }

    /// The Resource Instance's id; `None` for a path of fewer than four ids.
    #[must_use]
    pub const fn resource_instance_id(self) -> Option<ResourceInstanceId> {
        match self.id(3) {
            Some(id) => Some(ResourceInstanceId::unchecked(id)),
            None => None,
        }
    }

    /// Whether it is that of a Resource or a Resource Instance whose Object Instance is named.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) const fn is_value(self) -> bool {
        self.0 & 0xffff_0000_0000 != 0 && self.0 & 0xffff_ffff != 0
    }

    /// Whether it names an Object Instance where it has ids below one.
    pub(crate) const fn names_instance(self) -> bool {
        self.depth() < 2 || self.id(1).is_some()
    }

    /// The last id; `None` for the root.
    pub(crate) const fn last_id(self) -> Option<u16> {
        if self.0 == 0 { None } else { self.id(self.depth() - 1) }
    }

    /// The id at a level, 0 to 3.
    #[must_use]
    #[inline]
    pub(crate) const fn id(self, level: usize) -> Option<u16> {
        match self.lane_at(level) {
            0 => None,
            #[expect(clippy::cast_possible_truncation, reason = "a lane is 1 to 65535")]
            lane => Some((lane - 1) as u16),
        }
    }

    /// The lane at a level, 0 to 3: id + 1, or 0.
    #[inline]
    const fn lane_at(self, level: usize) -> u64 {
        (self.0 >> (48 - 16 * (level & 3))) & 0xffff
    }

    /// Joins `count` lanes of id + 1 held in `lanes`, the last one lowest: how Readers build a path.
    #[inline]
    pub(crate) const fn from_lanes(lanes: u64, count: usize) -> Self {
        Self(if count == 0 { 0 } else { lanes << (64 - 16 * count) })
    }

    /// The first `count` lanes, 1 to 3, as [`Path::from_lanes`] takes them; zeros behind those that there are.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    #[cfg_attr(not(feature = "tlv"), allow(dead_code, reason = "what TLV enters"))]
    pub(crate) const fn first_lanes(self, count: usize) -> u64 {
        self.0 >> ((64 - 16 * count) & 63)
    }

    /// The ids as [`Path::from_lanes`] takes them.
    #[cfg_attr(
        not(any(feature = "senml-cbor", feature = "senml-json", feature = "lwm2m-json")),
        allow(dead_code, reason = "what names of SenML begin with")
    )]
    #[inline]
    pub(crate) const fn lanes(self) -> u64 {
        if self.0 == 0 { 0 } else { self.0 >> (64 - 16 * self.depth()) }
    }
}

/// What remains of a path below a place: the ids that a value still has to find.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Tail(u64);

impl Tail {
    /// Nothing remains.
    pub const EMPTY: Self = Self(0);

    /// The first id and what remains after it; `None` where nothing remains.
    ///
    /// An Object Instance that the payload does not name has the id 65535, which no value has.
    #[must_use]
    #[inline]
    pub const fn split_first(self) -> Option<(u16, Self)> {
        if self.0 == 0 {
            return None;
        }
        Some((((self.0 >> 48) as u16).wrapping_sub(1), Self(self.0 << 16)))
    }

    /// Whether nothing remains: the place itself.
    #[must_use]
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// One level further down; `None` where four ids remain already, and for 65535.
    #[must_use]
    pub const fn child(self, id: u16) -> Option<Self> {
        match Path(self.0).child(id) {
            Some(path) => Some(Self(path.0)),
            None => None,
        }
    }

    /// How many ids remain.
    #[must_use]
    pub const fn depth(self) -> usize {
        4 - (self.0.trailing_zeros() / 16) as usize
    }
}

impl TryFrom<&[u16]> for Path {
    type Error = Error;

    /// Joins zero to four ids.
    ///
    /// # Errors
    /// [`ErrorKind::ReservedId`] for 65535, [`ErrorKind::PathTooDeep`] for a fifth id.
    fn try_from(ids: &[u16]) -> Result<Self> {
        ids.iter().try_fold(Self::ROOT, |path, &id| {
            path.child(id).ok_or_else(|| {
                Error::from(if id == u16::MAX {
                    ErrorKind::ReservedId
                } else {
                    ErrorKind::PathTooDeep
                })
            })
        })
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 0 {
            return f.write_str("/");
        }
        (0..self.depth()).try_for_each(|level| match self.id(level) {
            Some(id) => write!(f, "/{id}"),
            None => f.write_str("/*"),
        })
    }
}

impl fmt::Debug for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[inline]
const fn lane(id: u16, level: usize) -> u64 {
    (id as u64 + 1) << (48 - 16 * (level & 3))
}

#[inline]
const fn mask(depth: usize) -> u64 {
    match depth {
        0 => 0,
        1..=3 => u64::MAX << (64 - 16 * depth),
        _ => u64::MAX,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_that_of_the_data_model() {
        let ascending = [
            Path::ROOT,
            Path::object(1),
            Path::instance(1, 0),
            Path::resource(1, 0, 65534),
            Path::resource_instance(1, 0, 65534, 0),
            Path::instance(1, 1),
            Path::object(2),
        ];
        assert!(ascending.is_sorted_by(|a, b| a < b));
        assert!(ascending.iter().map(|path| path.depth()).eq([0, 1, 2, 3, 4, 2, 1]));
    }

    #[test]
    fn tails() {
        let path = Path::resource_instance(3, 0, 6, 1);
        let tail = path.below(Path::instance(3, 0)).and_then(Tail::split_first);
        assert!(matches!(tail, Some((6, rest)) if rest.split_first() == Some((1, Tail::EMPTY))));
        assert_eq!(path.below(path), Some(Tail::EMPTY));
        assert_eq!(Path::instance(3, 0).below(path), None);
        assert_eq!(path.below(Path::instance(3, 1)), None);
        assert_eq!(path.child(0), None);
        assert_eq!(path.parent(), Some(Path::resource(3, 0, 6)));
        assert_eq!(path.common_depth(Path::resource(3, 0, 7)), 2);
        assert_eq!(path.common_depth(Path::resource(3, 0, 6)), 3);
    }

    #[test]
    fn an_instance_that_is_not_named() {
        let path = Path::from_lanes(3304 << 32 | 5701, 3);
        assert_eq!((path.depth(), path.instance_id()), (3, None));
        assert_eq!(
            path.below(Path::object(3303)).and_then(Tail::split_first).map(|t| t.0),
            Some(65535)
        );
        assert_eq!(std::format!("{path}"), "/3303/*/5700");
    }
}
