//! `#[derive(ResourceValue)]`: enumerations of numbers, and newtypes.

use std::collections::HashMap;

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use syn::{Data, DeriveInput, Fields, Ident, Path, Type, Variant};

use crate::attr::{Keys, Problems};
use crate::generics::Parameters;

/// What `#[derive(ResourceValue)]` emits.
pub(crate) fn derive(input: &DeriveInput) -> syn::Result<TokenStream> {
    let mut problems = Problems::default();
    let mut keys = Keys::read(&input.attrs, &["crate"], &mut problems);
    let codec = crate::codec(&mut keys, &mut problems);
    let parameters = Parameters::read(&input.generics, &mut problems);
    let emitted = match &input.data {
        Data::Enum(data) => {
            if !input.generics.params.is_empty() {
                problems.at(&input.generics, "an enumeration of numbers has no parameters");
            }
            Enumeration::read(&input.ident, data.variants.iter(), &mut problems)
                .map(|enumeration| enumeration.emit(&codec))
        }
        Data::Struct(data) => match &data.fields {
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                let inner = fields.unnamed.first().map(|field| {
                    Keys::read(&field.attrs, &[], &mut problems);
                    &field.ty
                });
                inner.map(|inner| newtype(&input.ident, &parameters, inner, &codec))
            }
            _ => {
                problems.at(&input.ident, SHAPES);
                None
            }
        },
        Data::Union(_) => {
            problems.at(&input.ident, SHAPES);
            None
        }
    };
    problems.unless(emitted)
}

const SHAPES: &str = "a ResourceValue is an enumeration of numbers, or a struct around one value: \
                      `struct Celsius(f64);`";

/// An enumeration of numbers.
struct Enumeration<'i> {
    name: &'i Ident,
    variants: Vec<(&'i Ident, i128)>,
    other: Option<&'i Ident>,
    /// Whether the data type is Unsigned Integer.
    unsigned: bool,
}

impl<'i> Enumeration<'i> {
    fn read(
        name: &'i Ident,
        input: impl Iterator<Item = &'i Variant>,
        problems: &mut Problems,
    ) -> Option<Self> {
        let (mut variants, mut other, mut unsigned) = (Vec::new(), None, false);
        let mut named = false;
        let mut names = HashMap::new();
        for variant in input {
            let mut keys = Keys::read(&variant.attrs, &["value", "other"], problems);
            for field in &variant.fields {
                Keys::read(&field.attrs, &[], problems);
            }
            let unnamed = keys.lack("value");
            named |= !unnamed;
            let value = keys.integer("value", "1", problems);
            match (keys.flag("other", problems), value) {
                (Some(flag), Some(_)) => {
                    problems.at(flag, "`other` is for all numbers without a `value` of their own");
                }
                (Some(flag), None) if other.is_some() => {
                    problems.at(flag, "`other` stands at two variants");
                }
                (Some(_), None) => {
                    unsigned = is_unsigned(variant, problems);
                    other = Some(&variant.ident);
                }
                (None, Some(value)) => {
                    if !matches!(variant.fields, Fields::Unit) {
                        problems.at(&variant.fields, "a variant with a `value` holds nothing");
                    }
                    match names.insert(value.value, &variant.ident) {
                        Some(first) => problems.at(
                            value.tokens,
                            format!("{} is the value of `{first}` already", value.value),
                        ),
                        None => variants.push((&variant.ident, value)),
                    }
                }
                (None, None) if unnamed => problems.at(
                    &variant.ident,
                    "expected `#[lwm2m(value = 1)]`, or `#[lwm2m(other)]` for all other numbers",
                ),
                (None, None) => {}
            }
        }
        if !named {
            problems.at(name, "an enumeration has at least one variant with a `value`");
            return None;
        }
        let range =
            if unsigned { 0..=i128::from(u64::MAX) } else { i64::MIN.into()..=i64::MAX.into() };
        for (_, value) in &variants {
            if !range.contains(&value.value) {
                problems.at(&value.tokens, "the value is out of the range of the data type");
            }
        }
        let variants = variants.into_iter().map(|(name, value)| (name, value.value)).collect();
        Some(Self { name, variants, other, unsigned })
    }

