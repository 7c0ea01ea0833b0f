//! Payloads that mean harm, and how they are read.
#![allow(dead_code, reason = "each test takes what it needs")]

use std::thread;

use lwm2m_codec::ErrorKind::UnexpectedEnd;
use lwm2m_codec::{
    ContentFormat, ErrorKind, Path, Record, RecordSource, WireValue, decode, records, transcode,
    update,
};
use lwm2m_vectors::Tree;

pub(crate) const HERE: Path = Path::instance(3, 0);
pub(crate) const LEVEL: Path = Path::resource(3, 0, 9);

/// Ten million octets.
pub(crate) const LARGE: usize = 10_000_000;
/// As many as are read in a moment without optimization.
pub(crate) const SOME: usize = 200_000;

/// What Readers need without optimization, where what is inlined takes up to 20 KiB a function; recursion over any of these
/// payloads would need a thousand times as much.
const STACK: usize = 128 * 1024;

pub(crate) fn on_a_small_stack(run: impl FnOnce() + Send) {
    thread::scope(|scope| {
        let small = thread::Builder::new().stack_size(STACK);
        let thread = small.spawn_scoped(scope, run).expect("a thread");
        assert!(thread.join().is_ok());
    });
}

pub(crate) type Outcome = Result<usize, (ErrorKind, Option<usize>)>;

/// Reads all records, at most one for each byte; the same as one value, as an update and in another format.
pub(crate) fn read(format: ContentFormat, target: Path, payload: &[u8]) -> Outcome {
    let outcome = count(format, target, payload);
    let fails = |result: Result<(), lwm2m_codec::Error>| {
        if let Err((kind, offset)) = outcome {
            assert_eq!(result.map_err(|e| (e.kind(), e.offset())), Err((kind, offset)), "{format}");
        }
    };
    fails(decode::<Tree>(format, target, payload).map(drop));
    fails(update(&mut Tree::default(), target, format, target, payload));
    let mut nothing = [0; 16];
    let again = transcode(format, ContentFormat::SENML_JSON, target, payload, &(), &mut nothing);
    if outcome.is_err() {
        assert!(again.is_err(), "{format}");
    }
    outcome
}

pub(crate) fn count(format: ContentFormat, target: Path, payload: &[u8]) -> Outcome {
    let told = |error: lwm2m_codec::Error| (error.kind(), error.offset());
    let mut records = records(format, target, payload).map_err(told)?;
    let mut record = Record::default();
    let mut count = 0;
    while records.next_record(&mut record).map_err(told)? {
        count += 1;
        touch(&record.value);
        assert!(count <= payload.len(), "{format}: more records than bytes");
    }
    Ok(count)
}

/// Takes a value for each type that there is.
pub(crate) fn touch(value: &WireValue<'_>) {
    let text = value.text().map(|text| text.chars().count());
    let octets = value.opaque().map(|octets| octets.len());
    let _ = (text, octets, value.integer(), value.unsigned(), value.float(), value.boolean());
    let _ = (value.time(), value.object_link(), value.core_link().is_ok(), value.self_typed());
}

/// A payload: how it begins, what is repeated how often, how it ends; and what comes of it.
pub(crate) type Bomb =
    (ContentFormat, Path, &'static [u8], &'static [u8], usize, &'static [u8], Outcome);

pub(crate) fn check(bombs: &'static [Bomb]) {
    on_a_small_stack(move || {
        let mut wrong = Vec::new();
        for (format, target, begin, again, times, end, expected) in bombs {
            let payload = [begin, &again.repeat(*times)[..], end].concat();
            let found = read(*format, *target, &payload);
            if found != *expected {
                let begin = begin.escape_ascii();
                wrong.push(format!("{format}: {begin} and {times} times {again:02x?}: {found:?}"));
            }
        }
        assert_eq!(wrong, Vec::<String>::new());
    });
}

pub(crate) const fn ends(needed: usize, available: usize) -> ErrorKind {
    UnexpectedEnd { needed, available }
}

pub(crate) const fn err(kind: ErrorKind, offset: usize) -> Outcome {
    Err((kind, Some(offset)))
}
