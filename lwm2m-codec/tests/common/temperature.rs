//! Temperature (object 3303, version 1.1) by hand, a live value: what `#[derive(Object)]` emits, with names in place of
//! absolute paths.

extern crate alloc;

use alloc::string::String;

use lwm2m_codec::emitted::{Telling, container, resource};
use lwm2m_codec::{
    Claims, DataType, Decode, Encode, Object, ObjectDef, ObjectId, ObjectVersion, Operations, Path,
    RecordSink, ResourceId, Result, Tail, Time, Update, WireValue,
};

/// Temperature (object 3303, version 1.1): multiple instances, optional.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Temperature {
    pub(crate) sensor_value: Option<f64>,
    pub(crate) min_measured_value: Option<f64>,
    pub(crate) max_measured_value: Option<f64>,
    pub(crate) min_range_value: Option<f64>,
    pub(crate) max_range_value: Option<f64>,
    pub(crate) sensor_units: Option<String>,
    pub(crate) application_type: Option<String>,
    pub(crate) timestamp: Option<Time>,
    pub(crate) fractional_timestamp: Option<f64>,
    pub(crate) measurement_quality_indicator: Option<i64>,
    pub(crate) measurement_quality_level: Option<i64>,
}

/// Nothing is there: an expression, and a pattern. The derive writes it out.
macro_rules! absent {
    () => {
        Self {
            timestamp: None,
            min_measured_value: None,
            max_measured_value: None,
            min_range_value: None,
            max_range_value: None,
            sensor_value: None,
            sensor_units: None,
            application_type: None,
            measurement_quality_indicator: None,
            measurement_quality_level: None,
            fractional_timestamp: None,
        }
    };
}

impl Object for Temperature {
    const DEF: &'static ObjectDef<'static> = &ObjectDef {
        id: ObjectId::new(3303),
        name: "Temperature",
        urn: "urn:oma:lwm2m:ext:3303:1.1",
        version: ObjectVersion::new(1, 1),
        lwm2m_version: ObjectVersion::new(1, 0),
        multiple: true,
        mandatory: false,
        resources: &[
            resource::<Time>(5518, "Timestamp", R, false, ""),
            resource::<f64>(5601, "Min Measured Value", R, false, ""),
            resource::<f64>(5602, "Max Measured Value", R, false, ""),
            resource::<f64>(5603, "Min Range Value", R, false, ""),
            resource::<f64>(5604, "Max Range Value", R, false, ""),
            resource::<f64>(5700, "Sensor Value", R, true, ""),
            resource::<String>(5701, "Sensor Units", R, false, ""),
            resource::<String>(5750, "Application Type", RW, false, ""),
            resource::<i64>(6042, "Measurement Quality Indicator", R, false, ""),
            resource::<i64>(6049, "Measurement Quality Level", R, false, ""),
            resource::<f64>(6050, "Fractional Timestamp", R, false, "s"),
        ],
    };

    fn has(&self, resource: ResourceId) -> bool {
        match resource.get() {
            5518 => self.timestamp.is_some(),
            5601 => self.min_measured_value.is_some(),
            5602 => self.max_measured_value.is_some(),
            5603 => self.min_range_value.is_some(),
            5604 => self.max_range_value.is_some(),
            5700 => self.sensor_value.is_some(),
            5701 => self.sensor_units.is_some(),
            5750 => self.application_type.is_some(),
            6042 => self.measurement_quality_indicator.is_some(),
            6049 => self.measurement_quality_level.is_some(),
            6050 => self.fractional_timestamp.is_some(),
            _ => false,
        }
    }
}

impl Encode for Temperature {
    fn encode(&self, at: Path, sink: &mut dyn RecordSink) -> Result<()> {
        if !sink.wants(at) {
            return Ok(());
        }
        let mut telling = Telling::new(at, sink);
        telling.tell(&self.timestamp, 5518);
        telling.tell(&self.min_measured_value, 5601);
        telling.tell(&self.max_measured_value, 5602);
        telling.tell(&self.min_range_value, 5603);
        telling.tell(&self.max_range_value, 5604);
        telling.tell(&self.sensor_value, 5700);
        telling.tell(&self.sensor_units, 5701);
        telling.tell(&self.application_type, 5750);
        telling.tell(&self.measurement_quality_indicator, 6042);
        telling.tell(&self.measurement_quality_level, 6049);
        telling.tell(&self.fractional_timestamp, 6050);
        telling.finish()
    }
}

impl<'a> Decode<'a> for Temperature {
    const DATA_TYPE: DataType = DataType::None;
    const DEPTH: Option<usize> = Some(2);

