//! The impls: one match a function, ids ascending, every path absolute.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::field::Field;
use super::input::Input;
use crate::attr::pointing_at;

impl Input<'_> {
    /// `impl Object`.
    pub(super) fn object(&self) -> TokenStream {
        let derived = derived();
        let Self { codec, name, parameters, .. } = self;
        let (own, arguments) = (parameters.own(), parameters.arguments());
        let borrowed = parameters.borrows().then(|| parameters.lifetime().to_token_stream());
        let lifetime = borrowed.unwrap_or_else(|| quote!('static));
        let bounds = [&quote!(#codec::Encode), &quote!(#codec::Decode<#lifetime>)];
        let clause = parameters.bounded(self.inners(), &bounds);
        let definition = self.definition();
        let arms = self.arms(|Field { name, .. }| quote!(self.#name.is_some()));
        let checked = self.asserts().then(|| parameters.in_constant(name)).flatten();
        let checked = checked.map(|checked| {
            quote! {
                const _: &#codec::ObjectDef<'static> = <#checked as #codec::Object>::DEF;
            }
        });
        quote! {
            #derived
            impl #own #codec::Object for #name #arguments #clause {
                const DEF: &'static #codec::ObjectDef<'static> = #definition;
                fn has(&self, resource: #codec::ResourceId) -> bool {
                    match resource.get() {
                        #arms
                        _ => false,
                    }
                }
            }
            #checked
        }
    }

    /// `impl Encode`.
    pub(super) fn encode(&self) -> TokenStream {
        let derived = derived();
        let Self { codec, name, parameters, .. } = self;
        let (own, arguments) = (parameters.own(), parameters.arguments());
        let clause = parameters.bounded(self.inners(), &[&quote!(#codec::Encode)]);
        let fields = self.fields.iter().map(|Field { name, inner, resource, .. }| {
            let told = pointing_at(inner, quote!(&mut telling, &self.#name, #resource));
            pointing_at(inner, quote!(#codec::emitted::Telling::tell(#told);))
        });
        let mutable = (!self.fields.is_empty()).then(|| quote!(mut));
        quote! {
            #derived
            impl #own #codec::Encode for #name #arguments #clause {
                fn encode(
                    &self,
                    at: #codec::Path,
                    sink: &mut dyn #codec::RecordSink,
                ) -> #codec::Result<()> {
                    if !sink.wants(at) {
                        return ::core::result::Result::Ok(());
                    }
                    let #mutable telling = #codec::emitted::Telling::new(at, sink);
                    #(#fields)*
                    telling.finish()
                }
            }
        }
    }

    /// `impl Decode`.
    pub(super) fn decode(&self) -> TokenStream {
        let derived = derived();
        let Self { codec, name, parameters, .. } = self;
        let (own, arguments) = (parameters.with_lifetime(), parameters.arguments());
        let lifetime = parameters.lifetime();
        let clause = parameters.bounded(self.inners(), &[&quote!(#codec::Decode<#lifetime>)]);
        let arms = self.arms(|Field { name, inner, .. }| {
            quote! {
                <#inner as #codec::Decode<#lifetime>>::merge(&mut this.#name, rest, value)
            }
        });
        let forget = self.arms(|Field { name, inner, .. }| {
            quote! {
                <#inner as #codec::Decode<#lifetime>>::forget(&mut this.#name, rest)
            }
        });
        let (first, unknown, absent) = (self.first(), self.unknown(), self.absent());
        quote! {
            #derived
            impl #own #codec::Decode<#lifetime> for #name #arguments #clause {
                const DATA_TYPE: #codec::DataType = #codec::DataType::None;
                const DEPTH: ::core::option::Option<usize> = ::core::option::Option::Some(2);
                fn merge(
                    slot: &mut ::core::option::Option<Self>,
                    tail: #codec::Tail,
                    value: &#codec::WireValue<#lifetime>,
                ) -> #codec::Result<()> {
                    let this = slot.get_or_insert_with(|| #absent);
                    #first
                    match id {
                        #arms
                        _ => #unknown,
                    }
                }
                fn absent() -> #codec::Result<Self> {
                    ::core::result::Result::Ok(#absent)
                }
                fn forget(slot: &mut ::core::option::Option<Self>, tail: #codec::Tail) {
                    let (
                        ::core::option::Option::Some(this),
                        ::core::option::Option::Some((id, rest)),
                    ) = (slot, tail.split_first()) else {
                        return;
                    };
                    match id {
                        #forget
                        _ => {}
                    }
                }
            }
        }
    }

    /// `impl Update`, where nothing is borrowed.
    pub(super) fn update(&self) -> TokenStream {
        let Self { codec, name, parameters, .. } = self;
        if parameters.borrows() {
            return TokenStream::new();
        }
        let derived = derived();
        let (own, arguments) = (parameters.own(), parameters.arguments());
        let clause = parameters.bounded(self.inners(), &[&quote!(#codec::Update)]);
        let check = self.arms(|Field { name, inner, .. }| {
            let checked = pointing_at(inner, quote!(&self.#name, rest, value, claims));
            pointing_at(inner, quote!(#codec::Update::check(#checked)))
        });
        let update = self.arms(
            |Field { name, .. }| quote!(#codec::Update::update(&mut self.#name, rest, value)),
        );
        let clear =
            self.arms(|Field { name, .. }| quote!(#codec::Update::clear(&mut self.#name, rest)));
        let (first, unknown, absent) = (self.first(), self.unknown(), self.absent());
        quote! {
            #derived
            impl #own #codec::Update for #name #arguments #clause {
                fn check(
                    &self,
                    tail: #codec::Tail,
                    value: &#codec::WireValue<'_>,
                    claims: &mut #codec::Claims,
                ) -> #codec::Result<()> {
                    #first
                    match id {
                        #check
                        _ => #unknown,
                    }
                }
                fn update(
                    &mut self,
                    tail: #codec::Tail,
                    value: &#codec::WireValue<'_>,
                ) -> #codec::Result<()> {
                    #first
                    match id {
                        #update
                        _ => #unknown,
                    }
                }
                fn clear(&mut self, tail: #codec::Tail) {
                    let ::core::option::Option::Some((id, rest)) = tail.split_first() else {
                        *self = #absent;
                        return;
                    };
                    match id {
                        #clear
                        _ => {}
                    }
                }
                fn check_new(
                    tail: #codec::Tail,
                    value: &#codec::WireValue<'_>,
                    claims: &mut #codec::Claims,
                ) -> #codec::Result<()> {
                    #codec::Update::check(&#absent, tail, value, claims)
                }
                fn begin(
                    tail: #codec::Tail,
                    value: &#codec::WireValue<'_>,
                ) -> #codec::Result<Self> {
                    let mut new = #absent;
                    #codec::Update::update(&mut new, tail, value)?;
                    ::core::result::Result::Ok(new)
                }
            }
        }
    }

    /// What the fields' `Option`s hold.
    fn inners(&self) -> impl Iterator<Item = &syn::Type> {
        self.fields.iter().map(|field| field.inner)
    }

    /// The arms of a match on a Resource's id.
    fn arms(&self, body: impl Fn(&Field<'_>) -> TokenStream) -> TokenStream {
        let arms = self.fields.iter().map(|field| {
            let (resource, body) = (field.resource, body(field));
            quote!(#resource => #body,)
        });
        quote!(#(#arms)*)
    }

    /// Takes the first id off the tail; without one, the record is that of the Object Instance itself.
    fn first(&self) -> TokenStream {
        let codec = &self.codec;
        quote! {
            let ::core::option::Option::Some((id, rest)) = tail.split_first() else {
                return #codec::emitted::container(value);
            };
        }
    }

    /// What becomes of a Resource that the struct doesn't know.
    fn unknown(&self) -> TokenStream {
        let codec = &self.codec;
        if self.deny_unknown {
            quote! {
                ::core::result::Result::Err(
                    ::core::convert::From::from(#codec::ErrorKind::UnknownResource),
                )
            }
        } else {
            quote!(::core::result::Result::Ok(()))
        }
    }

    /// The struct with all its fields absent: an expression, and a pattern.
    fn absent(&self) -> TokenStream {
        let fields = self.fields.iter().map(|field| field.name);
        quote!(Self { #(#fields: ::core::option::Option::None),* })
    }
}

/// What stands above every impl.
fn derived() -> TokenStream {
    quote! {
        #[automatically_derived]
        #[allow(deprecated, reason = "a field is told as long as it is there")]
    }
}
