//! Which server may do what: the complete product of owner, entry, default and absence, by operation.
//! D-152, D-154, D-155.
// Tests run where there is a standard library.
#![allow(clippy::std_instead_of_alloc, clippy::std_instead_of_core)]

use lwm2m_codec::message::Code;
use lwm2m_codec::{ObjectId, Operation, Path, Version};
use lwm2m_model::ShortServerId;
use lwm2m_model::access::{
    Access, Control, Departure, Owner, Policy, Rights, departure, needed, reads, writes,
};

/// Two servers, so access is controlled.
const SHARED: Access = Access { servers: 2, controlled: true, ..Access::SINGLE };

const DEVICE: Path = Path::instance(3, 0);

/// The rights that result: a row an own entry, a column a default; `.` where there is none of them.
const OTHERS: &str = "
    own\\default  .      -----  R----  -W---  --E--  ---D-  ----C  RWEDC
    .            -----  -----  R----  -W---  --E--  ---D-  ----C  RWEDC
    -----        -----  -----  -----  -----  -----  -----  -----  -----
    R----        R----  R----  R----  R----  R----  R----  R----  R----
    -W---        -W---  -W---  -W---  -W---  -W---  -W---  -W---  -W---
    --E--        --E--  --E--  --E--  --E--  --E--  --E--  --E--  --E--
    ---D-        ---D-  ---D-  ---D-  ---D-  ---D-  ---D-  ---D-  ---D-
    ----C        ----C  ----C  ----C  ----C  ----C  ----C  ----C  ----C
    RWEDC        RWEDC  RWEDC  RWEDC  RWEDC  RWEDC  RWEDC  RWEDC  RWEDC";

/// The same for the owner: where the ACL doesn't name it, all but Create whatever the default.
const OWN: &str = "
    own\\default  .      -----  R----  -W---  --E--  ---D-  ----C  RWEDC
    .            RWED-  RWED-  RWED-  RWED-  RWED-  RWED-  RWED-  RWED-
    -----        -----  -----  -----  -----  -----  -----  -----  -----
    R----        R----  R----  R----  R----  R----  R----  R----  R----
    -W---        -W---  -W---  -W---  -W---  -W---  -W---  -W---  -W---
    --E--        --E--  --E--  --E--  --E--  --E--  --E--  --E--  --E--
    ---D-        ---D-  ---D-  ---D-  ---D-  ---D-  ---D-  ---D-  ---D-
    ----C        ----C  ----C  ----C  ----C  ----C  ----C  ----C  ----C
    RWEDC        RWEDC  RWEDC  RWEDC  RWEDC  RWEDC  RWEDC  RWEDC  RWEDC";

/// The same for the owner by `AnjayOwner`: only where the ACL is empty.
const ANJAY: &str = "
    own\\default  .      -----  R----  -W---  --E--  ---D-  ----C  RWEDC
    .            RWED-  -----  R----  -W---  --E--  ---D-  ----C  RWEDC
    -----        -----  -----  -----  -----  -----  -----  -----  -----
    R----        R----  R----  R----  R----  R----  R----  R----  R----
    -W---        -W---  -W---  -W---  -W---  -W---  -W---  -W---  -W---
    --E--        --E--  --E--  --E--  --E--  --E--  --E--  --E--  --E--
    ---D-        ---D-  ---D-  ---D-  ---D-  ---D-  ---D-  ---D-  ---D-
    ----C        ----C  ----C  ----C  ----C  ----C  ----C  ----C  ----C
    RWEDC        RWEDC  RWEDC  RWEDC  RWEDC  RWEDC  RWEDC  RWEDC  RWEDC";

/// The right that an operation needs: at an Object Instance or below, and at an Object.
const NEEDED: &[(Operation, &str, &str)] = &[
    (Operation::Read, "R----", "R----"),
    (Operation::Observe, "R----", "R----"),
    (Operation::ReadComposite, "R----", "R----"),
    (Operation::ObserveComposite, "R----", "R----"),
    (Operation::CancelObservation, "R----", "R----"),
    (Operation::CancelObservationComposite, "R----", "R----"),
    (Operation::Notify, "R----", "R----"),
    (Operation::WriteAttributes, "R----", "-----"),
    (Operation::Write, "-W---", "-W---"),
    (Operation::WritePartialUpdate, "-W---", "-W---"),
    (Operation::WriteComposite, "-W---", "-W---"),
    (Operation::Execute, "--E--", "--E--"),
    (Operation::Delete, "---D-", "---D-"),
    (Operation::Create, "----C", "----C"),
    (Operation::Discover, "-----", "-----"),
    (Operation::Send, "-----", "-----"),
];

