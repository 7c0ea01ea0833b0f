//! The corpus in `fuzz/corpus/`: one file a target, one input a line, as an escaped string of bytes.

use std::fs;
use std::io;
use std::path::PathBuf;

/// The folder of fuzzing in the repository.
#[must_use]
pub fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../fuzz"))
}

/// The file of a target.
#[must_use]
pub fn file(target: &str) -> PathBuf {
    folder().join("corpus").join(target).with_extension("txt")
}

/// The inputs of a target that fuzzing has found to be worth keeping; none where there is no file.
///
/// # Errors
/// A file that cannot be read, or a line that is no escaped string.
pub fn read(target: &str) -> io::Result<Vec<Vec<u8>>> {
    let text = match fs::read_to_string(file(target)) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let wrong = |line| io::Error::new(io::ErrorKind::InvalidData, format!("{target}: {line}"));
    text.lines().map(|line| unescape(line).ok_or_else(|| wrong(line))).collect()
}

/// Writes the inputs of a target, ascending by length.
///
/// # Errors
/// Those of writing.
pub fn write(target: &str, mut inputs: Vec<Vec<u8>>) -> io::Result<()> {
    inputs.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    inputs.dedup();
    let lines: String = inputs.iter().map(|input| format!("{}\n", escape(input))).collect();
    fs::create_dir_all(folder().join("corpus"))?;
    fs::write(file(target), lines)
}

/// Bytes as they stand in a byte string of Rust.
#[must_use]
pub fn escape(bytes: &[u8]) -> String {
    bytes.escape_ascii().to_string()
}

/// The bytes of [`escape`]; `None` for other text.
#[must_use]
pub fn unescape(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'\\' => match rest.next()? {
                b'n' => b'\n',
                b'r' => b'\r',
                b't' => b'\t',
                b'x' => {
                    let mut digit = || char::from(rest.next()?).to_digit(16);
                    u8::try_from(digit()? << 4 | digit()?).ok()?
                }
                other @ (b'\\' | b'\'' | b'"') => other,
                _ => return None,
            },
            b' '..=b'~' => byte,
            _ => return None,
        });
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back() {
        let all: Vec<u8> = (0..=u8::MAX).collect();
        assert_eq!(unescape(&escape(&all)), Some(all));
        assert_eq!(unescape("\\x4"), None);
        assert_eq!(unescape("ä"), None);
    }
}
