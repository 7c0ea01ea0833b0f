//! The values of the JSON formats, which SenML JSON and LwM2M JSON spell alike.
//! RFC 8259; LwM2M Core 1.2.2, appendix C, table C-2; D-025 to D-027, D-051.

#[cfg(feature = "lenient")]
use crate::deviation::DeviationKind;
use crate::deviation::Lenience;
use crate::error::{ErrorKind, Result};
use crate::output::{Ascii, Output};
use crate::record::write_seconds;
use crate::schema::DataType;
use crate::syntax::base64::{self, Alphabet, Encoder};
use crate::syntax::decimal::digits;
use crate::syntax::json::{self, Cursor, Number};
use crate::value::{ObjectLink, Opaque, RawText, Text, Value, Wire};

/// A cursor at the first token.
pub(super) fn cursor<'a>(payload: &'a [u8], lenience: &mut Lenience) -> Result<Cursor<'a>> {
    #[cfg_attr(not(feature = "lenient"), expect(unused_mut, reason = "strict text begins there"))]
    let mut cursor = Cursor::new(payload)?;
    #[cfg(feature = "lenient")]
    if lenience.allows(DeviationKind::ByteOrderMark) && cursor.take_mark() {
        // Lenience: editors and runtimes that begin every file with it (D-073).
        lenience.allow(DeviationKind::ByteOrderMark);
    }
    #[cfg(not(feature = "lenient"))]
    let _ = lenience;
    Ok(cursor)
}

/// Takes base64 text (D-051).
pub(super) fn base64<'a>(
    cursor: &mut Cursor<'a>,
    alphabet: Alphabet,
    lenience: &mut Lenience,
) -> Result<Wire<'a>> {
    let (text, escaped) = cursor.text("base64 text")?;
    let refused = base64::check(raw(text, escaped).chars(), alphabet);
    // Lenience: Wakaama and old Zephyr, which write the standard alphabet everywhere (E038).
    #[cfg(feature = "lenient")]
    if refused.is_err()
        && base64::is_variant(raw(text, escaped).chars())
        && lenience.allow(DeviationKind::Base64Variant)
    {
        return Ok(Wire::Base64 { text, escaped });
    }
    #[cfg(not(feature = "lenient"))]
    let _ = lenience;
    refused.map(|()| Wire::Base64 { text, escaped })
}

/// Takes a number, exact.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(super) fn number<'a>(cursor: &mut Cursor<'a>) -> Result<Wire<'a>> {
    Ok(match cursor.number()? {
        Number::Integer(number) => Wire::Integer(number),
        Number::Unsigned(number) => Wire::Unsigned(number),
        Number::Decimal(decimal) => Wire::Decimal { decimal, number: true },
        Number::Digits(text) => Wire::Digits(text),
    })
}

/// JSON text as it is read.
pub(super) const fn raw(text: &str, escaped: bool) -> RawText<'_> {
    if escaped { RawText::Escaped(text) } else { RawText::Plain(text) }
}

/// Takes the text of an object link.
pub(super) fn object_link(cursor: &mut Cursor<'_>) -> Result<ObjectLink> {
    let (text, escaped) = cursor.text("the text of an object link")?;
    // `65535:65535` is the longest.
    let mut buffer = [0; 11];
    let invalid = ErrorKind::InvalidValue { expected: DataType::ObjectLink };
    let text = Text::from_raw(raw(text, escaped));
    text.copy_to(&mut buffer).map_err(|_| invalid)?.parse()
}

/// Writes a number: the value of a record that is one.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(super) fn put_number(out: &mut Output<'_>, value: &Value<'_>) -> Result<()> {
    match value {
        Value::Integer(number) => put_integer(out, *number),
        Value::Time(time) => put_integer(out, time.0),
        Value::Unsigned(number) => put_unsigned(out, *number),
        Value::Float(number) if number.is_finite() => json::put_float(out, *number),
        _ => return Err(ErrorKind::NotExpressible("NaN and infinities").into()),
    }
    Ok(())
}

/// Writes an integer.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(super) fn put_integer(out: &mut Output<'_>, number: i64) {
    match u16::try_from(number) {
        Ok(small) => {
            let (digits, length) = digits(small);
            out.put_some(digits, length);
        }
        Err(_) => {
            if number < 0 {
                out.put([b'-']);
            }
            put_unsigned(out, number.unsigned_abs());
        }
    }
}

#[inline(never)]
fn put_unsigned(out: &mut Output<'_>, mut number: u64) {
    let mut digits = [b'0'; 20];
    let mut length = 0;
    for place in digits.iter_mut().rev() {
        let digit = (number % 10) as u8;
        *place = b'0' + digit;
        (number, length) = (number / 10, length + 1);
        if number == 0 {
            break;
        }
    }
    out.write(digits.get(digits.len() - length..).unwrap_or(&digits));
}

/// Writes text with its quotes.
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(super) fn put_text(out: &mut Output<'_>, text: &Text<'_>) {
    out.put([b'"']);
    text.for_each_piece(|piece| json::put_text(out, piece));
    out.put([b'"']);
}

/// Writes octets as base64 with its quotes.
pub(super) fn put_octets(out: &mut Output<'_>, octets: &Opaque<'_>, alphabet: Alphabet) {
    out.put([b'"']);
    let mut encoder = Encoder::new(alphabet);
    octets.for_each_piece(|piece| encoder.write(out, piece));
    encoder.finish(out);
    out.put([b'"']);
}

/// Writes an object link with its quotes.
pub(super) fn put_link(out: &mut Output<'_>, link: ObjectLink) {
    let [object, instance] = [link.object, link.instance].map(digits);
    out.put([b'"']);
    out.put_some(object.0, object.1);
    out.put([b':']);
    out.put_some(instance.0, instance.1);
    out.put([b'"']);
}

/// Writes nanoseconds as seconds: a plain decimal, zeros trimmed (D-047).
#[cfg_attr(not(feature = "compact"), inline(always))]
pub(super) fn put_seconds(out: &mut Output<'_>, nanos: i128) -> Result<()> {
    match i64::try_from(nanos) {
        Ok(nanos) if nanos % 1_000_000_000 == 0 => {
            put_integer(out, nanos / 1_000_000_000);
            Ok(())
        }
        _ => put_fraction(out, nanos),
    }
}

#[cold]
#[inline(never)]
fn put_fraction(out: &mut Output<'_>, nanos: i128) -> Result<()> {
    // Writing to an Output never fails.
    write_seconds(&mut Ascii(out), nanos).map_err(|_| ErrorKind::TimeOutOfRange.into())
}
