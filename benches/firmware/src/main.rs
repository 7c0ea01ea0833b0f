//! Objects, decoded and encoded on a bare Cortex-M in every format and direction that is compiled in.
//! `cargo xtask bare-metal` builds, weighs and runs it; the exit status of the emulator says whether all was right.
#![no_std]
#![no_main]

mod console;
#[cfg(feature = "vectors")]
mod digest;
mod objects;
#[cfg(any(feature = "server", feature = "temperature"))]
mod others;
mod panic;
#[cfg(feature = "vectors")]
mod vectors;
mod work;

use cortex_m_rt::entry;
use cortex_m_semihosting::debug;

#[entry]
fn main() -> ! {
    #[cfg(not(feature = "vectors"))]
    let right = work::all();
    #[cfg(feature = "vectors")]
    let right = vectors::all();
    exit(if right { debug::EXIT_SUCCESS } else { debug::EXIT_FAILURE })
}

fn exit(status: debug::ExitStatus) -> ! {
    loop {
        debug::exit(status);
    }
}
