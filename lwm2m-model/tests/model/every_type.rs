//! Every generated type: what a payload of any format says of its Object is in it, and it says the same again in every
//! format.

use std::collections::BTreeSet;

use lwm2m_codec::{ContentFormat, Encode, ObjectDef, Path, Result, decode};
use lwm2m_model::{defs, objects};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::case::{Case, encoded, run};
use crate::types::{one_instance, payloads};

/// How many cases there are of each type.
const CASES: u32 = 2;

/// A type, without its name.
struct Type {
    def: &'static ObjectDef<'static>,
    decode: Decode,
}

/// Decodes a payload into a type and hands it out.
type Decode = fn(ContentFormat, Path, &[u8], &mut dyn FnMut(&dyn Encode)) -> Result<()>;

#[test]
fn every_type_holds_what_every_format_carries() {
    for generated in types() {
        run(generated.def, CASES, |case| {
            let case = one_instance(generated.def, case);
            let payloads = payloads(&case)?;
            payloads.iter().try_for_each(|(format, payload)| {
                let mut said = Ok(());
                let mut says = |object: &dyn Encode| said = says(object, &case, &payloads);
                (generated.decode)(*format, case.target, payload, &mut says)
                    .map_err(|error| TestCaseError::fail(format!("{format}: {error}")))?;
                said
            })
        });
    }
}

fn says(
    object: &dyn Encode,
    case: &Case,
    payloads: &[(ContentFormat, Vec<u8>)],
) -> Result<(), TestCaseError> {
    for (format, payload) in payloads {
        let bytes = encoded(*format, case.target, object, true)?;
        prop_assert_eq!(bytes.as_ref(), Some(payload), "{}", format);
    }
    Ok(())
}

#[test]
fn every_major_version_has_its_type() {
    let major = |def: &ObjectDef<'_>| (def.id, def.version.major);
    let typed: BTreeSet<_> = types().map(|generated| major(generated.def)).collect();
    let defined: BTreeSet<_> = defs::DEFS.iter().map(|def| major(def)).collect();
    assert_eq!(typed, defined);
}

fn types() -> impl Iterator<Item = &'static Type> {
    let classes: [&[Type]; 4] = [
        #[cfg(feature = "oma")]
        OMA,
        #[cfg(not(feature = "oma"))]
        &[],
        #[cfg(feature = "ipso")]
        IPSO,
        #[cfg(not(feature = "ipso"))]
        &[],
        #[cfg(feature = "ext")]
        EXT,
        #[cfg(not(feature = "ext"))]
        &[],
        #[cfg(feature = "vendor")]
        VENDOR,
        #[cfg(not(feature = "vendor"))]
        &[],
    ];
    classes.into_iter().flatten()
}

/// The types of a class, one row each.
macro_rules! types {
    ($class:ident: $($module:ident::$name:ident)*) => {
        const $class: &[Type] = &[$(Type {
            def: &objects::$module::DEF,
            decode: |format, target, payload, each| {
                let object: objects::$module::$name = decode(format, target, payload)?;
                each(&object);
                Ok(())
            },
        },)*];
    };
}

#[cfg(feature = "oma")]
types! { OMA:
    security::Security server::Server access_control::AccessControl device::Device
    connectivity_monitoring::ConnectivityMonitoring firmware_update::FirmwareUpdate
    location::Location connectivity_statistics::ConnectivityStatistics
    lock_and_wipe::LockAndWipe software_management::SoftwareManagement
    cellular_connectivity::CellularConnectivity apn_connection_profile::ApnConnectionProfile
    wlan_connectivity::WlanConnectivity bearer_selection::BearerSelection
    software_component::SoftwareComponent dev_cap_mgmt_v1::DevCapMgmtV1 dev_cap_mgmt::DevCapMgmt
    portfolio::Portfolio binary_app_data_container::BinaryAppDataContainer
    event_log_v1::EventLogV1 event_log::EventLog oscore_v1::OscoreV1 oscore::Oscore
    virtual_observe_notify::VirtualObserveNotify cose::Cose mqtt_server::MqttServer
    gateway_v1::GatewayV1 gateway::Gateway gateway_routing::GatewayRouting
    o_5gnr_connectivity::O5gnrConnectivity device_rf_capabilities::DeviceRfCapabilities
    coap_config::CoapConfig lte_mtc_band_config::LteMtcBandConfig co_detector::CoDetector
    fire_alarm::FireAlarm remote_sim_provisioning::RemoteSimProvisioning
    sim_provisioning::SimProvisioning nusim_profile::NusimProfile nusim::Nusim
    measurement_metadata::MeasurementMetadata
    vendor_specific_measurement_quality_reason::VendorSpecificMeasurementQualityReason
    compact_composite::CompactComposite
}

