//! Objects as types: what `#[derive(Object)]` implements.

use crate::encode::Encode;
use crate::id::ResourceId;
use crate::impls::At;
use crate::path::Path;
use crate::schema::ObjectDef;

/// A type that stands for an Object Instance. Derived, together with [`Encode`], [`Decode`](crate::Decode), and
/// [`Update`](crate::Update) where it borrows nothing.
pub trait Object: Encode {
    /// The definition of the Object.
    const DEF: &'static ObjectDef<'static>;

    /// Whether a Resource is there.
    fn has(&self, resource: ResourceId) -> bool;

    /// Places the value, for what was asked of a part of it or of several Objects at once.
    fn at(&self, path: Path) -> At<'_>
    where
        Self: Sized,
    {
        At::new(path, self)
    }

    /// The mandatory Resources that are not there, executable ones left aside: what a Create has to refuse.
    ///
    /// Not a matter of decoding: a Read may be partial.
    fn missing_mandatory(&self) -> impl Iterator<Item = ResourceId>
    where
        Self: Sized,
    {
        let mandatory = Self::DEF.resources.iter().filter(|resource| resource.mandatory);
        mandatory
            .filter(|resource| !resource.operations.executable() && !self.has(resource.id))
            .map(|resource| resource.id)
    }
}
