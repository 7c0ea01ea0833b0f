//! How the values of attributes are spelled: LwM2M Core 1.2.2, table 7.3.2-1; D-024, D-106, D-107.

use core::fmt::Write as _;

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while1};
use nom::combinator::{all_consuming, opt};
use nom::{IResult, Parser};

use crate::deviation::{DeviationKind, Lenience};
use crate::error::{Error, ErrorKind, Result};
use crate::output::{Ascii, Output};
use crate::schema::DataType;

/// How the values of an attribute are read, and what is written of them.
#[derive(Debug)]
pub(super) struct Form<T> {
    pub(super) read: fn(&str, &mut Lenience) -> Result<T>,
    pub(super) number: fn(T) -> Result<Number>,
}

/// A value as it is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Number {
    Whole(u64),
    /// Finite.
    Decimal(f64),
}

impl Number {
    /// D-024: the shortest digits that read back as the same number, plain, never an exponent.
    pub(super) fn put(self, out: &mut Output<'_>) {
        let mut ascii = Ascii(out);
        let written = match self {
            Self::Whole(number) => write!(ascii, "{number}"),
            Self::Decimal(number) => write!(ascii, "{number}"),
        };
        debug_assert!(written.is_ok(), "an Output takes everything");
    }
}

/// Digits: seconds, counts.
pub(super) const WHOLE: Form<u64> =
    Form { read: whole, number: |number| Ok(Number::Whole(number)) };

/// Digits, perhaps with a fraction, perhaps below 0.
pub(super) const DECIMAL: Form<f64> = Form { read: decimal, number: finite };

/// The same, never below 0.
pub(super) const DISTANCE: Form<f64> = Form {
    read: distance,
    number: |number| match number {
        // The grammar has no sign, and so no negative zero.
        0.0 => Ok(Number::Decimal(0.0)),
        _ if number < 0.0 => Err(ErrorKind::NotExpressible("a distance below 0").into()),
        _ => finite(number),
    },
};

/// `0` or `1`.
pub(super) const FLAG: Form<bool> =
    Form { read: flag, number: |flag| Ok(Number::Whole(flag.into())) };

fn whole(text: &str, lenience: &mut Lenience) -> Result<u64> {
    let unsigned = text.strip_prefix('+').unwrap_or(text);
    let parsed: IResult<&str, &str, ()> = all_consuming(digits).parse(unsigned);
    if parsed.is_err() || unsigned != text && !lenience.allow(DeviationKind::LeadingPlus) {
        return Err(invalid(DataType::Unsigned));
    }
    unsigned.parse().map_err(|_| ErrorKind::OutOfRange.into())
}

fn decimal(text: &str, lenience: &mut Lenience) -> Result<f64> {
    let signed = text.strip_prefix('+').filter(|rest| !rest.starts_with('-')).unwrap_or(text);
    let exponent = (alt((tag("e"), tag("E"))), opt(alt((tag("+"), tag("-")))), digits);
    let mantissa = (opt(tag("-")), digits, opt((tag("."), digits)));
    let parsed: IResult<&str, _, ()> = all_consuming((mantissa, opt(exponent))).parse(signed);
    let legal = match parsed {
        Ok((_, (_, exponent))) => {
            (signed == text || lenience.allow(DeviationKind::LeadingPlus))
                && (exponent.is_none() || lenience.allow(DeviationKind::ExponentAttribute))
        }
        Err(_) => false,
    };
    if !legal {
        return Err(invalid(DataType::Float));
    }
    match signed.parse::<f64>() {
        Ok(number) if number.is_finite() => Ok(number),
        _ => Err(ErrorKind::OutOfRange.into()),
    }
}

fn distance(text: &str, lenience: &mut Lenience) -> Result<f64> {
    if text.starts_with('-') { Err(invalid(DataType::Float)) } else { decimal(text, lenience) }
}

pub(super) fn flag(text: &str, _: &mut Lenience) -> Result<bool> {
    match text {
        "0" => Ok(false),
        "1" => Ok(true),
        _ => Err(invalid(DataType::Boolean)),
    }
}

fn finite(number: f64) -> Result<Number> {
    if number.is_finite() {
        Ok(Number::Decimal(number))
    } else {
        Err(ErrorKind::NotExpressible("NaN and infinities").into())
    }
}

fn invalid(expected: DataType) -> Error {
    ErrorKind::InvalidValue { expected }.into()
}

fn digits(text: &str) -> IResult<&str, &str, ()> {
    take_while1(|c: char| c.is_ascii_digit()).parse(text)
}
