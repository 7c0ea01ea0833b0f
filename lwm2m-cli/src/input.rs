//! Bytes that are given as hexadecimal digits, base64, text, a file or stdin; which of them is guessed, and said.

use std::borrow::Cow;
use std::fs;
use std::io::{self, IsTerminal, Read};

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};

use crate::failure::Failure;
use crate::session::Session;

/// The bytes of a payload or message.
#[derive(Debug, clap::Args)]
pub(crate) struct Input {
    /// The bytes: hexadecimal digits (blanks, colons and 0x are ignored), base64, text for a text format, a file
    /// (a path, or @path), or - for stdin. Several arguments are joined with blanks
    #[arg(value_name = "INPUT", allow_negative_numbers = true)]
    pub(crate) input: Vec<String>,
    /// What the input is, where the guess is wrong
    #[arg(long = "as", value_name = "FORM")]
    pub(crate) form: Option<Form>,
}

/// How bytes are spelled.
#[derive(Clone, Copy, Debug, Eq, PartialEq, clap::ValueEnum)]
pub(crate) enum Form {
    /// Hexadecimal digits
    Hex,
    /// Base64, with or without padding, in either alphabet
    Base64,
    /// The characters themselves
    Text,
    /// A file or stdin, its bytes as they are
    Raw,
}

/// Beyond this an argument is no name of a file.
const LONGEST_NAME: usize = 1024;

impl Input {
    /// The bytes; `text` says whether they are meant for people to read.
    pub(crate) fn read(&self, text: Option<bool>, session: &Session) -> Result<Vec<u8>, Failure> {
        let argument = self.input.join(" ");
        let (bytes, what) = self.find(&argument, text)?;
        let length = crate::anatomy::count(bytes.len() as u64, "byte");
        session.note(format_args!("the input is {what}, {length}"));
        Ok(bytes)
    }

    fn find(&self, argument: &str, text: Option<bool>) -> Result<(Vec<u8>, String), Failure> {
        if self.input.is_empty() && io::stdin().is_terminal() {
            return Err(Failure::Usage(
                "there is no INPUT: give bytes, a file, or - for stdin".into(),
            ));
        }
        if argument == "-" || self.input.is_empty() {
            let mut bytes = Vec::new();
            let read = io::stdin().lock().read_to_end(&mut bytes);
            read.map_err(|error| Failure::trouble("stdin", error))?;
            return self.spelled(bytes, text, "stdin");
        }
        if argument.trim().is_empty() && self.form != Some(Form::Text) {
            return Ok((Vec::new(), "empty".into()));
        }
        if let Some(name) = argument.strip_prefix('@') {
            return self.file(name, text);
        }
        if let Some(form) = self.form {
            return match form {
                Form::Raw => self.file(argument, text),
                Form::Text => Ok((argument.as_bytes().to_vec(), "text".into())),
                Form::Hex => forced(hex(argument), "hexadecimal digits"),
                Form::Base64 => forced(base64(argument), "base64"),
            };
        }
        // Digits and words are text where text is expected.
        if text == Some(true) && !argument.starts_with("0x") {
            let looks_like_a_file =
                argument.contains(['/', '.']) && !argument.contains(['[', '{', '<', '=']);
            if looks_like_a_file
                && argument.len() < LONGEST_NAME
                && fs::metadata(argument).is_ok_and(|m| m.is_file())
            {
                return self.file(argument, text);
            }
            return Ok((argument.as_bytes().to_vec(), "text".into()));
        }
        if let Some(bytes) = hex(argument) {
            return Ok((bytes, "hexadecimal digits".into()));
        }
        if argument.len() < LONGEST_NAME && fs::metadata(argument).is_ok_and(|m| m.is_file()) {
            return self.file(argument, text);
        }
        if text.is_none() && is_textual(argument.as_bytes()) {
            return Ok((argument.as_bytes().to_vec(), "text".into()));
        }
        // An odd number of digits is a mistake of the hand sooner than base64.
        let is_digits = spelling(argument).chars().all(|c| c.is_ascii_hexdigit());
        if let Some(bytes) = base64(argument).filter(|_| !is_digits) {
            return Ok((bytes, "base64".into()));
        }
        if text.is_none() && !is_digits {
            return Ok((argument.as_bytes().to_vec(), "text".into()));
        }
        Err(Failure::Usage(refusal(argument)))
    }

