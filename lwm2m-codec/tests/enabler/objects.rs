//! Cases of single Objects: Device, Firmware Update, Connectivity, Location, Portfolio and others.

use lwm2m_codec::{Operation as O, Path};

use super::exchange::{ALL, ONLY_1_0, SINCE_1_1, check, check_notifications};

/// 1.1-int-401, 1.1-int-402
#[test]
fn inside_of_a_session() {
    check(
        SINCE_1_1,
        &[
            (
                "POST /rd?ep=node1&lt=86400&lwm2m=1.1 ct=40 body=</1/0>,</3/0> tells /1/0 /3/0",
                O::Register,
                "2.01 location=/rd/1",
            ),
            ("GET /3/0 accept=11542", O::Read, "2.05 ct=11542 hex=c40041434d45 tells /3/0/0"),
        ],
    );
}

/// 1.1-int-651
#[test]
fn device_write() {
    check(
        ALL,
        &[
            (
                "POST /3/0 ct=11542 hex=c40d5182428f c60e2b30323a3030 c80f0c4575726f70652f5061726973 \
             tells /3/0/13 /3/0/14 /3/0/15",
                O::WritePartialUpdate,
                "2.04",
            ),
            ("PUT /3/0 ct=11542 hex=c60e2b30323a3030 tells /3/0/14", O::Write, "2.04"),
        ],
    );
}

/// 1.1-int-652
#[test]
fn firmware_version() {
    check(ALL, &[("GET /3/0/3 accept=0", O::Read, "2.05 ct=0 body=1.0 tells /3/0/3")]);
}

/// 1.1-int-680
#[test]
fn device_create() {
    check(ALL, &[("POST /3 ct=11542 hex=c10000 tells /3/*/0", O::Create, "4.05")]);
}

/// 1.1-int-685
#[test]
fn device_delete() {
    check(ALL, &[("DELETE /3/0", O::Delete, "4.05")]);
}

/// 1.1-int-701
#[test]
fn connectivity_read() {
    check(
        ALL,
        &[(
            "GET /4/0 accept=11542",
            O::Read,
            "2.05 ct=11542 hex=c10000 8301410000 c10240 c10301 tells /4/0/0 /4/0/1/0 /4/0/2 /4/0/3",
        )],
    );
}

/// 1.1-int-710
#[test]
fn connectivity_observe() {
    observe_instance(4, "pmin=2&pmax=10", "hex=c10240", "/4/0/2");
}

/// 1.1-int-751
#[test]
fn firmware_read() {
    check(
        ALL,
        &[(
            "GET /5/0 accept=11542",
            O::Read,
            "2.05 ct=11542 hex=c10300 c10500 c10902 tells /5/0/3 /5/0/5 /5/0/9",
        )],
    );
}

/// 1.1-int-755, 1.1-int-770
#[test]
fn firmware_push() {
    check(
        ALL,
        &[
            ("PUT /5/0/0 ct=42 hex=00 tells /5/0/0", O::Write, "2.04"),
            ("PUT /5/0/0 ct=42 hex=7f454c46 tells /5/0/0", O::Write, "2.31"),
            ("PUT /5/0/0 ct=42 hex=7f454c46 tells /5/0/0", O::Write, "2.04"),
            ("GET /5/0/3 accept=0", O::Read, "2.05 ct=0 body=2 tells /5/0/3"),
            ("POST /5/0/2", O::Execute, "2.04"),
            ("GET /5/0/5 accept=0", O::Read, "2.05 ct=0 body=1 tells /5/0/5"),
        ],
    );
}

/// 1.1-int-756, 1.1-int-771
#[test]
fn firmware_pull() {
    check(
        ALL,
        &[
            ("PUT /5/0/1 ct=0", O::Write, "2.04"),
            ("PUT /5/0/1 ct=0 body=coap://s.example/fw tells /5/0/1", O::Write, "2.04"),
            ("GET /5/0/3 accept=0", O::Read, "2.05 ct=0 body=1 tells /5/0/3"),
            ("POST /5/0/2", O::Execute, "2.04"),
        ],
    );
}

