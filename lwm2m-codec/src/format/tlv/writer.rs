//! Writes TLV in one pass: a container opens with the shortest header, and before a leaf would outgrow its length
//! field, what is written so far moves and the field widens.

mod container;
mod leaf;

use self::container::{Container, capacity};
use self::leaf::{Leaf, head, short_head};
use super::header::Kind;
use crate::error::{Error, ErrorKind, Result};
use crate::id::ObjectInstanceId;
use crate::options::Options;
use crate::output::Output;
use crate::path::{Level, Path, Within};
use crate::record::{Record, RecordSink};
use crate::value::{Text, Value};

/// Writes records as a TLV payload for a target: ascending by path, without times.
#[derive(Debug)]
pub struct Writer<'o, 'b> {
    out: &'o mut Output<'b>,
    target: Path,
    within: Within,
    new_instance: Option<ObjectInstanceId>,
    /// Whether Object Instances and multiple Resources have headers of their own.
    wraps: (bool, bool),
    /// The path of the record before: the root where there is none, the last of all where nothing may follow.
    last: Path,
    /// The level of its last id, which alone tells the siblings that may follow.
    level: Level,
    /// What values of this level are.
    kind: Kind,
    /// The Object Instance and the multiple Resource that are open.
    instance: Container,
    resource: Container,
    /// The position up to which their length fields can count.
    limit: usize,
}

impl<'o, 'b> Writer<'o, 'b> {
    /// Begins a payload for a target.
    ///
    /// # Errors
    /// [`ErrorKind::UnsupportedTarget`] for the root.
    pub fn new(target: Path, out: &'o mut Output<'b>, options: &Options<'_>) -> Result<Self> {
        if target.depth() == 0 {
            return Err(ErrorKind::UnsupportedTarget.into());
        }
        let new_instance = if target.depth() == 1 { options.new_instance } else { None };
        Ok(Self {
            out,
            target,
            within: Within::new(target),
            new_instance,
            wraps: (target.depth() == 1 && new_instance.is_none(), target.depth() < 4),
            last: Path::ROOT,
            level: Level::RESOURCE_INSTANCE,
            kind: Kind::Resource,
            instance: Container::CLOSED,
            resource: Container::CLOSED,
            limit: usize::MAX,
        })
    }

    /// Closes what is open.
    ///
    /// # Errors
    /// None today; the signature is every Writer's.
    #[inline]
    pub fn finish(mut self) -> Result<()> {
        if self.resource.is_open() {
            self.resource.close(self.out);
        }
        if self.instance.is_open() {
            self.instance.close(self.out);
        }
        Ok(())
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn step(&mut self, record: &Record<Value<'_>>) -> Result<(), Refused> {
        let path = record.path;
        if cfg!(not(feature = "compact"))
            && path > self.last
            && self.level.alone_tells(path, self.last)
            && record.time.is_none()
        {
            self.last = path;
        } else if !self.enter(record)? {
            return Ok(());
        }
        match Leaf::of(&record.value) {
            Leaf::Number(number) => {
                let head = short_head(self.kind, self.level.id(path), number.len());
                self.reserve(head.len() + number.len())?;
                self.out.put_both(head, number);
            }
            Leaf::Octets(octets) => {
                self.begin(self.kind, self.level.id(path), octets.len())?;
                self.out.write(octets);
            }
            Leaf::Rare(value) => self.rare(self.level.id(path), value)?,
        }
        Ok(())
    }

    /// Text and octets in pieces, and what is no value.
    #[cold]
    #[inline(never)]
    fn rare(&mut self, id: u16, value: &Value<'_>) -> Result<(), Refused> {
        match value {
            Value::String(text) => self.pieces(id, text),
            Value::CoreLink(links) => self.pieces(id, links.as_text()),
            Value::Opaque(octets) => {
                self.begin(self.kind, id, octets.len())?;
                octets.for_each_piece(|piece| self.out.write(piece));
                Ok(())
            }
            Value::Empty if self.kind == Kind::Resource => {
                self.begin(Kind::MultipleResource, id, 0)
            }
            Value::Empty => Err(&ErrorKind::NotExpressible("an empty Resource Instance")),
            _ => Err(&ErrorKind::NotExpressible("null")),
        }
    }

    fn pieces(&mut self, id: u16, text: &Text<'_>) -> Result<(), Refused> {
        self.begin(self.kind, id, text.len())?;
        text.for_each_piece(|piece| self.out.write(piece.as_bytes()));
        Ok(())
    }

    /// Closes the containers that a record has left and opens those that it needs; false where nothing is written.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn enter(&mut self, record: &Record<Value<'_>>) -> Result<bool, Refused> {
        let path = record.path;
        if !self.within.contains(path) {
            return Ok(false);
        }
        if record.time.is_some() {
            return Err(&ErrorKind::TimeUnsupported);
        }
        if path <= self.last {
            return Err(&ErrorKind::RecordOrder);
        }
        if path.depth() < 3 {
            return self.above_resource(path, &record.value);
        }
        self.leave(path)?;
        if self.wraps.0 && !self.instance.is_open() {
            let Some(id) = path.id(1) else {
                return Err(&ErrorKind::NotExpressible("an Object Instance without an id"));
            };
            self.instance.open(Kind::ObjectInstance, id, self.out);
        }
        if path.depth() == 3 {
            (self.kind, self.level) = (Kind::Resource, Level::RESOURCE);
        } else {
            (self.kind, self.level) = (Kind::ResourceInstance, Level::RESOURCE_INSTANCE);
            if self.wraps.1 && !self.resource.is_open() {
                let id = Level::RESOURCE.id(path);
                self.resource.open(Kind::MultipleResource, id, self.out);
            }
        }
        self.limit = self.instance.limit().min(self.resource.limit());
        // Beside or below a target that is a value lies nothing that was asked for.
        self.last = if path == self.target { Path::LAST } else { path };
        Ok(true)
    }

