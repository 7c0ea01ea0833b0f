//! Lenient reading of links: what deviates is told once a link, and what does not reads as it does strictly.
#![allow(clippy::std_instead_of_alloc, reason = "a test has the standard library")]
#![cfg(feature = "lenient")]

use lwm2m_codec::link::{Registered, links};
use lwm2m_codec::{Deviation, DeviationKind, ObjectVersion, Options, Path, Result, Version};
use lwm2m_vectors::{Kind, own, read_files};
use proptest::prelude::*;

/// Reads bytes as anything that they could be, and shows what came of it.
macro_rules! read {
    ($options:expr, $bytes:expr) => {{
        let mut shown = Vec::new();
        shown
            .push(format!("{:?}", $options.links($bytes).map(Iterator::collect::<Result<Vec<_>>>)));
        shown.push(match $options.object_list($bytes) {
            Ok(list) => format!("{:?} {:?}", list.root, list.objects.collect::<Result<Vec<_>>>()),
            Err(error) => error.to_string(),
        });
        for target in [Path::ROOT, Path::object(3)] {
            let answer = $options.discovery(target, $bytes);
            shown.push(format!("{:?}", answer.map(Iterator::collect::<Result<Vec<_>>>)));
            shown.push(match $options.bootstrap_discovery(target, $bytes) {
                Ok(answer) => {
                    format!("{:?} {:?}", answer.lwm2m, answer.links.collect::<Result<Vec<_>>>())
                }
                Err(error) => error.to_string(),
            });
        }
        shown
    }};
}

fn compare(bytes: &[u8], release: Version) {
    let options = Options::STRICT.version(release);
    let strict = read!(options, bytes);
    let mut told = 0;
    let mut report = |deviation: Deviation| {
        assert!(deviation.offset < bytes.len().max(1), "{deviation}");
        told += 1;
    };
    let lenient = read!(options.lenient(&mut report), bytes);
    if told == 0 {
        assert_eq!(lenient, strict, "{:?}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn what_does_not_deviate_reads_the_same() {
    let lines = read_files([own()]).expect("the folder is part of the repository");
    let mut read = 0;
    for line in lines.into_iter().flatten().filter(|line| line.kind == Kind::Link) {
        for end in 0..=line.input.len() {
            compare(&line.input[..end], Version::V1_2);
            read += 1;
        }
    }
    assert!(read > 3000, "{read}");
}

/// E016: strictly a parameter that nobody knows, so the version is the release's.
#[test]
fn a_version_without_its_equals_sign() {
    let payload = b"</5>,</44/0>;ver1.1";
    let objects = [Registered::new(Path::object(5)), Registered::new(Path::instance(44, 0))];
    let strict = Options::STRICT.object_list(payload).expect("a list").objects;
    assert!(strict.eq(objects.map(Ok)));
    let mut told = Vec::new();
    let mut report = |deviation| told.push(deviation);
    let lenient = Options::STRICT.lenient(&mut report).object_list(payload).expect("a list");
    let read = lenient.objects.collect::<Result<Vec<_>>>();
    assert_eq!(read, Ok(vec![objects[0], objects[1].version(ObjectVersion::new(1, 1))]));
    let (kind, path) = (DeviationKind::MissingEquals, Some(Path::instance(44, 0)));
    assert_eq!(told, [Deviation { kind, offset: 5, path }]);
}

/// What one refuses stays refused, and blanks elsewhere are refused by all (D-093).
#[test]
fn what_stays_refused() {
    for (payload, refused) in [
        ("</1>, </2>", Some(DeviationKind::LinkWhitespace)),
        ("<1>", Some(DeviationKind::NoLeadingSlash)),
        ("</1> ,</2>", None),
        ("</1 >", None),
        (" </1>", None),
        ("</1>;a =1", None),
        ("</1>;a= 1", None),
        ("</1>,</2> ", None),
        ("</1>,", None),
        ("</1>, ", None),
        ("<coap://host>", None),
        ("<//host>", None),
        ("</1?a>", None),
        ("<>", None),
        ("</>;ct=110 a", None),
        ("</>;x=110 112", None),
    ] {
        let strict = links(payload.as_bytes()).and_then(|mut l| l.try_for_each(|l| l.map(drop)));
        let mut told = 0;
        let mut report = |_| told += 1;
        let mut options = Options::STRICT.lenient(&mut report);
        if let Some(kind) = refused {
            options = options.refuse(kind);
        }
        let read = options.links(payload.as_bytes());
        let read = read.and_then(|mut links| links.try_for_each(|link| link.map(drop)));
        assert!(strict.is_err(), "{payload}");
        assert!(read.is_err(), "{payload}");
        let blanks_first = matches!(payload, "</1>, ");
        assert_eq!(told, usize::from(blanks_first), "{payload}");
    }
}

proptest! {
    #[test]
    fn any_text(text in "[</>,;=\"a-z0-9. \\\\%]{0,40}|(</?[0-9]{1,2}/{0,2}[0-9]?/?>(; ?(ct=1 2|ver1.1|ver=1))?, ?){0,4}") {
        compare(text.as_bytes(), Version::V1_1);
        compare(text.as_bytes(), Version::V1_2);
    }
}
