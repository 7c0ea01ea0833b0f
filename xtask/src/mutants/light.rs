//! Dependencies that the chosen tests do not name are left out of the copy's manifest: those of the workspace would
//! be built again for each mutant, since they stand on what is changed.

use std::fs;
use std::path::Path;

use super::rows::{Row, Way};
use super::tree;
use crate::failure::Failure;
use crate::workspace;

/// Crates for tests only that stand on the codec. The first stands on the second.
const HEAVY: [&str; 2] = ["lwm2m-properties", "lwm2m-vectors"];

/// Writes the manifest of the copy with what one way needs.
pub(super) fn lighten(row: &Row, way: &Way) -> Result<(), Failure> {
    let package = workspace::root().join(row.package);
    let mut tests = String::new();
    for test in way.tests.iter().filter(|test| **test != "lib") {
        gather(&package.join("tests"), &format!("{test}.rs"), &mut tests)?;
    }
    let path = package.join("Cargo.toml");
    let text = fs::read_to_string(&path).map_err(|e| Failure::with(path.display(), e))?;
    let light = without(&text, &unnamed(&tests));
    let copy = tree::path().join(row.package).join("Cargo.toml");
    if fs::read_to_string(&copy).is_ok_and(|there| there == light) {
        return Ok(());
    }
    fs::write(&copy, light).map_err(|error| Failure::with(copy.display(), error))
}

/// The text of a test and of the files that it takes by their path.
fn gather(folder: &Path, file: &str, text: &mut String) -> Result<(), Failure> {
    let path = folder.join(file);
    let test = fs::read_to_string(&path).map_err(|e| Failure::with(path.display(), e))?;
    for line in test.lines() {
        if let Some(other) = line.strip_prefix("#[path = \"").and_then(|l| l.strip_suffix("\"]")) {
            gather(folder, other, text)?;
        }
    }
    text.push_str(&test);
    Ok(())
}

/// Which heavy crates some tests do not name, nor need for another.
fn unnamed(tests: &str) -> Vec<&'static str> {
    let is_named = |name: &str| tests.contains(&name.replace('-', "_"));
    HEAVY.into_iter().take_while(|name| !is_named(name)).collect()
}

/// A manifest without some dependencies, each a line.
fn without(manifest: &str, names: &[&str]) -> String {
    let is_other = |line: &&str| {
        !names.iter().any(|name| {
            line.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '.', '=']))
        })
    };
    manifest.split_inclusive('\n').filter(is_other).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_named_stays() {
        assert_eq!(unnamed("use lwm2m_codec::Path;"), HEAVY);
        assert_eq!(unnamed("use lwm2m_vectors::own;"), ["lwm2m-properties"]);
        assert_eq!(unnamed("use lwm2m_properties::any;"), [""; 0]);
        let manifest =
            "[dev-dependencies]\nlwm2m-vectors = { workspace = true }\nlwm2m-vectors-x = \"1\"\n";
        let light = without(manifest, &["lwm2m-vectors"]);
        assert_eq!(light, "[dev-dependencies]\nlwm2m-vectors-x = \"1\"\n");
    }

    #[test]
    fn the_heavy_ones_are_a_line_each() {
        let path = workspace::root().join("lwm2m-codec/Cargo.toml");
        let manifest = fs::read_to_string(path).unwrap_or_default();
        let lines = |text: &str| text.lines().count();
        assert_eq!(lines(&without(&manifest, &HEAVY)), lines(&manifest) - HEAVY.len());
    }
}
