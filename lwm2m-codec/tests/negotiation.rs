//! Which format a message may have and which it gets: every operation, every shape, every version, every format.
//! D-064, D-067, D-086 to D-092, D-148, D-149.

use lwm2m_codec::negotiation::{Exchange, Refusal, Shape};
use lwm2m_codec::{ContentFormat, DataType, Operation, Version};

const VERSIONS: [Version; 3] = [Version::V1_0, Version::V1_1, Version::V1_2];

/// The columns of [`MAY`].
const FORMATS: [u16; 11] = [0, 40, 42, 60, 110, 112, 320, 322, 11542, 11543, 11544];

/// No format of ours: drafts, numbers of other formats, and the last one there is (D-089).
const FOREIGN: [u16; 10] = [1, 41, 50, 99, 1541, 1542, 1543, 1544, 11541, 65535];

const SHAPES: [Shape; 10] = [
    Shape::Composite,
    Shape::Object,
    Shape::ObjectInstance,
    Shape::MultipleResource,
    Shape::Resource(None),
    Shape::Resource(Some(DataType::Opaque)),
    Shape::Resource(Some(DataType::Integer)),
    Shape::ResourceInstance(None),
    Shape::ResourceInstance(Some(DataType::Opaque)),
    Shape::ResourceInstance(Some(DataType::String)),
];

/// Whose format it is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Side {
    Request,
    Answer,
}
use Side::{Answer, Request};

/// What may travel in which format: a letter and the minor of the first version, a row for each body there is.
///
/// `t` values of the target, `v` one value, `o` one Opaque value, `r` values below a container or several of them,
/// `p` always; `j` as `r`, and in 1.0 only.
#[rustfmt::skip]
const MAY: &[(Operation, Side, [&str; 11])] = &[
    //                                              0     40    42    60    110   112   320   322   11542 11543 11544
    (Operation::BootstrapWrite, Request,          ["v0", "-",  "o0", "v1", "t1", "t1", "-",  "-",  "r0", "j0", "t2"]),
    (Operation::BootstrapRead, Answer,            ["v1", "-",  "o1", "v1", "t1", "t1", "-",  "-",  "r1", "-",  "t2"]),
    (Operation::BootstrapDiscover, Answer,        ["-",  "p0", "-",  "-",  "-",  "-",  "-",  "-",  "-",  "-",  "-"]),
    (Operation::BootstrapPackRequest, Answer,     ["-",  "-",  "-",  "-",  "p2", "p2", "-",  "-",  "-",  "-",  "p2"]),
    (Operation::Register, Request,                ["-",  "p0", "-",  "-",  "-",  "-",  "-",  "-",  "-",  "-",  "-"]),
    (Operation::Update, Request,                  ["-",  "p0", "-",  "-",  "-",  "-",  "-",  "-",  "-",  "-",  "-"]),
    (Operation::Read, Answer,                     ["v0", "-",  "o0", "v1", "t1", "t1", "-",  "-",  "r0", "j0", "t2"]),
    (Operation::Discover, Answer,                 ["-",  "p0", "-",  "-",  "-",  "-",  "-",  "-",  "-",  "-",  "-"]),
    (Operation::Write, Request,                   ["v0", "-",  "o0", "v1", "t1", "t1", "-",  "-",  "r0", "j0", "t2"]),
    (Operation::WritePartialUpdate, Request,      ["-",  "-",  "-",  "-",  "p1", "p1", "-",  "-",  "p0", "x0", "p2"]),
    (Operation::Execute, Request,                 ["p0", "-",  "-",  "-",  "-",  "-",  "-",  "-",  "-",  "-",  "-"]),
    (Operation::Create, Request,                  ["-",  "-",  "-",  "-",  "p1", "p1", "-",  "-",  "p0", "x0", "p2"]),
    (Operation::ReadComposite, Request,           ["-",  "-",  "-",  "-",  "p1", "p1", "p2", "p2", "-",  "-",  "-"]),
    (Operation::ReadComposite, Answer,            ["-",  "-",  "-",  "-",  "p1", "p1", "-",  "-",  "-",  "-",  "p2"]),
    (Operation::WriteComposite, Request,          ["-",  "-",  "-",  "-",  "p1", "p1", "p2", "p2", "-",  "-",  "p2"]),
    (Operation::Observe, Answer,                  ["v0", "-",  "o0", "v1", "t1", "t1", "-",  "-",  "r0", "j0", "t2"]),
    (Operation::ObserveComposite, Request,        ["-",  "-",  "-",  "-",  "p1", "p1", "p2", "p2", "-",  "-",  "-"]),
    (Operation::ObserveComposite, Answer,         ["-",  "-",  "-",  "-",  "p1", "p1", "-",  "-",  "-",  "-",  "p2"]),
    (Operation::CancelObservation, Answer,        ["v0", "-",  "o0", "v1", "t1", "t1", "-",  "-",  "r0", "j0", "t2"]),
    (Operation::CancelObservationComposite, Request, ["-", "-", "-", "-", "p1", "p1", "p2", "p2", "-",  "-",  "-"]),
    (Operation::CancelObservationComposite, Answer,  ["-", "-", "-", "-", "p1", "p1", "-",  "-",  "-",  "-",  "p2"]),
    (Operation::Notify, Answer,                   ["v0", "-",  "o0", "v1", "t1", "t1", "-",  "-",  "r0", "j0", "t2"]),
    (Operation::Send, Request,                    ["-",  "-",  "-",  "-",  "p1", "p1", "-",  "-",  "-",  "-",  "p2"]),
];

