//! What becomes of observations, what their notifications tell, and what is told later. D-117, D-150.
#![allow(clippy::std_instead_of_core, reason = "a test has the standard library")]

use lwm2m_codec::message::Code;
use lwm2m_codec::operation::{Answer, Body, Content};
use lwm2m_codec::{
    ContentFormat, Encode, Operation, Options, Path, Permitted, Schema, Timestamp, encode,
    encode_to_vec,
};
use lwm2m_model::ShortServerId;
use lwm2m_model::access::{Access, Control, Rights};
use lwm2m_model::objects::firmware_update::{self, FirmwareUpdate, State};
use lwm2m_model::objects::server::Server;
use lwm2m_model::observe::{Event, Fate, History, Observed, Target, keep, stores};

fn server(id: u16) -> ShortServerId {
    ShortServerId::new(id).expect("a Short Server ID")
}

const LEVEL: Path = Path::resource(3303, 1, 5700);
const LIST: &[Path] = &[LEVEL, Path::instance(3, 0)];

/// OBS-14: what is gone ends the observation of itself and of what lies below, with 4.04 and no Observe option.
#[test]
fn what_is_observed_is_deleted() {
    for (target, deleted, expected) in [
        (Target::Path(LEVEL), LEVEL, Fate::Gone),
        (Target::Path(LEVEL), Path::instance(3303, 1), Fate::Gone),
        (Target::Path(LEVEL), Path::object(3303), Fate::Gone),
        (Target::Path(Path::instance(3303, 1)), Path::instance(3303, 1), Fate::Gone),
        (Target::Path(LEVEL), Path::instance(3303, 2), Fate::Stays),
        // What lies below what is observed is a change of it.
        (Target::Path(Path::instance(3303, 1)), LEVEL, Fate::Stays),
        (Target::Path(Path::object(3303)), Path::instance(3303, 1), Fate::Stays),
        (Target::Path(Path::resource(3, 0, 6)), Path::resource_instance(3, 0, 6, 0), Fate::Stays),
        // A composite one tells what there is.
        (Target::Paths(LIST), LEVEL, Fate::Stays),
        (Target::Paths(&[LEVEL]), Path::instance(3303, 1), Fate::Stays),
    ] {
        let observed = Observed { server: server(1), target };
        assert_eq!(observed.fate(Event::Deleted(deleted)), expected, "{target:?} {deleted}");
    }
    // As the message that goes out, and as the server reads it.
    let code = Fate::Gone.last_answer().expect("a last answer");
    let last = Options::STRICT.response(Operation::Notify, &Answer::refused(code)).expect("legal");
    assert_eq!((last.code, last.observe, last.payload.len()), (Code::NOT_FOUND, None, 0));
    assert_eq!(Fate::Stays.last_answer(), None);
    assert_eq!(Fate::Voided.last_answer(), None);
}

/// OBS-15: a new Register voids all observations of its server, and those of no other.
#[test]
fn a_client_registers_anew() {
    for target in [Target::Path(LEVEL), Target::Path(Path::object(3)), Target::Paths(LIST)] {
        let observed = Observed { server: server(1), target };
        for (event, expected) in [
            (Event::Registered(server(1)), Fate::Voided),
            (Event::Deregistered(server(1)), Fate::Voided),
            (Event::Registered(server(2)), Fate::Stays),
            (Event::Deregistered(server(2)), Fate::Stays),
        ] {
            assert_eq!(observed.fate(event), expected, "{target:?} {event:?}");
        }
    }
}

/// OBS-16: the rights of the moment decide; without any there is no notification, and the observation stands.
#[test]
fn rights_that_change() {
    let access = Access { servers: 2, controlled: true, ..Access::SINGLE };
    let readable = |target, rights: &dyn Fn(Path) -> Rights| {
        let observed = Observed { server: server(1), target };
        let may_read = |path: Path| {
            let control = Control { own: Some(rights(path)), ..Control::default() };
            access.permits(Operation::Notify, path, Some(control))
        };
        observed.readable(may_read).collect::<Vec<_>>()
    };
    let all = |_: Path| Rights::READ;
    let none = |_: Path| {
        Rights::OWNER
            .bits()
            .checked_sub(1)
            .map_or(Rights::NONE, |bits| Rights::from_bits(bits.into()))
    };
    let device =
        |path: Path| if path.is_within(Path::object(3)) { Rights::READ } else { Rights::WRITE };
    // Everything but Read is not enough.
    assert!(!none(LEVEL).contains(Rights::READ) && none(LEVEL).contains(Rights::WRITE));
    for (target, before, after, later) in [
        (Target::Path(LEVEL), &[LEVEL][..], &[][..], &[][..]),
        (
            Target::Path(Path::resource(3, 0, 9)),
            &[Path::resource(3, 0, 9)],
            &[],
            &[Path::resource(3, 0, 9)],
        ),
        (Target::Paths(LIST), LIST, &[], &[Path::instance(3, 0)]),
    ] {
        assert_eq!(readable(target, &all), before, "{target:?}");
        assert_eq!(readable(target, &none), after, "{target:?}");
        assert_eq!(readable(target, &device), later, "{target:?}");
        assert_eq!(readable(target, &all), before, "{target:?}: the right is back");
    }
}

