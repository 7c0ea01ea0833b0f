//! Values of Device's resources by hand: what `#[derive(ResourceValue)]` emits, with names in place of absolute paths.

use lwm2m_codec::emitted::tell_value;
use lwm2m_codec::{
    DataType, Encode, ErrorKind, Path, RecordSink, ResourceValue, Result, Value, WireValue,
};

/// Values of Available Power Sources (6): every number is taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum PowerSource {
    Dc,
    InternalBattery,
    ExternalBattery,
    FuelCell,
    PowerOverEthernet,
    Usb,
    AcMains,
    Solar,
    Other(i64),
}

impl<'a> ResourceValue<'a> for PowerSource {
    const DATA_TYPE: DataType = DataType::Integer;

    fn from_wire(value: &WireValue<'a>) -> Result<Self> {
        Ok(match value.integer()? {
            0 => Self::Dc,
            1 => Self::InternalBattery,
            2 => Self::ExternalBattery,
            3 => Self::FuelCell,
            4 => Self::PowerOverEthernet,
            5 => Self::Usb,
            6 => Self::AcMains,
            7 => Self::Solar,
            other => Self::Other(other),
        })
    }

    fn to_value(&self) -> Value<'_> {
        Value::Integer(match *self {
            Self::Dc => 0,
            Self::InternalBattery => 1,
            Self::ExternalBattery => 2,
            Self::FuelCell => 3,
            Self::PowerOverEthernet => 4,
            Self::Usb => 5,
            Self::AcMains => 6,
            Self::Solar => 7,
            Self::Other(other) => other,
        })
    }
}

impl Encode for PowerSource {
    fn encode(&self, at: Path, sink: &mut dyn RecordSink) -> Result<()> {
        tell_value(self, at, sink)
    }
}

/// Values of Battery Status (20): other numbers are refused.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum BatteryStatus {
    Normal,
    Charging,
    ChargeComplete,
    Damaged,
    Low,
    NotInstalled,
    Unknown,
}

impl<'a> ResourceValue<'a> for BatteryStatus {
    const DATA_TYPE: DataType = DataType::Integer;

    fn from_wire(value: &WireValue<'a>) -> Result<Self> {
        Ok(match value.integer()? {
            0 => Self::Normal,
            1 => Self::Charging,
            2 => Self::ChargeComplete,
            3 => Self::Damaged,
            4 => Self::Low,
            5 => Self::NotInstalled,
            6 => Self::Unknown,
            _ => return Err(ErrorKind::OutOfRange.into()),
        })
    }

    fn to_value(&self) -> Value<'_> {
        Value::Integer(match *self {
            Self::Normal => 0,
            Self::Charging => 1,
            Self::ChargeComplete => 2,
            Self::Damaged => 3,
            Self::Low => 4,
            Self::NotInstalled => 5,
            Self::Unknown => 6,
        })
    }
}

impl Encode for BatteryStatus {
    fn encode(&self, at: Path, sink: &mut dyn RecordSink) -> Result<()> {
        tell_value(self, at, sink)
    }
}

/// A number of Error Code (11).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ErrorCode(pub(crate) i64);

impl<'a> ResourceValue<'a> for ErrorCode {
    const DATA_TYPE: DataType = <i64 as ResourceValue<'a>>::DATA_TYPE;

    fn from_wire(value: &WireValue<'a>) -> Result<Self> {
        Ok(Self(<i64 as ResourceValue<'a>>::from_wire(value)?))
    }

    fn to_value(&self) -> Value<'_> {
        <i64 as ResourceValue<'a>>::to_value(&self.0)
    }
}

impl Encode for ErrorCode {
    fn encode(&self, at: Path, sink: &mut dyn RecordSink) -> Result<()> {
        Encode::encode(&self.0, at, sink)
    }
}
