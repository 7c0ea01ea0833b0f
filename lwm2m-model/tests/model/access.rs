//! Every definition: a Read shows what is readable, a Write changes what is writable, and nothing else.

use lwm2m_codec::{
    Claims, ContentFormat, ErrorKind, ObjectDef, Path, Permitted, Result, Schema, Tail, Update,
    WireValue, replace, update,
};
use lwm2m_model::defs::DEFS;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::case::{Case, encoded, read, run, same, whole_formats};

/// How many cases there are of each definition.
const CASES: u32 = 3;

#[test]
fn a_read_shows_readable_resources_only() {
    for def in DEFS {
        run(def, CASES, |case| reading(def, &case));
    }
}

fn reading(def: &ObjectDef<'static>, case: &Case) -> Result<(), TestCaseError> {
    let mut shown = case.clone();
    shown.records.retain(|record| {
        Schema::resource(def, record.path).is_some_and(|def| def.operations.readable())
    });
    for format in whole_formats() {
        let permitted = Permitted::read(&case.records[..], case.target, def);
        let Some(bytes) = encoded(format, case.target, &permitted, shown.fits(format))? else {
            continue;
        };
        let again = read(format, case.target, &bytes, def);
        prop_assert!(
            matches!(&again, Ok(again) if same(again, &shown.records)),
            "{}: {:?}",
            format,
            again
        );
    }
    Ok(())
}

#[test]
fn a_write_changes_writable_resources_only() {
    for def in DEFS {
        run(def, CASES, |case| writing(def, &case));
    }
}

fn writing(def: &ObjectDef<'static>, case: &Case) -> Result<(), TestCaseError> {
    const FORMAT: ContentFormat = ContentFormat::TLV;
    let writable = |path: Path| {
        Schema::resource(def, path).is_some_and(|resource| resource.operations.writable())
    };
    // Each value alone: refused or taken.
    for record in &case.records {
        let at = record.path.ancestor(2);
        let Some(bytes) = encoded(FORMAT, record.path, record, true)? else { continue };
        for verb in [update, replace] {
            let mut touched = Touched::default();
            let outcome = verb(
                &mut Permitted::write(&mut touched as &mut dyn Update, at, def),
                at,
                FORMAT,
                record.path,
                &bytes,
            );
            let refused = matches!(&outcome, Err(error) if error.kind() == ErrorKind::NotPermitted
                && error.path() == Some(record.path));
            let right = if writable(record.path) { outcome.is_ok() } else { refused };
            prop_assert!(right, "{:?}", outcome);
            prop_assert_eq!(!touched.0.is_empty(), writable(record.path));
        }
    }
    // All at once: one value that must not be written keeps all others from being written.
    let mut touched = Touched::default();
    let object = Path::object(def.id.get());
    let Some(payload) = encoded(FORMAT, object, &case.records[..], true)? else { return Ok(()) };
    let mut live = Permitted::write(&mut touched as &mut dyn Update, object, def);
    let outcome = update(&mut live, object, FORMAT, object, &payload);
    let all = case.records.iter().all(|record| writable(record.path));
    prop_assert_eq!(outcome.is_ok(), all, "{:?}", outcome);
    prop_assert_eq!(touched.0.len(), if all { case.records.len() } else { 0 });
    Ok(())
}

/// A live value that takes everything and remembers what was touched.
#[derive(Debug, Default)]
struct Touched(Vec<Tail>);

impl Update for Touched {
    fn check(&self, _: Tail, _: &WireValue<'_>, _: &mut Claims) -> Result<()> {
        Ok(())
    }

    fn update(&mut self, tail: Tail, _: &WireValue<'_>) -> Result<()> {
        self.0.push(tail);
        Ok(())
    }

    fn clear(&mut self, tail: Tail) {
        self.0.push(tail);
    }

    fn check_new(_: Tail, _: &WireValue<'_>, _: &mut Claims) -> Result<()> {
        Ok(())
    }

    fn begin(tail: Tail, _: &WireValue<'_>) -> Result<Self> {
        Ok(Self(vec![tail]))
    }
}
