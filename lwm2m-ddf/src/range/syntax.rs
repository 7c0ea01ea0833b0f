//! The grammar of `RangeEnumeration`: strict (what the specification describes), labelled, and
//! lenient (what the registry's authors write besides). Knows no data types.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use nom::branch::alt;
use nom::bytes::complete::{tag, take_till1};
use nom::character::complete::{char, digit1, hex_digit1, one_of, satisfy, space0, space1};
use nom::combinator::{all_consuming, eof, map, not, opt, peek, recognize, value, verify};
use nom::multi::{many_till, many0_count, separated_list1};
use nom::sequence::{delimited, pair, preceded, separated_pair, terminated};
use nom::{IResult, Parser};

use super::{RangeFault, RangeNote};

/// A text that has one of the known forms.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Form {
    /// Numbers, ranges and words, and what they count.
    Elements(Vec<Element>, Option<Counted>),
    /// Numbers and what each means.
    Labels(Vec<(i128, String)>),
}

/// One element of a list.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Element {
    /// A lone number.
    Number(Number),
    /// Two bounds, in the order written.
    Range(Number, Number),
    /// A quoted string or a bare word.
    Word(String),
}

/// A number as written, before a data type says what it may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Number {
    /// Digits or hexadecimal digits.
    Integer(i128),
    /// A fraction or an exponent.
    Float(f64),
    /// Too large for either.
    Overflow,
}

/// What the numbers count, where the text says so.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Counted {
    Bits,
    Bytes,
    Characters,
    Instances,
}

/// The form of `text`, whose blanks are collapsed; `None` where it has none.
pub(super) fn form(text: &str, notes: &mut Vec<RangeNote>) -> Option<Form> {
    if let Ok((_, elements)) = strict(text) {
        return Some(Form::Elements(elements, None));
    }
    if let Ok((_, labels)) = labelled(text) {
        return Some(Form::Labels(labels));
    }
    let (_, form) = lenient(text).ok()?;
    notes.push(RangeNote::new(
        RangeFault::Lenient,
        "expected \"low..high\" or values with commas between them, found another spelling",
    ));
    Some(form)
}

/// `0..3, 99` or `"low","high"`: what the specification describes.
fn strict(text: &str) -> IResult<&str, Vec<Element>> {
    let range = map(separated_pair(number, blanks(tag("..")), number), |(low, high)| {
        Element::Range(low, high)
    });
    let element = alt((range, map(number, Element::Number), map(quoted, Element::Word)));
    all_consuming(separated_list1(blanks(char(',')), element)).parse(text)
}

/// `0: off 1: on`, with a line break, a blank, `;` or `,` between the labels.
fn labelled(text: &str) -> IResult<&str, Vec<(i128, String)>> {
    let separator = alt((value((), blanks(one_of(";,"))), value((), space1)));
    let start = |text| terminated(integer, blanks(one_of(":="))).parse(text);
    let end = alt((value((), eof), value((), peek(pair(separator, start)))));
    let words = map(many_till(satisfy(|_| true), end), |(letters, ())| {
        letters.into_iter().collect::<String>()
    });
    let label = pair(start, verify(words, |words: &String| !words.is_empty()));
    let separator = alt((value((), blanks(one_of(";,"))), value((), space1)));
    all_consuming(separated_list1(separator, label)).parse(text)
}

/// What authors write besides: `0-255`, `1...25`, `0; 3.8..20.5`, `10 or 26 Bytes`, `[1:4]`, `ON;OFF`.
fn lenient(text: &str) -> IResult<&str, Form> {
    let bare = pair(elements(false), opt(counted));
    let bracketed =
        pair(delimited(blanks(char('[')), elements(true), blanks(char(']'))), opt(counted));
    let form = map(alt((bracketed, bare)), |(elements, counted)| Form::Elements(elements, counted));
    all_consuming(form).parse(text)
}

/// A list of lenient elements; inside brackets a colon makes a range too.
fn elements(bracketed: bool) -> impl FnMut(&str) -> IResult<&str, Vec<Element>> {
    move |text| {
        let or = delimited(space1, tag("or"), space1);
        let separator = alt((value((), blanks(one_of(",;"))), value((), or)));
        let lists = separated_list1(separator, |text| lenient_element(text, bracketed));
        map(lists, |lists| lists.into_iter().flatten().collect()).parse(text)
    }
}

