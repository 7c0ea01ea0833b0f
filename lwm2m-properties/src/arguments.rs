//! The arguments of an Execute: leniently as strictly, and written again.

use lwm2m_codec::Options;
use lwm2m_codec::operation::{Argument, Arguments, encode_arguments};

use crate::lenient::compare;
use crate::within::assert_within;

/// Reads bytes as arguments.
pub fn arguments(bytes: &[u8]) {
    let strict = Arguments::new(bytes);
    if let Err(error) = &strict {
        assert_within(error, bytes);
    }
    compare(bytes, strict, |report| Options::STRICT.lenient(report).arguments(bytes));
    let Ok(arguments) = strict else { return };
    let all: Vec<Argument<'_>> = arguments.iter().collect();
    assert!(all.len() <= 10, "each digit once");
    let mut buffer = vec![0; bytes.len()];
    let written = encode_arguments(&all, &mut buffer).map(|written| written.as_bytes());
    assert_eq!(written, Ok(bytes));
}
