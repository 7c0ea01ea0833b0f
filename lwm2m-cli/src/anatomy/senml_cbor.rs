//! SenML CBOR: an array of maps whose keys are labels. RFC 8428, 6, table 4; LwM2M Core 1.2.2, 7.4.4 (`vlo`).

use super::senml::{self, Pack, Record};
use super::{Raw, Role, Walk, Walked, cbor, quoted};

/// Takes a pack apart.
pub(crate) fn walk(walk: &mut Walk<'_>) -> Walked {
    if walk.is_done() {
        // D-004: nothing is an empty container.
        return Ok(());
    }
    let head = cbor::head(walk)?;
    if head.major != cbor::ARRAY {
        return walk.refuse(1, "an array of records");
    }
    cbor::take_head(walk, head, Role::Head, cbor::container(head, "array", "record"))?;
    let mut pack = Pack::default();
    let mut left = head.announced();
    while !cbor::ends(walk, &mut left)? {
        walk.depth = 1;
        record(walk, &mut pack)?;
        walk.depth = 0;
    }
    cbor::end(walk)
}

fn record(walk: &mut Walk<'_>, pack: &mut Pack) -> Walked {
    walk.begin();
    let head = cbor::head(walk)?;
    if head.major != cbor::MAP {
        return walk.refuse(1, "a map: a record");
    }
    cbor::take_head(walk, head, Role::Head, cbor::container(head, "record", "member"))?;
    let mut record = Record::default();
    let mut left = head.announced();
    walk.depth = 2;
    while !cbor::ends(walk, &mut left)? {
        let label = label(walk)?;
        match label {
            Label::BaseName => {
                if let Raw::Text(name) = cbor::item(walk, Role::Name)? {
                    pack.base_name(name);
                    record.named = walk.last_piece();
                }
            }
            Label::Name => {
                if let Raw::Text(name) = cbor::item(walk, Role::Name)? {
                    record.name = name;
                    record.named = walk.last_piece();
                }
            }
            Label::BaseValue => {
                cbor::item(walk, Role::Field)?;
                pack.base_value();
            }
            Label::Value(member) => {
                let raw = cbor::item(walk, Role::Value)?;
                senml::check(member, &raw, walk);
                record.value = Some((raw, walk.last_piece()));
            }
            Label::Other => drop(cbor::item(walk, Role::Field)?),
        }
    }
    pack.end(record, walk);
    Ok(())
}

enum Label {
    BaseName,
    BaseValue,
    Name,
    /// With the name that JSON has for it.
    Value(&'static str),
    Other,
}

fn label(walk: &mut Walk<'_>) -> Walked<Label> {
    let head = cbor::head(walk)?;
    let (what, label) = match head.major {
        0 => match head.argument {
            0 => ("n: name", Label::Name),
            1 => ("u: unit", Label::Other),
            2 => ("v: number", Label::Value("v")),
            3 => ("vs: text", Label::Value("vs")),
            4 => ("vb: boolean", Label::Value("vb")),
            5 => ("s: sum", Label::Other),
            6 => ("t: time", Label::Other),
            7 => ("ut: update time", Label::Other),
            8 => ("vd: octets", Label::Value("vd")),
            _ => ("a label that SenML does not have", Label::Other),
        },
        1 => match head.argument {
            0 => ("bver: base version", Label::Other),
            1 => ("bn: base name", Label::BaseName),
            2 => ("bt: base time", Label::Other),
            3 => ("bu: base unit", Label::Other),
            4 => ("bv: base value", Label::BaseValue),
            5 => ("bs: base sum", Label::Other),
            _ => ("a label that SenML does not have", Label::Other),
        },
        cbor::TEXT => {
            let Raw::Text(text) = cbor::string(walk, head, Role::Label)? else {
                return walk.refuse(1, "a label");
            };
            walk.rename(match text.as_str() {
                "vlo" => "vlo: object link".to_owned(),
                text => format!("{}: a label that is ignored", quoted(text)),
            });
            return Ok(if text == "vlo" { Label::Value("vlo") } else { Label::Other });
        }
        _ => return walk.refuse(1, "a label: an integer or text"),
    };
    cbor::take_head(walk, head, Role::Label, what.to_owned())?;
    Ok(label)
}
