//! The constant `DEF`: built from what the struct says, or taken from elsewhere and checked against it.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::LitStr;

use super::field::Field;
use super::input::{Definition, Input};
use crate::attr::pointing_at;

impl Input<'_> {
    /// The value of `DEF`. Its asserts fail where what a field says isn't so.
    pub(super) fn definition(&self) -> TokenStream {
        let codec = &self.codec;
        let object = self.object.value;
        let version = self.version.as_ref();
        match &self.definition {
            Definition::Constant(path) => {
                let is_object = quote!(#codec::emitted::is_object(def, #object););
                let is_object = pointing_at(&self.object.tokens, is_object);
                let is_version = version.map(|version| {
                    let value = self.object_version(version.value);
                    let is_version = quote!(#codec::emitted::is_version(def, #value););
                    pointing_at(&version.tokens, is_version)
                });
                let fields = self.fields.iter().map(|field| self.found(field));
                quote! {{
                    let def: &'static #codec::ObjectDef<'static> = &#path;
                    #is_object
                    #is_version
                    #(#fields)*
                    def
                }}
            }
            Definition::Own { name, urn, lwm2m_version, multiple, mandatory } => {
                let name = text(name.as_ref(), || plain(self.name));
                let version = version.map_or((1, 0), |version| version.value);
                let urn = text(urn.as_ref(), || default_urn(object, version));
                let version = self.object_version(version);
                let lwm2m_version = self.object_version(lwm2m_version.unwrap_or((1, 0)));
                let resources = self.fields.iter().map(|field| self.resource(field));
                quote! {
                    &#codec::ObjectDef {
                        id: #codec::ObjectId::new(#object),
                        name: #name,
                        urn: #urn,
                        version: #version,
                        lwm2m_version: #lwm2m_version,
                        multiple: #multiple,
                        mandatory: #mandatory,
                        resources: &[#(#resources),*],
                    }
                }
            }
        }
    }

    /// Whether `DEF` has asserts that should not wait for somebody to use it.
    pub(super) fn asserts(&self) -> bool {
        matches!(self.definition, Definition::Constant(_))
            || self.fields.iter().any(|field| field.multiple.is_some() || field.core_link.is_some())
    }

    fn object_version(&self, (major, minor): (u16, u16)) -> TokenStream {
        let codec = &self.codec;
        quote!(#codec::ObjectVersion::new(#major, #minor))
    }

    /// Finds a field's Resource in the constant, and checks that both mean the same.
    fn found(&self, field: &Field<'_>) -> TokenStream {
        let codec = &self.codec;
        let Field { inner, resource, .. } = field;
        let found = quote!(#codec::emitted::found::<#inner>(def, #resource));
        let found = self.checked(field, pointing_at(inner, found));
        match &field.operations {
            Some((operations, said)) => {
                let operations = format_ident!("{operations}");
                let operations = quote!(#codec::Operations::#operations);
                pointing_at(said, quote!(#codec::emitted::permits(#found, #operations);))
            }
            None => quote!(#found;),
        }
    }

    /// The definition of a field's Resource.
    fn resource(&self, field: &Field<'_>) -> TokenStream {
        let codec = &self.codec;
        let Field { inner, resource, mandatory, .. } = field;
        let title = text(field.title.as_ref(), || plain(field.name));
        let unit = text(field.unit.as_ref(), String::new);
        let operations = field.operations.as_ref().map_or("READ_WRITE", |(name, _)| *name);
        let operations = format_ident!("{operations}");
        let definition = quote! {
            #codec::emitted::resource::<#inner>(
                #resource, #title, #codec::Operations::#operations, #mandatory, #unit,
            )
        };
        self.checked(field, definition)
    }

    /// A Resource's definition, once what the flags say of it was found to be so.
    fn checked(&self, field: &Field<'_>, mut definition: TokenStream) -> TokenStream {
        let codec = &self.codec;
        if let Some(multiple) = &field.multiple {
            definition = pointing_at(multiple, quote!(#codec::emitted::multiple(#definition)));
        }
        if let Some(core_link) = &field.core_link {
            definition = pointing_at(core_link, quote!(#codec::emitted::core_link(#definition)));
        }
        definition
    }
}

/// The text that was given, or another.
fn text(given: Option<&LitStr>, other: impl FnOnce() -> String) -> String {
    given.map_or_else(other, LitStr::value)
}

/// A name without `r#`.
fn plain(name: &syn::Ident) -> String {
    syn::ext::IdentExt::unraw(name).to_string()
}

/// The URN of an Object that names none: by the class of its id (D-169), without a version part for 1.0.
fn default_urn(object: u16, (major, minor): (u16, u16)) -> String {
    let class = match object {
        0..=2047 => "oma",
        2048..=10240 => "ext",
        _ => "x",
    };
    let version =
        if (major, minor) == (1, 0) { String::new() } else { format!(":{major}.{minor}") };
    format!("urn:oma:lwm2m:{class}:{object}{version}")
}
