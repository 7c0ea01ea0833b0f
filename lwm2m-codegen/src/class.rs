//! Classes of Objects by id: the cargo features of `lwm2m-model`.
//! LwM2M Core 1.2.2, 7.2: the ranges that OMNA assigns; IPSO's are a part of the second.

/// A run of ids of one class; a class may have several.
#[derive(Debug)]
pub(crate) struct Shelf {
    /// The cargo feature and the module.
    pub(crate) class: &'static str,
    /// The constant that lists the definitions of this run.
    pub(crate) list: &'static str,
    /// The last id.
    pub(crate) last: u16,
}

/// The shelf that an Object's id belongs on.
pub(crate) fn shelf(id: u16) -> &'static Shelf {
    SHELVES.iter().find(|shelf| id <= shelf.last).unwrap_or(&VENDOR)
}

/// What a module says of its class.
pub(crate) fn describe(class: &str) -> &'static str {
    match class {
        "oma" => "Objects of OMA (0 to 1023)",
        "ipso" => "Objects of IPSO (3200 to 3350)",
        "ext" => "Objects of other standards bodies (2048 to 10240, except IPSO's)",
        _ => "Objects of vendors (10241 and above)",
    }
}

/// Ascending; what is above the last belongs to vendors.
pub(crate) const SHELVES: [Shelf; 5] = [
    Shelf { class: "oma", list: "OMA", last: 1023 },
    Shelf { class: "ext", list: "EXT_BELOW_IPSO", last: 3199 },
    Shelf { class: "ipso", list: "IPSO", last: 3350 },
    Shelf { class: "ext", list: "EXT_ABOVE_IPSO", last: 10240 },
    VENDOR,
];

const VENDOR: Shelf = Shelf { class: "vendor", list: "VENDOR", last: u16::MAX };
