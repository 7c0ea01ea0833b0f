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
