//! Register: the client says that it is there. LwM2M Core 1.2.2, 6.2.1; D-100, D-120 to D-126.

use super::check;
use super::reading::{Reading, broken};
use super::registration::{Registration, RegistrationDefaults};
use super::rule::Rule;
use super::{Ask, Operation};
use crate::error::Result;
use crate::format::ContentFormat;
use crate::message::{Method, Query, Request, UriPath};
use crate::options::Version;
#[cfg(feature = "coap")]
use crate::{deviation::Report, options::Options};

/// `POST /rd`: the parameters of a client and its list of Objects.
///
/// The list is [`link`](crate::ContentFormat::LINK)s, as bytes; from 1.2 on a profile id may stand for it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Register<'a> {
    /// What the client says of itself. Without a version, it is that of the Options.
    pub registration: Registration<'a>,
    /// The list of Objects and Object Instances; empty where there is none.
    pub objects: &'a [u8],
}

impl<'a> Ask<'a> for Register<'a> {
    const OPERATION: Operation = Operation::Register;

    fn fill(&self, version: Version) -> Request<'a> {
        let mut registration = self.registration.clone();
        let version = *registration.version.get_or_insert(version);
        let mut request = Request::new(Method::Post, UriPath::Register);
        request.query = Query::Registration(registration, version);
        request.content_format = (!self.objects.is_empty()).then_some(ContentFormat::LINK);
        request.payload = self.objects;
        request
    }

    fn read(request: &Request<'a>, reading: &mut Reading<'_>) -> Result<Self> {
        Self::read_with(request, reading, None)
    }
}

impl<'a> Register<'a> {
    fn read_with(
        request: &Request<'a>,
        reading: &mut Reading<'_>,
        defaults: Option<RegistrationDefaults>,
    ) -> Result<Self> {
        let registration = Registration::read_with(&request.query, false, reading, defaults)?;
        let body = check::body(Operation::Register, request, reading)?;
        let objects = body.map_or(&[][..], |body| body.payload);
        let required = reading.version < Version::V1_2 && defaults.is_none();
        if objects.is_empty() && required && !reading.allow_empty_list() {
            return Err(broken(Rule::EmptyObjectList));
        }
        Ok(Self { registration, objects })
    }
}

#[cfg(feature = "coap")]
impl<R: Report> Options<'_, R> {
    /// Reads a Register over a transport with its own defaults, where the list of Objects may be missing.
    pub(crate) fn register_with<'a>(
        self,
        request: &Request<'a>,
        defaults: RegistrationDefaults,
    ) -> Result<Register<'a>> {
        if request.method != Method::Post || request.path != UriPath::Register {
            return Err(broken(Rule::NoOperation));
        }
        Reading::with(self, |reading| Register::read_with(request, reading, Some(defaults)))
    }
}
