//! The Objects and Object Instances of a client: payload of Register and Update, value of a gateway's Resource.
//! LwM2M Core 1.2.2, 6.2.1 (Register), 7.2.2 (object versioning); D-095 to D-100.

use core::borrow::Borrow;

use super::encode::EncodeLinks;
use super::grouping::Grouping;
use super::property::{Formats, Properties, ROOT_TYPE};
use super::reader::{Link, Links};
use super::scanner::Scanner;
use super::target;
use super::writer::{Writer, no_form};
use crate::deviation::{Deviation, DeviationKind, Lenience, Report, Silent};
use crate::error::{Error, ErrorKind, Result};
use crate::id::ObjectId;
use crate::options::{Options, Version};
use crate::path::{Path, uri};
use crate::schema::ObjectVersion;

/// A list of Objects: its root, and what lies below.
///
/// Read, `objects` is [`RegisteredLinks`]; to be written, anything that gives [`Registered`] in which the instances
/// of one Object follow each other: a slice, an iterator that can be cloned. An Object's own link is written where
/// it tells a version or has no instances (D-098), so nobody needs to add it.
#[derive(Clone, Copy, Debug)]
pub struct ObjectList<'a, I> {
    /// The root link.
    pub root: Root<'a>,
    /// The Objects and Object Instances.
    pub objects: I,
}

/// What the root link says; where it says nothing, none is written.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct Root<'a> {
    /// The alternate path, without slashes around it; empty where there is none. On writing, an empty one gives way
    /// to that of the Options.
    pub alternate_path: &'a str,
    /// The formats that the client supports beside those that it must.
    pub formats: Formats<'a>,
}

impl<'a> Root<'a> {
    /// A root that says nothing.
    #[must_use]
    pub const fn new() -> Self {
        Self { alternate_path: "", formats: Formats::new(&[]) }
    }

    /// The same with an alternate path, without slashes around it.
    #[must_use]
    pub const fn alternate_path(mut self, path: &'a str) -> Self {
        self.alternate_path = path;
        self
    }

    /// The same with formats.
    #[must_use]
    pub const fn formats(mut self, formats: &'a [crate::ContentFormat]) -> Self {
        self.formats = Formats::new(formats);
        self
    }
}

/// An Object or Object Instance of a list.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Registered {
    /// One or two ids.
    pub path: Path,
    /// The version of the Object: read, as far as this link tells it or the Object's own link just in front;
    /// to be written, `None` leaves it to the release ([`ObjectVersion::implied`]).
    pub version: Option<ObjectVersion>,
}

impl Registered {
    /// An Object without instances, or an Object Instance; of no special version.
    #[must_use]
    pub const fn new(path: Path) -> Self {
        Self { path, version: None }
    }

    /// The same with the version of the Object; once an Object is enough.
    #[must_use]
    pub const fn version(mut self, version: ObjectVersion) -> Self {
        self.version = Some(version);
        self
    }
}

