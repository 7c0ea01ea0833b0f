//! `enums.toml`: which Resources have numbers with names. Reviewed by hand; no definition says it in a form that a
//! program could trust.

use alloc::collections::{BTreeMap, BTreeSet};

use toml::Value;

use crate::names::Name;
use crate::problem::Problem;
use crate::table::{Origin, Tables};

/// Every row of the file, by Object and Resource.
#[derive(Debug, Default)]
pub(crate) struct Enumerations {
    rows: BTreeMap<Key, Enumeration>,
    file: Option<Tables>,
}

/// An Object's id, or none for a reusable Resource in every Object; and a Resource's id.
type Key = (Option<u16>, u16);

/// Numbers with names.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Enumeration {
    /// The type: `PowerSource`.
    pub(crate) name: String,
    /// What the numbers are.
    pub(crate) kind: Kind,
    /// Numbers, or bits counted from 0, and what each means, ascending.
    pub(crate) values: BTreeMap<i64, String>,
}

/// What the numbers of an enumeration are.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Kind {
    /// Values, of which one is present.
    Enum,
    /// Bits, of which any may be set.
    Flags,
}

impl Enumerations {
    /// Reads an `enums.toml`.
    pub(crate) fn read(origin: &Origin) -> Result<Self, Vec<Problem>> {
        let file = Tables::read(origin).map_err(|problem| vec![problem])?;
        let mut rows = BTreeMap::new();
        let mut problems = Vec::new();
        for (key, row) in &file.tables {
            match key_of(key).and_then(|key| Ok((key, Enumeration::parse(row)?))) {
                Ok((key, enumeration)) => {
                    rows.insert(key, enumeration);
                }
                Err(message) => {
                    problems.push(file.problem(key, message));
                }
            }
        }
        if problems.is_empty() { Ok(Self { rows, file: Some(file) }) } else { Err(problems) }
    }

    /// The row of an Object's own Resource, else the row of a reusable one.
    pub(crate) fn find(&self, object: u16, resource: u16) -> Option<(Scope, &Enumeration)> {
        let own = self.rows.get(&(Some(object), resource)).map(|row| (Scope::Object, row));
        own.or_else(|| self.rows.get(&(None, resource)).map(|row| (Scope::Reusable, row)))
    }

    /// What is wrong with the row of an Object's own Resource.
    pub(crate) fn problem(&self, object: u16, resource: u16, message: &str) -> Problem {
        let key = format!("{object}/{resource}");
        match &self.file {
            Some(file) => file.problem(&key, message),
            None => Problem::new(key, message),
        }
    }

    /// The Resources that have a row of their own: Object and Resource.
    pub(crate) fn resources(&self) -> impl Iterator<Item = (u16, u16)> {
        self.rows.keys().filter_map(|&(object, resource)| Some((object?, resource)))
    }
}

/// Where an enumeration's type lives.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Scope {
    /// In the module of its Object.
    Object,
    /// In the module of enumerations that reusable Resources bring.
    Reusable,
}

impl Enumeration {
    fn parse(row: &Value) -> Result<Self, String> {
        let name =
            row.get("name").and_then(Value::as_str).ok_or("expected a `name`, found none")?;
        let name_is_type = name.starts_with(|c: char| c.is_ascii_uppercase());
        if !name_is_type || syn::parse_str::<syn::Ident>(name).is_err() {
            return Err(format!("expected the name of a type, found `{name}`"));
        }
        let kind = match row.get("kind").and_then(Value::as_str) {
            Some("enum") => Kind::Enum,
            Some("flags") => Kind::Flags,
            other => {
                let found = other.unwrap_or("none");
                return Err(format!("expected kind `enum` or `flags`, found {found}"));
            }
        };
        let values = row.get("values").and_then(Value::as_table).ok_or("expected `values`")?;
        let values = values
            .iter()
            .map(|(number, text)| Some((number.parse().ok()?, text.as_str()?.to_owned())))
            .collect::<Option<BTreeMap<i64, String>>>()
            .filter(|values| !values.is_empty())
            .ok_or("expected numbers and texts as `values`")?;
        let enumeration = Self { name: name.to_owned(), kind, values };
        enumeration.check()?;
        Ok(enumeration)
    }

