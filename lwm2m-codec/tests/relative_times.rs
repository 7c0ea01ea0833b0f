//! A time is the sum of base time and time, to the nanosecond; below 2^28 seconds it is relative to now (D-047).
#![cfg(feature = "senml-json")]

use lwm2m_codec::{ContentFormat, Path, Timestamp, records};

/// SJS-07: what is missing counts as 0, and decimals are kept digit by digit.
#[test]
fn sums_are_exact() {
    const S: i64 = 1_000_000_000;
    for (times, nanos, relative) in [
        ("", None, true),
        (r#""t":0,"#, Some(0), true),
        (r#""t":-5,"#, Some(-5 * S), true),
        (r#""bt":5,"#, Some(5 * S), true),
        (r#""bt":268435455.999999999,"#, Some(268_435_456 * S - 1), true),
        (r#""bt":268435455,"t":1,"#, Some(268_435_456 * S), false),
        (r#""bt":1700000000,"t":-0.1,"#, Some(1_699_999_999_900_000_000), false),
        (r#""bt":0.1,"t":0.2,"#, Some(300_000_000), true),
        (r#""bt":1.7e9,"t":1e-9,"#, Some(1_700_000_000_000_000_001), false),
    ] {
        let payload = format!(r#"[{{{times}"n":"/3/0/9","v":1}}]"#);
        let read = records(ContentFormat::SENML_JSON, Path::ROOT, payload.as_bytes());
        let record = read.expect("an array").next().expect("a record").expect("no error");
        assert_eq!(record.time.map(Timestamp::nanos), nanos, "{payload}");
        assert_eq!(record.time.is_none_or(Timestamp::is_relative), relative, "{payload}");
    }
}
