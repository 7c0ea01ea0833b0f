//! Execute: runs a Resource. LwM2M Core 1.2.2, 6.3.5; D-138, D-142.

use super::arguments::Arguments;
use super::reading::Reading;
use super::{Ask, Operation, check};
use crate::deviation::DeviationKind;
use crate::error::{Error, ErrorKind, Result};
use crate::format::ContentFormat;
use crate::message::{Method, Request};
use crate::options::Version;
use crate::path::Path;

/// `POST` of a Resource, with arguments or without.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Execute<'a> {
    /// The Resource.
    pub path: Path,
    /// What is handed over.
    pub arguments: Arguments<'a>,
}

impl<'a> Ask<'a> for Execute<'a> {
    const OPERATION: Operation = Operation::Execute;

    fn fill(&self, _: Version) -> Request<'a> {
        let mut request = Request::new(Method::Post, self.path.into());
        request.payload = self.arguments.as_bytes();
        request.content_format = (!request.payload.is_empty()).then_some(ContentFormat::TEXT);
        request
    }

    fn read(request: &Request<'a>, reading: &mut Reading<'_>) -> Result<Self> {
        let path = check::path(request);
        // The binding of /1/x/8 stands in the query in a figure of the standard.
        let trigger = path.depth() == 3
            && path.object_id().is_some_and(|id| id.get() == 1)
            && path.resource_id().is_some_and(|id| id.get() == 8);
        let mut from_query = None;
        for parameter in request.query.parameters() {
            let parameter = parameter?;
            let offset = parameter.offset();
            let letter = parameter.value_text().and_then(|text| text.lent()).and_then(single);
            match letter.and_then(Arguments::of_transport) {
                Some(arguments)
                    if trigger
                        && from_query.is_none()
                        && *parameter.name() == "0"
                        && request.payload.is_empty()
                        && reading.allow(DeviationKind::ArgumentQuery, offset, Some(path)) =>
                {
                    from_query = Some(arguments);
                }
                _ if reading.allow_parameter(DeviationKind::UnknownParameter, offset) => {}
                _ => return Err(Error::from(ErrorKind::UnknownParameter).at(offset)),
            }
        }
        if let Some(arguments) = from_query {
            return Ok(Self { path, arguments });
        }
        let body = check::body(Self::OPERATION, request, reading)?;
        let payload = body.map_or(&[][..], |body| body.payload);
        Ok(Self { path, arguments: Arguments::read(payload, reading)? })
    }
}

/// The one character of a text.
fn single(text: crate::value::RawText<'_>) -> Option<char> {
    let mut chars = text.chars();
    let first = chars.next()?;
    if chars.next().is_none() { Some(first) } else { None }
}