/// 1.1-int-760
#[test]
fn firmware_observe() {
    check(
        ALL,
        &[("GET /5/0/3 observe=0 accept=0", O::Observe, "2.05 observe=1 ct=0 body=0 tells /5/0/3")],
    );
    check_notifications(ALL, Path::resource(5, 0, 3), &["2.05 observe=2 ct=0 body=2 tells /5/0/3"]);
}

/// 1.1-int-772
#[test]
fn firmware_update_without_package() {
    check(ALL, &[("POST /5/0/2", O::Execute, "4.05")]);
}

/// 1.1-int-801
#[test]
fn location_read() {
    check(
        ALL,
        &[(
            "GET /6/0 accept=11542",
            O::Read,
            "2.05 ct=11542 hex=c4004248147b c401c2c80000 c4055182428f tells /6/0/0 /6/0/1 /6/0/5",
        )],
    );
}

/// 1.1-int-810
#[test]
fn location_observe() {
    observe_instance(6, "pmin=2&pmax=10", "hex=c4004248147b", "/6/0/0");
}

/// 1.1-int-901
#[test]
fn statistics_read() {
    check(
        ALL,
        &[
            ("POST /7/0/6", O::Execute, "2.04"),
            (
                "GET /7/0 accept=11542",
                O::Read,
                "2.05 ct=11542 hex=c10200 c10300 tells /7/0/2 /7/0/3",
            ),
            ("POST /7/0/7", O::Execute, "2.04"),
        ],
    );
}

/// 1.1-int-905
#[test]
fn statistics_write() {
    check(
        ALL,
        &[
            ("PUT /7/0/8 ct=0 body=60 tells /7/0/8", O::Write, "2.04"),
            ("POST /7/0/6", O::Execute, "2.04"),
        ],
    );
}

/// 1.1-int-910
#[test]
fn statistics_observe() {
    observe_instance(7, "pmin=2&pmax=10", "hex=c10201", "/7/0/2");
}

/// 1.1-int-950
#[test]
fn two_servers() {
    check(
        ALL,
        &[
            ("GET /3/0/0 accept=0", O::Read, "2.05 ct=0 body=ACME tells /3/0/0"),
            ("GET /1/1/0 accept=0", O::Read, "4.01"),
        ],
    );
}

/// 1.1-int-951
#[test]
fn attributes_of_two_servers() {
    check(
        ALL,
        &[
            ("PUT /3/0?pmin=10&pmax=60", O::WriteAttributes, "2.04"),
            (
                "GET /3/0 accept=40",
                O::Discover,
                "2.05 ct=40 body=</3/0>;pmin=10;pmax=60,</3/0/1> tells /3/0 /3/0/1",
            ),
            (
                "GET /3/0 accept=40",
                O::Discover,
                "2.05 ct=40 body=</3/0>,</3/0/1> tells /3/0 /3/0/1",
            ),
        ],
    );
}

/// 1.1-int-1200
#[test]
fn cellular_discover() {
    check(
        SINCE_1_1,
        &[(
            "GET /10 accept=40",
            O::Discover,
            "2.05 ct=40 body=</10>;ver=1.1,</10/0>,</10/0/0>,</10/0/1> tells /10 /10/0 /10/0/0 /10/0/1",
        )],
    );
    check(
        ONLY_1_0,
        &[(
            "GET /10 accept=40",
            O::Discover,
            "2.05 ct=40 body=</10>,</10/0>,</10/0/0> tells /10 /10/0 /10/0/0",
        )],
    );
}

/// 1.1-int-1201
#[test]
fn cellular_read() {
    check(ALL, &[("GET /10/0 accept=11542", O::Read, "2.05 ct=11542 hex=c10102 tells /10/0/1")]);
}

