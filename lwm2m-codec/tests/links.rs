//! What breaks the grammar of links is refused at its byte, and what does not is kept as it stands.
#![allow(clippy::std_instead_of_alloc, reason = "a test has the standard library")]

use lwm2m_codec::link::{Links, ParameterValue, Writer, links};
use lwm2m_codec::{CoreLink, Error, ErrorKind, Limits, Options, Output, Path, Result, Version};

/// Reads all links and their parameters.
fn walk(links: Links<'_>) -> Result<usize> {
    let mut count = 0;
    for link in links {
        count += 1 + link?.parameters().count();
    }
    Ok(count)
}

fn read(text: &[u8]) -> Result<usize> {
    walk(links(text)?)
}

/// LNK-02, LNK-03, LNK-04, LNK-21: D-093, D-094.
#[test]
fn errors_have_the_byte_and_the_reason() {
    let bracket = "a link that begins with an angle bracket";
    let closing = "a path up to a closing angle bracket";
    let separator = "a comma or a semicolon";
    for (text, expected, offset) in [
        ("lwm2m=1.0,</0/0>", bracket, 0),
        ("/1", bracket, 0),
        (" </1>", bracket, 0),
        ("</1>, </2>", bracket, 5),
        ("</1>,", bracket, 4),
        ("</1>,,</2>", bracket, 5),
        ("<>", "a path that begins with a slash", 1),
        ("<", "a path that begins with a slash", 0),
        ("<1/1>", "a path that begins with a slash", 1),
        ("<coap://host/1>", "a path that begins with a slash", 1),
        ("<//host/1>", "a path that begins with one slash", 2),
        ("</1", closing, 2),
        ("</1?x>", closing, 3),
        ("</1#x>", closing, 3),
        ("</1 >", closing, 3),
        ("</ą>", closing, 2),
        ("</%4>", "two hexadecimal digits after a percent sign", 2),
        ("</%>", "two hexadecimal digits after a percent sign", 2),
        ("</1> ,</2>", separator, 4),
        ("</1></2>", separator, 4),
        ("</1>;a=b ", separator, 8),
        ("</1>;a b", separator, 6),
        ("</1>;a=b\"", separator, 8),
        ("</1>;a=\"b\"c", separator, 10),
        ("</1>;", "the name of a parameter", 4),
        ("</1>; a", "the name of a parameter", 5),
        ("</1>;=a", "the name of a parameter", 5),
        ("</1>;\"a\"", "the name of a parameter", 5),
        ("</1>;ą", "the name of a parameter", 5),
        ("</1>;a=", "a value after the equals sign", 6),
        ("</1>;a=;b", "a value after the equals sign", 7),
        ("</1>;a=,</2>", "a value after the equals sign", 7),
        ("</1>;a= 1", "a value after the equals sign", 7),
        ("</1>;a=\"b", "a closing quotation mark", 8),
        ("</1>;a=\"b\\\"", "a closing quotation mark", 10),
        ("</1>;a=\"b\\", "a closing quotation mark", 9),
        ("</1>;a=\"\n\"", "no control characters in quotes", 8),
    ] {
        let error = Error::from(ErrorKind::Malformed(expected)).at(offset);
        assert_eq!(read(text.as_bytes()), Err(error), "{text}");
        // What comes before is handed out, and nothing behind.
        let mut links = links(text.as_bytes()).expect("it is text");
        assert_eq!(links.by_ref().filter(Result::is_err).count(), 1, "{text}");
        assert!(links.next().is_none(), "{text}");
    }
    let error = read(b"</1>;a=\"\xff\"").expect_err("no text");
    assert_eq!((error.kind(), error.offset()), (ErrorKind::NotUtf8, Some(8)));
    let message = read(b"</1>;a=").expect_err("no value").to_string();
    assert_eq!(message, "malformed payload: expected a value after the equals sign (byte 6)");
}

/// LNK-13, LNK-21: D-096, D-097.
#[test]
fn what_is_not_known_is_kept() {
    let payload = "</a%2Fb//>;foo;bar=1;bar=2;hb;title=\"x, \\\"ą\\\";\",</65535>";
    let read: Vec<_> =
        links(payload.as_bytes()).expect("text").map(|l| l.expect("it is one")).collect();
    let [first, second] = read.as_slice() else { panic!("two links, found {read:?}") };
    assert_eq!((first.href(), first.offset()), ("/a%2Fb//", 0));
    let parameters: Vec<_> = first.parameters().collect();
    let shown = parameters.iter().map(|p| (p.name, p.value.as_str(), p.offset));
    assert!(shown.eq([
        ("foo", None, 11),
        ("bar", Some("1"), 15),
        ("bar", Some("2"), 21),
        ("hb", None, 27),
        ("title", None, 30),
    ]));
    assert_eq!(parameters[0].value, ParameterValue::None);
    assert_eq!(parameters[4].value, ParameterValue::Quoted("x, \"ą\";".into()));
    let reserved = second.path().expect_err("reserved");
    assert_eq!((reserved.kind(), reserved.offset()), (ErrorKind::ReservedId, Some(51)));
    assert_eq!(walk(links(b"").expect("text")), Ok(0));
}

