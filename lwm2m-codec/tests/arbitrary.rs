//! Whatever the bytes of a fuzzer are, what is made of them is legal, and every kind of it is made.

extern crate alloc;

use alloc::collections::BTreeSet;

use arbitrary::{Arbitrary, Unstructured};
use lwm2m_codec::{
    ContentFormat, ObjectId, Operation, Path, Record, ResourceInstanceId, Value, Version,
    encode_to_vec, records,
};

/// Bytes without a pattern: a linear congruence.
fn bytes(seed: u32, length: usize) -> Vec<u8> {
    let next = |state: &u32| Some(state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223));
    core::iter::successors(Some(seed), next)
        .skip(1)
        .map(|n| n.to_be_bytes()[0])
        .take(length)
        .collect()
}

#[test]
fn every_kind_is_made() {
    let (mut depths, mut types, mut formats) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let (mut versions, mut operations) = (BTreeSet::new(), BTreeSet::new());
    for seed in 0..4000 {
        let bytes = bytes(seed, 96);
        let mut u = Unstructured::new(&bytes);
        depths.insert(Path::arbitrary(&mut u).unwrap().depth());
        versions.insert(Version::arbitrary(&mut u).unwrap());
        operations.insert(Operation::arbitrary(&mut u).unwrap());
        formats.insert(ContentFormat::arbitrary(&mut u).unwrap());
        assert!(ObjectId::arbitrary(&mut u).unwrap() <= ObjectId::MAX);
        assert!(ResourceInstanceId::arbitrary(&mut u).unwrap() <= ResourceInstanceId::MAX);
        types.insert(Value::arbitrary(&mut u).unwrap().data_type().name());
    }
    assert_eq!((depths.len(), versions.len(), types.len()), (5, 3, 10));
    assert_eq!(operations.len(), Operation::ALL.len());
    assert!(formats.len() > 11 && formats.contains(&ContentFormat::LWM2M_CBOR));
}

#[test]
fn records_are_written_and_read_back() {
    let mut count = 0;
    for seed in 0..2000 {
        let bytes = bytes(seed, 64);
        let Ok(record) = Record::<Value<'_>>::arbitrary(&mut Unstructured::new(&bytes)) else {
            continue;
        };
        let format = ContentFormat::SENML_CBOR;
        let Ok(written) = encode_to_vec(format, Path::ROOT, &record) else { continue };
        for read in records(format, Path::ROOT, &written).unwrap() {
            let read = read.unwrap();
            assert_eq!((read.path, read.time), (record.path, record.time));
            count += 1;
        }
    }
    assert!(count > 200, "{count}");
}
