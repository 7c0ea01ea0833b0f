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
    /// The values that are meant, where a line says so: `Integer 0..255`.
    ranges: Vec<(Pattern, Vec<(i128, i128)>)>,
    /// The Resources that are multiple, as far as the vector's records tell.
    multiple: Vec<Pattern>,
}

impl LineSchema {
    /// Reads the `schema` of a line. It tells types only; which Resources are multiple follows from the paths.
    pub(crate) fn read(schema: &Json, expect: &Expect) -> Result<Self, String> {
        let fields = schema.as_object().ok_or("expected a schema")?;
        let mut ranges = Vec::new();
        let types = fields.iter().map(|(path, name)| {
            let (path, name): (Pattern, _) = (path.parse()?, name.as_str().unwrap_or_default());
            let Some((name, range)) = name.rsplit_once(' ').filter(|(_, r)| r.contains(".."))
            else {
                return Ok((path, data_type_of(name)?));
            };
            let bound = |digits: &str| digits.parse().map_err(|_| format!("range {range}"));
            let (low, high) = range.split_once("..").unwrap_or((range, range));
            ranges.push((path.clone(), vec![(bound(low)?, bound(high)?)]));
            Ok((path, data_type_of(name)?))
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
        Ok(Self { types, ranges, multiple })
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
        let range = self.ranges.iter().find(|(pattern, _)| pattern.is_resource_of(path));
        let (_, data_type) = self.types.iter().find(|(pattern, _)| pattern.is_resource_of(path))?;
        Some(ResourceDef {
            id: path.resource_id()?,
            name: "",
            operations: Operations::READ_WRITE,
            multiple: self.multiple.iter().any(|pattern| pattern.is_resource_of(path)),
            mandatory: false,
            data_type: *data_type,
            range: range.map_or(Range::Any, |(_, range)| Range::Integers(range)),
            unit: "",
        })
    }
}
