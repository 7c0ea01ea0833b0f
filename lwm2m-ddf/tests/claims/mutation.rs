//! Changes documents the way people and programs get them wrong. Deterministic: one seed, one list.

/// A small generator of numbers (xorshift64*): good enough to choose, the same everywhere.
#[derive(Debug)]
pub(crate) struct Choice(u64);

impl Choice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `limit`; 0 where there is none.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(number).unwrap_or(0).checked_rem(limit).unwrap_or(0)
    }

    pub(crate) fn of<'a, T: ?Sized>(&mut self, choices: &[&'a T]) -> Option<&'a T> {
        choices.get(self.below(choices.len())).copied()
    }
}

/// `text` with one to three changes.
pub(crate) fn mutate(text: &str, choice: &mut Choice) -> String {
    let changes = choice.below(3) + 1;
    (0..changes).fold(text.to_string(), |text, _| change(&text, choice))
}

fn change(text: &str, choice: &mut Choice) -> String {
    match choice.below(6) {
        0 => lines(text, choice),
        1 => replace(text, choice, TAGS, TAGS),
        2 => replace(text, choice, VALUES, VALUES),
        3 => replace(text, choice, &["ID=\"0\"", "ID=\"1\"", "ID=\"2\""], ATTRIBUTES),
        4 => insert(text, choice, PIECES),
        _ => insert(text, choice, LETTERS),
    }
}

/// Drops a line, swaps it with the next, or doubles it: an element, mostly.
fn lines(text: &str, choice: &mut Choice) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let at = choice.below(lines.len());
    let kind = choice.below(3);
    let Some(line) = lines.get(at).copied() else { return text.to_string() };
    if kind == 0 {
        lines.remove(at);
    } else if kind == 1 && at + 1 < lines.len() {
        lines.swap(at, at + 1);
    } else {
        lines.insert(at, line);
    }
    lines.concat()
}

/// Replaces one occurrence of one of `from` by one of `to`.
fn replace(text: &str, choice: &mut Choice, from: &[&str], to: &[&str]) -> String {
    let (from, to) = (choice.of(from).unwrap_or(""), choice.of(to).unwrap_or(""));
    let places: Vec<_> = text.match_indices(from).map(|(at, _)| at).collect();
    let Some(at) = places.get(choice.below(places.len())).copied() else { return text.to_string() };
    let (before, rest) = text.split_at(at);
    format!("{before}{to}{}", rest.strip_prefix(from).unwrap_or(rest))
}

/// Puts one of `pieces` behind a bracket or in the middle of a text.
fn insert(text: &str, choice: &mut Choice, pieces: &[&str]) -> String {
    let places: Vec<_> = text.match_indices(['>', '<', ' ', 'e']).map(|(at, _)| at + 1).collect();
    let at = places.get(choice.below(places.len())).copied().unwrap_or(0);
    let (before, rest) = text.split_at_checked(at).unwrap_or((text, ""));
    format!("{before}{}{rest}", choice.of(pieces).unwrap_or(""))
}

const TAGS: &[&str] = &[
    "<Name>",
    "</Name>",
    "<Operations>",
    "</Operations>",
    "<Type>",
    "</Type>",
    "<Units>",
    "</Units>",
    "<Mandatory>",
    "</Mandatory>",
    "<Item ID=\"1\">",
    "</Item>",
    "<Resources>",
    "</Resources>",
    "<Object ObjectType=\"MODefinition\">",
    "</Object>",
    "<Description>",
    "</Description>",
    "<LWM2MVersion>1.0</LWM2MVersion>",
    "<ObjectVersion>1.0</ObjectVersion>",
    "<Description2></Description2>",
    "<MultipleInstances>",
    "</MultipleInstances>",
    "<ObjectID>",
    "</ObjectID>",
    "<X/>",
    "<Units/>",
];

const VALUES: &[&str] = &[
    ">R<",
    ">W<",
    ">RW<",
    ">E<",
    "><",
    ">Single<",
    ">Multiple<",
    ">Mandatory<",
    ">Optional<",
    ">Float<",
    ">Integer<",
    ">Unsigned Integer<",
    ">String<",
    ">33000<",
    ">0<",
    ">65536<",
    ">-1<",
    ">007<",
    "> R<",
    ">\tSingle\n<",
    ">Corelnk<",
    ">float<",
    ">0..100<",
    ">m<",
    ">\u{663}<",
    "><![CDATA[R]]><",
    "><!-- -->R<",
    ">&#82;<",
    ">R&#x57;<",
];

const ATTRIBUTES: &[&str] = &[
    "ID=\"3\"",
    "ID=''",
    "ID=\"65534\"",
    "ID=\"65536\"",
    "ID=\"a\"",
    "id=\"0\"",
    "",
    "ID=\"0\" x=\"1\"",
    "ID=\"0\" ID=\"0\"",
    "ID='&#50;'",
    "ID=\"0x1\"",
    "ID=0",
    "xsi:schemaLocation=\"a b\" ID=\"5\"",
    "ID = \"7\"",
];

const PIECES: &[&str] = &[
    "<!-- comment -->",
    "<!-- -- -->",
    "<?target text?>",
    "<?xml version=\"1.0\"?>",
    "<![CDATA[text]]>",
    "<![CDATA[ ]]>",
    "]]>",
    "&amp;",
    "&lt;",
    "&nbsp;",
    "&#65;",
    "&#0;",
    "&#xFFFE;",
    "<b>",
    "</b>",
    "<b/>",
    "text",
    "\n",
    "\r\n",
    "\u{a0}",
    "\u{fffd}",
];

const LETTERS: &[&str] = &[
    "<", ">", "&", "\"", "'", "/", "=", ";", " ", "\u{1}", "\u{7f}", "\u{85}", "\u{e9}",
    "\u{ffff}", "0", "-", "#",
];