    /// An Object Instance without Resources: a header of length 0. Of an empty target nothing is said (D-005).
    #[cold]
    #[inline(never)]
    fn above_resource(&mut self, path: Path, value: &Value<'_>) -> Result<bool, Refused> {
        if !matches!(value, Value::Empty) {
            return Err(&ErrorKind::NotExpressible("a value above a Resource"));
        }
        if path == self.target || path.instance_id().is_some_and(|id| Some(id) == self.new_instance)
        {
            return Ok(false);
        }
        self.leave(path)?;
        // No path differs from an Object Instance's at this level alone.
        (self.last, self.level) = (path, Level::RESOURCE_INSTANCE);
        self.out.put_few(short_head(Kind::ObjectInstance, Level::OBJECT_INSTANCE.id(path), 0));
        Ok(false)
    }

    /// Closes the containers that `path` does not lie in.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn leave(&mut self, path: Path) -> Result<(), Refused> {
        if self.new_instance.is_some_and(|new| path.instance_id() != Some(new)) {
            const BESIDE: &str = "an Object Instance beside the one that is to be created";
            return Err(&ErrorKind::NotExpressible(BESIDE));
        }
        if !Level::of(self.last).parts(path, self.last) {
            // A container was said to be empty, or a Resource to be single, and now something lies below it.
            return Err(&ErrorKind::RecordOrder);
        }
        if Level::RESOURCE.parts(path, self.last) && self.resource.is_open() {
            self.resource.close(self.out);
        }
        if Level::OBJECT_INSTANCE.parts(path, self.last) && self.instance.is_open() {
            self.instance.close(self.out);
        }
        Ok(())
    }

    /// Makes room in the open length fields for `more` octets.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn reserve(&mut self, more: usize) -> Result<(), Refused> {
        if self.out.position().wrapping_add(more) > self.limit { self.widen(more) } else { Ok(()) }
    }

    #[cold]
    #[inline(never)]
    fn widen(&mut self, more: usize) -> Result<(), Refused> {
        // From the innermost outwards: what an inner header gains counts in the outer one's length.
        self.resource.widen(more, self.out)?;
        let by = self.instance.widen(more, self.out)?;
        if by > 0 {
            self.resource.moved(by);
        }
        self.limit = self.instance.limit().min(self.resource.limit());
        Ok(())
    }

    /// Writes the header of a leaf.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn begin(&mut self, kind: Kind, id: u16, length: usize) -> Result<(), Refused> {
        if length > capacity(3) {
            return Err(TOO_LONG);
        }
        let head = head(kind, id, length);
        self.reserve(head.len() + length)?;
        self.out.put_few(head);
        Ok(())
    }
}

impl RecordSink for Writer<'_, '_> {
    fn record(&mut self, record: &Record<Value<'_>>) -> Result<()> {
        self.step(record).map_err(|kind| Error::from(*kind).within(record.path))
    }

    fn wants(&self, path: Path) -> bool {
        path.is_within(self.target) || self.target.is_within(path)
    }
}

/// Why a record is not written: a word, where an error would be handed up through memory.
type Refused = &'static ErrorKind;

const TOO_LONG: Refused = &ErrorKind::ValueTooLong { limit: capacity(3) };
