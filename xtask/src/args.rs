//! The arguments of a task: flags, options with a value, and the rest.

use std::collections::{BTreeMap, BTreeSet};

use crate::failure::Failure;

/// Arguments, taken apart.
#[derive(Debug, Default)]
pub(crate) struct Args {
    flags: BTreeSet<&'static str>,
    values: BTreeMap<&'static str, String>,
    /// What is no option, in order; everything behind `--`.
    pub(crate) rest: Vec<String>,
}

impl Args {
    /// Takes `arguments` apart; `flags` and `options` are the names known, with their hyphens.
    pub(crate) fn parse(
        arguments: &[String],
        flags: &[&'static str],
        options: &[&'static str],
    ) -> Result<Self, Failure> {
        let mut args = Self::default();
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            if argument == "--" {
                args.rest.extend(arguments.by_ref().cloned());
            } else if !argument.starts_with('-') || argument == "-" {
                args.rest.push(argument.clone());
            } else {
                let (name, inline) = match argument.split_once('=') {
                    Some((name, value)) => (name, Some(value.to_string())),
                    None => (argument.as_str(), None),
                };
                if let Some(flag) = flags.iter().find(|flag| **flag == name) {
                    if inline.is_some() {
                        return Err(Failure::Usage(format!("{name} takes no value")));
                    }
                    args.flags.insert(flag);
                } else if let Some(option) = options.iter().find(|option| **option == name) {
                    let value = inline.or_else(|| arguments.next().cloned());
                    let value =
                        value.ok_or_else(|| Failure::Usage(format!("{name} needs a value")))?;
                    if args.values.insert(option, value).is_some() {
                        return Err(Failure::Usage(format!("{name} is given twice")));
                    }
                } else {
                    let known = [flags, options].concat().join(", ");
                    return Err(Failure::Usage(format!(
                        "unknown option {name}; known are {known}"
                    )));
                }
            }
        }
        Ok(args)
    }

    /// Whether the flag was given.
    pub(crate) fn flag(&self, name: &str) -> bool {
        self.flags.contains(name)
    }

    /// The value of the option, where it was given.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Args, Failure> {
        let arguments: Vec<String> = line.split_whitespace().map(str::to_string).collect();
        Args::parse(&arguments, &["--json"], &["--mode"])
    }

    #[test]
    fn arguments_are_taken_apart() {
        for line in ["--json --mode strict a -b=c", "--mode=strict a --json -b=c"] {
            assert!(
                matches!(parse(line), Err(Failure::Usage(why)) if why.contains("unknown option -b"))
            );
        }
        for line in ["--json --mode strict a -- -b", "a --mode=strict --json -- -b"] {
            let args = parse(line).unwrap_or_default();
            assert!(args.flag("--json"), "{line}");
            assert_eq!(args.value("--mode"), Some("strict"), "{line}");
            assert_eq!(args.rest, ["a", "-b"], "{line}");
        }
    }

    #[test]
    fn what_makes_no_sense_is_said() {
        for (line, expected) in [
            ("--mode", "--mode needs a value"),
            ("--mode a --mode b", "--mode is given twice"),
            ("--json=yes", "--json takes no value"),
        ] {
            assert!(matches!(parse(line), Err(Failure::Usage(why)) if why == expected), "{line}");
        }
    }
}
