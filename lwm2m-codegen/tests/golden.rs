//! Small definitions beside the exact Rust that they must give, under every option.
//! `UPDATE_GOLDEN=1 cargo test -p lwm2m-codegen --test golden` writes what is generated now; read the difference.

use std::fs;
use std::path::{Path, PathBuf};

use lwm2m_codegen::{Collections, Config, Documents, Texts};
use lwm2m_ddf::{Document, Mode, ObjectDefinition, Schema};

#[test]
fn a_module_is_the_golden_one() {
    for (source, config, expected) in [
        ("every_type", config(), "every_type.rs"),
        ("every_type", config().descriptions(true), "every_type.descriptions.rs"),
        ("every_type", config().collections(Collections::Vec), "every_type.vec.rs"),
        (
            "every_type",
            config().texts(Texts::Owned).collections(Collections::BTreeMap),
            "every_type.owned.rs",
        ),
        ("every_type", config().texts(Texts::Heapless(32)), "every_type.heapless.rs"),
        ("bare", config(), "bare.rs"),
        ("small", config(), "small.rs"),
        ("nasty_names", config(), "nasty_names.rs"),
        ("time", config(), "time.rs"),
    ] {
        let module = config.module(&Documents::from(vec![definition(source)]));
        check(expected, &module.expect("the definition has no problems"));
    }
}

#[test]
fn a_package_is_the_golden_one() {
    let definitions = ["pump_of_oma", "pump-1_0", "pump-1_1", "pump-2_0", "every_type"];
    let definitions = definitions.map(definition).to_vec();
    let files = config().generate(&definitions.into()).expect("the definitions have no problems");
    let paths: Vec<_> = files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "defs/ext.rs",
            "defs/ipso.rs",
            "defs/oma.rs",
            "defs/vendor.rs",
            "defs/vendor/o33105_pump_33105_v1.rs",
            "names.lock",
            "objects.rs",
            "objects/o00999_pump.rs",
            "objects/o33100_every_type.rs",
            "objects/o33105_pump_33105.rs",
            "objects/o33105_pump_33105_v1.rs",
            "objects/reusable.rs",
        ]
    );
    for file in &files {
        check(&format!("package/{}", file.path), &file.text);
    }
}

#[test]
fn the_order_of_definitions_changes_nothing() {
    let mut definitions =
        ["pump_of_oma", "pump-1_0", "pump-1_1", "pump-2_0"].map(definition).to_vec();
    let files = config().generate(&definitions.clone().into());
    definitions.reverse();
    assert_eq!(config().generate(&definitions.into()), files);
}

/// What all cases share.
fn config() -> Config {
    Config::new()
        .origin("cargo xtask generate", "registry/objects/")
        .enumerations(read(&folder().join("enums.toml")))
}

/// The definition in a file of the golden folder.
fn definition(name: &str) -> ObjectDefinition {
    let bytes = read(&folder().join(name).with_extension("xml"));
    let document = Document::read(bytes.as_bytes(), &Schema::v1_1(), Mode::Strict);
    match <[ObjectDefinition; 1]>::try_from(document.objects) {
        Ok([definition]) => definition,
        Err(_) => panic!("{name}.xml must define one object: {:?}", document.diagnostics),
    }
}

/// Compares with a golden file, or writes it where that is asked for.
fn check(name: &str, text: &str) {
    let path = folder().join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(path.parent().unwrap_or(&path)).expect("the golden folder is ours");
        fs::write(&path, text).expect("the golden folder is ours");
    }
    assert!(
        read(&path) == text,
        "{name} differs from what is generated now; see the module's head"
    );
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}
