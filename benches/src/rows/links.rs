//! W6: the list of Objects of a Register, read and written.

use core::hint::black_box;

use lwm2m_codec::link::{self, ObjectList, Registered, RegisteredLinks, Root};
use lwm2m_codec::{ErrorKind, Options, Result};

use super::{BUFFER, Case, Row};
use crate::floor::Result as FloorResult;
use crate::floor::link::{self as floor, Link};
use crate::workload;

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "W6 links decode",
        recorded_floor: Some(10_548),
        must: Some(1.5),
        floor: || Box::new(|| walked(black_box(workload::W6_LINK)).expect(VALID)),
        codec: || Box::new(|| read(black_box(workload::W6_LINK)).expect(VALID)),
    },
    Row {
        name: "W6 links encode",
        recorded_floor: Some(4_851),
        must: Some(1.5),
        floor: put,
        codec: written,
    },
];

const VALID: &str = "a workload is valid";

#[inline(never)]
fn walked(payload: &[u8]) -> FloorResult<i64> {
    let mut sum = 0;
    // What an Object's own link says holds for its instances, too.
    let mut held = (0, None);
    floor::decode(payload, &mut |mut link| {
        let [object, ..] = link.path.ids;
        if link.version.is_none() && held.0 == object {
            link.version = held.1;
        }
        held = (object, link.version);
        let Link { path, version, format, .. } = black_box(link);
        let (major, minor) = version.unwrap_or_default();
        sum += weight([path.depth.into(), major, minor, format.unwrap_or_default()]);
        Ok(())
    })?;
    Ok(sum)
}

#[inline(never)]
fn read(payload: &[u8]) -> Result<i64> {
    let list = objects(payload)?;
    let mut sum: i64 = list.root.formats.iter().map(|format| weight([format.get()])).sum();
    for registered in list.objects {
        let Registered { path, version, .. } = black_box(registered?);
        let version = version.unwrap_or(NONE);
        let depth = u16::try_from(path.depth()).unwrap_or_default();
        sum += weight([depth, version.major, version.minor]);
    }
    Ok(sum)
}

const NONE: lwm2m_codec::ObjectVersion = lwm2m_codec::ObjectVersion::new(0, 0);

#[inline(always)]
fn weight<const N: usize>(numbers: [u16; N]) -> i64 {
    numbers.into_iter().map(i64::from).sum()
}

fn objects(payload: &[u8]) -> Result<ObjectList<'_, RegisteredLinks<'_>>> {
    let list = Options::STRICT.registered_objects(payload)?;
    list.ok_or(ErrorKind::MissingValue.into())
}

fn put() -> Case {
    let mut links = Vec::new();
    let walk = floor::decode(workload::W6_LINK, &mut |link| {
        // The codec writes `rt` only where it says where the root is.
        links.push(Link { is_root: false, ..link });
        Ok(())
    });
    walk.expect(VALID);
    let mut buffer = vec![0; BUFFER];
    Box::new(move || {
        let length = floor::encode(black_box(&mut buffer), black_box(&links));
        i64::try_from(length.expect("the buffer is large enough")).unwrap_or(0)
    })
}

fn written() -> Case {
    let list = objects(workload::W6_LINK).expect(VALID);
    let formats: Vec<_> = list.root.formats.iter().collect();
    let objects: Vec<_> = list.objects.collect::<Result<_>>().expect(VALID);
    let mut buffer = vec![0; BUFFER];
    Box::new(move || {
        let root = Root::new().formats(black_box(&formats));
        let list = ObjectList { root, objects: black_box(&objects) };
        let bytes = link::encode(&list, black_box(&mut buffer));
        i64::try_from(bytes.expect("the buffer is large enough").len()).unwrap_or(0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floor_and_codec_read_and_write_the_same() {
        assert_eq!(read(workload::W6_LINK).ok(), walked(workload::W6_LINK).ok());
        let mut links = Vec::new();
        let mut push = |link| {
            links.push(link);
            Ok(())
        };
        assert_eq!(floor::decode(workload::W6_LINK, &mut push), Ok(()));
        assert_eq!(links.len(), 40);
        let mut buffer = vec![0; workload::W6_LINK.len()];
        assert_eq!(floor::encode(&mut buffer, &links), Ok(workload::W6_LINK.len()));
        assert_eq!(buffer, workload::W6_LINK);
        links[0].is_root = false;
        let length = floor::encode(&mut buffer, &links).unwrap_or(0);
        let list = objects(workload::W6_LINK).expect(VALID);
        assert_eq!(link::encode_to_vec(&list_of(list)).as_deref(), Ok(&buffer[..length]));
    }

    fn list_of<'a>(list: ObjectList<'a, RegisteredLinks<'a>>) -> ObjectList<'a, Vec<Registered>> {
        let objects = list.objects.collect::<Result<_>>().expect(VALID);
        ObjectList { root: list.root, objects }
    }

    #[test]
    fn every_truncation_is_malformed_but_between_two_parts() {
        let payload = workload::W6_LINK;
        for (end, next) in payload.iter().enumerate() {
            let prefix = payload.get(..end).unwrap_or_default();
            let walk = floor::decode(prefix, &mut |_| Ok(()));
            let in_format = prefix.ends_with(b"ct=1") || prefix.ends_with(b"ct=11");
            assert_eq!(walk.is_ok(), in_format || matches!(next, b',' | b';'), "{end}");
        }
    }
}
