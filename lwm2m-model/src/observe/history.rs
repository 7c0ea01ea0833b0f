//! Which notifications wait for a server that can't be reached, and what is told of them when it can be.
//! LwM2M Core 1.2.2, 6.4.2, 7.3.2 (hqmax) and appendix E.2 (/1/x/6); D-117.

use lwm2m_codec::{Encode, Path, RecordSink, Result, Timed, Timestamp};

/// How many of the oldest stored notifications make room for one more; `None` where it is not stored.
///
/// `hqmax` is that of the observation, for an Observe-Composite the largest of its paths, and only paths with one
/// above 0 are stored; `storing` is /1/x/6, Notification Storing When Disabled or Offline; `stored` is how many
/// wait already. What waits is told later with its times, the oldest first: [`History`].
///
/// ```
/// use lwm2m_model::observe::keep;
///
/// assert_eq!(keep(2, true, 1), Some(0));
/// assert_eq!(keep(2, true, 2), Some(1));
/// assert_eq!(keep(2, false, 0), None);
/// ```
#[must_use]
pub fn keep(hqmax: u64, storing: bool, stored: usize) -> Option<usize> {
    let capacity = usize::try_from(hqmax).unwrap_or(usize::MAX);
    (storing && capacity > 0).then(|| stored.saturating_sub(capacity - 1))
}

/// Whether a client stores notifications for a server that can't be reached: /1/x/6, and yes where it says nothing.
#[cfg(feature = "oma")]
#[must_use]
pub fn stores<const N: usize>(server: &crate::objects::server::Server<'_, N>) -> bool {
    server.notification_storing_when_disabled_or_offline.unwrap_or(true)
}

/// The notifications of one observation that wait, the oldest first: at most `N`, and at most `hqmax`.
///
/// It is written as any value is: one payload with a time for each, for the path that is observed.
///
/// ```
/// use lwm2m_codec::{ContentFormat, Path, Timestamp, encode};
/// use lwm2m_model::observe::History;
///
/// let mut history: History<f64, 8> = History::new();
/// for (seconds, celsius) in [(1_700_000_000, 20.5), (1_700_000_060, 21.0), (1_700_000_120, 22.0)] {
///     history.push(Timestamp::from_seconds(seconds)?, celsius, 2, true);
/// }
/// // The server is back: it gets the two newest.
/// let mut buffer = [0; 128];
/// let path = Path::resource(3303, 0, 5700);
/// let payload = encode(ContentFormat::SENML_JSON, path, &history, &mut buffer)?;
/// assert_eq!(payload, br#"[{"bn":"/3303/0/5700","bt":1700000060,"v":21},{"t":60,"v":22}]"#);
/// history.clear();
/// # Ok::<(), lwm2m_codec::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct History<T, const N: usize> {
    /// Those that there are in front, ascending by time of storing.
    entries: [Option<Timed<T>>; N],
}

impl<T, const N: usize> History<T, N> {
    /// Nothing waits.
    #[must_use]
    pub const fn new() -> Self {
        Self { entries: [const { None }; N] }
    }

    /// Stores what a notification would have told, and when it was so; as many of the oldest as [`keep`] says are
    /// dropped for it. Whether it is stored.
    pub fn push(&mut self, time: Timestamp, value: T, hqmax: u64, storing: bool) -> bool {
        let capacity = u64::try_from(N).unwrap_or(u64::MAX);
        let count = self.len();
        let Some(dropped) = keep(hqmax.min(capacity), storing, count) else { return false };
        let dropped = dropped.min(count);
        self.entries.iter_mut().take(dropped).for_each(|entry| *entry = None);
        self.entries.rotate_left(dropped);
        let Some(free) = self.entries.get_mut(count - dropped) else { return false };
        *free = Some(Timed { time, value });
        true
    }

    /// Those that wait, the oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &Timed<T>> {
        self.entries.iter().flatten()
    }

    /// How many wait.
    #[must_use]
    pub fn len(&self) -> usize {
        self.iter().count()
    }

    /// Whether nothing waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// Forgets them: they were told, or the observation is over.
    pub fn clear(&mut self) {
        self.entries = [const { None }; N];
    }
}

impl<T, const N: usize> Default for History<T, N> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Encode, const N: usize> Encode for History<T, N> {
    fn encode(&self, at: Path, sink: &mut dyn RecordSink) -> Result<()> {
        self.iter().try_for_each(|entry| entry.encode(at, sink))
    }
}
