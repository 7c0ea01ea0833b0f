//! The picture as lines of text: offsets and bytes on the left, what they are on the right, faults under their bytes.

use std::fmt::Write;
use std::io;

use lwm2m_codec::Deviation;

use crate::anatomy::Role;
use crate::definitions::{Definitions, range};
use crate::picture::{Fault, Picture, Shown};
use crate::session::{ERROR, FAINT, NOTE, STRONG, VALUE, WARNING};
use crate::shown;
use crate::told::{Content, Record};

/// How a picture is shown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look<'l> {
    pub(crate) bytes: &'l [u8],
    /// Whether the left column has characters in place of digits.
    pub(crate) is_text: bool,
    /// Whether nothing is left out.
    pub(crate) all: bool,
    pub(crate) definitions: &'l Definitions,
}

/// How many bytes stand on a line.
const BYTES: usize = 8;
/// The width of eight bytes.
const WIDTH: usize = BYTES * 3 - 1;
/// How many characters stand on a line.
const CHARACTERS: usize = WIDTH;
/// How many lines of one piece are shown.
const LINES: usize = 4;

/// Writes the lines of a picture.
pub(crate) fn picture(
    picture: &Picture,
    look: Look<'_>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    for shown in &picture.pieces {
        let fault = picture.fault.as_ref().filter(|fault| lies_in(fault, shown, look.bytes.len()));
        let hidden = look.is_text && shown.piece.role == Role::Separator && !look.all;
        if hidden && fault.is_none() && shown.deviations.is_empty() {
            continue;
        }
        let deviations: Vec<_> =
            shown.deviations.iter().filter_map(|at| picture.deviations.get(*at)).collect();
        let record = shown.record.and_then(|at| picture.records.get(at));
        piece(shown, record, &deviations, fault, look, out)?;
    }
    if look.bytes.is_empty() {
        writeln!(out, "   {FAINT}no bytes{FAINT:#}")?;
    }
    for (name, text) in &picture.meaning {
        writeln!(out, "{STRONG}{name}{STRONG:#}: {text}")?;
    }
    if picture.more > 0 {
        writeln!(out, "{FAINT}{} more records{FAINT:#}", picture.more)?;
    }
    if let Some(fault) = &picture.fault {
        let is_shown = picture.pieces.iter().any(|piece| lies_in(fault, piece, look.bytes.len()));
        if !is_shown {
            for line in fault_lines(fault) {
                writeln!(out, "{ERROR}{line}{ERROR:#}")?;
            }
        }
    }
    Ok(())
}

/// Whether a fault is told under this piece: under its first byte, or behind the last one.
fn lies_in(fault: &Fault, shown: &Shown, length: usize) -> bool {
    let Some(range) = &fault.range else { return false };
    let start = range.start.min(length.saturating_sub(1));
    shown.piece.range.contains(&start)
}

fn piece(
    shown: &Shown,
    record: Option<&Record>,
    deviations: &[&Deviation],
    fault: Option<&Fault>,
    look: Look<'_>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let piece = &shown.piece;
    let indent = "  ".repeat(piece.depth);
    let mut words = Vec::new();
    match record {
        Some(record) => words.extend(record_lines(record, look)),
        None if piece.role == Role::Unread => words.push(format!("{FAINT}{}{FAINT:#}", piece.what)),
        None => words.push(piece.what.clone().into_owned()),
    }
    for deviation in deviations {
        let (kind, meaning) = (deviation.kind, deviation.kind.meaning());
        let decision = kind.decision();
        words.push(format!("{WARNING}~ {kind}: {meaning} ({decision}){WARNING:#}"));
    }
    let bytes = look.bytes.get(piece.range.clone()).unwrap_or_default();
    let limit = if look.all { usize::MAX } else { LINES.max(words.len()) };
    let start = fault.and_then(|fault| fault.range.as_ref()).map(|range| range.start);
    let rows = rows(piece.range.start, bytes, limit, start, look);
    let mut words = words.into_iter();
    let (mut at, mut count) = (piece.range.start, rows.len());
    for row in rows {
        if row.range.start > at {
            left_out(row.range.start - at, out)?;
        }
        at = row.range.end;
        count -= 1;
        line(&row.offset, &row.cells, &indent, words.next().as_deref(), out)?;
        let is_here = |start| row.range.contains(&start) || count == 0 && start >= row.range.end;
        if let (true, Some(fault)) = (start.is_some_and(is_here), fault) {
            // What is left to say of the piece comes first: the fault closes it.
            for word in words.by_ref() {
                line("", "", &indent, Some(&word), out)?;
            }
            carets(&row, fault, &indent, look, out)?;
        }
    }
    if piece.range.end > at {
        left_out(piece.range.end - at, out)?;
    }
    for word in words {
        line("", "", &indent, Some(&word), out)?;
    }
    Ok(())
}

