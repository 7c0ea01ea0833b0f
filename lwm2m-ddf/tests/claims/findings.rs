//! Everything that is wrong is said at once, by position, with rule, expectation and finding.

use lwm2m_ddf::{Document, Mode, Schema};

use crate::support::document;

#[test]
fn all_findings_come_at_once() {
    let text = document("valid-base.xml")
        .replace("<Name>Tank Gauge</Name>", "<Name lang=\"en\">Tank Gauge</Name><Owner/>")
        .replace("<ObjectID>33000</ObjectID>", "<ObjectID>33 000</ObjectID>")
        .replace("<Operations>R</Operations>", "<Operations>R </Operations>")
        .replace("<Item ID=\"1\">", "<Item ID=\"1\" id=\"1\">tank")
        .replace("<Units>/100</Units>", "<Units><b>/100</b></Units>")
        .replace("<Type></Type>", "<Type>Integer</Type>")
        .replace("<Description>Clears the alarm.</Description>", "<Item ID=\"3\"/>");
    let document = Document::read(text.as_bytes(), &Schema::v1_1(), Mode::Strict);
    let shown: Vec<_> = document.diagnostics.iter().map(ToString::to_string).collect();
    assert_eq!(
        shown,
        [
            "4:11: error: extra: expected no attribute lang in <Name>",
            "4:38: error: extra: expected no <Owner> in <Object>, found one",
            "6:5: error: id: expected a number from 0 to 65535, found \"33 000\"",
            "15:9: error: enum: expected one of \"R\", \"W\", \"RW\", \"E\", \"\", found \"R \"",
            "23:20: error: extra: expected no attribute id in <Item>",
            "23:27: error: extra: expected no text in <Item>, found some",
            "30:16: error: nesting: expected text in <Units>, found <b>",
            "33:7: error: missing: expected <Description> in <Item>, found none",
            "33:7: lint: exec-typed: expected no type for an executable Resource, found Integer",
            "41:9: error: nesting: expected <Item> elsewhere, found it in <Item>",
        ]
    );
    assert!(document.objects.is_empty());
}

#[test]
fn the_reserved_id_is_refused() {
    for (from, to, expected) in [
        (
            "<ObjectID>33000<",
            "<ObjectID>65535<",
            "3:3: error: id: expected an id up to 65534, found 65535",
        ),
        (
            "<Item ID=\"0\">",
            "<Item ID=\"65535\">",
            "13:7: error: id: expected an id up to 65534, found 65535",
        ),
    ] {
        let text = document("valid-base.xml").replace(from, to).replace(":x:33000", ":x:65535");
        let document = Document::read(text.as_bytes(), &Schema::v1_1(), Mode::Strict);
        let shown: Vec<_> = document.diagnostics.iter().map(ToString::to_string).collect();
        assert!(shown.iter().any(|found| found == expected), "{shown:?}");
        assert!(document.objects.is_empty());
    }
}

#[test]
fn what_is_no_xml_has_one_finding_at_its_place() {
    let base = document("valid-base.xml");
    for (text, expected) in [
        (
            base.replace("Gauge</Name>", "Gauge</Nam>"),
            "4:21: error: xml: expected </Name> for the element in line 4, found </Nam>",
        ),
        (
            base.replace("Fill level.", "a & b"),
            "21:24: error: xml: expected a reference such as &amp;, found & for something else",
        ),
        (
            base.replace("Fill level.", "&nbsp;"),
            "21:22: error: xml: unknown entity reference 'nbsp'",
        ),
        (
            "Tank; 33102\nmore".to_string(),
            "1:1: error: xml: expected XML, which begins with <, found \"Tank; 33102\"",
        ),
        (
            base.replace("Fill level.", "&#xD800;"),
            "21:22: error: xml: expected a character, found a reference to none: &#xD800;",
        ),
        (
            base.replace("UTF-8", "ISO-8859-1"),
            "1:1: error: xml: expected encoding UTF-8, found \"ISO-8859-1\"",
        ),
        (
            base.replace("<LWM2M ", "<!-- --><!DOCTYPE a>\n<LWM2M "),
            "2:9: error: dtd: expected no document type declaration, found one",
        ),
        (
            base.replace("</LWM2M>\n", "</LWM2M>\n<!DOCTYPE a>"),
            "47:1: error: dtd: expected no document type declaration, found one",
        ),
        (
            base.replace("</LWM2M>\n", ""),
            "46:1: error: xml: expected </LWM2M> for the element in line 2, found the end of the document",
        ),
        (
            base.replace("Fill level.</Description>", "Fill level."),
            "22:7: error: xml: expected </Description> for the element in line 21, found </Item>",
        ),
        (String::new(), "1:1: error: xml: expected an element, found none"),
    ] {
        let document = Document::read(text.as_bytes(), &Schema::v1_1(), Mode::Strict);
        let shown: Vec<_> = document.diagnostics.iter().map(ToString::to_string).collect();
        assert_eq!(shown, [expected]);
    }
}
