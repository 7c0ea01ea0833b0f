//! Writes LwM2M CBOR in one pass: the target as one key, below it counted maps with one id a level (D-082).

use core::cmp::Ordering;

use crate::error::{Error, ErrorKind, Result};
use crate::format::cbor_leaf::{Counted, put_head, put_link, put_value};
use crate::format::device::Device;
use crate::options::{Options, Scope};
use crate::output::Output;
use crate::path::Path;
use crate::record::{Record, RecordSink};
use crate::syntax::cbor::{ARRAY, MAP, TEXT, UNSIGNED};
use crate::value::Value;

/// Writes records as a LwM2M CBOR payload for a target: ascending by path, without times.
#[derive(Debug)]
pub struct Writer<'o, 'b, 'p> {
    out: &'o mut Output<'b>,
    scope: Scope<'p>,
    /// How many ids the keys of the top map have: those of the target, at least one.
    lead: usize,
    /// The path of the record before; the root where there is none.
    last: Path,
    /// The open maps, outermost first. Map `n` below the top one holds ids of level `lead + n - 1`.
    open: [Counted; 4],
    depth: usize,
    /// The device that the top map's next keys belong to; written when its first record comes.
    device: Device,
    /// How far the devices before were told: keys of the top map must differ.
    told: Told,
}

/// The last records of the peer itself and of the last device: to tell a device that comes again, its prefix must
/// not be lower, nor its first Object that of the record before.
#[derive(Clone, Copy, Debug)]
struct Told {
    own: Path,
    device: Device,
    devices: Path,
}

impl<'o, 'b, 'p> Writer<'o, 'b, 'p> {
    /// Begins a payload for a target.
    ///
    /// # Errors
    /// [`ErrorKind::Path`] for a gateway prefix that could not be told from ids.
    pub fn new(target: Path, out: &'o mut Output<'b>, options: &Options<'p>) -> Result<Self> {
        let scope = Scope::new(target, options);
        scope.check_writable()?;
        let device = Device::NONE;
        let told = Told { own: Path::ROOT, device, devices: Path::ROOT };
        let lead = target.depth().max(1);
        let open = [Counted::default(); 4];
        let mut writer = Self { out, scope, lead, last: Path::ROOT, open, depth: 0, device, told };
        writer.begin();
        Ok(writer)
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
        if !self.scope.contains(path) {
            return Ok(());
        }
        if record.time.is_some() {
            return Err(ErrorKind::TimeUnsupported.into());
        }
        if path <= self.last {
            return Err(ErrorKind::RecordOrder.into());
        }
        let depth = path.depth();
        let shared = path.common_depth(self.last);
        if depth < 3 && record.value != Value::Empty {
            return Err(ErrorKind::NotExpressible("a value above a Resource").into());
        }
        if path == self.scope.target && record.value == Value::Empty {
            // An empty target is an empty map (D-005).
            return Ok(());
        }
        if shared + 1 == depth && shared >= self.lead && self.depth == depth - self.lead + 1 {
            // A sibling of the record before.
            self.add();
            put_head(self.out, UNSIGNED, u64::from(path.id(depth - 1).unwrap_or(0)));
        } else {
            self.enter(path, depth, shared)?;
        }
        self.last = path;
        match &record.value {
            Value::ObjectLink(link) => put_link(self.out, *link),
            Value::Empty if depth < 4 => put_head(self.out, MAP, 0),
            Value::Empty => {
                return Err(ErrorKind::NotExpressible("an empty Resource Instance").into());
            }
            value => put_value(self.out, value)?,
        }
        Ok(())
    }

    /// Closes the maps that `path` has left, and writes its keys down to the value.
    #[inline(never)]
    fn enter(&mut self, path: Path, depth: usize, shared: usize) -> Result<()> {
        if self.last != Path::ROOT && self.last.depth() == shared {
            // A container was said to be empty, or a Resource to be single, and now something lies below it.
            return Err(ErrorKind::RecordOrder.into());
        }
        if self.last == Path::ROOT {
            self.check_device(path)?;
        }
        // Ids that are shared lie in maps that stay open.
        let top = self.last == Path::ROOT || shared < self.lead;
        self.close(if top { 1 } else { shared - self.lead + 2 });
        let first = if top {
            self.add();
            self.lead_key(path);
            self.lead
        } else {
            shared
        };
        for level in first..depth {
            if level > first || top {
                self.begin();
            }
            self.add();
            put_head(self.out, UNSIGNED, self.id(path, level));
        }
        Ok(())
    }

    /// A device that was told of before may only go on with a key that is new.
    fn check_device(&self, path: Path) -> Result<()> {
        let Told { own, device, devices } = self.told;
        let before = match self.device.prefix().cmp(device.prefix()) {
            _ if self.device.is_none() => own,
            Ordering::Less => return Err(ErrorKind::RecordOrder.into()),
            Ordering::Equal => devices,
            Ordering::Greater => Path::ROOT,
        };
        if path.ancestor(1) <= before { Err(ErrorKind::RecordOrder.into()) } else { Ok(()) }
    }

    /// A key of the top map: the target's ids, or the Object's id, behind the device's prefix where there is one.
    fn lead_key(&mut self, path: Path) {
        let own = self.device.prefix();
        let prefix = if own.is_empty() { self.scope.gateway_prefix().as_bytes() } else { own };
        let elements = self.lead + usize::from(!prefix.is_empty());
        if elements > 1 {
            put_head(self.out, ARRAY, elements as u64);
        }
        if !prefix.is_empty() {
            put_head(self.out, TEXT, prefix.len() as u64);
            self.out.write(prefix);
        }
        for level in 0..self.lead {
            put_head(self.out, UNSIGNED, self.id(path, level));
        }
    }

    /// The id at a level; 65535 for the instance whose id the client chooses (D-056).
    fn id(&self, path: Path, level: usize) -> u64 {
        let new = level == 1
            && self.scope.target.depth() == 1
            && self.scope.new_instance.is_some()
            && path.instance_id() == self.scope.new_instance;
        if new { 65535 } else { u64::from(path.id(level).unwrap_or(0)) }
    }

    fn begin(&mut self) {
        if let Some(place) = self.open.get_mut(self.depth) {
            *place = Counted::begin(self.out, MAP);
            self.depth += 1;
        }
    }

    /// Counts one more pair in the innermost map.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn add(&mut self) {
        let Some(map) = self.open.get_mut(self.depth.wrapping_sub(1)) else { return };
        map.add(self.out);
    }

    /// Closes maps until `depth` are open.
    fn close(&mut self, depth: usize) {
        while self.depth > depth {
            self.depth -= 1;
            let Some(map) = self.open.get(self.depth) else { return };
            map.close(self.out);
        }
    }
}

impl RecordSink for Writer<'_, '_, '_> {
    fn record(&mut self, record: &Record<Value<'_>>) -> Result<()> {
        self.step(record).map_err(|error: Error| error.within(record.path))
    }

    fn wants(&self, path: Path) -> bool {
        self.scope.contains(path) || self.scope.target.is_within(path)
    }

    /// One key of the top map begins with the prefix, so the devices' records may begin anew. Devices come in
    /// ascending order of their prefixes, the peer itself before, between or after them.
    fn device(&mut self, prefix: &str) -> Result<()> {
        let device = Device::new(prefix, self.scope.target)?;
        if self.last != Path::ROOT {
            if self.device.is_none() {
                self.told.own = self.last;
            } else {
                (self.told.device, self.told.devices) = (self.device, self.last);
            }
        }
        self.device = device;
        self.close(1);
        self.last = Path::ROOT;
        Ok(())
    }
}
