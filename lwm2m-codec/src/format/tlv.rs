//! LwM2M TLV (11542): untyped, nested, lengths before content.
//! LwM2M Core 1.2.2, 7.4.3 (TLV); D-054 to D-062.

mod header;
mod writer;

use self::header::{Header, Kind};
pub use self::writer::Writer;
use crate::deviation::{DeviationKind, Lenience};
use crate::error::{Error, ErrorKind, Result};
use crate::options::Options;
use crate::path::{Path, Within};
use crate::record::{Record, RecordSource};
use crate::value::{Wire, WireValue};

/// Reads a TLV payload record by record.
///
/// What a container may hold follows from the target: Object Instances or, in a Create, bare Resources for an
/// Object; Resources for an Object Instance; either with enclosing TLVs whose ids are the target's own (D-057 to
/// D-060).
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
    length: usize,
    target: Path,
    within: Within,
    /// How many bytes are left where the open Object Instance ends; the whole length while none is open.
    instance_end: usize,
    /// How many bytes are left where the open multiple Resource ends; the whole length while none is open.
    resource_end: usize,
    /// The lanes (see [`Path::from_lanes`]) of the items that were read last, level by level; 0 where there was none.
    instance: u64,
    resource: u64,
    resource_instance: u64,
    /// How many bytes were left where the last record began.
    begin: usize,
    lenience: Lenience,
    /// What an enclosing TLV stands for: the others that it holds may be dropped. The root where there is none.
    #[cfg(feature = "lenient")]
    enclosed: Path,
    /// The lanes of the multiple Resource whose instances are numbered anew; 0 where there is none.
    #[cfg(feature = "lenient")]
    renumbered: u64,
}

impl<'a> Reader<'a> {
    /// Begins to read a payload for a target.
    ///
    /// # Errors
    /// [`ErrorKind::UnsupportedTarget`] for the root; [`ErrorKind::MissingValue`] for an empty payload where the
    /// target is one value (D-004); what is wrong with an enclosing Object Instance TLV.
    pub fn new(target: Path, payload: &'a [u8], options: &Options<'_>) -> Result<Self> {
        let (length, depth) = (payload.len(), target.depth());
        if depth == 0 {
            return Err(ErrorKind::UnsupportedTarget.into());
        }
        super::check_not_empty(target, payload)?;
        let mut reader = Self {
            rest: payload,
            length,
            target,
            within: Within::new(target),
            instance_end: if depth == 1 { length } else { 0 },
            resource_end: length,
            instance: target.first_lanes(2),
            resource: 0,
            resource_instance: 0,
            begin: length,
            lenience: options.lenience,
            #[cfg(feature = "lenient")]
            enclosed: Path::ROOT,
            #[cfg(feature = "lenient")]
            renumbered: 0,
        };
        match (depth, payload.first().map(|&first| Kind::of(first))) {
            (1, Some(Kind::Resource | Kind::MultipleResource)) => {
                // D-057: the Resources of an instance that is not named.
                let unnamed = match options.new_instance {
                    Some(id) => u64::from(id.get()) + 1,
                    // Lenience: Leshan, which takes the instance to be 0 (E031).
                    None => reader.lenience.allow(DeviationKind::MissingInstanceWrapper).into(),
                };
                reader.instance = target.first_lanes(1) << 16 | unnamed;
                reader.instance_end = 0;
            }
            (1, _) => reader.instance = 0,
            (_, Some(Kind::ObjectInstance)) => {
                let mut fault = Ok(());
                reader.enter_wrapper(&mut fault);
                fault.map_err(|error: Error| error.at(0))?;
            }
            (3.., Some(Kind::ResourceInstance)) => reader.enter_resource(),
            #[cfg(feature = "lenient")]
            (4, Some(Kind::MultipleResource)) => reader.enclosed = target.ancestor(3),
            _ => {}
        }
        Ok(reader)
    }

