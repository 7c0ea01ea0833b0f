//! The module of enumerations that reusable Resources bring: one type, however many Objects use it.

use alloc::collections::BTreeMap;

use lwm2m_ddf::ResourceDefinition;
use proc_macro2::TokenStream;

use crate::enumeration::Scope;
use crate::plan::Plan;
use crate::runtime::Runtime;
use crate::values;

/// What the module says of itself.
pub(crate) const HEAD: &str = "Numbers with names, of resources that several objects use.";

/// The items of the module, imports first.
pub(crate) fn items(plan: &Plan<'_>) -> Vec<TokenStream> {
    let mut runtime = Runtime::new(plan.reusable.keys().copied());
    let mut items = vec![TokenStream::new()];
    for (name, &numbers) in &plan.reusable {
        let resources: BTreeMap<_, &ResourceDefinition> = plan
            .objects
            .iter()
            .flat_map(|object| &object.resources)
            .filter(|resource| resource.enumeration == Some((Scope::Reusable, *name)))
            .map(|resource| (resource.definition.id, resource.definition))
            .collect();
        let resources: Vec<_> = resources.into_values().collect();
        items.push(values::item(numbers, &resources, &mut runtime));
    }
    if let Some(first) = items.first_mut() {
        *first = runtime.import();
    }
    items
}
