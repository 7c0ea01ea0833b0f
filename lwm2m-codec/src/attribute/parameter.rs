//! One attribute as it is written: `pmin=10`, or `pmin` to unset it.

use super::number::Number;
use super::{Attribute, Attributes, Changes};
use crate::Result;
use crate::output::Output;

/// An attribute with its value, or without one: a Uri-Query option, a parameter of a link.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameter {
    pub(super) attribute: Attribute,
    pub(super) value: Option<Number>,
}

impl Parameter {
    /// Which attribute it is.
    #[must_use]
    pub const fn attribute(&self) -> Attribute {
        self.attribute
    }

    /// Writes it into a buffer; what comes back is the written part. 341 octets hold every parameter.
    ///
    /// ```
    /// use lwm2m_codec::attribute::{Change, Changes};
    ///
    /// let changes = Changes { pmin: Change::Unset, st: Change::Set(0.25), ..Changes::NONE };
    /// for (parameter, expected) in changes.parameters().zip(["pmin", "st=0.25"]) {
    ///     assert_eq!(parameter?.encode(&mut [0; 16])?, expected.as_bytes());
    /// }
    /// # Ok::<(), lwm2m_codec::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::BufferTooSmall`](crate::ErrorKind::BufferTooSmall) with the exact length.
    pub fn encode<'b>(&self, buffer: &'b mut [u8]) -> Result<&'b [u8]> {
        let mut out = Output::new(buffer);
        self.put(&mut out);
        out.finish()
    }

    /// Writes it to an [`Output`].
    pub fn encode_into(&self, out: &mut Output<'_>) {
        self.put(out);
    }

    fn put(&self, out: &mut Output<'_>) {
        out.write(self.attribute.name().as_bytes());
        if let Some(value) = self.value {
            out.put(*b"=");
            value.put(out);
        }
    }
}

impl Attributes {
    /// What is written of them: a parameter for each attribute that is there, in their order (D-104).
    ///
    /// # Errors
    /// Each parameter: [`ErrorKind::NotExpressible`](crate::ErrorKind::NotExpressible) for a value that has no form.
    pub fn parameters(&self) -> impl Iterator<Item = Result<Parameter>> + use<> {
        Changes::from(*self).parameters()
    }
}
