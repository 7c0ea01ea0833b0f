//! A level of paths: what a Writer that is told one sibling behind the other looks at.

use super::Path;

/// Where in a path one of its ids lies.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Level {
    /// By how much the id's lane is shifted.
    shift: u8,
}

impl Level {
    pub(crate) const OBJECT_INSTANCE: Self = Self { shift: 32 };
    pub(crate) const RESOURCE: Self = Self { shift: 16 };
    pub(crate) const RESOURCE_INSTANCE: Self = Self { shift: 0 };

    /// That of the last id; the lowest for the root, which has none.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) const fn of(path: Path) -> Self {
        Self { shift: (path.0.trailing_zeros() & 48) as u8 }
    }

    /// That of the id behind so many others.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    #[expect(clippy::cast_possible_truncation, reason = "two bits")]
    pub(crate) const fn at(ids: usize) -> Self {
        Self { shift: 48 - 16 * (ids & 3) as u8 }
    }

    /// The first one at which a path differs from another.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) const fn parting(path: Path, other: Path) -> Self {
        Self { shift: (63u32.wrapping_sub((path.0 ^ other.0).leading_zeros()) & 48) as u8 }
    }

    /// The next one down; of the lowest one the highest.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) const fn below(self) -> Self {
        Self { shift: self.shift.wrapping_sub(16) & 48 }
    }

    /// The next one up; of the highest one the lowest.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) const fn above(self) -> Self {
        Self { shift: self.shift.wrapping_add(16) & 48 }
    }

    /// How many levels lie below this one, 0 to 3.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) const fn levels_below(self) -> usize {
        ((self.shift / 16) & 3) as usize
    }

    /// Whether it lies below another.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) const fn is_below(self, other: Self) -> bool {
        self.shift < other.shift
    }

    /// Whether two paths are the same save for their ids at this level.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) const fn alone_tells(self, path: Path, other: Path) -> bool {
        (path.0 ^ other.0).rotate_right(self.shift as u32) <= 0xffff
    }

    /// Whether two paths differ at this level or above it.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) const fn parts(self, path: Path, other: Path) -> bool {
        (path.0 ^ other.0) >> self.shift != 0
    }

    /// The id of a path that has one at this level.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) const fn id(self, path: Path) -> u16 {
        (((path.0 >> self.shift) & 0xffff) as u16).wrapping_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn siblings_differ_in_one_id() {
        let siblings = |path: Path, other: Path| Level::of(path).alone_tells(other, path);
        assert!(siblings(Path::resource(3, 0, 6), Path::resource(3, 0, 65534)));
        assert!(siblings(
            Path::resource_instance(3, 0, 6, 0),
            Path::resource_instance(3, 0, 6, 65534)
        ));
        for other in [
            Path::ROOT,
            Path::object(3),
            Path::instance(3, 1),
            Path::resource(3, 1, 6),
            Path::resource(4, 0, 6),
            Path::resource_instance(3, 0, 6, 0),
            Path::resource_instance(3, 0, 7, 0),
        ] {
            assert!(!siblings(Path::resource(3, 0, 6), other), "{other}");
        }
        let [six, seven] = [6, 7].map(|id| Path::resource_instance(3, 0, id, 1));
        assert!(Level::RESOURCE.parts(six, seven) && !Level::OBJECT_INSTANCE.parts(six, seven));
        assert!(Level::of(Path::ROOT).parts(Path::object(0), Path::ROOT));
        let path = Path::resource_instance(3, 0, 6, 65534);
        assert_eq!(Level::of(path), Level::RESOURCE_INSTANCE);
        assert_eq!(
            (Level::of(path).id(path), Level::of(Path::resource(3, 0, 6)).id(path)),
            (65534, 6)
        );
    }
}
