//! A Corelnk is text in every format, and its links are read when somebody asks for them (D-050).
#![cfg(feature = "text")]

use lwm2m_codec::{ContentFormat, CoreLink, ErrorKind, Path, decode};

const TEXT: ContentFormat = ContentFormat::TEXT;
const DEVICES: Path = Path::resource(25, 0, 3);

/// TXT-08, LNK-20: the text as it is, and the links in it.
#[test]
fn text_and_its_links() {
    for (text, hrefs) in [
        ("", &[][..]),
        ("</3/0>", &["/3/0"]),
        ("</3/0>;ver=1.1,</3306/0>;rt=\"a,b\"", &["/3/0", "/3306/0"]),
    ] {
        let links: CoreLink<'_> = decode(TEXT, DEVICES, text.as_bytes()).expect("text");
        assert_eq!(links.as_text(), text);
        let mut buffer = [0; 64];
        let read = links.links(&mut buffer).expect("room for the text");
        let found: Vec<String> =
            read.map(|link| link.expect("a link").href().to_string()).collect();
        assert_eq!(found, hrefs, "{text}");
    }
}

/// D-050: what is no link hides nothing but itself.
#[test]
fn no_links() {
    let links: CoreLink<'_> = decode(TEXT, DEVICES, b"3/0").expect("text");
    assert_eq!(links.as_text(), "3/0");
    let mut read = links.links(&mut []).expect("text in one piece");
    let error = read.next().expect("something").expect_err("no link");
    assert!(matches!(error.kind(), ErrorKind::Malformed(_)), "{error}");
    assert_eq!((error.offset(), read.next()), (Some(0), None));
}
