//! What holds for every operation: version, path, formats. The rows stand in the table; what they forbid is an error.

use super::reading::{Reading, broken};
use super::table::{Body as HasBody, Place};
use super::{Body, Operation, Role, Rule, is_hidden};
use crate::deviation::DeviationKind;
use crate::error::{Error, ErrorKind, Result};
use crate::format::ContentFormat;
use crate::message::{Query, Request, UriPath};
use crate::negotiation::{Exchange, Refusal, Shape};
use crate::options::Version;
use crate::path::Path;

/// Checks that an operation is there in a version, and may have the path that it has.
pub(super) fn target(
    operation: Operation,
    request: &Request<'_>,
    reading: &mut Reading<'_>,
) -> Result<()> {
    let row = operation.row();
    if row.since > reading.version {
        return Err(broken(match operation {
            Operation::BootstrapPackRequest => Rule::NotImplemented,
            _ => Rule::LaterVersion,
        }));
    }
    if let UriPath::Registration { location } = request.path
        && location.segments().next().is_none()
    {
        return Err(broken(Rule::MissingLocation));
    }
    let (Place::Ids(..), UriPath::Objects { prefix, path }) = (&row.place, &request.path) else {
        return Ok(());
    };
    if row.role == Role::BootstrapClient {
        if !prefix.is_empty() {
            return Err(broken(Rule::BootstrapPrefix));
        }
    } else {
        let composite = path.depth() == 0;
        match prefix.device(reading.alternate_path) {
            Some(device) if device == reading.gateway_prefix || composite && device.is_empty() => {}
            // The root has no need of a prefix.
            None if composite && prefix.is_empty() => {}
            _ => return Err(broken(Rule::UnknownPrefix).within(*path)),
        }
    }
    match operation.check_depth(path.depth(), reading.version) {
        Ok(()) => {}
        Err(Rule::DepthVersion)
            if operation == Operation::Delete
                && reading.version == Version::V1_1
                && reading.allow(DeviationKind::DeleteRiIn1_1, 0, Some(*path)) => {}
        // Lenience: 1.0 has Resource Instances in payloads, and some of its peers in paths (D-014, E113).
        Err(Rule::DepthVersion)
            if operation != Operation::Delete
                && reading.version == Version::V1_0
                && path.depth() == 4
                && reading.allow(DeviationKind::RiIn1_0, 0, Some(*path)) => {}
        Err(rule) => return Err(broken(rule).within(*path)),
    }
    let object = path.object_id().map(u16::from);
    if operation == Operation::BootstrapRead && !matches!(object, Some(1 | 2)) {
        return Err(broken(Rule::BootstrapTarget).within(*path));
    }
    let hidden = path.object_id().is_some_and(|object| is_hidden(object, reading.version));
    if row.role == Role::Client && hidden {
        return Err(broken(Rule::HiddenObject).within(*path));
    }
    Ok(())
}

/// What a writer does not do although readers take it (D-132).
pub(super) fn writer(operation: Operation, path: Path, version: Version) -> Result<()> {
    let narrow = operation == Operation::BootstrapRead && version < Version::V1_2;
    if narrow && path != Path::object(2) {
        return Err(broken(Rule::BootstrapTarget).within(path));
    }
    Ok(())
}

/// Refuses parameters where an operation has none (D-108, D-121, D-139).
pub(super) fn no_query(request: &Request<'_>, reading: &mut Reading<'_>) -> Result<()> {
    for parameter in request.query.parameters() {
        let offset = parameter?.offset();
        if !reading.allow_parameter(DeviationKind::UnknownParameter, offset) {
            return Err(Error::from(ErrorKind::UnknownParameter).at(offset));
        }
    }
    Ok(())
}

/// The path of the data model that a request names; the root for a reserved one.
pub(super) const fn path(request: &Request<'_>) -> Path {
    match request.path {
        UriPath::Objects { path, .. } => path,
        _ => Path::ROOT,
    }
}

