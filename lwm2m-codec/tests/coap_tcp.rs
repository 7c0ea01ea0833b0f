//! Frames of CoAP over TCP: lengths at every boundary, streams in pieces, limits, signals. RFC 8323, 3.2 and 5.
#![allow(
    clippy::indexing_slicing,
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test may panic, and has the standard library"
)]

use coap_message::MinimalWritableMessage;
use lwm2m_codec::binding::coap_tcp::{
    Abort, Addresses, Csm, Custody, Frame, Release, Signal, read, writer,
};
use lwm2m_codec::{ErrorKind, Result};

fn frame(payload: usize, token: &[u8]) -> Vec<u8> {
    let mut buffer = vec![0; payload + 32];
    let mut message = writer(token, &mut buffer).expect("a token");
    message.set_code(0x45);
    message.set_payload(&vec![7; payload]).expect("a payload");
    message.finish().expect("room").to_vec()
}

fn needs(stream: &[u8], limit: u32) -> Option<usize> {
    match read(stream, limit).expect("nothing wrong") {
        Frame::Needs { bytes } => Some(bytes),
        Frame::Message { .. } => None,
    }
}

/// COA-03: the length counts the marker and the payload; each boundary of its forms.
#[test]
fn lengths() {
    for (payload, head) in [
        (0, &[0x02, 0x45][..]),
        (11, &[0xc2, 0x45]),
        (12, &[0xd2, 0, 0x45]),
        (267, &[0xd2, 255, 0x45]),
        (268, &[0xe2, 0, 0, 0x45]),
        (65803, &[0xe2, 255, 255, 0x45]),
        (65804, &[0xf2, 0, 0, 0, 0, 0x45]),
        (70000, &[0xf2, 0, 0, 0x10, 0x64, 0x45]),
    ] {
        let bytes = frame(payload, b"Qw");
        assert_eq!(bytes.get(..head.len()), Some(head), "{payload}");
        let Frame::Message { message, rest } = read(&bytes, 100_000).expect("a message") else {
            panic!("{payload}: more bytes needed");
        };
        assert_eq!((message.payload().len(), message.token()), (payload, &b"Qw"[..]));
        assert!(rest.is_empty());
        // Exactly as long as the limit is not too long; one byte more is, before it is there.
        let length = u32::try_from(bytes.len()).expect("32 bits");
        assert_eq!(needs(&bytes, length), None, "{payload}");
        let error = read(&bytes[..head.len()], length - 1).expect_err("too long");
        let limit = bytes.len() - 1;
        assert_eq!((error.kind(), error.offset()), (ErrorKind::ValueTooLong { limit }, Some(0)));
    }
}

/// A buffer that is too small is told what is needed, whatever the length of the length.
#[test]
fn small_buffers() {
    for payload in [0, 5, 12, 300, 70000] {
        let needed = frame(payload, b"abcd").len();
        for room in [0, 1, 5, needed - 1] {
            let mut buffer = vec![0; room];
            let mut message = writer(b"abcd", &mut buffer).expect("a token");
            message.set_code(0x45);
            message.set_payload(&vec![7; payload]).expect("a payload");
            let error = message.finish().map_err(|error| error.kind());
            assert_eq!(error, Err(ErrorKind::BufferTooSmall { needed }), "{payload} in {room}");
        }
    }
}

/// What is needed ascends to the whole message, whatever pieces the stream comes in.
#[test]
fn pieces() {
    for payload in [0, 5, 12, 300] {
        let bytes = frame(payload, b"abcd");
        for length in 0..bytes.len() {
            let needed = needs(&bytes[..length], 1152).expect("more bytes");
            assert!(length < needed && needed <= bytes.len(), "{length}: {needed}");
        }
        let mut asked = 0;
        while let Some(needed) = needs(&bytes[..asked], 1152) {
            asked = needed;
        }
        assert_eq!(asked, bytes.len());
        let both = [&bytes[..], b"\x00\xe1"].concat();
        let Frame::Message { rest, .. } = read(&both, 1152).expect("a message") else { panic!() };
        assert_eq!(rest, b"\x00\xe1");
    }
}

#[test]
fn refused_frames() {
    for (bytes, kind, offset) in [
        (&b"\x09\x01"[..], ErrorKind::Message("a token of at most eight octets"), 0),
        (b"\xf0\xff\xff\xff\xff", ErrorKind::ValueTooLong { limit: 1152 }, 0),
        (b"\x20\x01\xb3\x31", ErrorKind::UnexpectedEnd { needed: 3, available: 1 }, 2),
        (b"\x11\x01\x51\xff", ErrorKind::Message("a payload behind its marker"), 3),
        (b"\x10\x01\xf0", ErrorKind::Message("an option's delta and length other than 15"), 2),
    ] {
        let error = read(bytes, 1152).expect_err("refused");
        assert_eq!((error.kind(), error.offset()), (kind, Some(offset)), "{bytes:02x?}");
    }
}

