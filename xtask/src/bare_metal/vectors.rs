//! The repository's vectors on a bare target: what is read and written there is what is read and written here.

use std::fs;

use lwm2m_codec::ContentFormat;
use lwm2m_vectors::{Case, Kind, Line, own, read_files};

use super::build::{Build, Direction, FORMATS, Mode, Target, folder};
use super::emulator;
use crate::failure::Failure;

// The very file that the firmware has.
#[path = "../../../benches/firmware/src/digest.rs"]
mod digest;

/// A run of all vectors.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) target: Target,
    pub(super) mode: Mode,
    pub(super) count: usize,
    pub(super) is_right: bool,
}

/// Runs them on each target, in each setting.
pub(super) fn run() -> Result<Vec<Run>, Failure> {
    let lines = read_files([own()]).map_err(|error| Failure::Trouble(error.to_string()))?;
    let cases: Vec<_> = lines.iter().flatten().filter_map(case).collect();
    let target = folder().join("target");
    let blob = target.join("vectors.bin");
    let written = fs::create_dir_all(&target).and_then(|()| fs::write(&blob, cases.concat()));
    written.map_err(|error| Failure::with(blob.display(), error))?;
    let mut runs = Vec::new();
    for target in [Target::V7EM, Target::V6M] {
        for mode in [Mode::Compact, Mode::Default] {
            let direction = Direction::BOTH;
            Build { target, mode, direction, formats: FORMATS, extra: &["vectors"] }.run()?;
            let said = emulator::run(target)?.unwrap_or_default();
            // `vectors RIGHT`: a firmware that reads another number of them is wrong, too.
            let right =
                said.lines().find_map(|line| line.strip_prefix("vectors ")?.trim().parse().ok());
            let is_right = !cases.is_empty() && right == Some(cases.len());
            runs.push(Run { target, mode, count: cases.len(), is_right });
        }
    }
    Ok(runs)
}

/// A payload as the firmware reads it: format, ids of the target, payload, and the digest of all that comes of it
/// here. `None` for what is no payload of records.
fn case(line: &Line) -> Option<Vec<u8>> {
    if line.kind != Kind::Payload || line.format == ContentFormat::LINK {
        return None;
    }
    let case = Case::new(line).ok()?;
    let target = case.target;
    let ids = [
        target.object_id().map(|id| id.get()),
        target.instance_id().map(|id| id.get()),
        target.resource_id().map(|id| id.get()),
        target.resource_instance_id().map(|id| id.get()),
    ];
    let mut bytes = case.format.get().to_be_bytes().to_vec();
    bytes.extend(ids.iter().flat_map(|id| id.unwrap_or(u16::MAX).to_be_bytes()));
    bytes.extend(digest::of(case.format, target, case.payload).to_be_bytes());
    bytes.extend(u32::try_from(case.payload.len()).ok()?.to_be_bytes());
    bytes.extend(case.payload);
    Some(bytes)
}
