//! Writes SenML CBOR in one pass: one counted array, the base name and base time on the first record
//! (D-074 to D-076).

use crate::error::{Error, ErrorKind, Result};
use crate::format::cbor_leaf::{
    head_length, put_float, put_head, put_integer, put_link, put_value,
};
use crate::options::{Options, Scope};
use crate::output::Output;
use crate::path::{Path, uri};
use crate::record::{Record, RecordSink, Timestamp};
use crate::syntax::cbor::{ARRAY, NEGATIVE, TEXT, UNSIGNED};
use crate::syntax::decimal::digits;
use crate::value::Value;

/// Writes records as a SenML CBOR pack for a target, in any order.
#[derive(Debug)]
pub struct Writer<'o, 'b, 'p> {
    out: &'o mut Output<'b>,
    scope: Scope<'p>,
    /// Where the head of the array is, and how many records it counts.
    head: usize,
    count: u64,
    /// The time of the first record, in nanoseconds; 0 where it has none.
    base_time: i64,
    /// The device that the next records belong to (D-018).
    device: [u8; DEVICE],
    device_length: usize,
}

/// The longest prefix of a device among several; peers' are of eight characters (D-018).
const DEVICE: usize = 32;

impl<'o, 'b, 'p> Writer<'o, 'b, 'p> {
    /// Begins a payload for a target.
    ///
    /// # Errors
    /// [`ErrorKind::Path`] for a prefix that could not be told from ids.
    pub fn new(target: Path, out: &'o mut Output<'b>, options: &Options<'p>) -> Result<Self> {
        let scope = Scope::new(target, options);
        scope.check_writable()?;
        let head = out.position();
        out.put([ARRAY << 5]);
        let (device, device_length) = ([0; DEVICE], 0);
        Ok(Self { out, scope, head, count: 0, base_time: 0, device, device_length })
    }

    /// Closes the array.
    ///
    /// # Errors
    /// None today; the signature is every Writer's.
    pub fn finish(self) -> Result<()> {
        let mut bytes = [0; 9];
        let mut head = Output::new(&mut bytes);
        put_head(&mut head, ARRAY, self.count);
        let length = head.position();
        self.out.patch(self.head, bytes.get(..length).unwrap_or(&bytes));
        Ok(())
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn step(&mut self, record: &Record<Value<'_>>) -> Result<()> {
        let (path, target) = (record.path, self.scope.target);
        if !self.scope.contains(path) {
            return Ok(());
        }
        let label = match record.value {
            Value::Integer(_) | Value::Unsigned(_) | Value::Float(_) | Value::Time(_) => 2,
            Value::String(_) | Value::CoreLink(_) => 3,
            Value::Boolean(_) => 4,
            Value::Opaque(_) => 8,
            Value::ObjectLink(_) => OBJECT_LINK,
            Value::Empty | Value::Null => return self.no_value(path, &record.value),
        };
        if self.scope.new_instance.is_some() && target.depth() < 2 {
            // D-056: only TLV and LwM2M CBOR can leave the id to the client.
            return Err(ErrorKind::NotExpressible("an Object Instance without an id").into());
        }
        if path.depth() < 3 {
            return Err(ErrorKind::NotExpressible("a value above a Resource").into());
        }
        let first = self.count == 0;
        let named = path != target;
        let time = record.time.map_or(0, Timestamp::nanos);
        let base_timed = first && record.time.is_some();
        if base_timed {
            self.base_time = time;
        }
        // Below the base time by more than half of all time there is: still one number.
        let since = i128::from(time) - i128::from(self.base_time);
        let members =
            1 + u8::from(first) + u8::from(base_timed) + u8::from(named) + u8::from(since != 0);
        self.count += 1;
        let (before, after) = (head_length(self.count - 1), head_length(self.count));
        if before != after {
            self.out.widen(self.head + before, after - before);
        }
        self.out.put([0xa0 | members]);
        if first {
            self.base_name(named);
            if base_timed {
                put_head(self.out, NEGATIVE, 2);
                self.seconds(time.into())?;
            }
        }
        if named {
            self.name(path);
        }
        if since != 0 {
            self.out.put([6]);
            self.seconds(since)?;
        }
        if let Value::ObjectLink(link) = &record.value {
            self.out.put(*b"\x63vlo");
            put_link(self.out, *link);
            return Ok(());
        }
        self.out.put([label]);
        put_value(self.out, &record.value)
    }

    /// What SenML has no form for (D-079), save where the pack as a whole says it: nothing in the target.
    #[cold]
    #[inline(never)]
    fn no_value(&self, path: Path, value: &Value<'_>) -> Result<()> {
        match value {
            Value::Empty if path == self.scope.target || path.depth() < 3 => Ok(()),
            Value::Empty => Err(ErrorKind::NotExpressible("an empty multiple Resource").into()),
            _ => Err(ErrorKind::NotExpressible("null").into()),
        }
    }

    /// The base name: the target, with a slash at the end where names follow (D-075).
    #[inline(never)]
    fn base_name(&mut self, named: bool) {
        let target = self.scope.target;
        let mut length = usize::from(named);
        for prefix in self.scope.prefixes() {
            length += 1 + prefix.len();
        }
        for level in 0..target.depth() {
            length += 1 + digits(target.id(level).unwrap_or(0)).1;
        }
        put_head(self.out, NEGATIVE, 1);
        put_head(self.out, TEXT, length as u64);
        for prefix in self.scope.prefixes() {
            self.out.put([b'/']);
            self.out.write(prefix.as_bytes());
        }
        for level in 0..target.depth() {
            self.out.put([b'/']);
            let (digits, length) = digits(target.id(level).unwrap_or(0));
            self.out.put_some(digits, length);
        }
        if named {
            self.out.put([b'/']);
        }
    }

    /// The name: what remains of the path, behind the device's prefix where there is one.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn name(&mut self, path: Path) {
        if self.device_length > 0 {
            return self.device_name(path);
        }
        // At most four ids of five digits: the length fits the head's one byte, and is patched in.
        let head = self.out.position() + 1;
        self.out.put([0, 0]);
        self.ids(path);
        let length = self.out.position() - head - 1;
        self.out.patch(head, &[TEXT << 5 | u8::try_from(length).unwrap_or(0)]);
    }

    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn ids(&mut self, path: Path) {
        let first = self.scope.target.depth();
        for level in first..path.depth() {
            if level > first {
                self.out.put([b'/']);
            }
            let (digits, length) = digits(path.id(level).unwrap_or(0));
            self.out.put_some(digits, length);
        }
    }