#[cfg(feature = "ipso")]
types! { IPSO:
    digital_input::DigitalInput digital_output::DigitalOutput analog_input::AnalogInput
    analog_output::AnalogOutput generic_sensor::GenericSensor illuminance::Illuminance
    presence::Presence temperature::Temperature humidity::Humidity
    power_measurement::PowerMeasurement actuation::Actuation set_point::SetPoint
    load_control::LoadControl light_control::LightControl power_control::PowerControl
    accelerometer::Accelerometer magnetometer::Magnetometer barometer::Barometer
    voltage::Voltage current::Current frequency::Frequency depth::Depth percentage::Percentage
    altitude::Altitude load::Load pressure::Pressure loudness::Loudness
    concentration::Concentration acidity::Acidity conductivity::Conductivity power::Power
    power_factor::PowerFactor distance::Distance energy::Energy direction::Direction time::Time
    gyrometer::Gyrometer colour::Colour location_3336_v1::Location3336V1
    location_3336::Location3336 positioner::Positioner buzzer::Buzzer audio_clip::AudioClip
    timer::Timer addressable_text_display::AddressableTextDisplay on_off_switch::OnOffSwitch
    dimmer::Dimmer up_down_control::UpDownControl multiple_axis_joystick::MultipleAxisJoystick
    rate::Rate push_button::PushButton multi_state_selector::MultiStateSelector bitmap::Bitmap
    stopwatch::Stopwatch
}

