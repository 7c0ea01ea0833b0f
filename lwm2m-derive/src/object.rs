//! `#[derive(Object)]`: what a struct says about itself, and the impls that follow from it.

mod definition;
mod emit;
mod field;
mod input;

use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use self::input::Input;
use crate::attr::Problems;

/// What `#[derive(Object)]` emits.
pub(crate) fn derive(input: &DeriveInput) -> syn::Result<TokenStream> {
    let mut problems = Problems::default();
    let object = Input::read(input, &mut problems);
    let object = problems.unless(object)?;
    let impls = [object.object(), object.encode(), object.decode(), object.update()];
    Ok(quote!(#(#impls)*))
}
