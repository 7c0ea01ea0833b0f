//! Payloads of records, and lists of paths.

use lwm2m_codec::{ContentFormat, Record as CodecRecord, RecordSource, Typed};

use super::{Content, Record, Told};
use crate::subject::Subject;

/// The records of a payload.
pub(crate) fn records(subject: &Subject<'_>, format: ContentFormat) -> Told {
    let mut deviations = Vec::new();
    let mut told = Told::default();
    let mut offsets = offsets(subject, format).into_iter();
    let mut report = |deviation| deviations.push(deviation);
    match subject.options(&mut report).records(format, subject.path, subject.bytes) {
        Err(error) => told.fault = Some(error),
        Ok(records) => {
            let mut typed = records.typed(subject.definitions);
            while let Some(next) = typed.next() {
                match next {
                    Ok(_) if told.records.len() >= subject.keep => told.more += 1,
                    Ok(record) => told.records.push(Record {
                        offset: offsets.next(),
                        path: Some(record.path),
                        prefix: typed.prefix().to_string(),
                        time: record.time,
                        content: content(record.value),
                    }),
                    Err(error) => {
                        told.fault = Some(error);
                        break;
                    }
                }
            }
        }
    }
    told.deviations = deviations;
    told
}

/// Where each record begins: a typed record does not say.
fn offsets(subject: &Subject<'_>, format: ContentFormat) -> Vec<usize> {
    let mut silent = |_| {};
    let mut offsets = Vec::new();
    let records = subject.options(&mut silent).records(format, subject.path, subject.bytes);
    if let Ok(mut records) = records {
        let mut record = CodecRecord::default();
        while offsets.len() < subject.keep && matches!(records.next_record(&mut record), Ok(true)) {
            offsets.push(records.offset());
        }
    }
    offsets
}

fn content(value: Typed<'_>) -> Content {
    match value {
        Typed::Known(value) => Content::Value(value.into_owned()),
        Typed::Unknown(wire) => match wire.self_typed() {
            Some(value) => Content::Value(value.into_owned()),
            None => {
                let octets = wire.opaque().unwrap_or_default();
                let mut buffer = vec![0; octets.len()];
                Content::Untyped(octets.copy_to(&mut buffer).unwrap_or_default().to_vec())
            }
        },
    }
}

/// The paths of a composite read.
pub(crate) fn paths(subject: &Subject<'_>, format: ContentFormat) -> Told {
    let mut deviations = Vec::new();
    let mut told = Told::default();
    let mut report = |deviation| deviations.push(deviation);
    match subject.options(&mut report).paths(format, subject.bytes) {
        Err(error) => told.fault = Some(error),
        Ok(paths) => {
            for path in paths {
                match path {
                    Ok(path) => told.push(Record::place(None, Some(path)), subject.keep),
                    Err(error) => {
                        told.fault = Some(error);
                        break;
                    }
                }
            }
        }
    }
    told.deviations = deviations;
    told
}
