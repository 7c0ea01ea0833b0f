//! Transcoding: a payload of one format told again in another, record by record, without a tree.
//! Knows no format: what can't be carried is refused by the Writer that can't.

mod device;
mod order;

#[cfg(feature = "alloc")]
use alloc::vec::Vec;

use self::device::{Device, Own};
pub use self::order::Slot;
use crate::decode::{Records, Typed, may_be_empty, retyped, typed};
use crate::deviation::{Lenience, Report};
use crate::encode::Encode;
use crate::error::{Error, ErrorKind, Result};
use crate::format::ContentFormat;
use crate::impls::Placed;
use crate::options::Options;
use crate::path::Path;
use crate::record::{Prefix, Record, RecordSink};
use crate::schema::Schema;
use crate::value::{Value, Wire, WireValue};

/// A payload as a value: whatever takes what can [`Encode`] itself writes it in its own format, whole or in blocks.
///
/// Each writing reads the payload once, in payload order; nothing is kept. A schema types the values. Without one
/// (`()`), and where it does not know a Resource, a value is carried as its bytes type it: a Float that came as an
/// integer stays one, and a link that came as text stays text. Bytes without a type (TLV, plain text, the strings
/// of LwM2M JSON) are then [`ErrorKind::Untyped`].
///
/// What the other format has no form for is an error of its Writer, save that SenML and LwM2M JSON say nothing of an
/// Object Instance without Resources.
///
/// ```
/// use lwm2m_codec::{
///     ContentFormat, DataType, ObjectDef, ObjectId, ObjectVersion, Operations, Path, ResourceDef, ResourceId,
///     Slot, Transcoded, encode_block,
/// };
///
/// const TIMEOUT: ObjectDef<'_> = ObjectDef {
///     id: ObjectId::new(1),
///     name: "Server",
///     urn: "urn:oma:lwm2m:oma:1",
///     version: ObjectVersion::V1_0,
///     lwm2m_version: ObjectVersion::V1_0,
///     multiple: true,
///     mandatory: true,
///     resources: &[
///         ResourceDef::new(ResourceId::new(1), "Lifetime", Operations::READ_WRITE, DataType::Integer),
///         ResourceDef::new(ResourceId::new(7), "Binding", Operations::READ_WRITE, DataType::String),
///     ],
/// };
/// let json = br#"[{"bn":"/1/0/","n":"7","vs":"U"},{"n":"1","v":60}]"#;
///
/// // TLV needs ascending paths: two slots are enough for two records.
/// let mut slots = [Slot::EMPTY; 2];
/// let server = Path::instance(1, 0);
/// let payload = Transcoded::new(ContentFormat::SENML_JSON, server, json, &TIMEOUT)?;
/// let payload = payload.in_order(&mut slots);
/// let mut block = [0; 16];
/// let block = encode_block(ContentFormat::TLV, server, &payload, 0, &mut block)?;
/// assert_eq!(block.bytes, b"\xc1\x01\x3c\xc1\x07U");
/// # Ok::<(), lwm2m_codec::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Transcoded<'a, S> {
    records: Records<'a>,
    lenience: Lenience,
    /// The format of the payload.
    from: ContentFormat,
    own: Own<'a>,
    schema: S,
    /// The records in order; empty where they are told in payload order.
    ordered: &'a [Slot<'a>],
}

impl<'a, S: Schema> Transcoded<'a, S> {
    /// A payload of a format: strict, newest version. See [`Options::transcoded`].
    ///
    /// # Errors
    /// As [`Options::records`].
    pub fn new(from: ContentFormat, target: Path, payload: &'a [u8], schema: S) -> Result<Self> {
        Options::STRICT.transcoded(from, target, payload, schema)
    }

    /// Puts the records in ascending order of devices, paths and times, as far as the slots hold them all.
    ///
    /// For TLV and LwM2M CBOR, which nest; SenML and LwM2M JSON take any order. For n records it costs one reading
    /// and n × log n comparisons, once: what is written afterwards no longer reads the payload. Records that ascend
    /// already need no slots. Where there are fewer slots than records, those are told in payload order, which a
    /// format that nests refuses with [`ErrorKind::RecordOrder`].
    #[must_use]
    pub fn in_order<'s>(self, slots: &'s mut [Slot<'a>]) -> Transcoded<'s, S>
    where
        'a: 's,
    {
        let ordered = order::fill(&self.records, self.own, slots);
        let Self { records, lenience, from, own, schema, .. } = self;
        Transcoded { records, lenience, from, own, schema, ordered }
    }

    /// What is to be told for a record.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn typed(&self, record: &Record<WireValue<'a>>) -> Result<Record<Value<'a>>> {
        let Record { path, time, .. } = *record;
        if path.depth() > 1 && path.instance_id().is_none() {
            return not_expressible("an Object Instance without an id");
        }
        if record.value.is_null() && self.from == ContentFormat::LWM2M_CBOR {
            // D-084: there it is no value at all, in a composite request it deletes.
            return not_expressible("null");
        }
        match typed(&self.schema, path, &record.value, self.lenience) {
            Ok(Typed::Known(value)) => Ok(Record { path, time, value }),
            Ok(Typed::Unknown(wire)) => Ok(Record { path, time, value: by_itself(&wire)? }),
            Err(error) => self.retyped(error, record),
        }
    }