/// LNK-03: in a path and in quotes a comma, a semicolon and an angle bracket are letters like any other.
#[test]
fn separators_that_separate_nothing() {
    for text in ["</a,b;c>;t,</1>", "</a,b;c>;t=\"x,y;z\",</1>", "</a,b;c>;t=\"</2>,</3>;u\",</1>"]
    {
        let read = links(text.as_bytes()).expect("text").map(|link| link.expect("it is one"));
        let read: Vec<_> = read.map(|link| (link.href(), link.parameters().count())).collect();
        assert_eq!(read, [("/a,b;c", 1), ("/1", 0)], "{text}");
    }
}

/// LNK-03, LNK-13: the readers of lists and answers leave alone what they do not know, too (D-096).
#[test]
fn typed_readers_take_unknown_parameters() {
    let with = |text: &str| text.replace('+', ";foo;bar=1;title=\"x,y;z\"");
    let list = with("</>;rt=\"oma.lwm2m\"+,</1/0>+,</3>+");
    let answer = with("</3>+,</3/0>+,</3/0/7>;pmin=1+");
    let accounts = with("</>;lwm2m=1.1+,</0/0>;ssid=1+,</3/0>+");
    let shown = |paths: Result<Vec<Path>>| paths.map(|paths| format!("{paths:?}"));
    for version in [Version::V1_0, Version::V1_1, Version::V1_2] {
        let options = Options::STRICT.version(version);
        let listed = options.object_list(list.as_bytes());
        let listed = listed.and_then(|list| list.objects.map(|link| Ok(link?.path)).collect());
        assert_eq!(shown(listed), Ok("[/1/0, /3]".into()), "{version:?}");

        let discovered = options.discovery(Path::object(3), answer.as_bytes());
        let discovered = discovered.and_then(|links| links.map(|link| Ok(link?.path)).collect());
        assert_eq!(shown(discovered), Ok("[/3, /3/0, /3/0/7]".into()), "{version:?}");

        let known = options.bootstrap_discovery(Path::ROOT, accounts.as_bytes());
        let known = known.and_then(|known| known.links.map(|link| Ok(link?.path)).collect());
        assert_eq!(shown(known), Ok("[/0/0, /3/0]".into()), "{version:?}");
    }
}

#[test]
fn no_more_links_than_the_limit() {
    let mut limits = Limits::DEFAULT;
    limits.records = 2;
    let options = Options::STRICT.limits(limits);
    assert_eq!(walk(options.links(b"</1>,</2>").expect("text")), Ok(2));
    let error = walk(options.links(b"</1>,</2>,</3>").expect("text")).expect_err("a third");
    assert_eq!((error.kind(), error.offset()), (ErrorKind::TooDeep { limit: 2 }, Some(10)));
}

/// What a Writer has no form for, nothing is written of.
#[test]
fn what_cannot_be_written() {
    type Write = fn(&mut Writer<'_, '_>) -> Result<()>;
    let rows: [(Write, ErrorKind); 9] = [
        (|w| w.link("1").map(drop), ErrorKind::Malformed("a path that begins with a slash")),
        (|w| w.link("//").map(drop), ErrorKind::Malformed("a path that begins with one slash")),
        (|w| w.link("/ą").map(drop), ErrorKind::Malformed("a path of characters that paths have")),
        (
            |w| w.link("/%").map(drop),
            ErrorKind::Malformed("two hexadecimal digits after a percent sign"),
        ),
        (
            |w| w.flag("a").map(drop),
            ErrorKind::NotExpressible("a parameter in front of the first link"),
        ),
        (|w| w.flag("").map(drop), ErrorKind::NotExpressible("a parameter of this name")),
        (|w| w.quoted("a b", "").map(drop), ErrorKind::NotExpressible("a parameter of this name")),
        (|w| w.token("a", "").map(drop), ErrorKind::NotExpressible("this value without quotes")),
        (|w| w.token("a", "b;").map(drop), ErrorKind::NotExpressible("this value without quotes")),
    ];
    for (write, kind) in rows {
        let mut out = Output::new(&mut []);
        assert_eq!(write(&mut Writer::new(&mut out)).map_err(|error| error.kind()), Err(kind));
        assert_eq!(out.position(), 0, "{kind}");
    }
}

/// LNK-20: D-050.
#[test]
fn values_of_type_corelnk() {
    let value = CoreLink::new("</3/0>;ver=1.1,</3306/0>").expect("links");
    let mut links = value.links(&mut []).expect("text");
    assert_eq!(links.next().map(|l| l.and_then(|l| l.path())), Some(Ok(Path::instance(3, 0))));
    assert_eq!(links.next().map(|l| l.and_then(|l| l.path())), Some(Ok(Path::instance(3306, 0))));
    assert!(links.next().is_none());
    let error = CoreLink::new("</3/0>, </4>").expect_err("a blank");
    assert_eq!(error.offset(), Some(7));
}

/// A text is shown as what it says, however it is spelled: found by fuzzing.
#[test]
fn escapes_are_not_shown() {
    let text = r#"</1>;a="\'";b="'";c="\"";d="'\"""#;
    let link = links(text.as_bytes()).expect("text").next().expect("a link").expect("a link");
    let shown: Vec<_> = link.parameters().map(|p| format!("{:?}", p.value)).collect();
    let expected = [r#"Quoted("'")"#, r#"Quoted("'")"#, r#"Quoted("\"")"#, r#"Quoted("'\"")"#];
    assert_eq!(shown, expected);
}
