//! Text and octets in fixed storage. *Requires feature `heapless`.*

use heapless::{String, Vec};

use super::{encode_value, value};
use crate::error::ErrorKind;
use crate::value::{Opaque, Text, Value};

value! {
    [const N: usize] String<N>, String,
    |wire| {
        let text = wire.text()?;
        let mut own = Self::new();
        let too_long = ErrorKind::ValueTooLong { limit: N };
        text.chars().try_for_each(|c| own.push(c)).map_err(|_| too_long)?;
        Ok(own)
    },
    |this| Value::String(Text::new(this))
}
value! {
    [const N: usize] Vec<u8, N>, Opaque,
    |wire| {
        let mut own = Self::new();
        let mut fits = true;
        wire.opaque()?.for_each_piece(|piece| fits &= own.extend_from_slice(piece).is_ok());
        if fits { Ok(own) } else { Err(ErrorKind::ValueTooLong { limit: N }.into()) }
    },
    |this| Value::Opaque(Opaque::new(this))
}

encode_value!([const N: usize] String<N>, [const N: usize] Vec<u8, N>);
