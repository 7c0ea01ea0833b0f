//! One self-contained module: everything that a user with a small device needs beside `lwm2m-codec`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::config::Config;
use crate::history;
use crate::object;
use crate::plan::{Plan, REUSABLE};
use crate::reusable;
use crate::source;

/// The module's text: the list of definitions, then a submodule for every Object.
pub(crate) fn text(plan: &Plan<'_>, config: &Config) -> String {
    let folder = if config.folder.is_empty() { "object definitions" } else { &config.folder };
    let mark = format!("{} from {folder}", config.command);
    let ids: Vec<_> = plan.objects.iter().map(|object| object.newest.id.to_string()).collect();
    let head = format!("LwM2M objects as types: {}.", ids.join(", "));
    let mut text = source::included(&mark, &head, vec![definitions(plan)]);
    if !plan.reusable.is_empty() {
        text.push_str(&source::module(REUSABLE, reusable::HEAD, reusable::items(plan)));
    }
    for object in &plan.objects {
        let items = object::items(object, config, true);
        text.push_str(&source::module(&object.module, &object::head(object), items));
    }
    text
}

fn definitions(plan: &Plan<'_>) -> TokenStream {
    let paths = plan.objects.iter().flat_map(|object| {
        let module = format_ident!("{}", object.module);
        let older = object.older.iter().map(|older| history::constant_name(older));
        let names: Vec<_> = older.chain([format_ident!("DEF")]).collect();
        names.into_iter().map(move |name| quote!(#module::#name))
    });
    quote! {
        /// The definitions of all objects, ascending by id and version.
        #[allow(dead_code, unreachable_pub, reason = "not every program needs all of it, or shows it")]
        pub static DEFS: &[&::lwm2m_codec::ObjectDef<'static>] = &[#(&#paths),*];
    }
}
