//! What a form means for a data type: numbers bound a number's value, but a text's length.
//! LwM2M Core 1.2.2, appendix D.

use alloc::format;
use alloc::vec;
use alloc::vec::Vec;

use lwm2m_codec::DataType;

use super::syntax::{Counted, Element, Form, Number};
use super::{RangeFault, RangeNote, RangeValues};

/// The values that `form` means for a Resource of type `data_type`.
pub(super) fn values(form: &Form, data_type: DataType, notes: &mut Vec<RangeNote>) -> RangeValues {
    let (elements, counted) = match form {
        Form::Labels(labels) => return RangeValues::Labels(labels.clone()),
        Form::Elements(elements, counted) => (elements, counted),
    };
    if elements.iter().any(|element| matches!(element, Element::Word(_))) {
        return words(elements, data_type, notes);
    }
    // Without a type there is no value to bound: `untyped`, or the arguments of an executable one.
    if data_type == DataType::None {
        return RangeValues::Text;
    }
    let Some(bounds) = ordered(elements, notes) else { return RangeValues::Text };
    let meant = match counted {
        None => plain(&bounds, data_type, notes),
        Some(counted) => Ok(suffixed(&bounds, *counted, data_type)),
    };
    match meant {
        Ok(Some(values)) => values,
        Ok(None) => {
            let message = format!("expected a range that suits type {data_type}, found another");
            notes.push(RangeNote::new(RangeFault::Type, message));
            RangeValues::Text
        }
        Err(Overflow) => {
            notes.push(overflow(data_type));
            RangeValues::Text
        }
    }
}

/// A bound that no value of the data type can have.
struct Overflow;

/// A closed interval, low bound first.
type Bounds = (Number, Number);

/// Words are values of a String; on any other type they are text for people.
fn words(elements: &[Element], data_type: DataType, notes: &mut Vec<RangeNote>) -> RangeValues {
    if data_type != DataType::String {
        let message = format!("expected numbers for type {data_type}, found words");
        notes.push(RangeNote::new(RangeFault::Type, message));
    }
    let words: Option<Vec<_>> = elements
        .iter()
        .map(|element| match element {
            Element::Word(word) => Some(word.clone()),
            Element::Number(Number::Integer(number)) => Some(format!("{number}")),
            Element::Number(Number::Float(number)) => Some(format!("{number}")),
            Element::Number(Number::Overflow) | Element::Range(..) => None,
        })
        .collect();
    words.map_or(RangeValues::Text, RangeValues::Words)
}

/// Every element as an interval, turned round where its upper bound comes first.
fn ordered(elements: &[Element], notes: &mut Vec<RangeNote>) -> Option<Vec<Bounds>> {
    elements
        .iter()
        .map(|element| match *element {
            Element::Number(number) => Some((number, number)),
            Element::Range(low, high) if reversed(low, high) => {
                let message = "expected the lower bound first, found the upper one";
                notes.push(RangeNote::new(RangeFault::Reversed, message));
                Some((high, low))
            }
            Element::Range(low, high) => Some((low, high)),
            Element::Word(_) => None,
        })
        .collect()
}

fn reversed(low: Number, high: Number) -> bool {
    match (low, high) {
        (Number::Integer(low), Number::Integer(high)) => low > high,
        (low, high) => match (float(low), float(high)) {
            (Ok(low), Ok(high)) => low > high,
            (Ok(_) | Err(Overflow), Ok(_) | Err(Overflow)) => false,
        },
    }
}

/// Numbers without a word after them; `Ok(None)` where the data type has no use for them.
fn plain(
    bounds: &[Bounds],
    data_type: DataType,
    notes: &mut Vec<RangeNote>,
) -> Result<Option<RangeValues>, Overflow> {
    let limits = match data_type {
        DataType::Integer | DataType::Time => i128::from(i64::MIN)..=i128::from(i64::MAX),
        DataType::Unsigned => 0..=i128::from(u64::MAX),
        DataType::Float => return floats(bounds).map(Some),
        DataType::String | DataType::Opaque | DataType::CoreLink => return lengths(bounds, 1),
        // Boolean, Objlnk, and any later type: no bounds that we know.
        _ => return Ok(None),
    };
    let Some(mut intervals) = integers(bounds)? else { return Ok(None) };
    if intervals.iter().any(|(low, high)| !limits.contains(low) || !limits.contains(high)) {
        notes.push(overflow(data_type));
    }
    intervals.sort_unstable();
    Ok(Some(RangeValues::Integers(intervals)))
}

