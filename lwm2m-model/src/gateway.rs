//! Devices behind a gateway: Objects 25 and 26 in both models, prefixes, and which rules stop at the gateway.
//! LwM2M Gateway 1.1.1; LwM2M Core 1.2.2, appendices E.12 and E.13; D-018, D-165.

mod device;
mod model;
mod prefix;

use lwm2m_codec::Operation;

pub use self::device::{Device, Objects, Routing};
pub use self::model::{Chosen, Model};
pub use self::prefix::{is_prefix, repeats};
use crate::access::Rights;

/// Whether an operation may be meant for a device behind a gateway.
///
/// Bootstrap and registration are the gateway's alone: a device is learnt from its instance of Object 25
/// (LwM2M Gateway, 6 and 8.1).
#[must_use]
pub const fn reaches_devices(operation: Operation) -> bool {
    match operation {
        Operation::Read
        | Operation::Discover
        | Operation::Write
        | Operation::WritePartialUpdate
        | Operation::WriteAttributes
        | Operation::Execute
        | Operation::Create
        | Operation::Delete
        | Operation::ReadComposite
        | Operation::WriteComposite
        | Operation::Observe
        | Operation::ObserveComposite
        | Operation::CancelObservation
        | Operation::CancelObservationComposite
        | Operation::Notify
        | Operation::Send => true,
        // Those of bootstrap and registration, and what nobody knows yet.
        _ => false,
    }
}

/// The rights of a server on an Object Instance: of a device all, since access control is about the gateway's own
/// (LwM2M Gateway, 7). `device` is the prefix of the device, empty for the gateway itself, which is then asked.
pub fn rights(device: &str, own: impl FnOnce() -> Rights) -> Rights {
    if device.is_empty() { own() } else { Rights::ALL }
}

/// Whether a server that receives a Send has to know what it tells of: the Objects of a device behind a gateway need
/// no registration (LwM2M Gateway, 8.3.3). `device` is the prefix of the device, empty for the sender itself.
#[must_use]
pub const fn needs_registration(device: &str) -> bool {
    device.is_empty()
}
