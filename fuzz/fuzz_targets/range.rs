//! Ranges and enumerations for every data type: intervals ascend; the text is its own meaning.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| lwm2m_properties::targets::range(input));
