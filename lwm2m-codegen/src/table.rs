//! A TOML file of tables, and where each stands: `enums.toml`, `names.lock`.

use alloc::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use toml::Table;
use toml::de::DeTable;

use crate::problem::Problem;

/// A file's text: given, or still to be read.
#[derive(Clone, Debug)]
pub(crate) enum Origin {
    /// The text, and what problems call it.
    Text(&'static str, String),
    /// A file that must be there.
    File(PathBuf),
}

/// The tables of a file.
#[derive(Debug)]
pub(crate) struct Tables {
    /// What problems call the file.
    pub(crate) file: String,
    /// The tables by key, in the order of the alphabet.
    pub(crate) tables: Table,
    /// Line and column of every key, from 1.
    places: BTreeMap<String, (usize, usize)>,
}

impl Tables {
    /// Reads the file.
    pub(crate) fn read(origin: &Origin) -> Result<Self, Problem> {
        match origin {
            Origin::Text(file, text) => Self::parse((*file).to_owned(), text),
            Origin::File(path) => {
                let file = path.display().to_string();
                match fs::read_to_string(path) {
                    Ok(text) => Self::parse(file, &text),
                    Err(error) => Err(Problem::new("", unreadable(&error)).at(file, None)),
                }
            }
        }
    }

    fn parse(file: String, text: &str) -> Result<Self, Problem> {
        let refused = |error: toml::de::Error| {
            let position = error.span().map(|span| position(text, span.start));
            Problem::new("toml", error.message()).at(file.clone(), position)
        };
        let tables = text.parse().map_err(refused)?;
        let spans = DeTable::parse(text).map_err(refused)?;
        let places = spans
            .get_ref()
            .keys()
            .map(|key| (key.get_ref().clone().into_owned(), position(text, key.span().start)));
        Ok(Self { places: places.collect(), file, tables })
    }

    /// What is wrong with the table of this key.
    pub(crate) fn problem(&self, key: &str, message: impl Into<String>) -> Problem {
        let place = self.places.get(key).copied();
        Problem::new(format!("[\"{key}\"]"), message).at(self.file.clone(), place)
    }
}

/// Why a file that must be there has no text.
pub(crate) fn unreadable(error: &std::io::Error) -> String {
    format!("expected a file that can be read, found: {error}")
}

/// The line and column at a byte, from 1.
fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.rsplit_once('\n').map_or(before, |(_, line)| line);
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_has_its_place() {
        let text = "# é\n[\"3/6\"]\nname = \"A\"\n\n  [\"*/9\"]\n";
        let tables = Tables::read(&Origin::Text("enums.toml", text.to_owned()));
        let tables = tables.expect("the text is TOML");
        for (key, expected) in [
            ("3/6", "enums.toml:2:2: error: [\"3/6\"]: no"),
            ("*/9", "enums.toml:5:4: error: [\"*/9\"]: no"),
            ("4/1", "enums.toml: error: [\"4/1\"]: no"),
        ] {
            assert_eq!(tables.problem(key, "no").to_string(), expected);
        }
    }

    #[test]
    fn what_is_no_toml_has_its_place() {
        let problem = Tables::read(&Origin::Text("enums.toml", "[\"3/6\"]\nname = x\n".to_owned()));
        let problem = problem.map(|tables| tables.tables).map_err(|problem| problem.to_string());
        assert!(
            matches!(&problem, Err(text) if text.starts_with("enums.toml:2:8: error: toml: ")),
            "{problem:?}"
        );
        let nowhere = Tables::read(&Origin::File("nowhere.toml".into()));
        let problem = nowhere.map(|tables| tables.tables).map_err(|problem| problem.to_string());
        let expected = "nowhere.toml: error: expected a file that can be read, found: ";
        assert!(matches!(&problem, Err(text) if text.starts_with(expected)), "{problem:?}");
    }
}