#[cfg(feature = "ext")]
types! { EXT:
    cmdh_policy::CmdhPolicy active_cmdh_policy::ActiveCmdhPolicy cmdh_defaults::CmdhDefaults
    cmdh_def_ec_values::CmdhDefEcValues cmdh_ec_def_param_values::CmdhEcDefParamValues
    cmdh_limits::CmdhLimits cmdh_network_access_rules::CmdhNetworkAccessRules
    cmdh_nw_access_rule::CmdhNwAccessRule cmdh_buffer::CmdhBuffer
    cmdh_back_off_parameters_set::CmdhBackOffParametersSet powerup_log::PowerupLog
    plmn_search_event::PlmnSearchEvent scell_id::ScellId
    cell_reselection_event::CellReselectionEvent handover_event::HandoverEvent
    radio_link_failure_event::RadioLinkFailureEvent rrc_state_change_event::RrcStateChangeEvent
    rrc_timer_expiry_event::RrcTimerExpiryEvent cell_blacklist_event::CellBlacklistEvent
    esm_context_info::EsmContextInfo emm_state_value::EmmStateValue
    nas_emm_timer_expiry_event::NasEmmTimerExpiryEvent nas_esm_expiry_event::NasEsmExpiryEvent
    emm_failure_cause_event::EmmFailureCauseEvent rach_latency_delay::RachLatencyDelay
    mac_rach_attempt_event::MacRachAttemptEvent
    mac_rach_attempt_reason_event::MacRachAttemptReasonEvent
    mac_timer_status_event::MacTimerStatusEvent mac_timing_advance_event::MacTimingAdvanceEvent
    serving_cell_measurement::ServingCellMeasurement
    neighbor_cell_measurements::NeighborCellMeasurements timing_advance::TimingAdvance
    tx_power_headroom_event::TxPowerHeadroomEvent radio_link_monitoring::RadioLinkMonitoring
    paging_drx::PagingDrx tx_power_back_off_event::TxPowerBackOffEvent
    message3_report::Message3Report pbch_decoding_results::PbchDecodingResults
    pucch_power_control::PucchPowerControl prach_report_v1::PrachReportV1
    prach_report::PrachReport volte_call_event::VolteCallEvent
    sip_registration_event::SipRegistrationEvent sip_publish_event::SipPublishEvent
    sip_subscription_event::SipSubscriptionEvent
    volte_call_state_change_event::VolteCallStateChangeEvent
    volte_rtp_packet_loss::VolteRtpPacketLoss oa_basic_control::OaBasicControl
    oa_device::OaDevice oa_group::OaGroup
    oa_logical_colour_light_point_actuator::OaLogicalColourLightPointActuator
    oa_logical_colour_temperature_light_point_actuator::OaLogicalColourTemperatureLightPointActuator
    oa_logical_illuminance_sensor::OaLogicalIlluminanceSensor
    oa_logical_light_point_actuator::OaLogicalLightPointActuator
    oa_logical_presence_sensor::OaLogicalPresenceSensor
    oa_logical_push_button_sensor::OaLogicalPushButtonSensor
    oa_physical_colour_light_point_actuator::OaPhysicalColourLightPointActuator
    oa_physical_colour_temperature_light_point_actuator::OaPhysicalColourTemperatureLightPointActuator
    oa_physical_illuminance_sensor::OaPhysicalIlluminanceSensor
    oa_physical_light_point_actuator::OaPhysicalLightPointActuator
    oa_physical_presence_sensor::OaPhysicalPresenceSensor
    oa_physical_push_button_sensor::OaPhysicalPushButtonSensor
    oa_receiving_object::OaReceivingObject oa_reporting_object::OaReportingObject
    oa_scene::OaScene oa_ogc_security::OaOgcSecurity
    oa_status_report_structure::OaStatusReportStructure smoke_alarm::SmokeAlarm
    manhole_cover::ManholeCover device_extension_v1::DeviceExtensionV1
    device_extension::DeviceExtension battery::Battery lpwan_communication::LpwanCommunication
    ucifi_generic_actuator::UcifiGenericActuator ucifi_data_bridge_v1::UcifiDataBridgeV1
    ucifi_data_bridge::UcifiDataBridge time_synchronization_v1::TimeSynchronizationV1
    time_synchronization::TimeSynchronization
    outdoor_lamp_controller_v1::OutdoorLampControllerV1
    outdoor_lamp_controller::OutdoorLampController luminaire_asset::LuminaireAsset
    electrical_monitor_v1::ElectricalMonitorV1 electrical_monitor::ElectricalMonitor
    photocell::Photocell led_color_light::LedColorLight
    single_phase_electrical_meter_v1::SinglePhaseElectricalMeterV1
    single_phase_electrical_meter::SinglePhaseElectricalMeter
    three_phase_electrical_meter_complement::ThreePhaseElectricalMeterComplement
    gas_meter::GasMeter water_meter::WaterMeter irrigation_valve::IrrigationValve
    water_quality_sensor::WaterQualitySensor
    pressure_monitoring_sensor::PressureMonitoringSensor air_quality_v1::AirQualityV1
    air_quality::AirQuality tilt_sensor::TiltSensor
    global_navigation_satellite_system_v1::GlobalNavigationSatelliteSystemV1
    global_navigation_satellite_system::GlobalNavigationSatelliteSystem
    parking_sensor::ParkingSensor traffic_counter_v1::TrafficCounterV1
    traffic_counter::TrafficCounter noise_sensor::NoiseSensor people_counter::PeopleCounter
    filling_level_v1::FillingLevelV1 filling_level::FillingLevel
    edge_computing_manager::EdgeComputingManager edge_computing_script::EdgeComputingScript
    edge_computing_time_condition::EdgeComputingTimeCondition
    edge_computing_generic_condition::EdgeComputingGenericCondition
    v1_0_test_object::V1_0TestObject v1_1_test_object::V1_1TestObject esim_iot::EsimIot
    stream_gauge::StreamGauge rain_gauge::RainGauge
    lpwan_mesh_connectivity::LpwanMeshConnectivity lpwan_mesh_statistics::LpwanMeshStatistics
    anemometer::Anemometer wet_bulb_globe_temperature::WetBulbGlobeTemperature
    roll_over_sensor::RollOverSensor program_scheduler::ProgramScheduler
    calendar_rule::CalendarRule program_function::ProgramFunction input_filter::InputFilter
    output_filter::OutputFilter program_manager::ProgramManager program_monitor::ProgramMonitor
    distributed_sensor_group::DistributedSensorGroup
    distributed_sensor_message::DistributedSensorMessage
    sensor_group_device_capabilities::SensorGroupDeviceCapabilities
}