impl<'o, R: Report> Options<'o, R> {
    /// Reads the payload of a Register; `None` where it is empty, which is legal from 1.2 on (D-100).
    ///
    /// # Errors
    /// [`ErrorKind::MissingValue`] for an empty payload before 1.2; as [`Options::object_list`].
    pub fn registered_objects<'a>(
        mut self,
        payload: &'a [u8],
    ) -> Result<Option<ObjectList<'a, RegisteredLinks<'a, R>>>>
    where
        'o: 'a,
    {
        if payload.is_empty() && self.version < Version::V1_2 {
            if !self.lenience.allow(DeviationKind::EmptyObjectList) {
                return Err(Error::from(ErrorKind::MissingValue).at(0));
            }
            let kind = DeviationKind::EmptyObjectList;
            self.report.report(Deviation { kind, offset: 0, path: None });
        }
        self.updated_objects(payload)
    }

    /// Reads the payload of an Update; `None` where it is empty: then nothing has changed. Otherwise it is the
    /// complete list.
    ///
    /// The alternate path of the Options, the registered one, holds where the list has no root link (D-100).
    ///
    /// # Errors
    /// As [`Options::object_list`].
    pub fn updated_objects<'a>(
        self,
        payload: &'a [u8],
    ) -> Result<Option<ObjectList<'a, RegisteredLinks<'a, R>>>>
    where
        'o: 'a,
    {
        if payload.is_empty() { Ok(None) } else { self.object_list(payload).map(Some) }
    }

    /// Reads a list of Objects, wherever it stands; an empty one has none.
    ///
    /// The root is the link whose `rt` names `oma.lwm2m`, else the link of the registered root; all others lie
    /// below it.
    ///
    /// # Errors
    /// [`ErrorKind::NotUtf8`]; for the root link [`ErrorKind::Path`] where the alternate path could be taken for ids
    /// or a reserved place (D-017), and [`ErrorKind::Malformed`] for its `ct`. What is wrong with the links below
    /// is told as they are read, see [`RegisteredLinks`].
    pub fn object_list<'a>(
        self,
        payload: &'a [u8],
    ) -> Result<ObjectList<'a, RegisteredLinks<'a, R>>>
    where
        'o: 'a,
    {
        let (options, report) = self.split();
        let links = options.reporting(report).links(payload)?;
        let root = find_root(&links.scanner, &options)?;
        let state = State {
            root: root.alternate_path,
            version: options.version,
            root_seen: false,
            last: None,
            notes: Notes::default(),
        };
        Ok(ObjectList { root, objects: RegisteredLinks { links, state } })
    }
}

/// The Objects and Object Instances of a list as it was read, in payload order.
///
/// After an error there is no further one. Errors are those of [`Links`], and with the path: [`ErrorKind::Path`] and
/// [`ErrorKind::ReservedId`] for an href that is none of the root's paths, [`ErrorKind::Malformed`] for a link to a
/// Resource or a version that more than one instance could have, [`ErrorKind::OutsideTarget`] for a second root,
/// [`ErrorKind::Duplicate`] for the same link or parameter again, [`ErrorKind::Version`],
/// [`ErrorKind::MissingValue`] and [`ErrorKind::OutOfRange`] for a parameter's value.
///
/// Objects 0, 21, 23 and 24 belong in no list: their links are checked, left out and counted in [`Notes`] (D-099).
#[derive(Clone, Debug)]
pub struct RegisteredLinks<'a, R = Silent> {
    links: Links<'a, R>,
    state: State<'a>,
}

/// What reading a list remembers.
#[derive(Clone, Debug)]
struct State<'a> {
    root: &'a str,
    version: Version,
    root_seen: bool,
    last: Option<Last>,
    notes: Notes,
}

/// The link before, and the version of its Object as far as one was told.
#[derive(Clone, Copy, Debug)]
struct Last {
    path: Path,
    version: Option<ObjectVersion>,
    /// Whether an instance's link told it.
    by_instance: bool,
}

/// What a reader of a list has left out or decided, up to where it has read.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct Notes {
    /// How many links of Objects were left out that belong in no list (D-099).
    pub dropped: usize,
    /// How many instances told another version than their Object's own link just in front, which holds (D-098).
    pub conflicting_versions: usize,
}

impl<R: Report> RegisteredLinks<'_, R> {
    /// What was left out or decided so far.
    #[must_use]
    pub const fn notes(&self) -> Notes {
        self.state.notes
    }

    /// The version of an Object: what its own link says anywhere in the rest of the list, else what a link of an
    /// instance says, else what the release implies. It reads the rest of the list once, and reports nothing.
    ///
    /// # Errors
    /// Those of the links.
    pub fn version_of(&self, object: ObjectId) -> Result<ObjectVersion> {
        let links = Links::new(self.links.scanner.clone(), Silent);
        let rest = RegisteredLinks { links, state: self.state.clone() };
        let mut told = (None, None);
        for registered in rest {
            let Registered { path, version } = registered?;
            if path.object_id() == Some(object) {
                let place = if path.depth() == 1 { &mut told.0 } else { &mut told.1 };
                *place = place.or(version);
            }
        }
        Ok(told.0.or(told.1).unwrap_or(ObjectVersion::implied(self.state.version, object)))
    }
}

