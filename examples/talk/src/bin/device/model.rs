//! What the device is: four Objects in storage of its own, and what is written to and executed on them.

use std::collections::{BTreeMap, BTreeSet};

use lwm2m_codec::link::Registered;
use lwm2m_codec::message::Code;
use lwm2m_codec::{
    Encode, Live, Object, ObjectDef, ObjectId, ObjectInstanceId, Opaque, Path, Permitted, Record,
    RecordSink, ResourceDef, ResourceId, Result, Schema, Text, Time, Value,
};
use lwm2m_model::firmware::{Event, Firmware, State, UpdateResult};
use lwm2m_model::objects;

/// The definitions: names, types, units, and what a server may do.
pub(crate) const DEFS: [&ObjectDef<'static>; 4] = [
    &objects::server::DEF,
    &objects::device::DEF,
    &objects::firmware_update::DEF,
    &objects::temperature::DEF,
];

/// Object 1: how the device serves its server.
#[derive(Clone, Debug, Default, Object)]
#[lwm2m(object = 1, version = "1.2", def = objects::server::DEF)]
pub(crate) struct Server {
    #[lwm2m(resource = 0)]
    pub(crate) short_server_id: Option<u16>,
    #[lwm2m(resource = 1)]
    pub(crate) lifetime: Option<u32>,
    #[lwm2m(resource = 2)]
    pub(crate) default_minimum_period: Option<u32>,
    #[lwm2m(resource = 3)]
    pub(crate) default_maximum_period: Option<u32>,
    #[lwm2m(resource = 6)]
    pub(crate) notification_storing: Option<bool>,
    #[lwm2m(resource = 7)]
    pub(crate) binding: Option<String>,
    #[lwm2m(resource = 23)]
    pub(crate) mute_send: Option<bool>,
}

/// Object 3: what the device is and how it fares.
#[derive(Debug, Default, Object)]
#[lwm2m(object = 3, version = "1.2", def = objects::device::DEF)]
pub(crate) struct Device {
    #[lwm2m(resource = 0)]
    pub(crate) manufacturer: Option<String>,
    #[lwm2m(resource = 1)]
    pub(crate) model_number: Option<String>,
    #[lwm2m(resource = 6)]
    pub(crate) power_sources: Option<BTreeMap<u16, i64>>,
    #[lwm2m(resource = 9)]
    pub(crate) battery_level: Option<u8>,
    #[lwm2m(resource = 11)]
    pub(crate) error_codes: Option<BTreeMap<u16, i64>>,
    #[lwm2m(resource = 13)]
    pub(crate) current_time: Option<Time>,
    #[lwm2m(resource = 14)]
    pub(crate) utc_offset: Option<String>,
    #[lwm2m(resource = 15)]
    pub(crate) timezone: Option<String>,
    #[lwm2m(resource = 16)]
    pub(crate) bindings: Option<String>,
}

/// Object 5: its firmware and what becomes of it.
#[derive(Debug, Default, Object)]
#[lwm2m(object = 5, version = "1.2", def = objects::firmware_update::DEF)]
pub(crate) struct FirmwareUpdate {
    #[lwm2m(resource = 0)]
    package: Option<Vec<u8>>,
    #[lwm2m(resource = 1)]
    package_uri: Option<String>,
    #[lwm2m(resource = 3)]
    state: Option<State>,
    #[lwm2m(resource = 5)]
    result: Option<UpdateResult>,
    #[lwm2m(resource = 9)]
    delivery_method: Option<u8>,
}

/// Object 3303: one sensor of it.
#[derive(Debug, Default, Object)]
#[lwm2m(object = 3303, version = "1.1", def = objects::temperature::DEF)]
pub(crate) struct Temperature {
    #[lwm2m(resource = 5700)]
    pub(crate) value: Option<f64>,
    #[lwm2m(resource = 5701)]
    pub(crate) units: Option<String>,
    #[lwm2m(resource = 5601)]
    pub(crate) min: Option<f64>,
    #[lwm2m(resource = 5602)]
    pub(crate) max: Option<f64>,
    #[lwm2m(resource = 5750)]
    pub(crate) application_type: Option<String>,
}

