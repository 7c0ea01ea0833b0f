//! A composite operation sees several Objects at once: what is asked for and nothing else, all changed or nothing.
#![cfg(all(feature = "senml-json", feature = "tlv", feature = "alloc", feature = "derive"))]

use lwm2m_codec::operation::{Body, WriteComposite};
use lwm2m_codec::{
    ContentFormat, ErrorKind, Instances, Live, Object, Options, Path, Permitted, Selected,
    encode_to_vec,
};

#[derive(Clone, Debug, Default, Object, PartialEq)]
#[lwm2m(object = 1)]
struct Server {
    #[lwm2m(resource = 0, ops = "R")]
    id: Option<u16>,
    #[lwm2m(resource = 1, ops = "RW")]
    lifetime: Option<u32>,
}

#[derive(Clone, Debug, Default, Object, PartialEq)]
#[lwm2m(object = 33000)]
struct Lamp {
    #[lwm2m(resource = 1, ops = "RW")]
    level: Option<i64>,
    #[lwm2m(resource = 2, ops = "W")]
    secret: Option<i64>,
    #[lwm2m(resource = 3, ops = "RW", multiple)]
    colours: Option<Instances<i64, 4>>,
}

const SERVER: Path = Path::instance(1, 0);
const LAMP: Path = Path::instance(33000, 7);

fn model() -> (Server, Lamp) {
    let colours = Some(Instances::from([(0, 10), (1, 11)]));
    (
        Server { id: Some(123), lifetime: Some(300) },
        Lamp { level: Some(5), secret: Some(9), colours },
    )
}

/// OPR-24, D-065, D-147: overlapping and missing paths, in any order; each record once.
#[test]
fn what_paths_select() {
    let (server, lamp) = model();
    let resource = Path::resource;
    for (paths, expected) in [
        (&[][..], "[]"),
        (&[Path::ROOT], WHOLE),
        (&[LAMP, SERVER, resource(1, 0, 1)], WHOLE),
        (&[resource(1, 0, 1), resource(1, 0, 7)], r#"[{"bn":"/","n":"1/0/1","v":300}]"#),
        (
            &[Path::resource_instance(33000, 7, 3, 1), Path::object(1)],
            r#"[{"bn":"/","n":"1/0/0","v":123},{"n":"1/0/1","v":300},{"n":"33000/7/3/1","v":11}]"#,
        ),
        // Not readable, not there.
        (&[resource(33000, 7, 2), Path::instance(33000, 8), Path::object(9)], "[]"),
    ] {
        let readable = [
            Permitted::read(&server as &dyn lwm2m_codec::Encode, SERVER, Server::DEF),
            Permitted::read(&lamp, LAMP, Lamp::DEF),
        ];
        let selected = Selected::new(readable.as_slice(), paths);
        let bytes = encode_to_vec(ContentFormat::SENML_JSON, Path::ROOT, &selected);
        let text = bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        assert_eq!(text.as_deref(), Ok(expected), "{paths:?}");
    }
}

const WHOLE: &str = r#"[{"bn":"/","n":"1/0/0","v":123},{"n":"1/0/1","v":300},{"n":"33000/7/1","v":5},{"n":"33000/7/3/0","v":10},{"n":"33000/7/3/1","v":11}]"#;

/// OPR-27, D-144, D-148: all or nothing over several Objects; Resource Instances come and go, Object Instances don't.
#[test]
fn what_a_write_changes() {
    let refused = |kind, path| Err((kind, Some(path)));
    for (format, payload, expected) in [
        (JSON, r#"[{"n":"/1/0/1","v":60},{"n":"/33000/7/1","v":6}]"#, Ok((60, 6, "0 1"))),
        (JSON, r#"[{"n":"/33000/7/3/2","v":12}]"#, Ok((300, 5, "0 1 2"))),
        (ETCH, r#"[{"n":"/33000/7/3/0","v":null},{"n":"/1/0/1","v":60}]"#, Ok((60, 5, "1"))),
        // What the definition does not know is ignored.
        (JSON, r#"[{"n":"/1/0/1","v":60},{"n":"/33000/7/99","v":6}]"#, Ok((60, 5, "0 1"))),
        (
            JSON,
            r#"[{"n":"/33000/7/1","v":6},{"n":"/1/0/0","v":1}]"#,
            refused(ErrorKind::NotPermitted, Path::resource(1, 0, 0)),
        ),
        (
            JSON,
            r#"[{"n":"/1/0/1","v":60},{"n":"/33000/8/1","v":6}]"#,
            refused(ErrorKind::NotFound, Path::resource(33000, 8, 1)),
        ),
        (
            JSON,
            r#"[{"n":"/1/0/1","v":60},{"n":"/9/0/1","v":6}]"#,
            refused(ErrorKind::NotFound, Path::resource(9, 0, 1)),
        ),
    ] {
        let (mut server, mut lamp) = model();
        let write = WriteComposite { body: Body::new(format, payload.as_bytes()) };
        let mut live =
            [Live::new(&mut lamp, LAMP, Lamp::DEF), Live::new(&mut server, SERVER, Server::DEF)];
        let done = write.apply(Options::STRICT, &mut live);
        let done = done.map_err(|error| (error.kind(), error.path()));
        if done.is_err() {
            assert_eq!((&server, &lamp), (&model().0, &model().1), "{payload}");
        }
        let colours = lamp.colours.iter().flat_map(Instances::iter);
        let ids = colours.map(|(id, _)| id.to_string()).collect::<Vec<_>>().join(" ");
        let left = (server.lifetime.unwrap_or(0), lamp.level.unwrap_or(0), ids.as_str());
        assert_eq!(done.map(|()| left), expected, "{payload}");
    }
}

const JSON: ContentFormat = ContentFormat::SENML_JSON;
const ETCH: ContentFormat = ContentFormat::SENML_ETCH_JSON;
