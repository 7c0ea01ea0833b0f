//! The rows that are measured: what the floor does and what the codec does with the same bytes.

mod decode;
mod encode;

/// One measured call: whatever it needs is prepared, and what it returns depends on all that it read or wrote.
pub type Case = Box<dyn FnMut() -> i64>;

/// One line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Payload, format, operation.
    pub name: &'static str,
    /// Instructions of the floor when the goals were set, where they were set for this row.
    pub recorded_floor: Option<u64>,
    /// How many times the floor's instructions the codec may need.
    pub must: Option<f64>,
    /// Prepares the floor.
    pub floor: fn() -> Case,
    /// Prepares the same by the codec's public interface.
    pub codec: fn() -> Case,
}

/// Every row, in the order of the table.
pub fn all() -> impl Iterator<Item = &'static Row> {
    [decode::ROWS, encode::ROWS].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floor_and_codec_read_the_same() {
        for row in decode::ROWS {
            assert_eq!((row.codec)()(), (row.floor)()(), "{}", row.name);
        }
    }

    #[test]
    fn names_are_unique() {
        let mut names: Vec<_> = all().map(|row| row.name).collect();
        names.sort_unstable();
        assert!(names.is_sorted_by(|a, b| a < b));
    }
}
