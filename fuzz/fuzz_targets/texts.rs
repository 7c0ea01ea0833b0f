//! Paths, links to Object Instances, versions, profile ids; shown and read again.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| lwm2m_properties::targets::texts(input));
