//! The same object, made in three ways: all three programs print the same bytes and the same errors.

use std::process::Command;

#[test]
fn the_program_prints_what_the_others_print() {
    let output =
        Command::new(env!("CARGO_BIN_EXE_object-by-hand")).output().expect("the program runs");
    assert!(output.status.success(), "{output:?}");
    let expected = include_str!("../../output.txt");
    assert_eq!(String::from_utf8_lossy(&output.stdout), expected);
}
