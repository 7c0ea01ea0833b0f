//! The parameters that LwM2M gives a meaning, one pass over those of a link. Notification attributes are only known
//! by name here. LwM2M Core 1.2.2, 7.3.1 (properties); D-095 to D-097.

mod formats;

pub use formats::Formats;

use super::reader::{Link, Parameter, ParameterValue};
use crate::deviation::{DeviationKind, Lenience};
use crate::error::{ErrorKind, Result};
use crate::options::Version;
use crate::schema::ObjectVersion;
use crate::value::Text;

/// What the parameters of one link say.
#[derive(Clone, Debug, Default)]
pub(super) struct Properties<'a> {
    /// `ver`: the version of an Object.
    pub(super) version: Option<ObjectVersion>,
    /// `lwm2m`: the version of the enabler.
    pub(super) lwm2m: Option<ObjectVersion>,
    /// `dim`: how many instances a multiple Resource has.
    pub(super) dim: Option<u16>,
    /// `ssid`: the Short Server ID of an account.
    pub(super) ssid: Option<u16>,
    /// `uri`: where the server of an account is.
    pub(super) uri: Option<Text<'a>>,
    /// Whether `rt` says that this is the root of LwM2M.
    pub(super) is_root: bool,
}

impl<'a> Properties<'a> {
    /// Reads the parameters of a link; the byte of an error is that of the parameter.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(super) fn read(link: &Link<'a>, version: Version, lenience: &mut Lenience) -> Result<Self> {
        match brief(link) {
            Some(version) => Ok(Self { version, ..Self::default() }),
            None => Self::read_any(link, version, lenience),
        }
    }

    #[inline(never)]
    fn read_any(link: &Link<'a>, version: Version, lenience: &mut Lenience) -> Result<Self> {
        let mut reader = Reader { properties: Self::default(), seen: 0, version, lenience };
        for parameter in link.parameters() {
            let offset = parameter.offset;
            reader.add(parameter).map_err(|error| error.at(offset))?;
        }
        Ok(reader.properties)
    }
}

/// What the parameters of most links say: nothing, or a version of one digit and one digit.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(super) fn brief(link: &Link<'_>) -> Option<Option<ObjectVersion>> {
    match link.parameters().as_str().as_bytes() {
        [] => Some(None),
        parameters => brief_version(parameters.try_into().ok()?).map(Some),
    }
}

/// The version that one parameter of one digit and one digit tells.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(super) fn brief_version(parameter: [u8; 8]) -> Option<ObjectVersion> {
    let [.., major, _, minor] = parameter;
    // All but the digits at once.
    let named = u64::from_le_bytes(parameter) & VERSION_MASK == VERSION;
    let digits = [major.wrapping_sub(b'0'), minor.wrapping_sub(b'0')];
    match digits {
        [major @ 0..=9, minor @ 0..=9] if named => {
            Some(ObjectVersion::new(major.into(), minor.into()))
        }
        _ => None,
    }
}

/// A version as eight octets, those of its digits left out.
const VERSION: u64 = u64::from_le_bytes(*b";ver=\0.\0");
const VERSION_MASK: u64 = u64::from_le_bytes([0xff, 0xff, 0xff, 0xff, 0xff, 0, 0xff, 0]);

/// What reading the parameters of one link takes.
struct Reader<'a, 'l> {
    properties: Properties<'a>,
    /// A bit for each known name that stood there.
    seen: u32,
    version: Version,
    lenience: &'l mut Lenience,
}

