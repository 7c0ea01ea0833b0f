//! Reads `#[lwm2m(…)]`: keys, each perhaps with a value. Collects what is wrong instead of stopping at it.
//! Knows no meaning of a key.

use core::fmt::Display;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Attribute, Expr, ExprLit, ExprUnary, Lit, LitStr, Path, Token, UnOp};

/// What is wrong with the input, all of it.
#[derive(Default)]
pub(crate) struct Problems(Option<syn::Error>);

impl Problems {
    /// Notes a problem at a token.
    pub(crate) fn at(&mut self, tokens: impl ToTokens, message: impl Display) {
        self.push(syn::Error::new_spanned(tokens, message));
    }

    /// Notes a problem.
    pub(crate) fn push(&mut self, problem: syn::Error) {
        match &mut self.0 {
            Some(problems) => problems.combine(problem),
            None => self.0 = Some(problem),
        }
    }

    /// What was read, if there was no problem; all problems otherwise.
    pub(crate) fn unless<T>(self, read: Option<T>) -> syn::Result<T> {
        match (self.0, read) {
            (None, Some(read)) => Ok(read),
            (Some(problems), _) => Err(problems),
            // Whoever reads nothing has said why.
            (None, None) => Err(syn::Error::new(Span::call_site(), "nothing could be derived")),
        }
    }
}

/// Derived code whose errors point at a token; what stands in brackets keeps its own place.
pub(crate) fn pointing_at(at: &impl Spanned, code: TokenStream) -> TokenStream {
    // Only the place is that of the token: names mean what they do in derived code.
    let span = Span::call_site().located_at(at.span());
    let point = |mut token: TokenTree| {
        token.set_span(span);
        token
    };
    code.into_iter().map(point).collect()
}

/// The keys of all `#[lwm2m(…)]` of one item. Whoever knows a key takes it out.
pub(crate) struct Keys {
    keys: Vec<Key>,
    /// Whether something was not understood, and may be what is missing.
    doubtful: bool,
}

struct Key {
    name: Ident,
    value: Option<Expr>,
}

impl Parse for Key {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        // `crate` is a key, too.
        let name = input.call(Ident::parse_any)?;
        let value = match input.parse::<Option<Token![=]>>()? {
            Some(_) => Some(input.parse()?),
            None => None,
        };
        Ok(Self { name, value })
    }
}

