//! Every definition: its records survive every format, and every two formats agree on them.

use lwm2m_codec::ObjectDef;
use lwm2m_model::defs::DEFS;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::case::{Case, ONE_VALUE, encoded, fits, read, run, same, whole_formats};

/// How many cases there are of each definition.
const CASES: u32 = 6;

#[test]
fn records_of_every_definition_survive_every_format() {
    for def in DEFS {
        run(def, CASES, |case| whole(def, &case));
    }
}

/// There and back; and what one format gave back is in the next the same bytes.
fn whole(def: &ObjectDef<'static>, case: &Case) -> Result<(), TestCaseError> {
    let next = whole_formats().cycle().skip(1);
    for (format, other) in whole_formats().zip(next) {
        let records = &case.records[..];
        let Some(bytes) = encoded(format, case.target, records, case.fits(format))? else {
            continue;
        };
        let again = match read(format, case.target, &bytes, def) {
            Ok(again) => again,
            Err(error) => return Err(TestCaseError::fail(format!("{format}: {error}"))),
        };
        prop_assert!(same(&again, records), "{}: {:?}", format, again);
        let direct = encoded(other, case.target, records, case.fits(other))?;
        let through = encoded(other, case.target, &again[..], case.fits(other))?;
        prop_assert_eq!(direct, through, "{} through {}", other, format);
    }
    Ok(())
}

#[test]
fn values_of_every_definition_survive_alone() {
    for def in DEFS {
        run(def, CASES, |case| alone(def, &case));
    }
}

/// Each value by its own path in the formats that hold one value.
fn alone(def: &ObjectDef<'static>, case: &Case) -> Result<(), TestCaseError> {
    for record in &case.records {
        for format in ONE_VALUE {
            let fits = fits(format, &record.value);
            let Some(bytes) = encoded(format, record.path, record, fits)? else { continue };
            let again = match read(format, record.path, &bytes, def) {
                Ok(again) => again,
                Err(error) => return Err(TestCaseError::fail(format!("{format}: {error}"))),
            };
            prop_assert!(same(&again, std::slice::from_ref(record)), "{}: {:?}", format, again);
        }
    }
    Ok(())
}
