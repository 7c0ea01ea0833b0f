//! Notifications: which of two is newer, and what ends an observation. RFC 7641, 3.4 and 3.6; D-066, D-151.

use core::time::Duration;

use crate::deviation::{Deviation, DeviationKind, Report};
use crate::message::{Observe, Request, UriPath};
use crate::options::Options;
use crate::path::Path;
use crate::paths::Paths;
use crate::record::Prefix;

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
    /// Whether a request ends an observation: Observe 1 with the token and the options of the request that began it,
    /// and with the same list of paths where it was an Observe-Composite (D-066, D-151). *Requires feature `coap`.*
    ///
    /// With another token it is a plain Read, unless it is read leniently: then the path is enough. So is the same
    /// list in another order. What ends an observation beside it is a reset of a notification:
    /// [`Header::resets`](crate::binding::coap_udp::Header::resets).
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
            && request.path == first.path;
        let same_options = token == first_token
            && request.accept == first.accept
            && request.content_format == first.content_format
            && same_query(request, first);
        let kind = match self.same_list(first, request) {
            _ if !same_place => return false,
            Some(Order::Same) if same_options => return true,
            Some(Order::Same) if token != first_token => DeviationKind::CancelByPath,
            Some(Order::Other) if same_options => DeviationKind::PermutedList,
            _ => return false,
        };
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

    /// Compares what lists of paths say, however they are spelled; `None` for other paths, and for what can't be
    /// read.
    fn same_list(&self, a: &Request<'_>, b: &Request<'_>) -> Option<Order> {
        if a.payload == b.payload {
            return Some(Order::Same);
        }
        let options = Options::STRICT
            .version(self.version)
            .alternate_path(self.alternate_path)
            .gateway_prefix(self.gateway_prefix);
        let mut ours = options.paths(a.content_format?, a.payload).ok()?;
        let mut theirs = options.paths(b.content_format?, b.payload).ok()?;
        let (ours, theirs) = (List::of(&mut ours)?, List::of(&mut theirs)?);
        let (ours, theirs) = (ours.paths(), theirs.paths());
        if ours == theirs {
            return Some(Order::Same);
        }
        let all = |a: &[_], b: &[_]| a.iter().all(|path| b.contains(path));
        (all(ours, theirs) && all(theirs, ours)).then_some(Order::Other)
    }
}

/// How two lists of the same paths are ordered.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Order {
    Same,
    Other,
}

/// The paths of a list, each with what stands in front of it.
struct List<'a> {
    paths: [(Prefix<'a>, Path); MOST_PATHS],
    count: usize,
}

impl<'a> List<'a> {
    /// Gathers a list; `None` for one that is longer than can be gathered or malformed.
    fn of(list: &mut Paths<'a>) -> Option<Self> {
        let mut paths = [(Prefix::NONE, Path::ROOT); MOST_PATHS];
        let mut count = 0;
        while let Some(path) = list.next() {
            *paths.get_mut(count)? = (list.prefix(), path.ok()?);
            count += 1;
        }
        Some(Self { paths, count })
    }

    fn paths(&self) -> &[(Prefix<'a>, Path)] {
        self.paths.get(..self.count).unwrap_or_default()
    }
}

/// How many paths of lists in different spellings are compared. Lists of the same octets have no limit.
const MOST_PATHS: usize = 32;

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
    use crate::format::ContentFormat;
    use crate::message::{Method, Query};

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

    /// OBS-13: the token and otherwise identical options.
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
        for (change, expected) in [
            ((|_| {}) as fn(&mut Request<'static>), true),
            (|second| second.accept = Some(ContentFormat::TLV), false),
            (|second| second.content_format = Some(ContentFormat::TEXT), false),
            (|second| second.path = UriPath::from(Path::resource(3, 0, 13)), false),
            (|second| second.path = UriPath::from(Path::instance(3, 0)), false),
            (|second| second.method = Method::Fetch, false),
        ] {
            let mut second = request(end, Query::Options(&["pmin=1"]));
            change(&mut second);
            assert_eq!(cancels((&first, b"ab"), &second, b"ab"), expected, "{second:?}");
        }
    }

    /// OBS-12: a list of the same paths in the same order, in whatever spelling.
    #[test]
    #[cfg(feature = "senml-json")]
    fn d_066_what_ends_a_composite_observation() {
        let request = |observe, payload| {
            let mut request = Request::new(Method::Fetch, UriPath::from(Path::ROOT));
            request.content_format = Some(ContentFormat::SENML_JSON);
            request.observe = Some(observe);
            request.payload = payload;
            request
        };
        let list = br#"[{"n":"/3/0/9"},{"n":"/1"}]"#;
        let first = request(Observe::Register, list);
        for (payload, token, expected) in [
            (&list[..], b"ab", true),
            (br#"[{"bn":"/3/0/","n":"9"}, {"bn":"/","n":"1"}]"#, b"ab", true),
            (list, b"ac", false),
            (br#"[{"n":"/1"},{"n":"/3/0/9"}]"#, b"ab", false),
            (br#"[{"n":"/3/0/9"}]"#, b"ab", false),
            (br#"[{"n":"/3/0/9"},{"n":"/1"},{"n":"/5"}]"#, b"ab", false),
            (br#"[{"n":"/dev/3/0/9"},{"n":"/1"}]"#, b"ab", false),
            (b"", b"ab", false),
        ] {
            let second = request(Observe::Deregister, payload);
            assert_eq!(cancels((&first, b"ab"), &second, token), expected, "{second:?}");
        }
        let mut etch = request(Observe::Deregister, list);
        etch.content_format = Some(ContentFormat::SENML_ETCH_JSON);
        assert!(!cancels((&first, b"ab"), &etch, b"ab"));
    }
}
