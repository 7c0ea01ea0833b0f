//! Access Control Object Instances, read for one server and made for a Create. D-154.

use lwm2m_codec::{Instances, ObjectId, ObjectInstanceId, Operation, Path};
use lwm2m_model::ShortServerId;
use lwm2m_model::access::{Access, Control, Effect, Owner, Rights, Target, cascade};
use lwm2m_model::objects::access_control::{AccessControl, AccessRights};

const SHARED: Access = Access { servers: 2, controlled: true, ..Access::SINGLE };

fn server(id: u16) -> ShortServerId {
    ShortServerId::new(id).expect("a Short Server ID")
}

/// ACL-01: which Object and Object Instance it is about, who owns it; E148: neither 0 nor 65535 is an Object.
#[test]
fn what_an_instance_says() {
    let target = |object, instance| {
        Some(Target {
            object: ObjectId::new(object),
            instance: ObjectInstanceId::try_from(instance).ok(),
        })
    };
    for (object, instance, owner, about, owned) in [
        (3, 0, 1, target(3, 0), Some(Owner::Server(server(1)))),
        (65534, 65534, 65534, target(65534, 65534), Some(Owner::Server(server(65534)))),
        (3303, 65535, 65535, target(3303, 65535), Some(Owner::Bootstrap)),
        (0, 0, 0, None, None),
        (65535, 0, -1, None, None),
        (3, -1, 65536, None, None),
        (3, 65536, i64::MAX, None, None),
    ] {
        let control: AccessControl = AccessControl {
            object_id: Some(object),
            object_instance_id: Some(instance),
            acl: None,
            access_control_owner: Some(owner),
        };
        assert_eq!(Target::of(&control), about, "{object} {instance}");
        assert_eq!(Owner::of(&control), owned, "{owner}");
    }
    assert_eq!(Target::of(&AccessControl::new()), None);
    assert_eq!(Owner::of(&AccessControl::new()), None);
}

/// ACL-03: the ACL's Resource Instances are Short Server IDs, 0 the default; bits above Create give nothing.
#[test]
fn the_acl_for_one_server() {
    let control: AccessControl = AccessControl {
        acl: Some(Instances::from([(0, AccessRights(1)), (7, AccessRights(32 | 2))])),
        access_control_owner: Some(9),
        ..AccessControl::new()
    };
    let default = Some(Rights::READ);
    for (id, own, owned) in [(7, Some(Rights::WRITE), false), (8, None, false), (9, None, true)] {
        let expected = Control { own, default, owned, empty: false };
        assert_eq!(Control::of(&control, server(id)), expected, "{id}");
    }
}

/// ACL-01: rights are the bits of an ACL, and back; reserved bits are lost.
#[test]
fn rights_and_bits() {
    for (rights, bits) in
        [(Rights::NONE, 0), (Rights::READ, 1), (Rights::OWNER, 15), (Rights::ALL, 31)]
    {
        assert_eq!(AccessRights::from(rights), AccessRights(bits));
        assert_eq!(Rights::from(AccessRights(bits)), rights);
        assert_eq!(Rights::from(AccessRights(bits | 1 << 40)), rights);
    }
}

/// An ACL without entries is empty, whether it is there or not.
#[test]
fn empty_acls() {
    for acl in [None, Some(Instances::new())] {
        let control: AccessControl = AccessControl { acl, ..AccessControl::new() };
        let expected = Control { empty: true, ..Control::default() };
        assert_eq!(Control::of(&control, server(1)), expected);
    }
}

/// ACL-05: the Create right stands in the instance about 65535, and its owner is no server.
#[test]
fn create_rights() {
    let control: AccessControl = AccessControl {
        object_id: Some(3303),
        object_instance_id: Some(65535),
        acl: Some(Instances::from([(1, AccessRights::CREATE)])),
        access_control_owner: Some(65535),
    };
    let object = Path::object(3303);
    assert_eq!(Target::of(&control).map(|target| target.instance), Some(None));
    for (id, expected) in [(1, true), (2, false)] {
        let control = Control::of(&control, server(id));
        assert_eq!(SHARED.permits(Operation::Create, object, Some(control)), expected, "{id}");
    }
}

/// ACL-06: who creates an instance owns it, without an entry of its own.
#[test]
fn a_server_creates() {
    let (object, instance) = (ObjectId::new(3303), ObjectInstanceId::new(5));
    let control: AccessControl = AccessControl::<4>::created(object, instance, server(2));
    assert_eq!(Target::of(&control), Some(Target { object, instance: Some(instance) }));
    let rights = |id| SHARED.rights(object, Some(Control::of(&control, server(id))));
    assert_eq!((rights(1), rights(2)), (Rights::NONE, Rights::OWNER));
}

