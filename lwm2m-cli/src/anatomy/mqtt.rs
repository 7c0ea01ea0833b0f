//! The CBOR map that is a message over MQTT. LwM2M Transport 1.2.2, 8.3 to 8.6; D-156 to D-162.

use lwm2m_codec::ContentFormat;

use super::{Inner, Raw, Role, Walk, Walked, cbor};

/// Takes a message, or a wrapper around one, apart.
pub(crate) fn walk(walk: &mut Walk<'_>) -> Walked {
    map(walk, 0)?;
    cbor::end(walk)
}

/// Takes a map; one level further down lies what a wrapper wraps.
fn map(walk: &mut Walk<'_>, level: usize) -> Walked {
    let head = cbor::head(walk)?;
    if head.major != cbor::MAP {
        return walk.refuse(1, "a map");
    }
    cbor::take_head(walk, head, Role::Head, cbor::container(head, "map", "pair"))?;
    let mut left = head.announced();
    let mut format = None;
    let mut payload = None;
    let mut path = None;
    let mut paths = false;
    walk.depth = level + 1;
    while !cbor::ends(walk, &mut left)? {
        walk.begin();
        let Raw::Integer(key) = cbor::item(walk, Role::Label)? else {
            // Text keys: what the examples of drafts have (D-159).
            cbor::item(walk, Role::Field)?;
            continue;
        };
        walk.rename(format!("{key}: {}", meaning(key)));
        if key == 2 && level == 0 && cbor::head(walk)?.major == cbor::MAP {
            walk.rename("2: message within a wrapper");
            map(walk, level + 1)?;
            walk.depth = level + 1;
            continue;
        }
        let raw = cbor::item(walk, if key == 6 || key == 7 { Role::Value } else { Role::Field })?;
        match (key, raw) {
            (5, Raw::Text(text)) => path = Some(text),
            (6 | 7, Raw::Octets(octets)) => {
                if key == 6 {
                    // D-158: a list of paths is SenML CBOR.
                    (paths, format) = (true, Some(ContentFormat::SENML_CBOR.get()));
                }
                payload = Some(walk.at().saturating_sub(octets.len())..walk.at());
            }
            (19, Raw::Integer(number)) => {
                format = u16::try_from(number).ok();
                if let Some(format) = format.map(ContentFormat::new) {
                    walk.rename(format.to_string());
                }
            }
            (1, Raw::Integer(number)) => {
                if let Some(name) = operation(number) {
                    walk.rename(format!("{number}: {name}"));
                }
            }
            (18, Raw::Integer(number)) => {
                walk.rename(format!("{}.{:02}", number / 100, number % 100));
            }
            _ => {}
        }
    }
    if let Some(range) = payload.filter(|range| !range.is_empty()) {
        walk.anatomy.inner = Some(Inner { range, format, path, paths });
    }
    Ok(())
}

/// LwM2M Transport 1.2.2, 8.7.
fn meaning(key: i128) -> &'static str {
    match key {
        1 => "operation",
        2 => "token",
        3 => "endpoint client name",
        4 => "preferred content format",
        5 => "path",
        6 => "list of paths",
        7 => "payload",
        8 => "lifetime",
        9 => "LwM2M release",
        10 => "binding",
        11 => "telephone number",
        12 => "pmin",
        13 => "pmax",
        14 => "gt",
        15 => "st",
        16 => "epmin",
        17 => "epmax",
        18 => "result",
        19 => "content format",
        20 => "edge",
        21 => "hqmax",
        22 => "depth",
        _ => "a key that LwM2M does not have",
    }
}

/// LwM2M Transport 1.2.2, 8.3.1 to 8.3.4; 6 is a Register on `rd`, and a Bootstrap-Pack-Request on `bs`.
fn operation(number: i128) -> Option<&'static str> {
    Some(match number {
        0 => "Bootstrap-Request",
        1 => "Bootstrap-Write",
        2 => "Bootstrap-Read",
        3 => "Bootstrap-Delete",
        4 => "Bootstrap-Discover",
        5 => "Bootstrap-Finish",
        6 => "Register, or Bootstrap-Pack-Request",
        7 => "Update",
        8 => "De-register",
        9 => "Read",
        10 => "Read-Composite",
        11 => "Discover",
        12 => "Write",
        13 => "Write, partial update",
        14 => "Write-Attributes",
        15 => "Write-Composite",
        16 => "Execute",
        17 => "Create",
        18 => "Delete",
        20 => "Observe",
        21 => "Observe-Composite",
        22 => "Cancel Observation",
        23 => "Notify",
        24 => "Send",
        _ => return None,
    })
}
