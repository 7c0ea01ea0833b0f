//! SenML JSON in every way; leniently as strictly; written again.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| lwm2m_properties::targets::senml_json(input));
