//! TLV: type octets, ids, lengths and values. LwM2M Core 1.2.2, 7.4.3; D-057 to D-062.

use lwm2m_codec::Path;

use super::{Raw, Role, Walk, Walked, count};

/// An open container.
struct Open {
    end: usize,
    kind: Kind,
    path: Option<Path>,
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum Kind {
    ObjectInstance,
    ResourceInstance,
    MultipleResource,
    Resource,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::ObjectInstance => "Object Instance",
            Self::ResourceInstance => "Resource Instance",
            Self::MultipleResource => "Multiple Resource",
            Self::Resource => "Resource",
        }
    }
}

/// Takes a TLV payload apart.
pub(crate) fn walk(walk: &mut Walk<'_>) -> Walked {
    let mut open: Vec<Open> = Vec::new();
    loop {
        while open.last().is_some_and(|container| walk.at() >= container.end) {
            open.pop();
        }
        walk.depth = open.len();
        let Some(first) = walk.peek() else { return Ok(()) };
        walk.begin();
        let start = walk.at();
        let kind = match first >> 6 {
            0 => Kind::ObjectInstance,
            1 => Kind::ResourceInstance,
            2 => Kind::MultipleResource,
            _ => Kind::Resource,
        };
        let expected = place(kind, open.last(), walk.target);
        let id_length = if first & 0x20 == 0 { 1 } else { 2 };
        let length_length = usize::from(first >> 3 & 3);
        walk.take(1, Role::Header, header(kind, first, id_length, length_length))?;
        let id = number(walk.take(id_length, Role::Id, "id")?);
        walk.rename(format!("id {id}"));
        let length = match length_length {
            0 => usize::from(first & 7),
            octets => {
                let length = number(walk.take(octets, Role::Length, "length")?);
                walk.rename(format!("length {length}"));
                length
            }
        };
        if id == usize::from(u16::MAX) {
            return walk.refuse_at(start + 1..start + 1 + id_length, "an id below 65535");
        }
        if let Some(expected) = expected {
            return walk.refuse_at(start..start + 1, expected);
        }
        let end = open.last().map_or_else(|| walk.at() + walk.rest().len(), |outer| outer.end);
        let available = end.saturating_sub(walk.at());
        if length > available {
            let expected = format!("a length of at most {available}, found {length}");
            let behind = start + 1 + id_length;
            let range = if length_length == 0 { start..start + 1 } else { behind..walk.at() };
            return walk.refuse_at(range, expected);
        }
        let id = u16::try_from(id).unwrap_or(u16::MAX);
        let path = above(kind, open.last(), walk.target).and_then(|above| above.child(id));
        match kind {
            Kind::Resource | Kind::ResourceInstance => {
                walk.depth += 1;
                let value = walk.take(length, Role::Value, "value")?;
                walk.item(path, Raw::Octets(value.to_vec()));
            }
            Kind::MultipleResource | Kind::ObjectInstance => {
                if length == 0 && (kind == Kind::MultipleResource || walk.target.depth() == 1) {
                    walk.item(path, Raw::Empty);
                }
                open.push(Open { end: walk.at() + length, kind, path });
            }
        }
    }
}

fn header(kind: Kind, first: u8, id: usize, length: usize) -> String {
    let id = if id == 2 { ", id in 2 bytes" } else { "" };
    let content = match (length, kind) {
        (0, Kind::Resource | Kind::ResourceInstance) => {
            format!("value of {}", count(u64::from(first & 7), "byte"))
        }
        (0, _) => format!("content of {}", count(u64::from(first & 7), "byte")),
        (octets, _) => format!("length in {}", count(octets as u64, "byte")),
    };
    format!("{}{id}, {content}", kind.name())
}

/// What would have to stand here instead; `None` where the kind may.
fn place(kind: Kind, outer: Option<&Open>, target: Path) -> Option<&'static str> {
    let depth = target.depth();
    match (outer.map(|outer| outer.kind), kind) {
        (Some(Kind::MultipleResource), Kind::ResourceInstance)
        | (Some(Kind::ObjectInstance), Kind::Resource | Kind::MultipleResource) => None,
        // Instances without their Resource, which the target names (D-060).
        (None, Kind::ResourceInstance) if depth == 1 => Some("Object Instances in an Object"),
        (None, Kind::ResourceInstance) if depth == 2 => Some("Resources in an Object Instance"),
        (None, _) => None,
        (Some(Kind::ObjectInstance), Kind::ResourceInstance) if depth > 2 => None,
        (Some(Kind::MultipleResource), _) => Some("Resource Instances in a Multiple Resource"),
        _ => Some("Resources in an Object Instance"),
    }
}

/// The path of what is around.
fn above(kind: Kind, outer: Option<&Open>, target: Path) -> Option<Path> {
    let path = match outer {
        Some(outer) => outer.path?,
        None => Path::ROOT,
    };
    let wanted = match kind {
        Kind::ObjectInstance => 1,
        Kind::Resource | Kind::MultipleResource => 2,
        Kind::ResourceInstance => 3,
    };
    let path = if path.depth() == wanted { path } else { target.ancestor(wanted) };
    (path.depth() == wanted).then_some(path)
}

/// A number, highest octet first.
fn number(octets: &[u8]) -> usize {
    octets.iter().fold(0, |number, octet| number << 8 | usize::from(*octet))
}
