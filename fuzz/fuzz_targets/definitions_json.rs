//! Definitions as JSON; written again.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| lwm2m_properties::targets::definitions_json(input));
