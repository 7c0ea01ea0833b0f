//! Definitions as constants: an `ObjectDef` with every Resource, executable ones included.

use lwm2m_codec::{DataType, ObjectVersion, Operations, Range};
use lwm2m_ddf::{ObjectDefinition, RangeEnumeration, ResourceDefinition};
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::runtime::Runtime;

/// `ObjectDef { … }`; `id_of` says how a Resource's id is written.
pub(crate) fn value(
    definition: &ObjectDefinition,
    runtime: &mut Runtime,
    id_of: impl Fn(&ResourceDefinition, &mut Runtime) -> TokenStream,
) -> TokenStream {
    let resources: Vec<_> = definition
        .resources
        .iter()
        .map(|definition| {
            let id = id_of(definition, runtime);
            resource(definition, &id, runtime)
        })
        .collect();
    let object_def = runtime.name("ObjectDef");
    let object_id = runtime.name("ObjectId");
    let id = Literal::u16_unsuffixed(definition.id.get());
    let name = &definition.name;
    let urn = &definition.urn;
    let version = version(definition.version, runtime);
    let lwm2m_version = self::version(definition.lwm2m_version, runtime);
    let (multiple, mandatory) = (definition.multiple, definition.mandatory);
    quote! {
        #object_def {
            id: #object_id::new(#id),
            name: #name,
            urn: #urn,
            version: #version,
            lwm2m_version: #lwm2m_version,
            multiple: #multiple,
            mandatory: #mandatory,
            resources: &[#(#resources),*],
        }
    }
}

/// `ResourceDef::new(rid::LEVEL, "Level", Operations::READ, DataType::Integer).mandatory()`.
fn resource(
    definition: &ResourceDefinition,
    id: &TokenStream,
    runtime: &mut Runtime,
) -> TokenStream {
    let resource_def = runtime.name("ResourceDef");
    let name = &definition.name;
    let operations = operations(definition.operations, runtime);
    let data_type = data_type(definition.data_type, runtime);
    let mandatory = definition.mandatory.then(|| quote!(.mandatory()));
    let multiple = definition.multiple.then(|| quote!(.multiple()));
    let range = range(&definition.range, runtime).map(|range| quote!(.range(#range)));
    let unit = definition.unit.registered();
    let unit = (!unit.is_empty()).then(|| quote!(.unit(#unit)));
    quote!(#resource_def::new(#id, #name, #operations, #data_type) #mandatory #multiple #range #unit)
}

fn version(version: ObjectVersion, runtime: &mut Runtime) -> TokenStream {
    let object_version = runtime.name("ObjectVersion");
    let major = Literal::u16_unsuffixed(version.major);
    let minor = Literal::u16_unsuffixed(version.minor);
    quote!(#object_version::new(#major, #minor))
}

fn operations(operations: Operations, runtime: &mut Runtime) -> TokenStream {
    let name = match operations {
        Operations::READ => "READ",
        Operations::WRITE => "WRITE",
        Operations::READ_WRITE => "READ_WRITE",
        Operations::EXECUTE => "EXECUTE",
        // The only other value there is.
        _ => "NONE",
    };
    let (operations, name) = (runtime.name("Operations"), format_ident!("{name}"));
    quote!(#operations::#name)
}

fn data_type(data_type: DataType, runtime: &mut Runtime) -> TokenStream {
    // The variants' names are what their `Debug` says.
    let (path, variant) = (runtime.name("DataType"), format_ident!("{data_type:?}"));
    quote!(#path::#variant)
}

/// The range in the codec's words, where the definition says something.
fn range(range: &RangeEnumeration, runtime: &mut Runtime) -> Option<TokenStream> {
    let (variant, content) = match range.def() {
        Range::Any => return None,
        Range::Integers(bounds) => ("Integers", pairs(bounds, integer)),
        Range::Floats(bounds) => ("Floats", pairs(bounds, float)),
        Range::Lengths(bounds) => ("Lengths", pairs(bounds, |&bound| integer(&i128::from(bound)))),
        Range::Text(text) => ("Text", quote!(#text)),
        // A kind of range that was not known when this was written: its text is true of it.
        _ => {
            let text = &range.text;
            ("Text", quote!(#text))
        }
    };
    let (range, variant) = (runtime.name("Range"), format_ident!("{variant}"));
    Some(quote!(#range::#variant(#content)))
}

fn pairs<T>(bounds: &[(T, T)], literal: impl Fn(&T) -> TokenStream) -> TokenStream {
    let pairs = bounds.iter().map(|(low, high)| {
        let (low, high) = (literal(low), literal(high));
        quote!((#low, #high))
    });
    quote!(&[#(#pairs),*])
}

pub(crate) fn integer(number: &i128) -> TokenStream {
    let magnitude = Literal::u128_unsuffixed(number.unsigned_abs());
    if *number < 0 { quote!(-#magnitude) } else { quote!(#magnitude) }
}

fn float(number: &f64) -> TokenStream {
    let magnitude = Literal::f64_unsuffixed(number.abs());
    if *number < 0.0 { quote!(-#magnitude) } else { quote!(#magnitude) }
}
