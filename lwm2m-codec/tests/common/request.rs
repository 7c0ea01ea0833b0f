//! Requests as lines of text: `PUT /3/0/9?pmin=1 ct=0 accept=0 observe=0 body=101`.

use lwm2m_codec::message::{Method, Observe, Query, Request, UriPath};
use lwm2m_codec::operation::{Call, Role};
use lwm2m_codec::{ContentFormat, Options, Report, Result};

/// The request that a line says.
pub(crate) fn request(line: &str) -> Result<Request<'_>> {
    let (head, body) = line.split_once(" body=").unwrap_or((line, ""));
    let mut words = head.split(' ');
    let method = match words.next() {
        Some("GET") => Method::Get,
        Some("POST") => Method::Post,
        Some("PUT") => Method::Put,
        Some("DELETE") => Method::Delete,
        Some("FETCH") => Method::Fetch,
        Some("IPATCH") => Method::IPatch,
        other => panic!("expected a method, found {other:?}"),
    };
    let target = words.next().expect("a path");
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut request = Request::new(method, UriPath::parse(path)?);
    request.query = Query::Uri(query);
    request.payload = body.as_bytes();
    for word in words {
        let (name, number) = word.split_once('=').expect("an option");
        let number: u16 = number.parse().expect("a number");
        match name {
            "ct" => request.content_format = Some(ContentFormat::new(number)),
            "accept" => request.accept = Some(ContentFormat::new(number)),
            "observe" => request.observe = Observe::from_value(number.into()),
            other => panic!("unknown option {other}"),
        }
    }
    Ok(request)
}

/// What comes of a line.
pub(crate) fn dispatch<'l>(
    options: Options<'_, impl Report>,
    role: Role,
    line: &'l str,
) -> Result<Call<'l>> {
    options.dispatch(&request(line)?, role)
}
