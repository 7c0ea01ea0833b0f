//! Instances in the order of their ids: of a multiple Resource, or of an Object.

#[cfg(feature = "alloc")]
use alloc::collections::BTreeMap;
use core::fmt;

use crate::decode::Decode;
use crate::encode::Encode;
use crate::error::{Error, ErrorKind, Result};
use crate::path::{Path, Stem, Tail};
use crate::record::{Record, RecordSink};
use crate::schema::DataType;
use crate::update::{Claims, Update};
use crate::value::{Value, WireValue};

/// Instances of a multiple Resource or of an Object, in the order of their ids.
///
/// `N` of them lie inline; more are on the heap where there is one (feature `alloc`), else they are
/// [`ErrorKind::TooManyInstances`].
#[derive(Clone)]
pub struct Instances<T, const N: usize> {
    /// How many lie inline: those with the lowest ids.
    inline: usize,
    ids: [u16; N],
    values: [Option<T>; N],
    #[cfg(feature = "alloc")]
    more: BTreeMap<u16, T>,
}

impl<T, const N: usize> Instances<T, N> {
    /// No instances.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            inline: 0,
            ids: [0; N],
            values: [const { None }; N],
            #[cfg(feature = "alloc")]
            more: BTreeMap::new(),
        }
    }

    /// How many instances there are.
    #[must_use]
    pub fn len(&self) -> usize {
        let inline = self.inline;
        #[cfg(feature = "alloc")]
        let inline = inline + self.more.len();
        inline
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Ids and instances, ascending by id.
    pub fn iter(&self) -> impl Iterator<Item = (u16, &T)> {
        let inline = self.ids.iter().copied().zip(self.values.iter().take(self.inline).flatten());
        #[cfg(feature = "alloc")]
        let inline = inline.chain(self.more.iter().map(|(id, value)| (*id, value)));
        inline
    }

    /// The instance with an id.
    #[must_use]
    pub fn get(&self, id: u16) -> Option<&T> {
        match self.position(id) {
            Ok(at) => self.values.get(at).and_then(Option::as_ref),
            #[cfg(feature = "alloc")]
            Err(_) => self.more.get(&id),
            #[cfg(not(feature = "alloc"))]
            Err(_) => None,
        }
    }

    /// The instance with an id, to be changed.
    pub fn get_mut(&mut self, id: u16) -> Option<&mut T> {
        match self.position(id) {
            Ok(at) => self.values.get_mut(at).and_then(Option::as_mut),
            #[cfg(feature = "alloc")]
            Err(_) => self.more.get_mut(&id),
            #[cfg(not(feature = "alloc"))]
            Err(_) => None,
        }
    }

    /// Adds an instance, or replaces the one that has the id; returns that one.
    ///
    /// # Errors
    /// [`ErrorKind::TooManyInstances`] without a heap; [`ErrorKind::ReservedId`] for 65535.
    pub fn insert(&mut self, id: u16, value: T) -> Result<Option<T>> {
        if id == u16::MAX {
            return Err(ErrorKind::ReservedId.into());
        }
        if let Some(present) = self.get_mut(id) {
            return Ok(Some(core::mem::replace(present, value)));
        }
        self.add(id, value)?;
        Ok(None)
    }

    /// Takes the instance with an id out.
    pub fn remove(&mut self, id: u16) -> Option<T> {
        match self.position(id) {
            Ok(at) => {
                let value = self.values.get_mut(at)?.take();
                let behind = at..self.inline;
                let ids = self.ids.get_mut(behind.clone())?.iter_mut();
                let (mut id, mut none) = (0, None);
                for (place, own) in ids.zip(self.values.get_mut(behind)?).rev() {
                    core::mem::swap(place, &mut id);
                    core::mem::swap(own, &mut none);
                }
                self.inline -= 1;
                value
            }
            #[cfg(feature = "alloc")]
            Err(_) => self.more.remove(&id),
            #[cfg(not(feature = "alloc"))]
            Err(_) => None,
        }
    }

    /// Takes all instances out.
    pub fn clear(&mut self) {
        *self = Self::new();
    }

    /// Where an id lies inline, or would.
    #[inline]
    fn position(&self, id: u16) -> core::result::Result<usize, usize> {
        let ids = self.ids.get(..self.inline).unwrap_or(&[]);
        // Instances mostly come in the order of their ids.
        if ids.last().is_none_or(|&last| last < id) {
            Err(ids.len())
        } else {
            ids.binary_search(&id)
        }
    }

    /// Adds an instance that is not there.
    #[inline]
    fn add(&mut self, id: u16, value: T) -> Result<()> {
        let at = match self.position(id) {
            Ok(at) | Err(at) => at,
        };
        // Inline are the lowest ids: what is behind the heap's first belongs there.
        #[cfg(feature = "alloc")]
        if at == N || at == self.inline && self.more.keys().next().is_some_and(|&first| first < id)
        {
            self.more.insert(id, value);
            return Ok(());
        }
        if self.inline == N {
            self.make_room()?;
        }
        // Mostly it is behind all others.
        if let (true, Some(place), Some(own)) =
            (at == self.inline, self.ids.get_mut(at), self.values.get_mut(at))
        {
            (*place, *own) = (id, Some(value));
            self.inline += 1;
            return Ok(());
        }
        self.add_before(at, id, value)
    }

    /// Adds an instance before others, where there is room: each takes the place behind it, of which the last is empty.
    // `rotate_right` can panic as far as the compiler sees.
    #[cold]
    fn add_before(&mut self, at: usize, id: u16, value: T) -> Result<()> {
        let behind = at..self.inline + 1;
        let (Some(ids), Some(values)) =
            (self.ids.get_mut(behind.clone()), self.values.get_mut(behind))
        else {
            return Err(ErrorKind::TooManyInstances { capacity: N }.into());
        };
        let (mut id, mut value) = (id, Some(value));
        for (place, own) in ids.iter_mut().zip(values) {
            core::mem::swap(place, &mut id);
            core::mem::swap(own, &mut value);
        }
        self.inline += 1;
        Ok(())
    }

    /// Moves the last inline instance to the heap.
    #[cfg(feature = "alloc")]
    #[cold]
    fn make_room(&mut self) -> Result<()> {
        if let (Some(id), Some(value)) =
            (self.ids.last(), self.values.last_mut().and_then(Option::take))
        {
            self.more.insert(*id, value);
            self.inline -= 1;
            return Ok(());
        }
        Err(ErrorKind::TooManyInstances { capacity: N }.into())
    }

    /// There is no heap to move anything to.
    #[cfg(not(feature = "alloc"))]
    #[cold]
    fn make_room(&mut self) -> Result<()> {
        Err(ErrorKind::TooManyInstances { capacity: N }.into())
    }
}

