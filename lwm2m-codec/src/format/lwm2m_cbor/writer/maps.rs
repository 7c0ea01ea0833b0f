//! The maps that are open while something is written into the innermost.

use crate::error::{ErrorKind, Result};
use crate::format::cbor_leaf::{begin_counted, count_one_more, end_counted};
use crate::output::{Few, Output};
use crate::path::Level;
use crate::syntax::cbor::MAP;

/// The top map, and one below it for each level of ids: which of these are open, the path of the record before tells.
#[derive(Debug)]
pub(super) struct Maps {
    /// The position of the top map's head.
    begin: usize,
    /// By how many levels lie below; the last one is the top map, whatever its keys are.
    at: [Map; 4],
}

/// A map that is being written.
#[derive(Clone, Copy, Debug)]
struct Map {
    /// Behind how many bytes from the top map's head on its own is.
    head: u32,
    /// How many pairs it has.
    count: u32,
}

#[cold]
#[inline(never)]
fn too_long<T>() -> Result<T> {
    Err(ErrorKind::ValueTooLong { limit: u32::MAX as usize }.into())
}

impl Maps {
    /// Opens the top map.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(super) fn begin(out: &mut Output<'_>) -> Self {
        Self { begin: begin_counted(out, MAP), at: [Map { head: 0, count: 0 }; 4] }
    }

    /// Opens a map of one pair with a head at a position, and gives back that head.
    ///
    /// # Errors
    /// [`ErrorKind::ValueTooLong`] more than 4 GiB behind the beginning.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(super) fn open(&mut self, level: Level, position: usize) -> Result<Few> {
        let Ok(head) = u32::try_from(position.wrapping_sub(self.begin)) else { return too_long() };
        if let Some(map) = self.at.get_mut(level.levels_below()) {
            *map = Map { head, count: 1 };
        }
        Ok(Few::new((MAP << 5 | 1).into(), 1))
    }

    /// Counts one more pair in the map of a level.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(super) fn count_one_more(&mut self, level: Level, out: &mut Output<'_>) {
        if let Some(map) = self.at.get_mut(level.levels_below()) {
            map.count = map.count.wrapping_add(1);
            count_one_more(out, self.begin.wrapping_add(map.head as usize), map.count.into());
        }
    }

    /// Counts one more pair in the top map.
    pub(super) fn count_one_more_at_top(&mut self, out: &mut Output<'_>) {
        self.count_one_more(TOP, out);
    }

    /// Closes the maps from one level up to another, which stays open.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(super) fn close(&mut self, from: Level, up_to: Level, out: &mut Output<'_>) {
        let mut level = from;
        while level.is_below(up_to)
            && let Some(map) = self.at.get_mut(level.levels_below())
        {
            // One pair is what the head says already.
            if map.count > 1 {
                let head = self.begin.wrapping_add(map.head as usize);
                end_counted(out, head, MAP, map.count.into());
                map.count = 0;
            }
            level = level.above();
        }
    }

    /// Closes the maps below the top one.
    pub(super) fn close_inner(&mut self, out: &mut Output<'_>) {
        self.close(Level::RESOURCE_INSTANCE, TOP, out);
    }

    /// Closes all maps.
    #[cfg_attr(not(feature = "compact"), inline(always))]
    pub(super) fn finish(&mut self, out: &mut Output<'_>) {
        self.close(Level::RESOURCE_INSTANCE, TOP, out);
        let [.., top] = &self.at;
        end_counted(out, self.begin, MAP, top.count.into());
    }
}

/// Where the top map stands: below it are no ids of Objects by themselves.
const TOP: Level = Level::at(0);
