//! CoAP messages: header, token, options, payload. RFC 7252, 3 (UDP); RFC 8323, 3.2 (TCP).

use lwm2m_codec::ContentFormat;
use lwm2m_codec::binding::coap::{Number, uint};
use lwm2m_codec::message::Code;

use super::{Inner, Role, Walk, Walked, count};

/// A datagram.
pub(crate) fn udp(walk: &mut Walk<'_>) -> Walked {
    let Some(first) = walk.peek() else { return walk.refuse(0, "a header of 4 bytes") };
    if walk.rest().len() < 4 {
        return walk.refuse(walk.rest().len(), "a header of 4 bytes");
    }
    if first >> 6 != 1 {
        return walk.refuse(1, format!("version 1 of CoAP, found {}", first >> 6));
    }
    let kind = match first >> 4 & 3 {
        0 => "CON",
        1 => "NON",
        2 => "ACK",
        _ => "RST",
    };
    let token = token_length(walk, first)?;
    let what = format!("CoAP 1, {kind}, token of {}", count(u64::from(token), "byte"));
    walk.take(1, Role::Header, what)?;
    let code = code(walk)?;
    let id = walk.take(2, Role::Field, "message id")?;
    let id = id.iter().fold(0, |id: u32, octet| id << 8 | u32::from(*octet));
    walk.rename(format!("message id {id}"));
    if code == Code::from_byte(0) && (token > 0 || !walk.is_done()) {
        return walk.refuse_at(0..1, "nothing behind the header of an empty message");
    }
    message(walk, code, token)
}

/// The first message of a stream.
pub(crate) fn tcp(walk: &mut Walk<'_>) -> Walked {
    let Some(first) = walk.peek() else { return walk.refuse(0, "a header of 2 bytes") };
    let token = token_length(walk, first)?;
    let (more, base) = match first >> 4 {
        13 => (1, 13),
        14 => (2, 269),
        15 => (4, 65805),
        _ => (0, 0),
    };
    let what = format!("token of {}", count(u64::from(token), "byte"));
    walk.take(1, Role::Header, what.clone())?;
    let announced = if more == 0 {
        usize::from(first >> 4)
    } else {
        let octets = walk.take(more, Role::Length, "length")?;
        octets.iter().fold(0, |length, octet| length << 8 | usize::from(*octet)) + base
    };
    let length = format!("options and payload of {}", count(announced as u64, "byte"));
    walk.rename(if more == 0 { format!("{length}, {what}") } else { length });
    let code = code(walk)?;
    let left = walk.rest().len();
    let needed = announced.saturating_add(usize::from(token));
    if needed > left {
        let header = 0..walk.at().saturating_sub(1);
        return walk.refuse_at(header, format!("{needed} bytes more, {left} left"));
    }
    walk.only(needed);
    message(walk, code, token)?;
    walk.unbounded();
    walk.take(walk.rest().len(), Role::Unread, "what follows in the stream").map(|_| ())
}

fn token_length(walk: &mut Walk<'_>, first: u8) -> Walked<u8> {
    match first & 15 {
        length @ 0..=8 => Ok(length),
        length => walk.refuse(1, format!("a token of at most 8 bytes, found {length}")),
    }
}

fn code(walk: &mut Walk<'_>) -> Walked<Code> {
    let octets = walk.take(1, Role::Header, "code")?;
    let code = Code::from_byte(octets.first().copied().unwrap_or(0));
    let name = match (code.class(), code.detail()) {
        (0, 0) => Some("empty"),
        (0, 1) => Some("GET"),
        (0, 2) => Some("POST"),
        (0, 3) => Some("PUT"),
        (0, 4) => Some("DELETE"),
        (0, 5) => Some("FETCH"),
        (0, 6) => Some("PATCH"),
        (0, 7) => Some("iPATCH"),
        (7, 1) => Some("CSM"),
        (7, 2) => Some("Ping"),
        (7, 3) => Some("Pong"),
        (7, 4) => Some("Release"),
        (7, 5) => Some("Abort"),
        _ => code.name(),
    };
    let (class, detail) = (code.class(), code.detail());
    walk.rename(match name {
        Some(name) => format!("code {class}.{detail:02} {name}"),
        None => format!("code {class}.{detail:02}"),
    });
    Ok(code)
}

