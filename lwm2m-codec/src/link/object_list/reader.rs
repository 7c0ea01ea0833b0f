//! A list of Objects, read link by link. LwM2M Core 1.2.2, 6.2.1 (Register), 7.2.2 (object versioning); D-098, D-099.

use super::{Registered, is_excluded};
use crate::deviation::{DeviationKind, Lenience, Report, Silent};
use crate::error::{Error, ErrorKind, Result};
use crate::id::ObjectId;
use crate::link::property::{self, Properties};
use crate::link::reader::{Link, Links};
use crate::link::scanner::Scanner;
use crate::link::target;
use crate::options::Version;
use crate::path::Path;
use crate::schema::ObjectVersion;

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

impl<'a, R: Report> RegisteredLinks<'a, R> {
    /// Links below a root, its path without slashes around it; whether its own link was read already.
    pub(super) fn new(
        links: Links<'a, R>,
        root: &'a str,
        root_seen: bool,
        version: Version,
    ) -> Self {
        let (last, notes) = (None, Notes::default());
        Self { links, state: State { root, version, root_seen, last, notes } }
    }
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
        let told = told(link, self.version, lenience);
        let path = match link.ids() {
            Some(path) if self.root.is_empty() => path,
            _ => match self.below(link, lenience)? {
                Some(path) => path,
                None => return self.at_root(told.map(drop)),
            },
        };
        let (version, is_root) = told.map_err(|error| error.within(path))?;
        if is_root {
            return Err(Error::from(ErrorKind::OutsideTarget).within(path));
        }
        if path.depth() > 2 && lenience.allow(DeviationKind::ResourceLink) {
            self.notes.dropped += 1;
            return Ok(Listed::Dropped(path));
        }
        let version = self.follows(path, version).map_err(|e| e.within(path))?;
        if is_excluded(path) {
            self.notes.dropped += 1;
            return Ok(Listed::Dropped(path));
        }
        Ok(Listed::Registered(Registered { path, version }))
    }

    /// The next link where it says no more than most do. For any other nothing has changed.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn brief(&mut self, scanner: &mut Scanner<'_>) -> Option<Registered> {
        if !self.root.is_empty() {
            return None;
        }
        let brief = scanner.brief().filter(|brief| !is_excluded(brief.path))?;
        let path = brief.path;
        let version = self.follows(path, brief.version).ok()?;
        scanner.take(&brief);
        Some(Registered { path, version })
    }

    /// The path of a link below the root; `None` for the root itself.
    #[inline(never)]
    fn below(&self, link: &Link<'_>, lenience: &mut Lenience) -> Result<Option<Path>> {
        let below = match target::behind(link.href(), self.root) {
            Some(below) => below,
            None if lenience.allow(DeviationKind::MissingAlternatePath) => link.href(),
            None => return Err(ErrorKind::OutsideTarget.into()),
        };
        if below.is_empty() || self.root.is_empty() && below == "/" {
            return Ok(None);
        }
        let at = link.offset() + 1 + (link.href().len() - below.len());
        target::path(below, at, lenience).map(Some)
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

/// The version that a link tells, and whether it is the root of LwM2M.
#[cfg_attr(not(feature = "compact"), inline(always))]
fn told(
    link: &Link<'_>,
    version: Version,
    lenience: &mut Lenience,
) -> Result<(Option<ObjectVersion>, bool)> {
    match property::brief(link) {
        Some(version) => Ok((version, false)),
        None => Properties::read(link, version, lenience).map(|told| (told.version, told.is_root)),
    }
}

impl<R: Report> Iterator for RegisteredLinks<'_, R> {
    type Item = Result<Registered>;

    #[cfg_attr(not(feature = "compact"), inline)]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let Self { links, state } = self;
            if let Some(registered) = state.brief(&mut links.scanner) {
                return Some(Ok(registered));
            }
            match links.next_as(Listed::path, |link, lenience| state.read(link, lenience))? {
                Ok(Listed::Registered(registered)) => return Some(Ok(registered)),
                Ok(Listed::Root | Listed::Dropped(_)) => {}
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl<R: Report> core::iter::FusedIterator for RegisteredLinks<'_, R> {}