fn all() -> Vec<ContentFormat> {
    FORMATS.into_iter().chain(FOREIGN).map(ContentFormat::new).collect()
}

/// Whether a cell of [`MAY`] lets a target of some shape through.
fn may(cell: &str, exchange: Exchange) -> bool {
    let Some((letter, minor)) = cell.split_at_checked(1) else { return false };
    let first = match minor {
        "0" => Version::V1_0,
        "1" => Version::V1_1,
        "2" => Version::V1_2,
        _ => return false,
    };
    let Exchange { shape, version, .. } = exchange;
    let one = match shape {
        Shape::Resource(data_type) => Some(data_type),
        Shape::ResourceInstance(data_type) if version > Version::V1_0 => Some(data_type),
        _ => None,
    };
    let holds = match letter {
        "v" => one.is_some(),
        "o" => matches!(one, Some(None | Some(DataType::Opaque))),
        "j" => version == Version::V1_0 && shape != Shape::Composite,
        "x" => version == Version::V1_0,
        "r" => shape != Shape::Composite,
        "t" | "p" => true,
        _ => false,
    };
    holds && version >= first
}

fn cell(operation: Operation, side: Side, format: ContentFormat) -> &'static str {
    let row = MAY.iter().find(|row| (row.0, row.1) == (operation, side));
    let column = FORMATS.iter().position(|number| *number == format.get());
    row.zip(column).map_or("-", |(row, column)| row.2.get(column).copied().unwrap_or("-"))
}

fn exchanges() -> impl Iterator<Item = Exchange> {
    Operation::ALL.iter().flat_map(|&operation| {
        SHAPES.into_iter().flat_map(move |shape| {
            VERSIONS.into_iter().map(move |version| Exchange { operation, shape, version })
        })
    })
}

