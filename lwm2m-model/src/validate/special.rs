//! What single Objects ask for beyond their definitions. LwM2M Core 1.2.2, appendices E.2 and E.4.

use lwm2m_codec::{Instances, Path, ResourceId, Text};

use super::{Finding, Problem};
use crate::objects::device::{self, Device};
use crate::objects::server::{self, Server};

/// Checks what Device asks for: the voltages and currents are those of available power sources, and Error Code has
/// an instance, "no error" where there is none (appendix E.4).
pub fn device<const N: usize>(device: &Device<'_, N>, report: &mut dyn FnMut(Finding)) {
    let sources = device.available_power_sources.as_ref();
    for (resource, values) in [
        (device::rid::POWER_SOURCE_VOLTAGE, &device.power_source_voltage),
        (device::rid::POWER_SOURCE_CURRENT, &device.power_source_current),
    ] {
        for (id, _) in values.iter().flat_map(Instances::iter) {
            if sources.is_none_or(|sources| sources.get(id).is_none()) {
                tell(Path::instance(3, 0), resource, Some(id), Problem::PowerSource, report);
            }
        }
    }
    if device.error_code.as_ref().is_none_or(|codes| codes.is_empty()) {
        tell(Path::instance(3, 0), device::rid::ERROR_CODE, None, Problem::ErrorCode, report);
    }
}

/// Checks what Server asks for: its supported versions are two or three numbers each (appendix E.2); `at` is where
/// the instance lives.
pub fn server<const N: usize>(at: Path, server: &Server<'_, N>, report: &mut dyn FnMut(Finding)) {
    for (id, text) in server.supported_server_versions.iter().flat_map(Instances::iter) {
        if !is_version(text) {
            let resource = server::rid::SUPPORTED_SERVER_VERSIONS;
            tell(at, resource, Some(id), Problem::Version, report);
        }
    }
}

/// `1*DIGIT "." 1*DIGIT [ "." 1*DIGIT ]`
fn is_version(text: &Text<'_>) -> bool {
    let (mut points, mut digits) = (0_usize, 0_usize);
    for character in text.chars() {
        match character {
            '0'..='9' => digits += 1,
            '.' if digits > 0 => (points, digits) = (points + 1, 0),
            _ => return false,
        }
    }
    digits > 0 && (points == 1 || points == 2)
}

fn tell(
    at: Path,
    resource: ResourceId,
    id: Option<u16>,
    problem: Problem,
    report: &mut dyn FnMut(Finding),
) {
    let path = at.child(resource.get()).unwrap_or(at);
    report(Finding { path: id.and_then(|id| path.child(id)).unwrap_or(path), problem });
}
