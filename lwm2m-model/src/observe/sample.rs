//! A value as conditions see it: a number, a Boolean, or something that is the same or is not.

use lwm2m_codec::Value;

/// The value of an observed path at some moment.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Sample {
    /// There is no such value at the moment: a path of an Observe-Composite may come into being later.
    Absent,
    /// An Integer.
    Integer(i64),
    /// An Unsigned Integer.
    Unsigned(u64),
    /// A Float.
    Float(f64),
    /// A Boolean.
    Boolean(bool),
    /// Anything else, an Object Instance as well as text: a number that is another one whenever the value is, such
    /// as a count of its changes.
    Revision(u64),
}

impl Sample {
    /// The sample of a value that fits one; `None` for text, octets and links, which the caller numbers.
    #[must_use]
    pub const fn of(value: &Value<'_>) -> Option<Self> {
        match *value {
            Value::Integer(number) => Some(Self::Integer(number)),
            Value::Unsigned(number) => Some(Self::Unsigned(number)),
            Value::Float(number) => Some(Self::Float(number)),
            Value::Boolean(boolean) => Some(Self::Boolean(boolean)),
            Value::Time(time) => Some(Self::Revision(time.0.cast_unsigned())),
            _ => None,
        }
    }

    /// The value as a number: as near as a double comes.
    #[expect(clippy::cast_precision_loss, reason = "thresholds are doubles")]
    pub(super) const fn number(self) -> Option<f64> {
        match self {
            Self::Integer(number) => Some(number as f64),
            Self::Unsigned(number) => Some(number as f64),
            Self::Float(number) => Some(number),
            Self::Absent | Self::Boolean(_) | Self::Revision(_) => None,
        }
    }

    /// How far two numbers are apart; exact for whole numbers before it becomes a double.
    #[expect(clippy::cast_precision_loss, reason = "steps are doubles")]
    pub(super) const fn distance(self, other: Self) -> Option<f64> {
        match (self.whole(), other.whole()) {
            (Some(a), Some(b)) => Some(a.abs_diff(b) as f64),
            _ => match (self.number(), other.number()) {
                (Some(a), Some(b)) => Some((a - b).abs()),
                _ => None,
            },
        }
    }

    const fn whole(self) -> Option<i128> {
        match self {
            Self::Integer(number) => Some(number as i128),
            Self::Unsigned(number) => Some(number as i128),
            Self::Absent | Self::Float(_) | Self::Boolean(_) | Self::Revision(_) => None,
        }
    }
}

/// Whether it is the same value: NaN is NaN here, and 0 is −0.
impl PartialEq for Sample {
    fn eq(&self, other: &Self) -> bool {
        match (*self, *other) {
            (Self::Absent, Self::Absent) => true,
            (Self::Integer(a), Self::Integer(b)) => a == b,
            (Self::Unsigned(a), Self::Unsigned(b)) | (Self::Revision(a), Self::Revision(b)) => {
                a == b
            }
            (Self::Float(a), Self::Float(b)) => a == b || a.is_nan() && b.is_nan(),
            (Self::Boolean(a), Self::Boolean(b)) => a == b,
            _ => false,
        }
    }
}
