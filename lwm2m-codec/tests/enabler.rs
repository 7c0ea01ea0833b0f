//! OMA Enabler Test cases of interoperability: their messages and payloads, each read, judged and written again.
//! What a device does between two messages is no codec's to show. A test carries the id of its case.
#![allow(
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test has the standard library"
)]
#![cfg(all(
    feature = "text",
    feature = "opaque",
    feature = "cbor",
    feature = "tlv",
    feature = "lwm2m-json",
    feature = "senml-json",
    feature = "senml-cbor",
    feature = "lwm2m-cbor"
))]

#[path = "enabler/bootstrap.rs"]
mod bootstrap;
#[path = "enabler/composite.rs"]
mod composite;
#[path = "enabler/exchange.rs"]
mod exchange;
#[path = "enabler/management.rs"]
mod management;
#[path = "enabler/objects.rs"]
mod objects;
#[path = "enabler/registration.rs"]
mod registration;
#[path = "enabler/reporting.rs"]
mod reporting;
