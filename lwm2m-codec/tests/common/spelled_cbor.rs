//! Documents in every legal spelling: as `ciborium` writes them, and with longer heads, chunks and open ends.

use ciborium::value::Value as Cbor;
use lwm2m_codec::{Record, Timestamp, Value};

use crate::any::Choices;
use crate::meaning::{attos, ids};

/// The same document twice, as bytes: both times it is this one to `ciborium`.
pub(crate) fn documents(document: &Cbor, choices: &mut Choices<'_>) -> [Vec<u8>; 2] {
    let (mut short, mut long) = (Vec::new(), Vec::new());
    ciborium::into_writer(document, &mut short).expect("a vector has room");
    put(document, choices, &mut long);
    let again = |payload: &[u8]| {
        let mut again = Vec::new();
        let cbor: Cbor = ciborium::from_reader(payload).expect("well-formed CBOR");
        ciborium::into_writer(&without_bignums(cbor), &mut again).expect("a vector has room");
        again
    };
    assert_eq!(again(&short), again(&long), "{document:?}");
    [short, long]
}

/// `ciborium` takes a bignum that is whole for the integer that it is, and leaves one in chunks as it stands.
fn without_bignums(cbor: Cbor) -> Cbor {
    match cbor {
        Cbor::Array(all) => Cbor::Array(all.into_iter().map(without_bignums).collect()),
        Cbor::Map(pairs) => {
            let pairs = pairs.into_iter();
            Cbor::Map(pairs.map(|(key, value)| (key, without_bignums(value))).collect())
        }
        Cbor::Tag(tag @ (2 | 3), tagged) => {
            let octets = tagged.as_bytes().expect("a bignum is octets").iter();
            let magnitude = octets.fold(0, |all, &octet| all << 8 | i128::from(octet));
            integer(if tag == 2 { magnitude } else { -1 - magnitude })
        }
        Cbor::Tag(tag, tagged) => Cbor::Tag(tag, Box::new(without_bignums(*tagged))),
        leaf => leaf,
    }
}

/// A head whose argument may have more octets than it needs (D-035).
fn head(major: u8, argument: u64, choices: &mut Choices<'_>, out: &mut Vec<u8>) {
    let octets = argument.to_be_bytes();
    let least = match argument {
        0..=23 => 0,
        24..=0xff => 1,
        0x100..=0xffff => 2,
        0x1_0000..=0xffff_ffff => 3,
        _ => 4,
    };
    let info = least + u8::try_from(choices.next(5 - usize::from(least))).expect("a few");
    match info.checked_sub(1) {
        None => out.push(major << 5 | octets[7]),
        Some(power) => {
            out.push(major << 5 | (24 + power));
            out.extend(&octets[8 - (1 << power)..]);
        }
    }
}

/// A string: whole, or in chunks of which some are empty (D-036).
fn string(major: u8, pieces: &[&[u8]], choices: &mut Choices<'_>, out: &mut Vec<u8>) {
    if choices.next(2) == 0 {
        head(major, pieces.iter().map(|piece| piece.len() as u64).sum(), choices, out);
        pieces.iter().for_each(|piece| out.extend(*piece));
        return;
    }
    out.push(major << 5 | 31);
    for piece in pieces {
        head(major, piece.len() as u64, choices, out);
        out.extend(*piece);
    }
    out.push(0xff);
}

fn put(cbor: &Cbor, choices: &mut Choices<'_>, out: &mut Vec<u8>) {
    match cbor {
        Cbor::Integer(number) => {
            let number = i128::from(*number);
            let (major, argument) = if number < 0 { (1, -1 - number) } else { (0, number) };
            head(major, u64::try_from(argument).expect("64 bits"), choices, out);
        }
        Cbor::Bytes(octets) => {
            let (a, b) = octets.split_at(choices.next(octets.len() + 1));
            string(2, &[a, b], choices, out);
        }
        Cbor::Text(text) => {
            let (a, b) = text.split_at(choices.cut(text));
            string(3, &[a.as_bytes(), &[], b.as_bytes()], choices, out);
        }
        Cbor::Float(number) if choices.next(2) == 0 => {
            out.push(0xfb);
            out.extend(number.to_be_bytes());
        }
        Cbor::Tag(tag, tagged) => {
            head(6, *tag, choices, out);
            put(tagged, choices, out);
        }
        Cbor::Array(elements) => {
            let ends = open(4, elements.len(), choices, out);
            elements.iter().for_each(|element| put(element, choices, out));
            out.extend(ends);
        }
        Cbor::Map(pairs) => {
            let ends = open(5, pairs.len(), choices, out);
            for (key, value) in pairs {
                put(key, choices, out);
                put(value, choices, out);
            }
            out.extend(ends);
        }
        // Floats in the fewest octets, true, false, null.
        _ => ciborium::into_writer(cbor, out).expect("a vector has room"),
    }
}

