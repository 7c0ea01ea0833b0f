//! Values of every data type, the edges far more often than they would come by chance.

use lwm2m_codec::{CoreLink, DataType, ObjectLink, Opaque, Text, Time, Value};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Lengths around which headers grow: 3 bits and one octet in TLV, 23 and 255 in CBOR.
const LENGTHS: [usize; 10] = [0, 1, 7, 8, 23, 24, 255, 256, 300, 1100];

/// Values of a type; `None` for executable resources, which have none.
pub(crate) fn of(data_type: DataType) -> Option<BoxedStrategy<Value<'static>>> {
    Some(match data_type {
        DataType::String => text().prop_map(|text| Value::String(Text::from(text))).boxed(),
        DataType::Integer => signed().prop_map(Value::Integer).boxed(),
        DataType::Unsigned => unsigned().prop_map(Value::Unsigned).boxed(),
        DataType::Float => float().prop_map(Value::Float).boxed(),
        DataType::Boolean => any::<bool>().prop_map(Value::Boolean).boxed(),
        DataType::Opaque => octets().prop_map(|octets| Value::Opaque(Opaque::from(octets))).boxed(),
        DataType::Time => signed().prop_map(|seconds| Value::Time(Time(seconds))).boxed(),
        DataType::ObjectLink => link().prop_map(Value::ObjectLink).boxed(),
        DataType::CoreLink => links()
            .prop_map(|links| Value::CoreLink(CoreLink::from_text(Text::from(links))))
            .boxed(),
        DataType::None => return None,
        other => panic!("no values of {other}"),
    })
}

fn text() -> impl Strategy<Value = String> {
    let whole = [
        "",
        "\"",
        "\\",
        "a\\\"b\\\\",
        "\0",
        "\u{1}\u{8}\t\n\u{c}\r\u{1f}\u{7f}\u{80}\u{2028}",
        "é€𝄞\u{10ffff}\u{fffd}\u{feff}",
        // Text that looks like something else.
        "null",
        "-1",
        "66:0",
        "AQID",
        "</1/0>;ver=\"1.1\"",
    ];
    let repeated = (select(&LENGTHS[..]), select(vec!["a", "\"", "\\", "é", "\u{1}"]))
        .prop_map(|(length, unit)| unit.repeat(length.div_ceil(unit.len())));
    prop_oneof![
        3 => select(whole.map(str::to_owned).to_vec()),
        2 => repeated,
        3 => vec(any::<char>(), 0..12).prop_map(String::from_iter),
    ]
}

fn links() -> impl Strategy<Value = String> {
    prop_oneof![
        select(vec!["</>", "</3>;ver=1.1,</3/0>", "</1/0>;ssid=1;x=\"a,b\\\"c\""])
            .prop_map(str::to_owned),
        text(),
    ]
}

fn signed() -> impl Strategy<Value = i64> {
    let edges = [0, 7, 8, 15, 16, 31, 32, 53, 62].map(|bits| 1_i64 << bits);
    let near = edges.into_iter().flat_map(|edge| [edge - 1, edge, -edge, -edge - 1]);
    let all: Vec<_> =
        [i64::MIN, i64::MIN + 1, i64::MAX, 0, -1, 23, 24].into_iter().chain(near).collect();
    prop_oneof![3 => select(all), 1 => any::<i64>()]
}

fn unsigned() -> impl Strategy<Value = u64> {
    let edges = [7, 8, 15, 16, 31, 32, 53, 63].map(|bits| 1_u64 << bits);
    let near = edges.into_iter().flat_map(|edge| [edge - 1, edge]);
    let all: Vec<_> = [u64::MAX, u64::MAX - 1, 0, 23, 24].into_iter().chain(near).collect();
    prop_oneof![3 => select(all), 1 => any::<u64>()]
}

fn float() -> impl Strategy<Value = f64> {
    let edges = vec![
        0.0,
        -0.0,
        1.0,
        -1.0,
        0.1,
        22.5,
        1e-5,
        9.999e-6,
        1e15,
        1e16,
        1e17,
        9_007_199_254_740_992.0,
        9_007_199_254_740_994.0,
        9_223_372_036_854_775_808.0,
        18_446_744_073_709_551_616.0,
        1e22,
        1e23,
        f64::MAX,
        f64::MIN,
        f64::MIN_POSITIVE,
        f64::EPSILON,
        5e-324,
        f64::from(f32::MAX),
        f64::from(f32::MIN_POSITIVE),
        f64::from(f32::from_bits(1)),
        f64::from(f32::MAX) * 2.0,
    ];
    let rare = vec![f64::NAN, f64::INFINITY, f64::NEG_INFINITY];
    prop_oneof![
        40 => select(edges),
        20 => any::<f64>(),
        20 => any::<f32>().prop_map(f64::from),
        1 => select(rare),
    ]
}

fn octets() -> impl Strategy<Value = Vec<u8>> {
    let repeated = (select(&LENGTHS[..]), any::<u8>())
        .prop_map(|(length, octet)| std::iter::repeat_n(octet, length).collect());
    prop_oneof![2 => repeated, 1 => vec(any::<u8>(), 0..12)]
}

fn link() -> impl Strategy<Value = ObjectLink> {
    let edges = vec![
        ObjectLink::NULL,
        ObjectLink::new(3, u16::MAX),
        ObjectLink::new(u16::MAX, 1),
        ObjectLink::new(0, 0),
        ObjectLink::new(65534, 65534),
    ];
    prop_oneof![
        select(edges),
        any::<(u16, u16)>().prop_map(|(object, instance)| ObjectLink::new(object, instance)),
    ]
}
