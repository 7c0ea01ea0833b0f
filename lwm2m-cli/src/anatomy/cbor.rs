//! CBOR items, whatever they are: heads, contents, tags. RFC 8949, 3. Also the format CBOR (60), which is one of them.

use super::{Raw, Role, Walk, Walked, count, quoted};

/// Takes one value apart.
pub(crate) fn walk(walk: &mut Walk<'_>) -> Walked {
    walk.begin();
    let raw = item(walk, Role::Value)?;
    walk.item(Some(walk.target), raw);
    end(walk)
}

/// Nothing may follow.
pub(crate) fn end(walk: &mut Walk<'_>) -> Walked {
    if walk.is_done() { Ok(()) } else { walk.refuse(1, "the end of the payload") }
}

/// The head of an item.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Head {
    pub(crate) major: u8,
    pub(crate) argument: u64,
    /// Whether a break ends it.
    pub(crate) indefinite: bool,
    info: u8,
    /// How many bytes it has.
    length: usize,
}

impl Head {
    /// How many items it announces; `None` where a break ends them.
    pub(crate) const fn announced(&self) -> Option<u64> {
        if self.indefinite { None } else { Some(self.argument) }
    }
}

pub(crate) const TEXT: u8 = 3;
pub(crate) const ARRAY: u8 = 4;
pub(crate) const MAP: u8 = 5;

/// Looks at a head without taking it.
pub(crate) fn head(walk: &mut Walk<'_>) -> Walked<Head> {
    let Some(first) = walk.peek() else { return walk.refuse(0, "a CBOR item") };
    let (major, info) = (first >> 5, first & 31);
    let more = match info {
        0..=23 | 31 => 0,
        24 => 1,
        25 => 2,
        26 => 4,
        27 => 8,
        _ => return walk.refuse(1, "a length that CBOR defines"),
    };
    let Some(octets) = walk.rest().get(1..=more) else {
        let left = walk.rest().len();
        return walk.refuse(left, format!("a head of {} bytes, {left} left", more + 1));
    };
    let argument = match info {
        0..=23 => u64::from(info),
        _ => octets.iter().fold(0, |number, octet| number << 8 | u64::from(*octet)),
    };
    let indefinite = info == 31 && matches!(major, 2..=5 | 7);
    if info == 31 && !indefinite {
        return walk.refuse(1, "a length that CBOR defines");
    }
    Ok(Head { major, argument, indefinite, info, length: 1 + more })
}

/// Takes a head.
pub(crate) fn take_head(walk: &mut Walk<'_>, head: Head, role: Role, what: String) -> Walked {
    walk.take(head.length, role, what).map(|_| ())
}

/// Whether a container ends here: nothing is left, or a break, which is taken.
pub(crate) fn ends(walk: &mut Walk<'_>, left: &mut Option<u64>) -> Walked<bool> {
    match left {
        Some(0) => Ok(true),
        Some(left) => {
            *left -= 1;
            Ok(false)
        }
        None if walk.peek() == Some(0xff) => {
            walk.take(1, Role::Separator, "break")?;
            Ok(true)
        }
        None => Ok(false),
    }
}

/// `map of 2 pairs`, `map up to a break`.
pub(crate) fn container(head: Head, name: &str, noun: &str) -> String {
    match head.announced() {
        Some(number) => format!("{name} of {}", count(number, noun)),
        None => format!("{name} up to a break"),
    }
}

/// How deep arrays and maps may nest that say nothing: the codec's own bound.
const DEPTH: usize = 16;

/// Takes one whole item; `role` is that of its content.
pub(crate) fn item(walk: &mut Walk<'_>, role: Role) -> Walked<Raw> {
    let depth = walk.depth;
    // What each open container still awaits, and whether a break may end it here.
    let mut open: Vec<Option<u64>> = Vec::new();
    let mut tags: Vec<u64> = Vec::new();
    let mut result: Option<Raw> = None;
    loop {
        let head = head(walk)?;
        let raw = match head.major {
            0 => {
                take_head(walk, head, role, head.argument.to_string())?;
                Raw::Integer(i128::from(head.argument))
            }
            1 => {
                let number = -1 - i128::from(head.argument);
                take_head(walk, head, role, number.to_string())?;
                Raw::Integer(number)
            }
            2 | TEXT => string(walk, head, role)?,
            ARRAY | MAP => {
                let (name, noun) =
                    if head.major == MAP { ("map", "pair") } else { ("array", "item") };
                take_head(walk, head, Role::Head, container(head, name, noun))?;
                let left = head.announced().map(|number| match head.major {
                    MAP => number.saturating_mul(2),
                    _ => number,
                });
                if open.len() == DEPTH {
                    return walk.refuse(1, "at most 16 levels");
                }
                open.push(left);
                walk.depth += 1;
                Raw::Other
            }
            6 => {
                take_head(walk, head, Role::Head, format!("tag {}{}", head.argument, tag(head)))?;
                if open.is_empty() {
                    tags.push(head.argument);
                }
                continue;
            }
            _ => simple(walk, head, role)?,
        };
        if result.is_none() {
            let tagged = tags.drain(..).rev();
            result = Some(tagged.fold(raw, |raw, tag| Raw::Tagged(tag, Box::new(raw))));
        }
        while let Some(left) = open.last_mut() {
            if ends(walk, left)? {
                open.pop();
                walk.depth -= 1;
            } else {
                break;
            }
        }
        if open.is_empty() {
            walk.depth = depth;
            return Ok(result.unwrap_or(Raw::Other));
        }
    }
}