/// PAY-01, PAY-06, PAY-07, PAY-08, LCB-13: who does not read a format says so, and never guesses one.
#[test]
fn every_request_format() {
    // D-149: these have no 4.15. A version without the operation has no codes of it.
    let no_415 = |exchange: Exchange| match exchange.operation {
        Operation::Send => exchange.version >= Version::V1_1,
        operation => {
            matches!(operation, Operation::Register | Operation::Update | Operation::Execute)
        }
    };
    for exchange in exchanges() {
        for format in all() {
            let expected = if may(cell(exchange.operation, Request, format), exchange) {
                Ok(format)
            } else if no_415(exchange) {
                Err(Refusal::BadRequest)
            } else {
                Err(Refusal::UnsupportedContentFormat)
            };
            let found = exchange.request_format(Some(format), &all());
            assert_eq!(found, expected, "{exchange:?} {format}");
            // PAY-06: what this side doesn't read is refused the same way.
            let others: Vec<_> = all().into_iter().filter(|other| *other != format).collect();
            let no_records = [Operation::Register, Operation::Update, Operation::Execute];
            if !no_records.contains(&exchange.operation) {
                assert!(exchange.request_format(Some(format), &others).is_err());
            }
        }
        // D-090.
        assert_eq!(exchange.request_format(None, &all()), Err(Refusal::BadRequest));
    }
}

/// PAY-04, PAY-05, PAY-07, PAY-08, LCB-13: what can not be produced is refused, and never replaced.
#[test]
fn every_answer_format() {
    for exchange in exchanges() {
        let row = MAY.iter().find(|row| (row.0, row.1) == (exchange.operation, Answer));
        // A version without the operation has no answer of it.
        let minor = |cell: &&str| cell.get(1..).and_then(|digit| digit.parse().ok());
        let row = row.filter(|row| {
            let first = row.2.iter().filter_map(minor).min();
            first.and_then(|first: usize| VERSIONS.get(first)) <= Some(&exchange.version)
        });
        for format in all() {
            let expected = match row {
                // D-143.
                None => Ok(None),
                Some(_) if may(cell(exchange.operation, Answer, format), exchange) => {
                    Ok(Some(format))
                }
                Some(_) => Err(Refusal::NotAcceptable),
            };
            let found = exchange.answer_format(Some(format), None, &all());
            assert_eq!(found, expected, "{exchange:?} {format}");
            // PAY-05: 4.06, never 4.15, for what can't be produced.
            if let Ok(Some(format)) = found.as_ref()
                && format.get() != 40
            {
                let others: Vec<_> = all().into_iter().filter(|other| other != format).collect();
                let found = exchange.answer_format(Some(*format), None, &others);
                assert_eq!(found, Err(Refusal::NotAcceptable), "{exchange:?} {format}");
            }
            // D-088: a server reads LwM2M JSON in every version, and else what the client may write.
            let legacy = format == ContentFormat::LWM2M_JSON
                && exchange.shape != Shape::Composite
                && cell(exchange.operation, Answer, ContentFormat::TLV) != "-"
                && row.is_some();
            let readable = matches!(expected, Ok(Some(_))) || legacy;
            assert_eq!(exchange.may_answer(format), readable, "{exchange:?} {format}");
        }
    }
}

