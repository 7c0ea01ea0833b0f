//! Where an error lies: at a byte that there is.

use core::fmt::Display;

use lwm2m_codec::{Error, ErrorKind};

/// An error tells a byte of the input; the first where there are none. One that says that nothing was read tells none.
pub fn assert_within(error: &Error, bytes: &[u8]) {
    if matches!(error.kind(), ErrorKind::UnsupportedFormat | ErrorKind::UnsupportedTarget) {
        return;
    }
    let offset = error.offset();
    let within = offset.is_some_and(|offset| offset < bytes.len().max(1));
    assert!(within, "{error}: of {} bytes", bytes.len());
}

/// The error of a message or a text may be of the whole, and lie at the end where something is missing.
pub(crate) fn assert_perhaps_within(error: &Error, bytes: &[u8]) {
    let within = error.offset().is_none_or(|offset| offset <= bytes.len());
    assert!(within, "{error}: of {} bytes", bytes.len());
}

/// The same for whatever tells a byte.
pub(crate) fn assert_offset(offset: usize, told: &dyn Display, bytes: &[u8]) {
    assert!(offset < bytes.len().max(1), "{told}: of {} bytes", bytes.len());
}