impl<T, const N: usize> Default for Instances<T, N> {
    fn default() -> Self {
        Self::new()
    }
}

/// Instances from ids and values in any order, as many as fit inline.
impl<T, const N: usize, const M: usize> From<[(u16, T); M]> for Instances<T, N> {
    /// A later value of an id replaces an earlier one; 65535 identifies nothing and is left out.
    fn from(instances: [(u16, T); M]) -> Self {
        const { assert!(M <= N, "more instances than there is room for") };
        let mut all = Self::new();
        for (id, value) in instances {
            // There is room for all of them, so only the reserved id is refused.
            let _ = all.insert(id, value);
        }
        all
    }
}

impl<T: PartialEq, const N: usize, const M: usize> PartialEq<Instances<T, M>> for Instances<T, N> {
    fn eq(&self, other: &Instances<T, M>) -> bool {
        self.iter().eq(other.iter())
    }
}

impl<T: Eq, const N: usize> Eq for Instances<T, N> {}

impl<T: fmt::Debug, const N: usize> fmt::Debug for Instances<T, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<'a, T: Decode<'a>, const N: usize> Decode<'a> for Instances<T, N> {
    const DATA_TYPE: DataType = T::DATA_TYPE;
    const MULTIPLE: bool = true;
    const DEPTH: Option<usize> = parent_depth(T::DEPTH);

    #[inline]
    fn merge(slot: &mut Option<Self>, tail: Tail, value: &WireValue<'a>) -> Result<()> {
        let Some((id, rest)) = tail.split_first() else {
            return if value.is_empty_container() {
                slot.get_or_insert_default();
                Ok(())
            } else {
                Err(ErrorKind::WrongCardinality { multiple: true }.into())
            };
        };
        let instances = slot.get_or_insert_default();
        if id == u16::MAX {
            return Err(ErrorKind::ReservedId.into());
        }
        if let Ok(at) = instances.position(id) {
            return match instances.values.get_mut(at) {
                Some(slot) => T::merge(slot, rest, value),
                None => Err(ErrorKind::TooManyInstances { capacity: N }.into()),
            };
        }
        #[cfg(feature = "alloc")]
        let present = instances.more.remove(&id);
        #[cfg(not(feature = "alloc"))]
        let present = None;
        let was_there = present.is_some();
        let mut slot = present;
        let merged = T::merge(&mut slot, rest, value);
        // A refused record leaves what was there.
        if merged.is_ok() || was_there {
            slot.map_or(Ok(()), |value| instances.add(id, value))?;
        }
        merged
    }

    fn absent() -> Result<Self> {
        Ok(Self::new())
    }

    fn forget(slot: &mut Option<Self>, tail: Tail) {
        let (Some(instances), Some((id, rest))) = (slot, tail.split_first()) else { return };
        let mut value = instances.remove(id);
        T::forget(&mut value, rest);
        // It was there, so there is room.
        if let Some(value) = value {
            drop(instances.insert(id, value));
        }
    }
}

