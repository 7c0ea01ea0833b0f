//! The devices of a gateway in a payload: what of a prefix is the peer's own, and what names a device (D-016 to D-018).

use crate::error::{ErrorKind, Result};
use crate::options::Options;
use crate::record::{Prefix, RecordSink};

/// What stands in front of the paths of the peer itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Own<'a> {
    alternate_path: &'a str,
    gateway_prefix: &'a str,
}

impl<'a> Own<'a> {
    pub(super) const fn of(options: &Options<'a>) -> Self {
        let Options { alternate_path, gateway_prefix, .. } = *options;
        Self { alternate_path, gateway_prefix }
    }

    /// What remains of a prefix behind the peer's own: nothing for the peer itself.
    pub(super) fn device<'p>(&self, prefix: &Prefix<'p>) -> impl Iterator<Item = char> + use<'p> {
        let mut skipped = 0;
        for own in [self.alternate_path, self.gateway_prefix] {
            let mut rest = prefix.chars().skip(skipped);
            let begins = !own.is_empty() && own.chars().all(|c| rest.next() == Some(c));
            if begins && rest.next().is_none_or(|c| c == '/') {
                skipped += own.chars().count() + 1;
            }
        }
        prefix.chars().skip(skipped)
    }
}

/// The device that is being told of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Device {
    text: [u8; LONGEST],
    length: usize,
}

/// As long as Writers take one; peers' are of eight characters (D-018).
const LONGEST: usize = 32;

impl Device {
    /// The peer itself.
    pub(super) const NONE: Self = Self { text: [0; LONGEST], length: 0 };

    /// Says whose the next record is, where that has changed.
    pub(super) fn switch(
        &mut self,
        prefix: &Prefix<'_>,
        own: Own<'_>,
        sink: &mut dyn RecordSink,
    ) -> Result<()> {
        if prefix.is_empty() && self.length == 0 {
            return Ok(());
        }
        let mut next = Self::NONE;
        for c in own.device(prefix) {
            let place = next.text.get_mut(next.length..).unwrap_or_default();
            let place = place.get_mut(..c.len_utf8());
            let place = place.ok_or(ErrorKind::TooDeep { limit: LONGEST })?;
            next.length += c.encode_utf8(place).len();
        }
        if next.as_str() != self.as_str() {
            *self = next;
            sink.device(self.as_str())?;
        }
        Ok(())
    }

    /// Says that what follows is no longer the device's.
    pub(super) fn end(&self, sink: &mut dyn RecordSink) -> Result<()> {
        if self.length == 0 { Ok(()) } else { sink.device("") }
    }

    fn as_str(&self) -> &str {
        // Whole characters were put there.
        let text = self.text.get(..self.length).unwrap_or_default();
        core::str::from_utf8(text).unwrap_or_default()
    }
}
