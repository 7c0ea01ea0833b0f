//! Which operation a request is: by method, path, options and version, and by who receives it.
//! LwM2M Transport 1.2.2, 6.4; D-138 to D-143.

use super::check;
use super::reading::{Reading, broken};
use super::{Call, Operation, Role, Rule};
use crate::deviation::{DeviationKind, Report};
use crate::error::Result;
use crate::format::ContentFormat;
use crate::message::{Method, Observe, Request, UriPath};
use crate::options::Options;
use crate::path::Path;
use crate::schema::{ResourceDef, Schema};

impl<R: Report> Options<'_, R> {
    /// Reads a request as the operation that it is, for who is asked.
    ///
    /// The version of the Options is what the peers have agreed on; of a Register, the newest that the server
    /// supports. The alternate path and the gateway's prefix are those that may stand in front of the path.
    ///
    /// ```
    /// use lwm2m_codec::message::{Method, Request, UriPath};
    /// use lwm2m_codec::operation::{Call, Role};
    /// use lwm2m_codec::{ContentFormat, Options, Path};
    ///
    /// let mut request = Request::new(Method::Get, UriPath::parse("/3/0")?);
    /// request.accept = Some(ContentFormat::LINK);
    /// match Options::STRICT.dispatch(&request, Role::Client)? {
    ///     Call::Discover(discover) => assert_eq!(discover.path, Path::instance(3, 0)),
    ///     other => panic!("expected a Discover, found {other:?}"),
    /// }
    /// # Ok::<(), lwm2m_codec::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Rule`](crate::ErrorKind::Rule) for what is no operation of the receiver, or breaks one of its
    /// rules; [`ErrorKind::Query`](crate::ErrorKind::Query),
    /// [`ErrorKind::UnknownParameter`](crate::ErrorKind::UnknownParameter) and the errors of attributes for the
    /// query. [`Error::code`](crate::Error::code) is what to answer.
    pub fn dispatch<'a>(self, request: &Request<'a>, role: Role) -> Result<Call<'a>> {
        self.dispatch_by(request, role, None)
    }

    /// The same for who has the definitions: they decide what a POST of a Resource is, and whether a Resource has
    /// Resource Instances (D-138).
    ///
    /// # Errors
    /// As [`Options::dispatch`].
    pub fn dispatch_in<'a>(
        self,
        request: &Request<'a>,
        role: Role,
        schema: &dyn Schema,
    ) -> Result<Call<'a>> {
        self.dispatch_by(request, role, schema.resource(check::path(request)))
    }

    fn dispatch_by<'a>(
        self,
        request: &Request<'a>,
        role: Role,
        resource: Option<ResourceDef<'_>>,
    ) -> Result<Call<'a>> {
        Reading::with(self, |reading| {
            let operation = operation(request, role, resource.as_ref(), reading)?;
            check::target(operation, request, reading)?;
            if resource.is_some_and(|def| !def.multiple) && check::path(request).depth() == 4 {
                return Err(broken(Rule::SingleResource).within(check::path(request)));
            }
            Call::read(operation, request, reading)
        })
    }
}

#[cfg(feature = "mqtt")]
impl<R: Report> Options<'_, R> {
    /// Reads a request as the operation that its transport names.
    pub(crate) fn read_call<'a>(
        self,
        operation: Operation,
        request: &Request<'a>,
    ) -> Result<Call<'a>> {
        Reading::with(self, |reading| {
            check::target(operation, request, reading)?;
            Call::read(operation, request, reading)
        })
    }
}

/// The name of the operation.
fn operation(
    request: &Request<'_>,
    role: Role,
    resource: Option<&ResourceDef<'_>>,
    reading: &mut Reading<'_>,
) -> Result<Operation> {
    use Operation as O;
    let found = match (role, &request.path, request.method) {
        (Role::Server, UriPath::Register, Method::Post) => O::Register,
        (Role::Server, UriPath::Registration { .. }, Method::Post) => O::Update,
        (Role::Server, UriPath::Registration { .. }, Method::Delete) => O::Deregister,
        (Role::Server, UriPath::Send, Method::Post) => O::Send,
        (Role::BootstrapServer, UriPath::Bootstrap, Method::Post) => O::BootstrapRequest,
        (Role::BootstrapServer, UriPath::BootstrapPack, Method::Get) => O::BootstrapPackRequest,
        (Role::BootstrapClient, UriPath::Bootstrap, Method::Post) => O::BootstrapFinish,
        (Role::BootstrapClient, UriPath::Objects { .. }, method) => match method {
            Method::Get if request.accept == Some(ContentFormat::LINK) => O::BootstrapDiscover,
            Method::Get => O::BootstrapRead,
            Method::Put => O::BootstrapWrite,
            Method::Delete => O::BootstrapDelete,
            Method::Post | Method::Fetch | Method::IPatch => return Err(broken(Rule::NoOperation)),
        },
        (Role::Client, UriPath::Objects { path, .. }, method) => match method {
            Method::Get => match request.observe {
                Some(Observe::Register) => O::Observe,
                Some(Observe::Deregister) => O::CancelObservation,
                None if request.accept == Some(ContentFormat::LINK) => O::Discover,
                None => O::Read,
            },
            // D-139: a body, or its format, makes a Write.
            Method::Put if request.content_format.is_some() || !request.payload.is_empty() => {
                O::Write
            }
            Method::Put => O::WriteAttributes,
            Method::Post => post(request, *path, resource, reading)?,
            Method::Delete => O::Delete,
            Method::Fetch => match request.observe {
                Some(Observe::Register) => O::ObserveComposite,
                Some(Observe::Deregister) => O::CancelObservationComposite,
                None => O::ReadComposite,
            },
            Method::IPatch => O::WriteComposite,
        },
        _ => return Err(broken(Rule::NoOperation)),
    };
    Ok(found)
}

/// What a POST is: by the number of ids, and for a Resource by its definition or else by the format (D-138).
fn post(
    request: &Request<'_>,
    path: Path,
    resource: Option<&ResourceDef<'_>>,
    reading: &mut Reading<'_>,
) -> Result<Operation> {
    match path.depth() {
        1 => return Ok(Operation::Create),
        2 => return Ok(Operation::WritePartialUpdate),
        3 => {}
        _ => return Err(broken(Rule::NoOperation).within(path)),
    }
    let arguments = matches!(request.content_format, None | Some(ContentFormat::TEXT))
        || request.content_format.and_then(check::legacy) == Some(ContentFormat::TEXT);
    let mismatch = || Err(broken(Rule::Definition).within(path));
    match resource {
        Some(def) if def.operations.executable() != arguments => mismatch(),
        Some(def) if !arguments && !def.multiple => {
            if reading.allow(DeviationKind::PostSingleResource, 0, Some(path)) {
                Ok(Operation::WritePartialUpdate)
            } else {
                mismatch()
            }
        }
        _ if arguments => Ok(Operation::Execute),
        // Whether the version has it at a Resource is checked with every other depth.
        _ => Ok(Operation::WritePartialUpdate),
    }
}