/// An Access Control Object Instance: what it is about, its owner, its ACL.
fn control(about: (u16, u16), owner: u16, acl: &[(u16, i64)]) -> AccessControl {
    let mut instances = Instances::new();
    for (id, bits) in acl {
        instances.insert(*id, AccessRights(*bits)).expect("room");
    }
    AccessControl {
        object_id: Some(about.0.into()),
        object_instance_id: Some(about.1.into()),
        acl: Some(instances),
        access_control_owner: Some(owner.into()),
    }
}

/// ACL-06, ACL-08, D-154: server 1 goes with its account /1/0; each instance by itself, and what is done about it.
#[test]
fn a_server_goes() {
    let entry = |id| Effect::Entry(ObjectInstanceId::new(id));
    let owner = |id, owner| Effect::Owner(ObjectInstanceId::new(id), owner);
    let deleted = Effect::Deleted;
    let itself = deleted(Path::instance(2, 7));
    for (about, by, acl, expected) in [
        // Nothing to do with it.
        ((3303, 0), 2, &[(2, 15)][..], &[][..]),
        ((3303, 0), 65535, &[(0, 1)], &[]),
        // Its entry goes.
        ((3303, 0), 2, &[(1, 1), (2, 15)], &[entry(7)]),
        ((3303, 65535), 65535, &[(1, 16)], &[entry(7)]),
        // Its place is taken, by who may do most.
        ((3303, 0), 1, &[(2, 1)], &[owner(7, Owner::Server(server(2)))]),
        ((3303, 0), 1, &[(1, 15), (2, 1), (3, 2)], &[entry(7), owner(7, Owner::Server(server(3)))]),
        // Nobody else: what it owned goes, and what controlled it.
        ((3303, 0), 1, &[], &[deleted(Path::instance(3303, 0)), itself]),
        ((3303, 4), 1, &[(0, 15), (1, 15)], &[deleted(Path::instance(3303, 4)), itself]),
        // A right to Create guards nothing that could go.
        ((3303, 65535), 1, &[(1, 16)], &[itself]),
        // What nobody may take away is the Bootstrap-Server's.
        ((3, 0), 1, &[], &[owner(7, Owner::Bootstrap)]),
        ((1, 1), 1, &[(1, 15)], &[entry(7), owner(7, Owner::Bootstrap)]),
        // The account goes, whoever owns it or has rights on it.
        ((1, 0), 65535, &[(1, 15), (2, 15)], &[itself]),
        ((1, 0), 2, &[(2, 15)], &[itself]),
    ] {
        let mut control = control(about, by, acl);
        let mut effects = Vec::new();
        let id = ObjectInstanceId::new(7);
        let account = [Path::instance(1, 0)];
        cascade(&[(id, &control)], server(1), &account, &mut |effect| effects.push(effect));
        assert_eq!(effects, expected, "{about:?} {by} {acl:?}");
        effects.iter().for_each(|effect| control.apply(*effect, server(1)));
        if !effects.iter().any(|effect| matches!(effect, Effect::Deleted(_))) {
            // Of the server nothing is left, and doing it twice is doing it once.
            let left = Control::of(&control, server(1));
            assert_eq!((left.own, left.owned), (None, false), "{about:?} {by} {acl:?}");
            let mut again = 0;
            cascade(&[(id, &control)], server(1), &account, &mut |_| again += 1);
            assert_eq!(again, 0, "{about:?} {by} {acl:?}");
        }
    }
}

/// Several instances, each by its own id; one that says nothing is left alone.
#[test]
fn a_server_goes_everywhere() {
    let first = control((3303, 0), 1, &[]);
    let second = control((3303, 1), 1, &[(2, 15)]);
    let empty: AccessControl = AccessControl::new();
    let ids = [0, 1, 2].map(ObjectInstanceId::new);
    let controls = [(ids[0], &first), (ids[1], &empty), (ids[2], &second)];
    let mut effects = Vec::new();
    cascade(&controls, server(1), &[], &mut |effect| effects.push(effect));
    assert_eq!(
        effects,
        [
            Effect::Deleted(Path::instance(3303, 0)),
            Effect::Deleted(Path::instance(2, 0)),
            Effect::Owner(ids[2], Owner::Server(server(2))),
        ]
    );
}
