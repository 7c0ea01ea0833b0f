//! No vector passes by accident: whatever it expects, once changed it fails.

use lwm2m_vectors::{
    AttributeValue, Direction, Expect, Expected, ExpectedAttribute, Kind, Line, Outcome, Pattern,
    own, read_files, run,
};

/// The vectors of the repository that pass.
fn passing() -> Vec<Line> {
    let lines = read_files([own()]).expect("the folder is part of the repository");
    let lines = lines.into_iter().flatten().filter(|line| !line.caveat);
    lines.filter(|line| run(line) == Outcome::Passed).collect()
}

/// Changes what a vector expects, and counts those that this makes fail.
fn check(change: impl Fn(&mut Line) -> bool) {
    let mut changed = 0;
    for mut line in passing() {
        if change(&mut line) {
            changed += 1;
            assert!(matches!(run(&line), Outcome::Failed { .. }), "{line:?}");
        }
    }
    assert!(changed > 0);
}

/// The fields of a message that are there whatever its options are.
const HEADER: [&str; 5] = ["type", "code", "message_id", "method", "token"];

#[test]
fn a_record_less() {
    check(|line| match &mut line.expect {
        Expect::Records(records) if line.kind == Kind::Payload => records.pop().is_some(),
        Expect::Paths(paths) => paths.pop().is_some(),
        Expect::Attributes(attributes) => attributes.pop().is_some(),
        Expect::Links(links) => links.pop().is_some(),
        Expect::Message(fields) => {
            let option = fields.keys().find(|name| !HEADER.contains(&name.as_str())).cloned();
            option.and_then(|name| fields.remove(&name)).is_some()
        }
        _ => false,
    });
}

#[test]
fn a_record_more() {
    check(|line| match &mut line.expect {
        Expect::Records(records) if line.kind == Kind::Payload => {
            let more = records.first().cloned();
            records.extend(more);
            !records.is_empty()
        }
        Expect::Paths(paths) => {
            paths.push(Pattern::default());
            true
        }
        Expect::Attributes(attributes) => {
            attributes.push(ExpectedAttribute { name: "dim".into(), value: None });
            true
        }
        Expect::Links(links) => {
            links.extend(links.first().cloned());
            !links.is_empty()
        }
        Expect::Message(fields) => fields.insert("max_age".into(), 1.into()).is_none(),
        _ => false,
    });
}

#[test]
fn another_value() {
    check(|line| match &mut line.expect {
        Expect::Records(records) => records.last_mut().is_some_and(|record| {
            match &mut record.value {
                Expected::Text(_, text) => text.push('x'),
                Expected::Whole(_, whole) => *whole ^= 1,
                Expected::Float(number) if number.is_finite() => *number = number.next_up(),
                Expected::Float(number) => *number = 0.0,
                Expected::Boolean(boolean) => *boolean = !*boolean,
                Expected::Opaque(octets) => octets.push(0),
                Expected::ObjectLink(link) => link.instance ^= 1,
                Expected::Empty => record.value = Expected::Null,
                Expected::Null | Expected::None => record.value = Expected::Empty,
            }
            true
        }),
        Expect::Attributes(attributes) => attributes.last_mut().is_some_and(|attribute| {
            attribute.value = match attribute.value.take() {
                Some(AttributeValue::Whole(whole)) => Some(AttributeValue::Whole(whole ^ 1)),
                Some(AttributeValue::Float(float)) => Some(AttributeValue::Float(float.next_up())),
                Some(AttributeValue::Text(text)) => Some(AttributeValue::Text(text + "1")),
                None => Some(AttributeValue::Whole(0)),
            };
            true
        }),
        Expect::Links(links) => {
            let parameter = links.last_mut().and_then(|link| link.parameters.last_mut());
            parameter.is_some_and(|(_, value, _)| {
                *value = value.take().map_or(Some("x".into()), |_| None);
                true
            })
        }
        _ => false,
    });
}

#[test]
fn another_attribute() {
    check(|line| match &mut line.expect {
        Expect::Attributes(attributes) => attributes.first_mut().is_some_and(|attribute| {
            attribute.name.push('x');
            true
        }),
        _ => false,
    });
}

#[test]
fn another_path() {
    check(|line| match &mut line.expect {
        Expect::Records(records) if line.kind == Kind::Payload => {
            records.last_mut().is_some_and(|record| {
                let id = record.path.ids.last_mut();
                id.is_some_and(|id| {
                    *id = id.map(|id| id ^ 1);
                    id.is_some()
                })
            })
        }
        Expect::Paths(paths) => {
            paths.rotate_left(1);
            paths.first() != paths.last()
        }
        Expect::Links(links) => links.last_mut().is_some_and(|link| {
            link.href.push('x');
            true
        }),
        Expect::Ids(pattern) => {
            pattern.ids.push(Some(0));
            true
        }
        Expect::Operation(operation) => {
            operation.push('x');
            true
        }
        _ => false,
    });
}

#[test]
fn success_for_an_error() {
    check(|line| {
        let error = matches!(line.expect, Expect::Error(_));
        line.expect = Expect::Records(Vec::new());
        error
    });
}

#[test]
fn an_error_for_success() {
    check(|line| {
        // Names without values are a list of paths, and an error as a payload.
        let success = match &line.expect {
            Expect::Error(_) => false,
            Expect::Records(records) => !records.iter().any(|r| r.value == Expected::None),
            _ => true,
        };
        line.expect = Expect::Error("nothing".into());
        line.direction = Direction::Decode;
        success
    });
}
