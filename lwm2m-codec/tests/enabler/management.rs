//! The device management interface: cases 201 to 266, each of one path.

use lwm2m_codec::Operation as O;

use super::exchange::{ALL, ONLY_1_0, ONLY_1_2, SINCE_1_1, check};

/// 1.1-int-201
#[test]
fn read_text() {
    check(
        ALL,
        &[
            ("GET /3/0/0 accept=0", O::Read, "2.05 ct=0 body=Open Mobile Alliance tells /3/0/0"),
            ("GET /3/0/1 accept=0", O::Read, "2.05 ct=0 body=Lightweight M2M Client tells /3/0/1"),
            ("GET /3/0/2 accept=0", O::Read, "2.05 ct=0 body=345000123 tells /3/0/2"),
        ],
    );
}

/// 1.1-int-203
#[test]
fn read_tlv() {
    check(
        ALL,
        &[(
            "GET /3/0 accept=11542",
            O::Read,
            "2.05 ct=11542 hex=c40041434d45 c2014d31 c2023031 c303312e30 830b410000 c11055 \
         tells /3/0/0 /3/0/1 /3/0/2 /3/0/3 /3/0/11/0 /3/0/16",
        )],
    );
}

/// 1.1-int-204
#[test]
fn read_json() {
    check(
        ONLY_1_0,
        &[(
            "GET /3/0 accept=11543",
            O::Read,
            "2.05 ct=11543 body={\"bn\":\"/3/0/\",\"e\":[{\"n\":\"0\",\"sv\":\"ACME\"},{\"n\":\"11/0\",\"v\":0}]} \
         tells /3/0/0 /3/0/11/0",
        )],
    );
    // No client of a later version writes it.
    check(SINCE_1_1, &[("GET /3/0 accept=11543", O::Read, "refused 4.06")]);
}

/// 1.1-int-205
#[test]
fn write_text() {
    check(
        ALL,
        &[
            ("PUT /1/0/2 ct=0 body=101 tells /1/0/2", O::Write, "2.04"),
            ("PUT /1/0/3 ct=0 body=1010 tells /1/0/3", O::Write, "2.04"),
            ("PUT /1/0/5 ct=0 body=2000 tells /1/0/5", O::Write, "2.04"),
            ("GET /1/0/5 accept=0", O::Read, "2.05 ct=0 body=2000 tells /1/0/5"),
        ],
    );
}

/// 1.1-int-211
#[test]
fn read_cbor() {
    check(
        SINCE_1_1,
        &[
            ("GET /1/0/0 accept=60", O::Read, "2.05 ct=60 hex=01 tells /1/0/0"),
            ("GET /1/0/6 accept=60", O::Read, "2.05 ct=60 hex=f5 tells /1/0/6"),
            ("GET /1/0/7 accept=60", O::Read, "2.05 ct=60 hex=6155 tells /1/0/7"),
        ],
    );
    check(ONLY_1_0, &[("GET /1/0/0 accept=60", O::Read, "refused 4.06")]);
}

/// 1.1-int-212
#[test]
fn write_cbor() {
    check(
        SINCE_1_1,
        &[
            ("PUT /1/0/2 ct=60 hex=1865 tells /1/0/2", O::Write, "2.04"),
            ("PUT /1/0/3 ct=60 hex=1903f2 tells /1/0/3", O::Write, "2.04"),
            ("PUT /1/0/6 ct=60 hex=f5 tells /1/0/6", O::Write, "2.04"),
        ],
    );
    check(ONLY_1_0, &[("PUT /1/0/6 ct=60 hex=f5", O::Write, "refused 4.15")]);
}

/// 1.1-int-215
#[test]
fn write_tlv() {
    check(
        ALL,
        &[
            (
                "POST /1/0 ct=11542 hex=c10265 c20303f2 c20507d0 c10601 c10755 \
             tells /1/0/2 /1/0/3 /1/0/5 /1/0/6 /1/0/7",
                O::WritePartialUpdate,
                "2.04",
            ),
            ("PUT /1/0 ct=11542 hex=c10265 c10755 tells /1/0/2 /1/0/7", O::Write, "2.04"),
        ],
    );
}

/// 1.1-int-220
#[test]
fn write_json() {
    check(
        ONLY_1_0,
        &[(
            "POST /1/0 ct=11543 body={\"bn\":\"/1/0/\",\"e\":[{\"n\":\"2\",\"v\":101},{\"n\":\"6\",\"bv\":true}]} \
             tells /1/0/2 /1/0/6",
            O::WritePartialUpdate,
            "2.04",
        )],
    );
    // A client of a later version takes it no more.
    check(
        SINCE_1_1,
        &[(
            "POST /1/0 ct=11543 body={\"e\":[{\"n\":\"2\",\"v\":101}]}",
            O::WritePartialUpdate,
            "refused 4.15",
        )],
    );
}