    #[cold]
    #[inline(never)]
    fn device_name(&mut self, path: Path) {
        let levels = (0..path.depth()).map(|level| 1 + digits(path.id(level).unwrap_or(0)).1);
        let length = self.device_length + levels.sum::<usize>();
        put_head(self.out, UNSIGNED, 0);
        put_head(self.out, TEXT, length as u64);
        self.out.write(self.device.get(..self.device_length).unwrap_or(&[]));
        self.out.put([b'/']);
        self.ids(path);
    }

    /// A time: an integer where it is whole, else a double where that says the same nanoseconds, else a decimal
    /// fraction (D-047).
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn seconds(&mut self, nanos: i128) -> Result<()> {
        match i64::try_from(nanos) {
            Ok(nanos) if nanos % 1_000_000_000 == 0 => {
                put_integer(self.out, nanos / 1_000_000_000);
                Ok(())
            }
            _ => self.fraction(nanos),
        }
    }

    #[cold]
    #[inline(never)]
    #[expect(clippy::cast_precision_loss, reason = "compared after")]
    fn fraction(&mut self, nanos: i128) -> Result<()> {
        let seconds = nanos as f64 / 1e9;
        let reads_back = crate::value::float_attos(seconds)
            .and_then(|attos| Timestamp::from_attos(attos).ok())
            .is_some_and(|time| i128::from(time.nanos()) == nanos);
        if reads_back {
            put_float(self.out, seconds);
            return Ok(());
        }
        let nanos = i64::try_from(nanos).map_err(|_| ErrorKind::TimeOutOfRange)?;
        // [-9, nanos] under tag 4.
        self.out.put([0xc4, 0x82, 0x28]);
        put_integer(self.out, nanos);
        Ok(())
    }
}

/// Stands for the label `vlo`, which is text.
const OBJECT_LINK: u8 = u8::MAX;

impl RecordSink for Writer<'_, '_, '_> {
    fn record(&mut self, record: &Record<Value<'_>>) -> Result<()> {
        self.step(record).map_err(|error: Error| error.within(record.path))
    }

    fn wants(&self, path: Path) -> bool {
        self.scope.contains(path) || self.scope.target.is_within(path)
    }

    fn device(&mut self, prefix: &str) -> Result<()> {
        if self.scope.target != Path::ROOT {
            return Err(ErrorKind::NotExpressible("several devices below one target").into());
        }
        let place = self.device.get_mut(..prefix.len());
        let place = place.ok_or(ErrorKind::TooDeep { limit: DEVICE })?;
        if !prefix.is_empty() && !uri::is_prefix_segment(prefix) {
            return Err(ErrorKind::Path("a prefix of unreserved characters").into());
        }
        place.copy_from_slice(prefix.as_bytes());
        self.device_length = prefix.len();
        Ok(())
    }
}
