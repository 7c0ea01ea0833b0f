//! The Objects and Object Instances of a client: payload of Register and Update, value of a gateway's Resource.
//! LwM2M Core 1.2.2, 6.2.1 (Register), 7.2.2 (object versioning); D-095 to D-100.

mod reader;
mod root;
mod writer;

pub use reader::{Notes, RegisteredLinks};

use super::property::Formats;
use crate::deviation::{Deviation, DeviationKind, Report};
use crate::error::{Error, ErrorKind, Result};
use crate::id::ObjectId;
use crate::options::{Options, Version};
use crate::path::Path;
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
        let mut links = options.reporting(report).links(payload)?;
        let (root, root_seen) = root::find(&mut links.scanner, &options)?;
        let objects = RegisteredLinks::new(links, root.alternate_path, root_seen, options.version);
        Ok(ObjectList { root, objects })
    }
}

/// D-099: the accounts are nobody's business but the Bootstrap-Server's.
fn is_excluded(path: Path) -> bool {
    matches!(path.object_id().map(ObjectId::get), Some(0 | 21 | 23 | 24))
}
