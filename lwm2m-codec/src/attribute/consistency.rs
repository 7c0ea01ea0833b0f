//! Which values of one set contradict each other: LwM2M Core 1.2.2, 7.3.2; D-110, D-111.

use super::Attributes;
use crate::error::{ErrorKind, Result};

impl Attributes {
    /// Checks that thresholds and evaluation periods leave room between them.
    ///
    /// A Maximum Period below the Minimum Period is no error: it has no effect (D-111). Sets of different levels
    /// are never checked together.
    ///
    /// # Errors
    /// [`ErrorKind::InconsistentAttributes`] where one of lt < gt, lt + 2 · st < gt, epmin < epmax does not hold
    /// for values that are there.
    pub fn check(&self) -> Result<()> {
        if let (Some(lt), Some(gt)) = (self.lt, self.gt) {
            ordered(lt, gt, "lt < gt")?;
            if let Some(st) = self.st {
                ordered(lt + 2.0 * st, gt, "lt + 2 * st < gt")?;
            }
        }
        if let (Some(epmin), Some(epmax)) = (self.epmin, self.epmax) {
            ordered(epmin, epmax, "epmin < epmax")?;
        }
        Ok(())
    }
}

/// NaN is in no order.
fn ordered<T: PartialOrd>(low: T, high: T, rule: &'static str) -> Result<()> {
    if low < high { Ok(()) } else { Err(ErrorKind::InconsistentAttributes(rule).into()) }
}
