//! Writes TLV in one pass: a container opens with the shortest header, and before a leaf would outgrow its length
//! field, what is written so far moves and the field widens.

use super::header::{Kind, WIDE_ID};
use crate::error::{Error, ErrorKind, Result};
use crate::id::ObjectInstanceId;
use crate::options::Options;
use crate::output::Output;
use crate::path::Path;
use crate::record::{Record, RecordSink};
use crate::value::{Text, Value};

/// Writes records as a TLV payload for a target: ascending by path, without times.
#[derive(Debug)]
pub struct Writer<'o, 'b> {
    out: &'o mut Output<'b>,
    target: Path,
    new_instance: Option<ObjectInstanceId>,
    /// The path of the record before; the root where there is none.
    last: Path,
    /// The open containers, outermost first.
    open: [Container; 2],
    depth: usize,
    /// The level of the innermost open container: 2, 3, or 0 where none is open.
    inner: usize,
    /// The position up to which the open length fields can count.
    limit: usize,
}

/// A container whose length is not known yet.
#[derive(Clone, Copy, Debug, Default)]
struct Container {
    /// Its path's depth: 2 for an Object Instance, 3 for a multiple Resource.
    level: usize,
    head: usize,
    body: usize,
    /// The type octet without the length.
    kind: u8,
    /// How many octets its length field has.
    width: u8,
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
        Ok(Self {
            out,
            target,
            new_instance: if target.depth() == 1 { options.new_instance } else { None },
            last: Path::ROOT,
            open: [Container::default(); 2],
            depth: 0,
            inner: 0,
            limit: usize::MAX,
        })
    }

    /// Closes what is open.
    ///
    /// # Errors
    /// None today; the signature is every Writer's.
    pub fn finish(mut self) -> Result<()> {
        self.close(0);
        Ok(())
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn step(&mut self, record: &Record<Value<'_>>) -> Result<()> {
        let path = record.path;
        if !path.is_within(self.target) {
            return Ok(());
        }
        if record.time.is_some() {
            return Err(ErrorKind::TimeUnsupported.into());
        }
        if path <= self.last {
            return Err(ErrorKind::RecordOrder.into());
        }
        let depth = path.depth();
        if depth < 3 {
            return self.above_resource(path, &record.value);
        }
        let shared = path.common_depth(self.last);
        if shared + 1 < depth || self.inner != self.level_of(depth) {
            self.switch(path, depth, shared)?;
        }
        self.last = path;
        let kind = if depth == 4 { Kind::ResourceInstance } else { Kind::Resource };
        let id = path.id(depth - 1).unwrap_or(0);
        match &record.value {
            Value::Integer(number) => self.integer(kind, id, *number),
            Value::Time(time) => self.integer(kind, id, time.0),
            Value::Unsigned(number) => match i64::try_from(*number) {
                // D-055: the shortest whose top bit is clear, which is how the same signed number is written.
                Ok(number) => self.integer(kind, id, number),
                Err(_) => self.fixed(kind, id, number.to_be_bytes()),
            },
            Value::Float(number) => {
                // NaN has many bit patterns and, as in CBOR (D-030), one form.
                let number = if number.is_nan() { &f64::NAN } else { number };
                // D-031: four octets where they hold the number exactly.
                #[expect(clippy::cast_possible_truncation, reason = "compared after")]
                let single = *number as f32;
                if f64::from(single).to_bits() == number.to_bits() {
                    self.fixed(kind, id, single.to_be_bytes())
                } else {
                    self.fixed(kind, id, number.to_be_bytes())
                }
            }
            Value::Boolean(boolean) => self.fixed(kind, id, [u8::from(*boolean)]),
            Value::ObjectLink(link) => {
                let [a, b] = link.object.to_be_bytes();
                let [c, d] = link.instance.to_be_bytes();
                self.fixed(kind, id, [a, b, c, d])
            }
            Value::String(text) => self.text(kind, id, text),
            Value::CoreLink(links) => self.text(kind, id, links.as_text()),
            Value::Opaque(octets) => match octets.as_bytes() {
                Some(octets) => self.octets(kind, id, octets),
                None => self
                    .pieces(kind, id, octets.len(), |out| octets.for_each_piece(|p| out.write(p))),
            },
            Value::Empty if depth == 3 => self.octets(Kind::MultipleResource, id, &[]),
            Value::Empty => not_expressible("an empty Resource Instance"),
            Value::Null => not_expressible("null"),
        }
    }

    /// An Object Instance without Resources: a header of length 0. Of an empty target nothing is said (D-005).
    #[cold]
    #[inline(never)]
    fn above_resource(&mut self, path: Path, value: &Value<'_>) -> Result<()> {
        if *value != Value::Empty {
            return not_expressible("a value above a Resource");
        }
        if path == self.target || path.instance_id().is_some_and(|id| Some(id) == self.new_instance)
        {
            return Ok(());
        }
        self.switch(path, 2, path.common_depth(self.last))?;
        self.last = path;
        self.octets(Kind::ObjectInstance, path.id(1).unwrap_or(0), &[])
    }

    /// The level of the innermost container around a record of this depth; 0 where the target is that container.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn level_of(&self, depth: usize) -> usize {
        if depth == 4 && self.target.depth() < 4 {
            3
        } else if depth > 2 && self.target.depth() < 2 && self.new_instance.is_none() {
            2
        } else {
            0
        }
    }

    /// Closes the containers that `path` has left, and opens those that it needs.
    #[inline(never)]
    fn switch(&mut self, path: Path, depth: usize, shared: usize) -> Result<()> {
        if self.new_instance.is_some_and(|new| path.instance_id() != Some(new)) {
            return not_expressible("an Object Instance beside the one that is to be created");
        }
        self.close(shared.min(depth - 1));
        if self.last != Path::ROOT && self.last.depth() == shared {
            // A container was said to be empty, or a Resource to be single, and now something lies below it.
            return Err(ErrorKind::RecordOrder.into());
        }
        if self.inner < 2 && self.level_of(depth.min(3)) == 2 {
            self.open(Kind::ObjectInstance, 2, path.id(1).unwrap_or(0));
        }
        if self.inner < 3 && self.level_of(depth) == 3 {
            self.open(Kind::MultipleResource, 3, path.id(2).unwrap_or(0));
        }
        Ok(())
    }

    #[inline]
    fn open(&mut self, kind: Kind, level: usize, id: u16) {
        // The widths are patched in when it closes.
        let head = self.out.position();
        let [high, low] = id.to_be_bytes();
        let kind = if high == 0 {
            self.out.put([0, low]);
            kind.bits()
        } else {
            self.out.put([0, high, low]);
            kind.bits() | WIDE_ID
        };
        let body = self.out.position();
        if let Some(place) = self.open.get_mut(self.depth) {
            *place = Container { level, head, body, kind, width: 0 };
            self.depth += 1;
            self.inner = level;
        }
        self.limit = self.limit.min(body.saturating_add(capacity(0)));
    }

    /// Closes the containers that lie deeper than `level`.
    fn close(&mut self, level: usize) {
        while let Some(&Container { level: own, head, body, kind, width }) =
            self.open.get(self.depth.wrapping_sub(1))
        {
            if own <= level {
                break;
            }
            self.depth -= 1;
            let length = self.out.position() - body;
            let short = u8::try_from(length).unwrap_or(0);
            self.out.patch(head, &[kind | if width == 0 { short & 7 } else { width << 3 }]);
            self.patch_length(body, length, width);
        }
        let innermost = self.open.get(self.depth.wrapping_sub(1));
        self.inner = innermost.map_or(0, |container| container.level);
        self.limit = self.lowest_limit();
    }

    fn patch_length(&mut self, body: usize, length: usize, width: u8) {
        let octets = u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes();
        let field = octets.get(4 - usize::from(width)..).unwrap_or(&[]);
        self.out.patch(body - usize::from(width), field);
    }

    fn lowest_limit(&self) -> usize {
        let open = self.open.iter().take(self.depth);
        open.map(|c| c.body.saturating_add(capacity(c.width))).min().unwrap_or(usize::MAX)
    }

    /// Makes room in the open length fields for `more` octets.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn reserve(&mut self, more: usize) -> Result<()> {
        if self.out.position().saturating_add(more) > self.limit {
            self.widen(more)
        } else {
            Ok(())
        }
    }

    #[cold]
    #[inline(never)]
    fn widen(&mut self, more: usize) -> Result<()> {
        // From the innermost outwards: what an inner header gains counts in the outer one's length.
        for at in (0..self.depth).rev() {
            let Some(container) = self.open.get_mut(at) else { break };
            let length = self.out.position() + more - container.body;
            let width = width(length).ok_or(ErrorKind::ValueTooLong { limit: capacity(3) })?;
            if width > container.width {
                let by = usize::from(width - container.width);
                self.out.widen(container.body, by);
                (container.width, container.body) = (width, container.body + by);
                for inner in self.open.iter_mut().skip(at + 1) {
                    (inner.head, inner.body) = (inner.head + by, inner.body + by);
                }
            }
        }
        self.limit = self.lowest_limit();
        Ok(())
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn integer(&mut self, kind: Kind, id: u16, number: i64) -> Result<()> {
        let [a, b, c, d, e, f, g, h] = number.to_be_bytes();
        // D-054: the shortest of 1, 2, 4 and 8.
        if i8::try_from(number).is_ok() {
            self.fixed(kind, id, [h])
        } else if i16::try_from(number).is_ok() {
            self.fixed(kind, id, [g, h])
        } else if i32::try_from(number).is_ok() {
            self.fixed(kind, id, [e, f, g, h])
        } else {
            self.fixed(kind, id, [a, b, c, d, e, f, g, h])
        }
    }

    /// A leaf of 1 to 8 octets.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn fixed<const N: usize>(&mut self, kind: Kind, id: u16, value: [u8; N]) -> Result<()> {
        self.reserve(header_length(id, N) + N)?;
        self.head(kind, id, N);
        self.out.put(value);
        Ok(())
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn text(&mut self, kind: Kind, id: u16, text: &Text<'_>) -> Result<()> {
        match text.as_str() {
            Some(text) => self.octets(kind, id, text.as_bytes()),
            None => self.pieces(kind, id, text.len(), |out| {
                text.for_each_piece(|piece| out.write(piece.as_bytes()));
            }),
        }
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn octets(&mut self, kind: Kind, id: u16, value: &[u8]) -> Result<()> {
        self.pieces(kind, id, value.len(), |out| out.write(value))
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn pieces(
        &mut self,
        kind: Kind,
        id: u16,
        length: usize,
        write: impl FnOnce(&mut Output<'b>),
    ) -> Result<()> {
        if length > capacity(3) {
            return Err(ErrorKind::ValueTooLong { limit: capacity(3) }.into());
        }
        self.reserve(header_length(id, length) + length)?;
        self.head(kind, id, length);
        write(self.out);
        Ok(())
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn head(&mut self, kind: Kind, id: u16, length: usize) {
        let kind = kind.bits();
        let [high, low] = id.to_be_bytes();
        let octets = u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes();
        match (high, length) {
            (0, 0..=7) => self.out.put([kind | octets[3], low]),
            (0, 8..=0xff) => self.out.put([kind | 0x08, low, octets[3]]),
            (_, 0..=7) => self.out.put([kind | WIDE_ID | octets[3], high, low]),
            (_, 8..=0xff) => self.out.put([kind | WIDE_ID | 0x08, high, low, octets[3]]),
            _ => self.long_head(kind, id, length),
        }
    }

    #[inline(never)]
    fn long_head(&mut self, kind: u8, id: u16, length: usize) {
        let [high, low] = id.to_be_bytes();
        let width = width(length).unwrap_or(3);
        if high == 0 {
            self.out.put([kind | width << 3, low]);
        } else {
            self.out.put([kind | WIDE_ID | width << 3, high, low]);
        }
        let octets = u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes();
        self.out.write(octets.get(4 - usize::from(width)..).unwrap_or(&[]));
    }
}

impl RecordSink for Writer<'_, '_> {
    fn record(&mut self, record: &Record<Value<'_>>) -> Result<()> {
        self.step(record).map_err(|error: Error| error.within(record.path))
    }

    fn wants(&self, path: Path) -> bool {
        path.is_within(self.target) || self.target.is_within(path)
    }
}

#[cold]
#[inline(never)]
fn not_expressible<T>(what: &'static str) -> Result<T> {
    Err(ErrorKind::NotExpressible(what).into())
}

/// The longest content that a length field of so many octets can count.
const fn capacity(width: u8) -> usize {
    match width {
        0 => 7,
        1 => 0xff,
        2 => 0xffff,
        _ => 0xff_ffff,
    }
}

/// How many octets a length takes.
const fn width(length: usize) -> Option<u8> {
    match length {
        0..=7 => Some(0),
        8..=0xff => Some(1),
        0x100..=0xffff => Some(2),
        0x1_0000..=0xff_ffff => Some(3),
        _ => None,
    }
}

#[inline]
fn header_length(id: u16, length: usize) -> usize {
    2 + usize::from(id > 0xff) + usize::from(width(length).unwrap_or(3))
}
