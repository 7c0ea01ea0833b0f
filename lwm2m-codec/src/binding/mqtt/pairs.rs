//! The pairs of a CBOR map, counted or up to a break. Knows no key. RFC 8949, 3.2.

use crate::error::{Error, ErrorKind, Result};
use crate::syntax::cbor::{self, BREAK, INDEFINITE, MAP};

/// How many pairs of a map are left; `None` where a break ends it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pairs(Option<u64>);

impl Pairs {
    /// Takes the head of the map that a payload is.
    pub(super) fn begin(rest: &mut &[u8]) -> Result<Self> {
        let (major, info, count) = cbor::head(rest).map_err(|error| error.at(0))?;
        if major != MAP {
            return Err(Error::from(ErrorKind::Message("a map")).at(0));
        }
        Ok(Self((info != INDEFINITE).then_some(count)))
    }

    /// Whether another pair follows; takes the break where none does.
    pub(super) fn follow(&mut self, rest: &mut &[u8]) -> bool {
        match (&mut self.0, rest.split_first()) {
            (Some(0), _) => false,
            (Some(left), _) => {
                *left -= 1;
                true
            }
            (None, Some((&BREAK, behind))) => {
                *rest = behind;
                false
            }
            // At the end of the payload the next key is what is missing.
            (None, _) => true,
        }
    }
}
