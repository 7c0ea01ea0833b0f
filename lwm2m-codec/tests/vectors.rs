//! Every vector gives what it says. A new vector is a line in a file below `tests/vectors`, and no code.

use lwm2m_vectors::{Report, own, read_files};

#[test]
fn all_vectors_pass() {
    let lines = read_files([own()]).expect("the folder is part of the repository");
    let mut report = Report::default();
    report.run(&lines);
    println!("{report}");
    assert!(report.failures().is_empty(), "{report}");
    // What else there is belongs to formats that this build leaves out.
    let skipped = report.skipped().iter().filter(|(reason, _)| !reason.starts_with("format"));
    let skipped: Vec<_> = skipped.map(|(reason, count)| (reason.as_str(), *count)).collect();
    if lwm2m_codec::format::SUPPORTED.len() == 10 {
        assert_eq!(skipped, [("caveat", 48)]);
    }
}

#[test]
fn ids_are_unique() {
    let lines = read_files([own()]).expect("the folder is part of the repository");
    let mut ids: Vec<_> = lines.iter().flatten().map(|line| line.id.as_str()).collect();
    ids.sort_unstable();
    let repeated = ids.iter().zip(ids.iter().skip(1)).find(|(a, b)| a == b);
    assert_eq!(repeated, None);
}

/// Kinds that no payload, link or attribute shows, and the tests that show each of them: refused strictly, read
/// leniently, reported.
const SHOWN_BY_TESTS: [(&str, &str); 7] = [
    ("negotiation_lenient", include_str!("negotiation_lenient.rs")),
    ("lenient_operations", include_str!("lenient_operations.rs")),
    ("lenient_coap", include_str!("lenient_coap.rs")),
    ("lenient_links", include_str!("lenient_links.rs")),
    ("mqtt_lenient", include_str!("mqtt_lenient.rs")),
    ("http_lenient", include_str!("http_lenient.rs")),
    ("lenient", include_str!("lenient.rs")),
];

#[test]
fn every_deviation_is_shown() {
    let lines = read_files([own()]).expect("the folder is part of the repository");
    let lines: Vec<_> = lines.iter().flatten().collect();
    for kind in lwm2m_codec::DeviationKind::ALL {
        let in_a_vector =
            lines.iter().any(|line| line.deviations.iter().any(|told| told.kind == *kind));
        let variant = format!("{kind:?}");
        let in_a_test = SHOWN_BY_TESTS.iter().any(|(_, text)| text.contains(&variant));
        assert!(in_a_vector || in_a_test, "{kind}");
    }
}