fn firmware() -> FirmwareUpdate<'static> {
    FirmwareUpdate {
        package: Some(b"secret"[..].into()),
        package_uri: Some("coap://a".into()),
        state: Some(State::Downloading),
        pkg_name: Some("name".into()),
        ..FirmwareUpdate::new()
    }
}

/// OBS-10: a notification tells all that is readable, whatever has changed, and nothing else.
#[test]
fn notifications_tell_the_whole() {
    let (at, def) = (Path::instance(5, 0), &firmware_update::DEF);
    let before = firmware();
    // One Resource has changed.
    let after = FirmwareUpdate { state: Some(State::Downloaded), ..firmware() };
    for format in [ContentFormat::SENML_CBOR, ContentFormat::TLV, ContentFormat::LWM2M_CBOR] {
        for target in [at, Path::object(5)] {
            let mut buffer = [0; 256];
            let options = Options::STRICT;
            let body = Body::encode(&options, format, target, &after, at, def, &mut buffer);
            let body = body.expect("room");
            let content = Content { observe: Some(7), ..Content::new(format, body.payload) };
            let sent = options.response(Operation::Notify, &Answer::Content(content));
            let sent = sent.expect("a notification");
            let mut told = Vec::new();
            for record in options.records(format, target, sent.payload).expect("a payload") {
                told.push(record.expect("a record").path);
            }
            let expected = [1, 3, 6].map(|resource| Path::resource(5, 0, resource));
            assert_eq!(told, expected, "{format} {target}");
            for path in &told {
                let resource = Schema::resource(def, *path).expect("a definition");
                assert!(resource.operations.readable(), "{path}");
            }
            let read = encode_to_vec(format, target, &Permitted::read(&before, at, def));
            assert_ne!(read.expect("room"), sent.payload, "{format}: the value of now");
        }
    }
}

/// OBS-17: what waited is told with its times, the oldest first, as snapshots of each moment; the oldest gave way.
#[test]
fn stored_notifications_are_told_later() {
    for (hqmax, storing, expected) in [
        (2, true, &[(1_700_000_120, 22.0), (1_700_000_180, 23.0)][..]),
        (9, true, &[(1_700_000_060, 21.0), (1_700_000_120, 22.0), (1_700_000_180, 23.0)]),
        (0, true, &[]),
        (9, false, &[]),
    ] {
        // It has room for three.
        let mut history: History<f64, 3> = History::new();
        for (at, value) in [(0, 20.0), (60, 21.0), (120, 22.0), (180, 23.0)] {
            let time = Timestamp::from_seconds(1_700_000_000 + at).expect("a time");
            let stored = history.push(time, value, hqmax, storing);
            assert_eq!(stored, keep(hqmax, storing, 0).is_some());
        }
        assert_eq!((history.len(), history.is_empty()), (expected.len(), expected.is_empty()));
        for format in [ContentFormat::SENML_JSON, ContentFormat::SENML_CBOR] {
            assert_eq!(told(format, &history), expected, "{format} {hqmax} {storing}");
        }
        history.clear();
        assert!(history.is_empty());
    }
}

/// What a server reads of a notification: times and values in the order of the payload.
fn told(format: ContentFormat, value: &dyn Encode) -> Vec<(i64, f64)> {
    let mut buffer = [0; 256];
    let payload = encode(format, LEVEL, value, &mut buffer).expect("room");
    let records = Options::STRICT.records(format, LEVEL, payload).expect("a payload");
    let each = records.map(|record| {
        let record = record.expect("a record");
        assert_eq!(record.path, LEVEL);
        let time = record.time.expect("a time");
        assert!(!time.is_relative());
        (time.nanos() / 1_000_000_000, record.value.float().expect("a float"))
    });
    each.collect()
}

/// OBS-17: a client stores unless it is told not to.
#[test]
fn storing_is_the_default() {
    for (said, expected) in [(None, true), (Some(true), true), (Some(false), false)] {
        let server: Server<'_> =
            Server { notification_storing_when_disabled_or_offline: said, ..Server::new() };
        assert_eq!(stores(&server), expected, "{said:?}");
    }
}
