//! How large the codec may be: .text of `compact` on thumbv7em, both directions, beyond the firmware without formats.

use super::Row;
use super::build::{Direction, Mode, SIX, Target};

/// What the project wants to reach, and what it has: more than that is a step back.
struct Limit {
    formats: &'static [&'static str],
    goal: i64,
    held: i64,
}

const LIMITS: &[Limit] = &[
    Limit { formats: SIX, goal: 16 * 1024, held: 44_500 },
    Limit { formats: &["tlv"], goal: 4 * 1024, held: 8_000 },
    Limit { formats: &["senml-cbor"], goal: 8 * 1024, held: 28_000 },
    Limit { formats: &["lwm2m-cbor"], goal: 6 * 1024 + 512, held: 16_800 },
];

/// A limit and how it fared.
#[derive(Clone, Debug)]
pub(super) struct Checked {
    pub(super) formats: &'static [&'static str],
    pub(super) size: i64,
    pub(super) goal: i64,
    pub(super) held: i64,
}

impl Checked {
    /// What is said about it.
    pub(super) const fn verdict(&self) -> &'static str {
        match self {
            _ if self.size > self.held => "grown",
            _ if self.size > self.goal => "beyond",
            _ => "ok",
        }
    }
}

pub(super) fn check(rows: &[Row]) -> Vec<Checked> {
    let weighed = |formats: &[&str]| {
        let mut rows = rows.iter().filter(|row| {
            (row.target, row.mode, row.direction) == (Target::V7EM, Mode::Compact, Direction::BOTH)
        });
        rows.find(|row| row.formats == formats).map(|row| row.size.text)
    };
    let checked = LIMITS.iter().filter_map(|&Limit { formats, goal, held }| {
        Some(Checked { formats, size: weighed(formats)?, goal, held })
    });
    checked.collect()
}
