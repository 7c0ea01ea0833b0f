//! Rows drawn by a seed: each is broken in the code by hand, to see that it turns red.

use super::rows::Row;

/// How many are drawn.
const COUNT: usize = 20;

/// Some rows that are in reach, the same for the same seed and list, in the order of the draw.
pub(super) fn draw<'r>(rows: &[&'r Row], seed: u64) -> Vec<&'r Row> {
    let mut urn: Vec<_> = rows.iter().copied().filter(|row| row.out_of_reach.is_none()).collect();
    let mut state = seed;
    let mut drawn = Vec::new();
    while drawn.len() < COUNT && !urn.is_empty() {
        let count = u64::try_from(urn.len()).unwrap_or(u64::MAX);
        let place = usize::try_from(step(&mut state) % count).unwrap_or_default();
        drawn.push(urn.swap_remove(place));
    }
    drawn
}

/// The next number of splitmix64, a generator in public use.
const fn step(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::super::rows;
    use super::*;

    #[test]
    fn a_seed_draws_the_same_rows() {
        let rows = rows::read().unwrap_or_default();
        let rows: Vec<_> = rows.iter().filter(|row| row.layer == "payload").collect();
        let ids =
            |seed| -> Vec<_> { draw(&rows, seed).into_iter().map(|row| row.id.as_str()).collect() };
        let first = ids(1);
        let mut sorted = first.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!((sorted.len(), first == ids(1), first == ids(2)), (COUNT, true, false));
        assert_eq!(draw(&rows[..3], 1).len(), 3);
    }
}
