//! The bootstrap interface: cases 0 to 19.

use lwm2m_codec::{Operation as O, Version};

use super::exchange::{ALL, ONLY_1_0, ONLY_1_2, SINCE_1_1, check, check_read};

/// 1.1-int-0
#[test]
fn client_initiated() {
    check(
        ALL,
        &[
            ("POST /bs?ep=node1", O::BootstrapRequest, "2.04"),
            (
                "PUT /0/0 ct=11542 hex=c80010636f61703a2f2f732e6578616d706c65 c10100 c10200 c10a01 \
             tells /0/0/0 /0/0/1 /0/0/2 /0/0/10",
                O::BootstrapWrite,
                "2.04",
            ),
            (
                "PUT /1/0 ct=11542 hex=c10001 c40100015180 c10600 c10755 tells /1/0/0 /1/0/1 /1/0/6 /1/0/7",
                O::BootstrapWrite,
                "2.04",
            ),
            ("POST /bs", O::BootstrapFinish, "2.04"),
        ],
    );
    check(
        ONLY_1_0,
        &[(
            "GET / accept=40",
            O::BootstrapDiscover,
            "2.05 ct=40 body=lwm2m=\"1.0\",</0/0>;ssid=1,</0/1>,</1/0>;ssid=1,</3/0> tells /0/0 /0/1 /1/0 /3/0",
        )],
    );
    check(
        SINCE_1_1,
        &[(
            "GET / accept=40",
            O::BootstrapDiscover,
            "2.05 ct=40 body=</>;lwm2m=1.1,</0/0>;ssid=1,</0/1>,</1/0>;ssid=1,</3/0> tells /0/0 /0/1 /1/0 /3/0",
        )],
    );
}

/// 1.1-int-4
#[test]
fn delete() {
    let read = [
        (
            "GET /1 accept=110",
            O::BootstrapRead,
            "2.05 ct=110 body=[{\"bn\":\"/1/0/\",\"n\":\"0\",\"v\":1},{\"n\":\"1\",\"v\":86400}] tells /1/0/0 /1/0/1",
        ),
        ("GET /1 accept=110", O::BootstrapRead, "4.04"),
    ];
    check_servers_read(&read);
    check(
        SINCE_1_1,
        &[
            (
                "GET / accept=40",
                O::BootstrapDiscover,
                "2.05 ct=40 body=</>;lwm2m=1.1,</0/0>;ssid=1,</0/1>,</1/0>;ssid=1,</3/0> tells /0/0 /0/1 /1/0 /3/0",
            ),
            ("DELETE /0", O::BootstrapDelete, "2.02"),
            ("DELETE /1", O::BootstrapDelete, "2.02"),
            ("POST /bs", O::BootstrapFinish, "4.06"),
        ],
    );
}

/// D-132: a Server Object is read since 1.1, and asked for since 1.2.
fn check_servers_read(exchanges: &[super::exchange::Exchange<'_>]) {
    check_read(&[Version::V1_1], exchanges);
    check(ONLY_1_2, exchanges);
}

/// 1.1-int-5
#[test]
fn server_initiated() {
    check(
        ALL,
        &[("POST /1/0/9", O::Execute, "2.04"), ("POST /bs?ep=node1", O::BootstrapRequest, "2.04")],
    );
}

/// 1.1-int-7
#[test]
fn fallback() {
    check(
        SINCE_1_1,
        &[
            (
                "POST /rd?ep=node1&lt=86400&lwm2m=1.1&b=U ct=40 body=</1/0>,</3/0> tells /1/0 /3/0",
                O::Register,
                "4.03",
            ),
            ("POST /bs?ep=node1", O::BootstrapRequest, "2.04"),
            ("POST /bs?ep=node1", O::BootstrapRequest, "4.00"),
        ],
    );
}

/// 1.1-int-8
#[test]
fn read() {
    check_servers_read(&[(
        "GET /1 accept=110",
        O::BootstrapRead,
        "2.05 ct=110 body=[{\"n\":\"/1/0/0\",\"v\":1}] tells /1/0/0",
    )]);
    check(
        SINCE_1_1,
        &[
            (
                "PUT /2 ct=110 body=[{\"bn\":\"/2/0/\",\"n\":\"0\",\"v\":3},{\"n\":\"1\",\"v\":0},{\"n\":\"2/0\",\"v\":31},\
             {\"n\":\"3\",\"v\":65535}] tells /2/0/0 /2/0/1 /2/0/2/0 /2/0/3",
                O::BootstrapWrite,
                "2.04",
            ),
            (
                "GET /2 accept=11542",
                O::BootstrapRead,
                "2.05 ct=11542 hex=08000f c10003 c10100 830241001f c203ffff tells /2/0/0 /2/0/1 /2/0/2/0 /2/0/3",
            ),
            ("GET /0 accept=110", O::BootstrapRead, "refused 4.05"),
            ("POST /bs", O::BootstrapFinish, "2.04"),
        ],
    );
}

/// 1.1-int-9
#[test]
fn inconsistent() {
    check(
        SINCE_1_1,
        &[
            ("PUT /1/0/5 ct=0 body=86400 tells /1/0/5", O::BootstrapWrite, "2.04"),
            ("POST /bs", O::BootstrapFinish, "4.06"),
        ],
    );
}

/// 1.2-int-11
#[test]
fn oscore() {
    check(
        ONLY_1_2,
        &[
            (
                "PUT /21 ct=110 body=[{\"bn\":\"/21/0/\",\"n\":\"0\",\"vd\":\"AQIDBA\"},{\"n\":\"1\",\"vd\":\"AQ\"},\
             {\"n\":\"2\",\"vd\":\"Ag\"}] tells /21/0/0 /21/0/1 /21/0/2",
                O::BootstrapWrite,
                "2.04",
            ),
            (
                "PUT /0/0 ct=110 body=[{\"n\":\"/0/0/17\",\"vlo\":\"21:0\"}] tells /0/0/17",
                O::BootstrapWrite,
                "2.04",
            ),
            (
                "GET / accept=40",
                O::BootstrapDiscover,
                "2.05 ct=40 body=</>;lwm2m=1.2,</0/0>;ssid=1,</0/1>,</1/0>;ssid=1,</21/0>;ssid=1,</21/1>,</3/0> \
             tells /0/0 /0/1 /1/0 /21/0 /21/1 /3/0",
            ),
            ("POST /bs", O::BootstrapFinish, "2.04"),
        ],
    );
}

/// 1.2-int-12
#[test]
fn pack() {
    check(
        ONLY_1_2,
        &[
            (
                "GET /bspack?ep=node1&acc=</0/0> accept=112",
                O::BootstrapPackRequest,
                "2.05 ct=112 hex=88a321652f302f302f0061300370636f61703a2f2f732e6578616d706c65a200613104f4a20061320203\
             a2006231300201a321652f312f302f0061300201a2006131021a00015180a200613604f4a2006137036155 \
             tells /0/0/0 /0/0/1 /0/0/2 /0/0/10 /1/0/0 /1/0/1 /1/0/6 /1/0/7",
            ),
            ("GET /bspack?ep=node1 accept=11544", O::BootstrapPackRequest, "5.01"),
            ("GET /bspack?ep=node1 accept=11544", O::BootstrapPackRequest, "4.05"),
        ],
    );
}
