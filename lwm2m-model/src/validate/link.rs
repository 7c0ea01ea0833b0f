//! Object links that a server may write. LwM2M Core 1.2.2, 6.3.3; D-045.

use lwm2m_codec::{ObjectLink, Path};

/// Whether a Write may set an object link: to an Object or an Object Instance that is there, or to nothing.
///
/// `present` is asked for `/object` or `/object/instance`. Where this says no, the Write is refused as 4.00.
#[must_use]
pub fn links_somewhere(link: ObjectLink, present: impl FnOnce(Path) -> bool) -> bool {
    if link == ObjectLink::NULL {
        return true;
    }
    let Some(object) = Path::ROOT.child(link.object) else { return false };
    present(object.child(link.instance).unwrap_or(object))
}
