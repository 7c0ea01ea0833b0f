//! Nanoseconds of finding one definition of the registry by id and version: prints the fastest of some rounds over all.

use core::hint::black_box;
use std::time::Instant;

use lwm2m_model::defs::{DEFS, find};

const ROUNDS: u32 = 1_000;

fn main() {
    let mut best = f64::INFINITY;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        for def in DEFS {
            assert!(black_box(find(black_box(def.id), black_box(def.version))).is_some());
        }
        let count = f64::from(u32::try_from(DEFS.len()).unwrap_or(u32::MAX));
        best = best.min(start.elapsed().as_secs_f64() * 1e9 / count);
    }
    println!("{best:.1}");
}
