//! Update and De-register: what a client says of its registration later. LwM2M Core 1.2.2, 6.2.2 and 6.2.3;
//! D-100, D-127, D-128.

use super::check;
use super::reading::Reading;
use super::registration::Registration;
use super::{Ask, Operation};
use crate::error::Result;
use crate::format::ContentFormat;
use crate::message::{Location, Method, Query, Request, UriPath};
use crate::options::Version;

/// `POST` to the location of a registration: what has changed; nothing but that the client is still there, where
/// nothing has.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Update<'a> {
    /// Where the server has put the registration.
    pub location: Location<'a>,
    /// What has changed.
    pub registration: Registration<'a>,
    /// The whole list of Objects and Object Instances, where it has changed; else empty.
    pub objects: &'a [u8],
}

impl<'a> Update<'a> {
    /// An Update of nothing.
    #[must_use]
    pub fn new(location: Location<'a>) -> Self {
        Self { location, registration: Registration::default(), objects: &[] }
    }
}

impl<'a> Ask<'a> for Update<'a> {
    const OPERATION: Operation = Operation::Update;

    fn fill(&self, version: Version) -> Request<'a> {
        let path = UriPath::Registration { location: self.location };
        let mut request = Request::new(Method::Post, path);
        if self.registration != Registration::default() {
            request.query = Query::Registration(self.registration.clone(), version);
        }
        request.content_format = (!self.objects.is_empty()).then_some(ContentFormat::LINK);
        request.payload = self.objects;
        request
    }

    fn read(request: &Request<'a>, reading: &mut Reading<'_>) -> Result<Self> {
        let registration = Registration::read(&request.query, true, reading)?;
        let body = check::body(Operation::Update, request, reading)?;
        let objects = body.map_or(&[][..], |body| body.payload);
        Ok(Self { location: location(request)?, registration, objects })
    }
}

/// `DELETE` of the location of a registration: the client takes its leave.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Deregister<'a> {
    /// Where the server has put the registration.
    pub location: Location<'a>,
}

impl<'a> Ask<'a> for Deregister<'a> {
    const OPERATION: Operation = Operation::Deregister;

    fn fill(&self, _: Version) -> Request<'a> {
        Request::new(Method::Delete, UriPath::Registration { location: self.location })
    }

    fn read(request: &Request<'a>, reading: &mut Reading<'_>) -> Result<Self> {
        check::no_query(request, reading)?;
        Ok(Self { location: location(request)? })
    }
}

fn location<'a>(request: &Request<'a>) -> Result<Location<'a>> {
    match request.path {
        UriPath::Registration { location } => Ok(location),
        _ => Err(super::reading::broken(super::Rule::NoOperation)),
    }
}
