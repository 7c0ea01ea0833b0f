//! Firmware updates: states, results and the steps between them, by version of Object 5.
//! LwM2M Core 1.2.2, appendix E.6; D-166, D-167.

use lwm2m_codec::message::Code;
use lwm2m_codec::{ObjectVersion, Opaque, Text};

pub use crate::objects::firmware_update::{State, UpdateResult};

/// Where a firmware update stands.
///
/// ```
/// use lwm2m_codec::ObjectVersion;
/// use lwm2m_model::firmware::{Event, Firmware, State};
///
/// let firmware = Firmware::new(ObjectVersion::new(1, 1));
/// let downloaded = firmware.step(Event::Begins).and_then(|it| it.step(Event::Complete));
/// assert_eq!(downloaded.map(|firmware| firmware.state), Ok(State::Downloaded));
/// // Nothing to update with.
/// assert!(firmware.step(Event::Update).is_err());
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[allow(clippy::exhaustive_structs, reason = "two Resources, and the version that they are of")]
pub struct Firmware {
    /// The version of Object 5.
    pub version: ObjectVersion,
    /// State (3).
    pub state: State,
    /// Update Result (5).
    pub result: UpdateResult,
}

/// What happens to a firmware update.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Event {
    /// A server writes the first block of a package, or a Package URI that the client accepts.
    Begins,
    /// A server writes a package of one NUL, or an empty Package URI.
    Reset,
    /// A server executes Update (2).
    Update,
    /// A server executes Cancel (10); since 1.1.
    Cancel,
    /// The package is there and has been checked.
    Complete,
    /// The user puts the update off; since 1.1.
    Deferred,
    /// The new firmware runs.
    Succeeded,
    /// The download or the update failed.
    Failed {
        /// Why.
        result: UpdateResult,
        /// Whether the package is still good to try the update again: before 1.1 it always is, and since then never
        /// where its integrity is in doubt.
        retained: bool,
    },
}

/// Why an event changes nothing.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Refusal {
    /// A server may not do so in this state.
    State,
    /// This version of the Object has no such Resource.
    NoResource,
    /// A client can't tell of such a thing in this state or this version: a fault of its own.
    Impossible,
}

impl Refusal {
    /// The code that answers the server; `None` where none has asked.
    #[must_use]
    pub const fn code(self) -> Option<Code> {
        match self {
            Self::State => Some(Code::METHOD_NOT_ALLOWED),
            Self::NoResource => Some(Code::NOT_FOUND),
            Self::Impossible => None,
        }
    }
}

impl Event {
    /// What a Write of Package (0) is.
    #[must_use]
    pub fn of_package(package: &Opaque<'_>) -> Self {
        if *package == [0][..] { Self::Reset } else { Self::Begins }
    }

    /// What a Write of Package URI (1) is.
    #[must_use]
    pub fn of_uri(uri: &Text<'_>) -> Self {
        if uri.is_empty() { Self::Reset } else { Self::Begins }
    }
}

impl Firmware {
    /// Before anything has happened.
    #[must_use]
    pub const fn new(version: ObjectVersion) -> Self {
        Self { version, state: State::Idle, result: UpdateResult::Initial }
    }

    /// Where it stands after an event.
    ///
    /// # Errors
    /// A [`Refusal`] where nothing changes.
    pub fn step(self, event: Event) -> Result<Self, Refusal> {
        let cancels = self.version >= SINCE_CANCEL;
        let (state, result) = match (event, self.state) {
            (Event::Begins, State::Idle) => (State::Downloading, UpdateResult::Initial),
            (Event::Reset, State::Idle | State::Downloading | State::Downloaded) => {
                (State::Idle, UpdateResult::Initial)
            }
            (Event::Update, State::Downloaded) => (State::Updating, UpdateResult::Initial),
            (Event::Cancel, _) if !cancels => return Err(Refusal::NoResource),
            (Event::Cancel, State::Downloading | State::Downloaded) => {
                (State::Idle, UpdateResult::Cancelled)
            }
            (Event::Begins | Event::Reset | Event::Update | Event::Cancel, _) => {
                return Err(Refusal::State);
            }
            (Event::Complete, State::Downloading) => (State::Downloaded, UpdateResult::Initial),
            (Event::Deferred, State::Downloaded) if cancels => {
                (State::Downloaded, UpdateResult::Deferred)
            }
            (Event::Succeeded, State::Updating) => (State::Idle, UpdateResult::Success),
            (Event::Failed { result, .. }, State::Downloading) if fails_download(result) => {
                (State::Idle, result)
            }
            (Event::Failed { result, retained }, State::Updating) if fails_update(result) => {
                let again = !cancels || (retained && result == UpdateResult::UpdateFailed);
                (if again { State::Downloaded } else { State::Idle }, result)
            }
            (
                Event::Complete | Event::Deferred | Event::Succeeded | Event::Failed { .. },
                State::Idle
                | State::Downloading
                | State::Downloaded
                | State::Updating
                | State::Other(_),
            ) => return Err(Refusal::Impossible),
        };
        Ok(Self { version: self.version, state, result })
    }

    /// Whether one event leads from here to there: what a server asks of two notifications in a row.
    #[must_use]
    pub fn leads_to(self, state: State, result: UpdateResult) -> bool {
        let reached =
            |event| self.step(event).is_ok_and(|next| next.state == state && next.result == result);
        let failed = |retained| reached(Event::Failed { result, retained });
        EVENTS.into_iter().any(reached) || failed(true) || failed(false)
    }
}

/// Whether a version of Object 5 has a result: 10 and 11 came with 1.1.
#[must_use]
pub fn has_result(version: ObjectVersion, result: UpdateResult) -> bool {
    match result {
        UpdateResult::Initial
        | UpdateResult::Success
        | UpdateResult::NotEnoughFlash
        | UpdateResult::OutOfRam
        | UpdateResult::ConnectionLost
        | UpdateResult::IntegrityCheckFailure
        | UpdateResult::UnsupportedPackageType
        | UpdateResult::InvalidUri
        | UpdateResult::UpdateFailed
        | UpdateResult::UnsupportedProtocol => true,
        UpdateResult::Cancelled | UpdateResult::Deferred => version >= SINCE_CANCEL,
        UpdateResult::Other(_) => false,
    }
}

/// What a download may fail of.
const fn fails_download(result: UpdateResult) -> bool {
    matches!(
        result,
        UpdateResult::NotEnoughFlash
            | UpdateResult::OutOfRam
            | UpdateResult::ConnectionLost
            | UpdateResult::IntegrityCheckFailure
            | UpdateResult::UnsupportedPackageType
            | UpdateResult::InvalidUri
            | UpdateResult::UnsupportedProtocol
    )
}

/// What an update may fail of.
const fn fails_update(result: UpdateResult) -> bool {
    matches!(result, UpdateResult::UpdateFailed | UpdateResult::IntegrityCheckFailure)
}

/// All but failures.
const EVENTS: [Event; 7] = [
    Event::Begins,
    Event::Reset,
    Event::Update,
    Event::Cancel,
    Event::Complete,
    Event::Deferred,
    Event::Succeeded,
];

/// The version of Object 5 that brought Cancel and deferring.
const SINCE_CANCEL: ObjectVersion = ObjectVersion::new(1, 1);
