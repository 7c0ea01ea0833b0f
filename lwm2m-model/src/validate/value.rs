//! One value beside the definition of its Resource: its type, its range. LwM2M Core 1.2.2, appendix D.1; D-052.

use lwm2m_codec::{Range, ResourceDef, Value};

use super::Problem;

/// What is wrong with a value.
pub(super) fn problem(resource: &ResourceDef<'_>, value: &Value<'_>) -> Option<Problem> {
    let (expected, found) = (resource.data_type, value.data_type());
    if expected != found {
        return Some(Problem::DataType { expected, found });
    }
    match resource.range {
        Range::Integers(intervals) => {
            let number = match value {
                Value::Integer(number) => i128::from(*number),
                Value::Unsigned(number) => i128::from(*number),
                Value::Time(time) => i128::from(time.0),
                // An interval says nothing of other values.
                _ => return None,
            };
            outside(intervals, number).then_some(Problem::Range)
        }
        Range::Floats(intervals) => match value {
            // NaN lies in no interval.
            Value::Float(number) => outside(intervals, *number).then_some(Problem::Range),
            _ => None,
        },
        Range::Lengths(intervals) => {
            let found = match value {
                Value::String(text) => text.len(),
                Value::Opaque(octets) => octets.len(),
                Value::CoreLink(links) => links.as_text().len(),
                // Other values have no length.
                _ => return None,
            };
            let length = u64::try_from(found).unwrap_or(u64::MAX);
            outside(intervals, length).then_some(Problem::Length { found })
        }
        // Nothing that can be checked.
        Range::Any | Range::Text(_) => None,
        _ => None,
    }
}

fn outside<T: PartialOrd>(intervals: &[(T, T)], value: T) -> bool {
    !intervals.iter().any(|(low, high)| *low <= value && value <= *high)
}
