//! Splits a registered name into lower-case ASCII words: brands, symbols, camel case, digits.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The words of a registered name, in lower case, each of ASCII letters and digits only.
pub(super) fn words(registered: &str) -> Vec<String> {
    let plain: String = registered.nfkd().filter(|&c| !is_combining_mark(c)).collect();
    let chars: Vec<char> = spell_brands(&plain).chars().collect();
    let mut words = Words::default();
    let mut inside_bars = false;
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let before = at.checked_sub(1).and_then(|at| chars.get(at)).copied();
        let after = chars.get(at + 1).copied();
        match c {
            '&' => words.push("and"),
            '%' => words.push("percent"),
            '+' => words.push("plus"),
            '|' if inside_bars => {
                words.end();
                inside_bars = false;
            }
            '|' if chars.iter().skip(at + 1).any(|&c| c == '|') => {
                words.push("abs");
                inside_bars = true;
            }
            '-' if is_minus(before, after) => words.push("minus"),
            '\'' | '\u{2019}' => {}
            c if c.is_ascii_alphanumeric() => {
                if before.is_some_and(|before| starts_word(before, c, chars.get(at + 1..))) {
                    words.end();
                }
                words.letter(c);
            }
            _ => words.end(),
        }
        at += 1;
    }
    words.end();
    words.done
}

/// Whether a hyphen is a sign: `(-A)`, `|-A|`, `power- (`; not in `Wi-Fi` or ` - `.
fn is_minus(before: Option<char>, after: Option<char>) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    if letter(before) {
        return after.is_some_and(|c| !c.is_ascii_alphanumeric());
    }
    letter(after) || after == Some('|')
}

/// Whether `c` opens a word right after `before`: `aB`, the second capital of `ABc`, `0Bc`.
fn starts_word(before: char, c: char, rest: Option<&[char]>) -> bool {
    if !c.is_ascii_uppercase() {
        return false;
    }
    let mut rest = rest.unwrap_or_default().iter();
    let followed_by_lower = rest.next().is_some_and(char::is_ascii_lowercase);
    // `PLMNs`: a plural of capitals, not the capital that opens `Ns`.
    let plural = followed_by_lower && !rest.next().is_some_and(char::is_ascii_alphanumeric);
    before.is_ascii_lowercase()
        || (before.is_ascii_digit() && followed_by_lower)
        || (before.is_ascii_uppercase() && followed_by_lower && !plural)
}

/// Writes each brand of the table as one lower-case word, where it stands as a word of its own or opens one.
fn spell_brands(text: &str) -> String {
    let mut spelled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let before = spelled.chars().next_back();
        let brand = BRANDS.iter().find_map(|&(brand, word)| {
            let after = rest.strip_prefix(brand)?;
            let closed = !after.starts_with(|c: char| c.is_ascii_lowercase());
            let opened = match (before, brand.chars().next()) {
                (Some(before), Some(first)) if before.is_ascii_alphanumeric() => {
                    before.is_ascii_lowercase() && first.is_ascii_uppercase()
                }
                _ => true,
            };
            (closed && opened).then_some((word, after))
        });
        if let Some((word, after)) = brand {
            if before.is_some_and(|c| c.is_ascii_alphanumeric()) {
                spelled.push(' ');
            }
            spelled.push_str(word);
            // A capital after the brand opens a word by itself: `IoTDevice` becomes `iotDevice`.
            rest = after;
        } else {
            match LETTERS.iter().find(|(letter, _)| *letter == c) {
                Some((_, plain)) => spelled.push_str(plain),
                None => spelled.push(c),
            }
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
        }
    }
    spelled
}

/// The words found so far, and the one being read.
#[derive(Default)]
struct Words {
    done: Vec<String>,
    open: String,
}

impl Words {
    fn letter(&mut self, c: char) {
        self.open.push(c.to_ascii_lowercase());
    }

    fn push(&mut self, word: &str) {
        self.end();
        self.done.push(word.to_owned());
    }

    fn end(&mut self) {
        if !self.open.is_empty() {
            self.done.push(core::mem::take(&mut self.open));
        }
    }
}

/// Names whose inner capitals, digits and signs don't open a word; the longest first where one begins another.
const BRANDS: [(&str, &str); 40] = [
    ("1xEV-DO", "1x ev do"),
    ("5GNR", "5gnr"),
    ("5QI", "5qi"),
    ("AT&T", "att"),
    ("CDMA-2000", "cdma2000"),
    ("CDMA2000", "cdma2000"),
    ("CIoT", "ciot"),
    ("CoAPS", "coaps"),
    ("CoAP", "coap"),
    ("GHz", "ghz"),
    ("IPv4v6", "ipv4v6"),
    ("IPv4", "ipv4"),
    ("IPv6", "ipv6"),
    ("IoT", "iot"),
    ("LWM2M", "lwm2m"),
    ("LiDAR", "lidar"),
    ("LwM2M", "lwm2m"),
    ("M-TMSI", "mtmsi"),
    ("MHz", "mhz"),
    ("MIoT", "miot"),
    ("NB-IoT", "nbiot"),
    ("QoS", "qos"),
    ("TD-SCDMA", "tdscdma"),
    ("VoLTErtp", "volte rtp"),
    ("VoLTE", "volte"),
    ("Wi-Fi", "wifi"),
    ("WiFi", "wifi"),
    ("WiMAX", "wimax"),
    ("eDRX", "edrx"),
    ("eIM", "eim"),
    ("eLTE", "elte"),
    ("eMBB", "embb"),
    ("eNB", "enb"),
    ("eSIM", "esim"),
    ("eUICC", "euicc"),
    ("iUICC", "iuicc"),
    ("nuSIM", "nusim"),
    ("oA", "oa"),
    ("pH", "ph"),
    ("uCIFI", "ucifi"),
];

/// Letters that compatibility decomposition leaves as they are.
const LETTERS: [(char, &str); 9] = [
    ('Æ', "Ae"),
    ('æ', "ae"),
    ('Ø', "O"),
    ('ø', "o"),
    ('Œ', "Oe"),
    ('œ', "oe"),
    ('ß', "ss"),
    ('ł', "l"),
    ('\u{3bc}', "u"),
];
