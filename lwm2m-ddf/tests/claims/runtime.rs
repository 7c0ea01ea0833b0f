//! A registry at run time looks up what the constants of `lwm2m-model` say, and is never seen half loaded.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use lwm2m_codec::{ObjectId, ObjectVersion, Path, Schema, Version};
use lwm2m_ddf::registry::{Loading, Registry, Shared};
use lwm2m_ddf::{Mode, ObjectDefinition};
use lwm2m_model::client::ClientSchema;
use lwm2m_model::defs::DEFS;

use crate::support::{definition, document, snapshot, snapshot_folder};

#[test]
fn the_constants_say_the_same() {
    let registry = loaded();
    assert_eq!((registry.len(), DEFS.len()), (424, 424));
    for (object, def) in registry.iter().zip(DEFS) {
        let found = (object.id, object.name.as_str(), object.urn.as_str(), object.version);
        assert_eq!(found, (def.id, def.name, def.urn, def.version));
        let found = (object.lwm2m_version, object.multiple, object.mandatory);
        assert_eq!(found, (def.lwm2m_version, def.multiple, def.mandatory), "{}", def.urn);
        let resources: Vec<_> = object.resources.iter().map(|resource| resource.def()).collect();
        assert_eq!(resources, def.resources, "{}", def.urn);
    }
}

/// MOD-03, MOD-04, MOD-05, D-103: the version that was registered, the newest of its major, the one that the release
/// implies where nothing was said; for the same reason.
#[test]
fn a_client_is_seen_as_the_constants_see_it() {
    let registry = loaded();
    let ids: Vec<_> = registry.iter().map(|object| object.id).collect();
    for (major, minor) in [(1, 0), (1, 1), (1, 9), (2, 0), (7, 0)] {
        let versions: Vec<_> =
            ids.iter().map(|id| (*id, ObjectVersion::new(major, minor))).collect();
        for (release, versions) in [
            (Version::V1_0, &versions[..]),
            (Version::V1_0, &[]),
            (Version::V1_1, &[]),
            (Version::V1_2, &[]),
        ] {
            let ours = registry.client(release, versions);
            let theirs = ClientSchema::new(release, versions, &[]);
            for id in &ids {
                let found = ours.choose(*id);
                let found =
                    found.map(|found| (found.definition.version, found.version, found.reason));
                let expected = theirs.choose(*id);
                let expected =
                    expected.map(|choice| (choice.def.version, choice.version, choice.reason));
                assert_eq!(found, expected, "{id}");
                for resource in [0, 9, 5700] {
                    let path = Path::resource(id.get(), 0, resource);
                    assert_eq!(ours.resource(path), theirs.resource(path), "{path}");
                }
            }
        }
    }
    let device = ObjectId::new(3);
    let implied = |release| registry.client(release, &[]).object(device).map(|def| def.version);
    assert_eq!(implied(Version::V1_1), Some(ObjectVersion::new(1, 1)));
    assert_eq!(implied(Version::V1_2), Some(ObjectVersion::new(1, 2)));
}

#[test]
fn what_a_path_means() {
    let (registry, device) = (loaded(), definition("3-1_2"));
    for (path, expected) in [
        (Path::resource(3, 0, 9), Some("Battery Level")),
        (Path::resource(3, 0, 9).child(1).expect("three ids"), Some("Battery Level")),
        (Path::resource(3, 0, 99), None),
        (Path::resource(65534, 0, 0), None),
        (Path::ROOT, None),
        (Path::object(3), None),
    ] {
        let found = registry.resource(path).map(|resource| resource.name);
        assert_eq!(found, expected, "{path}");
        let found = Schema::resource(&device, path).map(|resource| resource.name);
        assert_eq!(found, expected, "{path}");
    }
}

