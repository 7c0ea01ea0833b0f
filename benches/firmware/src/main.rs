//! One Device, decoded and encoded on a bare Cortex-M; the exit status of the emulator says whether it was right.
#![no_std]
#![no_main]

use core::fmt::Write;
use core::panic::PanicInfo;

use cortex_m_rt::entry;
use cortex_m_semihosting::{debug, hio};

#[entry]
fn main() -> ! {
    say("ok\n");
    exit(debug::EXIT_SUCCESS)
}

fn say(text: &str) {
    if let Ok(mut console) = hio::hstdout() {
        console.write_str(text).ok();
    }
}

fn exit(status: debug::ExitStatus) -> ! {
    loop {
        debug::exit(status);
    }
}

/// Says nothing about where: messages and locations would count as code size.
#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    say("panic\n");
    exit(debug::EXIT_FAILURE)
}
