//! The answer to a Bootstrap-Discover: the release, and the Objects and Object Instances with their accounts.
//! LwM2M Core 1.2.2, 6.1.7.3 (Bootstrap-Discover); D-101.

use super::encode::EncodeLinks;
use super::grouping::Grouping;
use super::property::Properties;
use super::reader::Links;
use super::target;
use super::writer::{Writer, no_form};
use crate::deviation::{DeviationKind, Report, Silent};
use crate::error::{Error, ErrorKind, Result};
use crate::options::{Options, Version};
use crate::path::Path;
use crate::schema::ObjectVersion;
use crate::value::Text;

/// The answer to a Bootstrap-Discover.
///
/// Read, `links` is [`BootstrapLinks`]; to be written, an iterator of [`BootstrapLink`] that can be cloned, in which
/// the instances of one Object follow each other. The release and the link that tells it come from the Options.
#[derive(Clone, Copy, Debug)]
pub struct BootstrapDiscovery<I> {
    /// The root, or one Object.
    pub target: Path,
    /// The release that the client says it has, major and minor; `None` where the answer for one Object leaves it
    /// out. On writing it plays no part.
    pub lwm2m: Option<ObjectVersion>,
    /// The Objects and Object Instances.
    pub links: I,
}

/// An Object or Object Instance in an answer to a Bootstrap-Discover.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct BootstrapLink<'a> {
    /// One or two ids.
    pub path: Path,
    /// The version of the Object.
    pub version: Option<ObjectVersion>,
    /// The Short Server ID of the account that the instance belongs to, 1 to 65534; the Bootstrap-Server's own has
    /// none.
    pub ssid: Option<u16>,
    /// Where the server of a Security instance is; since 1.1.
    pub uri: Option<Text<'a>>,
}

impl<'a> BootstrapLink<'a> {
    /// An Object without instances, or an Object Instance; of no special version and no account.
    #[must_use]
    pub const fn new(path: Path) -> Self {
        Self { path, version: None, ssid: None, uri: None }
    }

    /// The same with the version of the Object; once an Object is enough.
    #[must_use]
    pub const fn version(mut self, version: ObjectVersion) -> Self {
        self.version = Some(version);
        self
    }

    /// The same with a Short Server ID.
    #[must_use]
    pub const fn ssid(mut self, ssid: u16) -> Self {
        self.ssid = Some(ssid);
        self
    }

    /// The same with the URI of a server.
    #[must_use]
    pub fn uri(mut self, uri: impl Into<Text<'a>>) -> Self {
        self.uri = Some(uri.into());
        self
    }
}

impl<R: Report> Options<'_, R> {
    /// Reads the answer to a Bootstrap-Discover of the root or of one Object.
    ///
    /// Before 1.2 the release may stand in front of the links without a link of its own, `lwm2m="1.0",</0/0>`: who
    /// does not know yet what the client is reads with [`Version::V1_1`], which takes both shapes.
    ///
    /// # Errors
    /// [`ErrorKind::NotUtf8`]; [`ErrorKind::MissingValue`] where the release is not told, which only an answer for
    /// one Object may leave out; [`ErrorKind::Version`], and those of [`Links`] for the link that tells it. What is
    /// wrong with the others is told as they are read, see [`BootstrapLinks`].
    pub fn bootstrap_discovery<'a>(
        self,
        target: Path,
        payload: &'a [u8],
    ) -> Result<BootstrapDiscovery<BootstrapLinks<'a, R>>> {
        let version = self.version;
        let mut links = self.links(payload)?;
        let lwm2m = match bare_lwm2m(&mut links, version)? {
            Some(lwm2m) => Some(lwm2m),
            None => root_lwm2m(&mut links, version)?,
        };
        if lwm2m.is_none() && target == Path::ROOT {
            return Err(Error::from(ErrorKind::MissingValue).at(0).within(Path::ROOT));
        }
        let links = BootstrapLinks { links, target, version, last: None };
        Ok(BootstrapDiscovery { target, lwm2m, links })
    }
}

/// D-101: the release as the first of all, before 1.2.
fn bare_lwm2m<R: Report>(
    links: &mut Links<'_, R>,
    release: Version,
) -> Result<Option<ObjectVersion>> {
    let scanner = &mut links.scanner;
    let Some(value) = scanner.text().strip_prefix(BARE) else { return Ok(None) };
    if release >= Version::V1_2 && !scanner.lenience.allow(DeviationKind::BareLwm2m) {
        // It is no link: reading one says so.
        return Ok(None);
    }
    let end = value.find(',').unwrap_or(value.len());
    let value = value.get(..end).unwrap_or_default();
    let unquoted = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
    let version = unquoted.unwrap_or(value).parse().map_err(|error: Error| error.at(0));
    scanner.skip(BARE.len() + end);
    links.tell(0, Some(Path::ROOT));
    version.map(Some)
}

/// What the release stands behind, where it has no link.
const BARE: &str = "lwm2m=";

