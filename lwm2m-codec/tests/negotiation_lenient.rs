//! Formats that peers name by old numbers, forget, or take from the wrong list: refused strictly, read leniently,
//! reported once. D-064, D-067, D-089, D-090.

use lwm2m_codec::negotiation::{Exchange, Refusal, Shape};
use lwm2m_codec::{ContentFormat, DataType, DeviationKind, Operation, Version, format};

const INTEGER: Shape = Shape::Resource(Some(DataType::Integer));

/// Operation, shape, version, number of the request; the format it is read in and the deviation, or the refusal.
type Row = (Operation, Shape, Version, Option<u16>, Result<(u16, Option<DeviationKind>), Refusal>);

#[rustfmt::skip]
const REQUESTS: &[Row] = &[
    (Operation::Write, INTEGER, Version::V1_0, Some(0), Ok((0, None))),
    (Operation::Write, INTEGER, Version::V1_0, Some(1541), Ok((0, Some(DeviationKind::LegacyContentFormat)))),
    (Operation::Write, Shape::ObjectInstance, Version::V1_0, Some(1542), Ok((11542, Some(DeviationKind::LegacyContentFormat)))),
    (Operation::Write, Shape::ObjectInstance, Version::V1_0, Some(1543), Ok((11543, Some(DeviationKind::LegacyContentFormat)))),
    (Operation::Write, Shape::ObjectInstance, Version::V1_0, Some(50), Ok((11543, Some(DeviationKind::LegacyContentFormat)))),
    (Operation::Write, Shape::Resource(Some(DataType::Opaque)), Version::V1_0, Some(1544), Ok((42, Some(DeviationKind::LegacyContentFormat)))),
    // 1544 is no 11544, and what today's number can't hold is refused by either.
    (Operation::Write, INTEGER, Version::V1_2, Some(1544), Err(Refusal::UnsupportedContentFormat)),
    (Operation::Write, Shape::ObjectInstance, Version::V1_2, Some(1541), Err(Refusal::UnsupportedContentFormat)),
    (Operation::Write, INTEGER, Version::V1_0, Some(99), Err(Refusal::UnsupportedContentFormat)),
    (Operation::Write, INTEGER, Version::V1_0, Some(11541), Err(Refusal::UnsupportedContentFormat)),
    (Operation::Write, INTEGER, Version::V1_1, None, Ok((0, Some(DeviationKind::MissingContentFormat)))),
    (Operation::Write, Shape::ObjectInstance, Version::V1_1, None, Ok((11542, Some(DeviationKind::MissingContentFormat)))),
    (Operation::Create, Shape::Object, Version::V1_0, None, Ok((11542, Some(DeviationKind::MissingContentFormat)))),
    (Operation::Register, Shape::Composite, Version::V1_1, None, Ok((40, Some(DeviationKind::MissingContentFormat)))),
    (Operation::Update, Shape::Composite, Version::V1_2, None, Ok((40, Some(DeviationKind::MissingContentFormat)))),
    (Operation::Send, Shape::Composite, Version::V1_1, None, Err(Refusal::BadRequest)),
    (Operation::ReadComposite, Shape::Composite, Version::V1_1, Some(320), Ok((320, Some(DeviationKind::EtchIn1_1)))),
    (Operation::ReadComposite, Shape::Composite, Version::V1_1, Some(322), Ok((322, Some(DeviationKind::EtchIn1_1)))),
    (Operation::ReadComposite, Shape::Composite, Version::V1_2, Some(322), Ok((322, None))),
    (Operation::Write, INTEGER, Version::V1_1, Some(322), Err(Refusal::UnsupportedContentFormat)),
];

#[test]
fn requests() {
    for &(operation, shape, version, number, expected) in REQUESTS {
        let exchange = Exchange { operation, shape, version };
        let format = number.map(ContentFormat::new);
        let mut kinds = Vec::new();
        let mut report = |deviation: lwm2m_codec::Deviation| kinds.push(deviation.kind);
        let read = exchange.lenient_request_format(format, format::SUPPORTED, &mut report);
        let read = read.map(|format| (format.get(), kinds.first().copied()));
        assert_eq!(read, expected, "{operation:?} {shape:?} {version:?} {number:?}");
        assert!(kinds.len() < 2, "{kinds:?}");
        let strict = exchange.request_format(format, format::SUPPORTED);
        let plain = matches!(expected, Ok((_, None)));
        assert_eq!(
            strict.is_ok(),
            plain,
            "strictly: {operation:?} {shape:?} {version:?} {number:?}"
        );
    }
}

/// Operation, shape, number of the answer; the format it is read in and the deviation, where it is.
type Answer = (Operation, Shape, u16, Option<(u16, Option<DeviationKind>)>);

#[rustfmt::skip]
const ANSWERS: &[Answer] = &[
    (Operation::ReadComposite, Shape::Composite, 112, Some((112, None))),
    (Operation::ReadComposite, Shape::Composite, 320, Some((110, Some(DeviationKind::EtchAsAnswer)))),
    (Operation::ReadComposite, Shape::Composite, 322, Some((112, Some(DeviationKind::EtchAsAnswer)))),
    (Operation::BootstrapPackRequest, Shape::Composite, 322, Some((112, Some(DeviationKind::EtchAsAnswer)))),
    (Operation::Read, Shape::ObjectInstance, 322, None),
    (Operation::Read, Shape::ObjectInstance, 1542, Some((11542, Some(DeviationKind::LegacyContentFormat)))),
    (Operation::Read, Shape::ObjectInstance, 1544, None),
    (Operation::Read, INTEGER, 65535, None),
];

#[test]
fn answers() {
    for &(operation, shape, number, expected) in ANSWERS {
        let exchange = Exchange { operation, shape, version: Version::V1_2 };
        let format = ContentFormat::new(number);
        let mut kinds = Vec::new();
        let mut report = |deviation: lwm2m_codec::Deviation| kinds.push(deviation.kind);
        let read = exchange.lenient_answer_format(format, &mut report);
        let read = read.map(|format| (format.get(), kinds.first().copied()));
        assert_eq!(read, expected, "{operation:?} {shape:?} {number}");
        assert_eq!(exchange.may_answer(format), matches!(expected, Some((_, None))), "strictly");
    }
}
