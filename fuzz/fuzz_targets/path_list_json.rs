//! Lists of paths in SenML JSON and SenML-ETCH JSON; written again.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| lwm2m_properties::targets::path_list_json(input));
