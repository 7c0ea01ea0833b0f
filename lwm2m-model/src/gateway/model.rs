//! Which of the two models of Object 25 a gateway has. D-165.

use lwm2m_codec::ObjectVersion;

/// One of the two models of Object 25.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Model {
    /// Version 1 of LwM2M Core: Object 26 tells of a device's Objects.
    V1,
    /// Version 2 of LwM2M Gateway: a list of links tells of them.
    V2,
}

/// A model, and whether it had to be guessed.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[allow(clippy::exhaustive_structs, reason = "an answer and how sure it is")]
pub struct Chosen {
    /// The model.
    pub model: Model,
    /// Whether the gateway tells no version, and has what only version 2 has.
    pub guessed: bool,
}

impl Model {
    /// The model of a gateway that registered Object 25 with this version, or without one.
    ///
    /// `device_objects` is whether it has IoT Device Objects (3), which only version 2 has. `None` for a major
    /// version that nobody has defined.
    #[must_use]
    pub const fn of(version: Option<ObjectVersion>, device_objects: bool) -> Option<Chosen> {
        let (model, guessed) = match version {
            None if device_objects => (Self::V2, true),
            None | Some(ObjectVersion { major: 1, .. }) => (Self::V1, false),
            Some(ObjectVersion { major: 2, .. }) => (Self::V2, false),
            Some(_) => return None,
        };
        Some(Chosen { model, guessed })
    }
}
