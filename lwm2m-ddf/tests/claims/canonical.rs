//! The canonical form says the same, is strictly valid, and is the only one.

use std::fs;
use std::path::Path;

use lwm2m_ddf::{Document, Mode, ObjectDefinition, Schema, Verdict, canonical};

use crate::support::{cases, document};

#[test]
fn it_reads_back_as_the_same_facts() {
    let mut count = 0;
    for case in cases() {
        for object in Document::read(&case.bytes(), &Schema::v1_1(), Mode::Registry).objects {
            count += 1;
            let text = canonical(&object);
            let again = read(&text);
            assert_eq!(again, facts(object), "{}", case.file);
            assert_eq!(canonical(&again), text, "{}", case.file);
        }
    }
    assert!(count > 80, "accepted cases, cases with lints, and those in another order: {count}");
}

#[test]
fn blanks_order_comments_and_descriptions_leave_no_trace() {
    let base = document("valid-base.xml");
    let (head, items) = base.split_once("<Item ID=\"1\">").unwrap_or_default();
    let (second, rest) = items.split_once("</Item>").unwrap_or_default();
    let (head, first) = head.split_once("<Item ID=\"0\">").unwrap_or_default();
    let shuffled = format!("{head}<Item ID=\"01\">{second}</Item><Item ID=\"0\">{first}{rest}");
    let other = shuffled
        .replace("Tank Gauge", "\n Tank <!-- a -->\t<![CDATA[Gauge]]>\u{a0}")
        .replace("Fill level.", "Another text.")
        .replace("<LWM2MVersion>1.0</LWM2MVersion>", "");
    assert_ne!(read(&base), read(&other));
    assert_eq!(canonical(&read(&base)), canonical(&read(&other)));
}

#[test]
fn its_text_is_known() {
    let text = canonical(&read(&document("valid-base.xml")));
    let lines: Vec<_> = text.lines().map(str::trim_start).skip(2).take(19).collect();
    assert_eq!(
        lines,
        [
            "<Object ObjectType=\"MODefinition\">",
            "<Name>Tank Gauge</Name>",
            "<Description1/>",
            "<ObjectID>33000</ObjectID>",
            "<ObjectURN>urn:oma:lwm2m:x:33000</ObjectURN>",
            "<LWM2MVersion>1.0</LWM2MVersion>",
            "<ObjectVersion>1.0</ObjectVersion>",
            "<MultipleInstances>Multiple</MultipleInstances>",
            "<Mandatory>Optional</Mandatory>",
            "<Resources>",
            "<Item ID=\"0\">",
            "<Name>Level</Name>",
            "<Operations>R</Operations>",
            "<MultipleInstances>Single</MultipleInstances>",
            "<Mandatory>Mandatory</Mandatory>",
            "<Type>Float</Type>",
            "<RangeEnumeration>0..100</RangeEnumeration>",
            "<Units>m</Units>",
            "<Description/>",
        ]
    );
    assert!(text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<LWM2M "));
    assert!(text.ends_with("</LWM2M>\n"));
    assert!(!text.contains('\r'));
}

/// The snapshot is written by this crate: each of its files is in the canonical form.
#[test]
fn the_snapshot_is_canonical() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../registry/objects");
    let mut count = 0;
    for entry in fs::read_dir(&folder).expect("the snapshot is in the repository").flatten() {
        let text = fs::read_to_string(entry.path()).expect("a definition is text");
        let object = read(&text);
        assert_eq!(canonical(&object), text, "{}", entry.path().display());
        let version = object.version;
        let name = format!("{}-{}_{}.xml", object.id, version.major, version.minor);
        assert_eq!(entry.file_name().to_string_lossy(), name);
        count += 1;
    }
    assert!(count >= 424, "versions of Objects: {count}");
}

fn read(text: &str) -> ObjectDefinition {
    let document = Document::read(text.as_bytes(), &Schema::v1_1(), Mode::Strict);
    assert_ne!(document.verdict(), Verdict::Reject, "{:?}", document.diagnostics);
    let [object] = document.objects.as_slice() else { panic!("one Object") };
    object.clone()
}

/// A definition without its descriptions.
fn facts(mut object: ObjectDefinition) -> ObjectDefinition {
    object.description.clear();
    object.description2.clear();
    object.resources.iter_mut().for_each(|resource| resource.description.clear());
    object
}
