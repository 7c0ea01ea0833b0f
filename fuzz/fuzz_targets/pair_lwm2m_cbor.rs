//! LwM2M CBOR, each other format, and back.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| lwm2m_properties::targets::pair_lwm2m_cbor(input));
