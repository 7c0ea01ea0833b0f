//! The rules as rows: what a body is, which formats may be one, and what a peer reads without saying so.
//! LwM2M Core 1.2.2, 7.5 (data formats); LwM2M Transport 1.2.2, 6.4 (operations).

use super::Refusal;
use crate::format::ContentFormat;
use crate::operation::Operation;
use crate::options::Version;

/// What the body of a message holds, as far as formats care.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Body {
    /// One value and nothing around it.
    Value,
    /// Values below an Object, an Object Instance or a Resource.
    Records,
    /// Values of any paths.
    Pack,
    /// The same with nulls in it (D-071, D-084).
    Patch,
    /// Paths without values.
    Paths,
    /// What an Execute hands over.
    Arguments,
    /// CoRE links.
    Links,
}

/// What the body of an operation's request or answer may be.
#[derive(Clone, Copy, Debug)]
pub(super) enum Holds {
    /// There is none.
    Nothing,
    /// Values of what the target names, whatever its shape.
    Target,
    /// One of these, the preferred one first.
    Bodies(&'static [Body]),
}

/// One operation: since when it is there, the bodies of its request and of its answer, the refusal of a format.
#[derive(Debug)]
pub(super) struct OperationRow {
    pub(super) operation: Operation,
    pub(super) since: Version,
    pub(super) request: Holds,
    pub(super) answer: Holds,
    /// How a request in a format that is not taken is refused.
    pub(super) refusal: Refusal,
}

/// One format: the versions in which a client may send it and be sent it, and the bodies that it may be.
#[derive(Debug)]
pub(super) struct FormatRow {
    pub(super) format: ContentFormat,
    pub(super) since: Version,
    pub(super) until: Version,
    pub(super) bodies: &'static [Body],
}

/// A format that every client of some versions reads as some body, whether it lists it or not.
#[derive(Debug)]
pub(super) struct ImpliedRow {
    pub(super) format: ContentFormat,
    pub(super) body: Body,
    pub(super) since: Version,
    pub(super) until: Version,
}

/// The operations that carry a body; the others have no row.
pub(super) const OPERATIONS: &[OperationRow] = {
    use Body::{Arguments, Links, Pack, Patch, Paths, Records};
    use Holds::{Bodies, Nothing, Target};
    use Operation as O;
    use Version::{V1_0, V1_1, V1_2};
    const fn row(
        operation: Operation,
        since: Version,
        request: Holds,
        answer: Holds,
    ) -> OperationRow {
        let refusal = Refusal::UnsupportedContentFormat;
        OperationRow { operation, since, request, answer, refusal }
    }
    /// D-149: the response codes of these operations have no 4.15.
    const fn no_415(row: OperationRow) -> OperationRow {
        OperationRow { refusal: Refusal::BadRequest, ..row }
    }
    &[
        row(O::BootstrapWrite, V1_0, Target, Nothing),
        row(O::BootstrapRead, V1_1, Nothing, Target),
        row(O::BootstrapDiscover, V1_0, Nothing, Bodies(&[Links])),
        row(O::BootstrapPackRequest, V1_2, Nothing, Bodies(&[Pack])),
        no_415(row(O::Register, V1_0, Bodies(&[Links]), Nothing)),
        no_415(row(O::Update, V1_0, Bodies(&[Links]), Nothing)),
        row(O::Read, V1_0, Nothing, Target),
        row(O::Discover, V1_0, Nothing, Bodies(&[Links])),
        row(O::Write, V1_0, Target, Nothing),
        row(O::WritePartialUpdate, V1_0, Bodies(&[Records]), Nothing),
        no_415(row(O::Execute, V1_0, Bodies(&[Arguments]), Nothing)),
        row(O::Create, V1_0, Bodies(&[Records]), Nothing),
        row(O::ReadComposite, V1_1, Bodies(&[Paths]), Bodies(&[Pack])),
        row(O::WriteComposite, V1_1, Bodies(&[Pack, Patch]), Nothing),
        row(O::Observe, V1_0, Nothing, Target),
        row(O::ObserveComposite, V1_1, Bodies(&[Paths]), Bodies(&[Pack])),
        // To cancel is to ask once more: the answer is that of the Read.
        row(O::CancelObservation, V1_0, Nothing, Target),
        row(O::CancelObservationComposite, V1_1, Bodies(&[Paths]), Bodies(&[Pack])),
        row(O::Notify, V1_0, Nothing, Target),
        no_415(row(O::Send, V1_1, Bodies(&[Pack]), Nothing)),
    ]
};

/// The formats, in the order of preference where nothing is asked for (D-064, D-088, D-092, D-148).
pub(super) const FORMATS: &[FormatRow] = {
    use Body::{Arguments, Links, Pack, Patch, Paths, Records, Value};
    use ContentFormat as F;
    use Version::{V1_0, V1_1, V1_2};
    const fn row(
        format: ContentFormat,
        since: Version,
        until: Version,
        bodies: &'static [Body],
    ) -> FormatRow {
        FormatRow { format, since, until, bodies }
    }
    &[
        row(F::OPAQUE, V1_0, V1_2, &[Value]),
        row(F::TEXT, V1_0, V1_2, &[Value, Arguments]),
        // D-086: from 1.1 on, and one value only.
        row(F::CBOR, V1_1, V1_2, &[Value]),
        row(F::SENML_ETCH_CBOR, V1_2, V1_2, &[Paths, Patch]),
        row(F::SENML_ETCH_JSON, V1_2, V1_2, &[Paths, Patch]),
        row(F::SENML_CBOR, V1_1, V1_2, &[Records, Pack, Paths]),
        row(F::SENML_JSON, V1_1, V1_2, &[Records, Pack, Paths]),
        row(F::LWM2M_CBOR, V1_2, V1_2, &[Records, Pack]),
        row(F::TLV, V1_0, V1_2, &[Records]),
        // D-088: a client of 1.1 and later neither sends it nor takes it.
        row(F::LWM2M_JSON, V1_0, V1_0, &[Records]),
        row(F::LINK, V1_0, V1_2, &[Links]),
    ]
};

/// What a client reads without listing it: the mandatory formats (PAY-03).
pub(super) const IMPLIED: &[ImpliedRow] = {
    use Body::{Arguments, Links, Records, Value};
    use ContentFormat as F;
    use Version::{V1_0, V1_1, V1_2};
    const fn row(format: ContentFormat, body: Body, since: Version, until: Version) -> ImpliedRow {
        ImpliedRow { format, body, since, until }
    }
    &[
        row(F::TLV, Records, V1_0, V1_0),
        row(F::TEXT, Value, V1_1, V1_2),
        row(F::OPAQUE, Value, V1_1, V1_2),
        row(F::TEXT, Arguments, V1_0, V1_2),
        row(F::LINK, Links, V1_0, V1_2),
    ]
};

/// What a path list is sent in where the client lists no format for it (D-064).
pub(super) const PATHS_FALLBACK: ContentFormat = ContentFormat::SENML_CBOR;

/// The format family that answers a request body where nothing is asked for (D-067).
pub(super) const FAMILIES: &[(ContentFormat, ContentFormat)] = &[
    (ContentFormat::SENML_ETCH_JSON, ContentFormat::SENML_JSON),
    (ContentFormat::SENML_ETCH_CBOR, ContentFormat::SENML_CBOR),
    (ContentFormat::SENML_JSON, ContentFormat::SENML_JSON),
    (ContentFormat::SENML_CBOR, ContentFormat::SENML_CBOR),
];
