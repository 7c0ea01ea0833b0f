//! Object definitions: XML documents, the registry's tables, JSON, ranges. What is read is written and read again.

use lwm2m_codec::DataType;
use lwm2m_ddf::{Diagnostic, Document, Mode, RangeEnumeration, RangeValues, Schema, Verdict};
use lwm2m_ddf::{canonical, common, diff, index, json};
use quick_xml::Reader;
use quick_xml::events::Event;

/// Reads a document in every mode and by both schemas. What is accepted, the other XML reader takes, too, and its
/// canonical form is the same definition.
pub fn xml(bytes: &[u8]) {
    for mode in [Mode::Strict, Mode::Registry] {
        for schema in SCHEMAS.with(Clone::clone) {
            let document = Document::read(bytes, &schema, mode);
            document.diagnostics.iter().for_each(|found| assert_placed(found, bytes));
            if document.verdict() == Verdict::Reject {
                assert!(document.objects.is_empty(), "refused, and yet Objects");
                continue;
            }
            if bytes.starts_with(b"<") {
                assert_well_formed(bytes);
            }
            for object in &document.objects {
                let text = canonical(object);
                let again = Document::read(text.as_bytes(), &Schema::v1_1(), Mode::Registry);
                assert_eq!(
                    again.objects.as_slice(),
                    core::slice::from_ref(object),
                    "{text}: {:?}",
                    again.diagnostics
                );
                let [again] = again.objects.as_slice() else { continue };
                assert_eq!(canonical(again), text);
                assert!(diff::compare(object, again).differences.is_empty());
            }
            let text = json::write(&document.objects);
            assert_eq!(json::read(text.as_bytes()).as_ref(), Ok(&document.objects), "{text}");
        }
    }
}

thread_local! {
    static SCHEMAS: [Schema; 2] = [Schema::v1_0(), Schema::v1_1()];
}

/// Reads a schema: a text that is XML and uses what is interpreted.
pub fn xsd(bytes: &[u8]) {
    let Ok(text) = core::str::from_utf8(bytes) else { return };
    for found in Schema::parse(text).err().into_iter().flatten() {
        assert!(found.line >= 1 && found.column >= 1, "{found}");
    }
}

/// Reads the registry's index and its table of reusable Resources.
pub fn registry_tables(bytes: &[u8]) {
    let _ = lwm2m_ddf::Kind::of(bytes);
    let found = index::read(bytes).err().into_iter().chain(common::read(bytes).err());
    found.flatten().for_each(|found| assert_placed(&found, bytes));
}

/// Reads definitions as JSON; what is written of them is read as the same.
pub fn definitions_json(bytes: &[u8]) {
    match json::read(bytes) {
        Ok(definitions) => {
            let text = json::write(&definitions);
            assert_eq!(json::read(text.as_bytes()), Ok(definitions), "{text}");
        }
        Err(found) => assert_placed(&found, bytes),
    }
}

/// Reads text as the range of a Resource of each type.
pub fn range(bytes: &[u8]) {
    let Ok(text) = core::str::from_utf8(bytes) else { return };
    for data_type in DATA_TYPES {
        let read = RangeEnumeration::new(text, data_type);
        assert_eq!(RangeEnumeration::new(&read.text, data_type), read, "{text:?}");
        match &read.values {
            RangeValues::Integers(all) => assert_ascending(all, text),
            RangeValues::Floats(all) => assert_ascending(all, text),
            RangeValues::Lengths(all) => assert_ascending(all, text),
            RangeValues::Labels(all) => assert!(all.len() <= text.len()),
            RangeValues::Words(all) => assert!(all.len() <= text.len()),
            _ => {}
        }
    }
}

const DATA_TYPES: [DataType; 10] = [
    DataType::String,
    DataType::Integer,
    DataType::Unsigned,
    DataType::Float,
    DataType::Boolean,
    DataType::Opaque,
    DataType::Time,
    DataType::ObjectLink,
    DataType::CoreLink,
    DataType::None,
];

/// Closed intervals, ascending.
fn assert_ascending<T: PartialOrd + core::fmt::Debug>(all: &[(T, T)], text: &str) {
    let closed = all.iter().all(|(low, high)| low <= high);
    let ascending = all.iter().zip(all.iter().skip(1)).all(|(a, b)| a.0 <= b.0);
    assert!(closed && ascending && all.len() <= text.len(), "{all:?} of {text:?}");
}

/// A finding stands at a line that there is; UTF-16 is read, too, so lines are counted by their feeds.
fn assert_placed(found: &Diagnostic, bytes: &[u8]) {
    let lines = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() + 1;
    assert!((1..=lines + 1).contains(&found.line) && found.column >= 1, "{found}: {lines} lines");
}

/// Reads a document to its end with `quick-xml`.
fn assert_well_formed(bytes: &[u8]) {
    let mut reader = Reader::from_reader(bytes);
    let mut depth = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth -= 1,
            Ok(Event::Eof) => break assert_eq!(depth, 0, "an open element"),
            Ok(_) => {}
            Err(error) => panic!("accepted, but not by the other reader: {error}"),
        }
    }
}
