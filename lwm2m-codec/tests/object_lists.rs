//! The Objects and Object Instances of a Register or an Update, by release, and back.
#![allow(clippy::std_instead_of_alloc, reason = "a test has the standard library")]

use lwm2m_codec::link::{self, ObjectList, Registered, Root};
use lwm2m_codec::negotiation::{Exchange, Shape};
use lwm2m_codec::{
    ContentFormat, Error, ErrorKind, ObjectId, ObjectVersion, Operation, Options, Path, Result,
    Version,
};

const fn object(id: u16) -> Registered {
    Registered::new(Path::object(id))
}

const fn instance(object: u16, instance: u16) -> Registered {
    Registered::new(Path::instance(object, instance))
}

const fn version(major: u16, minor: u16) -> ObjectVersion {
    ObjectVersion::new(major, minor)
}

fn read(options: Options<'_>, payload: &[u8]) -> Result<Vec<Registered>> {
    options.object_list(payload)?.objects.collect()
}

fn write(options: Options<'_>, root: Root<'_>, objects: &[Registered]) -> Result<String> {
    let mut buffer = [0; 512];
    let bytes = options.encode_links(&ObjectList { root, objects }, &mut buffer)?;
    Ok(String::from_utf8(bytes.to_vec()).expect("links are text"))
}

/// LNK-05, LNK-07, LNK-08: D-098 by the table of D-103.
#[test]
fn canonical_form() {
    for (release, objects, expected) in [
        (Version::V1_2, &[][..], ""),
        (Version::V1_2, &[instance(1, 0), instance(3, 0), object(5)], "</1/0>,</3/0>,</5>"),
        (Version::V1_2, &[object(3), instance(3, 0)], "</3/0>"),
        (Version::V1_2, &[object(3), object(4)], "</3>,</4>"),
        (
            Version::V1_2,
            &[instance(44, 0).version(version(2, 2)), instance(44, 1), instance(45, 0)],
            "</44>;ver=2.2,</44/0>,</44/1>,</45/0>",
        ),
        (Version::V1_2, &[object(44).version(version(2, 2))], "</44>;ver=2.2"),
        (
            Version::V1_2,
            &[object(44).version(version(2, 2)), instance(44, 7)],
            "</44>;ver=2.2,</44/7>",
        ),
        // 1.0 goes without saying where the release says it.
        (Version::V1_0, &[instance(1, 0).version(version(1, 0))], "</1/0>"),
        (Version::V1_1, &[instance(1, 0).version(version(1, 0))], "</1>;ver=1.0,</1/0>"),
        (Version::V1_1, &[instance(2, 0).version(version(1, 0))], "</2/0>"),
        (Version::V1_2, &[instance(2, 0).version(version(1, 0))], "</2>;ver=1.0,</2/0>"),
        (Version::V1_2, &[instance(3303, 0).version(version(1, 0))], "</3303/0>"),
        // Any other is told, whether the release says it or not.
        (Version::V1_1, &[instance(1, 0).version(version(1, 1))], "</1>;ver=1.1,</1/0>"),
        (Version::V1_0, &[object(5).version(version(1, 1))], "</5>;ver=1.1"),
    ] {
        let options = Options::STRICT.version(release);
        assert_eq!(write(options, Root::new(), objects), Ok(expected.into()), "{release:?}");
    }
}

/// LNK-01: whatever side speaks, in every release.
#[test]
fn links_are_format_40() {
    for version in [Version::V1_0, Version::V1_1, Version::V1_2] {
        for operation in [Operation::Register, Operation::Update] {
            let exchange = Exchange { operation, shape: Shape::Composite, version };
            assert_eq!(exchange.format_to_send(&[], None), Some(ContentFormat::LINK));
            let links = exchange.request_format(Some(ContentFormat::LINK), &[]);
            assert_eq!(links, Ok(ContentFormat::LINK));
            let text = exchange.request_format(Some(ContentFormat::TEXT), &[]);
            assert!(text.is_err(), "{operation:?}");
        }
        for operation in [Operation::Discover, Operation::BootstrapDiscover] {
            let exchange = Exchange { operation, shape: Shape::Object, version };
            assert!(exchange.may_answer(ContentFormat::LINK), "{operation:?}");
            assert!(!exchange.may_answer(ContentFormat::SENML_CBOR), "{operation:?}");
        }
    }
}

