//! Types with their own storage on the heap. *Requires feature `alloc`.*

use alloc::borrow::{Cow, ToOwned};
use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::{encode_value, value};
use crate::decode::{Decode, ResourceValue};
use crate::encode::Encode;
use crate::error::{ErrorKind, Result};
use crate::id::{ObjectInstanceId, ResourceInstanceId};
use crate::instances::{child, empty_container, parent_depth};
use crate::path::{Path, Tail};
use crate::record::{Record, RecordSink};
use crate::schema::DataType;
use crate::update::{Claims, Update};
use crate::value::{Opaque, Text, Value, WireValue};

value! { [] String, String, |wire| wire.text().map(Self::from), |this| Value::String(Text::new(this)) }
value! {
    [] Box<str>, String,
    |wire| wire.text().map(|text| String::from(text).into_boxed_str()),
    |this| Value::String(Text::new(this))
}
value! { [] Vec<u8>, Opaque, |wire| wire.opaque().map(Self::from), |this| Value::Opaque(Opaque::new(this)) }
value! {
    [] Box<[u8]>, Opaque,
    |wire| wire.opaque().map(|octets| Vec::from(octets).into_boxed_slice()),
    |this| Value::Opaque(Opaque::new(this))
}
value! {
    [] Cow<'a, str>, String,
    |wire| Ok(match wire.lend_text(DataType::String)? {
        Some(text) => Cow::Borrowed(text),
        None => Cow::Owned(wire.text()?.into()),
    }),
    |this| Value::String(Text::new(this))
}
value! {
    [] Cow<'a, [u8]>, Opaque,
    |wire| Ok(match wire.lend_octets()? {
        Some(octets) => Cow::Borrowed(octets),
        None => Cow::Owned(wire.opaque()?.into()),
    }),
    |this| Value::Opaque(Opaque::new(this))
}

encode_value!([] String, [] Vec<u8>);

impl<'a, T: ResourceValue<'a>> ResourceValue<'a> for Box<T> {
    const DATA_TYPE: DataType = T::DATA_TYPE;

    fn from_wire(value: &WireValue<'a>) -> Result<Self> {
        T::from_wire(value).map(Self::new)
    }

    fn to_value(&self) -> Value<'_> {
        (**self).to_value()
    }
}

impl<T: Encode + ?Sized> Encode for Box<T> {
    fn encode(&self, at: Path, sink: &mut dyn RecordSink) -> Result<()> {
        (**self).encode(at, sink)
    }
}

impl<B: Encode + ToOwned + ?Sized> Encode for Cow<'_, B> {
    fn encode(&self, at: Path, sink: &mut dyn RecordSink) -> Result<()> {
        (**self).encode(at, sink)
    }
}

/// What instances are told apart by: `u16`, [`ObjectInstanceId`] or [`ResourceInstanceId`].
pub trait InstanceKey: Ord + Copy + sealed::Sealed {
    #[doc(hidden)]
    fn from_id(id: u16) -> Result<Self>;
    #[doc(hidden)]
    fn id(self) -> u16;
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for u16 {}
    impl Sealed for super::ObjectInstanceId {}
    impl Sealed for super::ResourceInstanceId {}
}

impl InstanceKey for u16 {
    fn from_id(id: u16) -> Result<Self> {
        if id == Self::MAX { Err(ErrorKind::ReservedId.into()) } else { Ok(id) }
    }

    fn id(self) -> u16 {
        self
    }
}

impl InstanceKey for ObjectInstanceId {
    fn from_id(id: u16) -> Result<Self> {
        Self::try_from(id)
    }

    fn id(self) -> u16 {
        self.get()
    }
}

impl InstanceKey for ResourceInstanceId {
    fn from_id(id: u16) -> Result<Self> {
        Self::try_from(id)
    }

    fn id(self) -> u16 {
        self.get()
    }
}

impl<'a, K: InstanceKey, T: Decode<'a>> Decode<'a> for BTreeMap<K, T> {
    const DATA_TYPE: DataType = T::DATA_TYPE;
    const MULTIPLE: bool = true;
    const DEPTH: Option<usize> = parent_depth(T::DEPTH);

    fn merge(slot: &mut Option<Self>, tail: Tail, value: &WireValue<'a>) -> Result<()> {
        let instances = slot.get_or_insert_default();
        let Some((id, rest)) = tail.split_first() else { return empty_container(value) };
        let key = K::from_id(id)?;
        let mut slot = instances.remove(&key);
        let merged = T::merge(&mut slot, rest, value);
        // A refused record leaves what was there.
        instances.extend(slot.map(|value| (key, value)));
        merged
    }

    fn absent() -> Result<Self> {
        Ok(Self::new())
    }

    fn forget(slot: &mut Option<Self>, tail: Tail) {
        let (Some(instances), Some((id, rest))) = (slot, tail.split_first()) else { return };
        let Ok(key) = K::from_id(id) else { return };
        let mut value = instances.remove(&key);
        T::forget(&mut value, rest);
        instances.extend(value.map(|value| (key, value)));
    }
}

impl<K: InstanceKey, T: Encode> Encode for BTreeMap<K, T> {
    fn encode(&self, at: Path, sink: &mut dyn RecordSink) -> Result<()> {
        if !sink.wants(at) {
            return Ok(());
        }
        if self.is_empty() {
            return sink.record(&Record { path: at, time: None, value: Value::Empty });
        }
        self.iter().try_for_each(|(id, value)| value.encode(child(at, id.id())?, sink))
    }
}

