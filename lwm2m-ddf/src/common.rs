//! The registry's reusable resources, `Common.xml`: ids from 2048 that mean the same in any Object.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use lwm2m_codec::{DataType, Operations, ResourceId};

use crate::diagnostic::{Diagnostic, Findings, rule};
use crate::items::{self, Item};
use crate::range::RangeEnumeration;
use crate::unit::Unit;
use crate::xsd::unsigned_short;

/// A reusable Resource. Text is trimmed, blanks are collapsed.
#[derive(Clone, Debug, PartialEq)]
pub struct CommonResource {
    /// The Resource's id.
    pub id: ResourceId,
    /// The name.
    pub name: String,
    /// What an LwM2M Server may do with it.
    pub operations: Operations,
    /// The type of its value.
    pub data_type: DataType,
    /// Which values are meant; nothing where the field is absent.
    pub range: RangeEnumeration,
    /// The unit; none where the field is absent.
    pub unit: Unit,
    /// What the Resource is for.
    pub description: String,
    /// Who registered it.
    pub submitter: String,
}

/// Reads the bytes of the table, in its order.
///
/// # Errors
/// Every finding: what is not XML, not such a table, or an id, operation or type that is none.
pub fn read(bytes: &[u8]) -> Result<Vec<CommonResource>, Vec<Diagnostic>> {
    items::read(bytes, "LWM2M", resource)
}

fn resource(item: &Item, findings: &mut Findings) -> Option<CommonResource> {
    let mut refuse = |rule, what: &str, found: &str| {
        findings.error(rule, item.offset, format!("expected {what}, found {found:?}"));
    };
    let number = item.id.as_deref().unwrap_or("");
    let id = unsigned_short(number).and_then(|id| ResourceId::try_from(id).ok());
    if id.is_none() {
        refuse(rule::ID, "an ID from 0 to 65534", number);
    }
    let name = item.field("Operations");
    let operations = Operations::from_name(&name);
    if operations.is_none() {
        refuse(rule::ENUM, "Operations such as RW", &name);
    }
    let name = item.field("Type");
    let data_type = DataType::from_name(&name);
    if data_type.is_none() {
        refuse(rule::ENUM, "a known Type", &name);
    }
    let data_type = data_type?;
    Some(CommonResource {
        id: id?,
        name: item.field("Name"),
        operations: operations?,
        data_type,
        range: RangeEnumeration::new(&item.field("RangeEnumeration"), data_type),
        unit: Unit::new(&item.field("Units")),
        description: item.field("Description"),
        submitter: item.field("Submitter"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resource_is_read_and_absent_fields_say_nothing() {
        let table = br#"<LWM2M><Object ObjectType="CommonResources"><Resources><Item ID="5501">
            <Name>Count</Name><Operations>R</Operations><Type>Integer</Type>
            <RangeEnumeration>0..10</RangeEnumeration><Submitter>Us</Submitter></Item>
            </Resources></Object></LWM2M>"#;
        let resources = read(table).unwrap_or_default();
        let [resource] = resources.as_slice() else { panic!("one resource, found {resources:?}") };
        assert_eq!((resource.id.get(), resource.name.as_str()), (5501, "Count"));
        assert_eq!(resource.range, RangeEnumeration::new("0..10", DataType::Integer));
        assert!(resource.unit.is_none());
    }

    #[test]
    fn every_fault_of_an_item_is_found() {
        let table =
            br#"<LWM2M><Item ID="x"><Operations>A</Operations><Type>B</Type></Item></LWM2M>"#;
        let found = read(table).err().unwrap_or_default();
        let rules: Vec<_> = found.iter().map(|found| found.rule).collect();
        assert_eq!(rules, ["id", "enum", "enum"]);
    }
}