    fn merge(slot: &mut Option<Self>, tail: Tail, value: &WireValue<'a>) -> Result<()> {
        let this = slot.get_or_insert_with(|| absent!());
        let Some((id, rest)) = tail.split_first() else { return container(value) };
        match id {
            5518 => <Time as Decode<'a>>::merge(&mut this.timestamp, rest, value),
            5601 => <f64 as Decode<'a>>::merge(&mut this.min_measured_value, rest, value),
            5602 => <f64 as Decode<'a>>::merge(&mut this.max_measured_value, rest, value),
            5603 => <f64 as Decode<'a>>::merge(&mut this.min_range_value, rest, value),
            5604 => <f64 as Decode<'a>>::merge(&mut this.max_range_value, rest, value),
            5700 => <f64 as Decode<'a>>::merge(&mut this.sensor_value, rest, value),
            5701 => <String as Decode<'a>>::merge(&mut this.sensor_units, rest, value),
            5750 => <String as Decode<'a>>::merge(&mut this.application_type, rest, value),
            6042 => {
                <i64 as Decode<'a>>::merge(&mut this.measurement_quality_indicator, rest, value)
            }
            6049 => <i64 as Decode<'a>>::merge(&mut this.measurement_quality_level, rest, value),
            6050 => <f64 as Decode<'a>>::merge(&mut this.fractional_timestamp, rest, value),
            _ => Ok(()),
        }
    }

    fn absent() -> Result<Self> {
        Ok(absent!())
    }
}

impl Update for Temperature {
    fn check(&self, tail: Tail, value: &WireValue<'_>, claims: &mut Claims) -> Result<()> {
        let Some((id, rest)) = tail.split_first() else { return container(value) };
        match id {
            5518 => Update::check(&self.timestamp, rest, value, claims),
            5601 => Update::check(&self.min_measured_value, rest, value, claims),
            5602 => Update::check(&self.max_measured_value, rest, value, claims),
            5603 => Update::check(&self.min_range_value, rest, value, claims),
            5604 => Update::check(&self.max_range_value, rest, value, claims),
            5700 => Update::check(&self.sensor_value, rest, value, claims),
            5701 => Update::check(&self.sensor_units, rest, value, claims),
            5750 => Update::check(&self.application_type, rest, value, claims),
            6042 => Update::check(&self.measurement_quality_indicator, rest, value, claims),
            6049 => Update::check(&self.measurement_quality_level, rest, value, claims),
            6050 => Update::check(&self.fractional_timestamp, rest, value, claims),
            _ => Ok(()),
        }
    }

    fn update(&mut self, tail: Tail, value: &WireValue<'_>) -> Result<()> {
        let Some((id, rest)) = tail.split_first() else { return container(value) };
        match id {
            5518 => Update::update(&mut self.timestamp, rest, value),
            5601 => Update::update(&mut self.min_measured_value, rest, value),
            5602 => Update::update(&mut self.max_measured_value, rest, value),
            5603 => Update::update(&mut self.min_range_value, rest, value),
            5604 => Update::update(&mut self.max_range_value, rest, value),
            5700 => Update::update(&mut self.sensor_value, rest, value),
            5701 => Update::update(&mut self.sensor_units, rest, value),
            5750 => Update::update(&mut self.application_type, rest, value),
            6042 => Update::update(&mut self.measurement_quality_indicator, rest, value),
            6049 => Update::update(&mut self.measurement_quality_level, rest, value),
            6050 => Update::update(&mut self.fractional_timestamp, rest, value),
            _ => Ok(()),
        }
    }

    fn clear(&mut self, tail: Tail) {
        let Some((id, rest)) = tail.split_first() else {
            *self = absent!();
            return;
        };
        match id {
            5518 => Update::clear(&mut self.timestamp, rest),
            5601 => Update::clear(&mut self.min_measured_value, rest),
            5602 => Update::clear(&mut self.max_measured_value, rest),
            5603 => Update::clear(&mut self.min_range_value, rest),
            5604 => Update::clear(&mut self.max_range_value, rest),
            5700 => Update::clear(&mut self.sensor_value, rest),
            5701 => Update::clear(&mut self.sensor_units, rest),
            5750 => Update::clear(&mut self.application_type, rest),
            6042 => Update::clear(&mut self.measurement_quality_indicator, rest),
            6049 => Update::clear(&mut self.measurement_quality_level, rest),
            6050 => Update::clear(&mut self.fractional_timestamp, rest),
            _ => {}
        }
    }

    fn check_new(tail: Tail, value: &WireValue<'_>, claims: &mut Claims) -> Result<()> {
        Update::check(&absent!(), tail, value, claims)
    }

    fn begin(tail: Tail, value: &WireValue<'_>) -> Result<Self> {
        let mut new = absent!();
        Update::update(&mut new, tail, value)?;
        Ok(new)
    }
}

const R: Operations = Operations::READ;
const RW: Operations = Operations::READ_WRITE;
