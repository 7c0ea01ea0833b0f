//! Tokens of the notations that payloads are written in. Knows nothing of LwM2M.

#[cfg(any(feature = "senml-cbor", feature = "lwm2m-cbor"))]
pub(crate) mod cbor;
#[cfg(any(feature = "senml-cbor", feature = "lwm2m-cbor"))]
pub(crate) mod decimal;