impl Keys {
    /// Reads the attributes of an item that may have these keys, each once.
    pub(crate) fn read(attributes: &[Attribute], known: &[&str], problems: &mut Problems) -> Self {
        let (mut keys, mut doubtful) = (Vec::<Key>::new(), false);
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("lwm2m")) {
            match attribute.parse_args_with(Punctuated::<Key, Token![,]>::parse_terminated) {
                Ok(more) => keys.extend(more),
                Err(problem) => {
                    doubtful = true;
                    problems.push(problem);
                }
            }
        }
        let mut unique = Vec::<Key>::new();
        for key in keys {
            if !known.contains(&key.name.to_string().as_str()) {
                let known = known.iter().map(|known| format!("`{known}`")).collect::<Vec<_>>();
                let known = if known.is_empty() { "none".into() } else { known.join(", ") };
                let message = format!("unknown key `{}`, known here: {known}", key.name);
                problems.at(key.name, message);
                doubtful = true;
            } else if unique.iter().any(|other| other.name == key.name) {
                problems.at(&key.name, format!("`{}` stands here twice", key.name));
            } else {
                unique.push(key);
            }
        }
        Self { keys: unique, doubtful }
    }

    /// Whether a key is surely not there.
    pub(crate) fn lack(&self, name: &str) -> bool {
        !self.doubtful && self.keys.iter().all(|key| key.name != name)
    }

    /// Refuses keys whose meaning stands elsewhere.
    pub(crate) fn deny(&mut self, names: &[&str], problems: &mut Problems) {
        for name in names {
            if let Some(key) = self.take(name) {
                problems.at(key.name, format!("`def` says the `{name}` already"));
            }
        }
    }

    fn take(&mut self, name: &str) -> Option<Key> {
        let at = self.keys.iter().position(|key| key.name == name)?;
        Some(self.keys.swap_remove(at))
    }

    /// A key without a value.
    pub(crate) fn flag(&mut self, name: &str, problems: &mut Problems) -> Option<Ident> {
        let key = self.take(name)?;
        if let Some(value) = key.value {
            problems.at(value, format!("`{name}` stands alone, without a value"));
        }
        Some(key.name)
    }

    /// A key with a value of one kind; `expected` says which.
    fn value<T>(
        &mut self,
        name: &str,
        expected: &str,
        problems: &mut Problems,
        read: impl FnOnce(&Expr) -> Option<T>,
    ) -> Option<T> {
        let key = self.take(name)?;
        let message = format!("expected `{name} = {expected}`");
        let Some(value) = key.value.as_ref() else {
            problems.at(key.name, message);
            return None;
        };
        let read = read(ungrouped(value));
        if read.is_none() {
            problems.at(value, message);
        }
        read
    }

    /// An id, 0 to 65534.
    pub(crate) fn id(
        &mut self,
        name: &str,
        example: &str,
        problems: &mut Problems,
    ) -> Option<Said<u16>> {
        let number = self.integer(name, example, problems)?;
        match u16::try_from(number.value) {
            Ok(u16::MAX) => problems.at(number.tokens, "65535 is reserved and identifies nothing"),
            Ok(value) => return Some(Said { value, tokens: number.tokens }),
            Err(_) => problems.at(number.tokens, "an id is a number from 0 to 65534"),
        }
        None
    }

    /// A whole number.
    pub(crate) fn integer(
        &mut self,
        name: &str,
        example: &str,
        problems: &mut Problems,
    ) -> Option<Said<i128>> {
        self.value(name, example, problems, |value| {
            Some(Said { value: integer(value)?, tokens: value.clone() })
        })
    }

    /// Text.
    pub(crate) fn text(
        &mut self,
        name: &str,
        example: &str,
        problems: &mut Problems,
    ) -> Option<LitStr> {
        self.value(name, example, problems, |value| match value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.clone()),
            _ => None,
        })
    }

    /// A path to an item, as it stands or in quotes.
    pub(crate) fn path(
        &mut self,
        name: &str,
        example: &str,
        problems: &mut Problems,
    ) -> Option<Path> {
        self.value(name, example, problems, |value| match value {
            Expr::Path(path) if path.qself.is_none() => Some(path.path.clone()),
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => text.parse().ok(),
            _ => None,
        })
    }

    /// A version, `"1.2"`: its two numbers.
    pub(crate) fn version(
        &mut self,
        name: &str,
        problems: &mut Problems,
    ) -> Option<Said<(u16, u16)>> {
        self.value(name, "\"1.2\"", problems, |value| match value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => {
                Some(Said { value: version(&text.value())?, tokens: value.clone() })
            }
            _ => None,
        })
    }
}

/// A value, and the tokens that say it.
pub(crate) struct Said<T> {
    pub(crate) value: T,
    pub(crate) tokens: Expr,
}

/// A value without the invisible brackets around what a macro by example was given.
fn ungrouped(value: &Expr) -> &Expr {
    match value {
        Expr::Group(group) => ungrouped(&group.expr),
        _ => value,
    }
}

fn integer(value: &Expr) -> Option<i128> {
    match ungrouped(value) {
        Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => number.base10_parse().ok(),
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => integer(expr)?.checked_neg(),
        _ => None,
    }
}

fn version(text: &str) -> Option<(u16, u16)> {
    let number = |digits: &str| {
        if digits.bytes().all(|c| c.is_ascii_digit()) { digits.parse().ok() } else { None }
    };
    let (major, minor) = text.split_once('.')?;
    Some((number(major)?, number(minor)?))
}