fn rights(shown: &str) -> Rights {
    let mut bits = 0;
    for (at, letter) in shown.chars().enumerate() {
        bits |= i64::from(letter != '-') << at;
    }
    Rights::from_bits(bits)
}

fn entry(shown: &str) -> Option<Rights> {
    (shown != ".").then(|| rights(shown))
}

/// Every cell of a table, with every operation; the number of questions asked.
fn check(table: &str, owned: bool, policy: Policy) -> usize {
    let access = Access { policy, ..SHARED };
    let mut rows = table.trim().lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    let defaults = rows.next().expect("a row of defaults");
    let mut asked = 0;
    for row in rows {
        let own = entry(row.first().expect("an own entry"));
        assert_eq!(row.len(), defaults.len());
        for (default, expected) in defaults.iter().zip(&row).skip(1) {
            let default = entry(default);
            let empty = own.is_none() && default.is_none();
            let control = Control { own, default, owned, empty };
            let found = access.rights(ObjectId::new(3), Some(control));
            assert_eq!(found.to_string(), *expected, "{control:?} {policy:?}");
            for (operation, below, object) in NEEDED {
                for (path, needed) in [(DEVICE, below), (Path::object(3), object)] {
                    let permitted = access.permits(*operation, path, Some(control));
                    // Whatever lacks no letter of those that are needed.
                    let expected = needed.chars().all(|c| c == '-' || expected.contains(c));
                    assert_eq!(permitted, expected, "{operation:?} {path} {control:?}");
                    asked += 1;
                }
            }
        }
    }
    asked
}

/// ACL-02, ACL-03: own entry, owner, default and none of them, by operation.
#[test]
fn the_whole_product() {
    let cells = 8 * 8 * NEEDED.len() * 2;
    assert_eq!(check(OTHERS, false, Policy::Standard), cells);
    assert_eq!(check(OWN, true, Policy::Standard), cells);
    assert_eq!(check(OTHERS, false, Policy::AnjayOwner), cells);
    assert_eq!(check(ANJAY, true, Policy::AnjayOwner), cells);
}

/// D-154: an ACL that names others alone is not empty, and then the owner has nothing by `AnjayOwner`.
#[test]
fn an_acl_that_names_others() {
    let control = Control { owned: true, empty: false, ..Control::default() };
    for (policy, expected) in [(Policy::Standard, "RWED-"), (Policy::AnjayOwner, "-----")] {
        let access = Access { policy, ..SHARED };
        let found = access.rights(ObjectId::new(3), Some(control));
        assert_eq!(found.to_string(), expected, "{policy:?}");
    }
}

/// What names no Object is allowed where the operation needs no right: a Discover, a composite request as a whole.
#[test]
fn the_root() {
    for (operation, below, _) in NEEDED {
        for access in [SHARED, Access::SINGLE] {
            let permitted = access.permits(*operation, Path::ROOT, None);
            assert_eq!(permitted, *below == "-----", "{operation:?}");
        }
    }
}

/// ACL-03: without Access Control Object Instances the only server may do everything, one of several nothing.
#[test]
fn absence() {
    for (servers, controlled, expected) in
        [(1, false, true), (1, true, false), (2, false, false), (2, true, false), (0, false, false)]
    {
        let access = Access { servers, controlled, ..Access::SINGLE };
        for (operation, below, object) in NEEDED {
            for (path, needed) in [(DEVICE, below), (Path::object(3), object)] {
                let expected = expected || *needed == "-----";
                assert_eq!(access.permits(*operation, path, None), expected, "{access:?}");
            }
        }
    }
}

