//! The table of the formats, asked of the codec itself: what it reads and writes, and what it negotiates.

use lwm2m_codec::format::SUPPORTED;
use lwm2m_codec::negotiation::{Exchange, Shape};
use lwm2m_codec::{
    ContentFormat, DataType, Operation, Path, Record, Timestamp, Value, Version, encode_to_vec,
    link, records,
};

/// The rows, in ascending order of the numbers.
const FORMATS: [(ContentFormat, &str); 11] = [
    (ContentFormat::TEXT, "Plain text"),
    (ContentFormat::LINK, "CoRE links"),
    (ContentFormat::OPAQUE, "Opaque"),
    (ContentFormat::CBOR, "CBOR"),
    (ContentFormat::SENML_JSON, "SenML JSON"),
    (ContentFormat::SENML_CBOR, "SenML CBOR"),
    (ContentFormat::SENML_ETCH_JSON, "SenML ETCH JSON"),
    (ContentFormat::SENML_ETCH_CBOR, "SenML ETCH CBOR"),
    (ContentFormat::TLV, "TLV"),
    (ContentFormat::LWM2M_JSON, "LwM2M JSON"),
    (ContentFormat::LWM2M_CBOR, "LwM2M CBOR"),
];

const VERSIONS: [(Version, &str); 3] =
    [(Version::V1_0, "1.0"), (Version::V1_1, "1.1"), (Version::V1_2, "1.2")];

pub(super) fn table() -> Vec<String> {
    let head = [
        "| format | number | read | write | times | composite | null | versions |",
        "|---|---:|---|---|---|---|---|---|",
    ];
    let rows = FORMATS.iter().map(|(format, name)| row(*format, name));
    head.into_iter().map(str::to_string).chain(rows).collect()
}

/// Links are no records: they have a reader and a writer beside the table of formats.
fn is_of_links(format: ContentFormat) -> bool {
    let read = link::links(b"</3/0>").is_ok_and(|mut links| links.all(|link| link.is_ok()));
    format == ContentFormat::LINK && read
}

fn row(format: ContentFormat, name: &str) -> String {
    let yes = |is| if is { "yes" } else { "no" };
    let done = if SUPPORTED.contains(&format) || is_of_links(format) { "yes" } else { "not yet" };
    format!(
        "| {name} | {} | {done} | {done} | {} | {} | {} | {} |",
        format.get(),
        yes(has_times(format)),
        composite(format),
        yes(has_null(format)),
        versions(format),
    )
}

fn exchanges(version: Version) -> impl Iterator<Item = Exchange> {
    const SHAPES: [Shape; 3] =
        [Shape::Composite, Shape::ObjectInstance, Shape::Resource(Some(DataType::Opaque))];
    let exchange = move |&operation| {
        SHAPES.into_iter().map(move |shape| Exchange { operation, shape, version })
    };
    Operation::ALL.iter().flat_map(exchange)
}

fn is_request(exchange: Exchange, format: ContentFormat) -> bool {
    exchange.request_format(Some(format), &[format]).is_ok()
}

fn is_answer(exchange: Exchange, format: ContentFormat) -> bool {
    exchange.answer_format(Some(format), None, &[format]) == Ok(Some(format))
}

/// Whether it carries when a value was so: in what a client tells, since nothing is written into the past.
fn has_times(format: ContentFormat) -> bool {
    let path = Path::resource(3, 0, 9);
    let time = Timestamp::from_nanos(1);
    let record = [Record { path, time, value: Value::Integer(1) }];
    let Ok(payload) = encode_to_vec(format, path, &record[..]) else { return false };
    let read = records(format, path, &payload).ok().and_then(|mut records| records.next());
    let kept = matches!(read, Some(Ok(read)) if read.time == time);
    let told = VERSIONS.iter().any(|&(version, _)| {
        let read = Exchange { operation: Operation::Read, shape: Shape::ObjectInstance, version };
        is_answer(read, format)
    });
    kept && told
}

/// What it holds in composite operations and Send.
fn composite(format: ContentFormat) -> &'static str {
    let takes = |operation| {
        VERSIONS.iter().any(|&(version, _)| {
            is_request(Exchange { operation, shape: Shape::Composite, version }, format)
        })
    };
    match (takes(Operation::ReadComposite), takes(Operation::WriteComposite)) {
        (true, true) => "paths, values",
        (true, false) => "paths",
        (false, true) => "values",
        (false, false) => "no",
    }
}

/// Whether it can say that a Resource Instance is to be deleted.
fn has_null(format: ContentFormat) -> bool {
    VERSIONS.iter().any(|&(version, _)| {
        let operation = Operation::WriteComposite;
        let write = Exchange { operation, shape: Shape::Composite, version };
        write.format_to_send_null(&[format], None) == Some(format)
    })
}

/// The versions in which a client sends or takes it, and up to which a server reads it beyond them.
fn versions(format: ContentFormat) -> String {
    let held = |holds: &dyn Fn(Exchange) -> bool| -> Vec<&str> {
        let held = VERSIONS.iter().filter(|(version, _)| exchanges(*version).any(holds));
        held.map(|(_, name)| *name).collect()
    };
    let used = held(&|exchange| is_request(exchange, format) || is_answer(exchange, format));
    let read = held(&|exchange| exchange.may_answer(format));
    let used = match used.as_slice() {
        [first, .., last] => format!("{first} to {last}"),
        one => one.concat(),
    };
    match read.last() {
        Some(last) if !used.ends_with(last) => format!("{used}; servers read it to {last}"),
        _ => used,
    }
}
