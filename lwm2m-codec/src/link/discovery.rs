//! The answer to a Discover: the paths at and below its target, each with what is attached.
//! LwM2M Core 1.2.2, 6.3.2 (Discover), 7.3 (attributes); D-020, D-102, D-104.

use core::fmt;

use super::encode::EncodeLinks;
use super::property::{ATTRIBUTES, Properties, largest_dim};
use super::reader::{Link, Links, Parameter};
use super::target;
use super::writer::{EncodeParameters, Writer, no_form};
use crate::deviation::{Report, Silent};
use crate::error::{Error, ErrorKind, Result};
use crate::options::{Options, Version};
use crate::path::Path;
use crate::schema::ObjectVersion;

impl<'o, R: Report> Options<'o, R> {
    /// Reads the answer to a Discover of `target`. Any subset of the links is read, and any depth (D-102).
    ///
    /// # Errors
    /// [`ErrorKind::NotUtf8`]. What is wrong with the links is told as they are read, see [`Discovered`].
    pub fn discovery<'a>(self, target: Path, payload: &'a [u8]) -> Result<Discovered<'a, R>>
    where
        'o: 'a,
    {
        let (options, report) = self.split();
        let links = options.reporting(report).links(payload)?;
        Ok(Discovered { links, target, options, last: None })
    }
}

/// The links of an answer to a Discover, in payload order; `R` is told of deviations.
///
/// After an error there is no further one. Errors are those of [`Links`], and with the path: [`ErrorKind::Path`],
/// [`ErrorKind::ReservedId`] and [`ErrorKind::PathTooDeep`] for an href that is no path behind the request's own
/// prefix, [`ErrorKind::OutsideTarget`], [`ErrorKind::Duplicate`] for the same link or parameter again,
/// [`ErrorKind::MissingValue`], [`ErrorKind::Version`] and [`ErrorKind::OutOfRange`] for a parameter's value.
#[derive(Clone, Debug)]
pub struct Discovered<'a, R = Silent> {
    links: Links<'a, R>,
    target: Path,
    options: Options<'a>,
    last: Option<Path>,
}

impl<'a, R: Report> Iterator for Discovered<'a, R> {
    type Item = Result<DiscoveredLink<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        let Self { links, target, options, last } = self;
        links.next_as(
            |found: &DiscoveredLink<'a>| Some(found.path),
            |link, lenience| {
                let path = target::answered(link.href(), link.offset() + 1, options, lenience)?;
                let place = |error: Error| error.within(path);
                let properties =
                    Properties::read(link, options.version, lenience).map_err(place)?;
                if !path.is_within(*target) {
                    return Err(place(ErrorKind::OutsideTarget.into()));
                }
                if last.replace(path) == Some(path) {
                    return Err(place(ErrorKind::Duplicate.into()));
                }
                let Properties { version, dim, .. } = properties;
                Ok(DiscoveredLink { path, version, dim, link: *link })
            },
        )
    }
}

impl<R: Report> core::iter::FusedIterator for Discovered<'_, R> {}

/// One link of an answer to a Discover.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct DiscoveredLink<'a> {
    /// The target, or what lies below it.
    pub path: Path,
    /// The version of the Object.
    pub version: Option<ObjectVersion>,
    /// How many instances a multiple Resource has.
    pub dim: Option<u16>,
    /// The link as it stands there.
    pub link: Link<'a>,
}

impl<'a> DiscoveredLink<'a> {
    /// The notification attributes, as they stand there: each once, with a value (D-096, D-097).
    pub fn attributes(&self) -> impl Iterator<Item = Parameter<'a>> + use<'a> {
        self.link.parameters().filter(|parameter| ATTRIBUTES.contains(&parameter.name))
    }
}

/// The answer to a Discover, to be written.
///
/// The links may tell of more than is asked: what lies outside of the target or deeper than the answer goes is left
/// out, and so is what the release does not show (D-102).
#[derive(Clone, Copy, Debug)]
pub struct Discovery<I> {
    /// The path that is asked for, of one to four ids.
    pub target: Path,
    /// How many levels below the target, 0 to 3, as the request says; a release before 1.2 has no such parameter,
    /// and gives its own answer.
    pub depth: Option<u8>,
    /// What there is, a parent before its children: an iterator of [`Described`] that can be cloned.
    pub links: I,
}

