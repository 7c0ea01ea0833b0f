//! Records that outlive their payload, to queue and to log. *Requires feature `alloc`.*

use alloc::boxed::Box;
use core::fmt;

use crate::decode::Typed;
use crate::record::Record;
use crate::value::{Value, Wire, WireValue};

/// What the bytes of a payload said, with its own storage: a [`WireValue`] that outlives the payload.
#[derive(Clone)]
pub struct OwnedWireValue(Repr);

#[derive(Clone)]
enum Repr {
    /// What borrows nothing.
    Inline(Wire<'static>),
    /// Text, and which form it has.
    Text(Box<str>, for<'a> fn(&'a str) -> Wire<'a>),
    /// Octets, and which form they have.
    Octets(Box<[u8]>, for<'a> fn(&'a [u8]) -> Wire<'a>),
}

impl OwnedWireValue {
    /// The same value, borrowed from this one.
    #[must_use]
    pub fn borrowed(&self) -> WireValue<'_> {
        WireValue(match &self.0 {
            Repr::Inline(wire) => *wire,
            Repr::Text(text, form) => form(text),
            Repr::Octets(octets, form) => form(octets),
        })
    }
}

impl From<WireValue<'_>> for OwnedWireValue {
    fn from(value: WireValue<'_>) -> Self {
        // A form is told by a function, for only the function says for how long its text is borrowed.
        Self(match value.0 {
            Wire::Empty => Repr::Inline(Wire::Empty),
            Wire::Null => Repr::Inline(Wire::Null),
            Wire::Integer(number) => Repr::Inline(Wire::Integer(number)),
            Wire::Unsigned(number) => Repr::Inline(Wire::Unsigned(number)),
            Wire::Float(number) => Repr::Inline(Wire::Float(number)),
            Wire::Number(number) => Repr::Inline(Wire::Number(number)),
            Wire::Decimal { decimal, number } => Repr::Inline(Wire::Decimal { decimal, number }),
            Wire::Boolean(boolean) => Repr::Inline(Wire::Boolean(boolean)),
            Wire::Time(seconds) => Repr::Inline(Wire::Time(seconds)),
            Wire::TimeFloat(seconds) => Repr::Inline(Wire::TimeFloat(seconds)),
            Wire::ObjectLink(link) => Repr::Inline(Wire::ObjectLink(link)),
            Wire::Text(text) => Repr::Text(text.into(), |text| Wire::Text(text)),
            Wire::TextOrLink(text) => Repr::Text(text.into(), |text| Wire::TextOrLink(text)),
            Wire::Escaped(text) => Repr::Text(text.into(), |text| Wire::Escaped(text)),
            Wire::TextOrBase64 { text, escaped: true } => {
                Repr::Text(text.into(), |text| Wire::TextOrBase64 { text, escaped: true })
            }
            Wire::TextOrBase64 { text, escaped: false } => {
                Repr::Text(text.into(), |text| Wire::TextOrBase64 { text, escaped: false })
            }
            Wire::Base64 { text, escaped: true } => {
                Repr::Text(text.into(), |text| Wire::Base64 { text, escaped: true })
            }
            Wire::Base64 { text, escaped: false } => {
                Repr::Text(text.into(), |text| Wire::Base64 { text, escaped: false })
            }
            Wire::Digits(text) => Repr::Text(text.into(), |text| Wire::Digits(text)),
            Wire::Characters(text) => Repr::Text(text.into(), |text| Wire::Characters(text)),
            Wire::Date(text) => Repr::Text(text.into(), |text| Wire::Date(text)),
            Wire::Untyped(octets) => Repr::Octets(octets.into(), |octets| Wire::Untyped(octets)),
            Wire::Bytes(octets) => Repr::Octets(octets.into(), |octets| Wire::Bytes(octets)),
            Wire::ByteChunks(chunks) => {
                Repr::Octets(chunks.into(), |chunks| Wire::ByteChunks(chunks))
            }
            Wire::TextChunks { chunks, link: true } => {
                Repr::Octets(chunks.into(), |chunks| Wire::TextChunks { chunks, link: true })
            }
            Wire::TextChunks { chunks, link: false } => {
                Repr::Octets(chunks.into(), |chunks| Wire::TextChunks { chunks, link: false })
            }
        })
    }
}

impl PartialEq for OwnedWireValue {
    fn eq(&self, other: &Self) -> bool {
        self.borrowed() == other.borrowed()
    }
}

impl fmt::Debug for OwnedWireValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.borrowed().fmt(f)
    }
}

/// A [`Typed`] value that outlives its payload.
#[derive(Clone, Debug, PartialEq)]
pub enum OwnedTyped {
    /// The schema knows the Resource.
    Known(Value<'static>),
    /// It does not; what the bytes said is kept.
    Unknown(OwnedWireValue),
}

impl OwnedTyped {
    /// The same value, borrowed from this one.
    #[must_use]
    pub fn borrowed(&self) -> Typed<'_> {
        match self {
            Self::Known(value) => Typed::Known(value.borrowed()),
            Self::Unknown(wire) => Typed::Unknown(wire.borrowed()),
        }
    }
}

impl WireValue<'_> {
    /// The value with its own storage, still untyped. *Requires feature `alloc`.*
    #[must_use]
    pub fn into_owned(self) -> OwnedWireValue {
        self.into()
    }
}

impl Value<'_> {
    /// The value with its own storage. *Requires feature `alloc`.*
    #[must_use]
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Self::String(text) => Value::String(text.into_owned()),
            Self::Integer(number) => Value::Integer(number),
            Self::Unsigned(number) => Value::Unsigned(number),
            Self::Float(number) => Value::Float(number),
            Self::Boolean(boolean) => Value::Boolean(boolean),
            Self::Opaque(octets) => Value::Opaque(octets.into_owned()),
            Self::Time(time) => Value::Time(time),
            Self::ObjectLink(link) => Value::ObjectLink(link),
            Self::CoreLink(links) => Value::CoreLink(links.into_owned()),
            Self::Empty => Value::Empty,
            Self::Null => Value::Null,
        }
    }
}

impl Typed<'_> {
    /// The value with its own storage. *Requires feature `alloc`.*
    #[must_use]
    pub fn into_owned(self) -> OwnedTyped {
        match self {
            Self::Known(value) => OwnedTyped::Known(value.into_owned()),
            Self::Unknown(wire) => OwnedTyped::Unknown(wire.into_owned()),
        }
    }
}

impl Record<Value<'_>> {
    /// The record with its own storage. *Requires feature `alloc`.*
    #[must_use]
    pub fn into_owned(self) -> Record<Value<'static>> {
        let Self { path, time, value } = self;
        Record { path, time, value: value.into_owned() }
    }
}

impl Record<WireValue<'_>> {
    /// The record with its own storage, still untyped. *Requires feature `alloc`.*
    #[must_use]
    pub fn into_owned(self) -> Record<OwnedWireValue> {
        let Self { path, time, value } = self;
        Record { path, time, value: value.into_owned() }
    }
}

impl Record<Typed<'_>> {
    /// The record with its own storage. *Requires feature `alloc`.*
    #[must_use]
    pub fn into_owned(self) -> Record<OwnedTyped> {
        let Self { path, time, value } = self;
        Record { path, time, value: value.into_owned() }
    }
}
