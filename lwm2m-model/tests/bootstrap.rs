//! What Bootstrap-Delete, a Bootstrap-Pack and a Bootstrap-Finish leave. D-134, D-136.
// Tests run where there is a standard library.
#![allow(clippy::std_instead_of_alloc, clippy::std_instead_of_core)]

use std::slice;

use lwm2m_codec::{Instances, ObjectInstanceId, ObjectLink, Path, Version};
use lwm2m_model::bootstrap::{
    Account, EXCHANGE_LIFETIME, Fate, Fault, State, TRIGGER, check, collides, deletes, replaces,
};
use lwm2m_model::objects::security::{Security, SecurityMode};
use lwm2m_model::objects::server::Server;

/// The Bootstrap-Server's account: `/0/2`, with its OSCORE, MQTT and COSE instances.
fn bootstrap_server() -> Security<'static> {
    Security {
        lwm2m_server_uri: Some("coap://bootstrap.example".into()),
        bootstrap_server: Some(true),
        security_mode: Some(SecurityMode::NoSec),
        oscore_security_mode: Some(ObjectLink::new(21, 4)),
        mqtt_server: Some(ObjectLink::new(24, 5)),
        lwm2m_cose_security: Some(Instances::from([
            (0, ObjectLink::new(23, 6)),
            (1, ObjectLink::new(23, 8)),
        ])),
        ..Security::new()
    }
}

fn account<'s>(id: u16, security: &'s Security<'s>) -> Account<'s, 4> {
    Account { id: ObjectInstanceId::new(id), security }
}

/// Object Instances that a client has, those of the Bootstrap-Server's account and `/3/0` marked.
const INSTANCES: &[(Path, bool)] = &[
    (Path::instance(0, 0), false),
    (Path::instance(0, 2), true),
    (Path::instance(1, 0), false),
    (Path::instance(1, 2), false),
    (Path::instance(3, 0), true),
    (Path::instance(21, 0), false),
    (Path::instance(21, 4), true),
    (Path::instance(23, 4), false),
    (Path::instance(23, 6), true),
    (Path::instance(23, 8), true),
    (Path::instance(24, 5), true),
    (Path::instance(24, 6), false),
    (Path::instance(3303, 0), false),
];

/// BST-07, D-134, E167: Bootstrap-Delete takes everything but the account of the Bootstrap-Server and `/3/0`.
#[test]
fn deleting() {
    let security = bootstrap_server();
    for target in [
        Path::ROOT,
        Path::object(0),
        Path::object(3),
        Path::object(21),
        Path::object(23),
        Path::object(3303),
        Path::object(7),
        Path::instance(0, 0),
        Path::instance(0, 2),
        Path::instance(3, 0),
        Path::instance(24, 5),
    ] {
        for (instance, spared) in INSTANCES {
            let fate = deletes(target, *instance, Some(account(2, &security)));
            let expected = match (target.depth(), *spared) {
                (1, _) if target.object_id() != instance.object_id() => Fate::Untouched,
                (2, _) if target != *instance => Fate::Untouched,
                (_, true) => Fate::Spared,
                (_, false) => Fate::Deleted,
            };
            assert_eq!(fate, expected, "{target} {instance}");
        }
    }
    // Without an account of a Bootstrap-Server, only the Device stays.
    for (instance, _) in INSTANCES {
        let fate = deletes::<4>(Path::ROOT, *instance, None);
        let device = *instance == Path::instance(3, 0);
        assert_eq!(fate, if device { Fate::Spared } else { Fate::Deleted }, "{instance}");
    }
}

/// BST-17: a Bootstrap-Pack replaces all instances of its Objects, spares the same, and leaves other Objects alone.
#[test]
fn packs() {
    let security = bootstrap_server();
    let pack = [Path::resource(0, 0, 0), Path::resource(3, 0, 13), Path::resource(23, 9, 0)];
    for (instance, spared) in INSTANCES {
        let fate = replaces(pack, *instance, Some(account(2, &security)));
        let there = matches!(instance.object_id().map(u16::from), Some(0 | 3 | 23));
        let expected = match (there, *spared) {
            (false, _) => Fate::Untouched,
            (true, true) => Fate::Spared,
            (true, false) => Fate::Deleted,
        };
        assert_eq!(fate, expected, "{instance}");
    }
}

