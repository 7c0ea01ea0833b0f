//! What any reader of CBOR takes, ciborium takes.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| lwm2m_properties::targets::oracle_cbor(input));
