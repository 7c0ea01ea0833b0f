//! `validate`: verdicts, positions, folders, exit codes.

use crate::support::{folder, write, xtask};
use crate::upstream::definition;

#[test]
fn one_line_of_json_a_file() {
    let folder = folder("validate-json");
    let (good, odd, bad) =
        (folder.join("good.xml"), folder.join("odd \"1\".xml"), folder.join("bad.xml"));
    let text = definition(33000, "1.0", "Float");
    write(&bad, &text);
    let text = text
        .replace("        <Type>Float</Type>\n", "")
        .replace("        <Units>m", "        <Type>Float</Type>\n        <RangeEnumeration></RangeEnumeration>\n        <Units>m");
    write(&good, &text);
    write(&odd, &text.replace("<Units>m<", "<Units>°C<"));
    let paths = [&good, &odd, &bad].map(|path| path.display().to_string());
    let arguments = ["validate", "--json"].into_iter().chain(paths.iter().map(String::as_str));
    let run = xtask(&arguments.collect::<Vec<_>>());
    let [good, odd, bad] = paths;
    let odd = odd.replace('"', "\\\"");
    let expected = format!(
        r#"{{"file": "{good}", "verdict": "accept", "diagnostics": []}}
{{"file": "{odd}", "verdict": "lint", "diagnostics": [{{"rule": "unit-alias", "line": 20, "column": 9, "message": "expected the unit Cel, found °C"}}]}}
{{"file": "{bad}", "verdict": "reject", "diagnostics": [{{"rule": "order", "line": 15, "column": 9, "message": "expected <Operations> first, found <Type>"}}, {{"rule": "missing", "line": 19, "column": 9, "message": "expected <RangeEnumeration> in <Item>, found none"}}]}}
"#
    );
    assert_eq!((run.code, run.out, run.err), (Some(1), expected, String::new()));
}

#[test]
fn a_folder_means_its_definitions() {
    let folder = folder("validate-folder");
    for (name, text) in [
        ("10.xml", definition(33010, "1.0", "Float")),
        ("2.xml", definition(33002, "1.0", "Float")),
        ("version_history/2-1_0.xml", definition(33002, "1.0", "Float")),
        ("broken.xml", "<LWM2M".into()),
        ("DDF.xml", "<DDFList/>".into()),
        ("Common.xml", "<LWM2M><Object ObjectType=\"CommonResources\"/></LWM2M>".into()),
        ("notes.txt", "no XML".into()),
        ("other/3.xml", "<LWM2M/>".into()),
    ] {
        write(&folder.join(name), &text);
    }
    let shown = folder.display().to_string();
    let run = xtask(&["validate", "--json", "--mode", "registry", &shown]);
    let files: Vec<_> = run
        .out
        .lines()
        .filter_map(|line| {
            line.strip_prefix("{\"file\": \"")?.strip_prefix(&shown)?.split("\", ").next()
        })
        .collect();
    assert_eq!(files, ["/2.xml", "/10.xml", "/broken.xml", "/version_history/2-1_0.xml"]);
    let skipped: Vec<_> = run.err.lines().filter_map(|line| line.split(": ").nth(1)).collect();
    assert_eq!(
        skipped,
        ["it holds reusable resources", "its document element is DDFList"],
        "{run:?}"
    );
    assert_eq!(run.code, Some(1));
}

#[test]
fn exit_codes() {
    let folder = folder("validate-codes");
    let tolerable = folder.join("tolerable.xml").display().to_string();
    write(tolerable.as_ref(), &definition(33000, "1.0", "Float"));
    let wrong = folder.join("wrong.xml").display().to_string();
    write(wrong.as_ref(), "<a/>");
    let nowhere = folder.join("nowhere.xml").display().to_string();
    for (arguments, code, out) in [
        (
            &["--mode", "registry", &tolerable] as &[&str],
            0,
            "1 file: 0 accepted, 1 with lints, 0 rejected",
        ),
        (&["--mode=strict", &tolerable], 1, "1 file: 0 accepted, 0 with lints, 1 rejected"),
        (&[&wrong], 1, ":1:1: error: root: expected <LWM2M>, found <a>\n1 file:"),
        (&[&nowhere, &wrong], 2, ":1:1: error: root: "),
    ] {
        let arguments: Vec<_> = ["validate"].iter().chain(arguments).copied().collect();
        let run = xtask(&arguments);
        assert!(run.code == Some(code) && run.out.contains(out), "{arguments:?}: {run:?}");
        assert_eq!(run.err.contains("nowhere.xml: "), code == 2, "{run:?}");
    }
}

#[test]
fn the_schema_is_the_one_that_is_named() {
    let folder = folder("validate-schema");
    let definition = folder.join("a.xml").display().to_string();
    write(definition.as_ref(), "<a>7</a>");
    let schema = folder.join("a.xsd").display().to_string();
    let text = "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">\n<xs:element name=\"a\" type=\"xs:unsignedShort\"/>\n</xs:schema>";
    write(schema.as_ref(), text);
    let run = xtask(&["validate", "--schema", &schema, &definition]);
    assert_eq!(run.code, Some(0), "{run:?}");
    write(schema.as_ref(), &text.replace("unsignedShort\"", "byte\" nillable=\"true\""));
    let run = xtask(&["validate", "--schema", &schema, &definition]);
    assert_eq!(run.code, Some(2));
    for line in [
        "a.xsd:2:1: expected xs:string, xs:unsignedShort or a type",
        "a.xsd:2:37: expected a known attribute, found nillable",
    ] {
        assert!(run.err.contains(line), "{run:?}");
    }
}