/// What is the same over every transport.
fn message(walk: &mut Walk<'_>, code: Code, token: u8) -> Walked {
    walk.take(usize::from(token), Role::Field, "token")?;
    let mut number = 0usize;
    let mut path = String::new();
    let mut format = None;
    while let Some(first) = walk.peek() {
        let start = walk.at();
        if first == 0xff {
            if walk.rest().len() == 1 {
                return walk.refuse(1, "a payload behind its marker");
            }
            walk.take(1, Role::Separator, "payload marker")?;
            let range = walk.at()..walk.at() + walk.rest().len();
            let path = (code.class() == 0 && !path.is_empty()).then_some(path);
            walk.anatomy.inner = Some(Inner { range, format, path, paths: code.byte() == 5 });
            let length = walk.rest().len();
            let what = match format {
                Some(number) => {
                    let format = ContentFormat::new(number);
                    format!("payload of {}: {format}", count(length as u64, "byte"))
                }
                None => format!("payload of {}", count(length as u64, "byte")),
            };
            walk.take(length, Role::Value, what)?;
            return Ok(());
        }
        let extended = |nibble: u8| match nibble {
            13 => 1,
            14 => 2,
            _ => 0usize,
        };
        if first >> 4 == 15 || first & 15 == 15 {
            return walk.refuse(1, "an option, or ff in front of a payload");
        }
        let (delta_more, length_more) = (extended(first >> 4), extended(first & 15));
        let header = walk.take(1 + delta_more + length_more, Role::Header, "option")?;
        let sum = |nibble: u8, octets: &[u8]| match octets {
            [] => usize::from(nibble),
            [one] => 13 + usize::from(*one),
            more => 269 + more.iter().fold(0, |sum, octet| sum << 8 | usize::from(*octet)),
        };
        number += sum(first >> 4, header.get(1..=delta_more).unwrap_or_default());
        let length = sum(first & 15, header.get(1 + delta_more..).unwrap_or_default());
        let Ok(known) = u16::try_from(number) else {
            return walk.refuse_at(start..walk.at(), "an option number of at most 65535");
        };
        let known = Number::new(known);
        let name = option_name(code, known);
        walk.rename(format!("{name}, {}", count(length as u64, "byte")));
        if length > walk.rest().len() {
            let left = walk.rest().len();
            let expected = format!("a length of at most {left}, found {length}");
            return walk.refuse_at(start..walk.at(), expected);
        }
        if let Some(piece) = walk.last_piece() {
            walk.anatomy.options.push((known.get(), piece));
        }
        walk.depth = 1;
        let value = walk.take(length, Role::Field, "value")?;
        if length > 0 {
            walk.rename(shown(known, value, code));
        }
        walk.depth = 0;
        match known {
            Number::URI_PATH => {
                path.push('/');
                path.push_str(&String::from_utf8_lossy(value));
            }
            Number::CONTENT_FORMAT => {
                format = uint(value).and_then(|number| u16::try_from(number).ok());
            }
            _ => {}
        }
    }
    Ok(())
}

fn option_name(code: Code, number: Number) -> String {
    if code.class() == 7 {
        // RFC 8323, 5.3 to 5.6.
        return match (code.detail(), number.get()) {
            (1, 2) => "Max-Message-Size".to_owned(),
            (1, 4) => "Block-Wise-Transfer".to_owned(),
            (2 | 3, 2) => "Custody".to_owned(),
            (4, 2) => "Alternative-Address".to_owned(),
            (4, 4) => "Hold-Off".to_owned(),
            (5, 2) => "Bad-CSM-Option".to_owned(),
            (_, other) => format!("option {other} of a signal"),
        };
    }
    match number.name() {
        Some(name) => name.to_owned(),
        None if number.is_critical() => format!("option {}, unknown and critical", number.get()),
        None => format!("option {}, unknown", number.get()),
    }
}

fn shown(number: Number, value: &[u8], code: Code) -> String {
    let number_of = || uint(value).unwrap_or(u64::MAX);
    if code.class() == 7 {
        return number_of().to_string();
    }
    match number {
        Number::CONTENT_FORMAT | Number::ACCEPT => match u16::try_from(number_of()) {
            Ok(format) => ContentFormat::new(format).to_string(),
            Err(_) => "beyond 65535".to_owned(),
        },
        Number::BLOCK1 | Number::BLOCK2 => {
            let block = number_of();
            let more = if block & 8 == 0 { "the last" } else { "more follow" };
            format!("block {} of {} bytes, {more}", block >> 4, 16u32 << (block & 7))
        }
        Number::OBSERVE | Number::URI_PORT | Number::MAX_AGE | Number::SIZE1 | Number::SIZE2 => {
            number_of().to_string()
        }
        Number::URI_PATH
        | Number::URI_QUERY
        | Number::URI_HOST
        | Number::LOCATION_PATH
        | Number::LOCATION_QUERY
        | Number::PROXY_URI
        | Number::PROXY_SCHEME => format!("{:?}", String::from_utf8_lossy(value)),
        _ => "octets".to_owned(),
    }
}