/// BST-18: the account's instances are what `acc` lists, and what no record of a Pack may have.
#[test]
fn the_account() {
    let security = bootstrap_server();
    let account = account(2, &security);
    let expected = [(0, 2), (21, 4), (24, 5), (23, 6), (23, 8)];
    let expected = expected.map(|(object, instance)| Path::instance(object, instance));
    assert!(account.instances().eq(expected));
    for (record, expected) in [
        (Path::resource(0, 2, 0), true),
        (Path::resource(0, 3, 0), false),
        (Path::resource_instance(23, 8, 0, 0), true),
        (Path::resource(3, 0, 13), false),
    ] {
        assert_eq!(collides(record, account), expected, "{record}");
    }
}

/// BST-12, BST-20: how long a client waits, and which Execute begins a bootstrap.
#[test]
fn constants() {
    assert_eq!(EXCHANGE_LIFETIME.as_secs(), 247);
    assert_eq!(TRIGGER.get(), 9);
}

fn security(id: i64) -> Security<'static> {
    Security {
        lwm2m_server_uri: Some("coap://server.example".into()),
        bootstrap_server: Some(false),
        security_mode: Some(SecurityMode::NoSec),
        short_server_id: Some(id),
        ..Security::new()
    }
}

fn server(id: i64) -> Server<'static> {
    Server {
        short_server_id: Some(id),
        lifetime: Some(86400),
        notification_storing_when_disabled_or_offline: Some(true),
        binding: Some("U".into()),
        ..Server::new()
    }
}