/// PAY-04, PAY-05: the answer has the format that this side prefers.
#[test]
fn answers_nobody_asked_a_format_for() {
    let one = |data_type| Shape::Resource(Some(data_type));
    for (operation, shape, version, request, supported, expected) in [
        // D-092: text or octets for one value, else TLV in 1.0 and SenML CBOR later.
        (Operation::Read, one(DataType::Integer), Version::V1_2, None, &FORMATS[..], Some(0)),
        (Operation::Read, one(DataType::Opaque), Version::V1_0, None, &FORMATS, Some(42)),
        (Operation::Read, Shape::Resource(None), Version::V1_1, None, &FORMATS, Some(0)),
        (
            Operation::Notify,
            Shape::ResourceInstance(Some(DataType::Opaque)),
            Version::V1_1,
            None,
            &FORMATS,
            Some(42),
        ),
        (
            Operation::Read,
            Shape::ResourceInstance(None),
            Version::V1_0,
            None,
            &FORMATS,
            Some(11542),
        ),
        (Operation::Observe, Shape::ObjectInstance, Version::V1_0, None, &FORMATS, Some(11542)),
        (Operation::Read, Shape::ObjectInstance, Version::V1_1, None, &FORMATS, Some(112)),
        (Operation::Read, Shape::MultipleResource, Version::V1_2, None, &FORMATS, Some(112)),
        // What is not supported is passed over.
        (Operation::Read, one(DataType::Opaque), Version::V1_1, None, &[0, 112], Some(0)),
        (Operation::Read, one(DataType::Float), Version::V1_1, None, &[42, 11544, 112], Some(112)),
        (Operation::Read, Shape::Object, Version::V1_2, None, &[0, 60, 11544], Some(11544)),
        (Operation::Read, Shape::Object, Version::V1_1, None, &[0, 60, 11544, 11542], Some(11542)),
        (Operation::Read, Shape::Object, Version::V1_1, None, &[0, 42, 60, 11544], None),
        (Operation::Discover, Shape::Object, Version::V1_0, None, &[], Some(40)),
        // D-067: the family of the request, and never an ETCH format.
        (Operation::ReadComposite, Shape::Composite, Version::V1_2, Some(320), &FORMATS, Some(110)),
        (Operation::ReadComposite, Shape::Composite, Version::V1_2, Some(322), &FORMATS, Some(112)),
        (
            Operation::ObserveComposite,
            Shape::Composite,
            Version::V1_1,
            Some(110),
            &FORMATS,
            Some(110),
        ),
        (
            Operation::ObserveComposite,
            Shape::Composite,
            Version::V1_1,
            Some(112),
            &FORMATS,
            Some(112),
        ),
        (Operation::Notify, Shape::Composite, Version::V1_2, Some(320), &FORMATS, Some(110)),
        (
            Operation::ReadComposite,
            Shape::Composite,
            Version::V1_2,
            Some(320),
            &[11544],
            Some(11544),
        ),
        (Operation::ReadComposite, Shape::Composite, Version::V1_2, None, &FORMATS, Some(112)),
    ] {
        let exchange = Exchange { operation, shape, version };
        let supported: Vec<_> = supported.iter().copied().map(ContentFormat::new).collect();
        let found = exchange.answer_format(None, request.map(ContentFormat::new), &supported);
        let expected = expected.map(|number| Some(ContentFormat::new(number)));
        assert_eq!(found, expected.ok_or(Refusal::NotAcceptable), "{exchange:?} {request:?}");
    }
}

