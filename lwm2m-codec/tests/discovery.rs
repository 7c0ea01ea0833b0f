//! Answers to Discover and Bootstrap-Discover, in the shape of every release, and back.
#![allow(clippy::std_instead_of_alloc, reason = "a test has the standard library")]

use lwm2m_codec::attribute::Attributes;
use lwm2m_codec::link::{
    BareLinks, BootstrapDiscovery, BootstrapLink, Described, Discovery, EncodeLinks,
};
use lwm2m_codec::{Error, ErrorKind, ObjectVersion, Options, Path, Result, Version};

const RELEASES: [Version; 3] = [Version::V1_0, Version::V1_1, Version::V1_2];

fn write(options: Options<'_>, links: &impl EncodeLinks) -> Result<String> {
    let mut buffer = [0; 1024];
    let bytes = options.encode_links(links, &mut buffer)?;
    Ok(String::from_utf8(bytes.to_vec()).expect("links are text"))
}

/// What a Device has, and what is attached where; an Object's attributes are inherited by nobody here, so that each
/// stands where it was attached.
const DEVICE: [Described<'_>; 8] = [
    Described::new(Path::object(3)).version(ObjectVersion::new(1, 2)).attributes(&[("pmin", "10")]),
    Described::new(Path::instance(3, 0))
        .attributes(&Attributes { pmax: Some(60), ..Attributes::NONE }),
    Described::new(Path::resource(3, 0, 1)),
    Described::new(Path::resource(3, 0, 7)).dim(2).attributes(&Attributes {
        gt: Some(50.0),
        lt: Some(42.2),
        ..Attributes::NONE
    }),
    Described::new(Path::resource_instance(3, 0, 7, 0)).attributes(&[("st", "1")]),
    Described::new(Path::resource_instance(3, 0, 7, 1)),
    Described::new(Path::resource(3, 0, 8)).dim(0),
    Described::new(Path::instance(4, 0)),
];

/// LNK-14, LNK-15, CHG-04, GWY-04: D-102, D-104, depths and releases.
#[test]
fn answers_by_release() {
    let object = Path::object(3);
    let instance = Path::instance(3, 0);
    let resource = Path::resource(3, 0, 7);
    let old = "</3>;ver=1.2;pmin=10,</3/0>,</3/0/1>,</3/0/7>,</3/0/8>";
    let of_instance = "</3/0>;pmax=60,</3/0/1>,</3/0/7>;dim=2;gt=50;lt=42.2,</3/0/8>;dim=0";
    let of_resource = "</3/0/7>;dim=2;gt=50;lt=42.2";
    let instances = ",</3/0/7/0>;st=1,</3/0/7/1>";
    let of_object = format!("</3>;ver=1.2;pmin=10,{of_instance}");
    let deepest = of_instance.replace(",</3/0/8>", &format!("{instances},</3/0/8>"));
    let rows = [
        (Version::V1_0, object, None, old.into()),
        (Version::V1_1, object, None, old.into()),
        (Version::V1_2, object, None, of_object.clone()),
        (Version::V1_2, object, Some(0), "</3>;ver=1.2;pmin=10".into()),
        (Version::V1_2, object, Some(1), "</3>;ver=1.2;pmin=10,</3/0>;pmax=60".into()),
        (Version::V1_2, object, Some(2), of_object),
        (Version::V1_2, object, Some(3), format!("</3>;ver=1.2;pmin=10,{deepest}")),
        (Version::V1_0, instance, None, of_instance.into()),
        (Version::V1_1, instance, None, of_instance.into()),
        (Version::V1_2, instance, None, of_instance.into()),
        (Version::V1_2, instance, Some(0), "</3/0>;pmax=60".into()),
        (Version::V1_2, instance, Some(2), deepest.clone()),
        (Version::V1_2, instance, Some(3), deepest),
        (Version::V1_0, resource, None, of_resource.into()),
        (Version::V1_1, resource, None, format!("{of_resource}{instances}")),
        (Version::V1_2, resource, None, format!("{of_resource}{instances}")),
        (Version::V1_2, resource, Some(0), of_resource.into()),
        (Version::V1_2, Path::resource_instance(3, 0, 7, 0), None, "</3/0/7/0>;st=1".into()),
        // Before 1.2 there is no such parameter.
        (Version::V1_1, object, Some(0), old.into()),
    ];
    for (release, target, depth, expected) in rows {
        let options = Options::STRICT.version(release).alternate_path("a").gateway_prefix("dev");
        let answer = Discovery { target, depth, links: DEVICE };
        assert_eq!(write(options, &answer), Ok(expected.clone()), "{release:?} {target} {depth:?}");
        let read = options.discovery(target, expected.as_bytes()).expect("an answer");
        let again = read.map(|link| link.map(|link| link.path)).collect::<Result<Vec<_>>>();
        let paths = again.expect("links");
        assert!(paths.iter().all(|path| path.is_within(target)), "{expected}");
        assert_eq!(paths.len(), expected.split(',').count());
    }
    for (answer, kind, path) in [
        (Discovery { target: object, depth: Some(4), links: DEVICE }, ErrorKind::OutOfRange, None),
        (
            Discovery { target: Path::ROOT, depth: None, links: DEVICE },
            ErrorKind::UnsupportedTarget,
            None,
        ),
    ] {
        let error = write(Options::STRICT, &answer).expect_err("no answer");
        assert_eq!((error.kind(), error.path()), (kind, path));
    }
}

