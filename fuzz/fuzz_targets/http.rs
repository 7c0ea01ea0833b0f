//! HTTP requests up to the operation, responses to every operation; leniently as strictly.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| lwm2m_properties::targets::http(input));
