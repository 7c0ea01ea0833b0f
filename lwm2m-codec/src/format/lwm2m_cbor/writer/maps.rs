//! The maps that are open while something is written into the innermost.

use crate::error::{ErrorKind, Result};
use crate::format::cbor_leaf::{begin_counted, count_one_more, end_counted};
use crate::output::{Few, Output};
use crate::syntax::cbor::MAP;

/// The open maps, outermost first.
#[derive(Debug)]
pub(super) struct Maps {
    /// The position of the top map's head.
    begin: usize,
    /// Behind how many bytes from there on the heads of those below it are.
    heads: [u32; 3],
    /// How many pairs each has.
    counts: [u32; 4],
    /// How many are open.
    depth: u8,
}

#[cold]
#[inline(never)]
fn too_long<T>() -> Result<T> {
    Err(ErrorKind::ValueTooLong { limit: u32::MAX as usize }.into())
}

impl Maps {
    /// Opens the top map.
    pub(super) fn begin(out: &mut Output<'_>) -> Self {
        Self { begin: begin_counted(out, MAP), heads: [0; 3], counts: [0; 4], depth: 1 }
    }

    /// Writes a key of the innermost map and opens a map of one pair behind it.
    ///
    /// # Errors
    /// [`ErrorKind::ValueTooLong`] more than 4 GiB behind the beginning.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(super) fn open_behind(&mut self, key: Few, out: &mut Output<'_>) -> Result<()> {
        let head = out.position().wrapping_add(key.len()).wrapping_sub(self.begin);
        let Ok(head) = u32::try_from(head) else { return too_long() };
        out.put_few(key.then(Few::new((MAP << 5).into(), 1)));
        let depth = usize::from(self.depth);
        if let (Some(place), Some(count)) =
            (self.heads.get_mut(depth.wrapping_sub(1)), self.counts.get_mut(depth))
        {
            (*place, *count) = (head, 1);
            self.depth += 1;
        }
        Ok(())
    }

    /// Counts one more pair in the innermost map.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(super) fn count_one_more(&mut self, out: &mut Output<'_>) {
        let innermost = usize::from(self.depth).wrapping_sub(1);
        let Some(count) = self.counts.get_mut(innermost) else { return };
        *count += 1;
        let count = u64::from(*count);
        if count & 7 == 0 {
            count_one_more(out, self.head(innermost), count);
        }
    }

    /// Closes maps until `depth` are open.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(super) fn close(&mut self, depth: usize, out: &mut Output<'_>) {
        while usize::from(self.depth) > depth {
            self.depth -= 1;
            let map = usize::from(self.depth);
            let Some(count) = self.counts.get(map) else { return };
            end_counted(out, self.head(map), MAP, u64::from(*count));
        }
    }

    /// The position of a map's head.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    fn head(&self, map: usize) -> usize {
        let behind = self.heads.get(map.wrapping_sub(1)).copied().unwrap_or(0);
        self.begin + behind as usize
    }
}
