//! The minor versions of an Object before the newest: no types, but definitions.

use lwm2m_ddf::ObjectDefinition;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use crate::definition;
use crate::doc;
use crate::plan::ObjectPlan;
use crate::runtime::Runtime;

/// A constant for every older minor version.
pub(crate) fn items(
    plan: &ObjectPlan<'_>,
    visibility: &TokenStream,
    runtime: &mut Runtime,
) -> Vec<TokenStream> {
    let constant = |older: &&ObjectDefinition| {
        let name = doc::escape(&older.name);
        let line = format!("The definition of {name}, version {}.", older.version);
        let documentation = doc::attributes([line.as_str()]);
        let name = constant_name(older);
        let value = definition::value(older, runtime, |resource, runtime| {
            let resource_id = runtime.name("ResourceId");
            let id = Literal::u16_unsuffixed(resource.id.get());
            quote!(#resource_id::new(#id))
        });
        let object_def = runtime.name("ObjectDef");
        quote!(#documentation #visibility const #name: #object_def<'static> = #value;)
    };
    plan.older.iter().map(constant).collect()
}

/// `V1_0`.
pub(crate) fn constant_name(definition: &ObjectDefinition) -> Ident {
    format_ident!("V{}_{}", definition.version.major, definition.version.minor)
}
