//! The constant `DEF`: built from what the struct says, or taken from elsewhere and checked against it.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::LitStr;

use super::field::Field;
use super::input::{Definition, Input};

impl Input<'_> {
    /// The value of `DEF`. Its asserts fail where what a field says isn't so.
    pub(super) fn definition(&self) -> TokenStream {
        let codec = &self.codec;
        match &self.definition {
            Definition::Constant(path) => {
                let object = self.object;
                let version = option(self.version.map(|version| self.version(version)));
                let checks = self.fields.iter().map(|field| self.check(field));
                quote! {{
                    let def: &'static #codec::ObjectDef<'static> = &#path;
                    #codec::emitted::defines(def, #object, #version);
                    #(#checks)*
                    def
                }}
            }
            Definition::Own { name, urn, lwm2m_version, multiple, mandatory } => {
                let object = self.object;
                let name = text(name.as_ref(), || plain(self.name));
                let version = self.version.unwrap_or((1, 0));
                let urn = text(urn.as_ref(), || default_urn(object, version));
                let version = self.version(version);
                let lwm2m_version = self.version(lwm2m_version.unwrap_or((1, 0)));
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

    fn version(&self, (major, minor): (u16, u16)) -> TokenStream {
        let codec = &self.codec;
        quote!(#codec::ObjectVersion::new(#major, #minor))
    }

    /// A field's Resource agrees with the definition.
    fn check(&self, field: &Field<'_>) -> TokenStream {
        let codec = &self.codec;
        let resource = self.resource(field);
        let operations = option(field.operations.map(|operations| {
            let operations = format_ident!("{operations}");
            quote!(#codec::Operations::#operations)
        }));
        let span = field.name.span();
        quote_spanned!(span=> #codec::emitted::has_field(def, #resource, #operations);)
    }

    /// The definition of a field's Resource.
    fn resource(&self, field: &Field<'_>) -> TokenStream {
        let codec = &self.codec;
        let Field { inner, resource, mandatory, .. } = field;
        let title = text(field.title.as_ref(), || plain(field.name));
        let unit = text(field.unit.as_ref(), String::new);
        let operations = format_ident!("{}", field.operations.unwrap_or("READ_WRITE"));
        let mut definition = quote! {
            #codec::emitted::resource::<#inner>(
                #resource, #title, #codec::Operations::#operations, #mandatory, #unit,
            )
        };
        if let Some(multiple) = &field.multiple {
            let span = multiple.span();
            definition = quote_spanned!(span=> #codec::emitted::multiple(#definition));
        }
        if let Some(core_link) = &field.core_link {
            let span = core_link.span();
            definition = quote_spanned!(span=> #codec::emitted::core_link(#definition));
        }
        definition
    }
}

fn option(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
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
