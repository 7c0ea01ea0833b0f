//! The bytes of options: deltas, lengths, and the marker that a payload begins with. RFC 7252, 3 and 3.1.

use super::number::Number;
use crate::error::{Error, ErrorKind, Result};
use crate::output::Output;

/// One option of a message.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct CoapOption<'a> {
    /// Which one.
    pub number: Number,
    /// Its value, as it stands.
    pub value: &'a [u8],
}

impl<'a> CoapOption<'a> {
    /// An option.
    #[must_use]
    pub const fn new(number: Number, value: &'a [u8]) -> Self {
        Self { number, value }
    }
}

impl coap_message::MessageOption for CoapOption<'_> {
    fn number(&self) -> u16 {
        self.number.get()
    }

    fn value(&self) -> &[u8] {
        self.value
    }
}

/// The options of a message, in order.
#[derive(Clone, Debug)]
pub struct CoapOptions<'a> {
    rest: &'a [u8],
    number: u16,
}

impl<'a> CoapOptions<'a> {
    /// The options, checked to their last one, and the payload behind them. Offsets are those of `bytes`.
    pub(super) fn split(bytes: &'a [u8]) -> Result<(Self, &'a [u8])> {
        let (mut rest, mut number) = (bytes, 0);
        loop {
            let offset = bytes.len() - rest.len();
            match step(rest, number).map_err(|error| error.at(offset))? {
                Step::Option { option, rest: behind } => {
                    (rest, number) = (behind, option.number.get())
                }
                Step::End => return Ok((Self { rest: bytes, number: 0 }, &[])),
                Step::Payload(&[]) => {
                    // RFC 7252, 3: a marker without a payload.
                    let kind = ErrorKind::Message("a payload behind its marker");
                    return Err(Error::from(kind).at(offset));
                }
                Step::Payload(payload) => {
                    let options = bytes.get(..offset).unwrap_or(bytes);
                    return Ok((Self { rest: options, number: 0 }, payload));
                }
            }
        }
    }
}

impl<'a> Iterator for CoapOptions<'a> {
    type Item = CoapOption<'a>;

    fn next(&mut self) -> Option<CoapOption<'a>> {
        match step(self.rest, self.number) {
            Ok(Step::Option { option, rest }) => {
                self.number = option.number.get();
                self.rest = rest;
                Some(option)
            }
            // They were read to their end before.
            Ok(Step::End | Step::Payload(_)) | Err(_) => None,
        }
    }
}

enum Step<'a> {
    Option { option: CoapOption<'a>, rest: &'a [u8] },
    Payload(&'a [u8]),
    End,
}

/// Reads one option.
fn step(bytes: &[u8], last: u16) -> Result<Step<'_>> {
    let Some((&head, rest)) = bytes.split_first() else { return Ok(Step::End) };
    if head == MARKER {
        return Ok(Step::Payload(rest));
    }
    let (delta, rest) = extended(head >> 4, rest)?;
    let (length, rest) = extended(head & 15, rest)?;
    let number = u16::try_from(u32::from(last) + delta)
        .map_err(|_| ErrorKind::Message("an option number of at most 65535"))?;
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    let (value, rest) = rest
        .split_at_checked(length)
        .ok_or(ErrorKind::UnexpectedEnd { needed: length, available: rest.len() })?;
    Ok(Step::Option { option: CoapOption::new(Number::new(number), value), rest })
}

/// A delta or a length: four bits, and the octets that they announce.
fn extended(nibble: u8, rest: &[u8]) -> Result<(u32, &[u8])> {
    let ends = |needed| ErrorKind::UnexpectedEnd { needed, available: rest.len() };
    match nibble {
        13 => {
            let ([octet], rest) = rest.split_first_chunk().ok_or_else(|| ends(1))?;
            Ok((u32::from(*octet) + 13, rest))
        }
        14 => {
            let (octets, rest) = rest.split_first_chunk().ok_or_else(|| ends(2))?;
            Ok((u32::from(u16::from_be_bytes(*octets)) + 269, rest))
        }
        15 => Err(ErrorKind::Message("an option's delta and length other than 15").into()),
        _ => Ok((nibble.into(), rest)),
    }
}

/// Writes an option behind one with the number `last`, which is not above its own.
pub(super) fn write(output: &mut Output<'_>, last: u16, option: CoapOption<'_>) -> Result<()> {
    let CoapOption { number, value } = option;
    let delta = number.get().checked_sub(last);
    let delta = delta.ok_or(ErrorKind::Message("options in ascending order"))?;
    let length = u16::try_from(value.len()).ok();
    let length = length.ok_or(ErrorKind::ValueTooLong { limit: u16::MAX.into() })?;
    let (delta, length) = (Extended::new(delta), Extended::new(length));
    output.put([delta.nibble << 4 | length.nibble]);
    for Extended { octets, count, .. } in [delta, length] {
        output.write(octets.get(2 - count..).unwrap_or(&[]));
    }
    output.write(value);
    Ok(())
}

struct Extended {
    nibble: u8,
    octets: [u8; 2],
    count: usize,
}

impl Extended {
    const fn new(number: u16) -> Self {
        let (nibble, more, count) = match number {
            0..13 => (number.to_be_bytes()[1], 0, 0),
            13..269 => (13, number - 13, 1),
            269.. => (14, number - 269, 2),
        };
        Self { nibble, octets: more.to_be_bytes(), count }
    }
}

/// What stands in front of a payload.
pub(super) const MARKER: u8 = 0xff;
