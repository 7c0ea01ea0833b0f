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
}

/// Every row, in the order of the table.
pub const ROWS: &[&[Row]] = &[decode::ROWS, encode::ROWS];

/// Every row, in the order of the table.
pub fn all() -> impl Iterator<Item = &'static Row> {
    ROWS.iter().copied().flatten()
}
