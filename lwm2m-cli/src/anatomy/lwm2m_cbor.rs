//! LwM2M CBOR: maps of maps, whose keys are ids or arrays of ids. LwM2M Core 1.2.2, 7.4.6; D-081 to D-085.

use lwm2m_codec::Path;

use super::{Raw, Role, Walk, Walked, cbor, count, quoted};

/// An open map.
struct Open {
    left: Option<u64>,
    ids: Vec<u64>,
}

/// Takes a payload apart.
pub(crate) fn walk(walk: &mut Walk<'_>) -> Walked {
    if walk.is_done() {
        return Ok(());
    }
    let head = cbor::head(walk)?;
    if head.major != cbor::MAP {
        return walk.refuse(1, "one map");
    }
    cbor::take_head(walk, head, Role::Head, cbor::container(head, "map", "pair"))?;
    let mut open = vec![Open { left: head.announced(), ids: Vec::new() }];
    while let Some(map) = open.last_mut() {
        if cbor::ends(walk, &mut map.left)? {
            open.pop();
            walk.depth = open.len();
            continue;
        }
        let ids = map.ids.clone();
        walk.depth = open.len();
        walk.begin();
        let start = walk.at();
        let ids = key(walk, ids)?;
        if ids.len() > 4 {
            return walk.refuse_at(start..walk.at(), "at most four ids");
        }
        let head = cbor::head(walk)?;
        if head.major == cbor::MAP {
            cbor::take_head(walk, head, Role::Head, cbor::container(head, "map", "pair"))?;
            let mut left = head.announced();
            let path = path(&ids);
            if left == Some(0) || left.is_none() && walk.peek() == Some(0xff) {
                let piece = walk.last_piece();
                cbor::ends(walk, &mut left)?;
                let told =
                    path.is_none_or(|path| path == walk.target || !walk.target.is_within(path));
                if told {
                    walk.item_at(path, Raw::Empty, piece);
                }
                continue;
            }
            if ids.len() == 4 {
                return walk.refuse_at(start..walk.at(), "at most four ids");
            }
            open.push(Open { left, ids });
            continue;
        }
        walk.depth = open.len() + 1;
        let value = walk.at();
        let raw = cbor::item(walk, Role::Value)?;
        if ids.len() < 3 {
            return walk.refuse_at(value..walk.at(), "a map above the level of Resources");
        }
        walk.item(path(&ids), raw);
    }
    cbor::end(walk)
}

/// Takes a key; what comes back are the ids down to it.
fn key(walk: &mut Walk<'_>, mut ids: Vec<u64>) -> Walked<Vec<u64>> {
    let head = cbor::head(walk)?;
    match head.major {
        0 => {
            ids.push(head.argument);
            cbor::take_head(walk, head, Role::Id, level(&ids))?;
        }
        cbor::TEXT => prefix(walk, head)?,
        cbor::ARRAY => {
            cbor::take_head(walk, head, Role::Head, cbor::container(head, "key", "id"))?;
            let mut left = head.announced();
            while !cbor::ends(walk, &mut left)? {
                let head = cbor::head(walk)?;
                match head.major {
                    0 if ids.len() < 4 => {
                        ids.push(head.argument);
                        cbor::take_head(walk, head, Role::Id, level(&ids))?;
                    }
                    0 => return walk.refuse(1, "at most four ids"),
                    cbor::TEXT => prefix(walk, head)?,
                    _ => return walk.refuse(1, "ids in a key"),
                }
            }
        }
        _ => return walk.refuse(1, "an id or an array of ids as a key"),
    }
    Ok(ids)
}

fn prefix(walk: &mut Walk<'_>, head: cbor::Head) -> Walked {
    let raw = cbor::string(walk, head, Role::Name)?;
    if let Raw::Text(text) = raw {
        walk.rename(format!("{}: a device's prefix", quoted(&text)));
    }
    Ok(())
}

fn level(ids: &[u64]) -> String {
    let name = match ids.len() {
        1 => "Object",
        2 => "Object Instance",
        3 => "Resource",
        4 => "Resource Instance",
        more => {
            return format!("id {}, the {}", ids.last().unwrap_or(&0), count(more as u64, "id"));
        }
    };
    format!("{name} {}", ids.last().unwrap_or(&0))
}

fn path(ids: &[u64]) -> Option<Path> {
    ids.iter().try_fold(Path::ROOT, |path, id| path.child(u16::try_from(*id).ok()?))
}
