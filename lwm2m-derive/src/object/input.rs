//! What a struct says about itself in `#[lwm2m(…)]`.

use std::collections::HashMap;

use proc_macro2::Ident;
use syn::{Data, DeriveInput, Fields, LitStr, Path};

use super::field::Field;
use crate::attr::{Keys, Problems, Said};
use crate::generics::Parameters;

/// A struct that is to be an Object.
pub(super) struct Input<'i> {
    pub(super) codec: Path,
    pub(super) name: &'i Ident,
    pub(super) parameters: Parameters<'i>,
    pub(super) object: Said<u16>,
    pub(super) version: Option<Said<(u16, u16)>>,
    pub(super) definition: Definition,
    pub(super) deny_unknown: bool,
    /// Ascending by the ids of their Resources.
    pub(super) fields: Vec<Field<'i>>,
}

/// Where the definition of the Object comes from.
pub(super) enum Definition {
    /// A constant beside the struct.
    Constant(Path),
    /// The struct itself.
    Own {
        name: Option<LitStr>,
        urn: Option<LitStr>,
        lwm2m_version: Option<(u16, u16)>,
        multiple: bool,
        mandatory: bool,
    },
}

impl<'i> Input<'i> {
    pub(super) fn read(input: &'i DeriveInput, problems: &mut Problems) -> Option<Self> {
        let mut keys = Keys::read(&input.attrs, KEYS, problems);
        let codec = crate::codec(&mut keys, problems);
        let parameters = Parameters::read(&input.generics, problems);
        if keys.lack("object") {
            problems.at(&input.ident, "expected the object's id: `#[lwm2m(object = 3)]`");
        }
        let object = keys.id("object", "3", problems);
        let version = keys.version("version", problems);
        let deny_unknown = keys.flag("deny_unknown", problems).is_some();
        let definition = Definition::read(&mut keys, problems);
        let constant = matches!(definition, Definition::Constant(_));
        let fields = fields(input, constant, problems)?;
        Some(Self {
            codec,
            name: &input.ident,
            parameters,
            object: object?,
            version,
            definition,
            deny_unknown,
            fields,
        })
    }
}

const KEYS: &[&str] = &[
    "object",
    "version",
    "lwm2m_version",
    "name",
    "urn",
    "multiple",
    "mandatory",
    "def",
    "deny_unknown",
    "crate",
];

impl Definition {
    fn read(keys: &mut Keys, problems: &mut Problems) -> Self {
        if let Some(path) = keys.path("def", "DEF", problems) {
            keys.deny(&["lwm2m_version", "name", "urn", "multiple", "mandatory"], problems);
            return Self::Constant(path);
        }
        Self::Own {
            name: keys.text("name", "\"Device\"", problems),
            urn: keys.text("urn", "\"urn:oma:lwm2m:oma:3:1.2\"", problems),
            lwm2m_version: keys.version("lwm2m_version", problems).map(|version| version.value),
            multiple: keys.flag("multiple", problems).is_some(),
            mandatory: keys.flag("mandatory", problems).is_some(),
        }
    }
}

/// The fields of a struct, ascending by the ids of their Resources.
fn fields<'i>(
    input: &'i DeriveInput,
    constant: bool,
    problems: &mut Problems,
) -> Option<Vec<Field<'i>>> {
    let Data::Struct(data) = &input.data else {
        problems.at(&input.ident, "an Object is a struct with a field for each resource");
        return None;
    };
    let named = match &data.fields {
        Fields::Named(fields) => &fields.named,
        other @ (Fields::Unnamed(_) | Fields::Unit) => {
            let message = "the fields of an Object have names: `struct Device { … }`";
            match other {
                Fields::Unit => problems.at(&input.ident, message),
                Fields::Named(_) | Fields::Unnamed(_) => problems.at(other, message),
            }
            return None;
        }
    };
    let mut first = HashMap::new();
    let mut fields = Vec::new();
    for field in named {
        let Some((field, id)) = Field::read(field, constant, problems) else { continue };
        match first.insert(field.resource, field.name) {
            Some(first) => {
                problems.at(id, format!("resource {} stands at `{first}` already", field.resource))
            }
            None => fields.push(field),
        }
    }
    fields.sort_by_key(|field| field.resource);
    Some(fields)
}
