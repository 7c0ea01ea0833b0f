//! Where things are in the repository.

use std::path::{Path, PathBuf};

/// The repository's root folder.
pub(crate) fn root() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package)
}

/// The registry's folder: schemas, snapshot and tables.
pub(crate) fn registry() -> PathBuf {
    root().join("registry")
}

/// The schema that definitions are valid against.
pub(crate) fn schema() -> PathBuf {
    registry().join("schema/LWM2M-v1_1.xsd")
}
