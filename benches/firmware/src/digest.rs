//! All that comes of a payload, in 32 bits: the firmware and `cargo xtask bare-metal` must find the same.

use lwm2m_codec::{
    ContentFormat, DataType, Encode, Error, Path, Record, RecordSink, Result, Value, WireValue,
    encode, records,
};

/// Reads a payload as records, each record as a value of each type, and writes the records again.
pub(super) fn of(format: ContentFormat, target: Path, payload: &[u8]) -> u32 {
    let mut digest = Digest(0x811c_9dc5);
    let read = |digest: &mut Digest| -> Result<()> {
        for record in records(format, target, payload)? {
            let record = record?;
            digest.path(record.path);
            digest.octets(&record.time.map_or(0, |time| time.nanos()).to_be_bytes());
            for data_type in DATA_TYPES {
                match record.value.typed(data_type) {
                    Ok(value) => digest.value(&value),
                    Err(error) => digest.error(&error),
                }
            }
        }
        Ok(())
    };
    if let Err(error) = read(&mut digest) {
        digest.error(&error);
        return digest.0;
    }
    let mut buffer = [0; 2048];
    match encode(format, target, &Again { format, target, payload }, &mut buffer) {
        Ok(bytes) => digest.octets(bytes),
        Err(error) => digest.error(&error),
    }
    digest.0
}

const DATA_TYPES: [DataType; 9] = [
    DataType::String,
    DataType::Integer,
    DataType::Unsigned,
    DataType::Float,
    DataType::Boolean,
    DataType::Opaque,
    DataType::Time,
    DataType::ObjectLink,
    DataType::CoreLink,
];

/// The records of a payload, to be written as its bytes type them; octets of TLV as Opaque.
struct Again<'a> {
    format: ContentFormat,
    target: Path,
    payload: &'a [u8],
}

impl Encode for Again<'_> {
    fn encode(&self, _: Path, sink: &mut dyn RecordSink) -> Result<()> {
        for record in records(self.format, self.target, self.payload)? {
            let Record { path, time, value } = record?;
            sink.record(&Record { path, time, value: value_of(&value)? })?;
        }
        Ok(())
    }
}

fn value_of<'a>(value: &WireValue<'a>) -> Result<Value<'a>> {
    value.self_typed().map_or_else(|| value.typed(DataType::Opaque), Ok)
}

/// FNV-1a.
struct Digest(u32);

impl Digest {
    fn octets(&mut self, octets: &[u8]) {
        for octet in octets {
            self.0 = (self.0 ^ u32::from(*octet)).wrapping_mul(0x0100_0193);
        }
    }

    fn path(&mut self, path: Path) {
        let ids = [
            path.object_id().map(|id| id.get()),
            path.instance_id().map(|id| id.get()),
            path.resource_id().map(|id| id.get()),
            path.resource_instance_id().map(|id| id.get()),
        ];
        ids.into_iter().for_each(|id| self.octets(&id.unwrap_or(u16::MAX).to_be_bytes()));
    }

    /// The byte and the path, and by which code it is answered.
    fn error(&mut self, error: &Error) {
        let offset = error.offset().map_or(u32::MAX, |offset| u32::try_from(offset).unwrap_or(0));
        self.octets(&offset.to_be_bytes());
        self.octets(&[error.code().byte()]);
        self.path(error.path().unwrap_or_default());
    }

    fn value(&mut self, value: &Value<'_>) {
        match value {
            Value::String(text) => {
                text.chars().for_each(|c| self.octets(&u32::from(c).to_be_bytes()))
            }
            Value::CoreLink(links) => {
                links.as_text().chars().for_each(|c| self.octets(&u32::from(c).to_be_bytes()));
            }
            Value::Integer(number) => self.octets(&number.to_be_bytes()),
            Value::Unsigned(number) => self.octets(&number.to_be_bytes()),
            Value::Float(number) if number.is_nan() => self.octets(b"NaN"),
            Value::Float(number) => self.octets(&number.to_be_bytes()),
            Value::Boolean(boolean) => self.octets(&[u8::from(*boolean)]),
            Value::Opaque(octets) => {
                let mut buffer = [0; 4096];
                match octets.copy_to(&mut buffer) {
                    Ok(octets) => self.octets(octets),
                    Err(error) => self.error(&error),
                }
            }
            Value::Time(time) => self.octets(&time.seconds().to_be_bytes()),
            Value::ObjectLink(link) => {
                self.octets(&link.object.to_be_bytes());
                self.octets(&link.instance.to_be_bytes());
            }
            _ => self.octets(b"empty"),
        }
    }
}