    /// D-058, D-059: an Object Instance TLV around everything, of the target's own id.
    fn enter_wrapper(&mut self, fault: &mut Fault) -> Option<()> {
        let header = self.header(fault)?;
        let instance = header.below(self.target.first_lanes(1));
        let path = Path::from_lanes(instance, 2);
        if instance != self.instance {
            return refuse(fault, &ErrorKind::OutsideTarget, path);
        }
        if self.end(header.length, 0, path, fault)? > 0 {
            let after = self.length - self.rest.len() + header.length;
            let kind = ErrorKind::Malformed("nothing beside an enclosing TLV");
            *fault = Err(Error::from(kind).at(after));
            return None;
        }
        if self.target.depth() > 2 {
            #[cfg(feature = "lenient")]
            {
                self.enclosed = self.target.ancestor(2);
            }
            if self.rest.first().is_some_and(|&first| Kind::of(first) == Kind::ResourceInstance) {
                self.enter_resource();
            }
        }
        Some(())
    }

    /// D-060: Resource Instances without the TLV of their Resource, which the target names.
    fn enter_resource(&mut self) {
        self.resource = self.target.first_lanes(3);
        self.resource_end = 0;
    }

    /// Reads a leaf as most are: complete, within the target, and of another id than the one before it. `None` where
    /// it is anything else: then the Reader is where it was, or behind the header of a multiple Resource.
    // Small enough to do without most registers that a call would have to keep: what is rare is called last.
    #[inline(always)]
    fn quick(&mut self, record: &mut Record<WireValue<'a>>) -> Option<()> {
        if self.rest.len() <= self.resource_end {
            let left = self.rest.len();
            if left <= self.instance_end {
                return None;
            }
            let (input, header) = header::parse(self.rest)?;
            let lanes = header.below(self.instance);
            let (value, rest) = input.split_at_checked(header.length)?;
            if rest.len() < self.instance_end || lanes == self.resource {
                return None;
            }
            if header.kind == Kind::Resource {
                let path = Path::from_lanes(lanes, 3);
                if !self.within.contains(path) {
                    return None;
                }
                self.resource = lanes;
                (self.begin, self.rest) = (left, rest);
                record.path = path;
                record.time = None;
                record.value.0 = Wire::Untyped(value);
                return Some(());
            }
            if header.kind != Kind::MultipleResource || value.is_empty() {
                return None;
            }
            (self.resource, self.resource_end) = (lanes, rest.len());
            self.rest = input;
        }
        let left = self.rest.len();
        let (input, header) = header::parse(self.rest)?;
        let lanes = header.below(self.resource);
        let (value, rest) = input.split_at_checked(header.length)?;
        let path = Path::from_lanes(lanes, 4);
        if rest.len() < self.resource_end
            || lanes <= self.resource_instance
            || header.kind != Kind::ResourceInstance
            || !self.within.contains(path)
        {
            return None;
        }
        self.resource_instance = lanes;
        (self.begin, self.rest) = (left, rest);
        record.path = path;
        record.time = None;
        record.value.0 = Wire::Untyped(value);
        Some(())
    }

    /// Reads whatever comes next, and says where an error lies.
    #[cfg_attr(not(feature = "compact"), inline(never))]
    fn any(&mut self, record: &mut Record<WireValue<'a>>) -> Result<bool> {
        let mut fault = Ok(());
        let read = self.step(record, &mut fault);
        #[cfg(feature = "lenient")]
        let read = read.or_else(|| self.go_on(record, &mut fault));
        match (read, fault) {
            (Some(()), _) => Ok(true),
            (None, Ok(())) => Ok(false),
            (None, Err(error)) => Err(error.at(self.length - self.begin)),
        }
    }

