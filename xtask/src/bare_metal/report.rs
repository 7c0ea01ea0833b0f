//! What was found, as tables for people and as JSON.

use std::fmt;

use super::Row;
use super::limits::Checked;
use super::objects::Object;
use super::panics::Linked;
use super::sizes::Size;
use super::vectors::Run;
use crate::json;

/// All that was found.
#[derive(Clone, Debug, Default)]
pub(super) struct Report {
    pub(super) rows: Vec<Row>,
    pub(super) vectors: Vec<Run>,
    pub(super) panics: Vec<Linked>,
    pub(super) limits: Vec<Checked>,
    pub(super) objects: Vec<Object>,
}

impl Report {
    /// Whether every run was right, no size has grown beyond what is held, and the table of panics holds.
    pub(super) fn is_right(&self) -> bool {
        self.rows.iter().all(|row| row.stack.is_some())
            && self.objects.iter().all(|object| object.is_right)
            && self.vectors.iter().all(|run| run.is_right)
            && self.limits.iter().all(|limit| limit.verdict() != "grown")
            && self.panics.iter().all(|linked| linked.is_free == linked.was_free)
    }

    pub(super) fn json(&self) -> String {
        let rows = self.rows.iter().map(|row| {
            let (decode, encode) = row.stack.unwrap_or_default();
            format!(
                r#"{{"target":{},"setting":{},"direction":{},"formats":{},"text":{},"rodata":{},"right":{},"stack_decode":{decode},"stack_encode":{encode}}}"#,
                json::string(row.target.name),
                json::string(row.mode.name()),
                json::string(row.direction.name),
                json::string(&names(row.formats)),
                row.size.text,
                row.size.rodata,
                row.stack.is_some(),
            )
        });
        let vectors = self.vectors.iter().map(|run| {
            format!(
                r#"{{"target":{},"setting":{},"vectors":{},"right":{}}}"#,
                json::string(run.target.name),
                json::string(run.mode.name()),
                run.count,
                run.is_right,
            )
        });
        let panics = self.panics.iter().map(|linked| {
            format!(
                r#"{{"direction":{},"format":{},"free":{}}}"#,
                json::string(linked.direction.name),
                json::string(linked.format),
                linked.is_free,
            )
        });
        let limits = self.limits.iter().map(|limit| {
            format!(
                r#"{{"formats":{},"text":{},"goal":{},"held":{},"verdict":{}}}"#,
                json::string(&names(limit.formats)),
                limit.size,
                limit.goal,
                limit.held,
                json::string(limit.verdict()),
            )
        });
        let objects = self.objects.iter().map(|object| {
            format!(
                r#"{{"object":{},"text":{},"rodata":{},"right":{}}}"#,
                json::string(object.name),
                object.size.text,
                object.size.rodata,
                object.is_right,
            )
        });
        format!(
            "{{\n\"sizes\":[\n{}\n],\n\"objects\":[\n{}\n],\n\"limits\":[\n{}\n],\n\"vectors\":[\n{}\n],\n\"panics\":[\n{}\n]\n}}",
            lines(rows),
            lines(objects),
            lines(limits),
            lines(vectors),
            lines(panics),
        )
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Bytes beyond the same firmware without formats, and of stack:")?;
        writeln!(
            f,
            "{:9}  {:7}  {:6}  {:50}  {:>7}  {:>7}  {:>6}  {:>6}",
            "target", "setting", "does", "formats", ".text", ".rodata", "decode", "encode"
        )?;
        for row in &self.rows {
            let names = names(row.formats);
            write!(
                f,
                "{:9}  {:7}  {:6}  {names:50}  {:7}  {:7}",
                row.target.name,
                row.mode.name(),
                row.direction.name,
                row.size.text,
                row.size.rodata
            )?;
            match row.stack {
                Some((decode, encode)) => writeln!(f, "  {decode:6}  {encode:6}")?,
                None => writeln!(f, "  the run was wrong")?,
            }
        }
        writeln!(f, "\nOne Object more, six formats, compact, both directions, thumbv7em:")?;
        for object in &self.objects {
            let Size { text, rodata } = object.size;
            let verdict = if object.is_right { "" } else { "  the run was wrong" };
            writeln!(f, "{:50}  {text:7}  {rodata:7}{verdict}", object.name)?;
        }
        writeln!(f, "\nLimits of .text, compact, both directions, thumbv7em:")?;
        for limit in &self.limits {
            let (names, verdict) = (names(limit.formats), limit.verdict());
            writeln!(f, "{names:50}  {:7} of {:6}  {verdict}", limit.size, limit.goal)?;
        }
        writeln!(f, "\nVectors, read and written as on this machine:")?;
        for run in &self.vectors {
            let verdict = if run.is_right { "right" } else { "WRONG" };
            writeln!(
                f,
                "{:9}  {:7}  {:5}  {verdict}",
                run.target.name,
                run.mode.name(),
                run.count
            )?;
        }
        writeln!(f, "\nWithout a panic, compact, thumbv7em:")?;
        for linked in &self.panics {
            let verdict = match (linked.is_free, linked.was_free) {
                (true, true) => "free",
                (true, false) => "free: put it into the table",
                (false, true) => "a panic came back",
                (false, false) => "a panic is left",
            };
            writeln!(f, "{:6}  {:10}  {verdict}", linked.direction.name, linked.format)?;
        }
        Ok(())
    }
}

fn names(formats: &[&str]) -> String {
    if formats.is_empty() { "no format, all of it".into() } else { formats.join(" ") }
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join(",\n")
}