/// What is found, as text; `/21/0`, `/23/0` and `/24/0` are there.
fn found(
    version: Version,
    uncontrolled: bool,
    securities: &[Security<'_>],
    servers: &[Server<'_>],
) -> Vec<(Path, Fault)> {
    let id = |at: usize| ObjectInstanceId::new(u16::try_from(at).expect("few"));
    let accounts: Vec<_> = (securities.iter().enumerate())
        .map(|(at, security)| Account { id: id(at), security })
        .collect();
    let servers: Vec<_> = servers.iter().enumerate().map(|(at, server)| (id(at), server)).collect();
    let state = State { version, accounts: &accounts, servers: &servers, uncontrolled };
    let there = [Path::instance(21, 0), Path::instance(23, 0), Path::instance(24, 0)];
    let mut found = Vec::new();
    check(&state, |path| there.contains(&path), &mut |finding| {
        found.push((finding.path, finding.fault));
    });
    found
}

/// What a bootstrap has left, and what is found.
type Case<'c> = (&'c [Security<'c>], &'c [Server<'c>], &'c [(Path, Fault)]);

const NONE: (Path, Fault) = (Path::object(0), Fault::NoServer);

/// BST-10, BST-11, BST-13: a complete account, unique Short Server IDs, at most one Bootstrap-Server.
#[test]
fn accounts() {
    let bootstrap = Security {
        oscore_security_mode: None,
        mqtt_server: None,
        lwm2m_cose_security: None,
        ..bootstrap_server()
    };
    let at = |instance, resource, fault| (Path::resource(0, instance, resource), fault);
    let cases: &[Case<'_>] = &[
        (&[security(1)], &[server(1)], &[]),
        (&[bootstrap.clone(), security(1)], &[server(1)], &[]),
        (&[security(1), security(2)], &[server(2), server(1)], &[]),
        (&[], &[], &[NONE]),
        (slice::from_ref(&bootstrap), &[server(1)], &[NONE]),
        (&[security(1)], &[], &[at(0, 10, Fault::NoServerInstance), NONE]),
        (&[security(1)], &[server(2)], &[at(0, 10, Fault::NoServerInstance), NONE]),
        (&[security(0)], &[server(1)], &[at(0, 10, Fault::ShortServerId), NONE]),
        (&[security(65535)], &[server(1)], &[at(0, 10, Fault::ShortServerId), NONE]),
        (
            &[Security { short_server_id: None, ..security(1) }],
            &[server(1)],
            &[at(0, 10, Fault::Missing), NONE],
        ),
        (&[security(1), security(1)], &[server(1)], &[at(1, 10, Fault::RepeatedShortServerId)]),
        (
            &[bootstrap.clone(), security(1), bootstrap.clone()],
            &[server(1)],
            &[(Path::instance(0, 2), Fault::SecondBootstrapServer)],
        ),
        (
            &[Security { short_server_id: Some(1), ..Security::new() }],
            &[server(1)],
            &[at(0, 0, Fault::Missing), at(0, 1, Fault::Missing), at(0, 2, Fault::Missing)],
        ),
        (
            &[security(1)],
            &[server(1), server(1), server(0), Server::new()],
            &[
                (Path::resource(1, 1, 0), Fault::RepeatedShortServerId),
                (Path::resource(1, 2, 0), Fault::ShortServerId),
                (Path::resource(1, 3, 0), Fault::Missing),
                (Path::resource(1, 3, 1), Fault::Missing),
                (Path::resource(1, 3, 6), Fault::Missing),
                (Path::resource(1, 3, 7), Fault::Missing),
            ],
        ),
    ];
    for (at, (securities, servers, expected)) in cases.iter().enumerate() {
        assert_eq!(found(Version::V1_2, false, securities, servers), *expected, "case {at}");
    }
}

/// BST-11: links lead to instances of their Objects, and each OSCORE instance belongs to one account.
#[test]
fn links() {
    let linked = |oscore, mqtt, cose: (u16, u16)| Security {
        oscore_security_mode: Some(oscore),
        mqtt_server: Some(mqtt),
        lwm2m_cose_security: Some(Instances::from([(0, ObjectLink::new(cose.0, cose.1))])),
        ..security(1)
    };
    let null = ObjectLink::NULL;
    let link = ObjectLink::new;
    let at = |resource, fault| (Path::resource(0, 0, resource), fault);
    for (security, expected) in [
        (linked(null, null, (65535, 65535)), &[][..]),
        (linked(link(21, 0), link(24, 0), (23, 0)), &[]),
        (
            linked(link(21, 1), link(24, 1), (23, 65535)),
            &[at(17, Fault::NoTarget), at(26, Fault::NoTarget), at(27, Fault::NoTarget)],
        ),
        (
            linked(link(24, 0), link(23, 0), (21, 0)),
            &[at(17, Fault::WrongObject), at(26, Fault::WrongObject), at(27, Fault::WrongObject)],
        ),
    ] {
        assert_eq!(found(Version::V1_2, false, &[security], &[server(1)]), expected);
    }
    let oscore = |id| Security { oscore_security_mode: Some(link(21, 0)), ..security(id) };
    let shared = found(Version::V1_2, false, &[oscore(1), oscore(2)], &[server(1), server(2)]);
    assert_eq!(shared, [(Path::resource(0, 1, 17), Fault::SharedOscore)]);
}

/// MOD-12: a security mode of the release.
#[test]
fn security_modes() {
    for (mode, version, fine) in [
        (SecurityMode::NoSec, Version::V1_0, true),
        (SecurityMode::CertificateWithEst, Version::V1_0, false),
        (SecurityMode::CertificateWithEst, Version::V1_1, true),
        (SecurityMode::Other(5), Version::V1_2, false),
    ] {
        let security = Security { security_mode: Some(mode), ..security(1) };
        let expected = [(Path::resource(0, 0, 2), Fault::SecurityMode)];
        let found = found(version, false, &[security], &[server(1)]);
        assert_eq!(found, if fine { &[][..] } else { &expected }, "{mode:?} {version}");
    }
}

/// E149: several servers need Access Control where the client has it.
#[test]
fn access_control() {
    let one = found(Version::V1_2, true, &[security(1)], &[server(1)]);
    assert_eq!(one, []);
    let two = found(Version::V1_2, true, &[security(1), security(2)], &[server(1), server(2)]);
    assert_eq!(two, [(Path::object(2), Fault::NoAccessControl)]);
}
