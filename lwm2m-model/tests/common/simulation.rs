//! A device with one observed value: it looks when the value changes and when it was told to wake.
#![allow(dead_code, unused_imports, reason = "not every test needs all of it")]

use lwm2m_codec::Options;
use lwm2m_codec::attribute::{Attributes, Defaults, Effective, Place, parameters};
pub(crate) use lwm2m_properties::observe::{PATH, at, look, run};

/// What holds for an observation that brings these attributes along.
pub(crate) fn effective(query: &str) -> Effective {
    let read = Options::STRICT.changes(Place::Observe(PATH), parameters(query)).expect(query);
    Effective::new(PATH, |_| Attributes::NONE, read.attributes(), Defaults::NONE)
}