#[cfg(feature = "vendor")]
types! { VENDOR:
    host_device_info::HostDeviceInfo o_3_phase_power_meter::O3PhasePowerMeter
    single_phase_power_meter_v1::SinglePhasePowerMeterV1
    single_phase_power_meter::SinglePhasePowerMeter vehicle_control_unit::VehicleControlUnit
    relay_management::RelayManagement crowd_box_measurements::CrowdBoxMeasurements
    neighbour_cell_report::NeighbourCellReport
    connected_ue_measurements::ConnectedUeMeasurements connected_ue_report::ConnectedUeReport
    app_data_container::AppDataContainer at_command::AtCommand manifest::Manifest
    confidential_data::ConfidentialData current_loop_input::CurrentLoopInput
    device_metadata::DeviceMetadata
    ecid_signal_measurement_information::EcidSignalMeasurementInformation
    heat_cooling_meter::HeatCoolingMeter current_loop_output::CurrentLoopOutput
    system_log::SystemLog runtime_database_v1::RuntimeDatabaseV1 rdb::Rdb
    interval_data_delivery::IntervalDataDelivery event_data_delivery::EventDataDelivery
    delivery_schedule::DeliverySchedule
    leakage_detection_configuration::LeakageDetectionConfiguration
    water_flow_readings::WaterFlowReadings
    daily_maximum_flow_rate_readings::DailyMaximumFlowRateReadings
    temperature_readings::TemperatureReadings pressure_readings::PressureReadings
    battery_level_readings::BatteryLevelReadings
    communications_activity_time_readings::CommunicationsActivityTimeReadings
    water_meter_customer_leakage_alarm::WaterMeterCustomerLeakageAlarm
    water_meter_reverse_flow_alarm::WaterMeterReverseFlowAlarm
    water_meter_empty_pipe_alarm::WaterMeterEmptyPipeAlarm
    water_meter_tamper_alarm::WaterMeterTamperAlarm
    water_meter_high_pressure_alarm::WaterMeterHighPressureAlarm
    water_meter_low_pressure_alarm::WaterMeterLowPressureAlarm
    high_temperature_alarm::HighTemperatureAlarm low_temperature_alarm::LowTemperatureAlarm
    water_network_leak_alarm::WaterNetworkLeakAlarm low_battery_alarm::LowBatteryAlarm
    daughter_board_failure_alarm::DaughterBoardFailureAlarm
    device_reboot_event::DeviceRebootEvent time_synchronisation_event::TimeSynchronisationEvent
    presence_alarm::PresenceAlarm app_fota_container::AppFotaContainer
    voltage_logging::VoltageLogging voltage_transient::VoltageTransient
    pressure_transient::PressureTransient host_device::HostDevice meta_object::MetaObject
    att_connectivity_extension_v1::AttConnectivityExtensionV1
    att_connectivity_extension::AttConnectivityExtension shareparkinglot::Shareparkinglot
    solar_radiation::SolarRadiation gas_readings::GasReadings particulates::Particulates
    robot::Robot rcu::Rcu rcu_pm::RcuPm rcu_control::RcuControl ccu::Ccu ccu_pm::CcuPm
    ccu_control::CcuControl ecu::Ecu robot_pm::RobotPm compressor::Compressor sca_pm::ScaPm
    robot_control::RobotControl network_info::NetworkInfo robot_service_info::RobotServiceInfo
    robot_selfcheck_info::RobotSelfcheckInfo pm_threshold::PmThreshold robot_alarm::RobotAlarm
    event::Event mic::Mic sca::Sca speaker::Speaker tripod_head::TripodHead camera::Camera
    gps::Gps imu::Imu lidar::Lidar arm::Arm leg::Leg servomotor::Servomotor screen::Screen
    wheel::Wheel chassis::Chassis light::Light door::Door thermal_imager::ThermalImager
    warning_light::WarningLight app::App general_info::GeneralInfo service_info::ServiceInfo
    pm::Pm fan_pm::FanPm lock::Lock ultrasonic_sensor::UltrasonicSensor
    collision_sensor::CollisionSensor drop_sensor::DropSensor
    temperature_sensor::TemperatureSensor humidity_sensor::HumiditySensor
    gas_dust_sensor::GasDustSensor fan::Fan spring_motor::SpringMotor mcu::Mcu
    reboot_status::RebootStatus modbus_connection::ModbusConnection
    modbus_register_cluster::ModbusRegisterCluster periodic_activity::PeriodicActivity
    data_monitoring::DataMonitoring
    edge_application_server_configuration::EdgeApplicationServerConfiguration
    event_profile::EventProfile
    cellular_network_and_bearer_control::CellularNetworkAndBearerControl
    network_speed_test::NetworkSpeedTest
    dym_iot_edge_commands_and_data_protocols::DymIotEdgeCommandsAndDataProtocols
    mqtt_broker::MqttBroker mqtt_publication::MqttPublication
}
