//! What the XML parser lets pass and the standard does not: references to characters that do not
//! exist, processing instructions named `xml`, and names that begin with a colon.
//! XML 1.0, 2.6 and 4.1; Namespaces in XML 1.0, 4.

use alloc::format;

use crate::diagnostic::{Findings, rule};

/// Checks a text that the parser has taken for well-formed.
pub(super) fn check(text: &str, findings: &mut Findings) {
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        let Some(found) = rest.get(at..) else { return };
        let offset = text.len() - found.len();
        let length = if let Some(reference) = found.strip_prefix("&#") {
            character(reference, offset, findings);
            1
        } else if found.starts_with("<!--") {
            end(found, "-->")
        } else if found.starts_with("<![CDATA[") {
            end(found, "]]>")
        } else if let Some(instruction) = found.strip_prefix("<?") {
            target(instruction, offset, findings);
            end(found, "?>")
        } else if let Some(tag) = found.strip_prefix('<') {
            names(tag, offset + 1, findings);
            1
        } else {
            1
        };
        rest = found.get(length..).unwrap_or("");
    }
}

/// The length of a section of `text` that `mark` ends.
fn end(text: &str, mark: &str) -> usize {
    text.find(mark).map_or(text.len(), |at| at + mark.len())
}

/// `reference` begins behind `&#`.
fn character(reference: &str, offset: usize, findings: &mut Findings) {
    let number = reference.split(';').next().unwrap_or("");
    let code = match number.strip_prefix('x') {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => number.parse().ok(),
    };
    if code.and_then(char::from_u32).is_none() {
        let message = format!("expected a character, found a reference to none: &#{number};");
        findings.error(rule::XML, offset, message);
    }
}

/// `tag` begins behind `<`. The parser takes a name without a prefix but with its colon for one without either, so a
/// start and an end would meet that differ.
fn names(tag: &str, offset: usize, findings: &mut Findings) {
    let mut quote = None;
    let mut before = ' ';
    for (at, c) in tag.char_indices() {
        match (quote, c) {
            (None, '>') => return,
            (None, '"' | '\'') => quote = Some(c),
            (None, ':') if before.is_whitespace() || at == 1 && before == '/' => {
                let message = "expected a name, found one that begins with a colon";
                findings.error(rule::XML, offset + at, message);
            }
            (Some(open), _) if open == c => quote = None,
            (None | Some(_), _) => {}
        }
        before = c;
    }
}

/// `instruction` begins behind `<?`. Only a declaration at the very start may be named `xml`.
fn target(instruction: &str, offset: usize, findings: &mut Findings) {
    let name = instruction.split(|c: char| c.is_whitespace() || c == '?').next().unwrap_or("");
    let declaration = offset == 0 && name == "xml";
    if name.eq_ignore_ascii_case("xml") && !declaration {
        let message = format!("expected no processing instruction named {name}, found one");
        findings.error(rule::XML, offset, message);
    }
}
