//! Who is told of deviations: nobody, or a closure of the caller's.

use super::Deviation;

/// Who is told of deviations. Sealed: [`Silent`], and what [`Options::lenient`](crate::Options::lenient) makes.
pub trait Report: sealed::Sealed {
    /// Tells of a deviation.
    #[doc(hidden)]
    fn report(&mut self, deviation: Deviation);
}

/// Nobody is told: strict reading has nothing to tell.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Silent;

impl Report for Silent {
    #[inline]
    fn report(&mut self, _: Deviation) {}
}

/// A closure is told. *Requires feature `lenient`.*
#[cfg(feature = "lenient")]
pub struct Reporting<'r>(pub(crate) &'r mut (dyn FnMut(Deviation) + 'r));

#[cfg(feature = "lenient")]
impl Report for Reporting<'_> {
    fn report(&mut self, deviation: Deviation) {
        (self.0)(deviation);
    }
}

#[cfg(feature = "lenient")]
impl core::fmt::Debug for Reporting<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Reporting")
    }
}

impl<R: Report> Report for &mut R {
    fn report(&mut self, deviation: Deviation) {
        (**self).report(deviation);
    }
}

mod sealed {
    pub trait Sealed {
        /// Whether somebody listens: only then is anything gathered.
        const LISTENS: bool;
    }

    impl Sealed for super::Silent {
        const LISTENS: bool = false;
    }

    #[cfg(feature = "lenient")]
    impl Sealed for super::Reporting<'_> {
        const LISTENS: bool = true;
    }

    impl<R: Sealed> Sealed for &mut R {
        const LISTENS: bool = R::LISTENS;
    }
}