/// Says how much of a piece is not shown.
fn left_out(bytes: usize, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "      {FAINT}… {bytes} more bytes{FAINT:#}")
}

/// A line: `   4  c1 09                    what it is`.
fn line(
    offset: &str,
    cells: &str,
    indent: &str,
    words: Option<&str>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let padding = " ".repeat(WIDTH.saturating_sub(cells.chars().count()));
    match words {
        Some(words) => {
            writeln!(out, "{FAINT}{offset:>4}{FAINT:#}  {cells}{padding}  {indent}{words}")
        }
        None => writeln!(out, "{FAINT}{offset:>4}{FAINT:#}  {cells}"),
    }
}

/// Marks under the bytes in question, and says what is wrong with them.
fn carets(
    row: &Row,
    fault: &Fault,
    indent: &str,
    look: Look<'_>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let range = fault.range.clone().unwrap_or_default();
    let start = range.start.clamp(row.range.start, row.range.end);
    let end = range.end.min(row.range.end);
    let column = |at: usize| {
        if look.is_text {
            let before = look.bytes.get(row.range.start..at).unwrap_or_default();
            escaped(before).chars().count()
        } else {
            (at - row.range.start) * 3
        }
    };
    let (from, to) = (column(start), column(end.max(start)));
    let width = to.saturating_sub(from).saturating_sub(usize::from(!look.is_text)).max(1);
    let marks = format!("{}{}", " ".repeat(from), "^".repeat(width));
    let padding = " ".repeat(WIDTH.saturating_sub(from + width));
    for (at, text) in fault_lines(fault).into_iter().enumerate() {
        if at == 0 {
            writeln!(out, "      {ERROR}{marks}{padding}  {indent}{text}{ERROR:#}")?;
        } else {
            writeln!(out, "      {}  {indent}{ERROR}{text}{ERROR:#}", " ".repeat(WIDTH))?;
        }
    }
    Ok(())
}

/// The fault in words: what, and what was expected there.
pub(crate) fn fault_lines(fault: &Fault) -> Vec<String> {
    let mut first = format!("fault: {}", fault.error.kind());
    if let Some(path) = fault.error.path() {
        let _ = write!(first, ", in {path}");
    }
    let mut lines = vec![first];
    let told = fault.error.kind().to_string();
    if let Some(expected) = fault.expected.as_ref().filter(|expected| !told.ends_with(*expected)) {
        lines.push(format!("expected {expected}"));
    }
    if let (Some(offset), Some(range)) = (fault.error.offset(), &fault.range)
        && offset != range.start
    {
        lines.push(format!("in what begins at byte {offset}"));
    }
    lines
}

/// What a record says: path, name, value; then type, range and operations.
fn record_lines(record: &Record, look: Look<'_>) -> Vec<String> {
    let definitions = look.definitions;
    let mut first = String::new();
    let Some(path) = record.path else {
        return vec![record.prefix.clone()];
    };
    let prefix = &record.prefix;
    let slash = if prefix.is_empty() { "" } else { "/" };
    let _ = write!(first, "{STRONG}{slash}{prefix}{path}{STRONG:#}");
    let (object, resource) = definitions.named(path);
    let name = shown::name(path, definitions);
    if !name.is_empty() {
        let _ = write!(first, " {name}");
    }
    let def = resource.map(|resource| resource.def);
    match &record.content {
        Content::Value(value) => {
            let shown = cut(shown::value(value), look.all);
            let _ = write!(first, " = {VALUE}{shown}{VALUE:#}");
        }
        Content::Untyped(octets) => {
            let shown = cut(shown::hex(octets), look.all);
            let _ = write!(first, " = {VALUE}0x{shown}{VALUE:#}");
        }
        Content::Nothing => {}
    }
    let has_value = !matches!(record.content, Content::Nothing);
    if let Some(def) = def.filter(|def| has_value && !def.unit.is_empty()) {
        let _ = write!(first, " {}", unit(def.unit));
    }
    if let Some(time) = record.time {
        let _ = write!(first, " at {NOTE}{time} s{NOTE:#}");
    }
    let mut lines = vec![first];
    match (&record.content, def) {
        (Content::Nothing, _) => {}
        (_, Some(def)) => {
            let mut facts = vec![def.data_type.name().to_owned()];
            if def.multiple {
                facts.push("multiple".into());
            }
            facts.extend(Some(range(def.range)).filter(|range| !range.is_empty()));
            facts.extend(Some(def.operations.name().to_owned()).filter(|name| !name.is_empty()));
            lines.push(format!("{FAINT}{}{FAINT:#}", facts.join(", ")));
        }
        (_, None) if path.depth() >= 3 => {
            let place = object.map_or_else(
                || "this Object is not in the definitions: --ddf adds some".to_owned(),
                |object| {
                    format!(
                        "Object {}, version {}, has no such Resource",
                        object.id(),
                        object.version()
                    )
                },
            );
            lines.push(format!("{FAINT}{place}{FAINT:#}"));
        }
        (_, None) => {}
    }
    lines
}

