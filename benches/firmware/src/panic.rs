//! What becomes of a panic: the run fails, or, with feature `no-panic`, the firmware does not link.

use core::panic::PanicInfo;

/// Says nothing about where: messages and locations would count as code size.
#[cfg(not(feature = "no-panic"))]
#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    use cortex_m_semihosting::debug;

    crate::console::line(&[b"panic"], &[]);
    crate::exit(debug::EXIT_FAILURE)
}

/// Nothing defines this: where the linker asks for it, there is a panic left.
#[cfg(feature = "no-panic")]
#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    // An undefined symbol can be declared in no other way; it is never called, since nothing that links has it.
    unsafe extern "C" {
        safe fn a_panic_is_left() -> !;
    }
    a_panic_is_left()
}
