//! What a Write-Attributes does to a set: LwM2M Core 1.2.2, 6.3.4; D-105, D-110.

use super::number::{Form, Number};
use super::{Attribute, Attributes, Changes, Parameter};
use crate::Result;
use crate::deviation::Lenience;

/// What becomes of one attribute.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[allow(clippy::exhaustive_enums, reason = "there is no fourth thing to do")]
pub enum Change<T> {
    /// It stays as it is.
    #[default]
    Unchanged,
    /// It is taken away: the name without a value.
    Unset,
    /// It gets this value.
    Set(T),
}

impl<T: Copy> Change<T> {
    pub(super) fn of(self, before: Option<T>) -> Option<T> {
        match self {
            Self::Unchanged => before,
            Self::Unset => None,
            Self::Set(value) => Some(value),
        }
    }

    /// Reads a value, or unsets where there is none; false where there was a change already.
    pub(super) fn read(
        &mut self,
        form: &Form<T>,
        text: Option<&str>,
        lenience: &mut Lenience,
    ) -> Result<bool> {
        if !matches!(self, Self::Unchanged) {
            return Ok(false);
        }
        *self = match text {
            Some(text) => Self::Set((form.read)(text, lenience)?),
            None => Self::Unset,
        };
        Ok(true)
    }

    pub(super) fn number(self, form: &Form<T>) -> Result<Change<Number>> {
        Ok(match self {
            Self::Unchanged => Change::Unchanged,
            Self::Unset => Change::Unset,
            Self::Set(value) => Change::Set((form.number)(value)?),
        })
    }
}

/// Sets a value that is there, and leaves the rest as it is.
impl<T> From<Option<T>> for Change<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Unchanged, Self::Set)
    }
}

impl Changes {
    /// Whether nothing is changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::NONE
    }

    /// What is set, without what is unset: the parameters of an Observe are all set.
    #[must_use]
    pub fn attributes(&self) -> Attributes {
        Attributes::NONE.merged(self)
    }

    /// What is written of them: a parameter for each attribute that is set or unset, in their order (D-104).
    ///
    /// # Errors
    /// Each parameter: [`ErrorKind::NotExpressible`](crate::ErrorKind::NotExpressible) for a value that has no form.
    pub fn parameters(&self) -> impl Iterator<Item = Result<Parameter>> + use<> {
        let changes = *self;
        Attribute::ALL.iter().filter_map(move |&attribute| {
            let value = match changes.number(attribute) {
                Ok(Change::Unchanged) => return None,
                Ok(Change::Unset) => Ok(None),
                Ok(Change::Set(number)) => Ok(Some(number)),
                Err(error) => Err(error),
            };
            Some(value.map(|value| Parameter { attribute, value }))
        })
    }
}

impl Attributes {
    /// The set as it is after a Write-Attributes; where that is refused, nothing has changed.
    ///
    /// ```
    /// use lwm2m_codec::attribute::{Attributes, Place, parameters};
    /// use lwm2m_codec::{Options, Path};
    ///
    /// let attached = Attributes { pmin: Some(10), gt: Some(50.0), ..Attributes::NONE };
    /// let place = Place::WriteAttributes(Path::resource(3303, 0, 5700));
    /// let changes = Options::STRICT.changes(place, parameters("pmin&lt=-20.5"))?;
    /// let attached = attached.changed(&changes)?;
    /// assert_eq!((attached.pmin, attached.lt, attached.gt), (None, Some(-20.5), Some(50.0)));
    /// # Ok::<(), lwm2m_codec::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Attributes::check`], for what is attached and changes together (D-110).
    pub fn changed(self, changes: &Changes) -> Result<Self> {
        let changed = self.merged(changes);
        changed.check()?;
        Ok(changed)
    }
}
