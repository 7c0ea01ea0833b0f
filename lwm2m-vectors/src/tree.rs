//! A value of any shape: what a payload says, whatever it is.

use std::collections::BTreeMap;

use lwm2m_codec::{Claims, DataType, Decode, ErrorKind, Result, Tail, Update, WireValue};

/// Takes in any payload: at each id a value, or what lies below it.
///
/// It stands for Objects of all kinds where only the shape of a payload matters: of values it keeps how often one
/// was written.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Tree {
    written: usize,
    below: BTreeMap<u16, Self>,
}

impl Tree {
    /// Whether nothing was ever said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.written == 0 && self.below.values().all(Self::is_empty)
    }

    /// Whether a record may come here: not a value among containers, nor what lies below a value.
    fn fits(&self, tail: Tail, value: &WireValue<'_>) -> Result<()> {
        match tail.split_first() {
            Some(_) if self.written > 0 => {
                Err(ErrorKind::WrongCardinality { multiple: false }.into())
            }
            Some((id, rest)) => self.below.get(&id).map_or(Ok(()), |tree| tree.fits(rest, value)),
            None if value.is_empty_container() || self.below.values().all(Self::is_empty) => Ok(()),
            None => Err(ErrorKind::WrongCardinality { multiple: true }.into()),
        }
    }

    fn put(&mut self, tail: Tail, value: &WireValue<'_>) {
        match tail.split_first() {
            Some((id, rest)) => self.below.entry(id).or_default().put(rest, value),
            None if value.is_empty_container() => {}
            None => self.written += 1,
        }
    }

    fn find(&self, tail: Tail) -> Option<&Self> {
        match tail.split_first() {
            Some((id, rest)) => self.below.get(&id)?.find(rest),
            None => Some(self),
        }
    }
}

impl<'a> Decode<'a> for Tree {
    const DATA_TYPE: DataType = DataType::None;
    const MULTIPLE: bool = true;

    fn merge(slot: &mut Option<Self>, tail: Tail, value: &WireValue<'a>) -> Result<()> {
        let tree = slot.get_or_insert_default();
        tree.fits(tail, value)?;
        if tree.find(tail).is_some_and(|tree| tree.written > 0) {
            return Err(ErrorKind::Duplicate.into());
        }
        tree.put(tail, value);
        Ok(())
    }

    fn absent() -> Result<Self> {
        Ok(Self::default())
    }
}

impl Update for Tree {
    fn check(&self, tail: Tail, value: &WireValue<'_>, claims: &mut Claims) -> Result<()> {
        if claims.replaces(Tail::EMPTY) { Ok(()) } else { self.fits(tail, value) }
    }

    fn update(&mut self, tail: Tail, value: &WireValue<'_>) -> Result<()> {
        self.put(tail, value);
        Ok(())
    }

    fn clear(&mut self, tail: Tail) {
        match tail.split_first() {
            Some((id, rest)) => {
                if let Some(tree) = self.below.get_mut(&id) {
                    tree.clear(rest);
                }
            }
            None => *self = Self::default(),
        }
    }

    fn check_new(_: Tail, _: &WireValue<'_>, _: &mut Claims) -> Result<()> {
        Ok(())
    }

    fn begin(tail: Tail, value: &WireValue<'_>) -> Result<Self> {
        let mut tree = Self::default();
        tree.put(tail, value);
        Ok(tree)
    }
}
