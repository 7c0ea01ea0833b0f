//! Lifetimes of registrations: what refreshes one, what changes it, and when it is over.
//! Knows no clock: times are those of one clock of the caller's, counted from any moment.
//! LwM2M Core 1.2.2, 6.2.1, 6.2.2 and appendix E.2 (/1/x/1); D-120, D-171.

use core::time::Duration;

use lwm2m_codec::Operation;

/// When a Write of /1/x/1 counts for a server.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Policy {
    /// When the client tells it: with `lt` in its next Update (D-171).
    #[default]
    OnUpdate,
    /// At once, since some clients never send `lt` again; what counts still began with the last refresh.
    OnWrite,
}

/// How long a registration holds without being refreshed, in seconds; 0 is for ever.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[allow(clippy::exhaustive_structs, reason = "a number")]
pub struct Seconds(pub u64);

impl Seconds {
    /// What a registration of 1.0 has that says nothing: a day (D-120).
    pub const DEFAULT: Self = Self(86_400);

    /// The time; `None` for one that never ends.
    #[must_use]
    pub const fn duration(self) -> Option<Duration> {
        if self.0 == 0 { None } else { Some(Duration::from_secs(self.0)) }
    }
}

/// The lifetime of one registration, as a server keeps it.
///
/// ```
/// use core::time::Duration;
/// use lwm2m_codec::Operation;
/// use lwm2m_model::lifetime::{Lifetime, Policy, Seconds};
///
/// let at = Duration::from_secs;
/// let mut lifetime = Lifetime::new(Seconds(60), at(0));
/// // The server writes 120 to /1/0/1, and the client tells it in an Update.
/// lifetime.written(Seconds(120), Policy::OnUpdate);
/// assert_eq!(lifetime.ends(), Some(at(60)));
/// lifetime.updated(Some(Seconds(120)), at(50));
/// assert_eq!(lifetime.ends(), Some(at(170)));
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Lifetime {
    seconds: Seconds,
    refreshed: Duration,
}

impl Lifetime {
    /// Begins with a Register and its `lt`.
    #[must_use]
    pub const fn new(seconds: Seconds, now: Duration) -> Self {
        Self { seconds, refreshed: now }
    }

    /// Takes note of an Update: it refreshes the registration, and changes its lifetime where it has an `lt`.
    pub const fn updated(&mut self, seconds: Option<Seconds>, now: Duration) {
        if let Some(seconds) = seconds {
            self.seconds = seconds;
        }
        self.refreshed = now;
    }

    /// Takes note of a Write of /1/x/1 that has succeeded; it refreshes nothing.
    pub const fn written(&mut self, seconds: Seconds, policy: Policy) {
        match policy {
            Policy::OnUpdate => {}
            Policy::OnWrite => self.seconds = seconds,
        }
    }

    /// The lifetime that counts.
    #[must_use]
    pub const fn seconds(&self) -> Seconds {
        self.seconds
    }

    /// When the registration is over, unless it is refreshed; `None` for never.
    #[must_use]
    pub fn ends(&self) -> Option<Duration> {
        self.refreshed.checked_add(self.seconds.duration()?)
    }

    /// Whether the registration is over, so that the client has to register anew.
    ///
    /// A clock that goes backwards ends nothing: the server would forget a client that did all it had to.
    #[must_use]
    pub fn is_over(&self, now: Duration) -> bool {
        self.ends().is_some_and(|end| now >= end)
    }
}

/// Whether an operation refreshes the registration of the client that asks for it: Register and Update do, and
/// neither a Send nor a notification (D-171).
#[must_use]
pub const fn refreshes(operation: Operation) -> bool {
    matches!(operation, Operation::Register | Operation::Update)
}

/// The `lt` that a client puts into its next Update: the value of /1/x/1 where it is another than the one that it
/// told last.
#[must_use]
pub fn to_tell(told: Seconds, written: Seconds) -> Option<Seconds> {
    (told != written).then_some(written)
}