/// LNK-10, LNK-11, LNK-12: D-095, D-100.
#[test]
fn root_links() {
    let formats = [ContentFormat::SENML_JSON, ContentFormat::SENML_CBOR];
    for (options, root, expected) in [
        (Options::STRICT, Root::new().formats(&formats[..1]), "</>;ct=110,</3/0>"),
        (Options::STRICT, Root::new().formats(&formats), "</>;ct=\"110 112\",</3/0>"),
        (
            Options::STRICT,
            Root::new().alternate_path("lwm2m"),
            "</lwm2m>;rt=\"oma.lwm2m\",</lwm2m/3/0>",
        ),
        (
            Options::STRICT.alternate_path("a/b"),
            Root::new().formats(&formats),
            "</a/b>;rt=\"oma.lwm2m\";ct=\"110 112\",</a/b/3/0>",
        ),
    ] {
        let payload = write(options, root, &[instance(3, 0)]).expect("it has a form");
        assert_eq!(payload, expected);
        let list = Options::STRICT.object_list(payload.as_bytes()).expect("a list");
        assert_eq!(list.root.formats, root.formats, "{payload}");
        let prefix = payload.strip_prefix("</").and_then(|rest| rest.split('>').next());
        assert_eq!(Some(list.root.alternate_path), prefix);
        assert_eq!(list.objects.collect::<Result<Vec<_>>>(), Ok(vec![instance(3, 0)]));
    }
    for path in ["1", "a/1", "-a", "rd", "bs/x", "a//b", "/a", "a b"] {
        let written = write(Options::STRICT, Root::new().alternate_path(path), &[object(3)]);
        let expected = ErrorKind::Path("an alternate path of unreserved characters, not ids");
        assert_eq!(written, Err(Error::from(expected)), "{path}");
    }
}

/// LNK-11, LNK-12: where the root stands, and which one holds.
#[test]
fn the_root_of_a_list() {
    let registered = Options::STRICT.alternate_path("lwm2m");
    for (options, payload, root, formats) in [
        (Options::STRICT, "</1/0>", "", &[][..]),
        (Options::STRICT, "</1/0>,</>;ct=112", "", &[112]),
        (Options::STRICT, "</a/1/0>,</a>;rt=\"x oma.lwm2m\";ct=112", "a", &[112]),
        (Options::STRICT, "</>;rt=\"oma.lwm2m\";ct=\"60 110\",</1/0>", "", &[60, 110]),
        (Options::STRICT, "</>;rt=\"other\",</1/0>", "", &[]),
        (registered, "</lwm2m/1/0>", "lwm2m", &[]),
        (registered, "</lwm2m>;ct=112,</lwm2m/1/0>", "lwm2m", &[112]),
        (registered, "</new>;rt=oma.lwm2m,</new/1/0>", "new", &[]),
        (registered, "</>;ct=112,</1/0>", "", &[112]),
    ] {
        let list = options.updated_objects(payload.as_bytes()).expect("a list").expect("a list");
        assert_eq!(list.root.alternate_path, root, "{payload}");
        assert!(list.root.formats.iter().map(ContentFormat::get).eq(formats.iter().copied()));
        assert_eq!(list.objects.collect::<Result<Vec<_>>>(), Ok(vec![instance(1, 0)]), "{payload}");
    }
}

/// LNK-06: D-099. The others say in the notes what was left out.
#[test]
fn objects_that_belong_in_no_list() {
    let payload = b"</0/0>,</1/0>,</21/0>,</23>,</24/1>;ver=1.1,</3/0>";
    for release in [Version::V1_0, Version::V1_1, Version::V1_2] {
        let options = Options::STRICT.version(release);
        let mut list = options.object_list(payload).expect("a list").objects;
        let kept = list.by_ref().collect::<Result<Vec<_>>>();
        assert_eq!(kept, Ok(vec![instance(1, 0), instance(3, 0)]));
        assert_eq!((list.notes().dropped, list.notes().conflicting_versions), (4, 0));
        for id in [0, 21, 23, 24] {
            let kind = ErrorKind::NotExpressible("objects 0, 21, 23 and 24 in a list of objects");
            for refused in [object(id), instance(id, 0)] {
                let written = write(options, Root::new(), &[refused]);
                assert_eq!(written, Err(Error::from(kind).within(refused.path)));
            }
        }
    }
}

/// LNK-07, LNK-08, LNK-09: D-098, E066.
#[test]
fn versions() {
    for (payload, versions, conflicts) in [
        ("</44>;ver=2.2,</44/0>", &[Some((2, 2)), Some((2, 2))][..], 0),
        ("</44>;ver=\"2.2\"", &[Some((2, 2))], 0),
        ("</44/0>;ver=2.2", &[Some((2, 2))], 0),
        ("</44/0>;ver=2.2,</45/0>", &[Some((2, 2)), None], 0),
        ("</44>;ver=2.2,</44/0>;ver=2.2", &[Some((2, 2)), Some((2, 2))], 0),
        ("</44>;ver=2.2,</44/0>;ver=2.1", &[Some((2, 2)), Some((2, 2))], 1),
        ("</44>,</44/0>;ver=2.1", &[None, Some((2, 1))], 0),
        ("</3>,</3/0>,</4/0>", &[None, None, None], 0),
    ] {
        let mut list = Options::STRICT.object_list(payload.as_bytes()).expect("a list").objects;
        let whole = list.clone();
        let read: Vec<_> = list.by_ref().map(|object| object.expect("an object").version).collect();
        let versions: Vec<_> = versions.iter().map(|v| v.map(|(a, b)| version(a, b))).collect();
        assert_eq!(read, versions, "{payload}");
        assert_eq!(list.notes().conflicting_versions, conflicts, "{payload}");
        let resolved = versions.iter().flatten().next();
        if let Some(resolved) = resolved {
            assert_eq!(whole.version_of(ObjectId::new(44)), Ok(*resolved), "{payload}");
        }
    }
    // The Object's own link holds wherever it stands; what nobody tells, the release does.
    let list = |release, payload: &'static str| {
        Options::STRICT.version(release).object_list(payload.as_bytes()).map(|list| list.objects)
    };
    let scattered = list(Version::V1_2, "</44/0>;ver=2.1,</3/0>,</44>;ver=2.2").expect("a list");
    assert_eq!(scattered.version_of(ObjectId::new(44)), Ok(version(2, 2)));
    for (release, device) in
        [(Version::V1_0, (1, 0)), (Version::V1_1, (1, 1)), (Version::V1_2, (1, 2))]
    {
        let objects = list(release, "</3/0>").expect("a list");
        assert_eq!(objects.version_of(ObjectId::new(3)), Ok(version(device.0, device.1)));
    }
}