/// What a link is.
#[derive(Clone, Copy, Debug)]
enum Listed {
    Registered(Registered),
    /// The root link.
    Root,
    /// A link that was left out.
    Dropped(Path),
}

impl Listed {
    const fn path(&self) -> Option<Path> {
        match *self {
            Self::Registered(Registered { path, .. }) | Self::Dropped(path) => Some(path),
            Self::Root => Some(Path::ROOT),
        }
    }
}

impl State<'_> {
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn read(&mut self, link: &Link<'_>, lenience: &mut Lenience) -> Result<Listed> {
        let properties = Properties::read(link, self.version, lenience);
        let below = match target::behind(link.href(), self.root) {
            Some(below) => below,
            None if lenience.allow(DeviationKind::MissingAlternatePath) => link.href(),
            None => return Err(ErrorKind::OutsideTarget.into()),
        };
        if below.is_empty() || self.root.is_empty() && below == "/" {
            return self.at_root(properties.map(drop));
        }
        let at = link.offset() + 1 + (link.href().len() - below.len());
        let path = target::path(below, at, lenience)?;
        let properties = properties.map_err(|error| error.within(path))?;
        if properties.is_root {
            return Err(Error::from(ErrorKind::OutsideTarget).within(path));
        }
        if path.depth() > 2 && lenience.allow(DeviationKind::ResourceLink) {
            self.notes.dropped += 1;
            return Ok(Listed::Dropped(path));
        }
        let version = self.follows(path, properties.version).map_err(|e| e.within(path))?;
        if is_excluded(path) {
            self.notes.dropped += 1;
            return Ok(Listed::Dropped(path));
        }
        Ok(Listed::Registered(Registered { path, version }))
    }

    /// Checks a link against the one before, and gives the version that holds.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn follows(
        &mut self,
        path: Path,
        version: Option<ObjectVersion>,
    ) -> Result<Option<ObjectVersion>> {
        let is_instance = path.depth() == 2;
        if !is_instance && path.depth() != 1 {
            return Err(ErrorKind::Malformed("links to objects and object instances").into());
        }
        let mut held = version;
        let mut by_instance = is_instance && version.is_some();
        if let Some(last) = self.last
            && last.path.ancestor(1) == path.ancestor(1)
        {
            if last.path == path {
                return Err(ErrorKind::Duplicate.into());
            }
            let siblings = is_instance && last.path.depth() == 2;
            if siblings && (last.by_instance || last.version.is_none() && by_instance) {
                let expected = "the version at the object where it has several instances";
                return Err(ErrorKind::Malformed(expected).into());
            }
            if is_instance && last.version.is_some() {
                self.notes.conflicting_versions +=
                    usize::from(by_instance && version != last.version);
                (held, by_instance) = (last.version, false);
            }
        }
        self.last = Some(Last { path, version: held, by_instance });
        Ok(held)
    }

    /// The root link: it may stand there once.
    #[cold]
    fn at_root(&mut self, properties: Result<()>) -> Result<Listed> {
        properties.map_err(|error| error.within(Path::ROOT))?;
        if self.root_seen {
            return Err(Error::from(ErrorKind::Duplicate).within(Path::ROOT));
        }
        self.root_seen = true;
        Ok(Listed::Root)
    }
}

