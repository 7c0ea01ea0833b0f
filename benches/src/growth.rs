//! How work grows with the payload: many records, as a device sends them, and families of payloads that mean harm.
//! One family is a payload of any size; what is told of it is instructions a byte.

mod honest;
mod hostile;

use core::hint::black_box;

use lwm2m_codec::link::links;
use lwm2m_codec::{
    ContentFormat, Options, Path, Record, RecordSource, Result, WireValue, records, transcode,
};

/// Payloads of one shape and any size.
#[derive(Clone, Copy, Debug)]
pub struct Family {
    /// Its shape: `records`, `nested`, …
    pub name: &'static str,
    /// The format.
    pub format: &'static str,
    /// Whether somebody would send it: then a byte costs the same in a payload of any size, else no more.
    pub is_honest: bool,
    /// How it is read.
    pub work: Work,
    /// Makes a payload of about so many bytes.
    pub make: fn(usize) -> Vec<u8>,
}

/// What is done with a payload.
#[derive(Clone, Copy, Debug)]
pub enum Work {
    /// Every record, and every value as every type.
    Walk(ContentFormat, Path),
    /// Into SenML JSON, of which only the length is kept.
    Transcode(ContentFormat, Path),
    /// Every link and every parameter.
    Links,
    /// The Objects of a registration.
    Objects,
}

/// Every family.
pub fn all() -> impl Iterator<Item = &'static Family> {
    honest::FAMILIES.iter().chain(hostile::FAMILIES)
}

impl Family {
    /// Does the work, and says how many records or links there were until the end or the first error. Whoever counts
    /// instructions counts those in here.
    #[inline(never)]
    #[must_use]
    pub fn measured(&self, payload: &[u8]) -> usize {
        let mut count = 0;
        let payload = black_box(payload);
        // An error ends a payload like its last record does: told is how far it was read.
        let _ = black_box(match self.work {
            Work::Walk(format, target) => walk(format, target, payload, &mut count),
            Work::Transcode(format, target) => {
                let to = ContentFormat::SENML_JSON;
                transcode(format, to, target, payload, &(), &mut []).map(drop)
            }
            Work::Links => read_links(payload, &mut count),
            Work::Objects => read_objects(payload, &mut count),
        });
        count
    }
}

fn walk(format: ContentFormat, target: Path, payload: &[u8], count: &mut usize) -> Result<()> {
    let mut records = records(format, target, payload)?;
    let mut record = Record::default();
    while records.next_record(&mut record)? {
        touch(&record.value);
        *count += 1;
    }
    Ok(())
}

/// Takes a value for each type that there is.
fn touch(value: &WireValue<'_>) {
    let text = value.text().map(|text| text.chars().count());
    let octets = value.opaque().map(|octets| octets.len());
    black_box((text.ok(), octets.ok(), value.integer().ok(), value.unsigned().ok()));
    black_box((value.float().ok(), value.boolean().ok(), value.time().ok()));
    black_box((value.object_link().ok(), value.core_link().is_ok(), value.self_typed()));
}

fn read_links(payload: &[u8], count: &mut usize) -> Result<()> {
    for link in links(payload)? {
        for parameter in link?.parameters() {
            black_box(parameter.value.as_str());
        }
        *count += 1;
    }
    Ok(())
}

fn read_objects(payload: &[u8], count: &mut usize) -> Result<()> {
    for registered in Options::STRICT.object_list(payload)?.objects {
        black_box(registered?);
        *count += 1;
    }
    Ok(())
}

/// A payload that begins and ends so, and repeats `unit` in between.
fn repeated(size: usize, begin: &[u8], unit: &[u8], end: &[u8]) -> Vec<u8> {
    let times = size.saturating_sub(begin.len() + end.len()) / unit.len().max(1);
    [begin, &unit.repeat(times), end].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_are_as_large_as_they_are_asked_for() {
        for family in all() {
            for size in [1 << 10, 1 << 16] {
                let length = (family.make)(size).len();
                assert!(length <= size && length > size - size / 4, "{family:?}: {length}");
            }
        }
    }

    #[test]
    fn what_is_honest_is_read_whole() {
        for family in all().filter(|family| family.is_honest) {
            if matches!(family.work, Work::Transcode(..)) {
                continue;
            }
            let (small, large) = ((family.make)(1 << 12), (family.make)(1 << 15));
            let (few, many) = (family.measured(&small), family.measured(&large));
            assert!(few > 50 && (7 * few..9 * few).contains(&many), "{family:?}: {few}, {many}");
        }
    }

    #[test]
    fn names_are_unique() {
        let mut names: Vec<_> = all().map(|family| (family.name, family.format)).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
