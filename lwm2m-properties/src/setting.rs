//! How the bytes of a fuzzer are read: the first of them say.

use lwm2m_codec::{ObjectInstanceId, Options, Path, Version};

/// A target, a version, and what stands in front of paths.
///
/// As bytes: one with the number of ids (modulo 5, lowest three bits), the version (two bits: 1.2, 1.1, 1.0), the
/// prefix (two bits: none, alternate path, gateway) and whether a new Object Instance has an id (top bit); then the
/// ids, two bytes each.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Setting {
    /// The path of the operation.
    pub target: Path,
    /// The version.
    pub version: Version,
    /// Nothing, an alternate path, or the prefix of a gateway's device.
    pub prefix: Prefix,
    /// Whether a new Object Instance has an id.
    pub new_instance: bool,
}

/// What stands in front of paths.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Prefix {
    /// Nothing.
    None,
    /// The alternate path [`Setting::ALTERNATE`].
    Alternate,
    /// The device [`Setting::GATEWAY`].
    Gateway,
}

impl Setting {
    /// The alternate path.
    pub const ALTERNATE: &'static str = "lwm2m";
    /// The prefix of a gateway's device.
    pub const GATEWAY: &'static str = "d01";
    /// The id of a new Object Instance.
    pub const NEW_INSTANCE: ObjectInstanceId = ObjectInstanceId::new(4711);

    /// The newest version, and nothing special.
    #[must_use]
    pub const fn new(target: Path) -> Self {
        Self { target, version: Version::NEWEST, prefix: Prefix::None, new_instance: false }
    }

    /// Takes a setting off the front; `None` where there are too few bytes.
    #[must_use]
    pub fn split(input: &[u8]) -> Option<(Self, &[u8])> {
        let (&first, mut rest) = input.split_first()?;
        let mut target = Path::ROOT;
        for _ in 0..(first & 7) % 5 {
            let (id, behind) = rest.split_first_chunk()?;
            target = target.child(u16::from_be_bytes(*id).min(u16::MAX - 1))?;
            rest = behind;
        }
        let version = match first >> 3 & 3 {
            1 => Version::V1_1,
            2 => Version::V1_0,
            _ => Version::V1_2,
        };
        let prefix = match first >> 5 & 3 {
            1 => Prefix::Alternate,
            2 => Prefix::Gateway,
            _ => Prefix::None,
        };
        Some((Self { target, version, prefix, new_instance: first & 0x80 != 0 }, rest))
    }

    /// The bytes that [`Setting::split`] takes off.
    #[must_use]
    pub fn to_bytes(self) -> Vec<u8> {
        let version = match self.version {
            Version::V1_0 => 2,
            Version::V1_1 => 1,
            _ => 0,
        };
        let prefix = match self.prefix {
            Prefix::None => 0,
            Prefix::Alternate => 1,
            Prefix::Gateway => 2,
        };
        let ids = [
            self.target.object_id().map(u16::from),
            self.target.instance_id().map(u16::from),
            self.target.resource_id().map(u16::from),
            self.target.resource_instance_id().map(u16::from),
        ];
        let ids: Vec<u16> = ids.into_iter().take(self.target.depth()).flatten().collect();
        let depth = u8::try_from(ids.len()).unwrap_or(0);
        let first = depth | version << 3 | prefix << 5 | u8::from(self.new_instance) << 7;
        core::iter::once(first).chain(ids.iter().flat_map(|id| id.to_be_bytes())).collect()
    }

    /// Strict reading in this setting.
    #[must_use]
    pub fn options(&self) -> Options<'static> {
        let mut options = Options::STRICT.version(self.version);
        if self.new_instance {
            options = options.new_instance(Self::NEW_INSTANCE);
        }
        match self.prefix {
            Prefix::None => options,
            Prefix::Alternate => options.alternate_path(Self::ALTERNATE),
            Prefix::Gateway => options.gateway_prefix(Self::GATEWAY),
        }
    }

    /// What stands in front of paths, as text.
    pub(crate) const fn own(&self) -> &'static str {
        match self.prefix {
            Prefix::None => "",
            Prefix::Alternate => Self::ALTERNATE,
            Prefix::Gateway => Self::GATEWAY,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_the_setting() {
        for first in 0..=u8::MAX {
            let bytes = [first, 0, 3, 0, 0, 0, 9, 1, 2, b'x'];
            let (setting, rest) = Setting::split(&bytes).expect("enough bytes");
            let again = [&setting.to_bytes(), rest].concat();
            assert_eq!(Setting::split(&again), Some((setting, rest)), "{first:02x}");
        }
        assert_eq!(Setting::split(&[3, 0, 3, 0]), None);
    }
}
