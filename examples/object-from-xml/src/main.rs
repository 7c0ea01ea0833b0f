//! A vendor's own object, made by the build script from `objects/33000.xml`.
#![forbid(unsafe_code)]

use objects::irrigation::{Irrigation, Mode};

/// The vendor's objects.
mod objects {
    include!(concat!(env!("OUT_DIR"), "/objects.rs"));
}

#[path = "../../show.rs"]
mod show;

fn main() -> lwm2m_codec::Result<()> {
    show::show()
}
