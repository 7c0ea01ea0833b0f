//! Runs vectors of the arguments of an Execute.

use lwm2m_codec::operation::{Argument, Arguments, encode_arguments};
use serde_json::{Map, Value as Json};

use crate::line::{Direction, Expect, Line};
use crate::run::{Result, failed};

/// A digit, and a value where there is one.
type Expected = (u8, Option<String>);

/// Reads the arguments that a vector expects: `[[0, "1"], [2, null]]`.
pub(crate) fn read_expected(
    expect: &Map<String, Json>,
) -> core::result::Result<Vec<Expected>, String> {
    let wrong = || "expected arguments".to_string();
    let arguments = expect.get("arguments").and_then(Json::as_array).ok_or_else(wrong)?;
    let read = |argument: &Json| {
        let [digit, value] = argument.as_array()?.as_slice() else { return None };
        let digit = u8::try_from(digit.as_u64()?).ok()?;
        match value {
            Json::Null => Some((digit, None)),
            value => Some((digit, Some(value.as_str()?.to_string()))),
        }
    };
    arguments.iter().map(|argument| read(argument).ok_or_else(wrong)).collect()
}

/// Reads arguments and, where its direction says so, writes them, which gives the same bytes.
pub(crate) fn run(line: &Line) -> Result {
    let expected = match (&line.expect, Arguments::new(&line.input)) {
        (Expect::Error(_), Err(_)) => return Ok(()),
        (Expect::Error(reason), Ok(found)) => {
            return failed(format_args!("an error ({reason})"), show(found));
        }
        (Expect::Arguments(expected), Ok(found)) => {
            let same = found.iter().map(|a| (a.digit, a.value.map(String::from)));
            if !same.eq(expected.iter().cloned()) {
                return failed(format_args!("{expected:?}"), show(found));
            }
            expected
        }
        (_, Err(error)) => return failed("arguments", format_args!("an error: {error}")),
        (other, _) => return failed("arguments or an error", format_args!("{other:?}")),
    };
    if line.direction == Direction::Decode {
        return Ok(());
    }
    let arguments: Vec<_> = expected
        .iter()
        .map(|(digit, value)| Argument { digit: *digit, value: value.as_deref() })
        .collect();
    let mut buffer = vec![0; line.input.len()];
    match encode_arguments(&arguments, &mut buffer) {
        Ok(written) if written.as_bytes() == line.input => Ok(()),
        Ok(written) => failed(String::from_utf8_lossy(&line.input), show(written)),
        Err(error) => failed("to be written", format_args!("an error: {error}")),
    }
}

fn show(arguments: Arguments<'_>) -> String {
    String::from_utf8_lossy(arguments.as_bytes()).into_owned()
}
