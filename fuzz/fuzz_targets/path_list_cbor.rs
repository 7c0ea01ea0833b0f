//! Lists of paths in SenML CBOR and SenML-ETCH CBOR; written again.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| lwm2m_properties::targets::path_list_cbor(input));
