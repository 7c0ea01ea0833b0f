//! Forty generated types of all classes: whatever format one came in, it says the same in every format.

use lwm2m_codec::{ContentFormat, Decode, Object, ObjectDef, Path, Permitted, Schema, decode};
use lwm2m_model::objects;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::case::{Case, encoded, read, run, same, whole_formats};

/// How many cases there are of each type.
const CASES: u32 = 24;

/// One test a type.
macro_rules! round_trips {
    ($($module:ident::$name:ident),* $(,)?) => {$(
        #[test]
        fn $module() {
            run(&objects::$module::DEF, CASES, |case| {
                let case = one_instance(&objects::$module::DEF, case);
                let payloads = payloads(&case)?;
                let mut built = Vec::<objects::$module::$name>::new();
                for (format, payload) in &payloads {
                    built.push(decoded(*format, case.target, payload)?);
                }
                for object in &built {
                    prop_assert_eq!(Some(object), built.first());
                    judge(object, &case, &payloads)?;
                }
                Ok(())
            });
        }
    )*};
}

#[cfg(feature = "oma")]
round_trips! {
    access_control::AccessControl,
    apn_connection_profile::ApnConnectionProfile,
    binary_app_data_container::BinaryAppDataContainer,
    cellular_connectivity::CellularConnectivity,
    connectivity_monitoring::ConnectivityMonitoring,
    device::Device,
    firmware_update::FirmwareUpdate,
    gateway::Gateway,
    location::Location,
    lock_and_wipe::LockAndWipe,
    portfolio::Portfolio,
    security::Security,
    server::Server,
    software_management::SoftwareManagement,
    virtual_observe_notify::VirtualObserveNotify,
    wlan_connectivity::WlanConnectivity,
}

#[cfg(feature = "ipso")]
round_trips! {
    accelerometer::Accelerometer,
    audio_clip::AudioClip,
    digital_input::DigitalInput,
    location_3336::Location3336,
    multi_state_selector::MultiStateSelector,
    on_off_switch::OnOffSwitch,
    power_measurement::PowerMeasurement,
    temperature::Temperature,
}

#[cfg(feature = "ext")]
round_trips! {
    cell_blacklist_event::CellBlacklistEvent,
    cmdh_policy::CmdhPolicy,
    distributed_sensor_group::DistributedSensorGroup,
    electrical_monitor_v1::ElectricalMonitorV1,
    irrigation_valve::IrrigationValve,
    lpwan_communication::LpwanCommunication,
    oa_basic_control::OaBasicControl,
    oa_reporting_object::OaReportingObject,
}

#[cfg(feature = "vendor")]
round_trips! {
    ccu_control::CcuControl,
    connected_ue_measurements::ConnectedUeMeasurements,
    delivery_schedule::DeliverySchedule,
    gas_readings::GasReadings,
    host_device_info::HostDeviceInfo,
    mqtt_publication::MqttPublication,
    service_info::ServiceInfo,
    voltage_transient::VoltageTransient,
}

/// The first instance of a case, as an operation on it carries it.
pub(crate) fn one_instance(def: &ObjectDef<'_>, case: Case) -> Case {
    let mut case = case.without_nan();
    let first = case.records.first().map(|record| record.path.ancestor(2));
    let at = first.unwrap_or_else(|| Path::instance(def.id.get(), 0));
    case.target = at;
    case.records.retain(|record| record.path.is_within(at));
    case
}

/// The case in every format that can say it.
pub(crate) fn payloads(case: &Case) -> Result<Vec<(ContentFormat, Vec<u8>)>, TestCaseError> {
    let mut payloads = Vec::new();
    for format in whole_formats() {
        let bytes = encoded(format, case.target, &case.records[..], case.fits(format))?;
        payloads.extend(bytes.map(|bytes| (format, bytes)));
    }
    Ok(payloads)
}

fn decoded<'a, T: Decode<'a>>(
    format: ContentFormat,
    target: Path,
    payload: &'a [u8],
) -> Result<T, TestCaseError> {
    decode(format, target, payload)
        .map_err(|error| TestCaseError::fail(format!("{format}: {error}")))
}

/// An object says what its records say: all of it, what a Read may see of it, and what it lacks.
fn judge<T: Object>(
    object: &T,
    case: &Case,
    payloads: &[(ContentFormat, Vec<u8>)],
) -> Result<(), TestCaseError> {
    for (format, payload) in payloads {
        let bytes = encoded(*format, case.target, object, true)?;
        prop_assert_eq!(bytes.as_ref(), Some(payload), "{}", format);
    }

    let mut readable = case.clone();
    readable.records.retain(|record| {
        Schema::resource(T::DEF, record.path).is_some_and(|def| def.operations.readable())
    });
    let seen = Permitted::read(object, case.target, T::DEF);
    for format in whole_formats() {
        let fits = readable.fits(format);
        let Some(bytes) = encoded(format, case.target, &seen, fits)? else { continue };
        let shown = read(format, case.target, &bytes, T::DEF);
        prop_assert!(
            matches!(&shown, Ok(shown) if same(shown, &readable.records)),
            "{}: {:?}",
            format,
            shown
        );
    }

    let present = |id| case.records.iter().any(|record| record.path.resource_id() == Some(id));
    let mandatory = T::DEF.resources.iter().filter(|def| def.mandatory);
    let missing = mandatory.filter(|def| !def.operations.executable() && !present(def.id));
    prop_assert!(object.missing_mandatory().eq(missing.map(|def| def.id)));
    Ok(())
}