    /// Names must be identifiers, each once; bits must fit an integer.
    fn check(&self) -> Result<(), String> {
        let mut names = BTreeSet::from(["Other".to_owned(), "OTHER".to_owned()]);
        for (number, text) in &self.values {
            let name = self.identifier(text);
            if syn::parse_str::<syn::Ident>(&name).is_err() || name.ends_with('_') {
                return Err(format!("expected a text that gives an identifier, found {text:?}"));
            }
            if !names.insert(name.clone()) {
                return Err(format!("expected each name once, found `{name}` again"));
            }
            if self.kind == Kind::Flags && !(0..63).contains(number) {
                return Err(format!("expected bits 0 to 62, found {number}"));
            }
        }
        Ok(())
    }

    /// The variant or constant that a value's text gives.
    pub(crate) fn identifier(&self, text: &str) -> String {
        match self.kind {
            Kind::Enum => Name::new(text).pascal(),
            Kind::Flags => Name::new(text).screaming(),
        }
    }
}

fn key_of(key: &str) -> Result<Key, String> {
    let ids = key.split_once('/').and_then(|(object, resource)| {
        let object = if object == "*" { None } else { Some(object.parse().ok()?) };
        Some((object, resource.parse().ok()?))
    });
    ids.ok_or_else(|| "expected a key `object/resource` or `*/resource`".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Enumerations, Vec<Problem>> {
        Enumerations::read(&Origin::Text("enums.toml", text.to_owned()))
    }

    #[test]
    fn rows_are_read() {
        let text = r#"
            ["3/6"]
            name = "PowerSource"
            kind = "enum"
            values = { 0 = "DC", 1 = "internal battery" }
            ["*/9"]
            name = "Modes"
            kind = "flags"
            values = { 0 = "eDRX" }
        "#;
        let rows = parse(text).expect("both rows are right");
        let (scope, row) = rows.find(3, 6).expect("3/6 has a row");
        assert_eq!(
            (scope, row.identifier("internal battery")),
            (Scope::Object, "InternalBattery".into())
        );
        let (scope, row) = rows.find(3, 9).expect("*/9 holds for every object");
        assert_eq!((scope, row.identifier("eDRX")), (Scope::Reusable, "EDRX".into()));
        assert!(rows.find(4, 6).is_none());
    }

    #[test]
    fn every_wrong_row_is_a_problem() {
        for (row, expected) in [
            ("[\"3\"]", "expected a key `object/resource` or `*/resource`"),
            ("[\"3/6\"]", "expected a `name`, found none"),
            ("[\"3/6\"]\nname = \"power\"", "expected the name of a type, found `power`"),
            ("[\"3/6\"]\nname = \"P\"", "expected kind `enum` or `flags`, found none"),
            ("[\"3/6\"]\nname = \"P\"\nkind = \"enum\"", "expected `values`"),
            (
                "[\"3/6\"]\nname = \"P\"\nkind = \"enum\"\nvalues = { a = \"b\" }",
                "expected numbers and texts as `values`",
            ),
            (
                "[\"3/6\"]\nname = \"P\"\nkind = \"enum\"\nvalues = { 1 = \"2 GHz\" }",
                "expected a text that gives an identifier, found \"2 GHz\"",
            ),
            (
                "[\"3/6\"]\nname = \"P\"\nkind = \"enum\"\nvalues = { 1 = \"a b\", 2 = \"A-B\" }",
                "expected each name once, found `AB` again",
            ),
            (
                "[\"3/6\"]\nname = \"P\"\nkind = \"flags\"\nvalues = { 64 = \"a\" }",
                "expected bits 0 to 62, found 64",
            ),
        ] {
            let problems = parse(row).expect_err("the row is wrong");
            let messages: Vec<_> = problems.iter().map(|p| p.message.as_str()).collect();
            assert_eq!(messages, [expected]);
        }
    }
}
