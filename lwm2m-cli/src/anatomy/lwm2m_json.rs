//! LwM2M JSON of 1.0: an object with a base name, a base time and an array of entries. LwM2M 1.0.2, 6.4.4; D-080.

use super::senml::{self, Pack, Record};
use super::{Role, Walk, Walked, json};

/// Takes a payload apart.
pub(crate) fn walk(walk: &mut Walk<'_>) -> Walked {
    if walk.is_done() {
        // D-004: nothing is an empty container.
        return Ok(());
    }
    json::mark(walk)?;
    json::expect(walk, b'{', Role::Header, "an object")?;
    walk.depth = 1;
    let mut base = String::new();
    let mut names = Vec::new();
    let mut first = true;
    while json::next(walk, &mut first, b'}', "end of the object")? {
        match json::member(walk, meaning)?.as_str() {
            "bn" => {
                json::blanks(walk)?;
                base = json::string(walk, Role::Name)?;
            }
            "e" => {
                json::expect(walk, b'[', Role::Head, "an array of entries")?;
                let mut first = true;
                while json::next(walk, &mut first, b']', "end of the array")? {
                    walk.depth = 2;
                    names.push(entry(walk)?);
                    walk.depth = 1;
                }
            }
            _ => drop(json::value(walk, Role::Field)?),
        }
    }
    walk.depth = 0;
    place(walk, &base, &names);
    json::blanks(walk)?;
    if walk.is_done() { Ok(()) } else { walk.refuse(1, "the end of the payload") }
}

fn meaning(member: &str) -> Option<&'static str> {
    Some(match member {
        "bn" => "bn: base name",
        "bt" => "bt: base time",
        "e" => "e: entries",
        "n" => "n: name",
        "t" => "t: time",
        "v" => "v: number",
        "sv" => "sv: text, or octets in base64",
        "bv" => "bv: boolean",
        "ov" => "ov: object link",
        _ => return None,
    })
}

/// A base name may stand behind the entries: paths are known at the end.
fn place(walk: &mut Walk<'_>, base: &str, names: &[String]) {
    for (item, name) in walk.anatomy.items.iter_mut().zip(names) {
        item.path = format!("{base}{name}").parse().ok();
    }
}

fn entry(walk: &mut Walk<'_>) -> Walked<String> {
    json::blanks(walk)?;
    walk.begin();
    json::expect(walk, b'{', Role::Head, "entry")?;
    walk.depth = 3;
    let mut record = Record::default();
    let mut first = true;
    while json::next(walk, &mut first, b'}', "end of the entry")? {
        match json::member(walk, meaning)?.as_str() {
            "n" => {
                json::blanks(walk)?;
                record.name = json::string(walk, Role::Name)?;
            }
            member @ ("v" | "sv" | "bv" | "ov") => {
                let raw = json::value(walk, Role::Value)?;
                // There the boolean has the name of SenML's base value.
                senml::check(if member == "bv" { "vb" } else { member }, &raw, walk);
                record.value = Some((raw, walk.last_piece()));
            }
            _ => drop(json::value(walk, Role::Field)?),
        }
    }
    let name = record.name.clone();
    Pack::default().end(record, walk);
    Ok(name)
}
