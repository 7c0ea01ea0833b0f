//! Which notifications wait for a server that can't be reached: LwM2M Core 1.2.2, 7.3.2 (hqmax); D-117.

/// How many of the oldest stored notifications make room for one more; `None` where it is not stored.
///
/// `hqmax` is that of the observation, for an Observe-Composite the largest of its paths, and only paths with one
/// above 0 are stored; `storing` is /1/x/6, Notification Storing When Disabled or Offline; `stored` is how many
/// wait already. What waits is told later with its times, the oldest first.
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