/// D-100: an empty Update changes nothing, an empty Register is legal since 1.2.
#[test]
fn empty_payloads() {
    for (release, legal) in [(Version::V1_0, false), (Version::V1_1, false), (Version::V1_2, true)]
    {
        let options = Options::STRICT.version(release);
        let registered = options.registered_objects(b"").map(|list| list.is_some());
        let missing = Err(Error::from(ErrorKind::MissingValue).at(0));
        assert_eq!(registered, if legal { Ok(false) } else { missing });
        assert_eq!(options.updated_objects(b"").map(|list| list.is_some()), Ok(false));
        assert_eq!(read(options, b""), Ok(Vec::new()));
    }
}

#[test]
fn errors_have_kind_byte_and_path() {
    let levels = ErrorKind::Malformed("links to objects and object instances");
    let several = ErrorKind::Malformed("the version at the object where it has several instances");
    for (payload, kind, offset, path) in [
        ("</1/0>,</3/0/9>", levels, 7, Some(Path::resource(3, 0, 9))),
        ("</1/65535>", ErrorKind::ReservedId, 4, Some(Path::object(1))),
        ("</1/0>,</65535>", ErrorKind::ReservedId, 9, Some(Path::ROOT)),
        (
            "</1/0/>",
            ErrorKind::Path("an id between two slashes and after the last"),
            6,
            Some(Path::instance(1, 0)),
        ),
        ("</01/0>", ErrorKind::Path("an id without leading zeros"), 2, Some(Path::ROOT)),
        ("</1>;ver=1", ErrorKind::Version, 5, Some(Path::object(1))),
        ("</1>;x;ver=1.1;ver=1.1", ErrorKind::Duplicate, 15, Some(Path::object(1))),
        ("</1/0>,</1/0>", ErrorKind::Duplicate, 7, Some(Path::instance(1, 0))),
        ("</44/0>;ver=2.2,</44/1>", several, 16, Some(Path::instance(44, 1))),
        ("</44/0>,</44/1>;ver=2.2", several, 8, Some(Path::instance(44, 1))),
        ("</>;ct=110,</>;ct=112", ErrorKind::Duplicate, 11, Some(Path::ROOT)),
        ("</a>;rt=\"oma.lwm2m\",</1/0>", ErrorKind::OutsideTarget, 20, None),
        (
            "</1/0>,</3/0>;rt=\"oma.lwm2m\"",
            ErrorKind::Path("an alternate path of unreserved characters, not ids"),
            8,
            None,
        ),
        (
            "</>;ct=\"110,112\",</1/0>",
            ErrorKind::Malformed("one format, or several in quotes"),
            4,
            Some(Path::ROOT),
        ),
        ("</1/0>;pmin", ErrorKind::MissingValue, 7, Some(Path::instance(1, 0))),
    ] {
        let error = read(Options::STRICT, payload.as_bytes()).expect_err(payload);
        assert_eq!(
            (error.kind(), error.offset(), error.path()),
            (kind, Some(offset), path),
            "{payload}"
        );
    }
}

#[test]
fn what_cannot_be_written() {
    let levels = ErrorKind::NotExpressible("links to other than objects and object instances");
    let versions = ErrorKind::NotExpressible("two versions of one object");
    let v = version(1, 1);
    for (objects, kind) in [
        (&[Registered::new(Path::ROOT)][..], levels),
        (&[Registered::new(Path::resource(3, 0, 9))], levels),
        (&[instance(3, 0), instance(3, 0)], ErrorKind::Duplicate),
        (&[instance(3, 0), object(3)], ErrorKind::RecordOrder),
        (&[instance(4, 0).version(v), instance(4, 1).version(version(1, 2))], versions),
        (&[instance(4, 0), instance(4, 1).version(v)], versions),
    ] {
        let error = write(Options::STRICT, Root::new(), objects).expect_err("no form");
        assert_eq!((error.kind(), error.path()), (kind, objects.last().map(|object| object.path)));
    }
    let list = ObjectList { root: Root::new(), objects: &[object(3)] };
    let written = link::encode(&list, &mut [0; 3]).map(<[u8]>::len);
    assert_eq!(written, Err(ErrorKind::BufferTooSmall { needed: 4 }.into()));
}
