//! The type of numbers with names: an open enumeration, or bits.

use lwm2m_ddf::ResourceDefinition;
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::definition::integer;
use crate::doc;
use crate::enumeration::Kind;
use crate::plan::Numbers;
use crate::runtime::Runtime;

/// The type of an enumeration, used by these Resources.
pub(crate) fn item(
    numbers: Numbers<'_>,
    resources: &[&ResourceDefinition],
    runtime: &mut Runtime,
) -> TokenStream {
    let enumeration = numbers.enumeration;
    let line = doc::enumeration(enumeration, resources);
    let documentation = doc::attributes([line.as_str()]);
    let name = format_ident!("{}", enumeration.name);
    let derive = runtime.name("ResourceValue");
    let width = if numbers.unsigned { quote!(u64) } else { quote!(i64) };
    let values = enumeration.values.iter().map(|(&number, text)| {
        let line = format!("{}.", doc::escape(text));
        let documentation = doc::attributes([line.as_str()]);
        let name = format_ident!("{}", enumeration.identifier(text));
        match enumeration.kind {
            Kind::Enum => {
                let value = integer(&i128::from(number));
                quote!(#documentation #[lwm2m(value = #value)] #name,)
            }
            Kind::Flags => {
                let bit = Literal::i64_unsuffixed(number);
                quote!(#documentation pub const #name: Self = Self(1 << #bit);)
            }
        }
    });
    match enumeration.kind {
        Kind::Enum => quote! {
            #documentation
            #[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, #derive)]
            pub enum #name {
                #(#values)*
                /// A number without a name.
                #[lwm2m(other)]
                Other(#width),
            }
        },
        Kind::Flags => quote! {
            #documentation
            #[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq, #derive)]
            pub struct #name(
                /// The bits, named and unnamed.
                pub #width,
            );

            impl #name {
                #(#values)*
            }
        },
    }
}
