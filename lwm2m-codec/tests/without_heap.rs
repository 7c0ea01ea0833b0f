//! An Object in storage of fixed size takes a payload whole or not at all, also where it has no room for all of it.
//! Without feature `alloc` there is no other storage.

use lwm2m_codec::{
    ContentFormat, ErrorKind, Instances, Object, Path, ResourceValue, Result, Text, decode, encode,
    replace, update,
};

const TLV: ContentFormat = ContentFormat::TLV;
const AT: Path = Path::instance(3, 0);

#[derive(Clone, Debug, Default, Object, PartialEq)]
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
    let mut other = live.clone();
    let payload = b"\xc1\x09\x64\x83\x06\x41\x02\x01";
    let taken = update(&mut other, AT, TLV, AT, payload).map_err(|error| error.kind());
    if cfg!(feature = "alloc") {
        assert_eq!((taken, other.level), (Ok(()), Some(100)));
    } else {
        let refused = Err(ErrorKind::TooManyInstances { capacity: 2 });
        assert_eq!((taken, &other), (refused, &live));
    }
    // A replacing Write of the battery level makes no room for sources.
    let mut other = live.clone();
    let level = Path::resource(3, 0, 9);
    let taken = replace(&mut other, AT, TLV, level, payload).map_err(|error| error.kind());
    assert_eq!((taken, &other), (Err(ErrorKind::OutsideTarget), &live));
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

/// Storage that has room for whatever one payload may ask.
#[derive(Clone, Debug, Object, PartialEq)]
#[lwm2m(object = 3)]
struct Numbers {
    #[lwm2m(resource = 6, multiple)]
    numbers: Option<Instances<i64, 40>>,
    #[lwm2m(resource = 9)]
    level: Option<u8>,
}

impl Numbers {
    /// All forty are there already, so a payload claims no place.
    fn full() -> Self {
        let numbers: [(u16, i64); 40] = core::array::from_fn(|at| (at.try_into().unwrap_or(0), 7));
        Self { numbers: Some(Instances::from(numbers)), level: Some(1) }
    }
}

/// Resource 9, the first `count` numbers behind it, and Resource 9 once more where it comes `again`.
fn out_of_order(count: u8, again: bool) -> impl AsRef<[u8]> {
    let mut payload = b"\xc1\x09\x64\x88\x06".to_vec();
    payload.push(3 * count);
    payload.extend((0..count).flat_map(|id| [0x41, id, id]));
    payload.extend_from_slice(if again { b"\xc1\x09\x65" } else { b"" });
    payload
}

/// D-006: paths that are out of order are gathered to find one that comes twice; without a heap, 32 of them.
#[test]
fn paths_out_of_order() {
    let few = ErrorKind::RecordOrder;
    for (count, again, with_heap, without) in [
        (31, false, Ok(()), Ok(())),
        (32, false, Ok(()), Err(few)),
        (30, true, Err(ErrorKind::Duplicate), Err(ErrorKind::Duplicate)),
        (31, true, Err(ErrorKind::Duplicate), Err(few)),
    ] {
        let expected = if cfg!(feature = "alloc") { with_heap } else { without };
        let mut live = Numbers::full();
        let updated = update(&mut live, AT, TLV, AT, out_of_order(count, again).as_ref());
        assert_eq!(updated.map_err(|error| error.kind()), expected, "{count} {again}");
        assert_eq!(live == Numbers::full(), expected.is_err(), "{count} {again}");
    }
}

/// D-006: lenient reading goes on where a path comes again, and the last one counts.
#[cfg(feature = "lenient")]
#[test]
fn paths_that_come_again() {
    use lwm2m_codec::{DeviationKind, Options};

    let few = ErrorKind::RecordOrder;
    for (count, with_heap, without) in
        [(1, Ok(()), Ok(())), (31, Ok(()), Ok(())), (32, Ok(()), Err(few))]
    {
        let expected = if cfg!(feature = "alloc") { with_heap } else { without };
        let payload = out_of_order(count, true);
        let repeated = payload.as_ref().len() - 3;
        let mut told = [None; 2];
        let mut places = told.iter_mut();
        let mut report = |deviation| *places.next().expect("one deviation") = Some(deviation);
        let options = Options::STRICT.lenient(&mut report);
        let mut live = Numbers::full();
        let updated = options.update(&mut live, AT, TLV, AT, payload.as_ref());
        assert_eq!(updated.map_err(|error| error.kind()), expected, "{count}");
        let [first, second] = told.map(|told| told.map(|told| (told.kind, told.offset)));
        if expected.is_ok() {
            assert_eq!(first, Some((DeviationKind::DuplicatePath, repeated)), "{count}");
            assert_eq!(live.level, Some(0x65), "{count}");
        } else {
            assert_eq!((first, &live), (None, &Numbers::full()), "{count}");
        }
        assert_eq!(second, None, "{count}");
    }
    // The one that comes again may be the first that is out of order.
    let mut told = 0;
    let mut report = |_| told += 1;
    let payload = b"\xc1\x09\x64\xc1\x0a\x0f\xc1\x09\x65";
    let mut live = Numbers::full();
    let updated = Options::STRICT.lenient(&mut report).update(&mut live, AT, TLV, AT, payload);
    assert_eq!((updated, told, live.level), (Ok(()), 1, Some(0x65)));
}
