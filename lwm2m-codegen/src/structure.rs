//! The struct of an Object: a public field for every Resource with a value.

use lwm2m_codec::DataType;
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::config::Config;
use crate::doc;
use crate::enumeration::Scope;
use crate::options::{Collections, Texts};
use crate::plan::{ObjectPlan, REUSABLE, ResourcePlan};
use crate::runtime::Runtime;

/// The struct, and how to make an empty one.
pub(crate) struct Structure {
    pub(crate) items: Vec<TokenStream>,
    /// Whether a field names `alloc`.
    pub(crate) heap: bool,
}

impl Structure {
    pub(crate) fn new(plan: &ObjectPlan<'_>, config: &Config, runtime: &mut Runtime) -> Self {
        let mut parameters = Parameters::default();
        let items = items(plan, config, runtime, &mut parameters);
        Self { items, heap: parameters.heap }
    }
}

fn items(
    plan: &ObjectPlan<'_>,
    config: &Config,
    runtime: &mut Runtime,
    parameters: &mut Parameters,
) -> Vec<TokenStream> {
    let fields: Vec<_> = plan
        .resources
        .iter()
        .filter(|resource| resource.has_value())
        .map(|resource| field(plan, resource, config, runtime, parameters))
        .collect();
    let mut lines = vec![doc::object(plan.newest)];
    if config.descriptions {
        lines.extend(paragraph(&plan.newest.description));
        lines.extend(paragraph(&plan.newest.description2));
    }
    let documentation = doc::attributes(lines.iter().map(String::as_str));
    let object = runtime.name("Object");
    let id = Literal::u16_unsuffixed(plan.newest.id.get());
    let version = plan.newest.version.to_string();
    let name = format_ident!("{}", plan.type_name);
    let (declared, elided) = parameters.tokens();
    let new = format!("{} without any resource.", doc::article(&plan.type_name));
    let new = doc::attributes([new.as_str()]);
    vec![
        quote! {
            #documentation
            #[derive(Clone, Debug, Default, #object, PartialEq)]
            #[lwm2m(object = #id, version = #version, def = DEF)]
            pub struct #name #declared { #(#fields)* }
        },
        quote! {
            impl #name #elided {
                #new
                #[must_use]
                pub fn new() -> Self { Self::default() }
            }
        },
    ]
}

/// What the fields bring with them.
#[derive(Default)]
struct Parameters {
    /// A borrowed text: the struct has a lifetime.
    lifetime: bool,
    /// `Instances`: the struct has a capacity.
    capacity: bool,
    /// An owned text or a `Vec`.
    heap: bool,
}

impl Parameters {
    /// As the struct declares them, and as an `impl` for the default capacity names them.
    fn tokens(&self) -> (Option<TokenStream>, Option<TokenStream>) {
        match (self.lifetime, self.capacity) {
            (false, false) => (None, None),
            (true, false) => (Some(quote!(<'a>)), Some(quote!(<'_>))),
            (false, true) => (Some(quote!(<const N: usize = 4>)), None),
            (true, true) => (Some(quote!(<'a, const N: usize = 4>)), Some(quote!(<'_>))),
        }
    }
}

fn field(
    plan: &ObjectPlan<'_>,
    resource: &ResourcePlan<'_>,
    config: &Config,
    runtime: &mut Runtime,
    parameters: &mut Parameters,
) -> TokenStream {
    let definition = resource.definition;
    let mut lines = vec![doc::resource(definition)];
    if config.descriptions {
        lines.extend(paragraph(&definition.description));
    }
    let documentation = doc::attributes(lines.iter().map(String::as_str));
    let id = Literal::u16_unsuffixed(definition.id.get());
    let ops = definition.operations.name();
    let multiple = definition.multiple.then(|| quote!(, multiple));
    // A borrowed link is a type of its own; text that is a link says so.
    let is_link = definition.data_type == DataType::CoreLink && config.texts != Texts::Borrowed;
    let core_link = is_link.then(|| quote!(, core_link));
    let name = format_ident!("{}", resource.name);
    let value = match resource.enumeration {
        Some((Scope::Reusable, enumeration)) if plan.declares(enumeration) => {
            let (module, name) = (format_ident!("{REUSABLE}"), format_ident!("{enumeration}"));
            quote!(super::#module::#name)
        }
        Some((_, enumeration)) => {
            let name = format_ident!("{enumeration}");
            quote!(#name)
        }
        None => value(definition.data_type, config.texts, runtime, parameters),
    };
    let value = match (definition.multiple, config.collections) {
        (false, _) => value,
        (true, Collections::Instances) => {
            parameters.capacity = true;
            let instances = runtime.name("Instances");
            quote!(#instances<#value, N>)
        }
        (true, Collections::Vec) => {
            parameters.heap = true;
            let id = runtime.name("ResourceInstanceId");
            quote!(alloc::vec::Vec<(#id, #value)>)
        }
        (true, Collections::BTreeMap) => {
            parameters.heap = true;
            let id = runtime.name("ResourceInstanceId");
            quote!(alloc::collections::BTreeMap<#id, #value>)
        }
    };
    quote! {
        #documentation
        #[lwm2m(resource = #id, ops = #ops #multiple #core_link)]
        pub #name: Option<#value>,
    }
}

/// The type of one value.
fn value(
    data_type: DataType,
    texts: Texts,
    runtime: &mut Runtime,
    parameters: &mut Parameters,
) -> TokenStream {
    match (data_type, texts) {
        (DataType::Integer, _) => quote!(i64),
        (DataType::Unsigned, _) => quote!(u64),
        (DataType::Float, _) => quote!(f64),
        (DataType::Boolean, _) => quote!(bool),
        (DataType::Time, _) => runtime.name("Time"),
        (DataType::ObjectLink, _) => runtime.name("ObjectLink"),
        (DataType::Opaque, Texts::Borrowed) => {
            parameters.lifetime = true;
            let opaque = runtime.name("Opaque");
            quote!(#opaque<'a>)
        }
        (DataType::Opaque, Texts::Owned) => {
            parameters.heap = true;
            quote!(alloc::vec::Vec<u8>)
        }
        (DataType::Opaque, Texts::Heapless(capacity)) => {
            let capacity = Literal::usize_unsuffixed(capacity);
            quote!(::heapless::Vec<u8, #capacity>)
        }
        (DataType::CoreLink, Texts::Borrowed) => {
            parameters.lifetime = true;
            let core_link = runtime.name("CoreLink");
            quote!(#core_link<'a>)
        }
        // String, and links as text; an executable Resource is no field.
        (_, Texts::Borrowed) => {
            parameters.lifetime = true;
            let text = runtime.name("Text");
            quote!(#text<'a>)
        }
        (_, Texts::Owned) => {
            parameters.heap = true;
            quote!(alloc::string::String)
        }
        (_, Texts::Heapless(capacity)) => {
            let capacity = Literal::usize_unsuffixed(capacity);
            quote!(::heapless::String<#capacity>)
        }
    }
}

/// An empty line, then a description; nothing where there is none.
fn paragraph(description: &str) -> Vec<String> {
    let mut lines = doc::description(description);
    if !lines.is_empty() {
        lines.insert(0, String::new());
    }
    lines
}
