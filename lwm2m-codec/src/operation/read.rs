//! Read, Bootstrap-Read, Observe and its cancellation: one shape, a path and the format of the answer.
//! LwM2M Core 1.2.2, 6.1.7.4, 6.3.1, 6.4.1 and 6.4.3; D-115, D-132, D-151.

use super::reading::Reading;
use super::write_attributes::read_attributes;
use super::{Ask, Operation, check};
use crate::attribute::{Attributes, Changes, Place};
use crate::error::Result;
use crate::format::ContentFormat;
use crate::message::{self, Method, Query, Request};
use crate::options::Version;
use crate::path::Path;

/// A GET of a path, that has nothing but the format of the answer.
macro_rules! reads {
    ($($(#[$doc:meta])* $operation:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        pub struct $operation {
            /// What is to be read.
            pub path: Path,
            /// The format that the answer shall have.
            pub accept: Option<ContentFormat>,
        }

        impl<'a> Ask<'a> for $operation {
            const OPERATION: Operation = Operation::$operation;

            fn fill(&self, _: Version) -> Request<'a> {
                let mut request = Request::new(Method::Get, self.path.into());
                request.accept = self.accept;
                request
            }

            fn read(request: &Request<'a>, reading: &mut Reading<'_>) -> Result<Self> {
                check::no_query(request, reading)?;
                let accept = check::accept(Self::OPERATION, request, reading.version)?;
                Ok(Self { path: check::path(request), accept })
            }
        }
    )*};
}

reads! {
    /// `GET` of a path: the server asks for its values.
    Read;
    /// `GET` of a path by a Bootstrap-Server: what configures the client; since 1.1.
    BootstrapRead;
}

/// A GET with an Observe option.
macro_rules! observes {
    ($($(#[$doc:meta])* $operation:ident $observe:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct $operation {
            /// What is observed.
            pub path: Path,
            /// The format that the notifications shall have.
            pub accept: Option<ContentFormat>,
            /// The attributes of this observation alone, from 1.2 on; any of them stands for all that are attached.
            pub attributes: Attributes,
        }

        impl<'a> Ask<'a> for $operation {
            const OPERATION: Operation = Operation::$operation;

            fn fill(&self, _: Version) -> Request<'a> {
                let mut request = Request::new(Method::Get, self.path.into());
                request.accept = self.accept;
                request.observe = Some(message::Observe::$observe);
                if !self.attributes.is_empty() {
                    request.query = Query::Attributes(Changes::from(self.attributes));
                }
                request
            }

            fn read(request: &Request<'a>, reading: &mut Reading<'_>) -> Result<Self> {
                let path = check::path(request);
                let attributes =
                    read_attributes(&request.query, Place::Observe(path), reading)?.attributes();
                let accept = check::accept(Self::OPERATION, request, reading.version)?;
                Ok(Self { path, accept, attributes })
            }
        }
    )*};
}

observes! {
    /// `GET` of a path with Observe 0: a Read that goes on.
    Observe Register;
    /// `GET` of the same with Observe 1: the end of an Observe, with the same token, path, query and format (D-151).
    CancelObservation Deregister;
}
