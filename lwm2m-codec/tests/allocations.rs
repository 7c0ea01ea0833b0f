//! Nothing is allocated: not by reading, not by refusing, not by writing, over every vector and every cut of it.
#![allow(clippy::indexing_slicing, reason = "a test may panic")]
#![cfg(all(feature = "tlv", feature = "senml-cbor", feature = "lwm2m-cbor"))]

use core::fmt::Write;
use core::hint::black_box;

use allocation_counter::measure;
use lwm2m_codec::attribute::{Place, parameters};
use lwm2m_codec::operation::Arguments;
use lwm2m_codec::path::uri::UriPath;
use lwm2m_codec::{
    Claims, ContentFormat, Decode, Instances, ObjectLink, Opaque, Options, Path, RecordSource,
    Result, Tail, Text, Update, WireValue, decode, encode, encode_paths, paths, records,
};
use lwm2m_vectors::{Case, Kind, Line, meaning, own, read_files};

fn lines() -> Vec<Line> {
    let lines = read_files([own()]).expect("the folder is part of the repository");
    lines.into_iter().flatten().filter(|line| line.kind == Kind::Payload).collect()
}

/// Runs it, and wants no allocation at all.
#[track_caller]
fn check(id: &str, run: impl FnOnce()) {
    let allocated = measure(run);
    assert_eq!(allocated.count_total, 0, "{id}: {} bytes", allocated.bytes_total);
}

/// Takes pieces of text and keeps none.
struct Nowhere;

impl Write for Nowhere {
    fn write_str(&mut self, piece: &str) -> core::fmt::Result {
        black_box(piece);
        Ok(())
    }
}

fn touch(value: &WireValue<'_>) {
    let mut buffer = [0; 2048];
    let _ = value.text().and_then(|text| text.copy_to(&mut buffer).map(str::len));
    let _ = value.text().map(|text| black_box((text.len(), text.chars().count(), text == "x")));
    let _ = value.text().map(|text| write!(Nowhere, "{text}"));
    let _ = value.opaque().and_then(|octets| octets.copy_to(&mut buffer).map(<[u8]>::len));
    let _ = (value.integer(), value.unsigned(), value.float(), value.boolean(), value.time());
    let _ = (value.object_link(), value.core_link(), value.self_typed());
}

fn view<'a, T: Decode<'a>>(case: &Case<'_>, options: &Options<'a>, payload: &'a [u8]) {
    let _ = options.decode::<T>(case.format, case.target, payload);
}

#[test]
fn the_counter_counts() {
    assert_eq!(measure(|| drop(black_box(vec![0; 1]))).count_total, 1);
}

#[test]
fn by_lists_of_paths() {
    let lines = read_files([own()]).expect("the folder is part of the repository");
    let mut read = 0;
    for line in lines.into_iter().flatten().filter(|line| line.kind == Kind::PathList) {
        for end in 0..=line.input.len() {
            let payload = &line.input[..end];
            check(&line.id, || {
                if let Ok(mut list) = paths(line.format, payload) {
                    while let Some(path) = list.next() {
                        let _ = black_box((path, list.prefix()));
                    }
                }
            });
            read += 1;
        }
        let mut buffer = [0; 64];
        let list = [Path::object(3303), Path::resource(3, 0, 9)];
        check(&line.id, || {
            let _ = black_box(encode_paths(line.format, &list, &mut buffer));
        });
    }
    assert!(read > 1000, "{read}");
}

/// The vectors that are no payloads: values as plain text, paths of requests, links.
#[test]
fn by_text() {
    let lines = read_files([own()]).expect("the folder is part of the repository");
    let mut read = 0;
    for line in lines.iter().flatten() {
        let text = String::from_utf8_lossy(&line.input);
        check(&line.id, || match line.kind {
            Kind::TextNumber => {
                let path = Path::resource(3, 0, 0);
                let Ok(records) = records(ContentFormat::TEXT, path, &line.input) else { return };
                records.flatten().for_each(|record| touch(&record.value));
            }
            Kind::Path => drop(black_box(UriPath::parse(&text))),
            Kind::ObjectLink => drop(black_box(text.parse::<ObjectLink>())),
            Kind::ExecuteArguments => {
                let Ok(arguments) = Arguments::new(&line.input) else { return };
                black_box(arguments.iter().count());
            }
            Kind::Attributes => {
                let place = Place::WriteAttributes(Path::resource(3, 0, 0));
                let changes = Options::STRICT.changes(place, parameters(&text));
                let mut buffer = [0; 256];
                let _ = changes.and_then(|changes| {
                    Options::STRICT.encode_changes(place, &changes, &mut buffer).map(<[u8]>::len)
                });
            }
            #[cfg(feature = "coap")]
            Kind::Coap => {
                use lwm2m_codec::binding::{coap, coap_udp};

                let Ok(datagram) = coap_udp::read(&line.input) else { return };
                let mut buffer = [0; 256];
                let _ = coap::request(&datagram.message, &mut buffer).map(drop);
                let _ = coap::response(&datagram.message, &mut buffer).map(drop);
            }
            Kind::Payload | Kind::PathList | Kind::Link | Kind::Other(_) => {}
            _ => panic!("a kind that nobody reads here"),
        });
        read += usize::from(!matches!(line.kind, Kind::Payload | Kind::PathList));
    }
    assert!(read > 100, "{read}");
}

