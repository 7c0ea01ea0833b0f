//! The public items of a crate as Rust text, without what users do not see.

use std::collections::BTreeSet;
use std::path::Path;

use syn::{
    Attribute, Block, Expr, Field, Fields, File, ImplItem, Item, ItemImpl, ItemMacro, ItemMod,
    TraitItem, Type, Visibility, parse_quote,
};

use crate::failure::Failure;

/// What reads the text of a file.
type Read<'r> = &'r dyn Fn(&Path) -> Result<String, Failure>;

/// The public items of the crate whose root file is `root`, in its modules.
pub(super) fn modules(root: &Path, read: Read<'_>) -> Result<String, Failure> {
    let folder = root.parent().unwrap_or(root);
    let mut items = load(root, folder, read)?;
    let mut private = BTreeSet::new();
    private_names(&items, &mut private);
    shown(&mut items, &private);
    Ok(prettyplease::unparse(&File { items, ..parse_quote!() }))
}

/// The items of a file, with its modules in their place; `folder` holds those.
fn load(path: &Path, folder: &Path, read: Read<'_>) -> Result<Vec<Item>, Failure> {
    let text = read(path)?;
    if text.starts_with("// @generated") {
        return Ok(Vec::new());
    }
    let wrong = |error| Failure::with(path.display(), error);
    let mut items = syn::parse_file(&text).map_err(wrong)?.items;
    items.retain_mut(|item| !attributes(item).is_some_and(|attributes| is_for_tests(attributes)));
    for item in &mut items {
        let Item::Mod(module) = item else { continue };
        if module.content.is_none() {
            let name = module.ident.to_string();
            let folder = folder.join(&name);
            let items = load(&folder.with_extension("rs"), &folder, read)?;
            module.content = Some((Default::default(), items));
            module.semi = None;
        }
    }
    Ok(items)
}

/// The names of types and traits that nobody sees.
fn private_names(items: &[Item], names: &mut BTreeSet<String>) {
    for item in items {
        let (visibility, name) = match item {
            Item::Enum(item) => (&item.vis, &item.ident),
            Item::Struct(item) => (&item.vis, &item.ident),
            Item::Trait(item) => (&item.vis, &item.ident),
            Item::Mod(ItemMod { content: Some((_, items)), .. }) => {
                private_names(items, names);
                continue;
            }
            _ => continue,
        };
        if !is_public(visibility) {
            names.insert(name.to_string());
        }
    }
}

/// Leaves of `items` what users see.
fn shown(items: &mut Vec<Item>, private: &BTreeSet<String>) {
    items.retain_mut(|item| {
        let is_shown = match item {
            Item::Const(item) => {
                *item.expr = nothing();
                is_public(&item.vis)
            }
            Item::Enum(item) => {
                let variants = item.variants.iter_mut();
                variants.for_each(|variant| {
                    keep_telling(&mut variant.attrs);
                    variant.fields.iter_mut().for_each(|field| keep_telling(&mut field.attrs));
                });
                is_public(&item.vis)
            }
            Item::Fn(item) => {
                *item.block = empty();
                is_public(&item.vis)
            }
            Item::Impl(item) => implementation(item, private),
            Item::Macro(item) => macro_is_shown(item),
            Item::Mod(item) => module(item, private),
            Item::Static(item) => {
                *item.expr = nothing();
                is_public(&item.vis)
            }
            Item::Struct(item) => {
                fields(&mut item.fields);
                is_public(&item.vis)
            }
            Item::Trait(item) => {
                item.items.iter_mut().for_each(trait_item);
                is_public(&item.vis)
            }
            Item::Type(item) => is_public(&item.vis),
            Item::Use(item) => is_public(&item.vis),
            _ => false,
        };
        if is_shown && let Some(attributes) = attributes(item) {
            keep_telling(attributes);
        }
        is_shown
    });
}

/// A module that shows nothing is not shown, unless it is public: generated ones are left out.
fn module(item: &mut ItemMod, private: &BTreeSet<String>) -> bool {
    let Some((_, items)) = &mut item.content else { return false };
    shown(items, private);
    is_public(&item.vis) || !items.is_empty()
}

/// Of a trait that is implemented the types, of a type its public items; whether there is anything to show.
fn implementation(item: &mut ItemImpl, private: &BTreeSet<String>) -> bool {
    let is_private = |name: Option<String>| name.is_some_and(|name| private.contains(&name));
    if is_private(name(&item.self_ty)) {
        return false;
    }
    let of_trait = item.trait_.as_ref().map(|(path, _)| path.segments.last());
    if is_private(of_trait.flatten().map(|last| last.ident.to_string())) {
        return false;
    }
    let is_inherent = item.trait_.is_none();
    item.items.retain_mut(|item| match item {
        ImplItem::Const(item) => {
            keep_telling(&mut item.attrs);
            item.expr = nothing();
            is_inherent && is_public(&item.vis)
        }
        ImplItem::Fn(item) => {
            keep_telling(&mut item.attrs);
            item.block = empty();
            is_inherent && is_public(&item.vis)
        }
        ImplItem::Type(item) => {
            keep_telling(&mut item.attrs);
            !is_inherent
        }
        ImplItem::Macro(_) => true,
        _ => false,
    });
    !is_inherent || !item.items.is_empty()
}

