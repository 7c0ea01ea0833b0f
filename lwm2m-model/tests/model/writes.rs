//! Generated types that own all they hold: a Write changes what is writable; refused, it changes nothing.

use lwm2m_codec::{ContentFormat, ErrorKind, Object, Permitted, Schema, Update, update};
use lwm2m_model::objects;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::case::{Case, encoded, run};

/// How many cases there are of each type.
const CASES: u32 = 48;

/// One test a type.
macro_rules! writes {
    ($($module:ident::$name:ident),* $(,)?) => {$(
        #[test]
        fn $module() {
            run(&objects::$module::DEF, CASES, |case| {
                check::<objects::$module::$name>(case.without_nan())
            });
        }
    )*};
}

#[cfg(feature = "oma")]
writes! {
    access_control::AccessControl,
    connectivity_statistics::ConnectivityStatistics,
}

#[cfg(feature = "ext")]
writes! {
    irrigation_valve::IrrigationValve,
    photocell::Photocell,
    tilt_sensor::TiltSensor,
    ucifi_generic_actuator::UcifiGenericActuator,
}

#[cfg(feature = "vendor")]
writes! {
    modbus_register_cluster::ModbusRegisterCluster,
    relay_management::RelayManagement,
}

/// Writes one value after another: those that may be written stay, the others leave the object as it was.
fn check<T>(case: Case) -> Result<(), TestCaseError>
where
    T: Object + Update + Clone + Default + PartialEq + std::fmt::Debug,
{
    const FORMAT: ContentFormat = ContentFormat::TLV;
    let mut live = T::default();
    let first = case.records.first().map(|record| record.path.ancestor(2));
    let Some(at) = first else { return Ok(()) };
    for record in case.records.iter().filter(|record| record.path.is_within(at)) {
        let Some(payload) = encoded(FORMAT, record.path, record, true)? else { continue };
        let before = live.clone();
        let mut permitted = Permitted::write(&mut live, at, T::DEF);
        let outcome = update(&mut permitted, at, FORMAT, record.path, &payload);
        let def = Schema::resource(T::DEF, record.path);
        if def.is_some_and(|def| def.operations.writable()) {
            prop_assert!(outcome.is_ok(), "{:?}", outcome);
            let read = encoded(FORMAT, record.path, &live.at(at), true)?;
            prop_assert_eq!(read, Some(payload));
        } else {
            let refused = matches!(&outcome, Err(error) if error.kind() == ErrorKind::NotPermitted);
            prop_assert!(refused, "{:?}", outcome);
            prop_assert_eq!(&live, &before);
        }
    }
    Ok(())
}
