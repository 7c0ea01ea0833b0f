//! JSON tokens: strings, numbers, words, brackets. RFC 8259.

use super::{Raw, Role, Walk, Walked, quoted};

/// Passes a byte order mark, which strict reading refuses.
pub(crate) fn mark(walk: &mut Walk<'_>) -> Walked {
    if walk.rest().starts_with(b"\xef\xbb\xbf") {
        walk.take(3, Role::Separator, "byte order mark")?;
    }
    Ok(())
}

/// Passes blanks.
pub(crate) fn blanks(walk: &mut Walk<'_>) -> Walked {
    let blank = |octet: &&u8| matches!(**octet, b' ' | b'\t' | b'\n' | b'\r');
    let length = walk.rest().iter().take_while(blank).count();
    walk.take(length, Role::Separator, "blanks").map(|_| ())
}

/// Takes one character that must stand here, behind blanks.
pub(crate) fn expect(walk: &mut Walk<'_>, character: u8, role: Role, what: &'static str) -> Walked {
    blanks(walk)?;
    if walk.peek() == Some(character) {
        return walk.take(1, role, what).map(|_| ());
    }
    let length = usize::from(!walk.is_done());
    walk.refuse(length, format!("{:?}: {what}", char::from(character)))
}

/// Takes a character if it stands here, behind blanks.
pub(crate) fn accept(
    walk: &mut Walk<'_>,
    character: u8,
    role: Role,
    what: &'static str,
) -> Walked<bool> {
    blanks(walk)?;
    if walk.peek() != Some(character) {
        return Ok(false);
    }
    walk.take(1, role, what).map(|_| true)
}

/// Goes through the members of an object or the items of an array whose opening bracket is taken: true before each,
/// false behind the closing bracket.
pub(crate) fn next(
    walk: &mut Walk<'_>,
    first: &mut bool,
    close: u8,
    what: &'static str,
) -> Walked<bool> {
    if accept(walk, close, Role::Separator, what)? {
        // A comma without anything behind it is no JSON.
        return Ok(false);
    }
    if !std::mem::take(first) {
        blanks(walk)?;
        if walk.peek() != Some(b',') {
            let length = usize::from(!walk.is_done());
            return walk.refuse(length, format!("a comma or {:?}", char::from(close)));
        }
        walk.take(1, Role::Separator, "comma")?;
        blanks(walk)?;
        if walk.peek() == Some(close) {
            return walk.refuse(1, "something behind the comma");
        }
    }
    Ok(true)
}

/// Takes the name of a member and its colon.
pub(crate) fn member(
    walk: &mut Walk<'_>,
    meaning: fn(&str) -> Option<&'static str>,
) -> Walked<String> {
    blanks(walk)?;
    let name = string(walk, Role::Label)?;
    match meaning(&name) {
        Some(meaning) => walk.rename(meaning),
        None => walk.rename(format!("{}: a member that is ignored", quoted(&name))),
    }
    expect(walk, b':', Role::Separator, "colon")?;
    Ok(name)
}

/// Takes a string.
pub(crate) fn string(walk: &mut Walk<'_>, role: Role) -> Walked<String> {
    if walk.peek() != Some(b'"') {
        let length = usize::from(!walk.is_done());
        return walk.refuse(length, "a string");
    }
    let rest = walk.rest();
    let mut escaped = false;
    let end = rest.iter().enumerate().skip(1).find_map(|(at, octet)| match octet {
        _ if escaped => {
            escaped = false;
            None
        }
        b'\\' => {
            escaped = true;
            None
        }
        b'"' => Some(at + 1),
        _ => None,
    });
    let Some(token) = end.and_then(|end| rest.get(..end)) else {
        return walk.refuse(rest.len(), "a string that is closed");
    };
    match serde_json::from_slice::<String>(token) {
        Ok(text) => {
            walk.take(token.len(), role, quoted(&text))?;
            Ok(text)
        }
        Err(_) => walk.refuse(token.len(), "a string of legal characters and escapes"),
    }
}

/// How deep what is ignored may nest.
const DEPTH: usize = 16;

/// Takes any value.
pub(crate) fn value(walk: &mut Walk<'_>, role: Role) -> Walked<Raw> {
    blanks(walk)?;
    match walk.peek() {
        Some(b'"') => string(walk, role).map(Raw::Text),
        Some(b'[' | b'{') => {
            nested(walk)?;
            Ok(Raw::Other)
        }
        _ => scalar(walk, role),
    }
}

fn scalar(walk: &mut Walk<'_>, role: Role) -> Walked<Raw> {
    let inside =
        |octet: &&u8| !matches!(**octet, b',' | b']' | b'}' | b' ' | b'\t' | b'\n' | b'\r');
    let length = walk.rest().iter().take_while(inside).count();
    let token = walk.rest().get(..length).unwrap_or_default();
    let raw = match token {
        b"true" => Raw::Boolean(true),
        b"false" => Raw::Boolean(false),
        b"null" => Raw::Null,
        _ => {
            let text = std::str::from_utf8(token).unwrap_or_default();
            if !is_number(text) {
                return walk.refuse(length, "a value");
            }
            match (text.parse(), text.parse::<f64>()) {
                (Ok(integer), _) => Raw::Integer(integer),
                (_, Ok(float)) if float.is_finite() => Raw::Float(float),
                // Beyond what a double holds.
                _ => Raw::Other,
            }
        }
    };
    let shown = String::from_utf8_lossy(token).into_owned();
    walk.take(length, role, shown)?;
    Ok(raw)
}

/// RFC 8259, 6.
fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit());
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let mantissa = mantissa.strip_prefix('-').unwrap_or(mantissa);
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|text| digits(text.strip_prefix(['+', '-']).unwrap_or(text)))
}

/// Takes an array or object that says nothing.
fn nested(walk: &mut Walk<'_>) -> Walked {
    let depth = walk.depth;
    let mut open: Vec<(u8, bool)> = Vec::new();
    loop {
        blanks(walk)?;
        match walk.peek() {
            Some(bracket @ (b'[' | b'{')) => {
                if open.len() == DEPTH {
                    return walk.refuse(1, "at most 16 levels");
                }
                walk.take(1, Role::Separator, "bracket")?;
                open.push((if bracket == b'[' { b']' } else { b'}' }, true));
                walk.depth += 1;
            }
            Some(b'"') => drop(string(walk, Role::Field)?),
            _ => drop(scalar(walk, Role::Field)?),
        }
        loop {
            let Some((close, first)) = open.last_mut() else {
                walk.depth = depth;
                return Ok(());
            };
            let close = *close;
            if next(walk, first, close, "bracket")? {
                if close == b'}' {
                    member(walk, |_| None)?;
                }
                break;
            }
            open.pop();
            walk.depth = depth + open.len();
        }
    }
}