/// Numbers with a word after them that says what they count.
fn suffixed(bounds: &[Bounds], counted: Counted, data_type: DataType) -> Option<RangeValues> {
    let single = match bounds {
        [(Number::Integer(low), Number::Integer(high))] if low == high => u32::try_from(*low).ok(),
        _ => None,
    };
    let integer = matches!(data_type, DataType::Integer | DataType::Unsigned);
    let text = matches!(data_type, DataType::String | DataType::Opaque | DataType::CoreLink);
    match counted {
        Counted::Instances => single.map(RangeValues::Instances),
        Counted::Bits if integer => single.filter(|bits| *bits <= 64).map(RangeValues::Bits),
        Counted::Bytes if integer => {
            single.filter(|bytes| *bytes <= 8).map(|bytes| RangeValues::Bits(8 * bytes))
        }
        Counted::Bits if text => single.filter(|bits| bits % 8 == 0).map(|bits| {
            let length = u64::from(bits / 8);
            RangeValues::Lengths(vec![(length, length)])
        }),
        Counted::Bytes if text => lengths(bounds, 1).ok().flatten(),
        // A character is one to four octets of UTF-8.
        Counted::Characters if text => lengths(bounds, 4).ok().flatten(),
        Counted::Bits | Counted::Bytes | Counted::Characters => None,
    }
}

/// Whole numbers; `Ok(None)` where one has a fraction or an exponent.
fn integers(bounds: &[Bounds]) -> Result<Option<Vec<(i128, i128)>>, Overflow> {
    let mut intervals = Vec::with_capacity(bounds.len());
    for bound in bounds {
        match *bound {
            (Number::Integer(low), Number::Integer(high)) => intervals.push((low, high)),
            (Number::Overflow, _) | (_, Number::Overflow) => return Err(Overflow),
            (Number::Float(_), _) | (_, Number::Float(_)) => return Ok(None),
        }
    }
    Ok(Some(intervals))
}

fn floats(bounds: &[Bounds]) -> Result<RangeValues, Overflow> {
    let mut intervals = bounds
        .iter()
        .map(|&(low, high)| Ok((float(low)?, float(high)?)))
        .collect::<Result<Vec<_>, Overflow>>()?;
    intervals.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    Ok(RangeValues::Floats(intervals))
}

/// Lengths, of which each unit is one to `widest` octets; `Ok(None)` where one is negative.
fn lengths(bounds: &[Bounds], widest: u64) -> Result<Option<RangeValues>, Overflow> {
    let Some(integers) = integers(bounds)? else { return Ok(None) };
    if integers.iter().any(|&(low, _)| low < 0) {
        return Ok(None);
    }
    let length = |bound: i128| u64::try_from(bound).map_err(|_| Overflow);
    let mut intervals = integers
        .into_iter()
        .map(|(low, high)| {
            let high = length(high)?.checked_mul(widest).ok_or(Overflow)?;
            Ok((length(low)?, high))
        })
        .collect::<Result<Vec<_>, Overflow>>()?;
    intervals.sort_unstable();
    Ok(Some(RangeValues::Lengths(intervals)))
}

fn float(number: Number) -> Result<f64, Overflow> {
    match number {
        // Beyond 2^53 the nearest float is the bound: no Float value lies between them.
        #[allow(clippy::cast_precision_loss)]
        Number::Integer(number) => Ok(number as f64),
        Number::Float(number) => Ok(number),
        Number::Overflow => Err(Overflow),
    }
}

fn overflow(data_type: DataType) -> RangeNote {
    let message =
        format!("expected bounds that a value of type {data_type} can have, found a larger one");
    RangeNote::new(RangeFault::Overflow, message)
}