    /// Reads the next leaf or empty container; `None` at the end and where something is wrong.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn step(&mut self, record: &mut Record<WireValue<'a>>, fault: &mut Fault) -> Option<()> {
        record.time = None;
        loop {
            let left = self.rest.len();
            self.begin = left;
            if left > self.resource_end {
                let header = self.header(fault)?;
                let lanes = header.below(self.resource);
                if header.kind != Kind::ResourceInstance {
                    return misplaced(fault, "Resource Instances in a Multiple Resource");
                }
                let lanes = self.counted(lanes, fault)?;
                self.resource_instance = lanes;
                let path = Path::from_lanes(lanes, 4);
                return self.leaf(record, header.length, self.resource_end, path, fault);
            }
            if left > self.instance_end {
                let header = self.header(fault)?;
                let lanes = header.below(self.instance);
                let path = Path::from_lanes(lanes, 3);
                if lanes == self.resource {
                    self.repeat(path, fault)?;
                }
                self.resource = lanes;
                if header.kind == Kind::Resource {
                    return self.leaf(record, header.length, self.instance_end, path, fault);
                }
                if self.enter_multiple(header, path, fault)? {
                    return self.emit(record, Wire::Empty, path, fault);
                }
                continue;
            }
            if left == 0 {
                return None;
            }
            if self.enter_instance(fault)? {
                return self.emit(record, Wire::Empty, Path::from_lanes(self.instance, 2), fault);
            }
        }
    }

    /// Takes a header.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn header(&mut self, fault: &mut Fault) -> Option<Header> {
        let Some((rest, header)) = header::parse(self.rest) else {
            return refuse(fault, &header::wrong(self.rest), Path::NOWHERE);
        };
        self.rest = rest;
        Some(header)
    }

    /// Goes down into a multiple Resource; true where it is empty.
    #[cfg_attr(not(feature = "compact"), inline(never))]
    fn enter_multiple(&mut self, header: Header, path: Path, fault: &mut Fault) -> Option<bool> {
        if header.kind != Kind::MultipleResource {
            return misplaced(fault, "Resources in an Object Instance");
        }
        self.resource_end = self.end(header.length, self.instance_end, path, fault)?;
        Some(header.length == 0)
    }

    /// Goes down into an Object Instance; true where it is empty.
    #[cfg_attr(not(feature = "compact"), inline(never))]
    fn enter_instance(&mut self, fault: &mut Fault) -> Option<bool> {
        let header = self.header(fault)?;
        let lanes = header.below(self.target.first_lanes(1));
        let path = Path::from_lanes(lanes, 2);
        if header.kind != Kind::ObjectInstance {
            return misplaced(fault, "Object Instances in an Object");
        }
        if lanes == self.instance {
            self.repeat(path, fault)?;
        }
        self.instance = lanes;
        self.instance_end = self.end(header.length, 0, path, fault)?;
        self.resource_end = self.length;
        Some(header.length == 0)
    }

    /// How many bytes are left where an item of a length ends, which must be within the container around it.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn end(&self, length: usize, outer_end: usize, path: Path, fault: &mut Fault) -> Option<usize> {
        match self.rest.len().checked_sub(length) {
            Some(end) if end >= outer_end => Some(end),
            _ => self.overrun(length, outer_end, path, fault),
        }
    }

    /// Takes the value of a leaf, which must end where its container ends, or before.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn leaf(
        &mut self,
        record: &mut Record<WireValue<'a>>,
        length: usize,
        container_end: usize,
        path: Path,
        fault: &mut Fault,
    ) -> Option<()> {
        match self.rest.split_at_checked(length) {
            Some((value, rest)) if rest.len() >= container_end => {
                self.rest = rest;
                self.emit(record, Wire::Untyped(value), path, fault)
            }
            _ => self.overrun(length, container_end, path, fault),
        }
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn emit(
        &self,
        record: &mut Record<WireValue<'a>>,
        value: Wire<'a>,
        path: Path,
        fault: &mut Fault,
    ) -> Option<()> {
        if !self.within.contains(path) {
            return refuse(fault, &ErrorKind::OutsideTarget, path);
        }
        record.path = path;
        record.value.0 = value;
        Some(())
    }

    /// Lets an Object Instance or a Resource come again (D-006).
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn repeat(&mut self, path: Path, fault: &mut Fault) -> Option<()> {
        // Lenience: who goes by Anjay, which reads on.
        if !self.lenience.allow(DeviationKind::DuplicatePath) {
            return refuse(fault, &ErrorKind::Duplicate, path);
        }
        // What it holds is told anew, too.
        (self.resource, self.resource_instance) = (0, 0);
        Some(())
    }

    /// The lanes of a Resource Instance: in lenient reading an id that comes again counts on (D-006).
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn counted(&mut self, lanes: u64, fault: &mut Fault) -> Option<u64> {
        #[cfg(feature = "lenient")]
        if lanes <= self.resource_instance {
            return self.count_on(lanes, fault);
        }
        if lanes == self.resource_instance {
            return refuse(fault, &ErrorKind::Duplicate, Path::from_lanes(lanes, 4));
        }
        Some(lanes)
    }

    #[cfg(feature = "lenient")]
    #[cold]
    #[inline(never)]
    fn count_on(&mut self, lanes: u64, fault: &mut Fault) -> Option<u64> {
        let last = self.resource_instance;
        let is_sibling = lanes >> 16 == last >> 16;
        let counts_on = is_sibling && (lanes == last || self.renumbered == self.resource);
        // Lenience: a device whose links all have the id 0 (E232).
        if counts_on && self.lenience.allow(DeviationKind::DuplicatePath) {
            self.renumbered = self.resource;
            // 65534 is the last id that there is.
            return if last & 0xffff == 0xffff {
                refuse(fault, &ErrorKind::ReservedId, Path::NOWHERE)
            } else {
                Some(last + 1)
            };
        }
        if lanes == last {
            return refuse(fault, &ErrorKind::Duplicate, Path::from_lanes(lanes, 4));
        }
        Some(lanes)
    }

    /// Goes on behind a record that stands beside the target within an enclosing TLV: it is dropped (D-059).
    #[cfg(feature = "lenient")]
    #[cold]
    #[inline(never)]
    fn go_on(&mut self, record: &mut Record<WireValue<'a>>, fault: &mut Fault) -> Option<()> {
        let begin = self.begin;
        // Lenience: devices that answer with the whole Object Instance (E034).
        while let Err(refused) = *fault
            && refused.kind() == ErrorKind::OutsideTarget
            && self.enclosed != Path::ROOT
            && refused.path().is_some_and(|path| path.is_within(self.enclosed))
            && self.lenience.allow(DeviationKind::ExtraSiblings)
        {
            *fault = Ok(());
            if let Some(()) = self.step(record, fault) {
                return Some(());
            }
            if fault.is_ok() {
                // What was dropped first is where the deviation lies.
                self.begin = begin;
            }
        }
        None
    }

    #[cold]
    fn overrun<T>(&self, needed: usize, end: usize, path: Path, fault: &mut Fault) -> Option<T> {
        let available = self.rest.len().saturating_sub(end);
        refuse(fault, &ErrorKind::UnexpectedEnd { needed, available }, path)
    }

    /// What may deviate here, and what has.
    #[cfg(feature = "lenient")]
    pub(crate) const fn lenience(&mut self) -> &mut Lenience {
        &mut self.lenience
    }
}

impl<'a> RecordSource<'a> for Reader<'a> {
    fn next_record(&mut self, record: &mut Record<WireValue<'a>>) -> Result<bool> {
        if cfg!(not(feature = "compact")) && self.quick(record).is_some() {
            return Ok(true);
        }
        self.any(record)
    }

    fn offset(&self) -> usize {
        super::offset(self.length, self.begin)
    }
}

/// What is wrong, as soon as something is: handed up as the result of each step, it would be copied in each.
type Fault = Result<()>;

#[cfg_attr(not(feature = "compact"), inline(always))]
fn refuse<T>(fault: &mut Fault, kind: &ErrorKind, path: Path) -> Option<T> {
    keep(fault, kind, path);
    None
}

#[cold]
#[inline(never)]
fn keep(fault: &mut Fault, kind: &ErrorKind, path: Path) {
    *fault = Err(Error::from(*kind).within(path));
}

#[cold]
fn misplaced<T>(fault: &mut Fault, expected: &'static str) -> Option<T> {
    refuse(fault, &ErrorKind::Malformed(expected), Path::NOWHERE)
}
