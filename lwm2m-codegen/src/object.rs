//! One Object's module: its struct, its enumerations, its definition, its Resources' ids.

use alloc::collections::BTreeSet;

use lwm2m_codec::DataType;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use crate::config::{Collections, Config, Texts};
use crate::definition;
use crate::doc;
use crate::enumeration::Scope;
use crate::history;
use crate::plan::{ObjectPlan, REUSABLE, ResourcePlan};
use crate::runtime::Runtime;
use crate::values;

/// The items of one Object's module, imports first; with the definitions of older versions where they are wanted here.
pub(crate) fn items(
    plan: &ObjectPlan<'_>,
    config: &Config,
    with_history: bool,
) -> Vec<TokenStream> {
    let declared = plan.enumerations.keys().copied();
    let mut runtime = Runtime::new(declared.chain([plan.type_name.as_str()]));
    let mut items = vec![TokenStream::new()];
    items.extend(structure(plan, config, &mut runtime));
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
    if let Some(first) = items.first_mut() {
        *first = imports(plan, config, &runtime);
    }
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

fn imports(plan: &ObjectPlan<'_>, config: &Config, runtime: &Runtime) -> TokenStream {
    let alloc =
        (config.texts == Texts::Owned || config.collections == Collections::Vec).then(|| {
            quote!(
                extern crate alloc;
            )
        });
    let codec = runtime.import();
    let reusable = format_ident!("{REUSABLE}");
    let names: BTreeSet<_> = plan
        .resources
        .iter()
        .filter_map(|resource| resource.enumeration)
        .filter(|(scope, name)| *scope == Scope::Reusable && !plan.declares(name))
        .map(|(_, name)| format_ident!("{name}"))
        .collect();
    let names = match names.len() {
        0 => TokenStream::new(),
        1 => quote!(use super::#reusable::#(#names)*;),
        _ => {
            let names = names.iter();
            quote!(use super::#reusable::{#(#names),*};)
        }
    };
    quote!(#alloc #codec #names)
}

/// The struct, and how to make an empty one.
fn structure(plan: &ObjectPlan<'_>, config: &Config, runtime: &mut Runtime) -> [TokenStream; 2] {
    let mut parameters = Parameters::default();
    let fields: Vec<_> = plan
        .resources
        .iter()
        .filter(|resource| resource.definition.data_type != DataType::None)
        .map(|resource| field(plan, resource, config, runtime, &mut parameters))
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
    [
        quote! {
            #documentation
            #[derive(Clone, Debug, Default, #object, PartialEq)]
            #[lwm2m(object = #id, version = #version)]
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

/// What the struct is generic over.
#[derive(Default)]
struct Parameters {
    lifetime: bool,
    capacity: bool,
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
    let core_link = (definition.data_type == DataType::CoreLink).then(|| quote!(, core_link));
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
        (true, Collections::Vec) => quote!(alloc::vec::Vec<#value>),
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
        (DataType::Opaque, Texts::Owned) => quote!(alloc::vec::Vec<u8>),
        (DataType::Opaque, Texts::Heapless(capacity)) => {
            let capacity = Literal::usize_unsuffixed(capacity);
            quote!(::heapless::Vec<u8, #capacity>)
        }
        (_, Texts::Borrowed) => {
            parameters.lifetime = true;
            let text = runtime.name("Text");
            quote!(#text<'a>)
        }
        (_, Texts::Owned) => quote!(alloc::string::String),
        (_, Texts::Heapless(capacity)) => {
            let capacity = Literal::usize_unsuffixed(capacity);
            quote!(::heapless::String<#capacity>)
        }
    }
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

/// An empty line, then a description; nothing where there is none.
fn paragraph(description: &str) -> Vec<String> {
    let mut lines = doc::description(description);
    if !lines.is_empty() {
        lines.insert(0, String::new());
    }
    lines
}
