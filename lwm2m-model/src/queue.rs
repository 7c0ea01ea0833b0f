//! Queue mode: how long a client listens after a message, and what a server may send it meanwhile.
//! Knows no clock: times are those of one clock of the caller's, counted from any moment.
//! LwM2M Transport 1.2.2, 6.5 (queue mode); RFC 7252, 4.7 and 4.8.2; D-171.

use core::time::Duration;

/// How long a client in queue mode listens after the last message: 93 s, MAX_TRANSMIT_WAIT of RFC 7252, 4.8.2.
pub const AWAKE: Duration = Duration::from_secs(93);

/// How many requests a server has under way to one client: 1, NSTART of RFC 7252, 4.7.
pub const NSTART: usize = 1;

/// Whether a client listens, as both sides reckon it: the server from what it has heard, the client from what it
/// has sent.
///
/// ```
/// use core::time::Duration;
/// use lwm2m_model::queue::Window;
///
/// let at = Duration::from_secs;
/// // A Register with `Q`; the server has two requests, and sends the second when the first is answered.
/// let mut window = Window::new(true, at(0));
/// assert!(window.may_send(at(10), 0));
/// assert!(!window.may_send(at(10), 1));
/// // It sleeps, until it says something, whatever that is.
/// assert!(!window.may_send(at(93), 0));
/// window.message(at(3600));
/// assert!(window.may_send(at(3600), 0));
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Window {
    queue_mode: bool,
    heard: Duration,
}

impl Window {
    /// Begins with the Register, which is a message; `queue_mode` is its `Q`.
    #[must_use]
    pub const fn new(queue_mode: bool, now: Duration) -> Self {
        Self { queue_mode, heard: now }
    }

    /// Takes note of a message of the client: any, a request as well as an answer or an acknowledgement (D-171).
    pub const fn message(&mut self, now: Duration) {
        self.heard = now;
    }

    /// Takes note that an Update has switched queue mode on or off (D-124); the Update itself is a message.
    pub const fn switch(&mut self, queue_mode: bool) {
        self.queue_mode = queue_mode;
    }

    /// Whether the client listens; without queue mode it always does.
    ///
    /// A clock that goes backwards leaves nobody to know how long ago the last message was: then it sleeps, and the
    /// next message tells otherwise.
    #[must_use]
    pub fn is_awake(&self, now: Duration) -> bool {
        let awake = |elapsed| elapsed < AWAKE;
        !self.queue_mode || now.checked_sub(self.heard).is_some_and(awake)
    }

    /// When the client falls asleep, if nothing is said until then; `None` without queue mode.
    #[must_use]
    pub fn sleeps(&self) -> Option<Duration> {
        if self.queue_mode { self.heard.checked_add(AWAKE) } else { None }
    }

    /// Whether a server may send a request, with so many that are not answered yet; else it waits in the queue.
    #[must_use]
    pub fn may_send(&self, now: Duration, outstanding: usize) -> bool {
        outstanding < NSTART && self.is_awake(now)
    }
}