impl<R: Report> Iterator for RegisteredLinks<'_, R> {
    type Item = Result<Registered>;

    #[cfg_attr(not(feature = "compact"), inline)]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let Self { links, state } = self;
            match links.next_as(Listed::path, |link, lenience| state.read(link, lenience))? {
                Ok(Listed::Registered(registered)) => return Some(Ok(registered)),
                Ok(Listed::Root | Listed::Dropped(_)) => {}
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl<R: Report> core::iter::FusedIterator for RegisteredLinks<'_, R> {}

/// D-099: the accounts are nobody's business but the Bootstrap-Server's.
fn is_excluded(path: Path) -> bool {
    matches!(path.object_id().map(ObjectId::get), Some(0 | 21 | 23 | 24))
}

/// The root of a list: mostly the first link, or none.
fn find_root<'a>(links: &Scanner<'a>, options: &Options<'a>) -> Result<Root<'a>> {
    let registered = Root::new().alternate_path(options.alternate_path);
    let is_root = |link: &Link<'a>| {
        let properties = Properties::read(link, options.version, &mut { options.lenience });
        properties.is_ok_and(|properties| properties.is_root)
    };
    let mut at_root = None;
    // What cannot be read ends the search, and is told when the links are read.
    for (count, link) in links.clone().map_while(Result::ok).enumerate() {
        if is_root(&link) {
            return root(&link, options);
        }
        let plain = link.href() == "/";
        if plain || target::behind(link.href(), options.alternate_path) == Some("") {
            at_root = at_root.or(Some(link));
        }
        if count == 0 && !may_have_root(links.text(), options, plain) {
            break;
        }
    }
    at_root.map_or(Ok(registered), |link| root(&link, options))
}

/// Whether a link behind the first may be the root.
fn may_have_root(text: &str, options: &Options<'_>, first_is_root: bool) -> bool {
    let named = text.contains(ROOT_TYPE) || text.contains('\\');
    named || !first_is_root && (text.contains("</>") || !options.alternate_path.is_empty())
}

/// What a root link says.
fn root<'a>(link: &Link<'a>, options: &Options<'_>) -> Result<Root<'a>> {
    let place = |error: Error| error.at(link.offset()).within(Path::ROOT);
    Properties::read(link, options.version, &mut { options.lenience }).map_err(place)?;
    let formats = Formats::read(link).map_err(place)?;
    let alternate_path = link.href().strip_prefix('/').unwrap_or_default();
    if !is_alternate_path(alternate_path) {
        let kind = ErrorKind::Path("an alternate path of unreserved characters, not ids");
        return Err(Error::from(kind).at(link.offset() + 1));
    }
    Ok(Root { alternate_path, formats })
}

/// D-017.
fn is_alternate_path(path: &str) -> bool {
    let first = path.split('/').next();
    path.is_empty()
        || path.split('/').all(uri::is_prefix_segment)
            && !matches!(first, Some("rd" | "bs" | "bspack" | "dp"))
}

impl<I> EncodeLinks for ObjectList<'_, I>
where
    I: Clone + IntoIterator<Item: Borrow<Registered>>,
{
    /// # Errors
    /// [`ErrorKind::Path`] for an alternate path that could be taken for something else;
    /// [`ErrorKind::NotExpressible`] for Objects 0, 21, 23 and 24, for other paths than of Objects and Object
    /// Instances, and for two versions of one Object; [`ErrorKind::Duplicate`] and [`ErrorKind::RecordOrder`] for
    /// what comes again.
    fn encode_links(&self, options: Options<'_>, writer: &mut Writer<'_, '_>) -> Result<()> {
        let own = self.root.alternate_path;
        let prefix = if own.is_empty() { options.alternate_path } else { own };
        if !is_alternate_path(prefix) {
            return Err(
                ErrorKind::Path("an alternate path of unreserved characters, not ids").into()
            );
        }
        let formats = self.root.formats;
        if !prefix.is_empty() || !formats.is_empty() {
            writer.path(prefix, Path::ROOT);
        }
        if !prefix.is_empty() {
            writer.quoted("rt", ROOT_TYPE)?;
        }
        if !formats.is_empty() {
            writer.formats(formats);
        }
        let mut grouping = Grouping::new(prefix, options.version);
        for registered in self.objects.clone() {
            let Registered { path, version } = *registered.borrow();
            if is_excluded(path) {
                return Err(no_form("objects 0, 21, 23 and 24 in a list of objects", path));
            }
            grouping.write(path, version, writer)?;
        }
        grouping.finish(writer);
        Ok(())
    }
}