/// The query of a Write: none, since it has a body (D-139).
pub(super) fn no_query_beside_body(request: &Request<'_>, reading: &mut Reading<'_>) -> Result<()> {
    if matches!(request.query, Query::Empty) || request.query.is_empty() {
        return Ok(());
    }
    let path = Some(path(request));
    if reading.allow(DeviationKind::QueryOnWrite, 0, path) {
        Ok(())
    } else {
        Err(broken(Rule::QueryOnWrite).at(0))
    }
}

/// The body of a request in its format; `None` where an operation may have one and has none.
pub(super) fn body<'a>(
    operation: Operation,
    request: &Request<'a>,
    reading: &mut Reading<'_>,
) -> Result<Option<Body<'a>>> {
    let row = operation.row();
    let payload = request.payload;
    let absent = request.content_format.is_none() && payload.is_empty();
    if row.body == HasBody::None || row.body == HasBody::Optional && absent {
        return Ok(None);
    }
    let path = path(request);
    let exchange = Exchange { operation, shape: shape(path), version: reading.version };
    let refusal = match exchange.request_format(request.content_format, ALL) {
        Ok(format) => return Ok(Some(Body { format, payload })),
        Err(refusal) => refusal,
    };
    if let Some(format) = lenient_format(&exchange, request, path, reading) {
        return Ok(Some(Body { format, payload }));
    }
    Err(broken(match refusal {
        _ if request.content_format.is_none() => Rule::MissingContentFormat,
        Refusal::BadRequest => Rule::ContentFormatRefused,
        _ => Rule::ContentFormat,
    }))
}

/// The format of a body whose option deviates, as far as that is tolerated (D-064, D-089, D-090).
#[cfg(feature = "lenient")]
fn lenient_format(
    exchange: &Exchange,
    request: &Request<'_>,
    path: Path,
    reading: &mut Reading<'_>,
) -> Option<ContentFormat> {
    let mut found = None;
    let mut note = |deviation: crate::Deviation| found = Some(deviation.kind);
    let format = exchange.lenient_request_format(request.content_format, ALL, &mut note).ok()?;
    reading.allow(found?, 0, Some(path)).then_some(format)
}

#[cfg(not(feature = "lenient"))]
const fn lenient_format(
    _: &Exchange,
    _: &Request<'_>,
    _: Path,
    _: &mut Reading<'_>,
) -> Option<ContentFormat> {
    None
}

/// The format in which an answer is wanted.
pub(super) fn accept(
    operation: Operation,
    request: &Request<'_>,
    version: Version,
) -> Result<Option<ContentFormat>> {
    let exchange = Exchange { operation, shape: shape(path(request)), version };
    match exchange.answer_format(request.accept, request.content_format, ALL) {
        Ok(_) => Ok(request.accept),
        Err(_) => Err(broken(Rule::Accept)),
    }
}

/// What a path is without a definition: a Resource may be one value or have Resource Instances.
pub(super) fn shape(path: Path) -> Shape {
    match path.depth() {
        0 => Shape::Composite,
        1 => Shape::Object,
        2 => Shape::ObjectInstance,
        3 => Shape::Resource(None),
        _ => Shape::ResourceInstance(None),
    }
}

/// D-089: the numbers of before registration.
pub(super) fn legacy(format: ContentFormat) -> Option<ContentFormat> {
    match format.get() {
        1541 => Some(ContentFormat::TEXT),
        1542 => Some(ContentFormat::TLV),
        1543 | 50 => Some(ContentFormat::LWM2M_JSON),
        1544 => Some(ContentFormat::OPAQUE),
        _ => None,
    }
}

/// Every format: what is compiled in shows when a body is read.
pub(super) const ALL: &[ContentFormat] = &[
    ContentFormat::TEXT,
    ContentFormat::LINK,
    ContentFormat::OPAQUE,
    ContentFormat::CBOR,
    ContentFormat::SENML_JSON,
    ContentFormat::SENML_CBOR,
    ContentFormat::SENML_ETCH_JSON,
    ContentFormat::SENML_ETCH_CBOR,
    ContentFormat::TLV,
    ContentFormat::LWM2M_JSON,
    ContentFormat::LWM2M_CBOR,
];
