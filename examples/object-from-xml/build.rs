//! Writes the types of the objects in `objects/`, and again when one of them changes.

use lwm2m_codegen::Config;

fn main() {
    Config::new().definitions("objects").enumerations_file("enums.toml").owned().build();
}
