//! Definitions as JSON say what their XML says, and what is wrong with JSON is told with its place.

use lwm2m_ddf::registry::{Loading, Registry};
use lwm2m_ddf::{Mode, diff, json};

use crate::support::{definition, snapshot};

#[test]
fn the_whole_registry_goes_there_and_back() {
    let registry = snapshot();
    let text = json::write(&registry);
    assert_eq!(text.lines().count(), 424 + 2, "one Object a line");
    assert_eq!(json::read(text.as_bytes()), Ok(registry.clone()));
    let mut loading = Loading::new(Mode::Strict);
    loading.document("registry.json", text.as_bytes());
    assert_eq!(loading.finish(), Ok(registry.into_iter().collect::<Registry>()));
}

#[test]
fn descriptions_are_kept() {
    let mut device = definition("3-1_2");
    device.description = "What it is.".into();
    device.description2 = "What else.".into();
    device.resources[0].description = "Who made it.".into();
    let text = json::write([&device]);
    assert_eq!(json::read(text.as_bytes()), Ok(vec![device]));
}

/// What most Resources do not have may be left out; text is cleaned as that of XML is.
#[test]
fn one_object_without_an_array() {
    let found = json::read(PUMP.as_bytes());
    let [pump] = found.as_deref().expect("it is JSON") else { panic!("one Object") };
    assert_eq!((pump.id.get(), pump.name.as_str()), (33105, "Big Pump"));
    let ids: Vec<_> = pump.resources.iter().map(|resource| resource.id.get()).collect();
    assert_eq!(ids, [0, 1]);
    assert_eq!(json::write([pump]), FORM);
}

#[test]
fn mistakes_are_told_with_their_place() {
    for (from, to, line, expected) in [
        ("\"id\": 33105", "\"id\": 65535", 1, "expected an id from 0 to 65534, found 65535"),
        ("\"id\": 1,", "\"id\": 65535,", 4, "expected an id from 0 to 65534, found 65535"),
        ("\"id\": 1,", "\"id\": 0,", 8, "expected each Resource once, found 0 again"),
        ("\"2.1\"", "\"2\"", 2, "expected a version, found \"2\""),
        ("\"RW\"", "\"WR\"", 4, "expected R, W, RW, E or nothing, found \"WR\""),
        ("\"Float\"", "\"Double\"", 5, "expected a data type, found \"Double\""),
        (
            "\"multiple\": true",
            "\"multiple\": 1",
            3,
            "invalid type: integer `1`, expected a boolean",
        ),
        ("\"unit\"", "\"units\"", 5, "unknown field `units`"),
        ("\"urn\"", "\"name\"", 2, "duplicate field `name`"),
        ("\"mandatory\": false, \"resources\"", "\"resources\"", 8, "missing field `mandatory`"),
        ("\n}", "", 8, "EOF while parsing an object"),
        ("\n}", "\n}}", 8, "trailing characters"),
    ] {
        let text = PUMP.replacen(from, to, 1);
        assert_ne!(text, PUMP, "{from}");
        let found = json::read(text.as_bytes()).expect_err(expected);
        assert_eq!((found.rule, found.line), ("json", line), "{found}");
        assert!(found.message.starts_with(expected), "{found}");
    }
    // Every document that ends too early is refused, and none of any depth takes the stack.
    for end in 0..PUMP.trim_end().len() {
        assert!(json::read(&PUMP.as_bytes()[..end]).is_err(), "{end} bytes");
    }
    assert!(json::read("[".repeat(1_000_000).as_bytes()).is_err());
    let mut loading = Loading::new(Mode::Strict);
    loading.document("cut.json", b" [");
    let refused = loading.finish().expect_err("it ends too early").to_string();
    assert_eq!(refused, "cut.json:1:2: error: json: EOF while parsing a list");
}

#[test]
fn a_comparison_is_one_line() {
    let mut old = definition("3-1_2");
    let mut new = old.clone();
    old.resources.truncate(1);
    new.resources.truncate(1);
    new.name = "De\"vice".into();
    new.resources[0].mandatory = true;
    assert_eq!(
        diff::compare(&old, &new).to_json(),
        r#"{"object":3,"name":"De\"vice","old":"1.2","new":"1.2","made":"none","demanded":"major","verdict":"breach","differences":[{"severity":"rename","resource":null,"aspect":"name","old":"Device","new":"De\"vice"},{"severity":"major","resource":0,"aspect":"mandatory","old":"Optional","new":"Mandatory"}]}"#
    );
}

const PUMP: &str = r#"{"id": 33105, "name": " Big  Pump ",
 "urn": "urn:oma:lwm2m:x:33105:2.1", "version": "2.1", "lwm2m_version": "1.1",
 "multiple": true, "mandatory": false, "resources": [
  {"id": 1, "name": "Flow", "operations": "RW", "multiple": false, "mandatory": true,
   "type": "Float", "range": "0..10", "unit": "m3/s"},
  {"id": 0, "name": "Stop", "operations": "E", "multiple": false, "mandatory": false, "type": ""}
 ]
}
"#;

/// The same as it is written.
const FORM: &str = r#"[
{"id":33105,"name":"Big Pump","urn":"urn:oma:lwm2m:x:33105:2.1","version":"2.1","lwm2m_version":"1.1","multiple":true,"mandatory":false,"resources":[{"id":0,"name":"Stop","operations":"E","multiple":false,"mandatory":false,"type":""},{"id":1,"name":"Flow","operations":"RW","multiple":false,"mandatory":true,"type":"Float","range":"0..10","unit":"m3/s"}]}
]
"#;
