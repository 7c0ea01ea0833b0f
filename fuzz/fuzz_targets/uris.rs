//! Paths of requests, locations, queries, URIs of servers; shown and read again.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| lwm2m_properties::targets::uris(input));
