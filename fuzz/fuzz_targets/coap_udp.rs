//! Datagrams up to the operation, its answer and its own message; SMS, LoRaWAN.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| lwm2m_properties::targets::coap_udp(input));