/// LNK-15.
#[test]
fn what_no_answer_tells() {
    let of_instance = Described::new(Path::instance(3, 0));
    for (release, described, kind) in [
        (Version::V1_1, Described::new(Path::resource(3, 0, 6)).dim(256), ErrorKind::OutOfRange),
        (
            Version::V1_2,
            of_instance.dim(1),
            ErrorKind::NotExpressible("a number of instances of other than a resource"),
        ),
        (
            Version::V1_2,
            of_instance.version(ObjectVersion::V1_0),
            ErrorKind::NotExpressible("a version of other than an object"),
        ),
        (
            Version::V1_2,
            of_instance.attributes(&[("a b", "1")]),
            ErrorKind::NotExpressible("a parameter of this name"),
        ),
    ] {
        let target = Path::instance(3, 0);
        let answer = Discovery { target, depth: None, links: [described] };
        let error = write(Options::STRICT.version(release), &answer).expect_err("no form");
        assert_eq!((error.kind(), error.path()), (kind, Some(described.path)));
    }
}

/// LNK-14: D-007, D-020; attributes are lent as they stand there.
#[test]
fn an_answer_read() {
    let options = Options::STRICT.alternate_path("lwm2m").gateway_prefix("dev1");
    for prefix in ["", "/lwm2m", "/dev1", "/lwm2m/dev1"] {
        let payload =
            format!("<{prefix}/3/0/7>;dim=2;pmin=10;x;gt=4.2;y=\"z\",<{prefix}/3/0/7/0>;edge=1");
        let target = Path::resource(3, 0, 7);
        let links = options.discovery(target, payload.as_bytes()).expect("an answer");
        let links = links.collect::<Result<Vec<_>>>().expect("links");
        let [resource, instance] = links.as_slice() else { panic!("two links") };
        assert_eq!((resource.path, resource.dim, resource.version), (target, Some(2), None));
        let attributes: Vec<_> =
            resource.attributes().map(|p| (p.name, p.value.as_str().map(String::from))).collect();
        assert_eq!(attributes, [("pmin", Some("10".into())), ("gt", Some("4.2".into()))]);
        assert_eq!(resource.link.parameters().count(), 5);
        assert_eq!((instance.path, instance.attributes().count()), (target.child(0).unwrap(), 1));
    }
}

#[test]
fn errors_have_kind_byte_and_path() {
    let target = Path::instance(3, 0);
    let digits = ErrorKind::Path("an id of decimal digits");
    for (payload, kind, offset, path) in [
        ("</3>", ErrorKind::OutsideTarget, 0, Some(Path::object(3))),
        ("</3/0>,</3/1>", ErrorKind::OutsideTarget, 7, Some(Path::instance(3, 1))),
        ("</>;rt=\"oma.lwm2m\",</3/0>", ErrorKind::OutsideTarget, 0, Some(Path::ROOT)),
        ("</other/3/0>", digits, 2, Some(Path::ROOT)),
        ("</3/0>,</3/0>", ErrorKind::Duplicate, 7, Some(target)),
        ("</3/0/6/0/0>", ErrorKind::PathTooDeep, 10, Some(Path::resource_instance(3, 0, 6, 0))),
        ("</3/0/65535>", ErrorKind::ReservedId, 6, Some(target)),
        ("</3/0>;pmin=1;pmax", ErrorKind::MissingValue, 14, Some(target)),
        ("</3/0>;pmin=1;pmin=2", ErrorKind::Duplicate, 14, Some(target)),
        ("</3/0/6>;dim=65536", ErrorKind::OutOfRange, 9, Some(Path::resource(3, 0, 6))),
        (
            ";epmax=60</6/0/0>",
            ErrorKind::Malformed("a link that begins with an angle bracket"),
            0,
            None,
        ),
    ] {
        let mut links = Options::STRICT.discovery(target, payload.as_bytes()).expect("text");
        let error = links.find_map(Result::err).expect(payload);
        let found = (error.kind(), error.offset(), error.path());
        assert_eq!(found, (kind, Some(offset), path), "{payload}");
        assert!(links.next().is_none());
    }
}

