//! Names, majors and problems, on definitions of one Resource.

use lwm2m_codec::{ObjectId, Operations, ResourceId};
use lwm2m_ddf::{RangeEnumeration, Unit};

use super::*;
use crate::table::Origin;

/// An Object with one Resource, 0.
fn object(id: u16, name: &str, major: u16, data_type: DataType) -> ObjectDefinition {
    let resource = ResourceDefinition {
        id: ResourceId::new(0),
        name: "Level".to_owned(),
        operations: Operations::READ,
        multiple: false,
        mandatory: false,
        data_type,
        range: RangeEnumeration::default(),
        unit: Unit::default(),
        description: String::new(),
    };
    ObjectDefinition {
        id: ObjectId::new(id),
        name: name.to_owned(),
        urn: String::new(),
        version: ObjectVersion::new(major, 0),
        lwm2m_version: ObjectVersion::V1_0,
        multiple: false,
        mandatory: false,
        description: String::new(),
        description2: String::new(),
        resources: vec![resource],
    }
}

fn modules(definitions: &[ObjectDefinition], lock: &str) -> Vec<(String, String)> {
    let lock =
        NamesLock::read(&Origin::Text("names.lock", lock.to_owned())).expect("the lock is right");
    let enumerations = Enumerations::default();
    let plan = Plan::new(definitions, &enumerations, lock).expect("there are no problems");
    plan.objects.into_iter().map(|object| (object.module, object.type_name)).collect()
}

fn pairs(modules: &[(&str, &str)]) -> Vec<(String, String)> {
    modules.iter().map(|&(module, name)| (module.to_owned(), name.to_owned())).collect()
}

#[test]
fn the_newest_major_version_and_the_lowest_id_have_the_bare_name() {
    let pumps = [
        object(7, "Pump", 1, DataType::Float),
        object(9, "Pump", 1, DataType::Float),
        object(9, "Pump", 2, DataType::Float),
        object(8, "Reusable", 1, DataType::Float),
    ];
    let expected = [
        ("pump", "Pump"),
        ("reusable_8", "Reusable8"),
        ("pump_9_v1", "Pump9V1"),
        ("pump_9", "Pump9"),
    ];
    assert_eq!(modules(&pumps, ""), pairs(&expected));
}

#[test]
fn a_frozen_name_stays() {
    let lock = "[\"9.1\"]\nmodule = \"pump\"\ntype = \"OldPump\"\nresources = { 0 = \"height\" }";
    let pumps = [
        object(7, "Pump", 1, DataType::Float),
        object(9, "Renamed", 1, DataType::Float),
        object(9, "Pump", 2, DataType::Float),
    ];
    let expected = [("pump_7", "Pump7"), ("pump", "OldPump"), ("pump_v2", "PumpV2")];
    assert_eq!(modules(&pumps, lock), pairs(&expected));
}

#[test]
fn every_problem_is_found() {
    let enumerations = "[\"7/0\"]\nname = \"Level\"\nkind = \"enum\"\nvalues = { 0 = \"low\" }\n\
                        [\"7/1\"]\nname = \"Level\"\nkind = \"enum\"\nvalues = { 0 = \"low\" }\n\
                        [\"8/0\"]\nname = \"Tank\"\nkind = \"enum\"\nvalues = { -1 = \"low\" }";
    let enumerations = Origin::Text("enums.toml", enumerations.to_owned());
    let enumerations = Enumerations::read(&enumerations).expect("the rows are right");
    let definitions = [
        object(7, "Pump", 1, DataType::Float),
        object(7, "Pump", 1, DataType::Float),
        object(8, "Tank", 1, DataType::Unsigned),
    ];
    let problems = Plan::new(&definitions, &enumerations, NamesLock::default())
        .expect_err("there are problems");
    let problems: Vec<_> = problems.iter().map(Problem::to_string).collect();
    assert_eq!(
        problems,
        [
            "error: object 7 version 1.0: expected each version once, found it again",
            "error: object 7 version 1.0, resource 0: expected an integer where enums.toml has a row, found Float",
            "error: object 8 version 1.0, resource 0: expected no negative number in `Tank` of an unsigned integer",
            "error: object 8 version 1.0: expected another name than the object's, found enumeration `Tank`",
            "enums.toml:5:2: error: [\"7/1\"]: expected a resource of the object, found none",
        ]
    );
}
