//! What is to be generated, settled before a token is written: which version is a type, what everything is called,
//! which fields are enumerations. All problems are found here; what comes after can't fail.

use alloc::collections::{BTreeMap, BTreeSet};

use lwm2m_codec::{DataType, ObjectVersion};
use lwm2m_ddf::{ObjectDefinition, ResourceDefinition};

use crate::enumeration::{Enumeration, Enumerations, Scope};
use crate::lock::{LockedNames, NamesLock};
use crate::names::{Name, unique};
use crate::problem::Problem;

/// Everything that is to be generated.
#[derive(Debug)]
pub(crate) struct Plan<'d> {
    /// Ascending by id and major version.
    pub(crate) objects: Vec<ObjectPlan<'d>>,
    /// Enumerations of reusable Resources that some Object uses, by type name.
    pub(crate) reusable: BTreeMap<&'d str, Numbers<'d>>,
    /// The lock with the rows that this plan adds.
    pub(crate) lock: NamesLock,
}

/// One Object in one major version: one type.
#[derive(Debug)]
pub(crate) struct ObjectPlan<'d> {
    /// The newest minor version, whose Resources the type has.
    pub(crate) newest: &'d ObjectDefinition,
    /// The minor versions before it, ascending.
    pub(crate) older: Vec<&'d ObjectDefinition>,
    /// `device`.
    pub(crate) module: String,
    /// `Device`.
    pub(crate) type_name: String,
    /// The Resources of the newest minor version, ascending by id.
    pub(crate) resources: Vec<ResourcePlan<'d>>,
    /// The Object's own enumerations, by type name.
    pub(crate) enumerations: BTreeMap<&'d str, Numbers<'d>>,
}

impl ObjectPlan<'_> {
    /// Whether the Object's module has a type of that name.
    pub(crate) fn declares(&self, name: &str) -> bool {
        self.type_name == name || self.enumerations.contains_key(name)
    }
}

/// One Resource: a constant, and a field where it has a value.
#[derive(Debug)]
pub(crate) struct ResourcePlan<'d> {
    pub(crate) definition: &'d ResourceDefinition,
    /// `battery_level`.
    pub(crate) name: String,
    /// The type of its numbers, where they have names.
    pub(crate) enumeration: Option<(Scope, &'d str)>,
}

impl ResourcePlan<'_> {
    /// Whether it is a field: what can be executed has no value, though an older definition may name a type.
    pub(crate) fn has_value(&self) -> bool {
        let definition = self.definition;
        definition.data_type != DataType::None && !definition.operations.executable()
    }
}

/// An enumeration and the integers it stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Numbers<'d> {
    pub(crate) enumeration: &'d Enumeration,
    /// True for `u64`, false for `i64`.
    pub(crate) unsigned: bool,
}

impl<'d> Plan<'d> {
    /// Settles everything.
    pub(crate) fn new(
        definitions: &'d [ObjectDefinition],
        enumerations: &'d Enumerations,
        lock: NamesLock,
    ) -> Result<Self, Vec<Problem>> {
        let frozen = lock.rows.iter().map(|((id, _), names)| (names.module.clone(), Some(*id)));
        let mut planner = Planner {
            enumerations,
            modules: frozen.chain([(REUSABLE.to_owned(), None)]).collect(),
            lock,
            reusable: BTreeMap::new(),
            problems: Vec::new(),
        };
        let mut versions: BTreeMap<u16, BTreeMap<ObjectVersion, &ObjectDefinition>> =
            BTreeMap::new();
        for definition in definitions {
            let of_object = versions.entry(definition.id.get()).or_default();
            if of_object.insert(definition.version, definition).is_some() {
                planner.problem(definition, "expected each version once, found it again");
            }
        }
        let mut objects = Vec::new();
        for versions in versions.into_values() {
            let mut majors: BTreeMap<u16, Vec<&ObjectDefinition>> = BTreeMap::new();
            for (version, definition) in versions {
                majors.entry(version.major).or_default().push(definition);
            }
            let newest_major = majors.keys().next_back().copied();
            for (major, mut minors) in majors {
                let Some(newest) = minors.pop() else { continue };
                objects.push(planner.object(newest, minors, Some(major) == newest_major));
            }
        }
        planner.check_rows(definitions);
        if planner.problems.is_empty() {
            Ok(Self { objects, reusable: planner.reusable, lock: planner.lock })
        } else {
            Err(planner.problems)
        }
    }
}

/// The module of enumerations that reusable Resources bring.
pub(crate) const REUSABLE: &str = "reusable";

struct Planner<'d> {
    enumerations: &'d Enumerations,
    lock: NamesLock,
    /// Module names that are taken, and by which Object.
    modules: BTreeMap<String, Option<u16>>,
    reusable: BTreeMap<&'d str, Numbers<'d>>,
    problems: Vec<Problem>,
}

