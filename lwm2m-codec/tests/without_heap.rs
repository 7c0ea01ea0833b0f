//! An Object in storage of fixed size takes a payload whole or not at all, also where it has no room for all of it.
//! Without feature `alloc` there is no other storage.

use lwm2m_codec::{
    ContentFormat, ErrorKind, Instances, Object, Path, ResourceValue, Result, Text, decode, encode,
    replace, update,
};

const TLV: ContentFormat = ContentFormat::TLV;
const AT: Path = Path::instance(3, 0);

#[derive(Debug, Default, Object, PartialEq)]
#[lwm2m(object = 3)]
struct Battery {
    #[lwm2m(resource = 6, multiple)]
    sources: Option<Instances<PowerSource, 2>>,
    #[lwm2m(resource = 9)]
    level: Option<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, ResourceValue)]
enum PowerSource {
    #[lwm2m(value = 1)]
    Internal,
    #[lwm2m(other)]
    Other(i64),
}

/// A level of 100, and sources 0, 1 and 2.
const THREE: &[u8] = b"\xc1\x09\x64\x88\x06\x09\x41\x00\x01\x41\x01\x07\x41\x02\x01";
/// Source 2 in the place of all others.
const ONE: &[u8] = b"\x83\x06\x41\x02\x01";

#[test]
fn what_does_not_fit_changes_nothing() -> Result<()> {
    let mut live = Battery::default();
    let taken = update(&mut live, AT, TLV, AT, THREE);
    if cfg!(feature = "alloc") {
        assert_eq!(taken, Ok(()));
    } else {
        let kind = taken.map_err(|error| error.kind());
        assert_eq!(kind, Err(ErrorKind::TooManyInstances { capacity: 2 }));
        assert_eq!(live, Battery::default());
    }
    // Two of them fit; a third one does once the others make room.
    let two = Some(Instances::from([(0, PowerSource::Internal), (1, PowerSource::Other(7))]));
    live = Battery { sources: two, level: None };
    replace(&mut live, AT, TLV, Path::resource(3, 0, 6), ONE)?;
    assert_eq!(live.sources, Some(Instances::from([(2, PowerSource::Internal)])));
    Ok(())
}

#[derive(Debug, Object)]
#[lwm2m(object = 3)]
struct View<'a, const N: usize = 1> {
    #[lwm2m(resource = 0)]
    maker: Option<Text<'a>>,
    #[lwm2m(resource = 6, multiple)]
    sources: Option<Instances<PowerSource, N>>,
}

#[test]
fn a_view_borrows_from_the_payload() -> Result<()> {
    let payload = b"\xc4\x00Acme\x83\x06\x41\x02\x01";
    let view: View<'_> = decode(TLV, AT, payload)?;
    let maker = view.maker.as_ref().and_then(Text::as_str);
    assert_eq!(maker.map(str::as_ptr), payload.get(2..).map(<[u8]>::as_ptr));
    assert_eq!(maker, Some("Acme"));
    let mut buffer = [0; 16];
    assert_eq!(encode(TLV, AT, &view, &mut buffer)?, payload);
    Ok(())
}
