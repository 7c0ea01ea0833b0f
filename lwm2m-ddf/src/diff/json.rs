//! Comparisons as JSON, for programs that judge them.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde::Serialize;

use super::Comparison;

impl Comparison {
    /// One line of JSON: `object`, `name`, `old`, `new`, `made`, `demanded`, `verdict`, and `differences` with
    /// `severity`, `resource` (null for the Object's own facts), `aspect`, `old`, `new`.
    ///
    /// # Panics
    /// Never: all keys are text, and writing to memory cannot fail.
    #[must_use]
    pub fn to_json(&self) -> String {
        let line = Line {
            object: self.id.get(),
            name: &self.name,
            old: self.old.to_string(),
            new: self.new.to_string(),
            made: self.made().name(),
            demanded: self.demanded().name(),
            verdict: self.verdict().name(),
            differences: self
                .differences
                .iter()
                .map(|found| Change {
                    severity: found.severity.name(),
                    resource: found.resource.map(lwm2m_codec::ResourceId::get),
                    aspect: found.aspect.name(),
                    old: &found.old,
                    new: &found.new,
                })
                .collect(),
        };
        serde_json::to_string(&line).expect("invariant: keys are text, memory takes everything")
    }
}

#[derive(Serialize)]
struct Line<'c> {
    object: u16,
    name: &'c str,
    old: String,
    new: String,
    made: &'static str,
    demanded: &'static str,
    verdict: &'static str,
    differences: Vec<Change<'c>>,
}

#[derive(Serialize)]
struct Change<'c> {
    severity: &'static str,
    resource: Option<u16>,
    aspect: &'static str,
    old: &'c str,
    new: &'c str,
}
