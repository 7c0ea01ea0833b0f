//! Short texts: paths of requests, locations, links to Object Instances, versions, profile ids, the URI of a server.
//! What is read is shown as text that is read as the same.

use core::fmt::{Debug, Display};
use core::str::FromStr;

use lwm2m_codec::binding::uri::ServerUri;
use lwm2m_codec::message::{Gather, Location, Parameter, Query, UriPath};
use lwm2m_codec::operation::Profiles;
use lwm2m_codec::{Error, ObjectLink, ObjectVersion, Path, Result};

use crate::within::assert_perhaps_within;

/// Reads text as each of them.
pub fn texts(bytes: &[u8]) {
    let Ok(text) = core::str::from_utf8(bytes) else { return };
    comes_back::<Path>(text);
    comes_back::<ObjectLink>(text);
    comes_back::<ObjectVersion>(text);
    match Profiles::new(text) {
        Ok(profiles) => assert!(profiles.iter().count() <= text.len()),
        Err(error) => assert_perhaps_within(&error, bytes),
    }
}

/// Reads text as a path, a query and a URI.
pub fn uris(bytes: &[u8]) {
    let Ok(text) = core::str::from_utf8(bytes) else { return };
    match UriPath::parse(text) {
        Ok(path) => {
            assert!(path.segments().count() <= text.len());
            assert_eq!(UriPath::parse(&path.to_string()), Ok(path), "{text}");
            by_options(path);
        }
        Err(error) => assert_perhaps_within(&error, bytes),
    }
    match Location::parse(text) {
        Ok(location) => {
            assert!((1..=Location::SEGMENTS).contains(&location.segments().count()));
            let _ = location.path();
        }
        Err(error) => assert_perhaps_within(&error, bytes),
    }
    match ServerUri::parse(text) {
        Ok(uri) => assert_eq!(ServerUri::parse(&uri.to_string()), Ok(uri), "{text}"),
        Err(error) => assert_perhaps_within(&error, bytes),
    }
    let mut count = 0;
    for parameter in Query::Uri(text).parameters() {
        count += 1;
        assert!(count <= text.len() + 1, "more parameters than bytes");
        match parameter {
            Ok(parameter) => shown(&parameter, text),
            Err(error) => {
                assert_perhaps_within(&error, bytes);
                break;
            }
        }
    }
}

/// A parameter without its percent signs is no longer than with them.
fn shown(parameter: &Parameter<'_>, text: &str) {
    let plain = parameter.to_string();
    let mut buffer = vec![0; plain.len()];
    let copied = parameter.copy_to(&mut buffer).map(str::len);
    assert_eq!(copied, Ok(plain.len()), "{text}");
    assert!(plain.len() <= text.len(), "{plain} of {text}");
}

/// Segments one by one are the path again, unless one has a slash in it.
fn by_options(path: UriPath<'_>) {
    let mut buffer = vec![0; path.to_string().len() + 3 * path.segments().count() + 1];
    let mut gather = Gather::new(&mut buffer);
    let gathered = path.segments().try_for_each(|segment| {
        let mut digits = [0; 8];
        gather.segment(segment.as_str(&mut digits).as_bytes())
    });
    if gathered.is_ok() {
        let again = gather.finish().map(|(path, _)| path);
        assert_eq!(again, Ok(path));
    }
}

fn comes_back<T: FromStr<Err = Error> + PartialEq + Debug + Display>(text: &str) {
    let read: Result<T> = text.parse();
    match read {
        Ok(value) => assert_eq!(value.to_string().parse(), Ok(value), "{text}"),
        Err(error) => assert_perhaps_within(&error, text.as_bytes()),
    }
}
