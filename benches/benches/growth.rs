//! Does the work of every family in every size that is asked for, one call after the other, and says on one line each
//! what was read. Whoever runs it under callgrind gets one dump a call: `cargo xtask bench --growth`.

use std::env;

use lwm2m_benches::growth;

fn main() {
    // Cargo adds `--bench`; the numbers are sizes.
    let sizes: Vec<usize> = env::args().skip(1).filter_map(|size| size.parse().ok()).collect();
    for family in growth::all() {
        for &size in &sizes {
            let payload = (family.make)(size);
            let count = family.measured(&payload);
            println!("{}\t{}\t{}\t{count}", family.name, family.format, payload.len());
        }
    }
}
