//! What is written as links is read as what it was, in blocks as in one piece.
#![allow(
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test has the standard library"
)]
#![allow(clippy::indexing_slicing, reason = "a test may panic")]
#![cfg(feature = "alloc")]

use std::collections::BTreeMap;

use lwm2m_codec::link::{
    self, BootstrapDiscovery, BootstrapLink, Described, Discovery, EncodeLinks, Link, Links,
    ObjectList, Registered, Root, Writer,
};
use lwm2m_codec::{ContentFormat, ObjectVersion, Options, Path, Result, Version};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;

/// Writes in every way that there is, and gives the bytes.
fn write(options: Options<'_>, links: &(impl EncodeLinks + ?Sized)) -> Vec<u8> {
    let whole = options.encode_links_to_vec(links).expect("it has a form");
    assert_eq!(options.encoded_links_len(links), Ok(whole.len()));
    let mut buffer = vec![0; whole.len()];
    assert_eq!(options.encode_links(links, &mut buffer), Ok(whole.as_slice()));
    for size in [1, 16, 33] {
        for offset in (0..whole.len() + 1).step_by(size).rev() {
            let mut block = vec![0; size];
            let block = options.encode_links_block(links, offset, &mut block).expect("a block");
            let end = whole.len().min(offset + size);
            assert_eq!((block.bytes, block.total), (&whole[offset..end], whole.len()));
            assert_eq!(block.more, offset + size < whole.len());
        }
    }
    whole
}

#[derive(Clone, Debug)]
enum Given {
    Flag,
    Token(String),
    Quoted(String),
}

type GivenLink = (String, Vec<(String, Given)>);

struct Told<'a>(&'a [GivenLink]);

impl EncodeLinks for Told<'_> {
    fn encode_links(&self, _: Options<'_>, writer: &mut Writer<'_, '_>) -> Result<()> {
        for (href, parameters) in self.0 {
            writer.link(href)?;
            for (name, given) in parameters {
                match given {
                    Given::Flag => writer.flag(name)?,
                    Given::Token(value) => writer.token(name, value)?,
                    Given::Quoted(value) => writer.quoted(name, value.as_str())?,
                };
            }
        }
        Ok(())
    }
}

fn given_links() -> impl Strategy<Value = Vec<GivenLink>> {
    let value = prop_oneof![
        Just(Given::Flag),
        "[!#-'()*+./0-9:<=>?@A-Z^_`a-z{|}~-]{1,8}".prop_map(Given::Token),
        any::<String>().prop_map(Given::Quoted),
        "[\"\\\\,;<>\t\u{1}\u{7f}ą]{0,8}".prop_map(Given::Quoted),
    ];
    let parameter = ("[!#$&+.^_`|~a-zA-Z0-9-]{1,6}\\*?", value);
    vec(
        (
            "/|/([a-z0-9:@!$&'()*+,;=._~-]|%[0-9a-fA-F]{2})(/|[a-z0-9]|%2F){0,12}",
            vec(parameter, 0..4),
        ),
        0..6,
    )
}

fn walk(links: Links<'_>) -> Vec<GivenLink> {
    let given = |link: Link<'_>| {
        let parameters = link.parameters().map(|parameter| {
            let value = match parameter.value {
                link::ParameterValue::None => Given::Flag,
                link::ParameterValue::Token(value) => Given::Token(value.into()),
                link::ParameterValue::Quoted(value) => Given::Quoted(value.chars().collect()),
            };
            (parameter.name.to_string(), value)
        });
        (link.href().to_string(), parameters.collect())
    };
    links.map(|link| given(link.expect("what was written"))).collect()
}

fn path(depth: usize) -> impl Strategy<Value = Path> {
    vec(0u16..65535, depth).prop_map(|ids| Path::try_from(ids.as_slice()).expect("ids"))
}

fn object_version() -> impl Strategy<Value = ObjectVersion> {
    (any::<u16>(), any::<u16>()).prop_map(|(major, minor)| ObjectVersion::new(major, minor))
}

fn release() -> impl Strategy<Value = Version> {
    prop_oneof![Just(Version::V1_0), Just(Version::V1_1), Just(Version::V1_2)]
}

type Objects = BTreeMap<u16, (Option<ObjectVersion>, Vec<u16>)>;

fn objects() -> impl Strategy<Value = Objects> {
    let ids = btree_map(0u16..65535, Just(()), 0..4).prop_map(|ids| ids.into_keys().collect());
    btree_map(0u16..65535, (option::of(object_version()), ids), 0..6)
}

fn registered(objects: &Objects) -> Vec<Registered> {
    let mut list = Vec::new();
    for (id, (version, instances)) in objects {
        let paths = instances.iter().map(|instance| Path::instance(*id, *instance));
        let mut all: Vec<_> = paths.map(Registered::new).collect();
        if all.is_empty() {
            all.push(Registered::new(Path::object(*id)));
        }
        if let (Some(version), Some(first)) = (version, all.first_mut()) {
            *first = first.version(*version);
        }
        list.extend(all);
    }
    list
}

