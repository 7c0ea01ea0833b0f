//! The records that most are: within the window, with a short name or none, in whole seconds after the base time. It
//! calls nothing but a copy, so that it needs to keep nothing for calls; what is rare about any record is left to the
//! Writer's other way.

use super::Writer;
use crate::format::cbor_leaf::{Leaf, outgrows, short_head};
use crate::format::senml::{Outline, slash_and_id};
use crate::output::{Few, Run};
use crate::record::Record;
use crate::syntax::cbor::{TEXT, UNSIGNED};
use crate::value::Value;

impl Writer<'_, '_, '_> {
    /// Writes a record; `None` where something about it is rare, and nothing has been written.
    #[inline(always)]
    pub(super) fn put_usual(&mut self, record: &Record<Value<'_>>) -> Option<()> {
        let mut run = self.out.run()?;
        put_record(&mut run, &self.outline, record)?;
        let length = run.len();
        self.out.advance(length);
        self.outline.count += 1;
        Some(())
    }

    /// The same for a record that does not lie within the window as a whole: it is put together beside it.
    #[inline(never)]
    pub(super) fn put_apart(&mut self, record: &Record<Value<'_>>) -> Option<()> {
        let mut place = [0; APART];
        if self.out.has_room(place.len()) {
            return None;
        }
        let mut run = Run::new(&mut place);
        put_record(&mut run, &self.outline, record)?;
        let length = run.len();
        self.out.write(place.get(..length)?);
        self.outline.count += 1;
        Some(())
    }
}

/// Room for a record without long strings.
const APART: usize = 64;

/// Writes a record that is to be counted.
#[inline(always)]
fn put_record(run: &mut Run<'_>, outline: &Outline<'_>, record: &Record<Value<'_>>) -> Option<()> {
    let line = outline.usual(record)?;
    if outgrows(outline.count as u64 + 1) {
        return None;
    }
    let timed = line.seconds != 0;
    if !line.named {
        // That of the record before: without a time it would say the same again.
        return if timed { put_time(run, members(2), line.seconds, &record.value) } else { None };
    }
    let before = members(2 + u8::from(timed));
    let (first, next) = outline.first_id(record.path);
    if record.path.depth() == next {
        run.put(before.then(name_head(first.len())).then(first))?;
    } else if record.path.depth() == next + 1 {
        let second = slash_and_id(record.path, next);
        let head = name_head(first.len() + second.len());
        run.put(before.then(head).then(first))?;
        run.put(second)?;
    } else {
        return None;
    }
    if timed {
        put_time(run, Few::NONE, line.seconds, &record.value)
    } else {
        put_value(run, Few::NONE, &record.value)
    }
}

/// Writes what stands before a time, at most one byte, a time and a value.
#[inline(always)]
fn put_time(run: &mut Run<'_>, before: Few, seconds: u64, value: &Value<'_>) -> Option<()> {
    let seconds = short_head(UNSIGNED, seconds)?;
    put_value(run, before.then(Few::new(6, 1)).then(seconds), value)
}

/// Writes what stands before a value, at most seven bytes, and the value.
#[inline(always)]
fn put_value(run: &mut Run<'_>, before: Few, value: &Value<'_>) -> Option<()> {
    let (label, leaf) = Leaf::of(value);
    let label = Few::new(label.into(), 1);
    match leaf {
        Leaf::Short(item) if before.len() == 0 => run.put(label.then(item)),
        Leaf::Short(item) => {
            run.put(before.then(label))?;
            run.put(item)
        }
        Leaf::Long(first, rest) => {
            if before.len() <= 6 {
                run.put(before.then(label.then(first)))?;
            } else {
                run.put(before)?;
                run.put(label.then(first))?;
            }
            run.put(rest)
        }
        Leaf::Whole(major, octets) => {
            run.put(before.then(label))?;
            run.put(short_head(major, octets.len() as u64)?)?;
            run.write(octets)
        }
        Leaf::Rare(_) => None,
    }
}

/// The head of a record of so many members.
#[inline(always)]
const fn members(count: u8) -> Few {
    Few::new(0xa0 | count as u64, 1)
}

/// The label of a name and the head of one of at most 23 characters.
#[inline(always)]
const fn name_head(length: usize) -> Few {
    Few::new((TEXT as u64) << 5 | length as u64, 2)
}
