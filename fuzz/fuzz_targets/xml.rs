//! Object definitions: what is accepted quick-xml takes too; canonical form and JSON are the same definition.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| lwm2m_properties::targets::xml(input));