/// 1.1-int-221
#[test]
fn security_is_hidden() {
    check(
        ALL,
        &[
            ("GET /0", O::Read, "refused 4.01"),
            ("PUT /0/0/0 ct=0 body=coap://s.example", O::Write, "refused 4.01"),
            ("PUT /0?pmin=10&pmax=30", O::WriteAttributes, "refused 4.01"),
        ],
    );
}

/// 1.1-int-222
#[test]
fn read_objects() {
    check(
        SINCE_1_1,
        &[
            (
                "GET /1 accept=110",
                O::Read,
                "2.05 ct=110 body=[{\"bn\":\"/1/0/\",\"n\":\"0\",\"v\":1},{\"n\":\"7\",\"vs\":\"U\"}] tells /1/0/0 /1/0/7",
            ),
            (
                "GET /3 accept=112",
                O::Read,
                "2.05 ct=112 hex=81a200662f332f302f3003 6441434d45 tells /3/0/0",
            ),
            ("GET /3 accept=0", O::Read, "refused 4.06"),
        ],
    );
}

/// 1.1-int-223
#[test]
fn read_instances() {
    check(
        SINCE_1_1,
        &[
            (
                "GET /1/0 accept=110",
                O::Read,
                "2.05 ct=110 body=[{\"bn\":\"/1/0/\",\"n\":\"0\",\"v\":1},{\"n\":\"7\",\"vs\":\"U\"}] tells /1/0/0 /1/0/7",
            ),
            ("GET /3/0 accept=11542", O::Read, "2.05 ct=11542 hex=c40041434d45 tells /3/0/0"),
        ],
    );
}

/// 1.1-int-224
#[test]
fn read_resources() {
    check(
        SINCE_1_1,
        &[
            (
                "GET /1/0/0 accept=110",
                O::Read,
                "2.05 ct=110 body=[{\"n\":\"/1/0/0\",\"v\":1}] tells /1/0/0",
            ),
            (
                "GET /3/0/11 accept=110",
                O::Read,
                "2.05 ct=110 body=[{\"n\":\"/3/0/11/0\",\"v\":0}] tells /3/0/11/0",
            ),
        ],
    );
}

/// 1.1-int-225
#[test]
fn read_resource_instances() {
    check(
        SINCE_1_1,
        &[
            ("GET /3/0/11/0 accept=0", O::Read, "2.05 ct=0 body=0 tells /3/0/11/0"),
            (
                "GET /3/0/11/0 accept=110",
                O::Read,
                "2.05 ct=110 body=[{\"n\":\"/3/0/11/0\",\"v\":0}] tells /3/0/11/0",
            ),
            ("GET /3/0/11/9", O::Read, "4.04"),
        ],
    );
    check(ONLY_1_0, &[("GET /3/0/11/0 accept=0", O::Read, "refused 4.05")]);
}

/// 1.1-int-226
#[test]
fn partial_update() {
    check(
        SINCE_1_1,
        &[(
            "POST /1/0 ct=110 body=[{\"bn\":\"/1/0/\",\"n\":\"1\",\"v\":61},{\"n\":\"6\",\"vb\":true}] tells /1/0/1 /1/0/6",
            O::WritePartialUpdate,
            "2.04",
        )],
    );
}

/// 1.1-int-227
#[test]
fn replace_resource() {
    check(SINCE_1_1, &[("PUT /1/0/1 ct=0 body=63 tells /1/0/1", O::Write, "2.04")]);
}

/// 1.1-int-228
#[test]
fn write_resource_instance() {
    check(SINCE_1_1, &[("PUT /16/0/0/1 ct=0 body=test tells /16/0/0/1", O::Write, "2.04")]);
}

/// 1.1-int-231
#[test]
fn read_senml_json() {
    check(
        SINCE_1_1,
        &[
            (
                "GET /1/0/1 accept=110",
                O::Read,
                "2.05 ct=110 body=[{\"n\":\"/1/0/1\",\"v\":60}] tells /1/0/1",
            ),
            (
                "GET /3/0 accept=110",
                O::Read,
                "2.05 ct=110 body=[{\"bn\":\"/3/0/\",\"n\":\"0\",\"vs\":\"ACME\"},{\"n\":\"11/0\",\"v\":0}] \
             tells /3/0/0 /3/0/11/0",
            ),
            (
                "GET /3/0/11/0 accept=110",
                O::Read,
                "2.05 ct=110 body=[{\"n\":\"/3/0/11/0\",\"v\":0}] tells /3/0/11/0",
            ),
        ],
    );
    check(ONLY_1_0, &[("GET /3/0 accept=110", O::Read, "refused 4.06")]);
}