impl<K: InstanceKey, T: Update> Update for BTreeMap<K, T> {
    fn check(&self, tail: Tail, value: &WireValue<'_>, claims: &mut Claims) -> Result<()> {
        let Some((id, rest)) = tail.split_first() else { return empty_container(value) };
        match self.get(&K::from_id(id)?) {
            Some(live) if !claims.replaces(rest) => live.check(rest, value, claims),
            _ => T::check_new(rest, value, claims),
        }
    }

    fn update(&mut self, tail: Tail, value: &WireValue<'_>) -> Result<()> {
        let Some((id, rest)) = tail.split_first() else { return empty_container(value) };
        let key = K::from_id(id)?;
        match self.get_mut(&key) {
            Some(live) => live.update(rest, value),
            None => {
                self.insert(key, T::begin(rest, value)?);
                Ok(())
            }
        }
    }

    fn clear(&mut self, tail: Tail) {
        let Some((id, rest)) = tail.split_first() else { return BTreeMap::clear(self) };
        let Ok(key) = K::from_id(id) else { return };
        if rest.is_empty() {
            self.remove(&key);
        } else if let Some(live) = self.get_mut(&key) {
            live.clear(rest);
        }
    }

    fn check_new(tail: Tail, value: &WireValue<'_>, claims: &mut Claims) -> Result<()> {
        let Some((id, rest)) = tail.split_first() else { return empty_container(value) };
        K::from_id(id)?;
        T::check_new(rest, value, claims)
    }

    fn begin(tail: Tail, value: &WireValue<'_>) -> Result<Self> {
        let mut instances = Self::new();
        instances.update(tail, value)?;
        Ok(instances)
    }
}

/// Instances in the order of their ids, each with its id.
impl<'a, K: InstanceKey, T: Decode<'a>> Decode<'a> for Vec<(K, T)> {
    const DATA_TYPE: DataType = T::DATA_TYPE;
    const MULTIPLE: bool = true;
    const DEPTH: Option<usize> = parent_depth(T::DEPTH);

    /// Records out of the order of their ids are [`ErrorKind::RecordOrder`]: a `BTreeMap` takes them.
    fn merge(slot: &mut Option<Self>, tail: Tail, value: &WireValue<'a>) -> Result<()> {
        let instances = slot.get_or_insert_default();
        let Some((id, rest)) = tail.split_first() else { return empty_container(value) };
        let key = K::from_id(id)?;
        let mut slot = match instances.last() {
            Some((last, _)) if *last > key => return Err(ErrorKind::RecordOrder.into()),
            Some((last, _)) if *last == key => instances.pop().map(|(_, value)| value),
            _ => None,
        };
        let merged = T::merge(&mut slot, rest, value);
        // A refused record leaves what was there.
        instances.extend(slot.map(|value| (key, value)));
        merged
    }

    fn absent() -> Result<Self> {
        Ok(Self::new())
    }

    /// A record that repeats an earlier one is out of order, unless that was the last.
    fn forget(slot: &mut Option<Self>, tail: Tail) {
        let (Some(instances), Some((id, rest))) = (slot, tail.split_first()) else { return };
        let Ok(key) = K::from_id(id) else { return };
        if instances.last().is_some_and(|(last, _)| *last == key) {
            let mut value = instances.pop().map(|(_, value)| value);
            T::forget(&mut value, rest);
            instances.extend(value.map(|value| (key, value)));
        }
    }
}

impl<K: InstanceKey, T: Encode> Encode for Vec<(K, T)> {
    fn encode(&self, at: Path, sink: &mut dyn RecordSink) -> Result<()> {
        if !sink.wants(at) {
            return Ok(());
        }
        if self.is_empty() {
            return sink.record(&Record { path: at, time: None, value: Value::Empty });
        }
        self.iter().try_for_each(|(id, value)| value.encode(child(at, id.id())?, sink))
    }
}

/// A new instance goes to its place in the order of ids.
impl<K: InstanceKey, T: Update> Update for Vec<(K, T)> {
    fn check(&self, tail: Tail, value: &WireValue<'_>, claims: &mut Claims) -> Result<()> {
        let Some((id, rest)) = tail.split_first() else { return empty_container(value) };
        let key = K::from_id(id)?;
        match self.iter().find(|(present, _)| *present == key) {
            Some((_, live)) if !claims.replaces(rest) => live.check(rest, value, claims),
            _ => T::check_new(rest, value, claims),
        }
    }

    fn update(&mut self, tail: Tail, value: &WireValue<'_>) -> Result<()> {
        let Some((id, rest)) = tail.split_first() else { return empty_container(value) };
        let key = K::from_id(id)?;
        if let Some((_, live)) = self.iter_mut().find(|(present, _)| *present == key) {
            return live.update(rest, value);
        }
        let at = self.partition_point(|(present, _)| *present < key);
        self.insert(at, (key, T::begin(rest, value)?));
        Ok(())
    }

    fn clear(&mut self, tail: Tail) {
        let Some((id, rest)) = tail.split_first() else { return Vec::clear(self) };
        let Ok(key) = K::from_id(id) else { return };
        if rest.is_empty() {
            self.retain(|(present, _)| *present != key);
        } else if let Some((_, live)) = self.iter_mut().find(|(present, _)| *present == key) {
            live.clear(rest);
        }
    }

    fn check_new(tail: Tail, value: &WireValue<'_>, claims: &mut Claims) -> Result<()> {
        let Some((id, rest)) = tail.split_first() else { return empty_container(value) };
        K::from_id(id)?;
        T::check_new(rest, value, claims)
    }

    fn begin(tail: Tail, value: &WireValue<'_>) -> Result<Self> {
        let mut instances = Self::new();
        instances.update(tail, value)?;
        Ok(instances)
    }
}