/// ACL-02, OPR-06, ACL-07: the right of each operation; Discover, and Write-Attributes at an Object, need none.
#[test]
fn rights_of_operations() {
    for operation in Operation::ALL {
        let row = NEEDED.iter().find(|row| row.0 == *operation);
        // Bootstrap and registration go by no rights.
        let (below, object) = row.map_or(("-----", "-----"), |row| (row.1, row.2));
        assert_eq!(needed(*operation, false).to_string(), below, "{operation:?}");
        assert_eq!(needed(*operation, true).to_string(), object, "{operation:?}");
    }
}

/// D-152, OPR-31: what holds keys is hidden from servers, by release, from the only server and from owners too.
#[test]
fn hidden_objects() {
    for (version, objects) in
        [(Version::V1_0, &[0][..]), (Version::V1_1, &[0, 21]), (Version::V1_2, &[0, 21, 23, 24])]
    {
        let access = Access { version, ..Access::SINGLE };
        for object in 0..30 {
            let seen = access.permits(Operation::Read, Path::instance(object, 0), None);
            // Everybody reads Object 2; the rest is the only server's.
            assert_eq!(seen, !objects.contains(&object), "{version:?} {object}");
            let discovered = access.permits(Operation::Discover, Path::object(object), None);
            assert_eq!(discovered, !objects.contains(&object), "{version:?} {object}");
        }
    }
    let owner = Control { own: Some(Rights::ALL), owned: true, ..Control::default() };
    assert_eq!(SHARED.rights(ObjectId::new(0), Some(owner)), Rights::NONE);
}

/// ACL-08: everybody reads Access Control Object Instances, the owner writes, nobody creates or deletes.
#[test]
fn access_control_itself() {
    for (owned, expected) in [(false, "R----"), (true, "RW---")] {
        // What the ACL says is about its target, not about itself.
        let control = Control { own: Some(Rights::ALL), owned, ..Control::default() };
        assert_eq!(SHARED.rights(ObjectId::new(2), Some(control)).to_string(), expected);
    }
    assert_eq!(SHARED.rights(ObjectId::new(2), None), Rights::READ);
    assert_eq!(Access::SINGLE.rights(ObjectId::new(2), None), Rights::READ);
}

/// ACL-04, ACL-07, D-155: a Read leaves out what may not be read; a Write-Composite is all or nothing.
#[test]
fn several_instances() {
    for (permitted, read, written) in [
        (&[][..], true, true),
        (&[true], true, true),
        (&[false], false, false),
        (&[true, false], true, false),
        (&[false, true], true, false),
        (&[false, false], false, false),
        (&[true, true], true, true),
    ] {
        let code = |fine| if fine { Ok(()) } else { Err(Code::UNAUTHORIZED) };
        assert_eq!(reads(permitted.iter().copied()), code(read), "{permitted:?}");
        assert_eq!(writes(permitted.iter().copied()), code(written), "{permitted:?}");
    }
}

/// The owner's place takes who has most of Write and Delete, of several the last; else the instance goes.
#[test]
fn a_server_goes() {
    let server = |id| ShortServerId::new(id).expect("a Short Server ID");
    let owned = Owner::Server(server(1));
    for (owner, acl, expected) in [
        (Owner::Bootstrap, &[(1, "RWEDC")][..], Departure::Stays),
        (Owner::Server(server(2)), &[(1, "RWEDC")], Departure::Stays),
        (owned, &[], Departure::Deleted),
        (owned, &[(0, "RWEDC")], Departure::Deleted),
        (owned, &[(0, "RWEDC"), (1, "RWEDC")], Departure::Deleted),
        (owned, &[(2, "-----")], Departure::Inherits(server(2))),
        (owned, &[(1, "RWEDC"), (2, "R----"), (3, "R-E-C")], Departure::Inherits(server(3))),
        (owned, &[(2, "RW---"), (3, "R-E-C")], Departure::Inherits(server(2))),
        (owned, &[(2, "-W---"), (3, "---D-")], Departure::Inherits(server(3))),
        (owned, &[(2, "-W-D-"), (3, "---D-"), (4, "-W---")], Departure::Inherits(server(2))),
    ] {
        let rights = acl.iter().map(|(id, shown)| (*id, rights(shown)));
        assert_eq!(departure(owner, rights, server(1)), expected, "{owner:?} {acl:?}");
    }
}
