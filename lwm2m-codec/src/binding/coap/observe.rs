//! Notifications: which of two is newer, and what ends an observation. RFC 7641, 3.4 and 3.6; D-151.

use core::time::Duration;

use crate::deviation::{Deviation, DeviationKind, Report};
use crate::message::{Observe, Request, UriPath};
use crate::options::Options;

/// Whether a notification is newer than the last one, by the numbers of their Observe options and the time since
/// that one came (OBS-19).
///
/// Over TCP notifications come in order, and their numbers mean nothing.
///
/// ```
/// use core::time::Duration;
/// use lwm2m_codec::binding::coap::is_newer;
///
/// assert!(is_newer(0xff_ffff, 0, Duration::ZERO));
/// assert!(!is_newer(13, 12, Duration::from_secs(128)));
/// assert!(is_newer(13, 12, Duration::from_millis(128_001)));
/// ```
#[must_use]
pub fn is_newer(last: u32, next: u32, elapsed: Duration) -> bool {
    let ahead = next.wrapping_sub(last) & 0xff_ffff;
    (1..1 << 23).contains(&ahead) || elapsed > Duration::from_secs(128)
}

/// Whether a request ends an observation, strictly: [`Options::coap_cancels`] of [`Options::STRICT`].
#[must_use]
pub fn cancels(began: (&Request<'_>, &[u8]), request: &Request<'_>, token: &[u8]) -> bool {
    Options::STRICT.coap_cancels(began, request, token)
}

impl<R: Report> Options<'_, R> {
    /// Whether a request ends an observation: Observe 1 with the token, the path, the query and the Accept of the
    /// request that began it (D-151). With another token it is a plain Read, unless it is read leniently: then the
    /// path is enough. *Requires feature `coap`.*
    #[must_use]
    pub fn coap_cancels(
        mut self,
        began: (&Request<'_>, &[u8]),
        request: &Request<'_>,
        token: &[u8],
    ) -> bool {
        let (first, first_token) = began;
        let same_place = request.observe == Some(Observe::Deregister)
            && request.method == first.method
            && request.path == first.path
            && request.payload == first.payload;
        if !same_place {
            return false;
        }
        if token == first_token {
            return request.accept == first.accept && same_query(request, first);
        }
        let kind = DeviationKind::CancelByPath;
        let allowed = self.lenience.allows(kind);
        if allowed {
            let path = match request.path {
                UriPath::Objects { path, .. } => Some(path),
                _ => None,
            };
            self.report.report(Deviation { kind, offset: 0, path });
        }
        allowed
    }
}

/// Compares what parameters say, however they are spelled.
fn same_query(a: &Request<'_>, b: &Request<'_>) -> bool {
    let (mut a, mut b) = (a.query.parameters(), b.query.parameters());
    loop {
        match (a.next(), b.next()) {
            (None, None) => return true,
            (Some(Ok(a)), Some(Ok(b))) => {
                let (mut ours, mut theirs) = ([0; LONGEST], [0; LONGEST]);
                match (a.copy_to(&mut ours), b.copy_to(&mut theirs)) {
                    (Ok(a), Ok(b)) if a == b => {}
                    _ => return false,
                }
            }
            _ => return false,
        }
    }
}

/// The longest parameter, in octets.
const LONGEST: usize = 255;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::{Method, Query};
    use crate::path::Path;

    /// OBS-19.
    #[test]
    fn obs_19_order() {
        for (last, next, seconds, newer) in [
            (12, 13, 0, true),
            (13, 13, 0, false),
            (13, 12, 0, false),
            (0, 0x7f_ffff, 0, true),
            (0, 0x80_0000, 0, false),
            (0x80_0000, 0, 0, false),
            (0x80_0001, 0, 0, true),
            (0xff_ffff, 5, 0, true),
            (5, 0xff_ffff, 128, false),
            (5, 0xff_ffff, 129, true),
        ] {
            assert_eq!(is_newer(last, next, Duration::from_secs(seconds)), newer, "{last} {next}");
        }
    }

    #[test]
    fn d_151_what_ends_an_observation() {
        let request = |observe, query| {
            let mut request = Request::new(Method::Get, UriPath::from(Path::resource(3, 0, 9)));
            request.observe = observe;
            request.query = query;
            request
        };
        let (begin, end) = (Some(Observe::Register), Some(Observe::Deregister));
        let options = Query::Options(&["pmin=1"]);
        let first = request(begin, options.clone());
        for (second, token, expected) in [
            (request(end, options.clone()), b"ab", true),
            (request(end, Query::Uri("pmin=%31")), b"ab", true),
            (request(end, options.clone()), b"ac", false),
            (request(end, Query::Empty), b"ab", false),
            (request(end, Query::Uri("pmin=2")), b"ab", false),
            (request(begin, options.clone()), b"ab", false),
            (request(None, options), b"ab", false),
        ] {
            assert_eq!(cancels((&first, b"ab"), &second, token), expected, "{second:?}");
        }
    }
}