fn trait_item(item: &mut TraitItem) {
    match item {
        TraitItem::Const(item) => keep_telling(&mut item.attrs),
        TraitItem::Fn(item) => {
            keep_telling(&mut item.attrs);
            if let Some(block) = &mut item.default {
                *block = empty();
            }
        }
        TraitItem::Type(item) => keep_telling(&mut item.attrs),
        _ => {}
    }
}

/// Named fields that are private go; others are there for their number, whatever they are.
fn fields(fields: &mut Fields) {
    match fields {
        Fields::Named(named) => {
            let all = std::mem::take(&mut named.named).into_iter();
            named.named = all.filter(|field| is_public(&field.vis)).map(told).collect();
        }
        Fields::Unnamed(unnamed) => {
            for field in &mut unnamed.unnamed {
                keep_telling(&mut field.attrs);
                if !is_public(&field.vis) {
                    field.ty = parse_quote!(_);
                }
            }
        }
        Fields::Unit => {}
    }
}

fn told(mut field: Field) -> Field {
    keep_telling(&mut field.attrs);
    field
}

/// A macro that users may call, or that makes public items, and the calls of such macros.
fn macro_is_shown(item: &ItemMacro) -> bool {
    let is_exported = item.attrs.iter().any(|attribute| attribute.path().is_ident("macro_export"));
    let is_definition = item.ident.is_some();
    let tokens = item.mac.tokens.to_string();
    is_exported || !is_definition || tokens.split_whitespace().any(|word| word == "pub")
}

/// The name of a type that a crate may have of its own.
fn name(of: &Type) -> Option<String> {
    match of {
        Type::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()),
        Type::Reference(reference) => name(&reference.elem),
        _ => None,
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// The attributes of an item that may be public.
fn attributes(item: &mut Item) -> Option<&mut Vec<Attribute>> {
    Some(match item {
        Item::Const(item) => &mut item.attrs,
        Item::Enum(item) => &mut item.attrs,
        Item::Fn(item) => &mut item.attrs,
        Item::Impl(item) => &mut item.attrs,
        Item::Macro(item) => &mut item.attrs,
        Item::Mod(item) => &mut item.attrs,
        Item::Static(item) => &mut item.attrs,
        Item::Struct(item) => &mut item.attrs,
        Item::Trait(item) => &mut item.attrs,
        Item::Type(item) => &mut item.attrs,
        Item::Use(item) => &mut item.attrs,
        _ => return None,
    })
}

fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let list = attribute.meta.require_list();
        attribute.path().is_ident("cfg") && list.is_ok_and(|list| list.tokens.to_string() == "test")
    })
}

/// Keeps the attributes that users have to know of.
fn keep_telling(attributes: &mut Vec<Attribute>) {
    const TELLING: [&str; 8] = [
        "cfg",
        "derive",
        "deprecated",
        "macro_export",
        "must_use",
        "non_exhaustive",
        "proc_macro_derive",
        "repr",
    ];
    attributes.retain(|attribute| TELLING.iter().any(|name| attribute.path().is_ident(name)));
}

fn nothing() -> Expr {
    parse_quote!(_)
}

fn empty() -> Block {
    parse_quote!({})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_users_see_is_shown() -> Result<(), Failure> {
        let files = [
            (
                "src/lib.rs",
                "//! A.\nmod a;\npub mod b;\n#[cfg(test)]\nmod tests;\n#[cfg(feature = \"c\")]\npub use a::Seen;\n\
                 macro_rules! made { () => { pub fn made() {} } }\nmacro_rules! inner { () => { 1 } }\nmade!();\n",
            ),
            (
                "src/a.rs",
                "/// Seen.\n#[derive(Debug)]\n#[allow(x)]\npub struct Seen { a: u8, pub b: u8 }\nstruct Hidden(u8);\n\
                 impl Seen { pub fn of(&self) -> u8 { 1 } fn hidden() {} }\nimpl Hidden { pub fn of() {} }\n\
                 impl Drop for Seen { fn drop(&mut self) { x() } }\npub struct Id(u8);\n",
            ),
            ("src/b.rs", "// @generated by a from b. Do not edit.\npub fn of() {}\n"),
        ];
        let read = |path: &Path| {
            let file = files.iter().find(|(name, _)| Path::new(name) == path);
            let text = file.map(|(_, text)| (*text).to_owned());
            text.ok_or_else(|| Failure::with(path.display(), "no such file"))
        };
        let expected = "mod a {\n    #[derive(Debug)]\n    pub struct Seen {\n        pub b: u8,\n    }\n    \
            impl Seen {\n        pub fn of(&self) -> u8 {}\n    }\n    impl Drop for Seen {}\n    \
            pub struct Id(_);\n}\npub mod b {}\n#[cfg(feature = \"c\")]\npub use a::Seen;\n\
            macro_rules! made {\n    () => {\n        pub fn made() {}\n    };\n}\nmade!();\n";
        assert_eq!(modules(Path::new("src/lib.rs"), &read)?, expected);
        Ok(())
    }
}
