//! Running a firmware under QEMU.

use std::process::Command;

use super::build::Target;
use crate::failure::Failure;

/// Runs what was built last; what it printed, or `None` where something was wrong.
pub(super) fn run(target: Target) -> Result<Option<String>, Failure> {
    let output = Command::new("timeout")
        .args(["120", "qemu-system-arm", "-machine", target.machine, "-nographic"])
        .args(["-semihosting-config", "enable=on,target=native", "-kernel"])
        .arg(target.firmware())
        .output()
        .map_err(|e| Failure::with("qemu-system-arm", e))?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(Some(said));
    }
    eprintln!("{}: the run was wrong: {said}", target.name);
    Ok(None)
}

/// The deepest stacks of reading and of writing, of the lines `stack FORMAT READING WRITING`.
pub(super) fn deepest(said: &str) -> (usize, usize) {
    let lines = said.lines().filter_map(|line| {
        let mut words = line.strip_prefix("stack ")?.split_whitespace().skip(1);
        let mut number = || words.next()?.parse::<usize>().ok();
        number().zip(number())
    });
    lines.fold((0, 0), |deepest, line| (deepest.0.max(line.0), deepest.1.max(line.1)))
}

#[cfg(test)]
mod tests {
    #[test]
    fn stacks_of_several_formats() {
        let said = "stack 40 10 20 \nright\nstack 112 30 5 \nstack\n";
        assert_eq!(super::deepest(said), (30, 20));
    }
}
