//! Delete and Bootstrap-Delete: one shape, a path. LwM2M Core 1.2.2, 6.1.7.6 and 6.3.7; D-134, D-140.

use super::reading::Reading;
use super::{Ask, Operation, check};
use crate::error::Result;
use crate::message::{Method, Request};
use crate::options::Version;
use crate::path::Path;

/// A DELETE of a path.
macro_rules! deletes {
    ($($(#[$doc:meta])* $operation:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        pub struct $operation {
            /// What is to go.
            pub path: Path,
        }

        impl<'a> Ask<'a> for $operation {
            const OPERATION: Operation = Operation::$operation;

            fn fill(&self, _: Version) -> Request<'a> {
                Request::new(Method::Delete, self.path.into())
            }

            fn read(request: &Request<'a>, reading: &mut Reading<'_>) -> Result<Self> {
                check::no_query(request, reading)?;
                Ok(Self { path: check::path(request) })
            }
        }
    )*};
}

deletes! {
    /// `DELETE` of an Object Instance; from 1.2 on also of a Resource Instance.
    Delete;
    /// `DELETE` of `/`, an Object or an Object Instance by a Bootstrap-Server; its own account and the Device stay.
    BootstrapDelete;
}
