//! One Object's module: its struct, its enumerations, its definition, the ids of its Resources.

use alloc::collections::BTreeSet;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use crate::config::Config;
use crate::definition;
use crate::doc;
use crate::enumeration::Scope;
use crate::history;
use crate::plan::{ObjectPlan, REUSABLE, ResourcePlan};
use crate::runtime::Runtime;
use crate::structure::Structure;
use crate::values;

/// The items of one Object's module, imports first; with the definitions of older versions where they are wanted here.
pub(crate) fn items(
    plan: &ObjectPlan<'_>,
    config: &Config,
    with_history: bool,
) -> Vec<TokenStream> {
    let declared = plan.enumerations.keys().copied();
    let mut runtime = Runtime::new(declared.chain([plan.type_name.as_str()]));
    let structure = Structure::new(plan, config, &mut runtime);
    let mut items = structure.items;
    for (name, &numbers) in &plan.enumerations {
        let of = plan.resources.iter().filter(|r| r.enumeration == Some((Scope::Object, *name)));
        let of: Vec<_> = of.map(|resource| resource.definition).collect();
        items.push(values::item(numbers, &of, &mut runtime));
    }
    items.push(definition(plan, &mut runtime));
    if with_history {
        items.extend(history::items(plan, &quote!(pub), &mut runtime));
    }
    items.push(ids(plan));
    items.splice(0..0, imports(plan, structure.heap, &runtime));
    items
}

/// What one Object's module says of itself.
pub(crate) fn head(plan: &ObjectPlan<'_>) -> String {
    let (version, urn) = (plan.newest.version, &plan.newest.urn);
    format!("{}, version {version} ({}).", title(plan), doc::escape(urn))
}

/// `Object 3, Device`.
pub(crate) fn title(plan: &ObjectPlan<'_>) -> String {
    format!("Object {}, {}", plan.newest.id, doc::escape(&plan.newest.name))
}

/// What stands before the first item: the heap, the codec, enumerations of reusable Resources.
fn imports(plan: &ObjectPlan<'_>, heap: bool, runtime: &Runtime) -> [TokenStream; 3] {
    let reusable = format_ident!("{REUSABLE}");
    let names: BTreeSet<_> = plan
        .resources
        .iter()
        .filter_map(|resource| resource.enumeration)
        .filter(|(scope, name)| *scope == Scope::Reusable && !plan.declares(name))
        .map(|(_, name)| format_ident!("{name}"))
        .collect();
    let reusable = names.iter().map(|name| quote!(use super::#reusable::#name;)).collect();
    let heap = heap.then(|| {
        quote!(
            extern crate alloc;
        )
    });
    [quote!(#heap), runtime.import(), reusable]
}

/// `pub const DEF`: the definition, with every Resource.
fn definition(plan: &ObjectPlan<'_>, runtime: &mut Runtime) -> TokenStream {
    let (name, version) = (doc::escape(&plan.newest.name), plan.newest.version);
    let line = format!("The definition of {name}, version {version}.");
    let documentation = doc::attributes([line.as_str()]);
    let value = definition::value(plan.newest, runtime, |definition, _| {
        let name = plan.resources.iter().find(|resource| resource.definition.id == definition.id);
        let name = name.map(constant_name);
        quote!(rid::#name)
    });
    let object_def = runtime.name("ObjectDef");
    quote!(#documentation pub const DEF: #object_def<'static> = #value;)
}

/// `pub mod rid`: the Resources' ids by name.
fn ids(plan: &ObjectPlan<'_>) -> TokenStream {
    let line = format!("The ids of {}'s resources.", doc::escape(&plan.newest.name));
    let documentation = doc::attributes([line.as_str()]);
    let constants = plan.resources.iter().map(|resource| {
        let line = format!("{}.", doc::escape(&resource.definition.name));
        let documentation = doc::attributes([line.as_str()]);
        let name = constant_name(resource);
        let id = Literal::u16_unsuffixed(resource.definition.id.get());
        quote!(#documentation pub const #name: ResourceId = ResourceId::new(#id);)
    });
    let import = (!plan.resources.is_empty()).then(|| {
        quote!(
            use lwm2m_codec::ResourceId;
        )
    });
    quote! {
        #documentation
        pub mod rid {
            #import
            #(#constants)*
        }
    }
}

fn constant_name(resource: &ResourcePlan<'_>) -> Ident {
    format_ident!("{}", resource.name.trim_end_matches('_').to_ascii_uppercase())
}