/// Takes a byte or text string: its head, and its content or chunks.
pub(crate) fn string(walk: &mut Walk<'_>, head: Head, role: Role) -> Walked<Raw> {
    let name = if head.major == TEXT { "text" } else { "octets" };
    if head.indefinite {
        take_head(walk, head, Role::Head, format!("{name} in chunks up to a break"))?;
        walk.depth += 1;
        let mut all = Vec::new();
        loop {
            let chunk = self::head(walk)?;
            if chunk.major == 7 && chunk.indefinite {
                walk.take(1, Role::Separator, "break")?;
                walk.depth -= 1;
                return content(walk, head.major, &all);
            }
            if chunk.major != head.major || chunk.indefinite {
                return walk.refuse(1, format!("a chunk of {name}"));
            }
            let octets = one_string(walk, chunk, name, role)?;
            content(walk, head.major, octets)?;
            all.extend_from_slice(octets);
        }
    }
    let octets = one_string(walk, head, name, role)?;
    content(walk, head.major, octets)
}

fn one_string<'a>(walk: &mut Walk<'a>, head: Head, name: &str, role: Role) -> Walked<&'a [u8]> {
    let start = walk.at();
    let what = format!("{name} of {}", count(head.argument, "byte"));
    // An empty string has no content of its own to show.
    let head_role = if head.argument == 0 { role } else { Role::Head };
    take_head(walk, head, head_role, what)?;
    match usize::try_from(head.argument) {
        Ok(length) if length <= walk.rest().len() => {
            let octets = walk.rest().get(..length).unwrap_or_default();
            let shown = match std::str::from_utf8(octets) {
                Ok(text) if head.major == TEXT => quoted(text),
                _ => name.to_owned(),
            };
            walk.take(length, role, shown)
        }
        _ => {
            let left = walk.rest().len();
            let expected = format!("a length of at most {left}, found {}", head.argument);
            walk.refuse_at(start..walk.at(), expected)
        }
    }
}

fn content(walk: &mut Walk<'_>, major: u8, octets: &[u8]) -> Walked<Raw> {
    if major != TEXT {
        return Ok(Raw::Octets(octets.to_vec()));
    }
    match std::str::from_utf8(octets) {
        Ok(text) => Ok(Raw::Text(text.to_owned())),
        Err(error) => {
            let start = walk.at().saturating_sub(octets.len()) + error.valid_up_to();
            walk.refuse_at(start..start + 1, "UTF-8 text")
        }
    }
}

fn simple(walk: &mut Walk<'_>, head: Head, role: Role) -> Walked<Raw> {
    let (what, raw) = match head.info {
        20 => ("false".to_owned(), Raw::Boolean(false)),
        21 => ("true".to_owned(), Raw::Boolean(true)),
        22 => ("null".to_owned(), Raw::Null),
        25 => float(half(head.argument), "half"),
        26 => {
            let bits = u32::try_from(head.argument).unwrap_or(0);
            float(f64::from(f32::from_bits(bits)), "single")
        }
        27 => float(f64::from_bits(head.argument), "double"),
        31 => return walk.refuse(1, "an item, found a break"),
        24 if head.argument < 32 => return walk.refuse(2, "a simple value that CBOR defines"),
        _ => (format!("simple value {}", head.argument), Raw::Other),
    };
    take_head(walk, head, role, what)?;
    Ok(raw)
}

fn float(number: f64, precision: &str) -> (String, Raw) {
    (format!("{number:?}, {precision} precision"), Raw::Float(number))
}

/// RFC 8949, appendix D.
fn half(bits: u64) -> f64 {
    let exponent = i32::try_from(bits >> 10 & 31).unwrap_or(0);
    let mantissa = f64::from(u16::try_from(bits & 0x3ff).unwrap_or(0));
    let magnitude = match exponent {
        0 => mantissa * 2f64.powi(-24),
        31 if mantissa == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (mantissa + 1024.0) * 2f64.powi(exponent - 25),
    };
    if bits & 0x8000 == 0 { magnitude } else { -magnitude }
}

fn tag(head: Head) -> &'static str {
    match head.argument {
        0 => ": a date",
        1 => ": seconds since 1970",
        2 | 3 => ": a big number",
        4 => ": a decimal fraction",
        _ => "",
    }
}
