//! `generate` of definitions outside of the registry: a module for others, as a build script writes it.

use std::path::Path;

use crate::support::{folder, write, xtask};

/// `examples/object-from-xml` compares its own module with this one, which makes two ways one.
#[test]
fn the_example_has_what_is_generated() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples");
    let [out, enums, objects] =
        ["object-generated/src", "object-from-xml/enums.toml", "object-from-xml/objects"]
            .map(|path| examples.join(path).display().to_string());
    let run =
        xtask(&["generate", "--check", "--owned", "--out", &out, "--enums", &enums, &objects]);
    assert_eq!(run.code, Some(0), "{run:?}");
}

#[test]
fn options_give_the_types_of_fields() {
    let folder = folder("generate-options");
    let file = folder.join("33102.xml").display().to_string();
    write(file.as_ref(), &DEFINITION.replace("<Type>Float<", "<Type>String<"));
    let out = folder.join("out").display().to_string();
    for (options, changed, expected) in [
        (&[] as &[&str], 1, "Option<Text<'a>>"),
        (&["--owned"], 1, "Option<alloc::string::String>"),
        (&["--texts=owned"], 0, "Option<alloc::string::String>"),
        (&["--texts", "heapless:16"], 1, "Option<::heapless::String<16>>"),
    ] {
        let paths = ["--out", &out, &file];
        let arguments = ["generate", "--only", "33102"].iter().chain(options).chain(&paths);
        let run = xtask(&arguments.copied().collect::<Vec<_>>());
        let module = std::fs::read_to_string(folder.join("out/objects.rs")).unwrap_or_default();
        assert!(run.code == Some(0) && module.contains(expected), "{run:?}\n{module}");
        let said = format!("generated 1 module from 1 definition, {changed} changed, ");
        assert!(run.out.starts_with(&said), "{run:?}");
    }
}

#[test]
fn nothing_is_written_of_a_wrong_definition() {
    let folder = folder("generate-wrong");
    let [right, wrong] = ["1.xml", "2.xml"].map(|name| folder.join(name).display().to_string());
    write(right.as_ref(), DEFINITION);
    let text = DEFINITION.replace("33102", "33103").replace("<Type>Float<", "<Type>Flaot<");
    write(wrong.as_ref(), &text);
    let out = folder.join("out");
    let run = xtask(&["generate", "--out", &out.display().to_string(), &right, &wrong]);
    assert!(run.code == Some(1) && !out.exists(), "{run:?}");
    let error = "2.xml:18:9: error: enum: expected one of \"String\", ";
    assert!(run.err.contains(error) && run.err.contains("found \"Flaot\"\n"), "{run:?}");
    assert!(run.err.ends_with("1 error; nothing is written\n"), "{run:?}");
}

#[test]
fn documents_of_the_registry_may_be_as_they_are() {
    let folder = folder("generate-mode");
    let file = folder.join("33102.xml").display().to_string();
    write(
        file.as_ref(),
        &DEFINITION.replace("        <RangeEnumeration>0..100</RangeEnumeration>\n", ""),
    );
    let out = folder.join("out").display().to_string();
    for (mode, code) in [("strict", 1), ("registry", 0)] {
        let run = xtask(&["generate", "--mode", mode, "--out", &out, &file]);
        assert_eq!(run.code, Some(code), "{run:?}");
        assert!(run.err.contains("33102.xml:19:9: "), "{run:?}");
    }
}

/// One Object, 33102, with two Resources.
const DEFINITION: &str = include_str!("../../../lwm2m-codegen/tests/golden/small.xml");
