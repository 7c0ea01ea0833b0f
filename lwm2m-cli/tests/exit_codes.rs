//! The exit codes that the help tells, and that they are the same for people and for programs.

use std::io::Write;
use std::process::{Command, Stdio};

/// Runs the program with something on stdin; its code and what it wrote to stdout.
fn run(args: &[&str], stdin: &[u8]) -> (Option<i32>, Vec<u8>) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_lwm2m"))
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    // A program that refuses its arguments does not read on.
    let _ = child.stdin.take().expect("stdin is a pipe").write_all(stdin);
    let output = child.wait_with_output().expect("the program ends");
    (output.status.code(), output.stdout)
}

#[test]
fn exit_codes_are_as_the_help_tells_them() {
    for (code, args, stdin) in [
        (0, &["explain", "-f", "tlv", "-p", "/3/0", "c10964"][..], &b""[..]),
        (0, &["explain", "-f", "tlv", "-p", "/3/0", "-"], b"\xc1\x09\x64"),
        (0, &["explain", "-f", "tlv", "-p", "/3/0"], b"c1 09 64\n"),
        (0, &["explain", "-f", "tlv", "-p", "/3/0", "wQlk"], b""),
        (0, &["decode", "-f", "11542", "-p", "3/0", "0xc1:09:64"], b""),
        (0, &["decode", "-f", "application/senml+json", "[{\"n\":\"/3/0/9\",\"v\":1}]"], b""),
        (0, &["decode", "-f", "text", "-p", "/3/0/9", "-5"], b""),
        (0, &["show", "Temperature"], b""),
        (0, &["conformance"], b""),
        (0, &["completions", "zsh"], b""),
        (0, &["man"], b""),
        (0, &["--version"], b""),
        (1, &["explain", "-f", "tlv", "-p", "/3/0", "c109"], b""),
        (1, &["decode", "-f", "tlv", "-p", "/3/0", "c109"], b""),
        (1, &["convert", "-f", "tlv", "-t", "text", "-p", "/3/0", "c10964"], b""),
        (1, &["explain", "--strict", "-f", "text", "-p", "/3/0/9", "+5"], b""),
        (1, &["validate", "tests/payloads/broken.xml"], b""),
        (1, &["show", "40000"], b""),
        (1, &["search", "nothing of this name"], b""),
        (2, &[], b""),
        (2, &["explain", "-f", "nonsense", "00"], b""),
        (2, &["explain", "-f", "tlv", "-p", "/65535", "00"], b""),
        (2, &["explain", "-f", "tlv", "-p", "/3/0", "nonsense"], b""),
        (2, &["explain"], b""),
        (2, &["encode", "-f", "tlv", "/3/0/9=x"], b""),
        (2, &["show", "65535"], b""),
        (3, &["explain", "-f", "tlv", "@no such file"], b""),
        (3, &["show", "3", "--ddf", "no such folder"], b""),
        (3, &["docs", "--out", "Cargo.toml/below"], b""),
    ] {
        assert_eq!(run(args, stdin).0, Some(code), "{args:?}");
        if code != 2 && !matches!(args.first(), Some(&("completions" | "man" | "--version"))) {
            let json = [&["--json"], args].concat();
            assert_eq!(run(&json, stdin).0, Some(code), "{json:?}");
        }
    }
}

#[test]
fn json_is_json_and_nothing_else() {
    for args in [
        &["explain", "-f", "tlv", "-p", "/3/0", "c109"][..],
        &["explain", "-f", "coap", "4201102051 77b133"],
        &["decode", "-f", "links", "</1/0>,"],
        &["encode", "-f", "tlv", "/3/0/9=1"],
        &["convert", "-f", "tlv", "-t", "cbor", "-p", "/3/0/9", "c10964"],
        &["show", "3", "--versions"],
        &["search", "temperature"],
        &["validate", "tests/payloads/broken.xml"],
        &["conformance", "--features"],
    ] {
        let json = [&["--json"], args].concat();
        let (_, out) = run(&json, b"");
        let read = serde_json::from_slice::<serde_json::Value>(&out);
        assert!(read.is_ok(), "{args:?}: {read:?}");
    }
}

#[test]
fn any_bytes_are_explained_without_a_panic() {
    let mut state = 1u32;
    let mut bytes = Vec::new();
    for length in 0..40 {
        bytes.clear();
        bytes.resize_with(length, || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        });
        let (code, _) = run(&["explain", "--as", "raw", "-p", "/3/0/0", "-"], &bytes);
        assert!(matches!(code, Some(0..=2)), "{code:?} for {bytes:02x?}");
    }
}

#[test]
fn what_decode_says_encode_takes() {
    let tlv = "c800144f70656e204d6f62696c6520416c6c69616e63658606410001410105c10964";
    let (code, json) = run(&["decode", "--json", "-f", "tlv", "-p", "/3/0", tlv], b"");
    assert_eq!(code, Some(0));
    let (code, again) = run(&["encode", "-f", "tlv", "-p", "/3/0", "-"], &json);
    assert_eq!((code, String::from_utf8_lossy(&again).trim()), (Some(0), tlv));
    // And line by line.
    let (_, lines) = run(&["decode", "-f", "tlv", "-p", "/3/0", tlv], b"");
    let lines = String::from_utf8(lines).expect("text");
    let mut args = vec!["encode", "-f", "tlv", "-p", "/3/0"];
    args.extend(lines.lines());
    let (code, again) = run(&args, b"");
    assert_eq!((code, String::from_utf8_lossy(&again).trim()), (Some(0), tlv));
}
