//! Send: values that nobody asked for. LwM2M Core 1.2.2, 6.4.6; D-149.

use super::reading::{Reading, broken};
use super::rule::Rule;
use super::{Ask, Body, Operation, check};
use crate::error::Result;
use crate::message::{Method, Request, UriPath};
use crate::options::Version;

/// `POST /dp`: the client tells values; since 1.1.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Send<'a> {
    /// The values.
    pub body: Body<'a>,
}

impl<'a> Ask<'a> for Send<'a> {
    const OPERATION: Operation = Operation::Send;

    fn fill(&self, _: Version) -> Request<'a> {
        let mut request = Request::new(Method::Post, UriPath::Send);
        request.content_format = Some(self.body.format);
        request.payload = self.body.payload;
        request
    }

    fn read(request: &Request<'a>, reading: &mut Reading<'_>) -> Result<Self> {
        check::no_query(request, reading)?;
        let body = check::body(Self::OPERATION, request, reading)?;
        Ok(Self { body: body.ok_or_else(|| broken(Rule::MissingContentFormat))? })
    }
}
