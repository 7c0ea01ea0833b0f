//! A module is written where it changed, and only there; it is the same wherever its definitions lie.

use core::time::Duration;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use lwm2m_codegen::{Config, Documents, Texts};

#[test]
fn what_did_not_change_is_not_written_again() {
    let folder = folder("unchanged");
    let config = Config::new().definitions(golden("small.xml")).file_name("tank.rs");
    let check = || config.check(&folder).map(|written| written.changed);
    assert_eq!(check(), Ok(true));
    assert!(!folder.exists());

    let file = folder.join("tank.rs");
    let written = config.write(&folder).expect("the definition has no problems");
    assert_eq!((&written.path, written.changed, written.definitions), (&file, true, 1));
    assert_eq!(check(), Ok(false));

    // A time of long ago stays.
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let opened = fs::File::options().write(true).open(&file);
    let set = opened.and_then(|file| file.set_modified(long_ago));
    set.expect("the file is ours");
    let modified = || fs::metadata(&file).and_then(|metadata| metadata.modified()).ok();
    assert_eq!(config.write(&folder).map(|written| written.changed), Ok(false));
    assert_eq!(modified(), Some(long_ago));

    let config = config.clone().texts(Texts::Owned).definitions(golden("bare.xml"));
    assert_eq!(config.write(&folder).map(|written| written.changed), Ok(true));
    assert_ne!(modified(), Some(long_ago));
}

#[test]
fn the_module_names_no_path() {
    let folder = folder("elsewhere");
    fs::create_dir_all(folder.join("a/b")).expect("the target folder can be written");
    fs::copy(golden("small.xml"), folder.join("a/b/c.xml"))
        .expect("the target folder can be written");
    let text = |path: PathBuf| {
        let written = Config::new().definitions(path).write(folder.join("out"));
        let path = written.expect("the definition has no problems").path;
        fs::read_to_string(path).expect("it was written")
    };
    let here = text(golden("small.xml"));
    assert_eq!(here, text(folder.join("a/b/c.xml")));
    assert_eq!(here, text(folder.join("a/b")));

    // The same as from definitions that come from elsewhere.
    let read = Config::new().definitions(golden("small.xml")).read().expect("it has no problems");
    let documents = Documents::from(read.definitions().to_vec());
    assert_eq!(Config::new().module(&documents), Ok(here));
}

#[test]
fn descriptions_come_from_elsewhere() {
    let folder = folder("described");
    let text = fs::read_to_string(golden("small.xml")).expect("the golden folder is ours");
    let empty = "<Description></Description>";
    // In another order, as some documents of the registry are.
    let text = text.replacen(empty, "<Description>How full it is.</Description>", 1);
    let text = text.replacen("        <Units></Units>\n", "", 1);
    let text = text.replacen("        <Type></Type>\n", "<Units></Units><Type></Type>\n", 1);
    fs::create_dir_all(&folder).expect("the target folder can be written");
    fs::write(folder.join("33102.xml"), text).expect("the target folder can be written");

    let config = Config::new().definitions(golden("small.xml")).descriptions_from(&folder);
    let written = config.write(folder.join("out")).expect("they have no problems");
    let module = fs::read_to_string(written.path).expect("it was written");
    let field = "mandatory, Float), 0..100, in /100.\n        ///\n        /// How full it is.\n";
    assert!(module.contains(field), "{module}");
}

fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

/// A folder of its own for a test, not there yet.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("written-{name}"));
    // What an earlier run left; there may be nothing.
    let _ = fs::remove_dir_all(&folder);
    folder
}
