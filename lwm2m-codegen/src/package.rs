//! The files of a crate: a module for every Object, the list of modules, the tables of definitions by class.

use alloc::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::class::{SHELVES, Shelf, describe, shelf};
use crate::config::Config;
use crate::generation::GeneratedFile;
use crate::history;
use crate::object;
use crate::plan::{ObjectPlan, Plan, REUSABLE};
use crate::reusable;
use crate::runtime::Runtime;
use crate::source;

/// The files, below the crate's source folder.
pub(crate) fn files(plan: &Plan<'_>, config: &Config) -> Vec<GeneratedFile> {
    let mut files = vec![object_list(plan, config)];
    if !plan.reusable.is_empty() {
        let mark = format!("{} from registry/enums.toml", config.command);
        let text = source::file(&mark, reusable::HEAD, reusable::items(plan));
        files.push(GeneratedFile { path: format!("objects/{REUSABLE}.rs"), text });
    }
    for object in &plan.objects {
        let mark = format!("{} from {}", config.command, config.source_of(object.newest));
        let text = source::file(&mark, &object::head(object), object::items(object, config, false));
        files.push(GeneratedFile { path: format!("objects/{}.rs", file_of(object)), text });
        if !object.older.is_empty() {
            files.push(older_definitions(object, config));
        }
    }
    let classes: BTreeSet<_> = SHELVES.iter().map(|shelf| shelf.class).collect();
    files.extend(classes.into_iter().map(|class| definition_list(class, plan, config)));
    files
}

/// `objects.rs`: every Object's module, by its name and with its class's feature.
fn object_list(plan: &Plan<'_>, config: &Config) -> GeneratedFile {
    let mut items = Vec::new();
    if !plan.reusable.is_empty() {
        let module = format_ident!("{REUSABLE}");
        items.push(quote!(pub mod #module;));
    }
    let modules = plan.objects.iter().map(|object| {
        let class = class_of(object).class;
        let path = format!("objects/{}.rs", file_of(object));
        let module = format_ident!("{}", object.module);
        quote!(#[cfg(feature = #class)] #[path = #path] pub mod #module;)
    });
    items.extend(modules);
    let mark = format!("{} from {}", config.command, folder(config));
    let head = "Every object of the registry, in the newest minor version of each major version.";
    GeneratedFile { path: "objects.rs".to_owned(), text: source::file(&mark, head, items) }
}

/// `defs/oma.rs`: the definitions of a class, and the modules of its older versions.
fn definition_list(class: &'static str, plan: &Plan<'_>, config: &Config) -> GeneratedFile {
    let objects = || plan.objects.iter().filter(|object| class_of(object).class == class);
    let modules = objects().filter(|object| !object.older.is_empty()).map(|object| {
        let module = format_ident!("{}", file_of(object));
        quote!(mod #module;)
    });
    let mut items = vec![
        quote!(
            use lwm2m_codec::ObjectDef;
        ),
        quote!(#(#modules)*),
    ];
    for shelf in SHELVES.iter().filter(|shelf| shelf.class == class) {
        let of_shelf = objects().filter(|object| class_of(object).list == shelf.list);
        let paths: Vec<_> = of_shelf.flat_map(definition_paths).collect();
        let name = format_ident!("{}", shelf.list);
        items.push(quote! {
            /// Ascending by id and version.
            pub(crate) const #name: &[&ObjectDef<'static>] = &[#(&#paths),*];
        });
    }
    let mark = format!("{} from {}", config.command, folder(config));
    let head = format!("Definitions of every version. {}.", describe(class));
    GeneratedFile { path: format!("defs/{class}.rs"), text: source::file(&mark, &head, items) }
}

/// Where the definitions of an Object are, ascending by version: the newest stands beside its type.
fn definition_paths(object: &ObjectPlan<'_>) -> Vec<TokenStream> {
    let file = format_ident!("{}", file_of(object));
    let module = format_ident!("{}", object.module);
    let older = object.older.iter().map(|older| {
        let name = history::constant_name(older);
        quote!(#file::#name)
    });
    older.chain([quote!(crate::objects::#module::DEF)]).collect()
}

/// `defs/oma/o00003_device.rs`: the definitions of an Object's older minor versions.
fn older_definitions(object: &ObjectPlan<'_>, config: &Config) -> GeneratedFile {
    let mut runtime = Runtime::new([]);
    let definitions = history::items(object, &quote!(pub(crate)), &mut runtime);
    let mut items = vec![runtime.import()];
    items.extend(definitions);
    let sources: Vec<_> = object.older.iter().map(|older| config.source_of(older)).collect();
    let mark = format!("{} from {}", config.command, sources.join(", "));
    let head = format!("Older versions of {}.", object::title(object));
    let path = format!("defs/{}/{}.rs", class_of(object).class, file_of(object));
    GeneratedFile { path, text: source::file(&mark, &head, items) }
}

/// `o00003_device`: by id, then name, so that a folder reads as the registry does.
fn file_of(object: &ObjectPlan<'_>) -> String {
    format!("o{:05}_{}", object.newest.id.get(), object.module)
}

fn class_of(object: &ObjectPlan<'_>) -> &'static Shelf {
    shelf(object.newest.id.get())
}

fn folder(config: &Config) -> &str {
    if config.folder.is_empty() { "object definitions" } else { &config.folder }
}
