//! What the build script writes is what a program writes with the same options, byte for byte.

#[test]
fn the_module_is_the_one_of_the_program() {
    let built = include_str!(concat!(env!("OUT_DIR"), "/objects.rs"));
    assert_eq!(built, include_str!("../../object-generated/src/objects.rs"));
}
