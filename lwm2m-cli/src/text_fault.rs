//! Faults and deviations of text, under the text they are about.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::picture::Picture;

/// A finding in a text.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) is_error: bool,
    pub(crate) title: String,
    /// What stands under the place itself.
    pub(crate) label: String,
    pub(crate) range: Range<usize>,
}

/// How much of a line is shown around a finding.
const AROUND: usize = 60;

/// The fault of a picture, where its place is known. Deviations are told beside their pieces.
pub(crate) fn of(picture: &Picture) -> Option<Finding> {
    let fault = picture.fault.as_ref()?;
    let label = fault.expected.as_ref().map(|expected| format!("expected {expected}"));
    let title = fault.error.kind().to_string();
    let label = label.filter(|label| !title.ends_with(label.as_str()));
    Some(Finding {
        is_error: true,
        title,
        label: label.unwrap_or_default(),
        range: fault.range.clone()?,
    })
}

/// A finding with the lines that it is about, coloured; `origin` is the name of a file.
pub(crate) fn render(text: &str, origin: Option<&str>, finding: &Finding) -> String {
    let (window, line) = window(text, finding.range.start);
    let shown = text.get(window.clone()).unwrap_or(text);
    let end = finding.range.end.min(window.end);
    let start = finding.range.start.min(window.end).saturating_sub(window.start);
    let end = end.saturating_sub(window.start).max(start);
    let (start, end) = (boundary(shown, start), boundary(shown, end));
    let mut snippet = Snippet::source(shown)
        .line_start(line)
        .annotation(AnnotationKind::Primary.span(start..end).label(&finding.label));
    if let Some(origin) = origin {
        snippet = snippet.path(origin);
    }
    let level = if finding.is_error { Level::ERROR } else { Level::WARNING };
    let report = &[level.primary_title(&finding.title).element(snippet)];
    Renderer::styled().render(report)
}

/// The line around a place, or a part of a line that is very long; and its number.
fn window(text: &str, at: usize) -> (Range<usize>, usize) {
    let at = boundary(text, at.min(text.len()));
    let (before, behind) = text.split_at(at);
    let line = before.bytes().filter(|octet| *octet == b'\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let end = behind.find('\n').map_or(text.len(), |end| at + end);
    let start = boundary(text, start.max(at.saturating_sub(AROUND)));
    let end = boundary(text, end.min(at + AROUND));
    (start..end.max(start), line)
}

/// The next place at or before `at` where a character begins.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