impl<'d> Planner<'d> {
    fn object(
        &mut self,
        newest: &'d ObjectDefinition,
        older: Vec<&'d ObjectDefinition>,
        is_newest_major: bool,
    ) -> ObjectPlan<'d> {
        let names = self.names(newest, is_newest_major);
        let mut enumerations = BTreeMap::new();
        let mut resources = Vec::with_capacity(newest.resources.len());
        for definition in &newest.resources {
            resources.push(ResourcePlan {
                definition,
                name: names.resources.get(&definition.id.get()).cloned().unwrap_or_default(),
                enumeration: self.enumeration(newest, definition, &mut enumerations),
            });
        }
        if enumerations.contains_key(names.type_name.as_str()) {
            let message = format!(
                "expected another name than the object's, found enumeration `{}`",
                names.type_name
            );
            self.problem(newest, message);
        }
        let LockedNames { module, type_name, .. } = names;
        ObjectPlan { newest, older, module, type_name, resources, enumerations }
    }

    /// The identifiers of one Object and major version: the frozen ones, and new ones where there are none.
    fn names(&mut self, newest: &ObjectDefinition, is_newest_major: bool) -> LockedNames {
        let id = newest.id.get();
        let key = (id, newest.version.major);
        let mut names = self.lock.rows.get(&key).cloned().unwrap_or_else(|| {
            let module = self.module(newest, is_newest_major);
            let mut type_name = Name::of_identifier(&module).pascal();
            if PRELUDE.contains(&type_name.as_str()) {
                type_name.push_str("Object");
            }
            LockedNames { module, type_name, resources: BTreeMap::new() }
        });
        let mut taken = BTreeSet::new();
        for (resource, name) in &names.resources {
            if !taken.insert(name.clone()) {
                let message =
                    format!("expected each name once, found `{name}` again at resource {resource}");
                let subject = format!("[\"{id}.{}\"]", key.1);
                self.problems.push(Problem::new(subject, message).at("names.lock", None));
            }
        }
        for resource in &newest.resources {
            let id = resource.id.get();
            names.resources.entry(id).or_insert_with(|| {
                let name = Name::new(&resource.name).snake("r", &format!("resource_{id}"));
                unique(name, id, &mut taken)
            });
        }
        self.lock.rows.insert(key, names.clone());
        names
    }

    /// A module's name that is still free: bare for the newest major version, with its number for an older one.
    ///
    /// An Object that finds its name taken by another gets its id. A newer major version than a frozen one can't
    /// take the bare name from it, and gets its number too.
    fn module(&mut self, newest: &ObjectDefinition, is_newest_major: bool) -> String {
        let (id, major) = (newest.id.get(), newest.version.major);
        let mut name = Name::of_object(&newest.name).snake("o", &format!("object_{id}"));
        if self.modules.get(&name).is_some_and(|owner| *owner != Some(id)) {
            name = format!("{}_{id}", name.trim_end_matches('_'));
        }
        if !is_newest_major || self.modules.contains_key(&name) {
            name = format!("{}_v{major}", name.trim_end_matches('_'));
        }
        while self.modules.contains_key(&name) {
            name = format!("{name}_{id}");
        }
        self.modules.insert(name.clone(), Some(id));
        name
    }

    /// The enumeration of a Resource's numbers, noted where its type will live.
    fn enumeration(
        &mut self,
        object: &ObjectDefinition,
        resource: &ResourceDefinition,
        own: &mut BTreeMap<&'d str, Numbers<'d>>,
    ) -> Option<(Scope, &'d str)> {
        let (scope, enumeration) = self.enumerations.find(object.id.get(), resource.id.get())?;
        let unsigned = match resource.data_type {
            DataType::Integer => false,
            DataType::Unsigned => true,
            other => {
                let message =
                    format!("expected an integer where enums.toml has a row, found {other}");
                self.resource_problem(object, resource, message);
                return None;
            }
        };
        if unsigned && enumeration.values.keys().any(|&number| number < 0) {
            let message = format!(
                "expected no negative number in `{}` of an unsigned integer",
                enumeration.name
            );
            self.resource_problem(object, resource, message);
        }
        let name = enumeration.name.as_str();
        let types = match scope {
            Scope::Object => own,
            Scope::Reusable => &mut self.reusable,
        };
        let numbers = Numbers { enumeration, unsigned };
        if *types.entry(name).or_insert(numbers) != numbers {
            let message = format!("expected the same type by the name `{name}`, found another");
            self.resource_problem(object, resource, message);
        }
        Some((scope, name))
    }

    /// A row for a Resource that its Object doesn't have is a slip of the pen.
    fn check_rows(&mut self, definitions: &[ObjectDefinition]) {
        for (object, resource) in self.enumerations.resources() {
            let mut versions =
                definitions.iter().filter(|definition| definition.id.get() == object).peekable();
            let known = versions.peek().is_none()
                || versions.any(|version| version.resources.iter().any(|r| r.id.get() == resource));
            if !known {
                let message = "expected a resource of the object, found none";
                self.problems.push(self.enumerations.problem(object, resource, message));
            }
        }
    }

    fn problem(&mut self, object: &ObjectDefinition, message: impl Into<String>) {
        self.problems.push(Problem::of(object, None, message));
    }

    fn resource_problem(
        &mut self,
        object: &ObjectDefinition,
        resource: &ResourceDefinition,
        message: impl Into<String>,
    ) {
        self.problems.push(Problem::of(object, Some(resource.id), message));
    }
}

/// Types and variants that every module sees; an Object of that name is called `OptionObject`.
const PRELUDE: [&str; 11] =
    ["Box", "Default", "Err", "None", "Ok", "Option", "Result", "Self", "Some", "String", "Vec"];

#[cfg(test)]
mod tests;
