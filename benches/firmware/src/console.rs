//! Lines through the debugger, without `core::fmt`: what it weighs belongs to the formats that use it.

/// Prints words and numbers with spaces between. Not inlined where nothing else prints: it would count as a format's.
#[cfg(not(feature = "no-panic"))]
#[inline(never)]
pub fn line(words: &[&[u8]], numbers: &[usize]) {
    let Ok(mut console) = cortex_m_semihosting::hio::hstdout() else { return };
    let mut print = |text: &[u8]| {
        let _ = console.write_all(text);
    };
    for word in words {
        print(word);
        print(b" ");
    }
    for &number in numbers {
        let mut digits = [b' '; 11];
        let mut rest = number;
        for place in digits.iter_mut().rev().skip(1) {
            *place = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        let zeros = digits.iter().take(9).take_while(|&&digit| digit == b'0').count();
        print(digits.get(zeros..).unwrap_or(&digits));
    }
    print(b"\n");
}

/// Prints nothing: printing is not what must be free of panics.
#[cfg(feature = "no-panic")]
pub fn line(_: &[&[u8]], _: &[usize]) {}