fn accounts() -> [BootstrapLink<'static>; 8] {
    [
        BootstrapLink::new(Path::instance(0, 0)).ssid(101).uri("coaps://[::1]/\"x\""),
        BootstrapLink::new(Path::instance(0, 1)),
        BootstrapLink::new(Path::instance(1, 0)).ssid(101),
        BootstrapLink::new(Path::instance(3, 0)),
        BootstrapLink::new(Path::object(5)).version(ObjectVersion::new(1, 1)),
        BootstrapLink::new(Path::instance(21, 0)).ssid(101),
        BootstrapLink::new(Path::instance(23, 65)).ssid(101),
        BootstrapLink::new(Path::instance(24, 1)).ssid(101),
    ]
}

/// LNK-16, LNK-17, LNK-18: D-101.
#[test]
fn bootstrap_answers_by_release() {
    let uri = ";uri=\"coaps://[::1]/\\\"x\\\"\"";
    let all = |uri: &str| {
        format!(
            "</0/0>;ssid=101{uri},</0/1>,</1/0>;ssid=101,</3/0>,</5>;ver=1.1,</21/0>;ssid=101,\
             </23/65>;ssid=101,</24/1>;ssid=101"
        )
    };
    let security = |uri: &str| format!("</0/0>;ssid=101{uri},</0/1>");
    let (root, object) = (Path::ROOT, Path::object(0));
    for (release, target, expected) in [
        (Version::V1_0, root, format!("lwm2m=\"1.0\",{}", all(""))),
        (Version::V1_1, root, format!("</>;lwm2m=1.1,{}", all(uri))),
        (Version::V1_2, root, format!("</>;lwm2m=1.2,{}", all(uri))),
        (Version::V1_0, object, format!("lwm2m=\"1.0\",{}", security(""))),
        (Version::V1_1, object, format!("</>;lwm2m=1.1,{}", security(uri))),
        (Version::V1_2, object, format!("</>;lwm2m=1.2,{}", security(uri))),
    ] {
        let options = Options::STRICT.version(release).alternate_path("unused");
        let answer = BootstrapDiscovery { target, lwm2m: None, links: accounts() };
        assert_eq!(write(options, &answer), Ok(expected.clone()), "{release:?} {target}");
        let read = options.bootstrap_discovery(target, expected.as_bytes()).expect("an answer");
        let minor = RELEASES.iter().position(|known| *known == release);
        assert_eq!(
            read.lwm2m.map(|v| (v.major, usize::from(v.minor))),
            minor.map(|minor| (1, minor))
        );
        let told = accounts().into_iter().filter(|link| link.path.is_within(target));
        let told = told.map(|mut link| {
            link.uri = link.uri.filter(|_| release > Version::V1_0);
            link
        });
        let read = read.links.collect::<Result<Vec<_>>>();
        assert_eq!(read, Ok(told.collect()), "{expected}");
    }
    let empty: [BootstrapLink<'_>; 0] = [];
    let answer = BootstrapDiscovery { target: root, lwm2m: None, links: empty };
    let nothing = write(Options::STRICT.version(Version::V1_0), &answer).expect("an answer");
    assert_eq!(nothing, "lwm2m=\"1.0\"");
}

/// LNK-04, LNK-16: D-101, E065, E191.
#[test]
fn the_release_of_a_bootstrap_answer() {
    let (root, object) = (Path::ROOT, Path::object(0));
    let missing = |path| Err((ErrorKind::MissingValue, Some(0), path));
    let bracket = ErrorKind::Malformed("a link that begins with an angle bracket");
    for (target, payload, [v1_0, v1_1, v1_2]) in [
        (root, "lwm2m=\"1.0\",</0/0>", [Ok(Some(0)), Ok(Some(0)), Err((bracket, Some(0), None))]),
        (object, "lwm2m=1.1", [Ok(Some(1)), Ok(Some(1)), Err((bracket, Some(0), None))]),
        (root, "</>;lwm2m=1.1,</0/0>", [Ok(Some(1)); 3]),
        (root, "</>;lwm2m=\"1.2\"", [Ok(Some(2)); 3]),
        (object, "</0/0>", [Ok(None); 3]),
        (object, "", [Ok(None); 3]),
        (root, "</0/0>", [missing(Some(root)); 3]),
        (root, "", [missing(Some(root)); 3]),
        (root, "</>,</0/0>", [missing(Some(root)); 3]),
        (root, "</>;lwm2m,</0/0>", [Err((ErrorKind::MissingValue, Some(4), Some(root))); 3]),
        (root, "</>;lwm2m=x", [Err((ErrorKind::Version, Some(4), Some(root))); 3]),
    ] {
        for (release, expected) in RELEASES.into_iter().zip([v1_0, v1_1, v1_2]) {
            let options = Options::STRICT.version(release);
            let found = options.bootstrap_discovery(target, payload.as_bytes());
            let found = found.map(|answer| answer.lwm2m.map(|version| version.minor));
            let found = found.map_err(|error| (error.kind(), error.offset(), error.path()));
            assert_eq!(found, expected, "{payload} {release:?}");
        }
    }
}

/// LNK-17, LNK-18.
#[test]
fn accounts_have_their_places() {
    let ssid = ErrorKind::NotExpressible("a short server id of this object");
    let uri = ErrorKind::NotExpressible("a uri of other than a security instance");
    for (link, kind) in [
        (BootstrapLink::new(Path::instance(3, 0)).ssid(1), ssid),
        (BootstrapLink::new(Path::object(1)).ssid(1), ssid),
        (BootstrapLink::new(Path::instance(1, 0)).uri("coap://x"), uri),
        (BootstrapLink::new(Path::instance(1, 0)).ssid(0), ErrorKind::OutOfRange),
        (BootstrapLink::new(Path::instance(1, 0)).ssid(65535), ErrorKind::OutOfRange),
        (
            BootstrapLink::new(Path::resource(1, 0, 0)),
            ErrorKind::NotExpressible("links to other than objects and object instances"),
        ),
    ] {
        let path = link.path;
        let answer = BootstrapDiscovery { target: Path::ROOT, lwm2m: None, links: [link] };
        assert_eq!(write(Options::STRICT, &answer), Err(Error::from(kind).within(path)));
    }
    let answer =
        BootstrapDiscovery { target: Path::instance(0, 0), lwm2m: None, links: accounts() };
    assert_eq!(write(Options::STRICT, &answer), Err(ErrorKind::UnsupportedTarget.into()));
    for (payload, kind, offset, path) in [
        ("</1/0>", ErrorKind::OutsideTarget, 14, Path::instance(1, 0)),
        (
            "</0/0/1>",
            ErrorKind::Malformed("links to objects and object instances"),
            14,
            Path::resource(0, 0, 1),
        ),
        ("</0/0>;ssid=0", ErrorKind::OutOfRange, 21, Path::instance(0, 0)),
        ("</0/0>;uri=coap", ErrorKind::Malformed("a uri in quotes"), 21, Path::instance(0, 0)),
    ] {
        let payload = format!("</>;lwm2m=1.2,{payload}");
        let answer = Options::STRICT.bootstrap_discovery(Path::object(0), payload.as_bytes());
        let error = answer.expect("a release").links.find_map(Result::err).expect("an error");
        let found = (error.kind(), error.offset(), error.path());
        assert_eq!(found, (kind, Some(offset), Some(path)), "{payload}");
    }
}

/// LNK-19, BST-18: D-131.
#[test]
fn accounts_of_a_pack_request() {
    let paths = [Path::instance(0, 2), Path::instance(21, 0)];
    assert_eq!(write(Options::STRICT, &BareLinks(&paths)), Ok("</0/2>,</21/0>".into()));
    let read = Options::STRICT.accounts(b"</0/2>,</21/0>").expect("text");
    assert!(read.eq(paths.map(Ok)));
    let parameters = ErrorKind::Malformed("links without parameters");
    let instances = ErrorKind::Malformed("links to object instances");
    for (value, kind, offset, path) in [
        ("</0/2>,</21/0>;ssid=1", parameters, 15, paths[1]),
        ("</0>", instances, 0, Path::object(0)),
        ("</>", instances, 0, Path::ROOT),
    ] {
        let mut accounts = Options::STRICT.accounts(value.as_bytes()).expect("text");
        let error = accounts.find_map(Result::err).expect("an error");
        let found = (error.kind(), error.offset(), error.path());
        assert_eq!(found, (kind, Some(offset), Some(path)), "{value}");
    }
    let kind = ErrorKind::NotExpressible("links to other than object instances");
    let written = write(Options::STRICT, &BareLinks(&[Path::object(0)]));
    assert_eq!(written, Err(Error::from(kind).within(Path::object(0))));
}
