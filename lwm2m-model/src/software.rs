//! Software packages: states, results, activation, and the steps between them, of Object 9 in version 1.0.
//! OMA Software Management Object; LwM2M Core 1.2.2, 6.3.5 (Execute); D-167.

use lwm2m_codec::operation::Arguments;

pub use crate::firmware::Refusal;
pub use crate::objects::software_management::{UpdateResult, UpdateState};

/// Where a software package stands.
///
/// ```
/// use lwm2m_model::software::{Event, Software, UpdateState};
///
/// let mut software = Software::NEW;
/// for event in [Event::Begins, Event::Complete, Event::Verified, Event::Install, Event::Installed] {
///     software = software.step(event)?;
/// }
/// assert_eq!((software.state, software.active), (UpdateState::Installed, false));
/// # Ok::<(), lwm2m_model::software::Refusal>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[allow(clippy::exhaustive_structs, reason = "three Resources")]
pub struct Software {
    /// Update State (7).
    pub state: UpdateState,
    /// Update Result (9).
    pub result: UpdateResult,
    /// Activation State (12).
    pub active: bool,
}

/// What happens to a software package.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Event {
    /// A server writes the first block of a package, or a Package URI that the client accepts.
    Begins,
    /// A server executes Install (4): what comes of it is told by another event.
    Install,
    /// A server executes Uninstall (6): what comes of it is told by another event.
    Uninstall(Uninstall),
    /// A server executes Activate (10).
    Activate,
    /// A server executes Deactivate (11).
    Deactivate,
    /// The whole package is there.
    Complete,
    /// The package has been checked.
    Verified,
    /// The software is installed, and not active yet.
    Installed,
    /// The software or its package is gone, or waits for its successor.
    Uninstalled(Uninstall),
    /// Something failed.
    Failed(UpdateResult),
}

/// What an Uninstall is for: its argument.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[allow(clippy::exhaustive_enums, reason = "the two of the Object")]
pub enum Uninstall {
    /// The software goes: no argument, or 0.
    #[default]
    Remove,
    /// The software stays in place until a package replaces it: 1.
    ForUpdate,
}

impl Uninstall {
    /// What the arguments of an Execute say; `None` for other arguments than none, `0` or `1`.
    #[must_use]
    pub fn of(arguments: &Arguments<'_>) -> Option<Self> {
        let mut arguments = arguments.iter();
        match (arguments.next().map(|argument| argument.digit), arguments.next()) {
            (None | Some(0), None) => Some(Self::Remove),
            (Some(1), None) => Some(Self::ForUpdate),
            _ => None,
        }
    }
}

impl Software {
    /// Before anything has happened.
    pub const NEW: Self =
        Self { state: UpdateState::Initial, result: UpdateResult::Initial, active: false };

    /// Where it stands after an event.
    ///
    /// # Errors
    /// A [`Refusal`] where nothing changes.
    pub fn step(self, event: Event) -> Result<Self, Refusal> {
        let Self { state, result, active } = self;
        let (state, result, active) = match (event, state) {
            (Event::Begins, UpdateState::Initial) => {
                (UpdateState::DownloadStarted, UpdateResult::Downloading, active)
            }
            (Event::Install, UpdateState::Delivered)
            | (Event::Uninstall(_), UpdateState::Delivered | UpdateState::Installed) => {
                (state, result, active)
            }
            (Event::Activate, UpdateState::Installed) => (state, result, true),
            (Event::Deactivate, UpdateState::Installed) => (state, result, false),
            (
                Event::Begins
                | Event::Install
                | Event::Uninstall(_)
                | Event::Activate
                | Event::Deactivate,
                _,
            ) => return Err(Refusal::State),
            (Event::Complete, UpdateState::DownloadStarted) => {
                (UpdateState::Downloaded, result, active)
            }
            (Event::Verified, UpdateState::Downloaded) => {
                (UpdateState::Delivered, UpdateResult::DownloadedAndVerified, active)
            }
            (Event::Installed, UpdateState::Delivered) => {
                (UpdateState::Installed, UpdateResult::Installed, false)
            }
            (Event::Uninstalled(purpose), UpdateState::Delivered | UpdateState::Installed) => {
                let active = active && purpose == Uninstall::ForUpdate;
                (UpdateState::Initial, UpdateResult::Initial, active)
            }
            (Event::Failed(result), _) => (after_failure(state, result)?, result, active),
            (
                Event::Complete | Event::Verified | Event::Installed | Event::Uninstalled(_),
                UpdateState::Initial
                | UpdateState::DownloadStarted
                | UpdateState::Downloaded
                | UpdateState::Delivered
                | UpdateState::Installed
                | UpdateState::Other(_),
            ) => return Err(Refusal::Impossible),
        };
        Ok(Self { state, result, active })
    }
}

/// Where a failure leads: a failed download to the beginning, a failed installation or uninstallation nowhere.
const fn after_failure(state: UpdateState, result: UpdateResult) -> Result<UpdateState, Refusal> {
    match (state, result) {
        (
            UpdateState::DownloadStarted,
            UpdateResult::NotEnoughStorage
            | UpdateResult::OutOfMemory
            | UpdateResult::ConnectionLost
            | UpdateResult::UnsupportedPackageType
            | UpdateResult::InvalidUri
            | UpdateResult::DeviceDefinedUpdateError,
        )
        | (
            UpdateState::Downloaded,
            UpdateResult::IntegrityCheckFailure
            | UpdateResult::UnsupportedPackageType
            | UpdateResult::DeviceDefinedUpdateError,
        ) => Ok(UpdateState::Initial),
        (
            UpdateState::Delivered,
            UpdateResult::InstallationFailure
            | UpdateResult::UninstallationFailure
            | UpdateResult::DeviceDefinedUpdateError,
        )
        | (
            UpdateState::Installed,
            UpdateResult::UninstallationFailure | UpdateResult::DeviceDefinedUpdateError,
        ) => Ok(state),
        _ => Err(Refusal::Impossible),
    }
}
