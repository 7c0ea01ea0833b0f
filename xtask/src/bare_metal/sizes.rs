//! The sizes of a firmware's sections.

use std::process::Command;

use super::build::Build;
use crate::failure::Failure;

/// Bytes of code and of constants.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Size {
    pub(super) text: i64,
    pub(super) rodata: i64,
}

impl Size {
    /// Builds a firmware and weighs it.
    pub(super) fn of(build: &Build<'_>) -> Result<Self, Failure> {
        build.run()?;
        let firmware = build.target.firmware();
        let output = Command::new("size").arg("--format=sysv").arg(&firmware).output();
        let output = output.map_err(|e| Failure::with("size", e))?;
        let table = String::from_utf8_lossy(&output.stdout).into_owned();
        let section = |name: &str| {
            let mut lines = table.lines().map(str::split_whitespace);
            let mut line = lines.find_map(|mut line| (line.next() == Some(name)).then_some(line));
            line.as_mut().and_then(Iterator::next).and_then(|size| size.parse().ok())
        };
        section(".text")
            .zip(section(".rodata"))
            .map(|(text, rodata)| Self { text, rodata })
            .ok_or_else(|| Failure::with(firmware.display(), "expected sections .text and .rodata"))
    }

    /// What it has more than another.
    pub(super) const fn beyond(self, base: Self) -> Self {
        Self { text: self.text - base.text, rodata: self.rodata - base.rodata }
    }
}
