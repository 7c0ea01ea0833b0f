//! Whether a client may send to a server unasked. LwM2M Core 1.2.2, 6.4.6 and appendix E.2 (/1/x/23); D-149.

use lwm2m_codec::Version;

use crate::objects::server::Server;

/// Whether a client keeps quiet: it may Send to a server from 1.1 on, where Mute Send (/1/x/23) is there and false.
///
/// ```
/// use lwm2m_codec::Version;
/// use lwm2m_model::objects::server::Server;
/// use lwm2m_model::send::is_muted;
///
/// let mut server = Server::new();
/// assert!(is_muted(&server, Version::V1_2));
/// server.mute_send = Some(false);
/// assert!(!is_muted(&server, Version::V1_2));
/// ```
#[must_use]
pub fn is_muted<const N: usize>(server: &Server<'_, N>, release: Version) -> bool {
    release < Version::V1_1 || server.mute_send.unwrap_or(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// OPR-30, D-149: muted where nothing is said; 1.0 has no Send.
    #[test]
    fn mute_send() {
        for (mute_send, release, muted) in [
            (None, Version::V1_1, true),
            (Some(true), Version::V1_1, true),
            (Some(false), Version::V1_1, false),
            (None, Version::V1_2, true),
            (Some(true), Version::V1_2, true),
            (Some(false), Version::V1_2, false),
            (Some(false), Version::V1_0, true),
        ] {
            let server: Server<'_> = Server { mute_send, ..Server::new() };
            assert_eq!(is_muted(&server, release), muted, "{mute_send:?} {release}");
        }
    }
}
