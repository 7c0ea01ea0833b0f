//! CoRE links: targets in angle brackets, parameters behind semicolons. RFC 6690, 2; D-093 to D-101.

use lwm2m_codec::Path;

use super::{Raw, Role, Walk, Walked};

/// Takes links apart.
pub(crate) fn walk(walk: &mut Walk<'_>) -> Walked {
    if walk.is_done() {
        return Ok(());
    }
    loop {
        walk.depth = 0;
        blanks(walk)?;
        walk.begin();
        if walk.peek() != Some(b'<') {
            return walk.refuse(usize::from(!walk.is_done()), "\"<\": the beginning of a link");
        }
        let bracket = |octet: &u8| matches!(octet, b'<' | b'>');
        let Some(end) = walk.rest().iter().skip(1).position(bracket).map(|at| at + 1) else {
            return walk.refuse(walk.rest().len(), "a target up to \">\"");
        };
        if walk.rest().get(end) == Some(&b'<') {
            let at = walk.at() + end;
            return walk.refuse_at(at..at + 1, "\">\", the end of the link's target");
        }
        let target = walk.rest().get(1..end).unwrap_or_default();
        let target = String::from_utf8_lossy(target).into_owned();
        walk.take(end + 1, Role::Value, format!("link to {target}"))?;
        let path = target.trim().parse::<Path>().ok();
        walk.item(path, Raw::Text(target));
        walk.depth = 1;
        loop {
            blanks(walk)?;
            match walk.peek() {
                Some(b';') => parameter(walk)?,
                Some(b',') => {
                    walk.take(1, Role::Separator, "comma")?;
                    break;
                }
                None => return Ok(()),
                Some(_) => return walk.refuse(1, "a comma or a semicolon"),
            }
        }
    }
}

fn blanks(walk: &mut Walk<'_>) -> Walked {
    let length = walk.rest().iter().take_while(|octet| octet.is_ascii_whitespace()).count();
    walk.take(length, Role::Separator, "blanks").map(|_| ())
}

/// Takes a semicolon and the parameter behind it.
fn parameter(walk: &mut Walk<'_>) -> Walked {
    let start = walk.at();
    let rest = walk.rest();
    let mut quoted = false;
    let mut escaped = false;
    let mut length = rest.len();
    for (at, octet) in rest.iter().enumerate().skip(1) {
        match octet {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b',' | b';' if !quoted => {
                length = at;
                break;
            }
            _ => {}
        }
    }
    if quoted {
        return walk.refuse(length, "a quoted string that is closed");
    }
    let text = rest.get(1..length).unwrap_or_default();
    let text = String::from_utf8_lossy(text).into_owned();
    if text.trim().is_empty() {
        return walk.refuse_at(start..start + length, "a parameter behind the semicolon");
    }
    let what = match text.split_once('=') {
        Some((name, value)) => format!("{}: {value}", meaning(name)),
        None => meaning(&text),
    };
    walk.take(length, Role::Label, what).map(|_| ())
}

/// What LwM2M means by a parameter. LwM2M Core 1.2.2, 6.2.1, 6.3.1 and 7.3.2.
fn meaning(name: &str) -> String {
    let meaning = match name.trim() {
        "rt" => "resource type",
        "ct" => "content formats",
        "ver" => "version of the Object",
        "dim" => "number of Resource Instances",
        "ssid" => "Short Server ID",
        "uri" => "server URI",
        "lwm2m" => "LwM2M release",
        other => match super::query::attribute(other) {
            Some(meaning) => meaning,
            None => return format!("{other}, a parameter that LwM2M does not use"),
        },
    };
    format!("{name}, {meaning}")
}