    fn file(&self, name: &str, text: Option<bool>) -> Result<(Vec<u8>, String), Failure> {
        let bytes = fs::read(name).map_err(|error| Failure::trouble(name, error))?;
        self.spelled(bytes, text, name)
    }

    /// A file may hold the bytes themselves, or digits for them.
    fn spelled(
        &self,
        bytes: Vec<u8>,
        text: Option<bool>,
        name: &str,
    ) -> Result<(Vec<u8>, String), Failure> {
        let as_text = std::str::from_utf8(&bytes).ok();
        let spelled = match (self.form, as_text) {
            (Some(Form::Raw | Form::Text), _) => None,
            (Some(Form::Hex), Some(digits)) => {
                return forced(hex(digits), &format!("{name}: hexadecimal digits"));
            }
            (Some(Form::Base64), Some(digits)) => {
                return forced(base64(digits), &format!("{name}: base64"));
            }
            (Some(_), None) => return Err(Failure::Usage(format!("{name} holds no text"))),
            (None, Some(digits)) if text != Some(true) && !is_textual(&bytes) => {
                let found = hex(digits).map(|bytes| (bytes, "hexadecimal digits"));
                found.or_else(|| base64(digits).map(|bytes| (bytes, "base64")))
            }
            (None, _) => None,
        };
        match spelled {
            Some((bytes, form)) => Ok((bytes, format!("{name}: {form}"))),
            None if text == Some(true) && self.form.is_none() => {
                // An editor ends the last line; no text format does.
                let trimmed = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
                let trimmed = trimmed.strip_suffix(b"\r").unwrap_or(trimmed);
                Ok((trimmed.to_vec(), format!("{name}: text")))
            }
            None => Ok((bytes, format!("{name}: bytes as they are"))),
        }
    }
}

fn forced(bytes: Option<Vec<u8>>, what: &str) -> Result<(Vec<u8>, String), Failure> {
    match bytes {
        Some(bytes) => Ok((bytes, what.to_owned())),
        None => Err(Failure::Usage(format!("expected {what}, found something else"))),
    }
}

/// Whether it begins as JSON or links do.
fn is_textual(bytes: &[u8]) -> bool {
    let first = bytes.iter().find(|octet| !octet.is_ascii_whitespace());
    matches!(first, Some(b'[' | b'{' | b'<'))
}

/// What no guess explains: the first character that is no digit is the likely mistake.
fn refusal(argument: &str) -> String {
    let digits = spelling(argument);
    let odd = digits.chars().find(|c| !c.is_ascii_hexdigit());
    let shown: Cow<'_, str> = match argument.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", argument.get(..end).unwrap_or(argument)).into(),
        None => argument.into(),
    };
    match odd {
        Some(odd) => format!(
            "{shown:?} is neither a file nor base64, and {odd:?} is no hexadecimal digit; --as says what it is"
        ),
        None => format!("{shown:?} has an odd number of hexadecimal digits"),
    }
}

/// What is left of digits without what people put between them.
fn spelling(text: &str) -> String {
    let text = text.replace("0x", "").replace("0X", "").replace("\\x", "");
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, ':' | ',' | '-')).collect()
}

/// The octets of hexadecimal digits; `None` where they are none.
pub(crate) fn hex(text: &str) -> Option<Vec<u8>> {
    let digits = spelling(text);
    if !digits.len().is_multiple_of(2) || digits.is_empty() {
        return None;
    }
    let digit =
        |octet: u8| char::from(octet).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pairs = digits.as_bytes().chunks_exact(2);
    pairs.map(|pair| Some(digit(*pair.first()?)? << 4 | digit(*pair.get(1)?)?)).collect()
}

/// The octets of base64, in either alphabet, padded or not.
fn base64(text: &str) -> Option<Vec<u8>> {
    // A word is sooner a word.
    if text.chars().all(|c| c.is_ascii_lowercase() || c.is_whitespace()) {
        return None;
    }
    let mut digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.len() < 4 {
        return None;
    }
    while !digits.len().is_multiple_of(4) {
        digits.push('=');
    }
    STANDARD.decode(&digits).or_else(|_| URL_SAFE.decode(&digits)).ok()
}
