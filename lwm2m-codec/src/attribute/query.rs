//! Attributes in the query of a request: LwM2M Core 1.2.2, 6.3.4, 6.4.1 and 6.4.4; D-105 to D-108, D-115.

use super::place::within;
use super::{Attribute, Changes, Place};
use crate::deviation::{DeviationKind, Lenience, Report};
use crate::error::{Error, ErrorKind, Result};
use crate::options::{Options, Version};
use crate::output::Output;

/// The parameters of a query, `pmin=10&pmax=60`, as the Uri-Query options of a request give them: one by one.
///
/// An empty query has none.
pub fn parameters(query: &str) -> impl Iterator<Item = &str> {
    query.split('&').take(if query.is_empty() { 0 } else { usize::MAX })
}

impl<R: Report> Options<'_, R> {
    /// Reads what the query of a request says of attributes: its Uri-Query options, or [`parameters`] of a query.
    ///
    /// What an observation carries is complete, and therefore also checked for contradictions; what a
    /// Write-Attributes changes is checked together with what it changes ([`Attributes::changed`], D-110).
    ///
    /// [`Attributes::changed`]: super::Attributes::changed
    ///
    /// # Errors
    /// With the byte of the parameter or of its value, counted as in a query whose parameters stand one `&` apart:
    /// [`ErrorKind::UnknownParameter`]; [`ErrorKind::ReadOnlyAttribute`]; [`ErrorKind::Duplicate`] for one that
    /// comes again; [`ErrorKind::AttributeRefused`] for one that may not stand here;
    /// [`ErrorKind::MissingValue`] for `pmin=`, and for `pmin` where an observation carries it;
    /// [`ErrorKind::InvalidValue`] and [`ErrorKind::OutOfRange`] for a value that is none;
    /// [`ErrorKind::Malformed`] for nothing between two `&`. Without a byte:
    /// [`ErrorKind::InconsistentAttributes`].
    pub fn changes<'q>(
        self,
        place: Place,
        parameters: impl IntoIterator<Item = &'q str>,
    ) -> Result<Changes> {
        let (options, mut report) = self.split();
        let mut reader = Reader {
            changes: Changes::NONE,
            place,
            version: options.version,
            lenience: options.lenience,
        };
        let mut offset = 0;
        for parameter in parameters {
            reader.read(parameter).map_err(|(error, at)| within(error.at(offset + at), place))?;
            reader.lenience.tell(&mut report, offset, place.path());
            offset += parameter.len() + 1;
        }
        if !place.keeps() {
            reader.changes.attributes().check().map_err(|error| within(error, place))?;
        }
        Ok(reader.changes)
    }
}

/// Reads parameters, one after the other.
struct Reader {
    changes: Changes,
    place: Place,
    version: Version,
    lenience: Lenience,
}

impl Reader {
    /// Reads one parameter; an error comes with its byte within the parameter.
    fn read(&mut self, parameter: &str) -> Result<(), (Error, usize)> {
        let (name, value) = match parameter.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (parameter, None),
        };
        let refuse = |kind: ErrorKind| Err((kind.into(), 0));
        let Some(attribute) = Attribute::from_name(name) else {
            return match name {
                "" => refuse(ErrorKind::Malformed("a name in every parameter")),
                _ if PROPERTIES.contains(&name) => refuse(ErrorKind::ReadOnlyAttribute),
                _ if self.lenience.allow(DeviationKind::UnknownParameter) => Ok(()),
                _ => refuse(ErrorKind::UnknownParameter),
            };
        };
        self.place.check(attribute, self.version).map_err(|error| (error, 0))?;
        let value = match value {
            None if self.place.keeps() => None,
            Some("")
                if self.place.keeps() && self.lenience.allow(DeviationKind::EmptyAttribute) =>
            {
                None
            }
            None | Some("") => return refuse(ErrorKind::MissingValue),
            value => value,
        };
        match self.changes.read(attribute, value, &mut self.lenience) {
            Ok(true) => Ok(()),
            Ok(false) => refuse(ErrorKind::Duplicate),
            Err(error) => Err((error, name.len() + 1)),
        }
    }
}

impl Options<'_> {
    /// Writes the query of a request into a buffer; what comes back is the written part: `pmin=10&pmax`.
    ///
    /// What an observation carries are [`Changes`] that only set: `Changes::from(attributes)`. For the single
    /// Uri-Query options see [`Changes::parameters`].
    ///
    /// # Errors
    /// As [`Changes::check_place`]; [`ErrorKind::NotExpressible`] for a value that has no form;
    /// [`ErrorKind::InconsistentAttributes`] as for [`Options::changes`];
    /// [`ErrorKind::BufferTooSmall`] with the exact length.
    pub fn encode_changes<'b>(
        &self,
        place: Place,
        changes: &Changes,
        buffer: &'b mut [u8],
    ) -> Result<&'b [u8]> {
        let mut out = Output::new(buffer);
        self.encode_changes_into(place, changes, &mut out)?;
        out.finish()
    }

    /// Writes the query of a request to an [`Output`].
    ///
    /// # Errors
    /// As [`Options::encode_changes`], save for the buffer.
    pub fn encode_changes_into(
        &self,
        place: Place,
        changes: &Changes,
        out: &mut Output<'_>,
    ) -> Result<()> {
        changes.check_place(place, self.version)?;
        // What one request sets must hold together, whatever is attached already (D-110).
        changes.attributes().check().map_err(|error| within(error, place))?;
        let mut first = true;
        for parameter in changes.parameters() {
            let parameter = parameter.map_err(|error| within(error, place))?;
            if !first {
                out.put(*b"&");
            }
            first = false;
            parameter.encode_into(out);
        }
        Ok(())
    }
}

/// The attributes of links that no server writes: LwM2M Core 1.2.2, table 7.3.1-1.
const PROPERTIES: [&str; 5] = ["dim", "lwm2m", "ssid", "uri", "ver"];