/// PAY-03, PAY-04, ETC-01: formats that a version makes mandatory need no listing.
#[test]
fn formats_of_requests_to_send() {
    let one = |data_type| Shape::Resource(Some(data_type));
    let mandatory: &[u16] = &[];
    for (operation, shape, version, supported, peer, expected) in [
        // PAY-03: a client of 1.0 reads TLV, a later one text and octets, without listing them.
        (Operation::Write, Shape::ObjectInstance, Version::V1_0, &FORMATS[..], None, Some(11542)),
        (Operation::Write, one(DataType::Integer), Version::V1_0, &FORMATS, None, Some(11542)),
        (
            Operation::Write,
            one(DataType::Integer),
            Version::V1_0,
            &FORMATS,
            Some(&[0_u16][..]),
            Some(0),
        ),
        (
            Operation::Write,
            one(DataType::Integer),
            Version::V1_1,
            &FORMATS,
            Some(mandatory),
            Some(0),
        ),
        (
            Operation::Write,
            one(DataType::Opaque),
            Version::V1_1,
            &FORMATS,
            Some(mandatory),
            Some(42),
        ),
        (Operation::Write, Shape::ObjectInstance, Version::V1_1, &FORMATS, None, Some(112)),
        (
            Operation::Write,
            Shape::ObjectInstance,
            Version::V1_1,
            &FORMATS,
            Some(&[110, 60]),
            Some(110),
        ),
        (Operation::Write, Shape::ObjectInstance, Version::V1_1, &FORMATS, Some(mandatory), None),
        (Operation::Create, Shape::Object, Version::V1_2, &FORMATS, Some(&[11544]), Some(11544)),
        (Operation::Create, Shape::Object, Version::V1_2, &[11542], Some(&[11544]), None),
        // D-088: never LwM2M JSON from 1.1 on, whatever the client lists.
        (Operation::Write, Shape::ObjectInstance, Version::V1_1, &FORMATS, Some(&[11543]), None),
        (
            Operation::Write,
            Shape::ObjectInstance,
            Version::V1_0,
            &FORMATS,
            Some(&[11543]),
            Some(11542),
        ),
        (
            Operation::Write,
            Shape::ObjectInstance,
            Version::V1_0,
            &[11543],
            Some(&[11543]),
            Some(11543),
        ),
        // D-064.
        (Operation::ReadComposite, Shape::Composite, Version::V1_1, &FORMATS, None, Some(112)),
        (Operation::ReadComposite, Shape::Composite, Version::V1_2, &FORMATS, None, Some(322)),
        (
            Operation::ReadComposite,
            Shape::Composite,
            Version::V1_2,
            &FORMATS,
            Some(&[320]),
            Some(320),
        ),
        (
            Operation::ReadComposite,
            Shape::Composite,
            Version::V1_2,
            &FORMATS,
            Some(&[110]),
            Some(110),
        ),
        (
            Operation::ReadComposite,
            Shape::Composite,
            Version::V1_2,
            &FORMATS,
            Some(&[11544]),
            Some(112),
        ),
        (Operation::ReadComposite, Shape::Composite, Version::V1_0, &FORMATS, None, None),
        // D-148, D-149.
        (Operation::WriteComposite, Shape::Composite, Version::V1_2, &FORMATS, None, Some(112)),
        (
            Operation::WriteComposite,
            Shape::Composite,
            Version::V1_2,
            &FORMATS,
            Some(&[11544]),
            Some(11544),
        ),
        (Operation::Send, Shape::Composite, Version::V1_1, &FORMATS, None, Some(112)),
        (Operation::Send, Shape::Composite, Version::V1_0, &FORMATS, None, None),
        (Operation::Register, Shape::Composite, Version::V1_0, &[], None, Some(40)),
        (Operation::Execute, one(DataType::None), Version::V1_0, &[], None, Some(0)),
        (Operation::Read, Shape::Object, Version::V1_2, &FORMATS, None, None),
    ] {
        let exchange = Exchange { operation, shape, version };
        let formats = |numbers: &[u16]| -> Vec<_> {
            numbers.iter().copied().map(ContentFormat::new).collect()
        };
        let found = exchange.format_to_send(&formats(supported), peer.map(formats).as_deref());
        assert_eq!(found.map(ContentFormat::get), expected, "{exchange:?} {peer:?}");
        // What we send, our own side takes.
        if let Some(format) = found {
            assert_eq!(exchange.request_format(Some(format), &formats(supported)), Ok(format));
        }
    }
}

/// ETC-04.
#[test]
fn only_etch_carries_null() {
    let null = |operation, version, peer: Option<&[ContentFormat]>| {
        let exchange = Exchange { operation, shape: Shape::Composite, version };
        exchange.format_to_send_null(&all(), peer).map(ContentFormat::get)
    };
    assert_eq!(null(Operation::WriteComposite, Version::V1_2, None), Some(322));
    let json = [ContentFormat::SENML_ETCH_JSON, ContentFormat::SENML_CBOR];
    assert_eq!(null(Operation::WriteComposite, Version::V1_2, Some(&json)), Some(320));
    assert_eq!(null(Operation::WriteComposite, Version::V1_2, Some(&json[1..])), None);
    assert_eq!(null(Operation::WriteComposite, Version::V1_1, None), None);
    assert_eq!(null(Operation::Send, Version::V1_2, None), None);
}

/// PAY-05, PAY-06.
#[test]
fn refusals() {
    for (refusal, code, text) in [
        (Refusal::BadRequest, (4, 0), "4.00: the body has no content format that is read here"),
        (
            Refusal::NotAcceptable,
            (4, 6),
            "4.06: the answer cannot have the content format asked for",
        ),
        (
            Refusal::UnsupportedContentFormat,
            (4, 15),
            "4.15: the body's content format is not supported",
        ),
    ] {
        assert_eq!((refusal.code(), refusal.to_string().as_str()), (code, text));
    }
}
