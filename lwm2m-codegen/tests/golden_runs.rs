//! The golden modules compile, and every option gives a type that reads and writes the same payload.

/// The modules as they are generated: their layout is what the golden test compares.
#[rustfmt::skip]
#[allow(
    clippy::module_inception,
    dead_code,
    missing_docs,
    unreachable_pub,
    reason = "a user's crate would show them"
)]
mod golden {
    pub mod bare;
    pub mod every_type;
    #[path = "every_type.heapless.rs"]
    pub mod every_type_heapless;
    #[path = "every_type.owned.rs"]
    pub mod every_type_owned;
    #[path = "every_type.vec.rs"]
    pub mod every_type_vec;
    pub mod nasty_names;
    pub mod small;
    pub mod time;
}

use lwm2m_codec::{ContentFormat, Decode, Encode, Object, Path, decode, encode_to_vec};

use golden::{
    bare, every_type, every_type_heapless, every_type_owned, every_type_vec, nasty_names, small,
    time,
};

const INSTANCE: Path = Path::instance(33100, 0);

/// What a client says of an Every Type: each Resource with a value once, both of a multiple one.
fn payload() -> Vec<u8> {
    use every_type::every_type::{EveryType, Mode, Sides};
    use lwm2m_codec::{CoreLink, Instances, ObjectLink, Text, Time};

    fn two<T: Clone>(one: T, other: T) -> Option<Instances<T, 4>> {
        let mut instances = Instances::new();
        for (id, value) in [(0, one), (7, other)] {
            let put = instances.insert(id, value);
            assert!(put.is_ok(), "two instances fit");
        }
        Some(instances)
    }

    let mut object = EveryType::new();
    object.text = Some("tank".into());
    object.number = Some(-5);
    object.count = Some(200);
    object.level = Some(21.5);
    object.lit = Some(true);
    object.links = Some(CoreLink::from_text(Text::new("</3/0>")));
    object.since = Some(Time(1_700_000_000));
    object.target = Some(ObjectLink::new(3, 0));
    object.numbers = two(1, -1);
    object.levels = two(0.5, -0.5);
    object.texts = two("a".into(), "b".into());
    object.mode = Some(Mode::Off);
    object.spare_mode = two(Mode::OtherThings, Mode::Other(5));
    object.sides = Some(Sides(Sides::LEFT.0 | Sides::FAR_AND_AWAY.0));
    encode_to_vec(ContentFormat::SENML_CBOR, INSTANCE, &object).expect("every value can be said")
}

/// Reads the payload as a `T` and writes it again.
fn again<T: for<'a> Decode<'a> + Encode>(payload: &[u8]) -> Vec<u8> {
    let object: T =
        decode(ContentFormat::SENML_CBOR, INSTANCE, payload).expect("the type holds it");
    encode_to_vec(ContentFormat::SENML_CBOR, INSTANCE, &object).expect("what was read can be said")
}

#[test]
fn every_option_reads_and_writes_the_same_payload() {
    let payload = payload();
    assert_eq!(again::<every_type_owned::every_type::EveryType>(&payload), payload);
    assert_eq!(again::<every_type_heapless::every_type::EveryType>(&payload), payload);

    let borrowed: every_type_vec::every_type::EveryType<'_> =
        decode(ContentFormat::SENML_CBOR, INSTANCE, &payload).expect("the type holds it");
    let written = encode_to_vec(ContentFormat::SENML_CBOR, INSTANCE, &borrowed);
    assert_eq!(written.as_deref(), Ok(payload.as_slice()));
}

#[test]
fn definitions_are_those_of_the_types() {
    assert_eq!(nasty_names::option::OptionObject::<4>::DEF.name, "Option");
    assert_eq!(time::DEFS, [time::time::Time::<4>::DEF]);
    assert_eq!(bare::bare::Bare::DEF.resources.len(), 1);
    let missing: Vec<_> = small::tank_level::TankLevel::new().missing_mandatory().collect();
    assert_eq!(missing, [small::tank_level::rid::LEVEL]);
}