fn signal(bytes: &[u8]) -> Result<Option<Signal<'_>>> {
    match read(bytes, 1152)? {
        Frame::Message { message, .. } => Signal::read(&message),
        Frame::Needs { bytes } => panic!("{bytes} bytes needed"),
    }
}

/// COA-03: each signal and its options, there and back.
#[test]
fn signals() {
    let addresses = ["[2001:db8::1]:5683", "server.example"];
    let csm = |max_message_size, block_wise_transfer| {
        Signal::Csm(Csm { max_message_size, block_wise_transfer })
    };
    let release = |alternative_addresses, hold_off| {
        Signal::Release(Release { alternative_addresses, hold_off })
    };
    let abort = |bad_csm_option, diagnostic| Signal::Abort(Abort { bad_csm_option, diagnostic });
    let rows: &[(Signal<'_>, &[u8], &[u8])] = &[
        (csm(None, false), b"", b"\x00\xe1"),
        (csm(Some(1152), true), b"", b"\x40\xe1\x22\x04\x80\x20"),
        (csm(Some(u32::MAX), false), b"", b"\x50\xe1\x24\xff\xff\xff\xff"),
        (Signal::Ping(Custody(false)), b"\x42", b"\x01\xe2\x42"),
        (Signal::Ping(Custody(true)), b"\x42", b"\x11\xe2\x42\x20"),
        (Signal::Pong(Custody(true)), b"\x42", b"\x11\xe3\x42\x20"),
        (release(Addresses::default(), None), b"", b"\x00\xe4"),
        (release(Addresses::default(), Some(300)), b"", b"\x30\xe4\x42\x01\x2c"),
        (
            release(Addresses::List(&addresses[1..]), Some(0)),
            b"",
            b"\xd0\x04\xe4\x2d\x01server.example\x20",
        ),
        (abort(None, ""), b"", b"\x00\xe5"),
        (abort(Some(8), "no"), b"", b"\x50\xe5\x21\x08\xffno"),
    ];
    for (expected, token, bytes) in rows {
        let mut buffer = [0; 64];
        assert_eq!(expected.write(token, &mut buffer), Ok(*bytes), "{expected:?}");
        let found = signal(bytes).expect("a signal").expect("a signal");
        assert_eq!(shown(&found), shown(expected));
    }
    let two = release(Addresses::List(&addresses), None);
    let mut buffer = [0; 64];
    let bytes = two.write(b"", &mut buffer).expect("written");
    let found = signal(bytes).expect("a signal").expect("a signal");
    assert_eq!(shown(&found), shown(&two));
}

/// Addresses as they are told, wherever they stand.
fn shown(signal: &Signal<'_>) -> String {
    match signal {
        Signal::Release(release) => {
            let addresses: Vec<_> = release.alternative_addresses.iter().collect();
            format!("{addresses:?} {:?}", release.hold_off)
        }
        signal => format!("{signal:?}"),
    }
}

#[test]
fn refused_signals() {
    for (bytes, kind) in [
        (&b"\x10\xe1\x10"[..], ErrorKind::CriticalOption { number: 1 }),
        (b"\x60\xe1\x25\x01\x00\x00\x00\x00", ErrorKind::OutOfRange),
        (b"\x20\xe1\x41\x01", ErrorKind::Message("an option without a value")),
        (b"\x20\xe2\x21\x01", ErrorKind::Message("an option without a value")),
        (b"\x10\xe4\x20", ErrorKind::Message("an address that is not empty")),
        (b"\x20\xe4\x21\xff", ErrorKind::NotUtf8),
        (b"\x50\xe4\x44\x01\x00\x00\x00", ErrorKind::OutOfRange),
        (b"\x40\xe5\x23\x01\x00\x00", ErrorKind::OutOfRange),
        (b"\x20\xe5\xff\xff", ErrorKind::NotUtf8),
    ] {
        let error = signal(bytes).expect_err("refused");
        assert_eq!(error.kind(), kind, "{bytes:02x?}");
    }
    // Not critical, and unknown: passed over. No signal, and an unknown one: nothing.
    assert!(matches!(signal(b"\x10\xe2\x80"), Ok(Some(Signal::Ping(Custody(false))))));
    for bytes in [&b"\x00\x00"[..], b"\x00\x01", b"\x00\xe6"] {
        assert!(matches!(signal(bytes), Ok(None)), "{bytes:02x?}");
    }
    let long = "a".repeat(256);
    for (release, kind) in [
        (Release { hold_off: Some(1 << 24), ..Release::default() }, ErrorKind::OutOfRange),
        (
            Release { alternative_addresses: Addresses::List(&[&long]), hold_off: None },
            ErrorKind::ValueTooLong { limit: 255 },
        ),
    ] {
        let error = Signal::Release(release).write(b"", &mut [0; 512]).expect_err("refused");
        assert_eq!(error.kind(), kind);
    }
}