/// What there is at a path, for an answer to a Discover.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Described<'d> {
    /// Its path.
    pub path: Path,
    /// The version of an Object, where it is to be told.
    pub version: Option<ObjectVersion>,
    /// How many instances a multiple Resource has.
    pub dim: Option<u16>,
    /// Its notification attributes, in the order of D-104: for the target those that are attached or inherited,
    /// for what lies below it those that are attached.
    pub attributes: &'d dyn EncodeParameters,
}

impl<'d> Described<'d> {
    /// A path of which nothing is told but that it is there.
    #[must_use]
    pub const fn new(path: Path) -> Self {
        Self { path, version: None, dim: None, attributes: &() }
    }

    /// The same with the version of an Object.
    #[must_use]
    pub const fn version(mut self, version: ObjectVersion) -> Self {
        self.version = Some(version);
        self
    }

    /// The same with the number of instances of a multiple Resource.
    #[must_use]
    pub const fn dim(mut self, dim: u16) -> Self {
        self.dim = Some(dim);
        self
    }

    /// The same with notification attributes.
    #[must_use]
    pub const fn attributes(mut self, attributes: &'d dyn EncodeParameters) -> Self {
        self.attributes = attributes;
        self
    }
}

impl fmt::Debug for Described<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, version, dim, .. } = self;
        write!(f, "Described({path}, {version:?}, {dim:?})")
    }
}

impl<I> Discovery<I> {
    /// The deepest path of the answer.
    fn deepest(&self, version: Version) -> Result<usize> {
        let at = self.target.depth();
        let levels = match (version, self.depth) {
            (Version::V1_2, Some(levels @ 0..=3)) => usize::from(levels),
            (Version::V1_2, Some(_)) => return Err(ErrorKind::OutOfRange.into()),
            // An Object shows its Resources, an Object Instance too.
            _ if at < 3 => 3 - at,
            // A Resource shows its instances since 1.1.
            (Version::V1_0, _) => 0,
            _ => 1,
        };
        Ok(at + levels)
    }
}

impl<'d, I> EncodeLinks for Discovery<I>
where
    I: Clone + IntoIterator<Item = Described<'d>>,
{
    /// # Errors
    /// [`ErrorKind::UnsupportedTarget`] for the root; [`ErrorKind::OutOfRange`] for another depth than 0 to 3, and
    /// for more instances than the release can tell; [`ErrorKind::NotExpressible`] for a version at another level
    /// than an Object's, and for `dim` at another than a Resource's.
    fn encode_links(&self, options: Options<'_>, writer: &mut Writer<'_, '_>) -> Result<()> {
        let (target, release) = (self.target, options.version);
        if target == Path::ROOT {
            return Err(ErrorKind::UnsupportedTarget.into());
        }
        let deepest = self.deepest(release)?;
        let shown = |path: Path| path.is_within(target) && path.depth() <= deepest;
        for described in self.links.clone().into_iter().filter(|link| shown(link.path)) {
            let Described { path, version, dim, attributes } = described;
            // Before 1.2 a Discover of an Object tells of what is below only that it is there.
            let bare = release < Version::V1_2 && target.depth() == 1 && path != target;
            writer.path("", path);
            if let Some(version) = version {
                if path.depth() != 1 {
                    return Err(no_form("a version of other than an object", path));
                }
                writer.version(*b";ver=", version);
            }
            if let Some(dim) = dim {
                if path.depth() != 3 {
                    return Err(no_form("a number of instances of other than a resource", path));
                }
                if dim > largest_dim(release) {
                    return Err(Error::from(ErrorKind::OutOfRange).within(path));
                }
                if !bare {
                    writer.numeric("dim", dim);
                }
            }
            if !bare {
                attributes.encode_parameters(writer).map_err(|error| error.within(path))?;
            }
        }
        Ok(())
    }
}