/// The head of a container, which is counted or ends with a break.
fn open(major: u8, count: usize, choices: &mut Choices<'_>, out: &mut Vec<u8>) -> Option<u8> {
    if choices.next(2) == 0 {
        head(major, count as u64, choices, out);
        return None;
    }
    out.push(major << 5 | 31);
    Some(0xff)
}

fn integer(number: i128) -> Cbor {
    Cbor::Integer(number.try_into().expect("64 bits"))
}

fn text(text: impl ToString) -> Cbor {
    Cbor::Text(text.to_string())
}

/// A bignum that fits 64 bits, perhaps with zeros in front (D-033).
fn bignum(number: i128, choices: &mut Choices<'_>) -> Cbor {
    let (tag, magnitude) = if number < 0 { (3, -1 - number) } else { (2, number) };
    let octets = magnitude.to_be_bytes();
    let first = octets.iter().position(|&octet| octet != 0).unwrap_or(octets.len());
    let octets = octets[first.saturating_sub(choices.next(3))..].to_vec();
    Cbor::Tag(tag, Box::new(Cbor::Bytes(octets)))
}

/// A decimal fraction (D-032).
fn decimal(mantissa: i128, exponent: i128) -> Cbor {
    Cbor::Tag(4, Box::new(Cbor::Array(vec![integer(exponent), integer(mantissa)])))
}

#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "compared after")]
fn exact_float(number: i128) -> Option<Cbor> {
    let float = number as f64;
    (float as i128 == number).then_some(Cbor::Float(float))
}

/// A whole number; where there is one type of numbers, as any of them (D-028).
fn whole(number: i128, one_type: bool, choices: &mut Choices<'_>) -> Cbor {
    let other = match choices.next(6) {
        1 => Some(bignum(number, choices)),
        2 if one_type => exact_float(number),
        3 if one_type && number % 1000 == 0 => Some(decimal(number / 1000, 3)),
        4 if one_type && number.abs() < 1 << 50 => Some(decimal(number * 100, -2)),
        _ => None,
    };
    other.unwrap_or_else(|| integer(number))
}

/// A Float: also as a decimal fraction, and as an integer that it is equal to (D-029, D-032).
#[expect(clippy::cast_possible_truncation, reason = "it is whole and small")]
fn float(number: f64, choices: &mut Choices<'_>) -> Cbor {
    let is_plain = number.is_finite() && number != 0.0;
    match choices.next(4) {
        1 if is_plain && number.fract() == 0.0 && number.abs() < 9e15 => integer(number as i128),
        2 if is_plain => {
            let digits = format!("{number:e}");
            let (mantissa, exponent) = digits.split_once('e').expect("an exponent");
            let fraction = mantissa.split_once('.').map_or(0, |(_, fraction)| fraction.len());
            let exponent = exponent.parse::<i128>().expect("a number") - fraction as i128;
            decimal(mantissa.replace('.', "").parse().expect("a number"), exponent)
        }
        _ => Cbor::Float(number),
    }
}

fn value(value: &Value<'_>, one_type: bool, choices: &mut Choices<'_>) -> Cbor {
    let cbor = match value {
        Value::Integer(number) => whole(i128::from(*number), one_type, choices),
        Value::Unsigned(number) => whole(i128::from(*number), one_type, choices),
        Value::Time(time) => {
            let seconds = i128::from(time.seconds());
            match (choices.next(4), exact_float(seconds)) {
                (1, _) => Cbor::Tag(1, Box::new(integer(seconds))),
                (2, Some(float)) => Cbor::Tag(1, Box::new(float)),
                _ => whole(seconds, one_type, choices),
            }
        }
        Value::Float(number) => float(*number, choices),
        Value::Boolean(boolean) => Cbor::Bool(*boolean),
        Value::String(string) => text(string),
        Value::CoreLink(links) => text(links.as_text()),
        Value::Opaque(octets) => {
            let mut buffer = vec![0; octets.len()];
            Cbor::Bytes(octets.copy_to(&mut buffer).expect("there is room").to_vec())
        }
        Value::ObjectLink(link) => text(link),
        Value::Empty => return Cbor::Map(Vec::new()),
        other => panic!("no such value: {other:?}"),
    };
    // D-034: one tag that says nothing here.
    const TAGS: [u64; 6] = [6, 23, 24, 32, 55_799, 1 << 40];
    match (choices.next(8), cbor) {
        (1, cbor @ Cbor::Tag(..)) => cbor,
        (1, cbor) => Cbor::Tag(TAGS[choices.next(TAGS.len())], Box::new(cbor)),
        (_, cbor) => cbor,
    }
}