/// One lenient element; several where it is a list with hyphens.
fn lenient_element(text: &str, bracketed: bool) -> IResult<&str, Vec<Element>> {
    let dots = alt((tag("..."), tag("..")));
    let dotted = separated_pair(number, blanks(dots), number);
    let colon = separated_pair(number, blanks(verify(char(':'), |_| bracketed)), number);
    let range = map(alt((dotted, colon)), |(low, high)| [Element::Range(low, high)].to_vec());
    alt((
        range,
        hyphens,
        map(number, |number| [Element::Number(number)].to_vec()),
        map(alt((quoted, word)), |word| [Element::Word(word)].to_vec()),
    ))
    .parse(text)
}

/// `0-255` is a range, `16-32-48` a list. Both sides have no sign, so that `-30..-120` is neither.
fn hyphens(text: &str) -> IResult<&str, Vec<Element>> {
    let hyphen = blanks(char('-'));
    let (rest, numbers) =
        verify(separated_list1(hyphen, unsigned), |numbers: &[_]| numbers.len() > 1).parse(text)?;
    let elements = match *numbers.as_slice() {
        [low, high] => [Element::Range(low, high)].to_vec(),
        _ => numbers.into_iter().map(Element::Number).collect(),
    };
    Ok((rest, elements))
}

/// What the numbers before it count: ` bytes`, `-bit`, ` Instances`.
fn counted(text: &str) -> IResult<&str, Counted> {
    let name = map(word, |word| word.to_ascii_lowercase());
    let (rest, name) = preceded(pair(opt(char('-')), space0), name).parse(text)?;
    let counted = match name.strip_suffix('s').unwrap_or(&name) {
        "bit" => Counted::Bits,
        "byte" | "octet" => Counted::Bytes,
        "char" | "character" => Counted::Characters,
        "instance" => Counted::Instances,
        _ => return Err(nom::Err::Error(nom::error::make_error(text, nom::error::ErrorKind::Tag))),
    };
    Ok((rest, counted))
}

/// A number with an optional sign.
fn number(text: &str) -> IResult<&str, Number> {
    let (rest, sign) = opt(one_of("+-")).parse(text)?;
    let (rest, number) = unsigned(rest)?;
    let number = match number {
        Number::Integer(magnitude) if sign == Some('-') => Number::Integer(-magnitude),
        Number::Float(magnitude) if sign == Some('-') => Number::Float(-magnitude),
        Number::Integer(_) | Number::Float(_) | Number::Overflow => number,
    };
    Ok((rest, number))
}

/// `0x1F`, `20`, `3.8` or `1e-6`.
fn unsigned(text: &str) -> IResult<&str, Number> {
    let hexadecimal = map(preceded(tag("0x"), hex_digit1), |digits| {
        i128::from_str_radix(digits, 16).map_or(Number::Overflow, Number::Integer)
    });
    // A dot belongs to the number only where a digit follows: `0..3` is a range.
    let fraction = preceded(char('.'), digit1);
    let exponent = (one_of("eE"), opt(one_of("+-")), digit1);
    let decimal = map(recognize((digit1, opt(fraction), opt(exponent))), decimal_value);
    alt((hexadecimal, decimal)).parse(text)
}

fn decimal_value(digits: &str) -> Number {
    if digits.bytes().all(|c| c.is_ascii_digit()) {
        return digits.parse().map_or(Number::Overflow, Number::Integer);
    }
    match digits.parse::<f64>() {
        Ok(number) if number.is_finite() => Number::Float(number),
        Ok(_) | Err(_) => Number::Overflow,
    }
}

/// The number of a label.
fn integer(text: &str) -> IResult<&str, i128> {
    let digits = recognize(pair(opt(char('-')), digit1));
    nom::combinator::map_res(digits, str::parse).parse(text)
}

/// `"low"`.
fn quoted(text: &str) -> IResult<&str, String> {
    let inside = recognize(many0_count(satisfy(|c| c != '"')));
    map(delimited(char('"'), inside, char('"')), str::to_string).parse(text)
}

/// `ON`: a word that could be a value; not `or`, which stands between values.
fn word(text: &str) -> IResult<&str, String> {
    let (_, ()) = not(terminated(tag("or"), space1)).parse(text)?;
    let letters = take_till1(|c: char| !(c.is_alphanumeric() || c == '_'));
    let starts = verify(letters, |word: &str| word.starts_with(|c: char| c.is_alphabetic()));
    map(starts, str::to_string).parse(text)
}

/// `inner` with blanks on either side.
fn blanks<'a, O>(
    inner: impl Parser<&'a str, Output = O, Error = nom::error::Error<&'a str>>,
) -> impl Parser<&'a str, Output = O, Error = nom::error::Error<&'a str>> {
    delimited(space0, inner, space0)
}
