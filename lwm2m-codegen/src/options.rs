//! The types that fields have: what a user chooses by how much memory there is.

use core::str::FromStr;

/// The type of fields that hold text or octets.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub enum Texts {
    /// `Text<'a>`, `Opaque<'a>`, `CoreLink<'a>`: views of a payload, without a heap.
    #[default]
    Borrowed,
    /// `String` and `Vec<u8>`; CoRE links are a `String`.
    Owned,
    /// `heapless::String<N>` and `heapless::Vec<u8, N>`, of this capacity in bytes.
    Heapless(usize),
}

/// Reads `borrowed`, `owned`, or `heapless:32` with a capacity in bytes.
impl FromStr for Texts {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "borrowed" => Ok(Self::Borrowed),
            "owned" => Ok(Self::Owned),
            _ => text
                .strip_prefix("heapless:")
                .and_then(|capacity| capacity.parse().ok())
                .map(Self::Heapless)
                .ok_or_else(|| format!("expected borrowed, owned or heapless:32, found {text:?}")),
        }
    }
}

/// The type of fields that hold a multiple Resource.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub enum Collections {
    /// `Instances<T, N>`: the struct has a capacity, 4 unless it is named.
    #[default]
    Instances,
    /// `Vec<(ResourceInstanceId, T)>`: for views of a payload, whose records ascend.
    Vec,
    /// `BTreeMap<ResourceInstanceId, T>`.
    BTreeMap,
}

/// Reads `instances`, `vec` or `btree-map`.
impl FromStr for Collections {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "instances" => Ok(Self::Instances),
            "vec" => Ok(Self::Vec),
            "btree-map" => Ok(Self::BTreeMap),
            _ => Err(format!("expected instances, vec or btree-map, found {text:?}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read() {
        for (text, expected) in [
            ("borrowed", Some(Texts::Borrowed)),
            ("owned", Some(Texts::Owned)),
            ("heapless:32", Some(Texts::Heapless(32))),
            ("heapless", None),
            ("heapless:-1", None),
            ("", None),
        ] {
            assert_eq!(text.parse().ok(), expected, "{text}");
        }
        for (text, expected) in [
            ("instances", Some(Collections::Instances)),
            ("vec", Some(Collections::Vec)),
            ("btree-map", Some(Collections::BTreeMap)),
            ("map", None),
        ] {
            assert_eq!(text.parse().ok(), expected, "{text}");
        }
    }
}
