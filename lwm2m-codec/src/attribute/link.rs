//! Attributes among the parameters of a link: LwM2M Core 1.2.2, 7.3; D-096, D-097, D-104.

use super::{Attribute, Attributes, Changes};
use crate::deviation::{Lenience, Report};
use crate::error::{ErrorKind, Result};
use crate::options::Options;
use crate::output::Output;

/// A parameter of a link as it stands there: `;pmin=10`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct LinkParameter<'a> {
    /// The name.
    pub name: &'a str,
    /// The value, where there is one; of a quoted one what stands between the quotes.
    pub value: Option<&'a str>,
    /// Whether the value is quoted.
    pub quoted: bool,
    /// The byte at which it begins.
    pub offset: usize,
}

impl<'a> LinkParameter<'a> {
    /// A parameter without quotes, at byte 0.
    #[must_use]
    pub const fn new(name: &'a str, value: Option<&'a str>) -> Self {
        Self { name, value, quoted: false, offset: 0 }
    }

    /// The same, quoted.
    #[must_use]
    pub const fn quoted(mut self) -> Self {
        self.quoted = true;
        self
    }

    /// The same, at another byte.
    #[must_use]
    pub const fn at(mut self, offset: usize) -> Self {
        self.offset = offset;
        self
    }
}

impl<R: Report> Options<'_, R> {
    /// Reads the attributes among the parameters of one link; the other parameters are left alone.
    ///
    /// Neither level nor version are checked: a client shows what it has.
    ///
    /// # Errors
    /// With the byte of the parameter: [`ErrorKind::Duplicate`] for one that comes again (D-096);
    /// [`ErrorKind::MissingValue`] for `;pmin` and `;pmin=` (D-097); [`ErrorKind::InvalidValue`] and
    /// [`ErrorKind::OutOfRange`] for a value that is none, [`ErrorKind::Malformed`] for a quoted one.
    pub fn link_attributes<'a>(
        self,
        parameters: impl IntoIterator<Item = LinkParameter<'a>>,
    ) -> Result<Attributes> {
        let (Options { mut lenience, .. }, mut report) = self.split();
        let mut changes = Changes::NONE;
        for parameter in parameters {
            let offset = parameter.offset;
            read(&mut changes, &parameter, &mut lenience).map_err(|error| error.at(offset))?;
            lenience.tell(&mut report, offset, None);
        }
        Ok(changes.attributes())
    }
}

fn read(
    changes: &mut Changes,
    parameter: &LinkParameter<'_>,
    lenience: &mut Lenience,
) -> Result<()> {
    let Some(attribute) = Attribute::from_name(parameter.name) else { return Ok(()) };
    match parameter.value {
        None | Some("") => Err(ErrorKind::MissingValue.into()),
        Some(_) if parameter.quoted => Err(ErrorKind::Malformed("a number without quotes").into()),
        value => {
            let fresh = changes.read(attribute, value, lenience)?;
            if fresh { Ok(()) } else { Err(ErrorKind::Duplicate.into()) }
        }
    }
}

impl Attributes {
    /// Writes them as parameters of a link to an [`Output`]: `;pmin=10;pmax=60`.
    ///
    /// # Errors
    /// [`ErrorKind::NotExpressible`] for a value that has no form.
    pub fn encode_link_into(&self, out: &mut Output<'_>) -> Result<()> {
        for parameter in self.parameters() {
            out.put(*b";");
            parameter?.encode_into(out);
        }
        Ok(())
    }

    /// Writes them as parameters of a link into a buffer; what comes back is the written part.
    ///
    /// ```
    /// use lwm2m_codec::attribute::Attributes;
    ///
    /// let attributes = Attributes { pmax: Some(60), lt: Some(42.2), ..Attributes::NONE };
    /// assert_eq!(attributes.encode_link(&mut [0; 32])?, b";pmax=60;lt=42.2");
    /// # Ok::<(), lwm2m_codec::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Attributes::encode_link_into`]; [`ErrorKind::BufferTooSmall`] with the exact length.
    pub fn encode_link<'b>(&self, buffer: &'b mut [u8]) -> Result<&'b [u8]> {
        let mut out = Output::new(buffer);
        self.encode_link_into(&mut out)?;
        out.finish()
    }
}
