//! What a user reads who has made a mistake in a definition of his own: every message, with file, line and column.
//! `UPDATE_GOLDEN=1 cargo test -p lwm2m-codegen --test refused` writes what is said now; read the difference.

use std::fs;
use std::path::{Path, PathBuf};

use lwm2m_codegen::{Config, Mode, Refused};

/// A mistake: what it is called, and what stands in place of what.
type Mistake = (&'static str, &'static [(&'static str, &'static str)]);

const MISTAKES: &[Mistake] = &[
    ("bad element", &[("<Name>Level</Name>", "<Nmae>Level</Nmae>")]),
    ("missing type", &[("        <Type>Float</Type>\n", "")]),
    ("no type", &[("<Type>Float</Type>", "<Type></Type>"), ("<Item ID=\"1\">", "<Item>")]),
    ("unknown type", &[("<Type>Float</Type>", "<Type>Double</Type>")]),
    ("unknown operations", &[("<Operations>R</Operations>", "<Operations>RWE</Operations>")]),
    ("wrong id", &[("<ObjectID>33102<", "<ObjectID>133102<"), ("ID=\"0\"", "ID=\"65535\"")]),
    ("duplicate id", &[("<Item ID=\"1\">", "<Item ID=\"0\">")]),
    (
        "wrong range beside an error",
        &[("0..100", "from 0 to a hundred or so, mostly about fifty"), ("<Units>/100</Units>", "")],
    ),
    ("reversed range beside an error", &[("0..100", "100..0"), ("<Units>/100</Units>", "")]),
    ("unclosed element", &[("</Name>", "")]),
    (
        "wrong order",
        &[(
            "<Name>Level</Name>\n        <Operations>R</Operations>",
            "<Operations>R</Operations>\n        <Name>Level</Name>",
        )],
    ),
];

#[test]
fn every_mistake_is_explained() {
    let folder = folder("mistakes");
    let file = folder.join("33102.xml");
    let mut said = String::new();
    for (name, edits) in MISTAKES {
        let mut text = definition();
        for (right, wrong) in *edits {
            assert!(text.contains(right), "{name}: {right}");
            text = text.replacen(right, wrong, 1);
        }
        write(&file, &text);
        said.push_str(&explained(name, &Config::new().definitions(&file), &folder));
    }
    for (name, text) in [
        ("not XML at all", "Irrigation, 33102, a table\n"),
        ("empty", ""),
        ("another document", "<html/>\n"),
        ("JSON", "{\"id\": 33102}\n"),
    ] {
        write(&file, text);
        said.push_str(&explained(name, &Config::new().definitions(&file), &folder));
    }
    check("mistakes.txt", &said);
}

#[test]
fn everything_is_told_at_once() {
    let folder = folder("at-once");
    let text = definition();
    write(&folder.join("objects/1.xml"), &text.replace("<Type>Float<", "<Type>Flaot<"));
    write(&folder.join("objects/2.xml"), &text);
    write(&folder.join("objects/3.xml"), &text.replace("<Units>/100<", "<Units>°C<"));
    write(&folder.join("objects/4.xml"), "");
    write(&folder.join("enums.toml"), "[\"33102/1\"]\nname = \"Kind\"\nkind = \"enumeration\"\n");
    let config = Config::new()
        .definitions(folder.join("objects"))
        .definitions(folder.join("nowhere.xml"))
        .enumerations_file(folder.join("enums.toml"));
    check("at_once.txt", &explained("all at once", &config, &folder));
}

#[test]
fn mistakes_in_the_tables_beside_are_explained() {
    let folder = folder("tables");
    let file = folder.join("33102.xml");
    write(&file, &definition());
    let empty = folder.join("empty");
    fs::create_dir_all(&empty).expect("the target folder can be written");
    let row = |key: &str, values: &str| {
        format!("# Numbers.\n[\"{key}\"]\nname = \"Level\"\nkind = \"enum\"\nvalues = {values}\n")
    };
    let config = || Config::new().definitions(&file);
    let mut said = String::new();
    for (name, config) in [
        ("no such resource", config().enumerations(row("33102/7", "{ 0 = \"low\" }"))),
        ("no integer", config().enumerations(row("33102/0", "{ 0 = \"low\" }"))),
        ("no identifier", config().enumerations(row("33102/0", "{ 0 = \"!\" }"))),
        ("not TOML", config().enumerations("[\"33102/0\"\n")),
        ("no such file", config().enumerations_file(folder.join("nowhere.toml"))),
        ("no such object", config().only([33102, 33103])),
        ("nothing to read", Config::new()),
        ("no definition", Config::new().definitions(&empty)),
        ("wrong name", config().names("[\"33102.1\"]\nmodule = \"fn\"\n")),
    ] {
        said.push_str(&explained(name, &config, &folder));
    }
    check("tables.txt", &said);
}

#[test]
fn documents_of_the_registry_are_taken_as_they_are() {
    let folder = folder("registry-mode");
    let text = definition().replace("<Item ID=\"1\">", "<Item ID=\"0\">");
    let text = text.replace("<RangeEnumeration></RangeEnumeration>", "");
    write(&folder.join("33102.xml"), &text);
    // The newest version is a part of the history, too.
    write(&folder.join("version_history/33102-1_0.xml"), &text);
    let config = Config::new().definitions(&folder).mode(Mode::Registry);
    let written = config.write(folder.join("out")).expect("the registry is what it is");
    let rules: Vec<_> = written.lints.iter().map(|lint| lint.subject.as_str()).collect();
    assert_eq!((written.definitions, rules), (1, vec!["dup-rid", "missing", "dup-rid", "missing"]));
}

/// What is said of a mistake; nothing is written.
fn explained(name: &str, config: &Config, folder: &Path) -> String {
    let out = folder.join("out");
    let Refused { problems, .. } = match config.write(&out) {
        Ok(written) => panic!("{name}: expected a refusal, found {written:?}"),
        Err(refused) => refused,
    };
    assert!(!out.exists(), "{name}");
    let lines = problems.iter().map(|problem| format!("{problem}\n")).collect::<String>();
    // Folders differ from machine to machine, and so does what the system says of a missing file.
    let shown = lines.replace(&format!("{}/", folder.display()), "");
    let shown = shown.replace(&folder.display().to_string(), ".");
    let lines = shown.lines().map(|line| line.split(" (os error").next().unwrap_or(line));
    format!("{name}\n{}\n", lines.map(|line| format!("  {line}\n")).collect::<String>())
}

fn definition() -> String {
    fs::read_to_string(golden("small.xml")).expect("the golden folder is ours")
}

/// Compares with a file, or writes it where that is asked for.
fn check(name: &str, said: &str) {
    let path = golden(&format!("refused/{name}"));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        write(&path, said);
    }
    assert_eq!(fs::read_to_string(&path).unwrap_or_default(), said, "see the module's head");
}

fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

/// A folder of its own for a test, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("refused-{name}"));
    // What an earlier run left; there may be nothing.
    let _ = fs::remove_dir_all(&folder);
    folder
}

fn write(path: &Path, text: &str) {
    let folder = path.parent().unwrap_or(path);
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(path, text));
    written.expect("the target folder can be written");
}
