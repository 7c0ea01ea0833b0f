//! The values that a definition means: a `RangeEnumeration`, read.

/// Which values a Resource may have, where its definition says so in a form that can be checked.
///
/// The codec never enforces it (D-052): registry prose is no contract.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub enum Range<'a> {
    /// Nothing is said.
    #[default]
    Any,
    /// The value of an Integer or Unsigned lies in one of these closed intervals, ascending.
    Integers(&'a [(i128, i128)]),
    /// The value of a Float lies in one of these closed intervals, ascending.
    Floats(&'a [(f64, f64)]),
    /// The length in octets of a String, Opaque or Corelnk lies in one of these closed intervals.
    Lengths(&'a [(u64, u64)]),
    /// Words for people.
    Text(&'a str),
}

impl Range<'_> {
    /// Whether it is of integers, and none below zero.
    pub(crate) fn is_unsigned(&self) -> bool {
        matches!(self, Self::Integers([(0.., _), ..]))
    }
}
