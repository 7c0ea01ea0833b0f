//! Many links, long ones and hostile ones are read in time that grows as they do; nothing is gathered.
#![allow(clippy::std_instead_of_alloc, reason = "a test has the standard library")]
#![cfg(feature = "alloc")]

use lwm2m_codec::link::{self, ObjectList, Registered, Root};
use lwm2m_codec::{ErrorKind, ObjectId, ObjectVersion, Options, Path, Result};

const COUNT: u32 = 100_000;

/// Instances of one Object, then of the next.
fn objects() -> impl Iterator<Item = Registered> + Clone {
    (0..COUNT).map(|count| {
        let id = |number: u32| u16::try_from(number).expect("small");
        Registered::new(Path::instance(id(100 + count / 60_000), id(count % 60_000)))
    })
}

#[test]
fn a_hundred_thousand_objects() {
    let list = ObjectList { root: Root::new(), objects: objects() };
    let payload = link::encode_to_vec(&list).expect("it has a form");
    assert!(payload.len() > 1_000_000);
    let read = Options::STRICT.object_list(&payload).expect("a list").objects;
    assert_eq!(read.version_of(ObjectId::new(101)), Ok(ObjectVersion::V1_0));
    assert!(read.eq(objects().map(Ok)));
    let links = link::links(&payload).expect("text");
    assert_eq!(links.clone().filter(Result::is_ok).count(), 100_000);
    assert_eq!(link::encode_to_vec(&links).as_deref(), Ok(payload.as_slice()));
}

/// A megabyte of one thing, in a link of which something is wrong at the end.
#[test]
fn a_megabyte_of_one_thing() {
    let many = |text: &str| text.repeat(1_000_000 / text.len());
    for (payload, errors) in [
        (format!("</{}>", many("a")), false),
        (format!("</{}>", many("%2F")), false),
        (format!("</{}>", many("/")), true),
        (format!("</a{}>", many("/")), false),
        (format!("</3>;{}", many("a")), false),
        (format!("</3>;a={}", many("b")), false),
        (format!("</3>;a=\"{}\"", many("\\\"")), false),
        (format!("</3>;a=\"{}", many(",</3>;")), true),
        (format!("</3>{}", many(";a=1")), false),
        (format!("</3>{}", many(";a")), false),
        (format!("</3>{},", many(";pmin=\"1\"")), true),
        (many("<"), true),
        (many(","), true),
        (many("</3>,"), true),
        (format!("</>;ct=\"{}1\"", many("1 ")), false),
        (format!("</>;rt=\"{}\"", many("oma.lwm2m.")), false),
        (format!("</>;rt=\"{}\"", many("\\x ")), false),
        (format!("</3>,{}", many("</3>;rt=\"oma.lwm2\\m\",")), true),
    ] {
        let bytes = payload.as_bytes();
        let read = link::links(bytes).expect("text").try_for_each(|link| {
            let _ = link?.parameters().last();
            Ok::<_, lwm2m_codec::Error>(())
        });
        let shown = &payload[..12.min(payload.len())];
        assert_eq!(read.is_err(), errors, "{shown}: {read:?}");
        if let Err(error) = read {
            assert!(matches!(error.kind(), ErrorKind::Malformed(_)), "{shown}: {error}");
            assert!(error.offset().is_some_and(|offset| offset < bytes.len()), "{shown}");
        }
        let list = Options::STRICT.object_list(bytes);
        let kept = list.map(|list| (list.root.formats.iter().count(), list.objects.count()));
        assert!(kept.is_err() || kept.is_ok_and(|(formats, _)| formats <= 500_001), "{shown}");
        let discovered = Options::STRICT.discovery(Path::object(3), bytes).expect("text");
        assert!(discovered.filter(Result::is_err).count() <= 1, "{shown}");
        let answer = Options::STRICT.bootstrap_discovery(Path::object(3), bytes);
        assert!(answer.is_err() || answer.is_ok_and(|answer| answer.links.count() < 3), "{shown}");
    }
}