/// CBOR (60).
pub(crate) fn single(told: &Value<'_>, choices: &mut Choices<'_>) -> Cbor {
    value(told, false, choices)
}

/// A time: whole, as a double that is exactly this one, or as a decimal fraction.
#[expect(clippy::cast_precision_loss, reason = "compared after")]
fn time(nanos: i128, choices: &mut Choices<'_>) -> Cbor {
    let float = nanos as f64 / 1e9;
    match choices.next(3) {
        1 if attos(float) == nanos * 1_000_000_000 => Cbor::Float(float),
        2 if nanos % 1_000_000_000 == 0 => integer(nanos / 1_000_000_000),
        _ => decimal(nanos, -9),
    }
}

/// A pack: labels in any order, names and times split between base and record, members that say nothing.
pub(crate) fn senml(told: &[Record<Value<'_>>], choices: &mut Choices<'_>) -> Cbor {
    let (mut base, mut base_time) = (String::new(), None);
    let record = |record: &Record<Value<'_>>| {
        let mut members = Vec::new();
        let full = record.path.to_string();
        if !full.starts_with(&base) || choices.next(3) == 0 {
            base = full[..choices.cut(&full)].to_owned();
            members.push((integer(-2), text(&base)));
        }
        let name = &full[base.len()..];
        if !name.is_empty() || choices.next(2) == 0 {
            members.push((integer(0), text(name)));
        }
        if let Some(nanos) = record.time.map(Timestamp::nanos).map(i128::from) {
            if choices.next(3) == 0 {
                let whole = nanos / 1_000_000_000 * 1_000_000_000;
                members.push((integer(-3), time(whole, choices)));
                base_time = Some(whole);
            }
            if base_time != Some(nanos) || choices.next(2) == 0 {
                members.push((integer(6), time(nanos - base_time.unwrap_or(0), choices)));
            }
        }
        let label = match record.value {
            Value::String(_) | Value::CoreLink(_) => integer(3),
            Value::Boolean(_) => integer(4),
            Value::Opaque(_) => integer(8),
            Value::ObjectLink(_) => text("vlo"),
            _ => integer(2),
        };
        members.push((label, value(&record.value, true, choices)));
        // D-068, D-070: what is ignored.
        match choices.next(6) {
            1 => members.push((integer(1), text("Cel"))),
            2 => members.push((text("vendor"), Cbor::Array(vec![integer(1), Cbor::Map(vec![])]))),
            3 => members.push((integer(-1), integer(10))),
            4 => members.push((integer(5), Cbor::Float(1.5))),
            _ => {}
        }
        choices.shuffle(&mut members);
        Cbor::Map(members)
    };
    Cbor::Array(told.iter().map(record).collect())
}

/// LwM2M CBOR: grouped in any way, in any order (D-082).
pub(crate) fn nested(told: &[Record<Value<'_>>], choices: &mut Choices<'_>) -> Cbor {
    let all: Vec<_> = told.iter().map(|r| (ids(&r.path.to_string()), &r.value)).collect();
    group(&all, 0, choices)
}

fn group(all: &[(Vec<u16>, &Value<'_>)], above: usize, choices: &mut Choices<'_>) -> Cbor {
    let mut pairs = Vec::new();
    let mut rest = all;
    while let Some((ids, told)) = rest.first() {
        // So many ids in this key, and all that they lead to.
        let depth = above + 1 + choices.next(ids.len() - above);
        let count =
            rest.iter().take_while(|(other, _)| other[..].starts_with(&ids[..depth])).count();
        let (same, behind) = rest.split_at(count);
        rest = behind;
        let key: Vec<_> = ids[above..depth].iter().map(|&id| integer(id.into())).collect();
        let key = match key.as_slice() {
            [one] if choices.next(2) == 0 => one.clone(),
            _ => Cbor::Array(key),
        };
        let below = if depth == ids.len() {
            value(told, false, choices)
        } else {
            group(same, depth, choices)
        };
        pairs.push((key, below));
    }
    choices.shuffle(&mut pairs);
    Cbor::Map(pairs)
}
