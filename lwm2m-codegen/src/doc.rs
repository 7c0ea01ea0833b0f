//! Documentation made of facts, and text of others made harmless for rustdoc.

use lwm2m_codec::{DataType, Operations};
use lwm2m_ddf::{ObjectDefinition, RangeValues, ResourceDefinition};
use proc_macro2::TokenStream;
use quote::quote;

use crate::enumeration::{Enumeration, Kind};

/// `Device (object 3, version 1.2): single instance, mandatory.`
pub(crate) fn object(definition: &ObjectDefinition) -> String {
    format!(
        "{} (object {}, version {}): {}, {}.",
        escape(&definition.name),
        definition.id,
        definition.version,
        if definition.multiple { "multiple instances" } else { "single instance" },
        if definition.mandatory { "mandatory" } else { "optional" },
    )
}

/// `Battery Level (9, R, optional, Integer), 0..100, in /100.`
pub(crate) fn resource(definition: &ResourceDefinition) -> String {
    let mut line = format!(
        "{} ({}, {}, {}",
        escape(&definition.name),
        definition.id,
        if definition.operations == Operations::NONE {
            "bootstrap only"
        } else {
            definition.operations.name()
        },
        if definition.mandatory { "mandatory" } else { "optional" },
    );
    if definition.data_type != DataType::None {
        line.push_str(", ");
        line.push_str(definition.data_type.name());
    }
    line.push_str(if definition.multiple { ", multiple)" } else { ")" });
    if !matches!(definition.range.values, RangeValues::Any | RangeValues::Text) {
        line.push_str(", ");
        line.push_str(&escape(&definition.range.text));
    }
    if !definition.unit.is_none() {
        line.push_str(", in ");
        line.push_str(&escape(&definition.unit.symbol));
    }
    line.push('.');
    line
}

/// `Values of Available Power Sources (6).`, for the type of one or more Resources.
pub(crate) fn enumeration(enumeration: &Enumeration, resources: &[&ResourceDefinition]) -> String {
    let mut line = match enumeration.kind {
        Kind::Enum => "Values of ".to_owned(),
        Kind::Flags => "Bits of ".to_owned(),
    };
    for (at, resource) in resources.iter().enumerate() {
        let separator = match at {
            0 => "",
            at if at + 1 == resources.len() => " and ",
            _ => ", ",
        };
        line.push_str(separator);
        line.push_str(&format!("{} ({})", escape(&resource.name), resource.id));
    }
    line.push('.');
    line
}

/// A description of others, with what rustdoc would read as code, links, tags or tests made plain.
///
/// One paragraph: line ends and runs of blanks were collapsed when the definition was read.
pub(crate) fn description(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let word = if word.contains("://") || word.starts_with("www.") {
            // In back-ticks it is neither a link nor a bare URL that rustdoc warns of.
            format!("`{}`", word.replace('`', "'"))
        } else {
            escape(word)
        };
        match lines.last_mut() {
            Some(line) if line.len() + word.len() < WIDTH => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(at_line_start(word)),
        }
    }
    lines
}

/// A word that would open a list, a heading or a quotation at the start of a line, made plain.
fn at_line_start(word: String) -> String {
    let number = word.trim_end_matches(['.', ')']);
    if number.len() < word.len() && number.bytes().all(|c| c.is_ascii_digit()) {
        let (number, mark) = word.split_at(number.len());
        return format!("{number}\\{mark}");
    }
    if word.starts_with(['-', '+', '=', '#']) { format!("\\{word}") } else { word }
}

/// `A Device` or `An Actuator`: a name after its article.
pub(crate) fn article(name: &str) -> String {
    let article = if name.starts_with(['A', 'E', 'I', 'O', 'U']) { "An" } else { "A" };
    format!("{article} {name}")
}

/// The documentation attributes of lines.
pub(crate) fn attributes<'l>(lines: impl IntoIterator<Item = &'l str>) -> TokenStream {
    lines
        .into_iter()
        .map(|line| {
            let line = if line.is_empty() { String::new() } else { format!(" {line}") };
            quote!(#[doc = #line])
        })
        .collect()
}

/// Text with what Markdown would read as markup made plain.
pub(crate) fn escape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let inside_word =
            before.is_alphanumeric() && chars.peek().is_some_and(|c| c.is_alphanumeric());
        match c {
            '[' | ']' | '<' | '>' | '*' | '`' | '\\' | '~' => plain.extend(['\\', c]),
            '_' if !inside_word => plain.extend(['\\', c]),
            c if c.is_control() || TURNS.contains(&c) => plain.push(' '),
            c => plain.push(c),
        }
        before = c;
    }
    plain
}

/// Characters that turn the direction of writing: rustc refuses them in comments.
const TURNS: [char; 9] = [
    '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}',
    '\u{2069}',
];

/// Where lines of a description are broken.
const WIDTH: usize = 96;

#[cfg(test)]
mod tests {
    use super::*;

    /// What rustdoc would run, follow or show as markup stays text.
    #[test]
    fn a_description_is_text_and_nothing_else() {
        for (text, expected) in [
            ("``` fn main() {} ```", "\\`\\`\\` fn main() {} \\`\\`\\`"),
            ("~~~rust panic!() ~~~", "\\~\\~\\~rust panic!() \\~\\~\\~"),
            ("    let code = 1;", "let code = 1;"),
            ("[a](b) <script>", "\\[a\\](b) \\<script\\>"),
            ("see ```http://a.example/`b` now", "see `'''http://a.example/'b'` now"),
            ("# A heading", "\\# A heading"),
            ("1. A list", "1\\. A list"),
            ("right\u{202e}left\u{0}", "right left "),
            ("snake_case _emphasis_", "snake_case \\_emphasis\\_"),
        ] {
            assert_eq!(description(text), [expected], "{text:?}");
        }
        // A line of a long description begins as the first one does.
        let long = "word ".repeat(30) + &"# - + = 7) ``` ".repeat(30);
        for line in description(&long) {
            let first = line.split(' ').next().unwrap_or_default();
            assert!(first == "word" || first == "7\\)" || first.starts_with('\\'), "{line}");
        }
    }
}
