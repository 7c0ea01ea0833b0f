//! The registry's objects as the generator writes them: the files of `lwm2m-model`, without the other three hundred.

#[allow(dead_code, unused_imports, reason = "the constants beside the type")]
#[path = "../../../lwm2m-model/src/objects/o00003_device.rs"]
pub mod device;
#[cfg(any(feature = "server", feature = "temperature"))]
#[allow(dead_code, unused_imports, reason = "the constants beside the type")]
#[path = "../../../lwm2m-model/src/objects/reusable.rs"]
pub mod reusable;
#[cfg(feature = "server")]
#[allow(dead_code, unused_imports, reason = "the constants beside the type")]
#[path = "../../../lwm2m-model/src/objects/o00001_server.rs"]
pub mod server;
#[cfg(feature = "temperature")]
#[allow(dead_code, unused_imports, reason = "the constants beside the type")]
#[path = "../../../lwm2m-model/src/objects/o03303_temperature.rs"]
pub mod temperature;
