//! SenML JSON: an array of objects. RFC 8428, 5; LwM2M Core 1.2.2, 7.4.4 (`vlo`).

use super::senml::{self, Pack, Record};
use super::{Role, Walk, Walked, json};

/// Takes a pack apart.
pub(crate) fn walk(walk: &mut Walk<'_>) -> Walked {
    if walk.is_done() {
        // D-004: nothing is an empty container.
        return Ok(());
    }
    json::mark(walk)?;
    json::expect(walk, b'[', Role::Header, "an array of records")?;
    let mut pack = Pack::default();
    let mut first = true;
    while json::next(walk, &mut first, b']', "end of the array")? {
        walk.depth = 1;
        record(walk, &mut pack)?;
        walk.depth = 0;
    }
    json::blanks(walk)?;
    if walk.is_done() { Ok(()) } else { walk.refuse(1, "the end of the payload") }
}

fn record(walk: &mut Walk<'_>, pack: &mut Pack) -> Walked {
    json::blanks(walk)?;
    walk.begin();
    json::expect(walk, b'{', Role::Head, "record")?;
    walk.depth = 2;
    let mut record = Record::default();
    let mut first = true;
    while json::next(walk, &mut first, b'}', "end of the record")? {
        match json::member(walk, senml::meaning)?.as_str() {
            "bn" => {
                json::blanks(walk)?;
                pack.base_name(json::string(walk, Role::Name)?);
                record.named = walk.last_piece();
            }
            "n" => {
                json::blanks(walk)?;
                record.name = json::string(walk, Role::Name)?;
                record.named = walk.last_piece();
            }
            "bv" => {
                json::value(walk, Role::Field)?;
                pack.base_value();
            }
            member @ ("v" | "vs" | "vb" | "vd" | "vlo") => {
                let raw = json::value(walk, Role::Value)?;
                senml::check(member, &raw, walk);
                record.value = Some((raw, walk.last_piece()));
            }
            member => {
                let raw = json::value(walk, Role::Field)?;
                senml::check(member, &raw, walk);
            }
        }
    }
    pack.end(record, walk);
    Ok(())
}
