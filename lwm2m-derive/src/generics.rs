//! The parameters of a type, as impls need them: with the payload's lifetime, and with bounds on what depends on them.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{GenericParam, Generics, Ident, ImplGenerics, Lifetime, Type, TypeGenerics};

use crate::attr::Problems;

/// The parameters of a type that may borrow from one payload.
pub(crate) struct Parameters<'i> {
    generics: &'i Generics,
    /// With the payload's lifetime, even where the type borrows nothing.
    with_lifetime: Generics,
    lifetime: Lifetime,
}

impl<'i> Parameters<'i> {
    /// Reads the parameters of a type.
    pub(crate) fn read(generics: &'i Generics, problems: &mut Problems) -> Self {
        let mut own = generics.lifetimes().map(|parameter| parameter.lifetime.clone());
        let lifetime = own.next();
        for second in own {
            problems.at(second, "what is read borrows from one payload: one lifetime is enough");
        }
        let mut with_lifetime = generics.clone();
        let lifetime = lifetime.unwrap_or_else(|| {
            let new = Lifetime::new("'__a", Span::call_site());
            let parameter = GenericParam::Lifetime(syn::LifetimeParam::new(new.clone()));
            with_lifetime.params.insert(0, parameter);
            new
        });
        Self { generics, with_lifetime, lifetime }
    }

    /// The payload's lifetime.
    pub(crate) fn lifetime(&self) -> &Lifetime {
        &self.lifetime
    }

    /// Whether the type borrows from a payload.
    pub(crate) fn borrows(&self) -> bool {
        self.generics.lifetimes().next().is_some()
    }

    /// Behind `impl`: the type's own parameters.
    pub(crate) fn own(&self) -> ImplGenerics<'_> {
        self.generics.split_for_impl().0
    }

    /// Behind `impl`: the type's own parameters and the payload's lifetime.
    pub(crate) fn with_lifetime(&self) -> ImplGenerics<'_> {
        self.with_lifetime.split_for_impl().0
    }

    /// Behind the type's name.
    pub(crate) fn arguments(&self) -> TypeGenerics<'_> {
        self.generics.split_for_impl().1
    }

    /// The type as a constant can name it: with the defaults of its constants; `None` where it takes more.
    pub(crate) fn in_constant(&self, name: &Ident) -> Option<TokenStream> {
        let defaulted = self.generics.const_params().all(|parameter| parameter.default.is_some());
        let named = defaulted && self.generics.type_params().next().is_none();
        let lifetime = self.borrows().then(|| quote!(<'static>));
        named.then(|| quote!(#name #lifetime))
    }

    /// The where-clause, with bounds on those of the types that depend on a parameter.
    pub(crate) fn bounded<'t>(
        &self,
        types: impl IntoIterator<Item = &'t Type>,
        bounds: &[&TokenStream],
    ) -> Option<TokenStream> {
        let own = self.generics.where_clause.iter().flat_map(|clause| &clause.predicates);
        let mut predicates = own.map(ToTokens::to_token_stream).collect::<Vec<_>>();
        let depending = types.into_iter().filter(|inner| self.depends(inner));
        predicates.extend(depending.map(|inner| quote!(#inner: #(#bounds)+*)));
        (!predicates.is_empty()).then(|| quote!(where #(#predicates,)*))
    }

    /// Whether a type depends on a type parameter.
    fn depends(&self, inner: &Type) -> bool {
        let parameters = self.generics.type_params().map(|parameter| &parameter.ident);
        let parameters = parameters.collect::<Vec<_>>();
        !parameters.is_empty() && mentions(inner.to_token_stream(), &parameters)
    }
}

fn mentions(tokens: TokenStream, names: &[&Ident]) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => names.contains(&&ident),
        TokenTree::Group(group) => mentions(group.stream(), names),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}
