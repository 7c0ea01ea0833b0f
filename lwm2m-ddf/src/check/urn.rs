//! The parts of an Object's URN, which three rules look at.
//! LwM2M Core 1.2.2, appendix D: `urn:oma:lwm2m:<class>:<id>[:<version>]`.

use lwm2m_codec::ObjectVersion;

/// The parts of a URN that has the form of one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Urn<'t> {
    pub(super) class: &'t str,
    pub(super) id: u16,
    pub(super) version: Option<ObjectVersion>,
}

impl<'t> Urn<'t> {
    /// Takes `text` apart; `None` where it has not the form.
    pub(super) fn parse(text: &'t str) -> Option<Self> {
        let mut parts = text.strip_prefix("urn:oma:lwm2m:")?.split(':');
        let class = parts.next().filter(|class| !class.is_empty())?;
        let id = parts.next().filter(|id| id.bytes().all(|c| c.is_ascii_digit()))?;
        let version = match parts.next() {
            Some(version) => Some(version.parse().ok()?),
            None => None,
        };
        if parts.next().is_some() {
            return None;
        }
        Some(Self { class, id: id.parse().ok()?, version })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urns() {
        let v1_2 = Some(ObjectVersion::new(1, 2));
        for (text, expected) in [
            ("urn:oma:lwm2m:oma:3:1.2", Some(("oma", 3, v1_2))),
            ("urn:oma:lwm2m:x:33000", Some(("x", 33000, None))),
            ("urn:oma:lwm2m::3", None),
            ("urn:oma:lwm2m:oma", None),
            ("urn:oma:lwm2m:oma:+3", None),
            ("urn:oma:lwm2m:oma:65536", None),
            ("urn:oma:lwm2m:oma:3:1", None),
            ("urn:oma:lwm2m:oma:3:1.2:", None),
            ("", None),
        ] {
            let found = Urn::parse(text).map(|urn| (urn.class, urn.id, urn.version));
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
