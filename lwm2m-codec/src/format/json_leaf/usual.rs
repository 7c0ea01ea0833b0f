//! The records that most are: within the window, with a short name or none, in whole seconds after the base time. What
//! is rare about any record is left to the other way.

use super::write::Spelling;
use crate::format::senml::{Outline, slash_and_id};
use crate::output::{Few, Output, Run};
use crate::record::Record;
use crate::syntax::decimal::{digits, float};
use crate::syntax::json;
use crate::value::{Text, Value};

/// Writes a record behind another one; `None` where something about it is rare, and nothing has been written.
#[inline(always)]
pub(in crate::format) fn put_usual(
    out: &mut Output<'_>,
    outline: &mut Outline<'_>,
    record: &Record<Value<'_>>,
    spelling: &Spelling,
) -> Option<()> {
    let line = outline.usual(record)?;
    let mut run = out.run()?;
    if line.named {
        let (first, next) = outline.first_id(record.path);
        run.put(Few::first(*b",{\"n\":\"\0", 7))?;
        run.put(first)?;
        for level in next..record.path.depth() {
            run.put(slash_and_id(record.path, level))?;
        }
        run.put(Few::new(u16::from_be_bytes(*b"\",").into(), 2))?;
    } else {
        run.put(Few::new(u16::from_be_bytes(*b",{").into(), 2))?;
    }
    if line.seconds != 0 {
        let (digits, length) = digits(line.seconds.try_into().ok()?);
        run.put(Few::first(*b"\"t\":\0\0\0\0", 4))?;
        run.put(Few::first(digits, length))?;
        run.put(COMMA)?;
    }
    put_value(&mut run, &record.value, spelling)?;
    run.put(Few::new(b'}'.into(), 1))?;
    let length = run.len();
    out.advance(length);
    outline.count += 1;
    Some(())
}

/// Writes the member that holds a value.
#[inline(always)]
fn put_value(run: &mut Run<'_>, value: &Value<'_>, spelling: &Spelling) -> Option<()> {
    match value {
        Value::Integer(number) => {
            let (digits, length) = digits((*number).try_into().ok()?);
            run.put(NUMBER)?;
            run.put(Few::first(digits, length))
        }
        Value::Float(number) if number.is_finite() => {
            run.put(NUMBER)?;
            float(*number, |digits| run.write(digits))
        }
        Value::Boolean(boolean) => {
            run.put(label(spelling.boolean))?;
            run.put(if *boolean {
                Few::first(*b"true\0\0\0\0", 4)
            } else {
                Few::first(*b"false\0\0\0", 5)
            })
        }
        Value::String(text) => put_text(run, text, spelling),
        Value::CoreLink(links) => put_text(run, links.as_text(), spelling),
        _ => None,
    }
}

/// Writes text in one piece and without escapes.
#[inline(always)]
fn put_text(run: &mut Run<'_>, text: &Text<'_>, spelling: &Spelling) -> Option<()> {
    let text = text.as_str()?;
    if !json::is_plain(text) {
        return None;
    }
    run.put(label(spelling.text).then(QUOTE))?;
    run.write(text.as_bytes())?;
    run.put(QUOTE)
}

/// The name of a member with its colon.
#[inline(always)]
const fn label([a, b, c, d, e]: [u8; 5]) -> Few {
    Few::first([a, b, c, d, e, 0, 0, 0], 5)
}

const COMMA: Few = Few::new(b',' as u64, 1);
const QUOTE: Few = Few::new(b'"' as u64, 1);
const NUMBER: Few = Few::first(*b"\"v\":\0\0\0\0", 4);
