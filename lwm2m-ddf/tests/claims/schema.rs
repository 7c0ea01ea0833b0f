//! The schema's text decides: what it names is expected, what it does not name is refused.

use lwm2m_ddf::{Document, Mode, Schema, Verdict};

use crate::support::document;

#[test]
fn a_renamed_element_flips_the_verdict() {
    let written = document("valid-base.xml");
    let renamed = written.replace("<Units", "<Unit").replace("</Units>", "</Unit>");
    let ours = Schema::v1_1();
    let theirs = schema(&[("name=\"Units\"", "name=\"Unit\"")]);
    for (document, schema, expected) in [
        (&written, &ours, Verdict::Accept),
        (&written, &theirs, Verdict::Reject),
        (&renamed, &ours, Verdict::Reject),
        (&renamed, &theirs, Verdict::Accept),
    ] {
        let found = Document::read(document.as_bytes(), schema, Mode::Strict);
        assert_eq!(found.verdict(), expected, "{:?}", found.diagnostics);
    }
}

#[test]
fn occurrence_values_and_attributes_come_from_the_text() {
    for (change, rule) in [
        (
            (
                "name=\"LWM2MVersion\" type=\"xs:string\" minOccurs=\"0\"",
                "name=\"Owner\" type=\"xs:string\"",
            ),
            "missing",
        ),
        (("<xs:enumeration value=\"Float\"/>", ""), "enum"),
        (
            (
                "name=\"ObjectURN\" type=\"xs:string\"",
                "name=\"ObjectURN\" type=\"xs:unsignedShort\"",
            ),
            "id",
        ),
        (("name=\"ObjectType\"", "name=\"Kind\""), "extra"),
        (("<xs:element name=\"LWM2M\">", "<xs:element name=\"Lwm2m\">"), "root"),
        (
            ("type=\"Resource\" maxOccurs=\"unbounded\"", "type=\"Resource\" maxOccurs=\"2\""),
            "extra",
        ),
        (("type=\"Resource\" maxOccurs", "type=\"Resource\" minOccurs=\"4\" maxOccurs"), "missing"),
    ] {
        let found =
            Document::read(document("valid-base.xml").as_bytes(), &schema(&[change]), Mode::Strict);
        let rules: Vec<_> = found.diagnostics.iter().map(|found| found.rule).collect();
        assert!(
            found.verdict() == Verdict::Reject && rules.contains(&rule),
            "{change:?}: {rules:?}"
        );
    }
}

#[test]
fn types_of_1_1_are_none_of_1_0() {
    let written = document("valid-base.xml").replace(">Integer<", ">Unsigned Integer<");
    let found =
        |schema: &Schema| Document::read(written.as_bytes(), schema, Mode::Strict).verdict();
    assert_eq!(found(&Schema::v1_1()), Verdict::Accept);
    assert_eq!(found(&Schema::v1_0()), Verdict::Reject);
}

/// A schema that lets a document pass cannot make up what a definition needs.
#[test]
fn a_definition_needs_its_id() {
    let written = document("valid-base.xml").replace("ObjectID>", "Number>");
    let schema = schema(&[("name=\"ObjectID\"", "name=\"Number\"")]);
    let found = Document::read(written.as_bytes(), &schema, Mode::Strict);
    let shown: Vec<_> = found.diagnostics.iter().map(ToString::to_string).collect();
    assert_eq!(shown, ["3:3: error: missing: expected ObjectID with a known value, found none"]);
    assert!(found.objects.is_empty());
}

/// The schema of 1.1 with words replaced, each of which must be there.
fn schema(changes: &[(&str, &str)]) -> Schema {
    let text = include_str!("../../schema/LWM2M-v1_1.xsd").to_string();
    let text = changes.iter().fold(text, |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    });
    Schema::parse(&text).unwrap_or_else(|errors| panic!("{errors:?}"))
}
