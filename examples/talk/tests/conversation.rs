//! The device and the server talk to each other, as processes over the loopback: every operation comes through.
#![allow(
    clippy::std_instead_of_core,
    clippy::std_instead_of_alloc,
    reason = "a test has the standard library"
)]

use std::io::{BufRead, BufReader, Lines, Result};
use std::process::{Child, ChildStdout, Command, Stdio};

/// A program whose lines are read.
struct Program {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Program {
    fn start(path: &str, arguments: &[&str]) -> Self {
        let mut command = Command::new(path);
        let child = command.args(arguments).stdout(Stdio::piped()).spawn();
        let mut child = child.expect("the program starts");
        let lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        Self { child, lines }
    }

    /// The URI of who says in its first line where it listens.
    fn uri(&mut self) -> String {
        let line = self.lines.next().expect("a first line").expect("text");
        let address = line.rsplit(' ').next().expect("an address");
        format!("coap://{address}")
    }

    /// All it has said, once it has ended well.
    fn end(mut self) -> Result<Vec<String>> {
        let lines = self.lines.by_ref().collect::<Result<_>>();
        let status = self.child.wait()?;
        assert!(status.success(), "{status}: {lines:#?}");
        lines
    }
}

/// Nobody is left alone where a test fails.
impl Drop for Program {
    fn drop(&mut self) {
        // It has mostly ended by itself.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Whether the lines are there, in this order, others between them.
#[track_caller]
fn assert_said(lines: &[String], expected: &[&str]) {
    let mut rest = lines.iter();
    for line in expected {
        assert!(
            rest.any(|said| said.contains(line)),
            "{line} is not said, or too early: {lines:#?}"
        );
    }
}

const SERVER: &str = env!("CARGO_BIN_EXE_server");
const DEVICE: &str = env!("CARGO_BIN_EXE_device");
const BOOTSTRAP: &str = env!("CARGO_BIN_EXE_bootstrap");

/// What a server says that a device has registered with.
const CONVERSATION: &[&str] = &[
    "registers with version 1.2",
    "  /3303/0",
    "Discover /3: 2.05",
    "  </3>;ver=1.2,</3/0>,</3/0/0>,</3/0/1>,</3/0/4>",
    "Read /3/0: 2.05",
    "bytes of 112 (application/senml+cbor)",
    "/3/0/9 Battery Level = 88 /100",
    "bytes of 110 (application/senml+json)",
    "/3/0/0 Manufacturer = Example",
    "bytes of 11544 (application/vnd.oma.lwm2m+cbor)",
    "bytes of 11542 (application/vnd.oma.lwm2m+tlv)",
    "Read /3/0/9: 2.05",
    "answers 2 bytes of 0 (text/plain",
    "Write /3/0/15: 2.04",
    "WritePartialUpdate /3/0: 2.04",
    "ReadComposite /: 2.05",
    "/3303/0/5700 Sensor Value = 21.5",
    "WriteComposite /: 2.04",
    "Create /3303: 2.01",
    "Delete /3303/9: 2.02",
    "Execute /3303/0/5605: 2.04",
    "WriteAttributes /3303/0/5700: 2.04",
    "Observe /3303/0/5700: 2.05",
    "ObserveComposite /: 2.05",
    "notifies 22 bytes",
    "/3303/0/5700 Sensor Value = 22",
    "notifies 35 bytes",
    "sends",
    "/3303/0/5700 Sensor Value = 22 at ",
    "/3303/0/5700 Sensor Value = 23.5 at ",
    "has taken its leave",
];

#[test]
fn a_device_and_a_server() -> Result<()> {
    let mut server = Program::start(SERVER, &["--listen", "127.0.0.1:0", "--devices", "1"]);
    let uri = server.uri();
    let device = Program::start(DEVICE, &["--server", &uri, "--endpoint", "lamp", "--for", "6"]);
    assert_said(&device.end()?, &["registered as lamp at /rd/1", "Create /3303", "deregistered"]);
    assert_said(&server.end()?, CONVERSATION);
    Ok(())
}

#[test]
fn a_device_that_knows_a_bootstrap_server_only() -> Result<()> {
    let mut server = Program::start(SERVER, &["--listen", "127.0.0.1:0", "--devices", "1"]);
    let uri = server.uri();
    let arguments = ["--server", &uri, "--listen", "127.0.0.1:0", "--devices", "1"];
    let mut bootstrap = Program::start(BOOTSTRAP, &arguments);
    let bootstrap_uri = bootstrap.uri();
    let device = Program::start(DEVICE, &["--bootstrap", &bootstrap_uri, "--for", "1"]);
    assert_said(
        &device.end()?,
        &["BootstrapDelete /", "BootstrapWrite /0/1", "BootstrapFinish /bs", "registered as talk"],
    );
    let said = ["BootstrapWrite: 2.04", "BootstrapFinish: 2.04", "talk has an account of coap://"];
    assert_said(&bootstrap.end()?, &said);
    assert_said(&server.end()?, &["talk registers with version 1.2", "has taken its leave"]);
    Ok(())
}
