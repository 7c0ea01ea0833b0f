//! The registration interface: cases 101 to 111.

use lwm2m_codec::Operation as O;

use super::exchange::{ALL, ONLY_1_0, ONLY_1_2, SINCE_1_1, check};

/// 1.1-int-101
#[test]
fn register() {
    check(
        ONLY_1_0,
        &[(
            "POST /rd?ep=node1&lt=86400&lwm2m=1.0&b=U&sms=491711234567 ct=40 body=</1/0>,</3/0>,</5> tells /1/0 /3/0 /5",
            O::Register,
            "2.01 location=/rd/5a3f",
        )],
    );
    check(
        SINCE_1_1,
        &[
            (
                "POST /rd?ep=node1&lt=86400&lwm2m=1.1&b=U&sms=491711234567 ct=40 \
             body=</>;ct=\"110 112\",</1/0>,</3/0>,</5> tells /1/0 /3/0 /5",
                O::Register,
                "2.01 location=/rd/5a3f",
            ),
            // Credentials are told to no server: they are left out.
            (
                "POST /rd?ep=node1&lt=86400&lwm2m=1.1 ct=40 body=</0/0>,</1/0>,</3/0>,</21/0> tells /1/0 /3/0",
                O::Register,
                "2.01 location=/rd/1",
            ),
        ],
    );
}

/// 1.1-int-102
#[test]
fn update() {
    check(
        ALL,
        &[
            ("PUT /1/0/1 ct=0 body=20 tells /1/0/1", O::Write, "2.04"),
            ("POST /rd/5a3f?lt=20", O::Update, "2.04"),
        ],
    );
}

/// 1.1-int-103
#[test]
fn deregister() {
    check(ALL, &[("POST /1/0/4", O::Execute, "2.04"), ("DELETE /rd/5a3f", O::Deregister, "2.02")]);
}

/// 1.1-int-104
#[test]
fn update_trigger() {
    check(ALL, &[("POST /1/0/8", O::Execute, "2.04"), ("POST /rd/5a3f", O::Update, "2.04")]);
}

/// 1.1-int-105
#[test]
fn discarded_update() {
    check(
        SINCE_1_1,
        &[
            ("POST /rd/gone", O::Update, "4.04"),
            (
                "POST /rd?ep=node1&lt=86400&lwm2m=1.1 ct=40 body=</1/0>,</3/0> tells /1/0 /3/0",
                O::Register,
                "2.01 location=/rd/1",
            ),
        ],
    );
}

/// 1.1-int-106
#[test]
fn tcp_binding() {
    check(
        SINCE_1_1,
        &[(
            "POST /rd?ep=node1&lt=86400&lwm2m=1.1&b=T ct=40 body=</1/0>,</3/0> tells /1/0 /3/0",
            O::Register,
            "2.01 location=/rd/5a3f",
        )],
    );
    check(
        ONLY_1_0,
        &[(
            "POST /rd?ep=node1&lt=86400&lwm2m=1.0&b=T ct=40 body=</1/0>,</3/0>",
            O::Register,
            "refused 4.00",
        )],
    );
}

/// 1.1-int-107
#[test]
fn longer_lifetime() {
    check(
        SINCE_1_1,
        &[
            (
                "POST /rd?ep=node1&lt=60&lwm2m=1.1 ct=40 body=</1/0>,</3/0> tells /1/0 /3/0",
                O::Register,
                "2.01 location=/rd/1",
            ),
            ("PUT /1/0/1 ct=0 body=120 tells /1/0/1", O::Write, "2.04"),
            ("POST /rd/1?lt=120", O::Update, "2.04"),
        ],
    );
}

/// 1.1-int-108
#[test]
fn queue_mode() {
    check(
        SINCE_1_1,
        &[(
            "POST /rd?ep=node1&lt=86400&lwm2m=1.1&b=U&Q ct=40 body=</1/0>,</3/0> tells /1/0 /3/0",
            O::Register,
            "2.01 location=/rd/1",
        )],
    );
}

/// 1.1-int-109
#[test]
fn queue_mode_read() {
    check(
        SINCE_1_1,
        &[
            ("POST /rd/1", O::Update, "2.04"),
            ("GET /3/0/0 accept=0", O::Read, "2.05 ct=0 body=ACME tells /3/0/0"),
        ],
    );
}

/// 1.2-int-110
#[test]
fn profile_id() {
    check(
        ONLY_1_2,
        &[
            (
                "POST /rd?ep=node1&lt=86400&lwm2m=1.2&b=U&pid=6:27354b9a",
                O::Register,
                "2.01 location=/rd/1",
            ),
            ("POST /rd?ep=node1&lt=86400&lwm2m=1.2&b=U&pid=6:27354b9a", O::Register, "4.09"),
        ],
    );
    check(
        &[lwm2m_codec::Version::V1_1],
        &[(
            "POST /rd?ep=node1&lt=86400&lwm2m=1.1&b=U&pid=6:27354b9a ct=40 body=</1/0>",
            O::Register,
            "refused 4.00",
        )],
    );
}

/// 1.2-int-111
#[test]
fn profile_id_and_list() {
    check(
        ONLY_1_2,
        &[(
            "POST /rd?ep=node1&lt=86400&lwm2m=1.2&b=U&pid=6:27354b9a ct=40 body=</4/0> tells /4/0",
            O::Register,
            "2.01 location=/rd/1",
        )],
    );
}
