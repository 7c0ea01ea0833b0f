//! The composite operations: a list of paths, or a pack of values, for the root.
//! LwM2M Core 1.2.2, 6.3.8, 6.3.9, 6.4.4 and 6.4.5; D-063 to D-067, D-147, D-148.

use super::reading::{Reading, broken};
use super::rule::Rule;
use super::write_attributes::read_attributes;
use super::{Ask, Body, Operation, check};
use crate::attribute::{Attributes, Changes, Place};
use crate::deviation::Report;
use crate::error::Result;
use crate::format::ContentFormat;
use crate::live::{AtRoot, Live};
use crate::message::{self, Method, Query, Request, UriPath};
use crate::options::{Options, Version};
use crate::path::Path;

/// `FETCH` with a list of paths: a Read of all of them; since 1.1.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ReadComposite<'a> {
    /// The list of paths.
    pub paths: Body<'a>,
    /// The format that the answer shall have; where nothing is said, it is like that of the list (D-067).
    pub accept: Option<ContentFormat>,
}

impl<'a> Ask<'a> for ReadComposite<'a> {
    const OPERATION: Operation = Operation::ReadComposite;

    fn fill(&self, _: Version) -> Request<'a> {
        fetch(self.paths, self.accept)
    }

    fn read(request: &Request<'a>, reading: &mut Reading<'_>) -> Result<Self> {
        check::no_query(request, reading)?;
        let paths = required(Self::OPERATION, request, reading)?;
        let accept = check::accept(Self::OPERATION, request, reading.version)?;
        Ok(Self { paths, accept })
    }
}

/// A FETCH with an Observe option.
macro_rules! observes {
    ($($(#[$doc:meta])* $operation:ident $observe:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct $operation<'a> {
            /// The list of paths.
            pub paths: Body<'a>,
            /// The format that the notifications shall have.
            pub accept: Option<ContentFormat>,
            /// The attributes of this observation alone, from 1.2 on.
            pub attributes: Attributes,
        }

        impl<'a> Ask<'a> for $operation<'a> {
            const OPERATION: Operation = Operation::$operation;

            fn fill(&self, _: Version) -> Request<'a> {
                let mut request = fetch(self.paths, self.accept);
                request.observe = Some(message::Observe::$observe);
                if !self.attributes.is_empty() {
                    request.query = Query::Attributes(Changes::from(self.attributes));
                }
                request
            }

            fn read(request: &Request<'a>, reading: &mut Reading<'_>) -> Result<Self> {
                let attributes =
                    read_attributes(&request.query, Place::ObserveComposite, reading)?.attributes();
                let paths = required(Self::OPERATION, request, reading)?;
                let accept = check::accept(Self::OPERATION, request, reading.version)?;
                Ok(Self { paths, accept, attributes })
            }
        }
    )*};
}

observes! {
    /// `FETCH` with a list of paths and Observe 0: an Observe of all of them; since 1.1.
    ObserveComposite Register;
    /// `FETCH` with the same list and Observe 1: the end of an Observe-Composite (D-066, D-151); since 1.1.
    CancelObservationComposite Deregister;
}

/// `iPATCH` with values of several paths: all or nothing; since 1.1.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct WriteComposite<'a> {
    /// The values.
    pub body: Body<'a>,
}

impl<'a> Ask<'a> for WriteComposite<'a> {
    const OPERATION: Operation = Operation::WriteComposite;

    fn fill(&self, _: Version) -> Request<'a> {
        let mut request = Request::new(Method::IPatch, UriPath::from(Path::ROOT));
        request.content_format = Some(self.body.format);
        request.payload = self.body.payload;
        request
    }

    fn read(request: &Request<'a>, reading: &mut Reading<'_>) -> Result<Self> {
        check::no_query_beside_body(request, reading)?;
        Ok(Self { body: required(Self::OPERATION, request, reading)? })
    }
}

impl WriteComposite<'_> {
    /// Changes live values of several Objects, all of them or none; what their definitions do not let a server
    /// write is refused (D-144). Null in a form for composite requests deletes a Resource Instance (D-071).
    ///
    /// ```
    /// use lwm2m_codec::operation::{Body, WriteComposite};
    /// use lwm2m_codec::{ContentFormat, ErrorKind, Live, Object, Options, Path};
    ///
    /// #[derive(Default, Object)]
    /// #[lwm2m(object = 1)]
    /// struct Server {
    ///     #[lwm2m(resource = 1)]
    ///     lifetime: Option<u32>,
    /// }
    ///
    /// let mut servers = [Server::default(), Server::default()];
    /// let payload = br#"[{"n":"/1/0/1","v":60},{"n":"/1/1/1","v":90}]"#;
    /// let write = WriteComposite { body: Body::new(ContentFormat::SENML_JSON, payload) };
    /// let [first, second] = &mut servers;
    /// let mut live = [
    ///     Live::new(first, Path::instance(1, 0), Server::DEF),
    ///     Live::new(second, Path::instance(1, 1), Server::DEF),
    /// ];
    /// write.apply(Options::STRICT, &mut live)?;
    ///
    /// // /1/7 does not live, so nothing changes.
    /// let payload = br#"[{"n":"/1/0/1","v":30},{"n":"/1/7/1","v":30}]"#;
    /// let write = WriteComposite { body: Body::new(ContentFormat::SENML_JSON, payload) };
    /// let error = write.apply(Options::STRICT, &mut live).unwrap_err();
    /// assert_eq!((error.kind(), error.path()), (ErrorKind::NotFound, Some(Path::resource(1, 7, 1))));
    /// assert_eq!(servers.map(|server| server.lifetime), [Some(60), Some(90)]);
    /// # Ok::<(), lwm2m_codec::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Options::update`]; [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for a path of nothing that
    /// lives, [`ErrorKind::NotPermitted`](crate::ErrorKind::NotPermitted).
    pub fn apply(&self, options: Options<'_, impl Report>, live: &mut [Live<'_>]) -> Result<()> {
        let Body { format, payload, .. } = self.body;
        options.update(&mut AtRoot(live), Path::ROOT, format, Path::ROOT, payload)
    }
}

fn fetch(paths: Body<'_>, accept: Option<ContentFormat>) -> Request<'_> {
    let mut request = Request::new(Method::Fetch, UriPath::from(Path::ROOT));
    request.content_format = Some(paths.format);
    request.payload = paths.payload;
    request.accept = accept;
    request
}

fn required<'a>(
    operation: Operation,
    request: &Request<'a>,
    reading: &mut Reading<'_>,
) -> Result<Body<'a>> {
    check::body(operation, request, reading)?.ok_or_else(|| broken(Rule::MissingContentFormat))
}