/// A long text cut, unless everything is asked for.
fn cut(text: String, all: bool) -> String {
    const SHOWN: usize = 200;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) if !all => {
            let left = text.chars().count() - SHOWN;
            format!("{}… and {left} more", text.get(..end).unwrap_or(&text))
        }
        _ => text,
    }
}

/// A unit as people know it beside how SenML spells it.
fn unit(symbol: &str) -> &str {
    match symbol {
        "/100" => "% (/100)",
        other => other,
    }
}

/// The bytes of one line.
struct Row {
    range: std::ops::Range<usize>,
    offset: String,
    cells: String,
}

/// The first `limit` lines of a piece, and the one with the fault.
fn rows(
    start: usize,
    bytes: &[u8],
    limit: usize,
    fault: Option<usize>,
    look: Look<'_>,
) -> Vec<Row> {
    // A character has at most four bytes.
    let most = limit.saturating_mul(if look.is_text { CHARACTERS * 4 } else { BYTES });
    let mut rows = some_rows(start, bytes.get(..most).unwrap_or(bytes), look);
    rows.truncate(limit);
    let shown = rows.last().map_or(start, |row| row.range.end);
    let end = start + bytes.len();
    if let Some(fault) = fault.filter(|fault| (shown..=end).contains(fault) && shown < end) {
        // A line that begins a little before the fault.
        let mut from = (fault.min(end - 1) - start).saturating_sub(BYTES / 2).max(shown - start);
        while look.is_text && from > 0 && bytes.get(from).is_some_and(|octet| octet & 0xc0 == 0x80)
        {
            from -= 1;
        }
        let to = (from + if look.is_text { CHARACTERS } else { BYTES }).min(bytes.len());
        let row = some_rows(start + from, bytes.get(from..to).unwrap_or_default(), look);
        rows.extend(row.into_iter().next());
    }
    rows
}

fn some_rows(start: usize, bytes: &[u8], look: Look<'_>) -> Vec<Row> {
    if look.is_text {
        return text_rows(start, bytes);
    }
    let row = |(at, chunk): (usize, &[u8])| {
        let from = start + at * BYTES;
        let cells: Vec<_> = chunk.iter().map(|octet| format!("{octet:02x}")).collect();
        Row { range: from..from + chunk.len(), offset: from.to_string(), cells: cells.join(" ") }
    };
    bytes.chunks(BYTES).enumerate().map(row).collect()
}

fn text_rows(start: usize, bytes: &[u8]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut at = start;
    for chunk in bytes.utf8_chunks() {
        let characters = chunk.valid().chars().map(|c| (c.len_utf8(), one(c)));
        let broken = chunk.invalid().iter().map(|octet| (1, format!("\\x{octet:02x}")));
        for (length, cell) in characters.chain(broken) {
            let width = cell.chars().count();
            match rows.last_mut() {
                Some(row) if row.cells.chars().count() + width <= CHARACTERS => {
                    row.cells.push_str(&cell);
                    row.range.end += length;
                }
                _ => rows.push(Row { range: at..at + length, offset: at.to_string(), cells: cell }),
            }
            at += length;
        }
    }
    rows
}

fn one(c: char) -> String {
    if c.is_control() { c.escape_default().to_string() } else { c.to_string() }
}

fn escaped(bytes: &[u8]) -> String {
    text_rows(0, bytes).into_iter().map(|row| row.cells).collect()
}
