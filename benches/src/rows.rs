//! The rows that are measured: what the floor does and what the codec does with the same bytes.

pub mod copies;
pub(crate) mod decode;
pub(crate) mod encode;
mod links;
mod public;
mod transcode;
mod typed;

use core::fmt;

/// One measured call: whatever it needs is prepared, and what it returns depends on all that it read or wrote.
pub type Case = Box<dyn FnMut() -> i64>;

/// One line of the table.
#[derive(Clone, Copy)]
pub struct Row {
    /// Payload, format, operation.
    pub name: &'static str,
    /// Instructions of the floor when the goals were set, where they were set for this row.
    pub recorded_floor: Option<u64>,
    /// The goal: how many times the floor's instructions the codec may need.
    pub must: Option<f64>,
    /// Prepares the floor.
    pub floor: fn() -> Case,
    /// Prepares the same by the codec's public interface.
    pub codec: fn() -> Case,
}

/// Every row, in the order of the table.
pub fn all() -> impl Iterator<Item = &'static Row> {
    [
        decode::ROWS,
        decode::json::ROWS,
        decode::single::ROWS,
        decode::opaque::ROWS,
        encode::ROWS,
        encode::json::ROWS,
        encode::single::ROWS,
        encode::blocks::ROWS,
        links::ROWS,
        typed::ROWS,
        public::ROWS,
        transcode::ROWS,
    ]
    .into_iter()
    .flatten()
}

impl Row {
    /// The codec's instructions as a multiple of the floor that the goal was set for.
    ///
    /// A goal is a multiple of the recorded floor. Where ours needs fewer instructions than that, the goal stays where
    /// it is; where ours needs more, as with another compiler, it moves along.
    #[must_use]
    pub fn ratio(&self, counts: Counts) -> f64 {
        ratio(counts.codec, counts.floor.max(self.recorded_floor.unwrap_or(0)))
    }

    /// Whether the codec needed more than its goal.
    #[must_use]
    pub fn misses(&self, counts: Counts) -> bool {
        self.must.is_some_and(|must| self.ratio(counts) > must)
    }

    /// Whether the floor is one: it needs hardly more than the recorded one.
    #[must_use]
    pub fn has_floor(&self, counts: Counts) -> bool {
        self.recorded_floor.is_none_or(|recorded| ratio(counts.floor, recorded) <= FLOOR_TOLERANCE)
    }
}

impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// Instructions of one row.
#[derive(Clone, Copy, Debug)]
pub struct Counts {
    /// The codec's.
    pub codec: u64,
    /// The floor's.
    pub floor: u64,
}

impl Counts {
    /// The codec's as a multiple of the floor's.
    #[must_use]
    pub fn ratio(self) -> f64 {
        ratio(self.codec, self.floor)
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
fn ratio(of: u64, to: u64) -> f64 {
    of as f64 / to as f64
}

/// A floor that needs more than this multiple of the recorded one is none.
const FLOOR_TOLERANCE: f64 = 1.05;

/// Room for every workload, in bytes.
pub(crate) const BUFFER: usize = 1 << 17;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floor_and_codec_do_the_same() {
        let rows = [decode::ROWS, decode::json::ROWS, decode::single::ROWS, links::ROWS];
        for row in rows.into_iter().flatten() {
            assert_eq!((row.codec)()(), (row.floor)()(), "{}", row.name);
        }
        for row in decode::opaque::ROWS {
            assert_eq!((row.codec)()() - (row.floor)()(), 65_536 - 64, "{}", row.name);
        }
    }

    #[test]
    fn names_are_unique() {
        let mut names: Vec<_> = all().chain(copies::ROWS).map(|row| row.name).collect();
        names.sort_unstable();
        assert!(names.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn a_row_is_judged_by_its_goal_and_its_floor() {
        let row = Row {
            name: "",
            recorded_floor: Some(100),
            must: Some(1.5),
            floor: || Box::new(|| 0),
            codec: || Box::new(|| 0),
        };
        let check = |codec, floor, misses: bool, has_floor: bool| {
            let counts = Counts { codec, floor };
            let judged = (row.misses(counts), row.has_floor(counts));
            assert_eq!(judged, (misses, has_floor), "{codec} and {floor}");
        };
        check(150, 100, false, true);
        check(151, 100, true, true);
        check(150, 80, false, true);
        check(151, 80, true, true);
        check(156, 104, false, true);
        check(150, 106, false, false);
        check(200, 106, true, false);
    }
}
