//! Integers and times keep every bit of their 64 through every format: none passes through a double.
#![cfg(feature = "alloc")]

use lwm2m_codec::format::SUPPORTED;
use lwm2m_codec::{ContentFormat, Path, Record, Time, Value, decode, encode_to_vec};

/// Where widths end, and what no double is equal to.
const INTEGERS: [i64; 13] = [
    i64::MIN,
    i64::MIN + 1,
    -(1 << 53) - 1,
    -(1 << 31) - 1,
    -1,
    0,
    1,
    u32::MAX as i64,
    1 << 53,
    (1 << 53) + 1,
    1_000_000_000_000_000_001,
    i64::MAX - 1,
    i64::MAX,
];

const UNSIGNED: [u64; 4] = [0, (1 << 63) + 1, u64::MAX - 1, u64::MAX];

const AT: Path = Path::resource(3, 0, 9);

/// The formats of numbers: all but Opaque.
fn formats() -> impl Iterator<Item = ContentFormat> {
    SUPPORTED.iter().copied().filter(|format| *format != ContentFormat::OPAQUE)
}

fn written(format: ContentFormat, value: Value<'static>) -> Vec<u8> {
    let record = [Record { path: AT, time: None, value }];
    encode_to_vec(format, AT, &record[..]).unwrap_or_else(|error| panic!("{format}: {error}"))
}

/// PAY-12.
#[test]
fn of_integers() {
    for format in formats() {
        for integer in INTEGERS {
            let payload = written(format, Value::Integer(integer));
            assert_eq!(decode(format, AT, &payload), Ok(integer), "{format}");
        }
    }
}

/// PAY-12.
#[test]
fn of_unsigned_integers() {
    for format in formats() {
        for unsigned in UNSIGNED {
            let payload = written(format, Value::Unsigned(unsigned));
            assert_eq!(decode(format, AT, &payload), Ok(unsigned), "{format}");
        }
    }
}

/// PAY-12, TXT-06: a Time is signed.
#[test]
fn of_times() {
    for format in formats() {
        for seconds in INTEGERS {
            let payload = written(format, Value::Time(Time(seconds)));
            assert_eq!(decode(format, AT, &payload), Ok(Time(seconds)), "{format}");
        }
    }
}