/// Text with escapes in it, and octets as base64 of such text, come in pieces.
#[cfg(all(feature = "senml-json", feature = "lwm2m-json"))]
#[test]
fn by_escapes() {
    let path = Path::resource(3, 0, 0);
    let escaped = "\\u00e9\\n".repeat(10_000);
    let plain = "é\n".repeat(10_000);
    let base64 = "\\u0041AAA".repeat(10_000);
    let pack = |label: &str, text: &str| format!(r#"[{{"n":"/3/0/0","{label}":"{text}"}}]"#);
    let legacy = |text: &str| format!(r#"{{"bn":"/3/0/0","e":[{{"sv":"{text}"}}]}}"#);
    let mut buffer = vec![0; 100_000];
    for (format, text, octets) in [
        (ContentFormat::SENML_JSON, pack("vs", &escaped), pack("vd", &base64)),
        (ContentFormat::LWM2M_JSON, legacy(&escaped), legacy(&base64)),
    ] {
        let read = |text| decode::<Text<'_>>(format, path, text).expect("text");
        check(&format.to_string(), || {
            let text = read(text.as_bytes());
            assert!(text == plain.as_str() && text.as_str().is_none());
            assert!(text.chars().eq(plain.chars()) && write!(Nowhere, "{text}").is_ok());
            assert_eq!(text.copy_to(&mut buffer), Ok(plain.as_str()));
            let written = encode(ContentFormat::LWM2M_CBOR, path, &text, &mut buffer);
            assert!(written.is_ok_and(|written| written.ends_with(plain.as_bytes())));
            let octets = decode::<Opaque<'_>>(format, path, octets.as_bytes()).expect("octets");
            assert_eq!(octets.copy_to(&mut buffer).map(<[u8]>::len), Ok(30_000));
        });
    }
}

#[test]
fn by_reading() {
    let mut read = 0;
    for line in lines() {
        let Ok(case) = Case::new(&line) else { continue };
        for end in 0..=case.payload.len() {
            let payload = &case.payload[..end];
            let options = case.options();
            check(&line.id, || {
                let Ok(records) = options.records(case.format, case.target, payload) else {
                    return;
                };
                records.flatten().for_each(|record| touch(&record.value));
            });
            check(&line.id, || {
                let Ok(records) = options.records(case.format, case.target, payload) else {
                    return;
                };
                records.typed(case.schema).for_each(|record| drop(black_box(record)));
            });
            check(&line.id, || {
                view::<i64>(&case, &options, payload);
                view::<&str>(&case, &options, payload);
                view::<Text<'_>>(&case, &options, payload);
                view::<Instances<f64, 16>>(&case, &options, payload);
            });
            read += 1;
        }
    }
    println!("{read} payloads");
    assert!(read > 10_000);
}

#[test]
fn by_writing() {
    let lines = lines();
    let mut buffer = vec![0; 4096];
    for line in &lines {
        let Some((case, pack)) = meaning(line) else { continue };
        let options = case.options();
        check(&line.id, || {
            let _ = options.encoded_len(case.format, case.target, &pack);
            for size in [0, 16, 64, 4096] {
                let buffer = &mut buffer[..size];
                let _ = options.encode(case.format, case.target, &pack, buffer).map(<[u8]>::len);
                let _ = options.encode_block(case.format, case.target, &pack, size, buffer);
            }
        });
    }
}

/// A live value that takes everything and keeps nothing.
struct Anything;

impl Update for Anything {
    fn check(&self, _: Tail, _: &WireValue<'_>, _: &mut Claims) -> Result<()> {
        Ok(())
    }

    fn update(&mut self, _: Tail, value: &WireValue<'_>) -> Result<()> {
        touch(value);
        Ok(())
    }

    fn clear(&mut self, _: Tail) {}

    fn check_new(_: Tail, _: &WireValue<'_>, _: &mut Claims) -> Result<()> {
        Ok(())
    }

    fn begin(_: Tail, _: &WireValue<'_>) -> Result<Self> {
        Ok(Self)
    }
}

/// Whether the paths ascend. Where they do not, an update gathers them to find the one that came twice.
fn ascends(case: &Case<'_>) -> bool {
    let Ok(mut records) = case.options().records(case.format, case.target, case.payload) else {
        return true;
    };
    let mut record = lwm2m_codec::Record::default();
    let mut last = Path::ROOT;
    while let Ok(true) = records.next_record(&mut record) {
        if record.path <= last {
            return false;
        }
        last = record.path;
    }
    true
}

#[test]
fn by_updating() {
    let mut updates = 0;
    for line in lines() {
        let Some(case) = Case::new(&line).ok().filter(ascends) else { continue };
        let options = case.options();
        check(&line.id, || {
            let at = case.target;
            let _ = options.update(&mut Anything, at, case.format, case.target, case.payload);
            let _ = options.replace(&mut Anything, at, case.format, case.target, case.payload);
        });
        updates += 1;
    }
    assert!(updates > 500);
}
