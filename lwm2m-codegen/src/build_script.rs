//! The front door of a build script: what cargo has to know, and what people have to see.
//! The Cargo Book, "Build Scripts": outputs of the build script.

use core::fmt;
use std::env;
use std::path::{Path, PathBuf};

use lwm2m_ddf::Severity;

use crate::config::Config;
use crate::documents::files_of;
use crate::problem::{Problem, Refused};

impl Config {
    /// For a `build.rs`: writes the module to the folder that cargo has for it, `OUT_DIR`.
    ///
    /// ```no_run
    /// lwm2m_codegen::Config::new().definitions("objects").build();
    /// ```
    ///
    /// The crate takes it in with `include!(concat!(env!("OUT_DIR"), "/objects.rs"));`, inside a `mod` of its own.
    ///
    /// Cargo is told every file and folder that was read, and runs the script again when one of them changes. What is
    /// wrong is told to cargo as errors, one line each, and ends the build without a word more; nothing is written then.
    /// What is only odd are warnings. A module that did not change is not written again.
    pub fn build(&self) {
        for line in self.directives(env::var_os("OUT_DIR").map(PathBuf::from).as_deref()) {
            println!("{line}");
        }
    }

    /// What is said to cargo.
    fn directives(&self, out: Option<&Path>) -> Vec<String> {
        // The paths come first, so that what is refused today is read again when it has changed.
        let mut lines: Vec<_> = self
            .tracked()
            .into_iter()
            .map(|path| format!("cargo::rerun-if-changed={}", path.display()))
            .collect();
        let written = out.map_or_else(
            || {
                let message = "expected a build script, for which cargo sets OUT_DIR, found none";
                Err(Refused::from(vec![Problem::new("", message)]))
            },
            |folder| self.write(folder),
        );
        let problems = match written {
            Ok(written) => written.lints,
            Err(refused) => refused.problems,
        };
        lines.extend(problems.iter().map(|problem| Directive(problem).to_string()));
        lines
    }

    /// Every file and folder that is read, once.
    fn tracked(&self) -> Vec<PathBuf> {
        let mut tracked: Vec<PathBuf> = Vec::new();
        for path in self.paths() {
            tracked.push(path.clone());
            tracked.extend(files_of(path));
        }
        tracked.sort();
        tracked.dedup();
        tracked
    }
}

/// A problem on one line, as cargo takes it.
struct Directive<'p>(&'p Problem);

impl fmt::Display for Directive<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (word, severity) = match self.0.severity {
            Severity::Error => ("error", "error: "),
            Severity::Lint => ("warning", "lint: "),
        };
        // Cargo puts the word before it.
        let text = self.0.to_string().replacen(severity, "", 1).replace(['\n', '\r'], " ");
        write!(f, "cargo::{word}={text}")
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn cargo_is_told_what_was_read_and_what_was_found() -> std::io::Result<()> {
        let folder = env::temp_dir().join(format!("lwm2m-codegen-{}", std::process::id()));
        let objects = folder.join("objects");
        fs::create_dir_all(&objects)?;
        let right = fs::read_to_string("tests/golden/small.xml")?;
        let config = Config::new().definitions(&objects).enumerations_file(folder.join("a.toml"));
        let said = || {
            let lines = config.directives(Some(&folder)).join("\n");
            lines.replace(&folder.display().to_string(), "~")
        };
        let tracked = "cargo::rerun-if-changed=~/a.toml\ncargo::rerun-if-changed=~/objects\n\
                       cargo::rerun-if-changed=~/objects/1.xml";

        fs::write(folder.join("a.toml"), "")?;
        fs::write(objects.join("1.xml"), &right)?;
        assert_eq!(said(), tracked);
        assert!(folder.join("objects.rs").exists());

        fs::write(objects.join("1.xml"), right.replace(">/100<", ">°C<"))?;
        assert_eq!(
            said(),
            format!(
                "{tracked}\ncargo::warning=~/objects/1.xml:20:9: unit-alias: expected the unit Cel, found °C"
            )
        );

        fs::write(objects.join("1.xml"), right.replace("<Operations>E<", "<Operations>X<"))?;
        assert_eq!(
            said(),
            format!(
                "{tracked}\ncargo::error=~/objects/1.xml:25:9: enum: \
                 expected one of \"R\", \"W\", \"RW\", \"E\", \"\", found \"X\""
            )
        );
        assert_eq!(
            config.directives(None).last().map(String::as_str),
            Some("cargo::error=expected a build script, for which cargo sets OUT_DIR, found none")
        );
        fs::remove_dir_all(&folder)
    }
}