/// All of it.
#[derive(Debug)]
pub(crate) struct Model {
    pub(crate) server: Server,
    pub(crate) device: Device,
    firmware_update: FirmwareUpdate,
    pub(crate) temperatures: BTreeMap<u16, Temperature>,
}

impl Model {
    pub(crate) fn new(server: Server) -> Self {
        let idle = Firmware::new(objects::firmware_update::DEF.version);
        let sensor = Temperature {
            value: Some(21.5),
            units: Some("Cel".to_owned()),
            min: Some(21.5),
            max: Some(21.5),
            application_type: None,
        };
        Self {
            server,
            device: Device {
                manufacturer: Some("Example".to_owned()),
                model_number: Some("Talk 1".to_owned()),
                power_sources: Some([(0, 1), (1, 5)].into()),
                battery_level: Some(88),
                error_codes: Some([(0, 0)].into()),
                current_time: Some(Time(1_700_000_000)),
                utc_offset: Some("+00:00".to_owned()),
                timezone: None,
                bindings: Some("U".to_owned()),
            },
            firmware_update: FirmwareUpdate {
                state: Some(idle.state),
                result: Some(idle.result),
                delivery_method: Some(1),
                ..FirmwareUpdate::default()
            },
            temperatures: [(0, sensor)].into(),
        }
    }

    /// What a server may read, in ascending order.
    pub(crate) fn readable(&self) -> [Permitted<'static, &dyn Encode>; 4] {
        let [server, device, firmware, temperature] = DEFS;
        [
            Permitted::read(&self.server, SERVER, server),
            Permitted::read(&self.device, DEVICE, device),
            Permitted::read(&self.firmware_update, FIRMWARE, firmware),
            Permitted::read(&self.temperatures, Path::object(3303), temperature),
        ]
    }