impl<T: Encode, const N: usize> Encode for Instances<T, N> {
    #[inline]
    fn encode(&self, at: Path, sink: &mut dyn RecordSink) -> Result<()> {
        if !sink.wants(at) {
            return Ok(());
        }
        if self.is_empty() {
            return sink.record(&Record { path: at, time: None, value: Value::Empty });
        }
        let stem = Stem::from(at);
        if stem.is_full() {
            return too_deep(at);
        }
        for (&id, value) in self.ids.iter().zip(&self.values).take(self.inline) {
            if let Some(value) = value {
                value.encode(stem.child(id).path(), sink)?;
            }
        }
        #[cfg(feature = "alloc")]
        if !self.more.is_empty() {
            let more = &mut self.more.iter();
            more.try_for_each(|(&id, value)| value.encode(stem.child(id).path(), sink))?;
        }
        Ok(())
    }
}

impl<T: Update, const N: usize> Update for Instances<T, N> {
    fn check(&self, tail: Tail, value: &WireValue<'_>, claims: &mut Claims) -> Result<()> {
        let Some((id, rest)) = tail.split_first() else { return empty_container(value) };
        let replaced = claims.replaces(rest);
        if let Some(live) = self.get(id).filter(|_| !replaced) {
            return live.check(rest, value, claims);
        }
        claim::<N>(id, rest, if replaced { 0 } else { self.len() }, claims)?;
        T::check_new(rest, value, claims)
    }

    fn update(&mut self, tail: Tail, value: &WireValue<'_>) -> Result<()> {
        let Some((id, rest)) = tail.split_first() else { return empty_container(value) };
        match self.get_mut(id) {
            Some(live) => live.update(rest, value),
            None => self.insert(id, T::begin(rest, value)?).map(drop),
        }
    }

    fn clear(&mut self, tail: Tail) {
        match tail.split_first() {
            None => self.clear(),
            Some((id, rest)) if rest.is_empty() => drop(self.remove(id)),
            Some((id, rest)) => {
                if let Some(live) = self.get_mut(id) {
                    live.clear(rest);
                }
            }
        }
    }

    fn check_new(tail: Tail, value: &WireValue<'_>, claims: &mut Claims) -> Result<()> {
        let Some((id, rest)) = tail.split_first() else { return empty_container(value) };
        claim::<N>(id, rest, 0, claims)?;
        T::check_new(rest, value, claims)
    }

    fn begin(tail: Tail, value: &WireValue<'_>) -> Result<Self> {
        let mut instances = Self::new();
        instances.update(tail, value)?;
        Ok(instances)
    }
}

/// Claims a place for an instance that is not there.
fn claim<const N: usize>(id: u16, rest: Tail, present: usize, claims: &mut Claims) -> Result<()> {
    if id == u16::MAX {
        return Err(ErrorKind::ReservedId.into());
    }
    if cfg!(feature = "alloc") { Ok(()) } else { claims.claim(rest, present, N) }
}

/// How many ids lead to a container, where that many lead to its instances.
pub(crate) const fn parent_depth(depth: Option<usize>) -> Option<usize> {
    match depth {
        Some(depth) => depth.checked_sub(1),
        None => None,
    }
}

/// A record of a container itself can only say that it is empty, which a partial Write does not make it.
pub(crate) fn empty_container(value: &WireValue<'_>) -> Result<()> {
    if value.is_empty_container() {
        Ok(())
    } else {
        Err(ErrorKind::WrongCardinality { multiple: true }.into())
    }
}

/// The path of an instance.
#[cfg(feature = "alloc")]
pub(crate) fn child(at: Path, id: u16) -> Result<Path> {
    at.child(id).map_or_else(|| too_deep(at), Ok)
}

/// Below a path there is no level left.
#[cold]
#[inline(never)]
pub(crate) fn too_deep<T>(at: Path) -> Result<T> {
    Err(Error::from(ErrorKind::PathTooDeep).within(at))
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    #[test]
    fn in_the_order_of_ids() {
        let mut instances = Instances::<u8, 3>::new();
        let order: &[u16] = if cfg!(feature = "alloc") { &[5, 1, 9, 3, 7, 0] } else { &[5, 1, 9] };
        for &id in order {
            assert_eq!(instances.insert(id, 1), Ok(None));
        }
        assert_eq!(instances.insert(5, 2), Ok(Some(1)));
        assert!(instances.insert(65535, 0).is_err());
        let mut sorted = order.to_vec();
        sorted.sort_unstable();
        assert!(instances.iter().map(|(id, _)| id).eq(sorted.iter().copied()));
        assert_eq!((instances.get(5), instances.get(2)), (Some(&2), None));
        assert_eq!(instances.remove(1), Some(1));
        assert_eq!(instances.remove(1), None);
        assert_eq!(instances.insert(2, 4), Ok(None));
        assert_eq!(instances.len(), order.len());
        assert!(instances.iter().map(|(id, _)| id).collect::<Vec<_>>().is_sorted());
    }

    #[test]
    fn literals() {
        let instances = Instances::<_, 4>::from([(1, "b"), (0, "a")]);
        assert!(instances.iter().eq([(0, &"a"), (1, &"b")]));
    }
}
