//! Registered names → Rust identifiers: `WiFi/LTE QoS (3)` → `wifi_lte_qos_3`.
//! Knows nothing of objects; which identifier belongs to which id is frozen by `lock`.

mod split;

use alloc::collections::BTreeSet;

use self::split::words;

/// A name's words, lower case and ASCII, from which identifiers of every style are made.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Name {
    words: Vec<String>,
}

impl Name {
    /// Takes a registered name apart.
    pub(crate) fn new(registered: &str) -> Self {
        Self { words: words(registered) }
    }

    /// The name of an Object: a leading "LwM2M" says nothing in this crate and is dropped.
    pub(crate) fn of_object(registered: &str) -> Self {
        let mut name = Self::new(registered);
        if name.words.len() > 1 && name.words.first().is_some_and(|word| word == "lwm2m") {
            name.words.remove(0);
        }
        name
    }

    /// The words of an identifier in snake case, as `names.lock` holds it.
    pub(crate) fn of_identifier(snake: &str) -> Self {
        Self { words: snake.split('_').filter(|w| !w.is_empty()).map(str::to_owned).collect() }
    }

    /// `battery_level`, for fields and modules.
    ///
    /// `prefix` goes before a leading digit (`r` gives `r_5qi`), a keyword gets a final underscore (`type_`), and
    /// `fallback` stands for a name without a letter or digit.
    pub(crate) fn snake(&self, prefix: &str, fallback: &str) -> String {
        let mut name = self.words.join("_");
        if name.is_empty() {
            return fallback.to_owned();
        }
        if name.len() > MAX_LENGTH {
            name.truncate(MAX_LENGTH);
            let end = name.rfind('_').unwrap_or(MAX_LENGTH);
            name.truncate(end);
            let id = fallback.rsplit('_').next().unwrap_or_default();
            name = format!("{name}_{id}");
        }
        if name.starts_with(|c: char| c.is_ascii_digit()) {
            name = format!("{prefix}_{name}");
        }
        if is_keyword(&name) {
            name.push('_');
        }
        name
    }

    /// `BatteryLevel`, for types and variants; a leading digit is the caller's to avoid.
    ///
    /// Words that would run two numbers together stay apart: `Tls1_3`.
    pub(crate) fn pascal(&self) -> String {
        let mut name = String::new();
        for word in &self.words {
            let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            if digit(name.chars().next_back()) && digit(word.chars().next()) {
                name.push('_');
            }
            let mut letters = word.chars();
            name.extend(letters.next().map(|c| c.to_ascii_uppercase()));
            name.push_str(letters.as_str());
        }
        name
    }

    /// `BATTERY_LEVEL`, for constants.
    pub(crate) fn screaming(&self) -> String {
        self.words.join("_").to_ascii_uppercase()
    }
}

/// Gives every id an identifier of its own: the lowest id keeps the bare one, the others get `_<id>`.
///
/// `taken` holds what is already frozen, and grows.
pub(crate) fn unique(name: String, id: u16, taken: &mut BTreeSet<String>) -> String {
    let mut unique = name;
    while !taken.insert(unique.clone()) {
        unique = format!("{}_{id}", unique.trim_end_matches('_'));
    }
    unique
}

/// Whether Rust reserves the word, as a keyword of any edition.
fn is_keyword(word: &str) -> bool {
    KEYWORDS.binary_search(&word).is_ok()
}

/// Longer identifiers are cut at a word.
const MAX_LENGTH: usize = 64;

/// The Rust Reference, "Keywords": strict, reserved and weak in type position; lower case only, sorted.
const KEYWORDS: [&str; 51] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows of a table: two columns, `#` opens a comment.
    fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
        table.lines().filter(|line| !line.starts_with('#')).map(|line| {
            line.split_once('\t').expect("every row of a table of names has two columns")
        })
    }

    #[test]
    fn every_registered_resource_name_gives_its_identifier() {
        let table = include_str!("../tests/names/resources.tsv");
        let wrong: Vec<_> = rows(table)
            .map(|(name, expected)| (name, Name::new(name).snake("r", "resource_0"), expected))
            .filter(|(_, found, expected)| found != expected)
            .collect();
        assert_eq!(wrong, []);
        assert_eq!(rows(table).count(), 2012);
    }

    #[test]
    fn every_registered_object_name_gives_its_identifier() {
        let table = include_str!("../tests/names/objects.tsv");
        let wrong: Vec<_> = rows(table)
            .map(|(name, expected)| (name, Name::of_object(name).snake("o", "object_0"), expected))
            .filter(|(_, found, expected)| found != expected)
            .collect();
        assert_eq!(wrong, []);
        assert_eq!(rows(table).count(), 326);
    }

    #[test]
    fn nasty_names_give_usable_identifiers() {
        let table = include_str!("../tests/names/nasty.tsv");
        for (name, expected) in rows(table) {
            assert_eq!(Name::new(name).snake("r", "resource_7"), expected, "{name:?}");
        }
    }

    #[test]
    fn numbers_stay_apart_in_types() {
        let pascal = |snake| Name::of_identifier(snake).pascal();
        assert_eq!(pascal("battery_level"), "BatteryLevel");
        assert_eq!(pascal("tls_1_3_features"), "Tls1_3Features");
        assert_eq!(pascal("o_3_phase_power_meter"), "O3PhasePowerMeter");
        assert_eq!(pascal("type_"), "Type");
    }

    #[test]
    fn the_lowest_id_keeps_the_bare_name() {
        let mut taken = BTreeSet::new();
        assert_eq!(unique("level".into(), 3, &mut taken), "level");
        assert_eq!(unique("level".into(), 8, &mut taken), "level_8");
        assert_eq!(unique("type_".into(), 1, &mut taken), "type_");
        assert_eq!(unique("type_".into(), 2, &mut taken), "type_2");
    }

    #[test]
    fn keywords_are_sorted() {
        assert!(KEYWORDS.is_sorted());
    }
}
