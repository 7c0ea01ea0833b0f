//! Cases of Read-Composite and Write-Composite: 229 to 281.

use lwm2m_codec::Operation as O;

use super::exchange::{ONLY_1_0, SINCE_1_1, check};

/// 1.1-int-229
#[test]
fn read_composite_of_overlapping_paths() {
    check(
        SINCE_1_1,
        &[(
            "FETCH / ct=110 accept=110 body=[{\"n\":\"/3\"},{\"n\":\"/1/0\"},{\"n\":\"/1/0/1\"},{\"n\":\"/3/0/11/0\"}] \
         tells /3 /1/0 /1/0/1 /3/0/11/0",
            O::ReadComposite,
            "2.05 ct=110 body=[{\"n\":\"/1/0/1\",\"v\":60},{\"n\":\"/3/0/11/0\",\"v\":0}] tells /1/0/1 /3/0/11/0",
        )],
    );
}

/// 1.1-int-230
#[test]
fn write_composite() {
    check(
        SINCE_1_1,
        &[(
            "IPATCH / ct=110 body=[{\"bn\":\"/1/0/\",\"n\":\"1\",\"v\":60},{\"n\":\"6\",\"vb\":true},\
         {\"bn\":\"/16/0/0/\",\"n\":\"0\",\"vs\":\"a\"},{\"n\":\"3\",\"vs\":\"b\"}] tells /1/0/1 /1/0/6 /16/0/0/0 /16/0/0/3",
            O::WriteComposite,
            "2.04",
        )],
    );
}

/// 1.1-int-235
#[test]
fn read_composite_of_the_root() {
    check(
        SINCE_1_1,
        &[(
            "FETCH / ct=110 accept=110 body=[{\"n\":\"/\"}] tells /",
            O::ReadComposite,
            "2.05 ct=110 body=[{\"n\":\"/1/0/0\",\"v\":1},{\"n\":\"/3/0/11/0\",\"v\":0}] tells /1/0/0 /3/0/11/0",
        )],
    );
}

/// 1.1-int-236
#[test]
fn read_composite_of_what_is_missing() {
    check(
        SINCE_1_1,
        &[(
            "FETCH / ct=110 accept=110 body=[{\"n\":\"/1/0/1\"},{\"n\":\"/3/0/11/7\"},{\"n\":\"/3442\"}] \
         tells /1/0/1 /3/0/11/7 /3442",
            O::ReadComposite,
            "2.05 ct=110 body=[{\"n\":\"/1/0/1\",\"v\":60}] tells /1/0/1",
        )],
    );
}

/// 1.1-int-257
#[test]
fn write_composite_of_two_objects() {
    check(
        SINCE_1_1,
        &[
            (
                "IPATCH / ct=112 hex=83a321612f0065312f302f32021865a20065312f302f3604f5a20066332f302f31330200 \
             tells /1/0/2 /1/0/6 /3/0/13",
                O::WriteComposite,
                "2.04",
            ),
            ("GET /1/0/2 accept=0", O::Read, "2.05 ct=0 body=101 tells /1/0/2"),
        ],
    );
}

/// 1.1-int-280
#[test]
fn read_composite() {
    check(
        SINCE_1_1,
        &[(
            "FETCH / ct=112 accept=112 hex=83a100672f332f302f3136a100692f332f302f31312f30a100642f312f30 \
         tells /3/0/16 /3/0/11/0 /1/0",
            O::ReadComposite,
            "2.05 ct=112 hex=86a321612f0066332f302f3136036155a20068332f302f31312f300200a20065312f302f300201\
         a20065312f302f31021a00015180a20065312f302f3604f4a20065312f302f37036155 \
         tells /3/0/16 /3/0/11/0 /1/0/0 /1/0/1 /1/0/6 /1/0/7",
        )],
    );
    check(
        ONLY_1_0,
        &[("FETCH / ct=112 accept=112 hex=81a100642f312f30", O::ReadComposite, "refused 4.05")],
    );
}

/// 1.1-int-281
#[test]
fn read_composite_of_what_is_not_readable() {
    check(
        SINCE_1_1,
        &[(
            "FETCH / ct=110 accept=110 body=[{\"n\":\"/1/0/1\"},{\"n\":\"/1/0/7\"},{\"n\":\"/1/0/8\"}] \
         tells /1/0/1 /1/0/7 /1/0/8",
            O::ReadComposite,
            "2.05 ct=110 body=[{\"bn\":\"/1/0/\",\"n\":\"1\",\"v\":86400},{\"n\":\"7\",\"vs\":\"U\"}] tells /1/0/1 /1/0/7",
        )],
    );
}
