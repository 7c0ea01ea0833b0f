//! Compares ranges by the values that they mean, not by their spelling.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use crate::range::RangeValues;

/// What became of the values that are meant.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Relation {
    /// The same values.
    Equal,
    /// All that were meant, and more.
    Wider,
    /// Some that were meant no longer are.
    Narrower,
    /// Nothing can be said: one is text for people, or a width of which the other is a part.
    Unknown,
}

/// Compares two ranges of one data type.
pub(super) fn relation(old: &RangeValues, new: &RangeValues) -> Relation {
    match (old, new) {
        (RangeValues::Text, _) | (_, RangeValues::Text) => Relation::Unknown,
        (RangeValues::Any, RangeValues::Any) => Relation::Equal,
        (RangeValues::Any, _) => Relation::Narrower,
        (_, RangeValues::Any) => Relation::Wider,
        (RangeValues::Floats(old), RangeValues::Floats(new)) => contained(
            covers(&joined(new, float_touches), old),
            covers(&joined(old, float_touches), new),
        ),
        (RangeValues::Words(old), RangeValues::Words(new)) => {
            let [old, new] = [old, new].map(|words| words.iter().collect::<BTreeSet<_>>());
            contained(old.is_subset(&new), new.is_subset(&old))
        }
        // A width says how large a value may be, not which are meant: what it holds is no narrower.
        (RangeValues::Bits(_), RangeValues::Integers(_) | RangeValues::Labels(_)) => {
            match by_count(old, new) {
                Relation::Narrower if by_count(new, old) == Relation::Wider => Relation::Unknown,
                relation => relation,
            }
        }
        (RangeValues::Instances(old), RangeValues::Instances(new)) => {
            contained(old <= new, new <= old)
        }
        (old, new) => by_count(old, new),
    }
}

/// Compares ranges of whole numbers, however they are written.
fn by_count(old: &RangeValues, new: &RangeValues) -> Relation {
    match (counted(old), counted(new)) {
        (Some((what, old)), Some((other, new))) if what == other => {
            contained(covers(&new, &old), covers(&old, &new))
        }
        // Lengths against words, a number of instances against values: nothing to compare.
        _ => Relation::Unknown,
    }
}

/// What whole numbers are about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Counted {
    Values,
    Octets,
}

/// A range of whole numbers as intervals that neither overlap nor touch, ascending.
fn counted(values: &RangeValues) -> Option<(Counted, Vec<(i128, i128)>)> {
    let (counted, mut intervals) = match values {
        RangeValues::Integers(intervals) => (Counted::Values, intervals.clone()),
        RangeValues::Labels(labels) => {
            (Counted::Values, labels.iter().map(|(number, _)| (*number, *number)).collect())
        }
        // As the constants of `lwm2m-model` have it: a width says what an unsigned number may be.
        RangeValues::Bits(bits @ 0..=64) => (Counted::Values, [(0, (1 << bits) - 1)].into()),
        RangeValues::Lengths(lengths) => {
            let whole = |&(low, high): &(u64, u64)| (i128::from(low), i128::from(high));
            (Counted::Octets, lengths.iter().map(whole).collect())
        }
        RangeValues::Any
        | RangeValues::Bits(_)
        | RangeValues::Floats(_)
        | RangeValues::Instances(_)
        | RangeValues::Text
        | RangeValues::Words(_) => return None,
    };
    intervals.sort_unstable();
    Some((counted, joined(&intervals, |end, start| start <= end.saturating_add(1))))
}

/// Ascending intervals with those joined that touch.
fn joined<T: Copy + PartialOrd>(
    intervals: &[(T, T)],
    touches: impl Fn(T, T) -> bool,
) -> Vec<(T, T)> {
    let mut joined: Vec<(T, T)> = Vec::with_capacity(intervals.len());
    for &(low, high) in intervals {
        match joined.last_mut() {
            Some(last) if touches(last.1, low) => {
                if last.1 < high {
                    last.1 = high;
                }
            }
            _ => joined.push((low, high)),
        }
    }
    joined
}

fn float_touches(end: f64, start: f64) -> bool {
    start <= end
}

/// Whether each of `inner` lies in one of `outer`; both ascend, those of `outer` do not touch.
fn covers<T: Copy + PartialOrd>(outer: &[(T, T)], inner: &[(T, T)]) -> bool {
    let mut outer = outer.iter().peekable();
    inner.iter().all(|&(low, high)| {
        while outer.next_if(|(_, end)| *end < low).is_some() {}
        outer.peek().is_some_and(|&&(start, end)| start <= low && high <= end)
    })
}

/// What it is where the old is contained in the new or not, and the new in the old or not.
fn contained(old_in_new: bool, new_in_old: bool) -> Relation {
    match (old_in_new, new_in_old) {
        (true, true) => Relation::Equal,
        (true, false) => Relation::Wider,
        (false, _) => Relation::Narrower,
    }
}

#[cfg(test)]
mod tests {
    use lwm2m_codec::DataType;

    use super::*;
    use crate::range::RangeEnumeration;

    #[test]
    fn ranges_are_compared_by_what_they_mean() {
        use DataType::{Boolean, Float, Integer, Opaque, String, Unsigned};
        for (data_type, old, new, expected) in [
            (Integer, "0-8", "0..8", Relation::Equal),
            (Integer, "0..8", "0..32", Relation::Wider),
            (Integer, "1-65535", "1..65534", Relation::Narrower),
            (Integer, "0..3", "1..4", Relation::Narrower),
            (Integer, "0,1,2", "0..2", Relation::Equal),
            (Integer, "0..2,5", "0..5", Relation::Wider),
            (Unsigned, "8 bit", "0..255", Relation::Equal),
            (Unsigned, "8 bit", "0..100", Relation::Unknown),
            (Unsigned, "8 bit", "0..300", Relation::Wider),
            (Integer, "8 bit", "-1..100", Relation::Narrower),
            (Unsigned, "0..100", "8 bit", Relation::Wider),
            (Unsigned, "16 bit", "8 bit", Relation::Narrower),
            (Unsigned, "0: off 1: on", "0..1", Relation::Equal),
            (Integer, "", "0..1", Relation::Narrower),
            (Integer, "0..1", "", Relation::Wider),
            (Integer, "as listed elsewhere", "0..1", Relation::Unknown),
            (Float, "0..1", "0..1.5", Relation::Wider),
            (Float, "0..1,1..2", "0..2", Relation::Equal),
            (Float, "0..2", "0..0.5,1..2", Relation::Narrower),
            (String, "1..32 Bytes", "1..32", Relation::Equal),
            (String, "0 or 26 Bytes", "10,26", Relation::Narrower),
            (String, "\"a\",\"b\"", "\"b\",\"a\",\"c\"", Relation::Wider),
            (Opaque, "8 bit", "0..255", Relation::Wider),
            (Boolean, "0..1", "0,1", Relation::Unknown),
        ] {
            let [before, after] =
                [old, new].map(|text| RangeEnumeration::new(text, data_type).values);
            assert_eq!(relation(&before, &after), expected, "{data_type}: {old:?} -> {new:?}");
        }
    }
}