/// 1.1-int-1202
#[test]
fn cellular_write() {
    check(
        SINCE_1_1,
        &[("POST /10/0 ct=11542 hex=c10e02 tells /10/0/14", O::WritePartialUpdate, "2.04")],
    );
}

/// 1.1-int-1250
#[test]
fn access_point_create() {
    check(
        ALL,
        &[(
            "POST /11 ct=11542 hex=080108 c300415045 c10101 tells /11/1/0 /11/1/1",
            O::Create,
            "2.01 location=/11/1",
        )],
    );
    check(
        SINCE_1_1,
        &[("POST /rd/1 ct=40 body=</1/0>,</3/0>,</11/1> tells /1/0 /3/0 /11/1", O::Update, "2.04")],
    );
}

/// 1.1-int-1350
#[test]
fn bearer_selection_create() {
    check(
        SINCE_1_1,
        &[(
            "POST /13 ct=110 body=[{\"n\":\"/13/0/0/0\",\"v\":1}] tells /13/0/0/0",
            O::Create,
            "2.01 location=/13/0",
        )],
    );
}

/// 1.1-int-1630
#[test]
fn portfolio_create() {
    check(
        ALL,
        &[
            (
                "POST /16 ct=11542 hex=08012e88002b480011486f737420446576696365204944202332480114486f7374204465766963\
             65204d6f64656c202332 tells /16/1/0/0 /16/1/0/1",
                O::Create,
                "2.01 location=/16/1",
            ),
            ("GET /16/1/0 accept=40", O::Discover, "2.05 ct=40 body=</16/1/0>;dim=2 tells /16/1/0"),
        ],
    );
}

/// 1.1-int-1635
#[test]
fn portfolio_delete() {
    check(ALL, &[("DELETE /16/1", O::Delete, "2.02"), ("DELETE /16/1", O::Delete, "4.04")]);
}

/// 1.1-int-1900
#[test]
fn application_data_observe() {
    check(
        SINCE_1_1,
        &[(
            "GET /19/0/0 observe=0 accept=110",
            O::Observe,
            "2.05 observe=1 ct=110 body=[{\"n\":\"/19/0/0/0\",\"vd\":\"AQID\"}] tells /19/0/0/0",
        )],
    );
    check_notifications(
        SINCE_1_1,
        Path::resource(19, 0, 0),
        &["2.05 observe=2 ct=110 body=[{\"n\":\"/19/0/0/0\",\"vd\":\"BAUG\"}] tells /19/0/0/0"],
    );
}

/// 1.1-int-1901
#[test]
fn application_data_write() {
    check(
        SINCE_1_1,
        &[(
            "PUT /19/1/0 ct=110 body=[{\"n\":\"/19/1/0/0\",\"vd\":\"AQID\"}] tells /19/1/0/0",
            O::Write,
            "2.04",
        )],
    );
}

/// 1.1-int-2000
#[test]
fn event_log_settings() {
    check(SINCE_1_1, &[("PUT /20/0/4011 ct=0 body=1 tells /20/0/4011", O::Write, "2.04")]);
}

/// 1.1-int-2001
#[test]
fn event_log_read() {
    check(
        SINCE_1_1,
        &[(
            "GET /20/0 accept=11542",
            O::Read,
            "2.05 ct=11542 hex=e10fab01 e30faa010203 tells /20/0/4011 /20/0/4010",
        )],
    );
}

fn observe_instance(object: u16, attributes: &str, payload: &str, told: &str) {
    let write = format!("PUT /{object}/0?{attributes}");
    let request = format!("GET /{object}/0 observe=0 accept=11542");
    let response = format!("2.05 observe=1 ct=11542 {payload} tells {told}");
    let notification = format!("2.05 observe=2 ct=11542 {payload} tells {told}");
    check(ALL, &[(&write, O::WriteAttributes, "2.04"), (&request, O::Observe, &response)]);
    check_notifications(ALL, Path::instance(object, 0), &[&notification]);
}
