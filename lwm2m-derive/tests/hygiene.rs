//! Derived code stands anywhere: beside any names, without a prelude, behind macros and parameters.
// Tests run where there is a standard library.
#![allow(clippy::std_instead_of_core)]

use lwm2m_codec::{ContentFormat, Decode, Object, Path, ResourceValue, Result, decode, update};

/// Names of the codec and of the prelude that mean something else here.
mod names {
    #![no_implicit_prelude]
    #![allow(dead_code, reason = "they are only in the way")]

    pub(super) struct Result;
    pub(super) struct Text;
    pub(super) struct Time;
    pub(super) struct Value;
    pub(super) struct Path;
    pub(super) struct Ok;
    pub(super) struct None;
    pub(super) trait Encode {}
    pub(super) trait Decode {}
    pub(super) mod lwm2m_codec {}
    pub(super) mod core {}

    #[derive(::std::fmt::Debug, ::lwm2m_codec::Object)]
    #[lwm2m(object = 3, deny_unknown)]
    pub(super) struct Object<'a> {
        #[lwm2m(resource = 9, multiple)]
        pub(super) r#type: ::std::option::Option<::lwm2m_codec::Instances<Some, 2>>,
        #[lwm2m(resource = 10)]
        pub(super) this: ::core::option::Option<::lwm2m_codec::Text<'a>>,
    }

    #[derive(::std::fmt::Debug, ::lwm2m_codec::Object)]
    #[lwm2m(object = 4)]
    pub(super) struct Owned {
        #[lwm2m(resource = 9)]
        pub(super) tail: ::core::option::Option<Number>,
    }

    #[derive(::std::fmt::Debug, ::std::cmp::PartialEq, ::lwm2m_codec::ResourceValue)]
    pub(super) enum Some {
        #[lwm2m(value = 1)]
        Ok,
        #[lwm2m(other)]
        Err(i64),
    }

    #[derive(::std::fmt::Debug, ::std::cmp::PartialEq, ::lwm2m_codec::ResourceValue)]
    pub(super) struct Number(pub(super) u8);
}

#[test]
fn beside_any_names() -> Result<()> {
    let target = Path::instance(3, 0);
    let object: names::Object<'_> =
        decode(ContentFormat::TLV, target, b"\x83\x09\x41\x00\x07\xc1\x0a\x41")?;
    let first = object.r#type.as_ref().and_then(|instances| instances.get(0));
    assert_eq!(first, Some(&names::Some::Err(7)));
    assert_eq!(object.this.as_ref().and_then(|text| text.as_str()), Some("A"));
    let mut owned = names::Owned { tail: None };
    update(&mut owned, target, ContentFormat::TLV, target, b"\xc1\x09\x07")?;
    assert_eq!(owned.tail, Some(names::Number(7)));
    Ok(())
}

/// Where the codec has another name.
mod renamed {
    pub(super) use lwm2m_codec as codec;

    #[derive(Debug, Default, codec::Object)]
    #[lwm2m(object = 3, crate = "crate::renamed::codec")]
    pub(super) struct Device {
        #[lwm2m(resource = 9)]
        pub(super) level: Option<Level>,
    }

    #[derive(Debug, PartialEq, codec::ResourceValue)]
    #[lwm2m(crate = codec)]
    pub(super) struct Level(pub(super) u8);
}

#[test]
fn the_codec_may_have_another_name() -> Result<()> {
    let device: renamed::Device =
        decode(ContentFormat::TLV, Path::instance(3, 0), b"\xc1\x09\x07")?;
    assert_eq!(device.level, Some(renamed::Level(7)));
    Ok(())
}

/// Parameters of every kind; the bounds of the type are kept.
#[derive(Debug, Object)]
#[lwm2m(object = 3)]
struct Generic<'a, T: Copy, U, const N: usize>
where
    U: PartialEq,
{
    #[lwm2m(resource = 0)]
    value: Option<T>,
    #[lwm2m(resource = 1, multiple)]
    values: Option<lwm2m_codec::Instances<U, N>>,
    #[lwm2m(resource = 2)]
    text: Option<&'a str>,
}

#[derive(Debug, Default, Object)]
#[lwm2m(object = 3)]
struct Live<T = u8> {
    #[lwm2m(resource = 0)]
    value: Option<T>,
}

#[test]
fn behind_parameters() -> Result<()> {
    let target = Path::instance(3, 0);
    let payload = b"\xc1\x00\x01\x83\x01\x41\x07\x02\xc1\x02\x41";
    let generic: Generic<'_, bool, u8, 1> = decode(ContentFormat::TLV, target, payload)?;
    assert_eq!((generic.value, generic.text), (Some(true), Some("A")));
    assert_eq!(generic.values, Some(lwm2m_codec::Instances::from([(7, 2)])));
    assert_eq!(<Generic<'_, bool, u8, 1> as Decode<'_>>::DATA_TYPE, lwm2m_codec::DataType::None);
    let mut live = Live::<bool>::default();
    update(&mut live, target, ContentFormat::TLV, target, b"\xc1\x00\x01")?;
    assert_eq!(live.value, Some(true));
    assert_eq!(Live::<String>::DEF.resources.len(), 1);
    Ok(())
}

macro_rules! objects {
    ($($name:ident: $id:literal { $($field:ident: $resource:literal $type:ty,)* })*) => {$(
        #[derive(Debug, Default, Object)]
        #[lwm2m(object = $id)]
        struct $name {
            $(#[lwm2m(resource = $resource)] $field: $type,)*
        }
    )*};
}

objects! {
    ByMacro: 3 { level: 9 Option<u8>, maker: 0 Option<String>, }
    Nothing: 4 {}
}

#[test]
fn behind_a_macro() -> Result<()> {
    let target = Path::instance(3, 0);
    let device: ByMacro = decode(ContentFormat::TLV, target, b"\xc1\x09\x07\xc1\x00\x41")?;
    assert_eq!((device.level, device.maker.as_deref()), (Some(7), Some("A")));
    decode::<Nothing>(ContentFormat::TLV, Path::instance(4, 0), b"")?;
    Ok(())
}

/// In a function, and with a field that should not be used any more.
#[test]
fn in_a_function() -> Result<()> {
    #[derive(Debug, Default, Object)]
    #[lwm2m(object = 3)]
    struct Local {
        #[deprecated]
        #[lwm2m(resource = 9)]
        level: Option<Level>,
    }

    #[derive(Debug, ResourceValue)]
    struct Level(u8);

    let local: Local = decode(ContentFormat::TLV, Path::instance(3, 0), b"\xc1\x09\x07")?;
    assert!(local.has(lwm2m_codec::ResourceId::new(9)));
    Ok(())
}