    /// What is to be told for a record whose type was refused.
    #[cold]
    #[inline(never)]
    fn retyped(&self, error: Error, record: &Record<WireValue<'a>>) -> Result<Record<Value<'a>>> {
        let Record { path, time, value } =
            retyped(&mut self.records.clone(), &self.schema, error, record)?;
        let value = match value {
            Typed::Known(value) => value,
            Typed::Unknown(wire) => by_itself(&wire)?,
        };
        Ok(Record { path, time, value })
    }

    /// Tells a record; `prefix` is asked for what stands in front of it only where several devices may.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn tell(
        &self,
        prefix: impl FnOnce() -> Prefix<'a>,
        record: &Record<WireValue<'a>>,
        device: &mut Device,
        sink: &mut dyn RecordSink,
    ) -> Result<()> {
        if self.records.target() == Path::ROOT {
            device.switch(&prefix(), self.own, sink)?;
        }
        if !sink.wants(record.path) {
            return Ok(());
        }
        sink.record(&self.typed(record)?)
    }

    fn tell_in_payload_order(&self, device: &mut Device, sink: &mut dyn RecordSink) -> Result<()> {
        let mut records = self.records.clone();
        let source = records.source();
        let mut record = Record::default();
        let mut empty = true;
        while source.next_record(&mut record)? {
            empty = false;
            self.tell(|| source.prefix(), &record, device, sink)
                .map_err(|error| error.at(source.offset()).within(record.path))?;
        }
        if empty {
            let target = self.records.target();
            may_be_empty(&self.schema, target).map_err(|e| e.at(source.offset()))?;
        }
        Ok(())
    }

    fn tell_in_order(&self, device: &mut Device, sink: &mut dyn RecordSink) -> Result<()> {
        let mut last: Option<&Slot<'_>> = None;
        for slot in self.ordered {
            let error = |error: Error| error.at(slot.offset).within(slot.record.path);
            if last.is_some_and(|last| last.is_at_place_of(slot, self.own)) {
                return Err(error(ErrorKind::Duplicate.into()));
            }
            last = Some(slot);
            self.tell(|| slot.prefix, &slot.record, device, sink).map_err(error)?;
        }
        Ok(())
    }
}

impl<S: Schema> Encode for Transcoded<'_, S> {
    /// Tells the payload's records where they live, each device's behind its prefix.
    ///
    /// # Errors
    /// Those of reading, those of the sink, and [`ErrorKind::Untyped`], with the byte of the payload and the path.
    fn encode(&self, _: Path, sink: &mut dyn RecordSink) -> Result<()> {
        let mut device = Device::NONE;
        if self.ordered.is_empty() {
            self.tell_in_payload_order(&mut device, sink)?;
        } else {
            self.tell_in_order(&mut device, sink)?;
        }
        device.end(sink)
    }
}

impl<S: Schema> Placed for Transcoded<'_, S> {}

/// The value as its bytes type it; plain text and the strings of LwM2M JSON may be of several types.
#[inline(never)]
fn by_itself<'a>(wire: &WireValue<'a>) -> Result<Value<'a>> {
    let value = match wire.0 {
        Wire::Characters(_) | Wire::TextOrBase64 { .. } => None,
        _ => wire.self_typed(),
    };
    value.ok_or_else(|| ErrorKind::Untyped.into())
}

#[cold]
#[inline(never)]
fn not_expressible<T>(what: &'static str) -> Result<T> {
    Err(ErrorKind::NotExpressible(what).into())
}

