//! The paths of requests: their one spelling, and 4.05 for any other. D-012, D-013, D-014, D-021.
#![allow(
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test has the standard library"
)]

#[path = "common/request.rs"]
mod request;

use lwm2m_codec::message::{Code, UriPath};
use lwm2m_codec::operation::Role;
use lwm2m_codec::{Options, Path, Version};
use request::dispatch;

/// TYP-08: one to four ids, a slash before each, decimal digits without sign or zeros in front.
#[test]
fn the_grammar() {
    for (text, expected) in [
        ("/", Some(Path::ROOT)),
        ("/3", Some(Path::object(3))),
        ("/3/0", Some(Path::instance(3, 0))),
        ("/3/0/9", Some(Path::resource(3, 0, 9))),
        ("/3/0/11/0", Some(Path::resource_instance(3, 0, 11, 0))),
        ("/65534/65534/65534/65534", Some(Path::resource_instance(65534, 65534, 65534, 65534))),
        ("3", None),
        ("", None),
        ("/3/", None),
        ("//", None),
        ("//3", None),
        ("/3//0", None),
        ("/03", None),
        ("/3/00", None),
        ("/3/a", None),
        ("/3/0/9/0/0", None),
        ("/+3", None),
        ("/-3", None),
        ("/3/-0", None),
        ("/ 3", None),
        ("/3.0", Some(Path::ROOT)),
        ("/65535", None),
        ("/65536", None),
        ("/3/65535", None),
        ("/3/0/99999999999999999999", None),
        ("/0x3", Some(Path::ROOT)),
        ("/3/0x0", None),
        ("/\u{663}", None),
        ("/3?x", None),
    ] {
        match (UriPath::parse(text), expected) {
            (Ok(UriPath::Objects { path, .. }), Some(expected)) => {
                assert_eq!(path, expected, "{text}");
            }
            (Err(error), None) => assert_eq!(error.code(), Code::METHOD_NOT_ALLOWED, "{text}"),
            (found, _) => panic!("{text}: {found:?}"),
        }
    }
}

/// TYP-08: by version and by the client's prefixes, Resource Instances from 1.1 on.
#[test]
fn what_a_client_answers() {
    for (version, line, expected) in [
        (Version::V1_0, "GET /3/0/11", None),
        (Version::V1_0, "GET /3/0/11/0", Some(Code::METHOD_NOT_ALLOWED)),
        (Version::V1_1, "GET /3/0/11/0", None),
        (Version::V1_2, "GET /3/0/11/0", None),
        (Version::V1_2, "GET /3//0", Some(Code::METHOD_NOT_ALLOWED)),
        (Version::V1_2, "GET /3/0/", Some(Code::METHOD_NOT_ALLOWED)),
        (Version::V1_2, "GET /3/a", Some(Code::METHOD_NOT_ALLOWED)),
        (Version::V1_2, "GET /65536", Some(Code::METHOD_NOT_ALLOWED)),
        (Version::V1_2, "GET /", Some(Code::METHOD_NOT_ALLOWED)),
        // What is no id is a prefix, and one that nobody knows.
        (Version::V1_2, "GET /0x3", Some(Code::NOT_FOUND)),
    ] {
        let found = dispatch(Options::STRICT.version(version), Role::Client, line);
        assert_eq!(found.err().map(|error| error.code()), expected, "{version:?} {line}");
    }
}
