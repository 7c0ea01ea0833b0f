//! The information reporting interface: cases 301 to 313.

use lwm2m_codec::{Operation as O, Path};

use super::exchange::{ALL, ONLY_1_0, ONLY_1_2, SINCE_1_1, check, check_notifications};

const LIST: &str = "[{\"n\":\"/1/0/1\"},{\"n\":\"/3/0/11/0\"},{\"n\":\"/3/0/16\"}]";

/// 1.1-int-301
#[test]
fn observe() {
    check(
        ALL,
        &[
            ("PUT /3/0/7?pmin=5&pmax=15", O::WriteAttributes, "2.04"),
            ("PUT /3/0/8?pmin=10&pmax=20", O::WriteAttributes, "2.04"),
            (
                "GET /3/0/7 observe=0 accept=11542",
                O::Observe,
                "2.05 observe=1 ct=11542 hex=88070842000ee242011388 tells /3/0/7/0 /3/0/7/1",
            ),
        ],
    );
    check_notifications(
        ALL,
        Path::resource(3, 0, 7),
        &[
            "2.05 observe=15 ct=11542 hex=88070842000ee242011388 tells /3/0/7/0 /3/0/7/1",
            "2.05 observe=16 ct=11542 hex=88070842000ee342011388 tells /3/0/7/0 /3/0/7/1",
        ],
    );
}

/// 1.1-int-303
#[test]
fn cancel() {
    check(
        ALL,
        &[(
            "GET /3/0/7 observe=1 accept=11542",
            O::CancelObservation,
            "2.05 ct=11542 hex=88070842000ee242011388 tells /3/0/7/0 /3/0/7/1",
        )],
    );
}

/// 1.1-int-304
#[test]
fn observe_composite() {
    composite("observe=0", O::ObserveComposite, "observe=1");
    check_notifications(
        SINCE_1_1,
        Path::ROOT,
        &[
            "2.05 observe=2 ct=110 body=[{\"n\":\"/1/0/1\",\"v\":60},{\"n\":\"/3/0/16\",\"vs\":\"U\"}] tells /1/0/1 /3/0/16",
        ],
    );
    check(
        ONLY_1_0,
        &[(
            "FETCH / ct=110 observe=0 body=[{\"n\":\"/1/0/1\"}]",
            O::ObserveComposite,
            "refused 4.05",
        )],
    );
}

/// 1.1-int-305
#[test]
fn cancel_composite() {
    composite("observe=1", O::CancelObservationComposite, "");
}

fn composite(observe: &str, operation: O, observed: &str) {
    let request =
        format!("FETCH / ct=110 accept=110 {observe} body={LIST} tells /1/0/1 /3/0/11/0 /3/0/16");
    let response = format!(
        "2.05 ct=110 {observed} body=[{{\"n\":\"/1/0/1\",\"v\":60}},{{\"n\":\"/3/0/11/0\",\"v\":0}}] \
         tells /1/0/1 /3/0/11/0"
    );
    check(SINCE_1_1, &[(&request, operation, &response)]);
}

/// 1.1-int-306
#[test]
fn send() {
    check(
        SINCE_1_1,
        &[
            (
                "POST /dp ct=110 body=[{\"n\":\"/3/0/11/0\",\"v\":0}] tells /3/0/11/0",
                O::Send,
                "2.04",
            ),
            ("POST /dp ct=112 hex=81a200692f332f302f31312f300200 tells /3/0/11/0", O::Send, "2.04"),
            ("POST /dp ct=0 body=1", O::Send, "refused 4.00"),
        ],
    );
    check(ONLY_1_0, &[("POST /dp ct=110 body=[]", O::Send, "refused 4.05")]);
}

/// 1.1-int-307
#[test]
fn mute_send() {
    check(
        SINCE_1_1,
        &[
            ("PUT /1/0/23 ct=0 body=1 tells /1/0/23", O::Write, "2.04"),
            ("PUT /1/0/23 ct=0 body=0 tells /1/0/23", O::Write, "2.04"),
        ],
    );
}

/// 1.1-int-308
#[test]
fn composite_and_create() {
    check(
        SINCE_1_1,
        &[
            (
                "FETCH / ct=110 observe=0 body=[{\"n\":\"/16/0\"},{\"n\":\"/1/0/1\"}] tells /16/0 /1/0/1",
                O::ObserveComposite,
                "2.05 observe=1 ct=110 body=[{\"n\":\"/1/0/1\",\"v\":60}] tells /1/0/1",
            ),
            (
                "POST /16 ct=110 body=[{\"n\":\"/16/0/0/0\",\"vs\":\"x\"}] tells /16/0/0/0",
                O::Create,
                "2.01 location=/16/0",
            ),
        ],
    );
    check_notifications(
        SINCE_1_1,
        Path::ROOT,
        &[
            "2.05 observe=2 ct=110 body=[{\"n\":\"/16/0/0/0\",\"vs\":\"x\"},{\"n\":\"/1/0/1\",\"v\":60}] \
         tells /16/0/0/0 /1/0/1",
        ],
    );
}

/// 1.1-int-309
#[test]
fn composite_and_delete() {
    check(SINCE_1_1, &[("DELETE /16/0", O::Delete, "2.02")]);
    check_notifications(
        SINCE_1_1,
        Path::ROOT,
        &["2.05 observe=3 ct=110 body=[{\"n\":\"/1/0/1\",\"v\":60}] tells /1/0/1"],
    );
}

/// 1.1-int-310
#[test]
fn composite_and_attributes() {
    composite("observe=0", O::ObserveComposite, "observe=1");
    check(
        SINCE_1_1,
        &[
            ("PUT /3/0/16?pmin=10&pmax=30", O::WriteAttributes, "2.04"),
            ("PUT /1/0/1?pmin=20&pmax=40", O::WriteAttributes, "2.04"),
        ],
    );
}

/// 1.1-int-311
#[test]
fn send_two_values() {
    check(
        SINCE_1_1,
        &[(
            "POST /dp ct=112 hex=82a321612f0065312f302f31021a00015180a20068332f302f31312f300200 tells /1/0/1 /3/0/11/0",
            O::Send,
            "2.04",
        )],
    );
}

/// 1.2-int-312
#[test]
fn observe_with_parameters() {
    check(
        ONLY_1_2,
        &[(
            "GET /3/0/7?pmin=5&pmax=15 observe=0",
            O::Observe,
            "2.05 observe=1 ct=112 hex=82a321672f332f302f372f00613002190ed8a200613102191388 tells /3/0/7/0 /3/0/7/1",
        )],
    );
    check(
        SINCE_1_1.get(..1).unwrap_or_default(),
        &[("GET /3/0/7?pmin=5&pmax=15 observe=0", O::Observe, "refused 4.00")],
    );
}

/// 1.2-int-313
#[test]
fn parameters_over_attributes() {
    check(
        ONLY_1_2,
        &[
            ("PUT /3/0/7?pmin=30&pmax=60", O::WriteAttributes, "2.04"),
            (
                "GET /3/0/7?pmin=5&pmax=10 observe=0",
                O::Observe,
                "2.05 observe=1 ct=112 hex=82a321672f332f302f372f00613002190ed8a200613102191388 tells /3/0/7/0 /3/0/7/1",
            ),
        ],
    );
}
