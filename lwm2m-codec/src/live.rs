//! Several live Object Instances as one value: what a Write-Composite changes.
//! LwM2M Core 1.2.2, 6.3.9; D-144, D-148.

use crate::error::{ErrorKind, Result};
use crate::path::{Path, Tail};
use crate::permitted::Access;
use crate::schema::ObjectDef;
use crate::update::{Claims, Update};
use crate::value::WireValue;

/// A live value: where it lives, and what its definition lets a server write.
#[allow(clippy::exhaustive_structs, reason = "what a Write needs to know")]
pub struct Live<'m> {
    /// The value.
    pub value: &'m mut dyn Update,
    /// Where it lives: mostly an Object Instance.
    pub at: Path,
    /// The definition of its Object.
    pub def: &'m ObjectDef<'m>,
}

impl<'m> Live<'m> {
    /// A live value at a path.
    pub fn new(value: &'m mut dyn Update, at: Path, def: &'m ObjectDef<'m>) -> Self {
        Self { value, at, def }
    }

    const fn access(&self) -> Access<'_> {
        Access { def: self.def, at: self.at, create: false }
    }
}

impl core::fmt::Debug for Live<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "a live value at {}", self.at)
    }
}

/// Live values as one that lives at the root.
pub(crate) struct AtRoot<'s, 'm>(pub(crate) &'s mut [Live<'m>]);

impl<'m> AtRoot<'_, 'm> {
    /// Which of them a record is for, and what remains of its path below it.
    fn find(&self, tail: Tail) -> Option<(usize, Tail)> {
        let path = path(tail);
        let mut places = self.0.iter().enumerate();
        places.find_map(|(place, live)| Some((place, path.below(live.at)?)))
    }
}

impl Update for AtRoot<'_, '_> {
    fn check(&self, tail: Tail, value: &WireValue<'_>, claims: &mut Claims) -> Result<()> {
        let (place, rest) = self.find(tail).ok_or(ErrorKind::NotFound)?;
        match self.0.get(place) {
            Some(live) if live.access().writes(rest)? => live.value.check(rest, value, claims),
            _ => Ok(()),
        }
    }

    fn update(&mut self, tail: Tail, value: &WireValue<'_>) -> Result<()> {
        let (place, rest) = self.find(tail).ok_or(ErrorKind::NotFound)?;
        match self.0.get_mut(place) {
            Some(live) if live.access().writes(rest)? => live.value.update(rest, value),
            _ => Ok(()),
        }
    }

    fn clear(&mut self, tail: Tail) {
        if let Some((place, rest)) = self.find(tail)
            && let Some(live) = self.0.get_mut(place)
        {
            let Live { value, at, def } = live;
            Access { def, at: *at, create: false }.clear(rest, |tail| value.clear(tail));
        }
    }

    fn check_new(_: Tail, _: &WireValue<'_>, _: &mut Claims) -> Result<()> {
        Err(ErrorKind::NotPermitted.into())
    }

    fn begin(_: Tail, _: &WireValue<'_>) -> Result<Self> {
        Err(ErrorKind::NotPermitted.into())
    }
}

/// The path of what lies below the root.
fn path(tail: Tail) -> Path {
    let (mut path, mut rest) = (Path::ROOT, tail);
    while let Some((id, below)) = rest.split_first() {
        path = path.child(id).unwrap_or(path);
        rest = below;
    }
    path
}
