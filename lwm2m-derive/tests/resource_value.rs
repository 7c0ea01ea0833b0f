//! Enumerations are numbers, newtypes are what they hold.

use lwm2m_codec::{
    ContentFormat, DataType, Decode, Encode, ErrorKind, Path, ResourceValue, Result, Text, decode,
    encode, update,
};

const TLV: ContentFormat = ContentFormat::TLV;
const AT: Path = Path::resource(33100, 0, 0);

/// Writes a value as TLV, and reads it back.
fn check<T>(value: &T, bytes: &[u8]) -> Result<()>
where
    T: Encode + for<'a> ResourceValue<'a> + PartialEq + core::fmt::Debug,
{
    let mut buffer = [0; 16];
    assert_eq!(encode(TLV, AT, value, &mut buffer)?, bytes);
    assert_eq!(decode::<T>(TLV, AT, bytes)?, *value);
    Ok(())
}

fn refused<T: for<'a> Decode<'a>>(bytes: &[u8]) -> Option<ErrorKind> {
    decode::<T>(TLV, AT, bytes).err().map(|error| error.kind())
}

#[derive(Clone, Copy, Debug, PartialEq, ResourceValue)]
enum Open {
    #[lwm2m(value = -1)]
    Worse,
    #[lwm2m(other)]
    Other(i64),
    #[lwm2m(value = 0x12c)]
    Best,
}

#[test]
fn an_open_enumeration_takes_every_number() -> Result<()> {
    check(&Open::Worse, b"\xc1\x00\xff")?;
    check(&Open::Best, b"\xc2\x00\x01\x2c")?;
    check(&Open::Other(7), b"\xc1\x00\x07")?;
    assert_eq!(<Open as ResourceValue<'_>>::DATA_TYPE, DataType::Integer);
    // A number with a name is read by its name.
    let mut buffer = [0; 3];
    let bytes = encode(TLV, AT, &Open::Other(-1), &mut buffer)?;
    assert_eq!(decode::<Open>(TLV, AT, bytes)?, Open::Worse);
    Ok(())
}

#[derive(Clone, Copy, Debug, PartialEq, ResourceValue)]
enum Closed {
    #[lwm2m(value = 0)]
    Off,
    #[lwm2m(value = 1)]
    On,
}

#[test]
fn a_closed_enumeration_refuses_other_numbers() -> Result<()> {
    check(&Closed::Off, b"\xc1\x00\x00")?;
    check(&Closed::On, b"\xc1\x00\x01")?;
    assert_eq!(refused::<Closed>(b"\xc1\x00\x02"), Some(ErrorKind::OutOfRange));
    let mut live = Closed::On;
    assert!(update(&mut live, AT, TLV, AT, b"\xc1\x00\x02").is_err());
    assert_eq!(live, Closed::On);
    Ok(())
}

#[derive(Clone, Copy, Debug, PartialEq, ResourceValue)]
enum Unsigned {
    #[lwm2m(value = 18446744073709551615)]
    All,
    #[lwm2m(value = 200)]
    Some,
    #[lwm2m(other)]
    Other(u64),
}

#[test]
fn an_enumeration_may_be_unsigned() -> Result<()> {
    check(&Unsigned::All, b"\xc8\x00\x08\xff\xff\xff\xff\xff\xff\xff\xff")?;
    check(&Unsigned::Other(3), b"\xc1\x00\x03")?;
    assert_eq!(<Unsigned as ResourceValue<'_>>::DATA_TYPE, DataType::Unsigned);
    // D-055: as a signed number this octet would be -56.
    assert_eq!(decode::<Unsigned>(TLV, AT, b"\xc1\x00\xc8")?, Unsigned::Some);
    Ok(())
}

#[derive(Clone, Copy, Debug, PartialEq, ResourceValue)]
struct Celsius(f64);

#[derive(Clone, Copy, Debug, PartialEq, ResourceValue)]
struct Nested(Celsius);

#[derive(Clone, Debug, PartialEq, ResourceValue)]
struct Name<'a>(Text<'a>);

#[derive(Clone, Debug, PartialEq, ResourceValue)]
struct Tagged<T: Clone>(T)
where
    T: PartialEq;

#[derive(Clone, Debug, PartialEq, ResourceValue)]
struct Short<const N: usize>(heapless::String<N>);

#[test]
fn a_newtype_is_what_it_holds() -> Result<()> {
    check(&Nested(Celsius(22.5)), b"\xc4\x00\x41\xb4\x00\x00")?;
    check(&Tagged(true), b"\xc1\x00\x01")?;
    check(&Tagged(Celsius(1.0)), b"\xc4\x00\x3f\x80\x00\x00")?;
    check(&Short::<2>("ab".try_into().unwrap_or_default()), b"\xc2\x00ab")?;
    assert_eq!(refused::<Short<1>>(b"\xc2\x00ab"), Some(ErrorKind::ValueTooLong { limit: 1 }));
    assert_eq!(decode::<Name<'_>>(TLV, AT, b"\xc2\x00ab")?, Name("ab".into()));
    assert_eq!(decode::<Tagged<&str>>(TLV, AT, b"\xc2\x00ab")?, Tagged("ab"));
    assert_eq!(<Nested as ResourceValue<'_>>::DATA_TYPE, DataType::Float);
    Ok(())
}