#[test]
fn many_versions_stand_side_by_side() {
    let mut registry = loaded();
    let firmware = ObjectId::new(5);
    let versions = |registry: &Registry| {
        registry.versions(firmware).map(|object| object.version.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(versions(&registry), ["1.0", "1.1", "1.2"]);
    let mut own = definition("5-1_1");
    own.version = ObjectVersion::new(3, 7);
    assert_eq!(registry.insert(own.clone()), None);
    assert_eq!(versions(&registry), ["1.0", "1.1", "1.2", "3.7"]);
    assert_eq!(registry.newest(firmware), Some(&own));
    assert_eq!(registry.newest_minor(firmware, 1), Some(&definition("5-1_2")));
    assert_eq!(registry.newest_minor(firmware, 2), None);
    let mut other = own.clone();
    other.name.push('!');
    assert_eq!(registry.insert(other).as_deref(), Some(&own));
    assert!(registry.remove(firmware, own.version).is_some());
    assert_eq!(registry, snapshot().into_iter().collect());
    assert_eq!(registry.versions(ObjectId::MAX).count(), 0);
}

#[test]
fn every_problem_is_told_and_nothing_is_loaded() {
    let good = document("valid-base.xml");
    let mut loading = Loading::new(Mode::Strict);
    loading.document("good.xml", good.as_bytes());
    loading.document("good-again.xml", good.as_bytes());
    loading.document("other.xml", good.replace("Tank Gauge", "Other").as_bytes());
    let lints: Vec<_> = loading.problems().iter().map(ToString::to_string).collect();
    let conflict = "expected Object 33000 1.0 as it was read before, found another";
    assert_eq!(lints, [format!("other.xml:1:1: lint: conflict: {conflict}")]);
    // A lint is no reason to refuse, and the first counts.
    let registry = loading.clone().finish().expect("lints only");
    let name = registry.newest(ObjectId::new(33000)).map(|object| object.name.as_str());
    assert_eq!(name, Some("Tank Gauge"));

    loading.document("cut.xml", &good.as_bytes()[..200]);
    loading.document("type.xml", good.replace("Float", "Flaot").as_bytes());
    let refused = loading.finish().expect_err("two documents are refused");
    assert_eq!(refused.to_string().lines().count(), 2);
    let problems = &refused.problems;
    let files: Vec<_> =
        problems.iter().map(|problem| (problem.file.as_str(), problem.diagnostic.rule)).collect();
    assert_eq!(files, [("cut.xml", "xml"), ("type.xml", "enum")]);
    let mut loading = Loading::new(Mode::Strict);
    assert!(loading.folder("nowhere".as_ref()).is_err());
}

/// Each registry carries its number in every definition: a reader that saw two numbers would have seen half of one.
#[test]
fn readers_see_whole_registries_while_they_are_replaced() {
    const GENERATIONS: usize = 300;
    let base = loaded();
    let shared = Shared::new(numbered(&base, 0));
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let readers: Vec<_> = (0..4).map(|_| scope.spawn(|| watch(&shared, &done))).collect();
        for generation in 1..=GENERATIONS {
            let before = if generation % 2 == 0 {
                shared.replace(numbered(&base, generation))
            } else {
                let next = shared.update(|_| Ok::<_, ()>(numbered(&base, generation)));
                next.expect("a generation is made")
            };
            assert_eq!(number(&before), Some(generation - 1));
            // A load that fails changes nothing.
            assert_eq!(shared.update(|_| Err("refused")), Err("refused"));
            assert_eq!(number(&shared.current()), Some(generation));
        }
        done.store(true, Ordering::Release);
        for reader in readers {
            assert_eq!(reader.join().expect("a reader does not panic"), GENERATIONS);
        }
    });
}

/// Reads until all is done; the last generation seen. Generations never go back.
fn watch(shared: &Shared, done: &AtomicBool) -> usize {
    let mut last = 0;
    loop {
        let finished = done.load(Ordering::Acquire);
        let registry = shared.current();
        let seen = number(&registry).expect("a registry is of one generation");
        assert_eq!(registry.len(), 20);
        assert!(seen >= last, "{seen} after {last}");
        last = seen;
        if finished {
            return last;
        }
    }
}

/// Twenty definitions whose names are the number.
fn numbered(base: &Registry, generation: usize) -> Registry {
    let rename = |object: &ObjectDefinition| ObjectDefinition {
        name: generation.to_string(),
        ..object.clone()
    };
    base.iter().take(20).map(rename).collect()
}

/// The number that every definition carries; `None` where two differ.
fn number(registry: &Registry) -> Option<usize> {
    let first = registry.iter().next()?.name.parse().ok()?;
    registry.iter().all(|object| object.name.parse() == Ok(first)).then_some(first)
}

fn loaded() -> Registry {
    let mut loading = Loading::new(Mode::Strict);
    loading.folder(&snapshot_folder()).expect("the snapshot is in the repository");
    loading.finish().expect("the snapshot is valid")
}
