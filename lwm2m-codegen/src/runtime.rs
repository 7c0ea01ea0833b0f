//! The names that a module takes from `lwm2m-codec`: imported, or by path where the module has that name itself.

use alloc::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// Knows which names a module declares, and notes which it takes.
#[derive(Debug)]
pub(crate) struct Runtime {
    declared: BTreeSet<String>,
    taken: BTreeSet<&'static str>,
}

impl Runtime {
    /// For a module that declares these types.
    pub(crate) fn new<'n>(declared: impl IntoIterator<Item = &'n str>) -> Self {
        Self { declared: declared.into_iter().map(str::to_owned).collect(), taken: BTreeSet::new() }
    }

    /// How the module writes a name of `lwm2m-codec`.
    pub(crate) fn name(&mut self, name: &'static str) -> TokenStream {
        let ident = format_ident!("{name}");
        if self.declared.contains(name) {
            return quote!(::lwm2m_codec::#ident);
        }
        self.taken.insert(name);
        quote!(#ident)
    }

    /// The import of every name that was written without its path.
    pub(crate) fn import(&self) -> TokenStream {
        let names: Vec<_> = self.taken.iter().map(|name| format_ident!("{name}")).collect();
        match names.as_slice() {
            [] => TokenStream::new(),
            [name] => quote!(use lwm2m_codec::#name;),
            names => quote!(use lwm2m_codec::{#(#names),*};),
        }
    }
}
