//! Every form of the grammar, and what each means for a data type.

use alloc::string::ToString;
use alloc::vec;

use super::*;

fn words(words: &[&str]) -> RangeValues {
    RangeValues::Words(words.iter().map(ToString::to_string).collect())
}

fn labels(labels: &[(i128, &str)]) -> RangeValues {
    RangeValues::Labels(labels.iter().map(|(id, label)| (*id, (*label).into())).collect())
}

fn check(rows: &[(&str, DataType, RangeValues, &[RangeFault])]) {
    for (text, data_type, values, faults) in rows {
        let range = RangeEnumeration::new(text, *data_type);
        let found: Vec<_> = range.diagnostics.iter().map(|note| note.fault).collect();
        assert_eq!((&range.values, found.as_slice()), (values, *faults), "{text:?} on {data_type}");
        let again = RangeEnumeration::new(&range.text, *data_type);
        assert_eq!(again, range, "the collapsed text of {text:?} means the same");
    }
}

#[test]
fn strict_forms() {
    use DataType::{Float, Integer, Opaque, String, Unsigned};
    use RangeValues::{Any, Floats, Integers, Lengths};
    check(&[
        ("", Integer, Any, &[]),
        (" \n ", Integer, Any, &[]),
        ("0..100", Integer, Integers(vec![(0, 100)]), &[]),
        (" -24 .. 24 ", Integer, Integers(vec![(-24, 24)]), &[]),
        ("0..247, 255", Integer, Integers(vec![(0, 247), (255, 255)]), &[]),
        ("20,5,10", Integer, Integers(vec![(5, 5), (10, 10), (20, 20)]), &[]),
        ("0x10..0xFf", Unsigned, Integers(vec![(16, 255)]), &[]),
        ("0..18446744073709551615", Unsigned, Integers(vec![(0, 18_446_744_073_709_551_615)]), &[]),
        ("0.000001..1.0", Float, Floats(vec![(0.000_001, 1.0)]), &[]),
        ("-1e3..+1", Float, Floats(vec![(-1000.0, 1.0)]), &[]),
        ("1..64", String, Lengths(vec![(1, 64)]), &[]),
        ("16,32,48", Opaque, Lengths(vec![(16, 16), (32, 32), (48, 48)]), &[]),
        ("\"low\", \"or high\"", String, words(&["low", "or high"]), &[]),
    ]);
}

#[test]
fn labelled_forms() {
    let on = labels(&[(0, "off"), (1, "on")]);
    check(&[
        ("0: off\n\t\t1: on", DataType::Integer, on.clone(), &[]),
        ("0=off;1=on", DataType::Boolean, on.clone(), &[]),
        ("0: off, 1: on", DataType::Integer, on, &[]),
        (
            "-1: none, or few 255: NON_RESPONSIVE",
            DataType::Unsigned,
            labels(&[(-1, "none, or few"), (255, "NON_RESPONSIVE")]),
            &[],
        ),
    ]);
}

#[test]
fn lenient_forms() {
    use DataType::{Float, Integer, Opaque, String};
    use RangeFault::{Lenient, Reversed, Type};
    use RangeValues::{Bits, Floats, Instances, Integers, Lengths};
    check(&[
        ("0-255", Integer, Integers(vec![(0, 255)]), &[Lenient]),
        ("1...25", Integer, Integers(vec![(1, 25)]), &[Lenient]),
        ("1\u{2026}25", Integer, Integers(vec![(1, 25)]), &[Lenient]),
        ("0\u{2013}8", Integer, Integers(vec![(0, 8)]), &[Lenient]),
        ("-30..-120", Integer, Integers(vec![(-120, -30)]), &[Reversed]),
        ("0; 3.8..20.5", Float, Floats(vec![(0.0, 0.0), (3.8, 20.5)]), &[Lenient]),
        ("10 or 26 Bytes", String, Lengths(vec![(10, 10), (26, 26)]), &[Lenient]),
        ("0-255 bytes", String, Lengths(vec![(0, 255)]), &[Lenient]),
        ("16-32-48 bytes", Opaque, Lengths(vec![(16, 16), (32, 32), (48, 48)]), &[Lenient]),
        ("1..8 characters", String, Lengths(vec![(1, 32)]), &[Lenient]),
        ("8 bit", Integer, Bits(8), &[Lenient]),
        ("8-Bits", Integer, Bits(8), &[Lenient]),
        ("8 bit", Opaque, Lengths(vec![(1, 1)]), &[Lenient]),
        ("2 bytes", Integer, Bits(16), &[Lenient]),
        ("2 Instances", Integer, Instances(2), &[Lenient]),
        ("[1:4]", Integer, Integers(vec![(1, 4)]), &[Lenient]),
        ("ON;OFF", String, words(&["ON", "OFF"]), &[Lenient]),
        ("ON;OFF", Float, words(&["ON", "OFF"]), &[Lenient, Type]),
    ]);
}

#[test]
fn forms_that_say_nothing() {
    use DataType::{Boolean, Float, Integer, ObjectLink, Opaque, String, Unsigned};
    use RangeFault::{Overflow, Text, Type};
    use RangeValues::{Integers, Text as Words};
    check(&[
        ("..5", Integer, Words, &[Text]),
        ("0..", Integer, Words, &[Text]),
        ("0,,1", Integer, Words, &[Text]),
        ("0..100..200", Integer, Words, &[Text]),
        ("1:4", Opaque, labels(&[(1, "4")]), &[]),
        ("\"a", String, Words, &[Text]),
        ("<7 to >12.5", Integer, Words, &[Text]),
        ("as listed in the specification", String, Words, &[Text]),
        ("0.5..1.5", Integer, Words, &[Type]),
        ("0..1", Boolean, Words, &[Type]),
        ("0..1", ObjectLink, Words, &[Type]),
        ("0..9", DataType::None, Words, &[]),
        ("-1..5", String, Words, &[Type]),
        ("0..1e999", Float, Words, &[Overflow]),
        ("0..99999999999999999999999999999999999999999", Integer, Words, &[Overflow]),
        ("-1..5", Unsigned, Integers(vec![(-1, 5)]), &[Overflow]),
        (
            "0..9223372036854775808",
            Integer,
            Integers(vec![(0, 9_223_372_036_854_775_808)]),
            &[Overflow],
        ),
    ]);
}
