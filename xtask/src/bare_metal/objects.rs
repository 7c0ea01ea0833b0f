//! What one Object more costs beside Device, written and read in the six formats.

use super::build::{Build, Direction, Mode, SIX, Target};
use super::emulator;
use super::sizes::Size;
use crate::failure::Failure;

/// The features of the firmware that stand for one Object each.
const OBJECTS: &[&str] = &["server", "temperature"];

/// What came of one firmware with one Object more.
#[derive(Clone, Copy, Debug)]
pub(super) struct Object {
    pub(super) name: &'static str,
    pub(super) size: Size,
    /// Whether it came back as it was written.
    pub(super) is_right: bool,
}

/// Builds, weighs and runs a firmware for each.
pub(super) fn run() -> Result<Vec<Object>, Failure> {
    let without = weighed(&[])?;
    let mut objects = Vec::new();
    for &name in OBJECTS {
        let size = weighed(&[name])?.beyond(without);
        objects.push(Object { name, size, is_right: emulator::run(Target::V7EM)?.is_some() });
    }
    Ok(objects)
}

fn weighed(extra: &[&str]) -> Result<Size, Failure> {
    Size::of(&Build {
        target: Target::V7EM,
        mode: Mode::Compact,
        direction: Direction::BOTH,
        formats: SIX,
        extra,
    })
}
