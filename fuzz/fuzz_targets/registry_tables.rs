//! The registry's index, and its reusable Resources.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| lwm2m_properties::targets::registry_tables(input));
