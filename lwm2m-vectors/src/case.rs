//! A payload vector made ready: the target, and what may stand in front of paths.

use lwm2m_codec::{
    ContentFormat, Encode, Error, ErrorKind, ObjectInstanceId, Options, Path, Placed, Record,
    RecordSink, Result, Typed, Value,
};

use crate::line::{Expect, Line};
use crate::pattern::Pattern;
use crate::schema::LineSchema;

/// A payload of a vector and how it is to be read.
#[derive(Clone, Copy, Debug)]
pub struct Case<'l> {
    /// The format of the payload.
    pub format: ContentFormat,
    /// The target of the operation; where a vector does not know ids, some were chosen (D-010).
    pub target: Path,
    /// The bytes.
    pub payload: &'l [u8],
    /// The types that are known.
    pub schema: &'l LineSchema,
    alternate: &'l str,
    gateway: &'l str,
    new_instance: Option<ObjectInstanceId>,
}

/// Stands for ids above the payload that a vector does not know.
const UNKNOWN: u16 = 4711;

impl<'l> Case<'l> {
    /// Makes a vector's payload ready.
    ///
    /// # Errors
    /// Those of the codec for a target that is no path.
    pub fn new(line: &'l Line) -> Result<Self> {
        let records = match &line.expect {
            Expect::Records(records) => records.as_slice(),
            _ => &[],
        };
        let first = records.first().map(|record| &record.path);
        let target = match &line.path {
            Some(path) => path.path(path.ids.len(), UNKNOWN)?,
            None if line.format == ContentFormat::TLV => unnamed_target(first, &line.input)?,
            None => Path::ROOT,
        };
        // D-056, D-057: the id of an instance that the payload creates is the client's to choose.
        let created = target.depth() == 1
            && nests(line.format)
            && records.iter().any(|record| record.path.ids.get(1) == Some(&None));
        let new_instance = if created { ObjectInstanceId::try_from(UNKNOWN).ok() } else { None };
        let path = line.path.as_ref().filter(|path| !path.prefix.is_empty());
        let prefix = match path.or(first.filter(|_| target != Path::ROOT)) {
            Some(path) => path.prefix.as_str(),
            None => "",
        };
        let (alternate, gateway) = if line.format == ContentFormat::LWM2M_CBOR {
            ("", prefix.rsplit('/').next().unwrap_or_default())
        } else {
            (prefix, "")
        };
        let (format, payload, schema) = (line.format, line.input.as_slice(), &line.schema);
        Ok(Self { format, target, payload, schema, alternate, gateway, new_instance })
    }

    /// How it is read: strict, with what the vector has in front of its paths.
    #[must_use]
    pub fn options(&self) -> Options<'l> {
        let options = Options::STRICT.alternate_path(self.alternate).gateway_prefix(self.gateway);
        match self.new_instance {
            Some(instance) => options.new_instance(instance),
            None => options,
        }
    }

    /// What the format shows of a prefix: those of one value and TLV have no place for one, LwM2M
    /// CBOR one segment.
    pub(crate) fn shown<'p>(&self, prefix: &'p str) -> &'p str {
        match self.format {
            ContentFormat::TLV
            | ContentFormat::TEXT
            | ContentFormat::OPAQUE
            | ContentFormat::CBOR => "",
            ContentFormat::LWM2M_CBOR => prefix.rsplit('/').next().unwrap_or_default(),
            _ => prefix,
        }
    }

    /// The records of other bytes in place of the payload, typed as far as types are known.
    ///
    /// # Errors
    /// What is wrong with the bytes, each record and all of them together.
    pub fn read<'a>(&self, payload: &'a [u8]) -> Result<Vec<Found<'a>>>
    where
        'l: 'a,
    {
        let mut typed =
            self.options().records(self.format, self.target, payload)?.typed(self.schema);
        let mut found = Vec::<Found<'a>>::new();
        while let Some(record) = typed.next() {
            found.push(Found { prefix: typed.prefix().chars().collect(), record: record? });
        }
        match self.conflict(&found) {
            Some(path) => Err(Error::from(ErrorKind::Duplicate).within(path)),
            None => Ok(found),
        }
    }

    /// What a Reader cannot see without memory: a path that stands there twice, at one time and for one device
    /// (D-006); in LwM2M CBOR also a value that has children (D-083).
    fn conflict(&self, found: &[Found<'_>]) -> Option<Path> {
        let nests = self.format == ContentFormat::LWM2M_CBOR;
        let mut places: Vec<_> = found.iter().map(Found::place).collect();
        places.sort_unstable();
        let mut pairs = places.iter().zip(places.iter().skip(1));
        let conflict = pairs.find(|(a, b)| a == b || nests && a.0 == b.0 && b.1.is_within(a.1))?;
        Some(conflict.1.1)
    }

    /// Writes records in our own form.
    ///
    /// # Errors
    /// Those of the Writer.
    pub fn write(&self, pack: &Pack<'_>) -> Result<Vec<u8>> {
        let options = self.options();
        let mut bytes = vec![0; options.encoded_len(self.format, self.target, pack)?];
        options.encode(self.format, self.target, pack, &mut bytes)?;
        Ok(bytes)
    }

    /// The records in an order that the format's Writer takes: ascending by path where it nests.
    #[must_use]
    pub fn pack<'v>(
        &self,
        records: impl IntoIterator<Item = (String, Record<Value<'v>>)>,
    ) -> Pack<'v> {
        let own = [self.alternate, self.gateway].join("");
        let own_device = |prefix: String| match prefix.strip_prefix(&own) {
            Some(device) => device.trim_start_matches('/').into(),
            None => prefix,
        };
        let records = records.into_iter().map(|(prefix, record)| (own_device(prefix), record));
        let mut records: Vec<_> = records.collect();
        if nests(self.format) {
            records.sort_by(|a, b| (&a.0, a.1.path).cmp(&(&b.0, b.1.path)));
        }
        Pack(records)
    }
}

/// Whether a format holds records within each other, in ascending order.
fn nests(format: ContentFormat) -> bool {
    matches!(format, ContentFormat::TLV | ContentFormat::LWM2M_CBOR)
}

/// The ids above a TLV payload whose target is not known: as many as its first byte asks for.
fn unnamed_target(first: Option<&Pattern>, payload: &[u8]) -> Result<Path> {
    let depth = match payload.first() {
        Some(0..=0x3f) => 1,
        Some(0x40..=0x7f) => 3,
        _ => 2,
    };
    let unknown = Pattern { ids: vec![None; depth], ..Pattern::default() };
    first.filter(|path| path.ids.len() >= depth).unwrap_or(&unknown).path(depth, UNKNOWN)
}

/// A record as it was read.
#[derive(Clone, Debug)]
pub struct Found<'a> {
    /// What stood in front of its path.
    pub prefix: String,
    /// The record.
    pub record: Record<Typed<'a>>,
}

impl Found<'_> {
    fn place(&self) -> (&str, Path, Option<lwm2m_codec::Timestamp>) {
        (&self.prefix, self.record.path, self.record.time)
    }
}

/// Records that are to be written, each with the device that it belongs to; mostly none.
#[derive(Clone, Debug)]
pub struct Pack<'v>(pub Vec<(String, Record<Value<'v>>)>);

impl Placed for Pack<'_> {}

impl Encode for Pack<'_> {
    fn encode(&self, _: Path, sink: &mut dyn RecordSink) -> Result<()> {
        let mut device = "";
        for (prefix, record) in &self.0 {
            if prefix != device {
                sink.device(prefix)?;
                device = prefix;
            }
            sink.record(record)?;
        }
        Ok(())
    }
}