/// The release as a parameter of the root link, which is the first.
fn root_lwm2m<R: Report>(
    links: &mut Links<'_, R>,
    release: Version,
) -> Result<Option<ObjectVersion>> {
    let mut ahead = links.scanner.clone();
    let link = match ahead.next() {
        Some(Ok(link)) if link.href() == "/" => link,
        Some(Ok(_)) | None => return Ok(None),
        Some(Err(error)) => {
            links.scanner = ahead;
            return Err(links.refused(error));
        }
    };
    let properties = Properties::read(&link, release, &mut ahead.lenience);
    links.scanner = ahead;
    links.tell(link.offset(), Some(Path::ROOT));
    let lwm2m = properties.and_then(|found| found.lwm2m.ok_or(ErrorKind::MissingValue.into()));
    lwm2m.map(Some).map_err(|error| error.at(link.offset()).within(Path::ROOT))
}

/// The Objects and Object Instances of an answer to a Bootstrap-Discover, in payload order; `R` is told of
/// deviations.
///
/// After an error there is no further one. Errors are those of [`Links`], and with the path: [`ErrorKind::Path`] and
/// [`ErrorKind::ReservedId`] for an href that is no path, [`ErrorKind::OutsideTarget`], [`ErrorKind::Malformed`] for
/// a link to a Resource, [`ErrorKind::Duplicate`] for the same link or parameter again, [`ErrorKind::MissingValue`],
/// [`ErrorKind::Version`] and [`ErrorKind::OutOfRange`] for a parameter's value.
#[derive(Clone, Debug)]
pub struct BootstrapLinks<'a, R = Silent> {
    links: Links<'a, R>,
    target: Path,
    version: Version,
    last: Option<Path>,
}

impl<'a, R: Report> Iterator for BootstrapLinks<'a, R> {
    type Item = Result<BootstrapLink<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        let Self { links, target, version, last } = self;
        links.next_as(
            |found: &BootstrapLink<'a>| Some(found.path),
            |link, lenience| {
                let path = target::path(link.href(), link.offset() + 1, lenience)?;
                let place = |error: Error| error.within(path);
                let properties = Properties::read(link, *version, lenience).map_err(place)?;
                let kind = if !path.is_within(*target) {
                    ErrorKind::OutsideTarget
                } else if !(1..=2).contains(&path.depth()) {
                    ErrorKind::Malformed("links to objects and object instances")
                } else if last.replace(path) == Some(path) {
                    ErrorKind::Duplicate
                } else {
                    let Properties { version, ssid, uri, .. } = properties;
                    return Ok(BootstrapLink { path, version, ssid, uri });
                };
                Err(place(kind.into()))
            },
        )
    }
}

impl<R: Report> core::iter::FusedIterator for BootstrapLinks<'_, R> {}

impl<'d, I> EncodeLinks for BootstrapDiscovery<I>
where
    I: Clone + IntoIterator<Item = BootstrapLink<'d>>,
{
    /// # Errors
    /// [`ErrorKind::UnsupportedTarget`] for another target than the root or an Object;
    /// [`ErrorKind::NotExpressible`] for other paths than of Objects and Object Instances, for two versions of one
    /// Object, for an account of another Object than 0, 1, 21, 23 and 24, and for a URI of another than 0;
    /// [`ErrorKind::OutOfRange`] for a Short Server ID of 0 or 65535; [`ErrorKind::Duplicate`] and
    /// [`ErrorKind::RecordOrder`] for what comes again.
    fn encode_links(&self, options: Options<'_>, writer: &mut Writer<'_, '_>) -> Result<()> {
        if self.target.depth() > 1 {
            return Err(ErrorKind::UnsupportedTarget.into());
        }
        match options.version {
            Version::V1_0 => writer.bare_lwm2m(ObjectVersion::new(1, 0)),
            Version::V1_1 => writer.root_lwm2m(ObjectVersion::new(1, 1)),
            Version::V1_2 => writer.root_lwm2m(ObjectVersion::new(1, 2)),
        }
        let mut grouping = Grouping::new("", options.version);
        let within = |link: &BootstrapLink<'_>| link.path.is_within(self.target);
        for link in self.links.clone().into_iter().filter(within) {
            let BootstrapLink { path, version, ssid, uri } = link;
            check_account(path, ssid, uri.is_some())?;
            grouping.write(path, version, writer)?;
            if let Some(ssid) = ssid {
                writer.numeric("ssid", ssid);
            }
            if let Some(uri) = uri.filter(|_| options.version > Version::V1_0) {
                writer.quoted("uri", uri)?;
            }
        }
        grouping.finish(writer);
        Ok(())
    }
}

/// Whether an instance may belong to an account, and tell where a server is.
fn check_account(path: Path, ssid: Option<u16>, uri: bool) -> Result<()> {
    let object = path.instance_id().and(path.object_id()).map(u16::from);
    match ssid {
        Some(_) if !matches!(object, Some(0 | 1 | 21 | 23 | 24)) => {
            Err(no_form("a short server id of this object", path))
        }
        Some(0 | u16::MAX) => Err(Error::from(ErrorKind::OutOfRange).within(path)),
        _ if uri && object != Some(0) => {
            Err(no_form("a uri of other than a security instance", path))
        }
        _ => Ok(()),
    }
}