proptest! {
    #[test]
    fn links_as_they_stand(given in given_links()) {
        let bytes = write(Options::STRICT, &Told(&given));
        let read = link::links(&bytes).expect("text");
        prop_assert_eq!(format!("{:?}", walk(read.clone())), format!("{given:?}"));
        // What was read is written as it was.
        prop_assert_eq!(write(Options::STRICT, &read), bytes.clone());
        let all = read.collect::<Result<Vec<_>>>().expect("links");
        prop_assert_eq!(write(Options::STRICT, all.as_slice()), bytes);
    }

    /// LNK-05, LNK-08, LNK-09, LNK-11.
    #[test]
    fn lists_of_objects(
        mut objects in objects(),
        release in release(),
        alternate in "([a-z][a-z0-9._~]{2,5}(/[a-z_.]{1,4}){0,2})?",
        formats in vec(any::<u16>().prop_map(ContentFormat::new), 0..4),
    ) {
        objects.retain(|id, _| ![0, 21, 23, 24].contains(id));
        let root = Root::new().alternate_path(&alternate).formats(&formats);
        let given = registered(&objects);
        let options = Options::STRICT.version(release);
        let bytes = write(options, &ObjectList { root, objects: given.as_slice() });
        let list = options.object_list(&bytes).expect("a list");
        prop_assert_eq!(list.root, root);
        let mut read = BTreeMap::<u16, Vec<u16>>::new();
        for object in list.objects.clone() {
            let path = object.expect("an object").path;
            let instances = read.entry(path.object_id().expect("an id").get()).or_default();
            instances.extend(path.instance_id().map(u16::from));
        }
        let expected = objects.iter().map(|(id, (_, instances))| (*id, instances.clone()));
        prop_assert_eq!(read, expected.collect::<BTreeMap<_, _>>());
        for (id, (version, _)) in &objects {
            let id = (*id).try_into().expect("an id");
            let version = version.unwrap_or(ObjectVersion::implied(release, id));
            prop_assert_eq!(list.objects.version_of(id), Ok(version));
        }
    }

    /// LNK-14, LNK-15.
    #[test]
    fn answers_to_discover(
        target in (1usize..=4).prop_flat_map(path),
        dim in option::of(any::<u16>()),
        version in option::of(object_version()),
        below in vec(any::<u16>(), 0..3),
    ) {
        let target_dim = dim.filter(|_| target.depth() == 3);
        let mut first = Described::new(target).attributes(&[("pmin", "1")]);
        first.dim = target_dim;
        first.version = version.filter(|_| target.depth() == 1);
        let child = below.first().and_then(|id| target.child(*id));
        let links: Vec<_> = [Some(first), child.map(Described::new)].into_iter().flatten().collect();
        let answer = Discovery { target, depth: Some(1), links: links.iter().copied() };
        let bytes = write(Options::STRICT, &answer);
        let read = Options::STRICT.discovery(target, &bytes).expect("text");
        let read = read.collect::<Result<Vec<_>>>().expect("links");
        let paths = read.iter().map(|link| (link.path, link.version, link.dim));
        prop_assert!(paths.eq(links.iter().map(|link| (link.path, link.version, link.dim))));
        prop_assert_eq!(read.first().map(|link| link.attributes().count()), Some(1));
    }

    /// LNK-16, LNK-17.
    #[test]
    fn answers_to_bootstrap_discover(
        objects in objects(),
        release in release(),
        ssid in option::of(1u16..65535),
        uri in option::of(any::<String>()),
    ) {
        let mut given = Vec::new();
        for Registered { path, version, .. } in registered(&objects) {
            // The reader gives a version where it stands: with the object's own link.
            let mut link = BootstrapLink::new(path);
            link.version = version.filter(|_| path.depth() == 1);
            if path.depth() == 2 && [0, 1, 21].map(Path::object).contains(&path.ancestor(1)) {
                link.ssid = ssid;
            }
            given.push(link);
        }
        let mut security = BootstrapLink::new(Path::instance(0, 7));
        security.uri = uri.as_deref().map(Into::into);
        if given.iter().all(|link| link.path.ancestor(1) != Path::object(0)) {
            given.push(security);
        }
        let options = Options::STRICT.version(release);
        let target = Path::ROOT;
        let links = given.iter().cloned();
        let bytes = write(options, &BootstrapDiscovery { target, lwm2m: None, links });
        let read = options.bootstrap_discovery(target, &bytes).expect("a release");
        prop_assert!(read.lwm2m.is_some());
        let read = read.links.collect::<Result<Vec<_>>>().expect("links");
        for link in &mut given {
            if release == Version::V1_0 {
                link.uri = None;
            }
            // 1.0 is left out where the release says it.
            let object = link.path.object_id().expect("an id");
            let one = ObjectVersion::V1_0;
            link.version = link.version.filter(|version| {
                *version != one || ObjectVersion::implied(release, object) != one
            });
        }
        prop_assert_eq!(read, given);
    }

    /// Whatever the bytes are, no reader panics, and an error lies within them.
    #[test]
    fn any_text(text in "[</>,;=\"a-z0-9. \\\\%]{0,40}|.{0,20}", cut in any::<usize>()) {
        let bytes = text.as_bytes();
        let bytes = &bytes[..bytes.len() - cut % (bytes.len() / 4 + 1)];
        for release in [Version::V1_0, Version::V1_1, Version::V1_2] {
            let options = Options::STRICT.version(release);
            let mut errors = Vec::new();
            errors.extend(options.links(bytes).and_then(|mut l| l.try_for_each(|l| l.map(drop))).err());
            let list = options.object_list(bytes);
            errors.extend(list.and_then(|mut l| l.objects.try_for_each(|l| l.map(drop))).err());
            for target in [Path::ROOT, Path::object(3)] {
                let answer = options.discovery(target, bytes);
                errors.extend(answer.and_then(|mut l| l.try_for_each(|l| l.map(drop))).err());
                let answer = options.bootstrap_discovery(target, bytes);
                errors.extend(answer.and_then(|mut l| l.links.try_for_each(|l| l.map(drop))).err());
            }
            for error in errors {
                let offset = error.offset().expect("every error has its byte");
                prop_assert!(offset < bytes.len().max(1), "{error} in {text:?}");
            }
        }
    }
}
