//! The types of a vector's Resources, as a schema.

use lwm2m_codec::{DataType, Operations, Path, Range, ResourceDef, Schema};
use serde_json::Value as Json;

use crate::line::Expect;
use crate::pattern::Pattern;
use crate::value::{Expected, data_type_of};

/// The types of a vector's Resources by path, of which ids may not be known.
#[derive(Clone, Debug, Default)]
pub struct LineSchema {
    types: Vec<(Pattern, DataType)>,
    /// The Resources that are multiple, as far as the vector's records tell.
    multiple: Vec<Pattern>,
}

impl LineSchema {
    /// Reads the `schema` of a line. It tells types only; which Resources are multiple follows from the paths.
    pub(crate) fn read(schema: &Json, expect: &Expect) -> Result<Self, String> {
        let fields = schema.as_object().ok_or("expected a schema")?;
        let types = fields.iter().map(|(path, name)| {
            Ok((path.parse()?, data_type_of(name.as_str().unwrap_or_default())?))
        });
        let mut types: Vec<(Pattern, DataType)> = types.collect::<Result<_, String>>()?;
        // What is known of fewer ids comes last.
        types.sort_by_key(|(path, _)| path.ids.iter().filter(|id| id.is_none()).count());
        let mut multiple: Vec<Pattern> = types.iter().map(|(path, _)| path.clone()).collect();
        multiple.retain(|path| path.ids.len() == 4);
        if let Expect::Records(records) = expect {
            let instances = records
                .iter()
                .filter(|r| r.path.ids.len() == 4 || r.value == Expected::Empty)
                .map(|r| r.path.clone());
            multiple.extend(instances);
            if records.is_empty() {
                // Only a multiple Resource can have nothing (D-004).
                multiple.extend(types.iter().map(|(path, _)| path.clone()));
            }
        }
        for path in &mut multiple {
            path.ids.truncate(3);
        }
        Ok(Self { types, multiple })
    }

    /// The type of the one value that a vector has without a path: `{"*": "Integer"}`.
    pub(crate) fn only(&self) -> Option<DataType> {
        self.types.iter().find(|(path, _)| path.ids == [None]).map(|(_, data_type)| *data_type)
    }

    /// Whether it knows any type.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.types.is_empty()
    }
}

impl Schema for LineSchema {
    fn resource(&self, path: Path) -> Option<ResourceDef<'_>> {
        let (_, data_type) = self.types.iter().find(|(pattern, _)| pattern.is_resource_of(path))?;
        Some(ResourceDef {
            id: path.resource_id()?,
            name: "",
            operations: Operations::READ_WRITE,
            multiple: self.multiple.iter().any(|pattern| pattern.is_resource_of(path)),
            mandatory: false,
            data_type: *data_type,
            range: Range::Any,
            unit: "",
        })
    }
}