    fn emit(&self, codec: &Path) -> TokenStream {
        let name = self.name;
        let names = self.variants.iter().map(|(name, _)| name).collect::<Vec<_>>();
        let values = self.variants.iter().map(|(_, value)| Literal::i128_unsuffixed(*value));
        let values = values.collect::<Vec<_>>();
        let (data_type, getter) = if self.unsigned {
            (quote!(Unsigned), quote!(unsigned))
        } else {
            (quote!(Integer), quote!(integer))
        };
        let (read_other, write_other) = match self.other {
            Some(other) => {
                (quote!(other => Self::#other(other)), quote!(Self::#other(other) => other))
            }
            None => {
                let out_of_range = quote!(#codec::ErrorKind::OutOfRange);
                let error = quote!(::core::convert::From::from(#out_of_range));
                (quote!(_ => return ::core::result::Result::Err(#error)), quote!())
            }
        };
        quote! {
            #[automatically_derived]
            impl<'__a> #codec::ResourceValue<'__a> for #name {
                const DATA_TYPE: #codec::DataType = #codec::DataType::#data_type;
                fn from_wire(value: &#codec::WireValue<'__a>) -> #codec::Result<Self> {
                    ::core::result::Result::Ok(match #codec::WireValue::#getter(value)? {
                        #(#values => Self::#names,)*
                        #read_other,
                    })
                }
                fn to_value(&self) -> #codec::Value<'_> {
                    #codec::Value::#data_type(match *self {
                        #(Self::#names => #values,)*
                        #write_other
                    })
                }
            }
            #[automatically_derived]
            impl #codec::Encode for #name {
                fn encode(
                    &self,
                    at: #codec::Path,
                    sink: &mut dyn #codec::RecordSink,
                ) -> #codec::Result<()> {
                    #codec::emitted::tell_value(self, at, sink)
                }
            }
        }
    }
}

/// Whether the variant for other numbers holds an unsigned one; it holds an `i64` or a `u64`.
fn is_unsigned(variant: &Variant, problems: &mut Problems) -> bool {
    let inner = match &variant.fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            fields.unnamed.first().map(|field| field.ty.to_token_stream().to_string())
        }
        _ => None,
    };
    match inner.as_deref() {
        Some("i64") => return false,
        Some("u64") => return true,
        _ => {}
    }
    let name = &variant.ident;
    let message = format!("expected `{name}(i64)`, or `{name}(u64)` for an Unsigned Integer");
    match &variant.fields {
        Fields::Unit => problems.at(name, message),
        fields => problems.at(fields, message),
    }
    false
}

/// A struct around one value is that value.
fn newtype(name: &Ident, parameters: &Parameters<'_>, inner: &Type, codec: &Path) -> TokenStream {
    let arguments = parameters.arguments();
    let a = parameters.lifetime();
    let decode_parameters = parameters.with_lifetime();
    let decode_where = parameters.bounded([inner], &[&quote!(#codec::ResourceValue<#a>)]);
    let encode_parameters = parameters.own();
    let encode_where = parameters.bounded([inner], &[&quote!(#codec::Encode)]);
    quote! {
        #[automatically_derived]
        impl #decode_parameters #codec::ResourceValue<#a> for #name #arguments #decode_where {
            const DATA_TYPE: #codec::DataType =
                <#inner as #codec::ResourceValue<#a>>::DATA_TYPE;
            fn from_wire(value: &#codec::WireValue<#a>) -> #codec::Result<Self> {
                ::core::result::Result::Ok(Self(
                    <#inner as #codec::ResourceValue<#a>>::from_wire(value)?,
                ))
            }
            fn to_value(&self) -> #codec::Value<'_> {
                <#inner as #codec::ResourceValue<#a>>::to_value(&self.0)
            }
        }
        #[automatically_derived]
        impl #encode_parameters #codec::Encode for #name #arguments #encode_where {
            fn encode(
                &self,
                at: #codec::Path,
                sink: &mut dyn #codec::RecordSink,
            ) -> #codec::Result<()> {
                #codec::Encode::encode(&self.0, at, sink)
            }
        }
    }
}
