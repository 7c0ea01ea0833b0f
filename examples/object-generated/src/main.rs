//! A vendor's own object, generated into `src/objects.rs`.
#![forbid(unsafe_code)]

use objects::irrigation::{Irrigation, Mode};

/// The vendor's objects, as a program wrote them.
#[rustfmt::skip]
mod objects;

#[path = "../../show.rs"]
mod show;

fn main() -> lwm2m_codec::Result<()> {
    show::show()
}
