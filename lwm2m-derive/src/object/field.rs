//! What a field says about its Resource in `#[lwm2m(…)]`.

use proc_macro2::Ident;
use syn::{Expr, GenericArgument, LitStr, PathArguments, Type};

use crate::attr::{Keys, Problems};

/// A field, and the Resource that it holds.
pub(super) struct Field<'i> {
    pub(super) name: &'i Ident,
    /// What the `Option` holds.
    pub(super) inner: &'i Type,
    pub(super) resource: u16,
    /// The constant of `Operations`, and what says it.
    pub(super) operations: Option<(&'static str, LitStr)>,
    pub(super) multiple: Option<Ident>,
    pub(super) core_link: Option<Ident>,
    pub(super) mandatory: bool,
    pub(super) title: Option<LitStr>,
    pub(super) unit: Option<LitStr>,
}

const KEYS: &[&str] = &["resource", "ops", "multiple", "mandatory", "core_link", "name", "unit"];

impl<'i> Field<'i> {
    /// Reads a field; with it comes the number that says its Resource. `constant` says that the definition stands
    /// elsewhere.
    pub(super) fn read(
        field: &'i syn::Field,
        constant: bool,
        problems: &mut Problems,
    ) -> Option<(Self, Expr)> {
        let mut keys = Keys::read(&field.attrs, KEYS, problems);
        let name = field.ident.as_ref()?;
        if keys.lack("resource") {
            problems.at(name, "expected the resource's id: `#[lwm2m(resource = 9)]`");
        }
        let resource = keys.id("resource", "9", problems);
        let operations = operations(&mut keys, problems);
        let multiple = keys.flag("multiple", problems);
        let core_link = keys.flag("core_link", problems);
        if constant {
            keys.deny(&["mandatory", "name", "unit"], problems);
        }
        let mandatory = keys.flag("mandatory", problems).is_some();
        let title = keys.text("name", "\"Battery Level\"", problems);
        let unit = keys.text("unit", "\"Cel\"", problems);
        let inner = optional(&field.ty);
        if inner.is_none() {
            problems.at(&field.ty, "a field of an object is an Option: None is absent");
        }
        let (inner, resource) = (inner?, resource?);
        let field = Self {
            name,
            inner,
            resource: resource.value,
            operations,
            multiple,
            core_link,
            mandatory,
            title,
            unit,
        };
        Some((field, resource.tokens))
    }
}

/// The constant of `Operations` that `ops` means.
fn operations(keys: &mut Keys, problems: &mut Problems) -> Option<(&'static str, LitStr)> {
    let ops = keys.text("ops", "\"RW\"", problems)?;
    let name = match ops.value().as_str() {
        "R" => "READ",
        "W" => "WRITE",
        "RW" => "READ_WRITE",
        "" => "NONE",
        "E" => {
            problems.at(ops, "an executable resource has no value and is no field");
            return None;
        }
        _ => {
            problems.at(ops, "expected \"R\", \"W\", \"RW\", or \"\" for none of them");
            return None;
        }
    };
    Some((name, ops))
}

/// What an `Option` holds.
fn optional(field: &Type) -> Option<&Type> {
    match field {
        // What a macro by example was given.
        Type::Group(group) => optional(&group.elem),
        Type::Paren(paren) => optional(&paren.elem),
        Type::Path(path) if path.qself.is_none() => {
            let last = path.path.segments.last().filter(|last| last.ident == "Option")?;
            let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
            match arguments.args.first() {
                Some(GenericArgument::Type(inner)) if arguments.args.len() == 1 => Some(inner),
                _ => None,
            }
        }
        _ => None,
    }
}
