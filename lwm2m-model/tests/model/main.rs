//! What holds of every definition and of the generated types, over values that schemas permit.
//! `cargo test -p lwm2m-model --all-features`: without a feature, its objects are not looked at.
// Tests run where there is a standard library.
#![allow(clippy::std_instead_of_alloc, clippy::std_instead_of_core)]

mod access;
mod case;
mod definitions;
mod every_type;
mod types;
mod values;
mod writes;