impl<'a> Reader<'a, '_> {
    fn add(&mut self, parameter: Parameter<'a>) -> Result<()> {
        let mut known = PROPERTIES.iter().chain(&ATTRIBUTES);
        let Some(known) = known.position(|known| *known == parameter.name) else {
            return self.unknown(&parameter);
        };
        if parameter.value == ParameterValue::None {
            return Err(ErrorKind::MissingValue.into());
        }
        self.once(known)?;
        let properties = &mut self.properties;
        match parameter.name {
            "ver" => properties.version = Some(object_version(&parameter.value)?),
            "lwm2m" => properties.lwm2m = Some(object_version(&parameter.value)?),
            "dim" => {
                let dim = number(&parameter.value, 0, u16::MAX)?;
                if dim > largest_dim(self.version) && !self.lenience.allow(DeviationKind::LargeDim)
                {
                    return Err(ErrorKind::OutOfRange.into());
                }
                properties.dim = Some(dim);
            }
            "ssid" => properties.ssid = Some(number(&parameter.value, 1, u16::MAX - 1)?),
            "uri" => match parameter.value {
                ParameterValue::Quoted(uri) => properties.uri = Some(uri),
                ParameterValue::None | ParameterValue::Token(_) => {
                    return Err(ErrorKind::Malformed("a uri in quotes").into());
                }
            },
            "rt" => properties.is_root = names_root(&parameter.value),
            // Formats are read at the root alone, notification attributes by whoever knows them.
            _ => {}
        }
        Ok(())
    }

    /// D-007: unknown ones are kept with the link.
    fn unknown(&mut self, parameter: &Parameter<'a>) -> Result<()> {
        let version = parameter.name.strip_prefix("ver").and_then(|version| version.parse().ok());
        if version.is_some()
            && parameter.value == ParameterValue::None
            && self.lenience.allow(DeviationKind::MissingEquals)
        {
            self.once(0)?;
            self.properties.version = version;
        }
        Ok(())
    }

    /// Checks that a name stands there for the first time.
    fn once(&mut self, known: usize) -> Result<()> {
        let again = self.seen & 1 << known != 0;
        self.seen |= 1 << known;
        let is_ct = PROPERTIES.get(known) == Some(&"ct");
        if again && !(is_ct && self.lenience.allow(DeviationKind::RepeatedCt)) {
            return Err(ErrorKind::Duplicate.into());
        }
        Ok(())
    }
}

/// The names above; with those of attributes they need a value, and may stand there once (D-096, D-097).
const PROPERTIES: [&str; 7] = ["ver", "dim", "rt", "ct", "ssid", "uri", "lwm2m"];

/// Names of notification attributes: LwM2M Core 1.2.2, 7.3.2.
pub(super) const ATTRIBUTES: [&str; 10] =
    ["pmin", "pmax", "gt", "lt", "st", "epmin", "epmax", "edge", "con", "hqmax"];

/// D-095: from 1.2 on there may be more.
pub(super) const fn largest_dim(version: Version) -> u16 {
    match version {
        Version::V1_0 | Version::V1_1 => 255,
        Version::V1_2 => u16::MAX,
    }
}

/// A version, in quotes or not.
fn object_version(value: &ParameterValue<'_>) -> Result<ObjectVersion> {
    value.as_str().ok_or(ErrorKind::Version)?.parse()
}

/// A number without quotes.
fn number(value: &ParameterValue<'_>, least: u16, most: u16) -> Result<u16> {
    match value {
        ParameterValue::Token(digits) if digits.bytes().all(|c| c.is_ascii_digit()) => {
            match digits.parse() {
                Ok(number) if (least..=most).contains(&number) => Ok(number),
                _ => Err(ErrorKind::OutOfRange.into()),
            }
        }
        _ => Err(ErrorKind::Malformed("digits without quotes").into()),
    }
}

/// RFC 6690, 3.1: relation types, in quotes with spaces between them.
fn names_root(value: &ParameterValue<'_>) -> bool {
    let mut rest = match value {
        ParameterValue::None => return false,
        ParameterValue::Token(text) => return *text == ROOT_TYPE,
        ParameterValue::Quoted(text) => match text.lend() {
            Some(text) => return text.split(' ').any(|name| name == ROOT_TYPE),
            None => text.chars(),
        },
    };
    loop {
        let mut expected = ROOT_TYPE.chars();
        let mut same = true;
        loop {
            match rest.next() {
                Some(c) if c != ' ' => same &= expected.next() == Some(c),
                _ if same && expected.next().is_none() => return true,
                Some(_) => break,
                None => return false,
            }
        }
    }
}

