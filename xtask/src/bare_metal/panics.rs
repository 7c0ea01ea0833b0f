//! Which Readers and Writers have no panic left: the firmware links without anything for a panic to call.

use super::build::{Build, Direction, FORMATS, Mode, Target};
use crate::failure::Failure;

/// What the panic handler of the firmware calls and nothing defines.
const SYMBOL: &str = "a_panic_is_left";

/// Fat LTO, without overflow checks, as a release build has it; the level and the setting of the sizes, so that `core` is
/// built once. In the other setting JSON and text read digits by `core`, which checks its bounds at this level.
const LEVEL: &str = "z";

/// Formats whose Reader links, and those whose Writer does: they must not fall back.
const PANIC_FREE: [(Direction, &[&str]); 2] =
    [(Direction::DECODE, FORMATS), (Direction::ENCODE, FORMATS)];

/// What came of one firmware.
#[derive(Clone, Debug)]
pub(super) struct Linked {
    pub(super) direction: Direction,
    pub(super) format: &'static str,
    pub(super) is_free: bool,
    /// What the table says.
    pub(super) was_free: bool,
}

/// Links each format in each direction.
pub(super) fn run() -> Result<Vec<Linked>, Failure> {
    let mut linked = Vec::new();
    for (direction, free) in PANIC_FREE {
        for &format in FORMATS {
            let build = Build {
                target: Target::V7EM,
                mode: Mode::Compact,
                direction,
                formats: &[format],
                extra: &["no-panic"],
            };
            let is_free = build.links(LEVEL, SYMBOL)?;
            linked.push(Linked { direction, format, is_free, was_free: free.contains(&format) });
        }
    }
    Ok(linked)
}
