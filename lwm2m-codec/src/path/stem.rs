//! The beginning of a path, ready for its next id: what a Reader that goes down into containers carries.

use super::{Path, mask};

/// A path and where its next id goes, so that a child is two instructions away.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Stem {
    bits: u64,
    /// By how much the next lane is shifted; 64 where there is no room for one.
    shift: u32,
}

impl Stem {
    pub(crate) const ROOT: Self = Self { bits: 0, shift: 48 };

    /// The stem one id further down. Below a full one there is nothing: the caller looks first.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) const fn child(self, id: u16) -> Self {
        let bits = self.bits | (id as u64 + 1) << (self.shift & 63);
        Self { bits, shift: self.shift.wrapping_sub(16) & 127 }
    }

    /// One id further down, an Object Instance that the payload does not name.
    pub(crate) const fn unnamed_child(self) -> Self {
        Self { bits: self.bits, shift: self.shift.wrapping_sub(16) & 127 }
    }

    /// How many ids it has, counting an Object Instance that is not named.
    pub(crate) const fn depth(self) -> u32 {
        if self.is_full() { 4 } else { 3 - self.shift / 16 }
    }

    /// Whether it has four ids.
    #[inline]
    pub(crate) const fn is_full(self) -> bool {
        self.shift > 48
    }

    /// Whether it is a Resource or Resource Instance.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) const fn holds_values(self) -> bool {
        self.shift == 0 || self.is_full()
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) const fn path(self) -> Path {
        Path(self.bits)
    }
}

impl From<Path> for Stem {
    fn from(path: Path) -> Self {
        // The root has 64 trailing zeros.
        Self { bits: path.0, shift: (path.0.trailing_zeros() / 16 * 16).wrapping_sub(16) & 127 }
    }
}

/// A target, ready to be asked what lies within it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Within {
    bits: u64,
    mask: u64,
}

impl Within {
    pub(crate) const fn new(target: Path) -> Self {
        Self { bits: target.0, mask: mask(target.depth()) }
    }

    /// The path that all others are at or below.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) const fn path(self) -> Path {
        Path(self.bits)
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(crate) const fn contains(self, path: Path) -> bool {
        path.0 & self.mask == self.bits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn down_to_four_ids() {
        let mut stem = Stem::ROOT;
        for (id, path) in [
            (3, Path::object(3)),
            (0, Path::instance(3, 0)),
            (6, Path::resource(3, 0, 6)),
            (65534, Path::resource_instance(3, 0, 6, 65534)),
        ] {
            assert!(!stem.is_full());
            stem = stem.child(id);
            assert_eq!((stem.path(), stem), (path, Stem::from(path)));
            assert_eq!(stem.depth() as usize, path.depth());
            assert_eq!(stem.holds_values(), path.depth() > 2);
        }
        assert!(stem.is_full());
    }
}
