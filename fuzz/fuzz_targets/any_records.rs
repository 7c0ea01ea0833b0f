//! Any records in every format: each pair of formats agrees; blocks are pieces of the whole.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| lwm2m_properties::targets::any_records(input));