    /// What a server may write.
    pub(crate) fn writable(&mut self) -> Vec<Live<'_>> {
        let [server, device, firmware, temperature] = DEFS;
        let sensors = self.temperatures.iter_mut();
        let sensors =
            sensors.map(|(id, sensor)| Live::new(sensor, Path::instance(3303, *id), temperature));
        [
            Live::new(&mut self.server, SERVER, server),
            Live::new(&mut self.device, DEVICE, device),
            Live::new(&mut self.firmware_update, FIRMWARE, firmware),
        ]
        .into_iter()
        .chain(sensors)
        .collect()
    }

    /// The Object Instances, as a registration lists them.
    pub(crate) fn instances(&self) -> Vec<Registered> {
        let sensors = self.temperatures.keys().map(|id| Path::instance(3303, *id));
        let instances = [SERVER, DEVICE, FIRMWARE].into_iter().chain(sensors);
        instances
            .map(|path| match Self::definition(path) {
                Some(def) => Registered::new(path).version(def.version),
                None => Registered::new(path),
            })
            .collect()
    }

    /// The paths of all there is, values and what can be executed, for a Discover.
    pub(crate) fn paths(&self) -> BTreeSet<Path> {
        let mut paths = Paths::default();
        // Writing to a set of paths does not fail.
        let objects: [(Path, &dyn Encode); 4] = [
            (SERVER, &self.server),
            (DEVICE, &self.device),
            (FIRMWARE, &self.firmware_update),
            (Path::object(3303), &self.temperatures),
        ];
        let _: Result<()> =
            objects.iter().try_for_each(|(at, value)| value.encode(*at, &mut paths));
        for Registered { path, .. } in self.instances() {
            let resources = Self::definition(path).into_iter().flat_map(|def| def.resources);
            let executable = resources.filter(|resource| resource.operations.executable());
            paths.0.extend(executable.filter_map(|resource| path.child(resource.id.get())));
        }
        paths.0
    }

    /// The definition of an Object.
    pub(crate) fn definition(path: Path) -> Option<&'static ObjectDef<'static>> {
        DEFS.into_iter().find(|def| Some(def.id) == path.object_id())
    }

    /// The definition of a Resource, executable ones included.
    pub(crate) fn resource(path: Path) -> Option<&'static ResourceDef<'static>> {
        ObjectDef::resource(Self::definition(path)?, path.resource_id()?)
    }

    /// Makes room for a new sensor.
    pub(crate) fn free_sensor(&self) -> Option<u16> {
        (0..u16::MAX).find(|id| !self.temperatures.contains_key(id))
    }

    /// Looks at what a Write of the firmware has brought, and goes the step that it means.
    pub(crate) fn firmware_written(&mut self) -> core::result::Result<(), Code> {
        if let Some(package) = self.firmware_update.package.take() {
            self.step(Event::of_package(&Opaque::new(&package)))?;
            if package != [0] {
                self.step(Event::Complete)?;
            }
        }
        if let Some(uri) = self.firmware_update.package_uri.take() {
            self.step(Event::of_uri(&Text::new(&uri)))?;
            if !uri.is_empty() {
                // It can't fetch anything.
                let result = UpdateResult::UnsupportedProtocol;
                self.step(Event::Failed { result, retained: false })?;
            }
        }
        Ok(())
    }

    fn step(&mut self, event: Event) -> core::result::Result<(), Code> {
        let object = &mut self.firmware_update;
        let (Some(state), Some(result)) = (object.state, object.result) else {
            return Err(Code::INTERNAL_SERVER_ERROR);
        };
        let version = objects::firmware_update::DEF.version;
        let next = Firmware { version, state, result }.step(event);
        let next = next.map_err(|refusal| refusal.code().unwrap_or(Code::INTERNAL_SERVER_ERROR))?;
        (object.state, object.result) = (Some(next.state), Some(next.result));
        Ok(())
    }

    /// Executes what needs nothing but the model.
    pub(crate) fn execute(&mut self, path: Path) -> core::result::Result<(), Code> {
        match (path.object_id().map(ObjectId::get), path.resource_id().map(ResourceId::get)) {
            (Some(3), Some(12)) => self.device.error_codes = Some([(0, 0)].into()),
            (Some(5), Some(2)) => {
                self.step(Event::Update)?;
                self.step(Event::Succeeded)?;
            }
            (Some(5), Some(10)) => self.step(Event::Cancel)?,
            (Some(3303), Some(5605)) => {
                let id = path.instance_id().map(ObjectInstanceId::get).unwrap_or_default();
                let sensor = self.temperatures.get_mut(&id).ok_or(Code::NOT_FOUND)?;
                (sensor.min, sensor.max) = (sensor.value, sensor.value);
            }
            _ => return Err(Code::METHOD_NOT_ALLOWED),
        }
        Ok(())
    }

    /// The sensor has measured.
    pub(crate) fn measured(&mut self, value: f64) {
        if let Some(sensor) = self.temperatures.get_mut(&0) {
            sensor.value = Some(value);
            sensor.min = sensor.min.map(|min| min.min(value));
            sensor.max = sensor.max.map(|max| max.max(value));
        }
    }
}

/// Finds out which paths there are: those of the values, and what lies above them.
#[derive(Default)]
struct Paths(BTreeSet<Path>);

impl RecordSink for Paths {
    fn record(&mut self, record: &Record<Value<'_>>) -> Result<()> {
        self.0.extend((1..=record.path.depth()).map(|depth| record.path.ancestor(depth)));
        Ok(())
    }
}

/// By its type, so that a POST of a Resource is read as what it is.
impl Schema for Model {
    fn resource(&self, path: Path) -> Option<ResourceDef<'_>> {
        Self::resource(path).copied()
    }
}

const SERVER: Path = Path::instance(1, 0);
const DEVICE: Path = Path::instance(3, 0);
const FIRMWARE: Path = Path::instance(5, 0);