/// 1.1-int-232
#[test]
fn read_senml_cbor() {
    check(
        SINCE_1_1,
        &[
            (
                "GET /1/0/1 accept=112",
                O::Read,
                "2.05 ct=112 hex=81a200662f312f302f3102183c tells /1/0/1",
            ),
            (
                "GET /3/0 accept=112",
                O::Read,
                "2.05 ct=112 hex=82a321652f332f302f0061300364 41434d45 a2006431312f300200 tells /3/0/0 /3/0/11/0",
            ),
        ],
    );
}

/// 1.1-int-233
#[test]
fn write_senml_cbor() {
    check(
        SINCE_1_1,
        &[
            (
                "POST /1/0 ct=112 hex=82a321652f312f302f00613102183da200613604f5 tells /1/0/1 /1/0/6",
                O::WritePartialUpdate,
                "2.04",
            ),
            ("PUT /1/0/1 ct=112 hex=81a200662f312f302f3102183f tells /1/0/1", O::Write, "2.04"),
        ],
    );
}

/// 1.1-int-234
#[test]
fn write_senml_json() {
    check(
        SINCE_1_1,
        &[
            (
                "POST /1/0 ct=110 body=[{\"bn\":\"/1/0/\",\"n\":\"1\",\"v\":61},{\"n\":\"6\",\"vb\":true}] tells /1/0/1 /1/0/6",
                O::WritePartialUpdate,
                "2.04",
            ),
            (
                "PUT /16/0/0/0 ct=110 body=[{\"n\":\"/16/0/0/0\",\"vs\":\"x\"}] tells /16/0/0/0",
                O::Write,
                "2.04",
            ),
        ],
    );
}

/// 1.1-int-237
#[test]
fn read_without_accept() {
    check(
        SINCE_1_1,
        &[
            ("GET /1/0", O::Read, "2.05 ct=110 body=[{\"n\":\"/1/0/1\",\"v\":60}] tells /1/0/1"),
            ("GET /3/0", O::Read, "2.05 ct=11542 hex=c40041434d45 tells /3/0/0"),
            ("GET /3/0/0", O::Read, "2.05 ct=0 body=ACME tells /3/0/0"),
        ],
    );
}

/// 1.1-int-241
#[test]
fn reboot() {
    check(ONLY_1_0, &[("POST /3/0/4", O::Execute, "2.04")]);
}

/// 1.1-int-256
#[test]
fn write_read_only() {
    check(SINCE_1_1, &[("PUT /1/0/0 ct=0 body=123 tells /1/0/0", O::Write, "4.05")]);
}

/// 1.1-int-260
#[test]
fn discover() {
    check(
        ALL,
        &[
            ("PUT /3?pmin=10&pmax=200", O::WriteAttributes, "2.04"),
            ("PUT /3/0/7?lt=1&gt=6&st=1", O::WriteAttributes, "2.04"),
            (
                "GET /3/0 accept=40",
                O::Discover,
                "2.05 ct=40 body=</3/0>;pmin=10;pmax=200,</3/0/1>,</3/0/6>;dim=2,</3/0/7>;dim=2;lt=1;gt=6;st=1 \
             tells /3/0 /3/0/1 /3/0/6 /3/0/7",
            ),
            (
                "GET /3/0/7 accept=40",
                O::Discover,
                "2.05 ct=40 body=</3/0/7>;pmin=10;pmax=200;dim=2;lt=1;gt=6;st=1 tells /3/0/7",
            ),
        ],
    );
}

/// 1.1-int-261
#[test]
fn several_attributes() {
    check(
        SINCE_1_1,
        &[
            ("PUT /3?pmin=10&pmax=60", O::WriteAttributes, "2.04"),
            ("PUT /3/0?epmin=10&epmax=60", O::WriteAttributes, "2.04"),
            ("PUT /3/0/11/0?pmax=100&epmin=1&epmax=20", O::WriteAttributes, "2.04"),
            (
                "GET /3/0/11 accept=40",
                O::Discover,
                "2.05 ct=40 body=</3/0/11>;dim=1,</3/0/11/0>;pmax=100;epmin=1;epmax=20 tells /3/0/11 /3/0/11/0",
            ),
        ],
    );
    check(ONLY_1_0, &[("PUT /3/0?epmin=10&epmax=60", O::WriteAttributes, "refused 4.00")]);
}

/// 1.2-int-264
#[test]
fn discover_depth_1() {
    check(
        ONLY_1_2,
        &[
            (
                "GET /3?depth=1 accept=40",
                O::Discover,
                "2.05 ct=40 body=</3>;pmin=10,</3/0> tells /3 /3/0",
            ),
            ("GET /3?depth=4 accept=40", O::Discover, "refused 4.00"),
        ],
    );
}

/// 1.2-int-266
#[test]
fn discover_depth_3() {
    check(
        ONLY_1_2,
        &[(
            "GET /3?depth=3 accept=40",
            O::Discover,
            "2.05 ct=40 body=</3>,</3/0>,</3/0/11>;dim=1,</3/0/11/0> tells /3 /3/0 /3/0/11 /3/0/11/0",
        )],
    );
}
