//! Links as they stand and by every typed reader; leniently as strictly; written again.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| lwm2m_properties::targets::links(input));
