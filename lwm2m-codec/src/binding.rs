//! What each transport makes of a [`Request`](crate::message::Request) and a [`Response`](crate::message::Response):
//! one file a binding. Bytes and fields in, bytes and fields out: no sockets, no clocks, no retransmission.
//! LwM2M Transport 1.2.2, 6; D-156 to D-164.

#[cfg(feature = "coap")]
pub mod coap;
#[cfg(feature = "coap")]
pub mod coap_tcp;
#[cfg(feature = "coap")]
pub mod coap_udp;
#[cfg(feature = "coap")]
pub mod non_ip;
#[cfg(feature = "coap")]
pub mod sms;
pub mod uri;
