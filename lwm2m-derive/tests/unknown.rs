//! Resources that a struct does not have: skipped, or refused where it says so.

use lwm2m_codec::{ContentFormat, ErrorKind, Object, Path, Result, decode, replace, update};

const AT: Path = Path::instance(3, 0);
/// A Resource that is known, one that is not, a multiple one that is not.
const PAYLOAD: &[u8] = b"\xc1\x09\x64\xc2\x0a\x01\x00\x83\x0b\x41\x00\x00";

#[derive(Debug, Default, Object, PartialEq)]
#[lwm2m(object = 3)]
struct Open {
    #[lwm2m(resource = 9)]
    level: Option<u8>,
}

#[derive(Debug, Default, Object, PartialEq)]
#[lwm2m(object = 3, deny_unknown)]
struct Closed {
    #[lwm2m(resource = 9)]
    level: Option<u8>,
}

#[test]
fn they_are_skipped() -> Result<()> {
    let read: Open = decode(ContentFormat::TLV, AT, PAYLOAD)?;
    assert_eq!(read, Open { level: Some(100) });
    let mut live = Open::default();
    update(&mut live, AT, ContentFormat::TLV, AT, PAYLOAD)?;
    assert_eq!(live, read);
    replace(&mut live, AT, ContentFormat::TLV, Path::resource(3, 0, 10), b"\xc1\x0a\x01")?;
    assert_eq!(live, read);
    // Nothing but what is unknown: the Object Instance is there.
    assert_eq!(decode::<Open>(ContentFormat::TLV, AT, b"\xc1\x0a\x01")?, Open::default());
    Ok(())
}

#[test]
fn they_are_refused() {
    let refused = decode::<Closed>(ContentFormat::TLV, AT, PAYLOAD).err();
    let seen = refused.map(|error| (error.kind(), error.offset(), error.path()));
    let path = Path::resource(3, 0, 10);
    assert_eq!(seen, Some((ErrorKind::UnknownResource, Some(3), Some(path))));
    let mut live = Closed::default();
    let refused = update(&mut live, AT, ContentFormat::TLV, AT, PAYLOAD);
    assert_eq!(refused.map_err(|error| error.kind()), Err(ErrorKind::UnknownResource));
    assert_eq!(live, Closed::default());
}
