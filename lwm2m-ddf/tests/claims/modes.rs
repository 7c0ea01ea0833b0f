//! Registry mode reads what has another order or no `RangeEnumeration`, reports it as a lint, and
//! refuses what strict mode refuses besides.

use lwm2m_ddf::{Document, Mode, ObjectDefinition, Schema, Verdict};

use crate::support::{cases, document};

#[test]
fn another_order_says_the_same() {
    let base = object(&document("valid-base.xml"));
    for case in cases().iter().filter(|case| case.category == "order") {
        let document = Document::read(&case.bytes(), &Schema::v1_1(), Mode::Registry);
        assert_eq!(document.verdict(), Verdict::Lint, "{}: {:?}", case.file, document.diagnostics);
        let [mut found] = document.objects.try_into().unwrap_or_else(|_| panic!("{}", case.file));
        // Most of these have two Resources of the three, and one has no RangeEnumeration.
        for resource in &mut found.resources {
            let expected = base.resource(resource.id).cloned();
            if case.file == "order-item-type-first.xml" {
                resource.range =
                    expected.clone().map(|expected| expected.range).unwrap_or_default();
            }
            assert_eq!(Some(&*resource), expected.as_ref(), "{}", case.file);
        }
        found.resources.clone_from(&base.resources);
        assert_eq!(found, base, "{}", case.file);
    }
}

#[test]
fn a_missing_range_says_nothing() {
    let text =
        document("valid-base.xml").replace("<RangeEnumeration>0..100</RangeEnumeration>", "");
    let document = Document::read(text.as_bytes(), &Schema::v1_1(), Mode::Registry);
    let rules: Vec<_> = document.diagnostics.iter().map(|found| (found.rule, found.line)).collect();
    assert_eq!(rules, [("missing", 20), ("missing", 30)]);
    let [object] = document.objects.as_slice() else { panic!("one Object") };
    assert!(object.resources.iter().all(|resource| resource.range.is_any()));
}

#[test]
fn everything_else_is_refused_in_both_modes() {
    for case in cases().iter().filter(|case| case.expect == "reject" && case.category != "order") {
        let document = Document::read(&case.bytes(), &Schema::v1_1(), Mode::Registry);
        assert_eq!(document.verdict(), Verdict::Reject, "{}", case.file);
    }
}

fn object(text: &str) -> ObjectDefinition {
    let document = Document::read(text.as_bytes(), &Schema::v1_1(), Mode::Strict);
    let [object] = document.objects.as_slice() else { panic!("one Object") };
    object.clone()
}
