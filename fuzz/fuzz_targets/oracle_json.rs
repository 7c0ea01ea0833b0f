//! What any reader of JSON takes, serde_json takes.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| lwm2m_properties::targets::oracle_json(input));