/// The resource type of the root.
pub(super) const ROOT_TYPE: &str = "oma.lwm2m";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::links;

    fn read(parameters: &str, version: Version) -> Result<Properties<'_>> {
        let link = links(parameters.as_bytes())?.next().expect("a link")?;
        Properties::read(&link, version, &mut { Lenience::STRICT })
    }

    /// D-095: each with its range, its quotes, and what it is not.
    #[test]
    fn values() {
        let shown = |text, version| {
            let p = read(text, version).map_err(|error| (error.kind(), error.offset()))?;
            let version = p.version.or(p.lwm2m).map(|v| (v.major, v.minor));
            Ok((version, p.dim.or(p.ssid)))
        };
        let number = Err((ErrorKind::Malformed("digits without quotes"), Some(4)));
        for (text, expected) in [
            ("</3>;ver=1.1", Ok((Some((1, 1)), None))),
            ("</3>;ver=\"1.10\"", Ok((Some((1, 10)), None))),
            ("</>;lwm2m=1.2", Ok((Some((1, 2)), None))),
            ("</3>;ver=1", Err((ErrorKind::Version, Some(5)))),
            ("</3>;ver=1.", Err((ErrorKind::Version, Some(5)))),
            ("</3>;ver=.1", Err((ErrorKind::Version, Some(5)))),
            ("</3>;ver=+1.1", Err((ErrorKind::Version, Some(5)))),
            (r#"</3>;ver="1\.1""#, Err((ErrorKind::Version, Some(5)))),
            ("</3>;ver", Err((ErrorKind::MissingValue, Some(5)))),
            ("</3>;ver=1.1;ver=1.1", Err((ErrorKind::Duplicate, Some(13)))),
            ("</>;dim=0", Ok((None, Some(0)))),
            ("</>;dim=255", Ok((None, Some(255)))),
            ("</>;dim=\"2\"", number),
            ("</>;dim=-1", number),
            ("</>;dim=99999", Err((ErrorKind::OutOfRange, Some(4)))),
            ("</>;ssid=1", Ok((None, Some(1)))),
            ("</>;ssid=65534", Ok((None, Some(65534)))),
            ("</>;ssid=0", Err((ErrorKind::OutOfRange, Some(4)))),
            ("</>;ssid=65535", Err((ErrorKind::OutOfRange, Some(4)))),
            ("</>;uri=coap", Err((ErrorKind::Malformed("a uri in quotes"), Some(4)))),
            ("</>;pmin", Err((ErrorKind::MissingValue, Some(4)))),
            ("</>;pmin=1;pmin=1", Err((ErrorKind::Duplicate, Some(11)))),
            ("</>;hb;x;x;x=1", Ok((None, None))),
        ] {
            for version in [Version::V1_0, Version::V1_1, Version::V1_2] {
                assert_eq!(shown(text, version), expected, "{text}");
            }
        }
    }

    /// LNK-15.
    #[test]
    fn dim_by_version() {
        for (version, largest) in
            [(Version::V1_0, 255), (Version::V1_1, 255), (Version::V1_2, 65535)]
        {
            for dim in [0, 255, 256, 65535] {
                let text = std::format!("</3/0/6>;dim={dim}");
                let found = read(&text, version).map(|p| p.dim).map_err(|error| error.kind());
                let expected =
                    if dim <= largest { Ok(Some(dim)) } else { Err(ErrorKind::OutOfRange) };
                assert_eq!(found, expected, "{text} {version:?}");
            }
        }
    }

    #[test]
    fn the_type_of_the_root() {
        for (text, expected) in [
            (r#"</>;rt="oma.lwm2m""#, true),
            ("</>;rt=oma.lwm2m", true),
            (r#"</>;rt="x oma.lwm2m y""#, true),
            (r#"</>;rt="x  oma.lwm2m""#, true),
            (r#"</>;rt="oma\.lwm2m""#, true),
            (r#"</>;rt="oma.lwm2m2 oma.lwm""#, false),
            (r#"</>;rt="oma.github.com/oma.lwm2m""#, false),
            (r#"</>;rt="""#, false),
            ("</>;rt=oma", false),
        ] {
            assert_eq!(read(text, Version::V1_2).map(|p| p.is_root), Ok(expected), "{text}");
        }
    }
}