/// Writes a payload of one format in another: strict, newest version. See [`Options::transcode`].
///
/// ```
/// use lwm2m_codec::{ContentFormat, Path, transcode};
///
/// let cbor = b"\xa1\x83\x03\x00\x09\x18\x64";
/// let mut buffer = [0; 64];
/// let (from, to) = (ContentFormat::LWM2M_CBOR, ContentFormat::SENML_JSON);
/// let json = transcode(from, to, Path::resource(3, 0, 9), cbor, &(), &mut buffer)?;
/// assert_eq!(json, br#"[{"bn":"/3/0/9","v":100}]"#);
/// # Ok::<(), lwm2m_codec::Error>(())
/// ```
///
/// # Errors
/// As [`Options::transcode`].
pub fn transcode<'b>(
    from: ContentFormat,
    to: ContentFormat,
    target: Path,
    payload: &[u8],
    schema: &(impl Schema + ?Sized),
    buffer: &'b mut [u8],
) -> Result<&'b [u8]> {
    Options::STRICT.transcode(from, to, target, payload, schema, buffer)
}

/// Writes a payload of one format in another, into a new vector and in whatever order: strict, newest version. See
/// [`Options::transcode_to_vec`]. *Requires feature `alloc`.*
///
/// # Errors
/// As [`Options::transcode_to_vec`].
#[cfg(feature = "alloc")]
pub fn transcode_to_vec(
    from: ContentFormat,
    to: ContentFormat,
    target: Path,
    payload: &[u8],
    schema: &(impl Schema + ?Sized),
) -> Result<Vec<u8>> {
    Options::STRICT.transcode_to_vec(from, to, target, payload, schema)
}

impl<'o, R: Report> Options<'o, R> {
    /// A payload as a value that can be written in other formats, whole or in blocks.
    ///
    /// These Options are for reading; those of the writing come before its own verb. The alternate path and the
    /// gateway prefix of these are the payload's own and not carried; an Object Instance without an id is carried
    /// where both have a [`new_instance`](Options::new_instance).
    ///
    /// # Errors
    /// As [`Options::records`].
    pub fn transcoded<'a, S: Schema>(
        self,
        from: ContentFormat,
        target: Path,
        payload: &'a [u8],
        schema: S,
    ) -> Result<Transcoded<'a, S>>
    where
        'o: 'a,
    {
        let (options, mut report) = self.split();
        if R::LISTENS {
            // Writing may read the payload several times: what deviates is told here, once. Errors come again there.
            let told = options.reporting(&mut report).records(from, target, payload)?;
            told.typed(&schema).take_while(Result::is_ok).for_each(drop);
        }
        let records = options.records(from, target, payload)?;
        let (own, lenience) = (Own::of(&options), options.lenience);
        Ok(Transcoded { records, lenience, from, own, schema, ordered: &[] })
    }

    /// Writes a payload of one format in another, record by record; what comes back is the written part.
    ///
    /// `target` is the path of the operation. The schema types what the bytes don't; `&()` knows nothing. These
    /// Options are for reading and for writing.
    ///
    /// # Errors
    /// Those of [`Options::records`] and of the records, [`ErrorKind::Untyped`], and those of [`Options::encode`]:
    /// [`ErrorKind::RecordOrder`] where the format nests and paths do not ascend ([`Transcoded::in_order`] helps),
    /// [`ErrorKind::TimeUnsupported`] and [`ErrorKind::NotExpressible`] for what can't be carried.
    pub fn transcode<'b>(
        self,
        from: ContentFormat,
        to: ContentFormat,
        target: Path,
        payload: &[u8],
        schema: &(impl Schema + ?Sized),
        buffer: &'b mut [u8],
    ) -> Result<&'b [u8]> {
        let (options, report) = self.split();
        let transcoded = options.reporting(report).transcoded(from, target, payload, schema)?;
        options.encode(to, target, &transcoded, buffer)
    }

    /// The same, into a new vector; records that must be put in order are. *Requires feature `alloc`.*
    ///
    /// # Errors
    /// As [`Options::transcode`], save for the buffer; [`ErrorKind::Duplicate`] for a path that comes twice where
    /// records had to be put in order.
    #[cfg(feature = "alloc")]
    pub fn transcode_to_vec(
        self,
        from: ContentFormat,
        to: ContentFormat,
        target: Path,
        payload: &[u8],
        schema: &(impl Schema + ?Sized),
    ) -> Result<Vec<u8>> {
        let (options, report) = self.split();
        let transcoded = options.reporting(report).transcoded(from, target, payload, schema)?;
        match options.encode_to_vec(to, target, &transcoded) {
            Err(error) if error.kind() == ErrorKind::RecordOrder => {
                let mut slots = alloc::vec![Slot::EMPTY; transcoded.records.clone().count()];
                options.encode_to_vec(to, target, &transcoded.in_order(&mut slots))
            }
            written => written,
        }
    }
}
