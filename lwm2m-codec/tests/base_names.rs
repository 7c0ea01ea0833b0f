//! Base names hold until the next, and names go on from them wherever the two are split. RFC 8428, 4.5.1; D-018, D-075.
#![cfg(all(feature = "alloc", feature = "senml-cbor", feature = "senml-json"))]

use lwm2m_codec::{ContentFormat, ErrorKind, Path, Record, RecordSource, Result, records};

/// A record: its base name where it has one, and its name.
type Names<'n> = (Option<&'n str>, &'n str);

/// Each path and prefix that is read, up to the first error.
fn read(format: ContentFormat, payload: &[u8]) -> (Vec<(Path, String)>, Option<ErrorKind>) {
    let mut found = Vec::new();
    let mut walk = || -> Result<()> {
        let mut records = records(format, Path::ROOT, payload)?;
        let mut record = Record::default();
        while records.next_record(&mut record)? {
            found.push((record.path, records.prefix().to_string()));
        }
        Ok(())
    };
    let error = walk().err().map(|error| error.kind());
    (found, error)
}

fn json(names: &[Names<'_>], escaped: bool) -> Vec<u8> {
    let records = names.iter().map(|(base, name)| {
        let base = base.map(|base| format!(r#""bn":"{base}","#)).unwrap_or_default();
        let base = if escaped { base.replace('d', "\\u0064") } else { base };
        format!(r#"{{{base}"n":"{name}","v":1}}"#)
    });
    format!("[{}]", records.collect::<Vec<_>>().join(",")).into_bytes()
}

const NAMES: [&str; 8] = [
    "/dev/3/0/9",
    "/dev/3/0/8",
    "/dew/3/0/9",
    "/dev/x/3/0/9",
    "/d/3/0/9",
    "/dp/3/0/9",
    "/3/0/9",
    "/dev/3/0",
];

/// Whatever one base name holds for three records, or three base names for one each: paths, prefixes and errors are
/// those of the whole names, a repeat is one and no other is.
#[test]
fn names_mean_the_same_wherever_they_are_split() {
    for a in NAMES {
        for b in NAMES {
            for c in NAMES {
                let expected = read(SENML_JSON, &json(&[(None, a), (None, b), (None, c)], false));
                let check = |names: &[Names<'_>]| {
                    for escaped in [false, true] {
                        let found = read(SENML_JSON, &json(names, escaped));
                        assert_eq!(found, expected, "{names:?}");
                    }
                };
                for split in 0..a.len() {
                    let at = |name: &'static str, split: usize| {
                        let (base, rest) = name.split_at(split % name.len());
                        (Some(base), rest)
                    };
                    check(&[at(a, split), at(b, split), at(c, split)]);
                    check(&[at(a, split), at(b, split + 1), at(c, split + 3)]);
                    let base = &a[..split];
                    if let (Some(b), Some(c)) = (b.strip_prefix(base), c.strip_prefix(base)) {
                        check(&[at(a, split), (None, b), (None, c)]);
                    }
                    // The second base name takes the place of the first, and holds for two.
                    let second = (split * 5 + 2) % b.len();
                    if let Some(c) = c.strip_prefix(&b[..second]) {
                        check(&[at(a, split), at(b, second), (None, c)]);
                    }
                }
            }
        }
    }
}

/// Chunks without characters are legal in small numbers; in large ones each record would pay for them again.
#[test]
fn a_base_name_of_empty_chunks_is_refused() {
    for (empty, is_read) in [(0, true), (40, true), (100, false), (100_000, false)] {
        let empty = vec![0x60; empty];
        let begin = &b"\x82\xa3\x21\x7f\x61/"[..];
        let end = &b"\x61d\xff\x00\x66/3/0/9\x02\x01\xa2\x00\x67e/3/0/9\x02\x01"[..];
        let (found, error) = read(SENML_CBOR, &[begin, &empty, end].concat());
        let path = Path::resource(3, 0, 9);
        if is_read {
            assert_eq!(found, [(path, "d".to_owned()), (path, "de".to_owned())]);
            assert_eq!(error, None);
        } else {
            assert_eq!((found.len(), error), (0, Some(ErrorKind::TooDeep { limit: 255 })));
        }
    }
}

const SENML_CBOR: ContentFormat = ContentFormat::SENML_CBOR;
const SENML_JSON: ContentFormat = ContentFormat::SENML_JSON;
