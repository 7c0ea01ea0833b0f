//! Every property holds for every seed and for the whole corpus; and the fuzz targets are those of the table.
#![allow(
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test has the standard library"
)]

use std::collections::BTreeSet;
use std::fs;

use lwm2m_properties::corpus;
use lwm2m_properties::targets::{TARGETS, Target};

#[test]
fn every_property_holds() {
    let mut count = 0;
    for target in TARGETS {
        let seeds = target.seeds();
        assert!(!seeds.is_empty(), "{}: no seeds", target.name);
        for input in seeds.iter().chain(&corpus::read(target.name).expect("a corpus")) {
            let held = std::panic::catch_unwind(|| (target.body)(input));
            assert!(held.is_ok(), "{}: {}", target.name, corpus::escape(input));
            count += 1;
        }
    }
    println!("{count} inputs of {} targets", TARGETS.len());
}

/// The names of the files of a folder, without what is behind the dot.
fn names(folder: &str) -> BTreeSet<String> {
    let files = fs::read_dir(corpus::folder().join(folder)).expect("a folder");
    let name = |file: std::io::Result<fs::DirEntry>| {
        let path = file.expect("a file").path();
        path.file_stem().expect("a name").to_string_lossy().into_owned()
    };
    files.map(name).collect()
}

#[test]
fn the_table_is_what_there_is() {
    let targets: BTreeSet<String> = TARGETS.iter().map(|target| target.name.into()).collect();
    assert_eq!(names("fuzz_targets"), targets, "fuzz/fuzz_targets");
    assert!(names("corpus").is_subset(&targets), "fuzz/corpus");
    let used = TARGETS.iter().map(|target| target.dictionary.to_string());
    let used: BTreeSet<String> = used.filter(|name| !name.is_empty()).collect();
    assert_eq!(names("dictionaries"), used, "fuzz/dictionaries");
    let text = |file| fs::read_to_string(corpus::folder().join(file)).expect("a file");
    let (manifest, readme) = (text("Cargo.toml"), text("README.md"));
    assert_eq!(manifest.matches("[[bin]]").count(), TARGETS.len(), "fuzz/Cargo.toml");
    for Target { name, about, .. } in TARGETS {
        assert!(manifest.contains(&format!("\nname = \"{name}\"\n")), "fuzz/Cargo.toml: {name}");
        assert!(readme.contains(&format!("\n| `{name}` | {about} |")), "fuzz/README.md: {name}");
    }
    for target in TARGETS {
        let file = corpus::folder().join("fuzz_targets").join(target.name).with_extension("rs");
        let text = fs::read_to_string(file).expect("a target");
        assert!(text.contains(&format!("targets::{}(", target.name)), "{}", target.name);
        assert!(text.lines().count() <= 10, "{}", target.name);
    }
}
