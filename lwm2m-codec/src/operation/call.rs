//! Any operation's request, and what all of them have in common.

use super::reading::Reading;
use super::{
    BootstrapDelete, BootstrapDiscover, BootstrapFinish, BootstrapPackRequest, BootstrapRead,
    BootstrapRequest, BootstrapWrite, CancelObservation, CancelObservationComposite, Create,
    Delete, Deregister, Discover, Execute, Observe, ObserveComposite, Operation, Read,
    ReadComposite, Register, Role, Rule, Send, Update, Write, WriteAttributes, WriteComposite,
    WritePartialUpdate, check, reading,
};
use crate::error::Result;
use crate::message::{Query, Request, UriPath, UriPrefix};
use crate::options::{Options, Version};

/// A typed request of one operation.
pub trait Ask<'a>: Sized {
    /// The operation.
    const OPERATION: Operation;

    /// The message, unchecked and without what stands in front of paths.
    #[doc(hidden)]
    fn fill(&self, version: Version) -> Request<'a>;

    /// Reads a message of the operation.
    #[doc(hidden)]
    fn read(request: &Request<'a>, reading: &mut Reading<'_>) -> Result<Self>;
}

/// Makes the sum of all requests out of one row for each.
macro_rules! calls {
    ($($operation:ident $($lifetime:lifetime)?;)*) => {
        /// The typed request of any operation: what [`Options::dispatch`] makes of a message.
        ///
        /// A [`Operation::Notify`] is a response: see [`Answer`](super::Answer).
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        #[allow(clippy::large_enum_variant, reason = "lives on the stack, and not for long")]
        pub enum Call<'a> {
            $(#[doc = concat!("See [`", stringify!($operation), "`](super::", stringify!($operation), ").")]
            $operation($operation $(<$lifetime>)?),)*
        }

        impl<'a> Call<'a> {
            /// Which operation it is.
            #[must_use]
            pub const fn operation(&self) -> Operation {
                match self { $(Self::$operation(_) => Operation::$operation,)* }
            }

            /// The message of it, as [`Options::request`].
            ///
            /// # Errors
            /// As [`Options::request`].
            pub fn request(&self, options: Options<'a>) -> Result<Request<'a>> {
                match self { $(Self::$operation(ask) => options.request(ask),)* }
            }

            pub(super) fn read(
                operation: Operation,
                request: &Request<'a>,
                reading: &mut Reading<'_>,
            ) -> Result<Self> {
                match operation {
                    $(Operation::$operation => $operation::read(request, reading).map(Self::$operation),)*
                    Operation::Notify => Err(reading::broken(Rule::NoOperation)),
                }
            }
        }

        $(impl<'a> From<$operation $(<$lifetime>)?> for Call<'a> {
            fn from(ask: $operation $(<$lifetime>)?) -> Self {
                Self::$operation(ask)
            }
        })*
    };
}

calls! {
    BootstrapRequest 'a;
    BootstrapWrite 'a;
    BootstrapRead;
    BootstrapDiscover;
    BootstrapDelete;
    BootstrapFinish;
    BootstrapPackRequest 'a;
    Register 'a;
    Update 'a;
    Deregister 'a;
    Read;
    Discover;
    Write 'a;
    WritePartialUpdate 'a;
    WriteAttributes;
    Execute 'a;
    Create 'a;
    Delete;
    ReadComposite 'a;
    WriteComposite 'a;
    Observe;
    ObserveComposite 'a;
    CancelObservation;
    CancelObservationComposite 'a;
    Send 'a;
}

impl<'o> Options<'o> {
    /// The message of a typed request, for who asks.
    ///
    /// The alternate path and the gateway's prefix of the Options stand in front of its path, save in a bootstrap.
    ///
    /// ```
    /// use lwm2m_codec::operation::{Read, Rule};
    /// use lwm2m_codec::{ErrorKind, Options, Path, Version};
    ///
    /// let read = Read { path: Path::resource_instance(3, 0, 11, 0), accept: None };
    /// let request = Options::STRICT.alternate_path("lwm2m").request(&read)?;
    /// assert_eq!(request.path.to_string(), "/lwm2m/3/0/11/0");
    ///
    /// let error = Options::STRICT.version(Version::V1_0).request(&read).unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::Rule(Rule::DepthVersion));
    /// # Ok::<(), lwm2m_codec::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Rule`](crate::ErrorKind::Rule) for what the version does not have or the operation forbids;
    /// [`ErrorKind::Query`](crate::ErrorKind::Query) and the errors of attributes for parameters that are none.
    pub fn request<'a, T: Ask<'a>>(&self, ask: &T) -> Result<Request<'a>>
    where
        'o: 'a,
    {
        let mut request = ask.fill(self.version);
        if let UriPath::Objects { prefix, path } = &mut request.path {
            self.check_prefixes()?;
            if T::OPERATION.role() == Role::Client && path.depth() > 0 {
                *prefix = UriPrefix::new(self.alternate_path, self.gateway_prefix);
            }
            check::writer(T::OPERATION, *path, self.version)?;
        }
        Reading::with(*self, |reading| {
            check::target(T::OPERATION, &request, reading)?;
            match request.query {
                Query::Depth(_) if self.version < Version::V1_2 => {
                    return Err(reading::broken(Rule::ParameterVersion));
                }
                Query::Registration(_, version) if version > self.version => {
                    return Err(reading::broken(Rule::UnsupportedVersion));
                }
                _ => {}
            }
            T::read(&request, reading).map(drop)
        })?;
        Ok(request)
    }
}
