//! Notifications: never before pmin, never after pmax, nothing lost, asked twice as once.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| lwm2m_properties::targets::observe(input));
