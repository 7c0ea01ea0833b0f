//! Streams frame by frame, signals, up to the operation and its own message.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| lwm2m_properties::targets::coap_tcp(input));
