//! A Write to a live Object in every format: all of it or nothing, twice as once.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| lwm2m_properties::targets::update(input));
