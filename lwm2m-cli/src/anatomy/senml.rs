//! What SenML and LwM2M JSON share: base names, and what becomes of a record. RFC 8428, 4.

use lwm2m_codec::Path;

use super::{Raw, Walk};

/// What holds from record to record.
#[derive(Debug, Default)]
pub(crate) struct Pack {
    base: String,
    /// Whether a base value is added to every number.
    summed: bool,
}

/// The members of one record.
#[derive(Debug, Default)]
pub(crate) struct Record {
    pub(crate) name: String,
    /// The piece that shows its name or base name.
    pub(crate) named: Option<usize>,
    pub(crate) value: Option<(Raw, Option<usize>)>,
}

/// Notes where a value is not what its member holds. RFC 8428, table 1; LwM2M Core 1.2.2, 7.4.4.
pub(crate) fn check(member: &str, raw: &Raw, walk: &mut Walk<'_>) {
    let number = matches!(raw, Raw::Integer(_) | Raw::Float(_) | Raw::Other | Raw::Tagged(..));
    match member {
        "v" | "t" | "bt" => walk.doubt(number || *raw == Raw::Null, "a number"),
        "vs" | "sv" | "vlo" | "ov" => walk.doubt(matches!(raw, Raw::Text(_)), "text"),
        "vb" => walk.doubt(matches!(raw, Raw::Boolean(_)), "true or false"),
        "vd" => walk.doubt(matches!(raw, Raw::Text(_) | Raw::Octets(_)), "octets"),
        _ => {}
    }
}

/// What a member is, in words.
pub(crate) fn meaning(member: &str) -> Option<&'static str> {
    Some(match member {
        "bn" => "bn: base name",
        "bt" => "bt: base time",
        "bu" => "bu: base unit",
        "bv" => "bv: base value",
        "bs" => "bs: base sum",
        "bver" => "bver: base version",
        "n" => "n: name",
        "u" => "u: unit",
        "v" => "v: number",
        "vs" => "vs: text",
        "vb" => "vb: boolean",
        "vd" => "vd: octets in base64",
        "vlo" => "vlo: object link",
        "s" => "s: sum",
        "t" => "t: time",
        "ut" => "ut: update time",
        _ => return None,
    })
}

impl Pack {
    /// A base name holds from here on.
    pub(crate) fn base_name(&mut self, name: String) {
        self.base = name;
    }

    pub(crate) fn base_value(&mut self) {
        self.summed = true;
    }

    /// The record is read to its end.
    pub(crate) fn end(&self, record: Record, walk: &mut Walk<'_>) {
        let full = format!("{}{}", self.base, record.name);
        let path = full.parse::<Path>().ok().filter(|path| path.depth() > 0);
        match record.value {
            Some((Raw::Integer(_) | Raw::Float(_), piece)) if self.summed => {
                walk.item_at(path, Raw::Other, piece);
            }
            Some((raw, piece)) => walk.item_at(path, raw, piece),
            // A base record, or a path of a list.
            None => walk.item_at(path, Raw::Other, record.named),
        }
    }
}
