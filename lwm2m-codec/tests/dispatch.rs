//! What operation a request is, by method, path, options, version and receiver, and which rule it breaks otherwise.
#![allow(
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test has the standard library"
)]

#[path = "common/request.rs"]
mod request;

use lwm2m_codec::operation::{Role, Rule};
use lwm2m_codec::{
    DataType, ErrorKind, Operation, Operations, Options, Path, Range, ResourceDef, ResourceId,
    Schema, Version,
};
use request::{dispatch, request};

use Operation as O;
use Version::{V1_0, V1_1, V1_2};

/// A requirement or decision, the versions, a request, and the operation or the rule.
type Row = (&'static str, &'static [Version], &'static str, Result<Operation, Rule>);

const ALL: &[Version] = &[V1_0, V1_1, V1_2];
const SINCE_1_1: &[Version] = &[V1_1, V1_2];
const BEFORE_1_2: &[Version] = &[V1_0, V1_1];
const ONLY_1_0: &[Version] = &[V1_0];
const ONLY_1_1: &[Version] = &[V1_1];
const ONLY_1_2: &[Version] = &[V1_2];

#[rustfmt::skip]
const CLIENT: &[Row] = &[
    ("OPR-01", ALL, "GET /3", Ok(O::Read)),
    ("OPR-01", ALL, "GET /3/0 accept=11542", Ok(O::Read)),
    ("OPR-01", ALL, "GET /3/0/9", Ok(O::Read)),
    ("OPR-01", SINCE_1_1, "GET /3/0/11/0", Ok(O::Read)),
    ("D-014", ONLY_1_0, "GET /3/0/11/0", Err(Rule::DepthVersion)),
    ("D-021", ALL, "GET /", Err(Rule::Depth)),
    ("D-091", ALL, "GET /3/0 accept=0", Err(Rule::Accept)),
    ("D-091", ALL, "GET /3/0 accept=65000", Err(Rule::Accept)),
    ("D-091", ONLY_1_0, "GET /3/0 accept=112", Err(Rule::Accept)),
    ("OPR-04", ALL, "GET /3 accept=40", Ok(O::Discover)),
    ("OPR-04", ALL, "GET /3/0 accept=40", Ok(O::Discover)),
    ("OPR-04", ALL, "GET /3/0/7 accept=40", Ok(O::Discover)),
    ("OPR-04", ALL, "GET /3/0/7/0 accept=40", Err(Rule::Depth)),
    ("D-141", ALL, "GET /3?depth=1 accept=40", Ok(O::Discover)),
    ("D-141", BEFORE_1_2, "GET /3?depth=x accept=40", Ok(O::Discover)),
    ("OPR-07", ALL, "PUT /1/0 ct=11542 body=x", Ok(O::Write)),
    ("OPR-07", ALL, "PUT /1/0/2 ct=0 body=101", Ok(O::Write)),
    ("OPR-07", SINCE_1_1, "PUT /16/0/0/1 ct=0 body=test", Ok(O::Write)),
    ("OPR-07", ONLY_1_0, "PUT /16/0/0/1 ct=0 body=test", Err(Rule::DepthVersion)),
    ("OPR-07", ALL, "PUT /1/0/2 body=101", Err(Rule::MissingContentFormat)),
    ("D-139", ALL, "PUT /1/0/2 ct=0", Ok(O::Write)),
    ("D-139", ALL, "PUT /1/0/2?pmin=1 ct=0 body=1", Err(Rule::QueryOnWrite)),
    ("D-139", ALL, "PUT /1/0/2", Ok(O::WriteAttributes)),
    ("D-091", ALL, "PUT /1/0/2 ct=65000 body=x", Err(Rule::ContentFormat)),
    ("D-086", ONLY_1_0, "PUT /1/0/2 ct=60 body=x", Err(Rule::ContentFormat)),
    ("D-086", SINCE_1_1, "PUT /1/0/2 ct=60 body=x", Ok(O::Write)),
    ("D-088", SINCE_1_1, "PUT /1/0 ct=11543 body=x", Err(Rule::ContentFormat)),
    ("OPR-08", ALL, "POST /1/0 ct=11542 body=x", Ok(O::WritePartialUpdate)),
    ("OPR-08", ALL, "POST /1/0 ct=0 body=x", Err(Rule::ContentFormat)),
    ("OPR-08", ALL, "POST /1/0", Err(Rule::MissingContentFormat)),
    ("OPR-09", ONLY_1_2, "POST /3/0/15 ct=112 body=x", Ok(O::WritePartialUpdate)),
    ("OPR-09", BEFORE_1_2, "POST /3/0/15 ct=11542 body=x", Err(Rule::DepthVersion)),
    ("OPR-09", ONLY_1_2, "POST /3/0/15 ct=60 body=x", Err(Rule::ContentFormat)),
    ("OPR-10", ALL, "PUT /1 ct=11542 body=x", Err(Rule::Depth)),
    ("OPR-15", ALL, "PUT /3/0/9?pmin=1&pmax=5&lt=5", Ok(O::WriteAttributes)),
    ("OPR-15", ALL, "PUT /3?pmin", Ok(O::WriteAttributes)),
    ("OPR-15", ONLY_1_0, "PUT /3/0/11/0?pmin=1", Err(Rule::DepthVersion)),
    ("OPR-16", ALL, "POST /3/0/4", Ok(O::Execute)),
    ("OPR-19", ALL, "POST /1/0/8 ct=0 body=0='U'", Ok(O::Execute)),
    ("OPR-19", BEFORE_1_2, "POST /1/0/8 ct=110 body=[]", Err(Rule::DepthVersion)),
    ("BST-20", ALL, "POST /1/0/9", Ok(O::Execute)),
    ("OPR-16", ALL, "POST /3/0/11/0", Err(Rule::NoOperation)),
    ("OPR-16", ALL, "POST /", Err(Rule::NoOperation)),
    ("D-090", ALL, "POST /1/0/8 body=0='U'", Err(Rule::MissingContentFormat)),
    ("OPR-20", ALL, "POST /16 ct=11542 body=x", Ok(O::Create)),
    ("OPR-20", ALL, "POST /16 body=x", Err(Rule::MissingContentFormat)),
    ("OPR-20", ALL, "POST /2/4 ct=11542 body=x", Ok(O::WritePartialUpdate)),
    ("OPR-23", ALL, "DELETE /16/1", Ok(O::Delete)),
    ("OPR-23", ALL, "DELETE /16", Err(Rule::Depth)),
    ("OPR-23", ALL, "DELETE /16/1/0", Err(Rule::Depth)),
    ("OPR-23", ONLY_1_2, "DELETE /16/0/0/1", Ok(O::Delete)),
    ("D-140", BEFORE_1_2, "DELETE /16/0/0/1", Err(Rule::DepthVersion)),
    ("D-143", ALL, "DELETE /16/1 accept=65000", Ok(O::Delete)),
    ("D-143", ALL, "POST /3/0/4 accept=65000", Ok(O::Execute)),
    ("OPR-24", SINCE_1_1, "FETCH / ct=112 accept=112 body=x", Ok(O::ReadComposite)),
    ("OPR-24", SINCE_1_1, "FETCH /3 ct=112 body=x", Err(Rule::Depth)),
    ("OPR-24", SINCE_1_1, "FETCH / body=x", Err(Rule::MissingContentFormat)),
    ("OPR-24", SINCE_1_1, "FETCH / ct=112 accept=322 body=x", Err(Rule::Accept)),
    ("OPR-25", ONLY_1_1, "FETCH / ct=110 body=x", Ok(O::ReadComposite)),
    ("OPR-25", ONLY_1_1, "FETCH / ct=322 body=x", Err(Rule::ContentFormat)),
    ("OPR-25", ONLY_1_2, "FETCH / ct=110 body=x", Ok(O::ReadComposite)),
    ("OPR-25", ONLY_1_2, "FETCH / ct=320 body=x", Ok(O::ReadComposite)),
    ("OPR-25", ONLY_1_2, "FETCH / ct=322 body=x", Ok(O::ReadComposite)),
    ("D-064", SINCE_1_1, "FETCH / ct=11544 body=x", Err(Rule::ContentFormat)),
    ("OPR-24", ONLY_1_0, "FETCH / ct=112 body=x", Err(Rule::LaterVersion)),
    ("OPR-27", SINCE_1_1, "IPATCH / ct=112 body=x", Ok(O::WriteComposite)),
    ("OPR-27", ONLY_1_2, "IPATCH / ct=322 body=x", Ok(O::WriteComposite)),
    ("OPR-27", ONLY_1_2, "IPATCH / ct=11544 body=x", Ok(O::WriteComposite)),
    ("D-148", ONLY_1_1, "IPATCH / ct=11544 body=x", Err(Rule::ContentFormat)),
    ("OPR-31", ALL, "GET /0", Err(Rule::HiddenObject)),
    ("OPR-31", ALL, "PUT /0/0/0 ct=0 body=x", Err(Rule::HiddenObject)),
    ("OPR-31", ALL, "PUT /0?pmin=1&pmax=2", Err(Rule::HiddenObject)),
    ("OPR-31", SINCE_1_1, "GET /21/0 observe=0", Err(Rule::HiddenObject)),
    ("OPR-31", ONLY_1_2, "DELETE /23/0", Err(Rule::HiddenObject)),
    ("OPR-31", ONLY_1_2, "POST /24 ct=112 body=x", Err(Rule::HiddenObject)),
    ("D-152", ONLY_1_0, "GET /21/0", Ok(O::Read)),
    ("D-152", BEFORE_1_2, "GET /23", Ok(O::Read)),
    ("1.3", ALL, "GET /3/0/7 observe=0", Ok(O::Observe)),
    ("1.3", ALL, "GET /3/0/7 observe=1", Ok(O::CancelObservation)),
    ("D-115", ONLY_1_2, "GET /3/0/7?pmin=5&pmax=15 observe=0", Ok(O::Observe)),
    ("1.4", SINCE_1_1, "FETCH / ct=112 observe=0 body=x", Ok(O::ObserveComposite)),
    ("1.4", SINCE_1_1, "FETCH / ct=112 observe=1 body=x", Ok(O::CancelObservationComposite)),
    ("D-115", ONLY_1_2, "FETCH /?pmin=30&con=1 ct=322 observe=0 body=x", Ok(O::ObserveComposite)),
    ("BST-10", ALL, "POST /bs", Err(Rule::NoOperation)),
    ("D-018", ALL, "GET /d01/3/0", Err(Rule::UnknownPrefix)),
];

#[rustfmt::skip]
const BOOTSTRAP_CLIENT: &[Row] = &[
    ("BST-04", ALL, "PUT /0 ct=11542 body=x", Ok(O::BootstrapWrite)),
    ("BST-04", ALL, "PUT /0/0 ct=11542 body=x", Ok(O::BootstrapWrite)),
    ("BST-04", ALL, "PUT /0/0/0 ct=0 body=x", Ok(O::BootstrapWrite)),
    ("D-133", ALL, "PUT /0/0/0/0 ct=0 body=x", Err(Rule::BootstrapDepth)),
    ("D-133", ALL, "PUT / ct=112 body=x", Err(Rule::BootstrapDepth)),
    ("BST-05", ALL, "PUT /0 ct=0 body=x", Err(Rule::ContentFormat)),
    ("BST-05", ALL, "PUT /0/0 ct=60 body=x", Err(Rule::ContentFormat)),
    ("BST-05", SINCE_1_1, "PUT /0 ct=112 body=x", Ok(O::BootstrapWrite)),
    ("BST-05", ONLY_1_2, "PUT /0 ct=11544 body=x", Ok(O::BootstrapWrite)),
    ("D-090", ALL, "PUT /0/0 body=x", Err(Rule::MissingContentFormat)),
    ("BST-07", ALL, "DELETE /", Ok(O::BootstrapDelete)),
    ("BST-07", ALL, "DELETE /0", Ok(O::BootstrapDelete)),
    ("BST-07", ALL, "DELETE /0/1", Ok(O::BootstrapDelete)),
    ("D-134", ALL, "DELETE /0/1/0", Err(Rule::BootstrapDepth)),
    ("BST-08", ALL, "GET / accept=40", Ok(O::BootstrapDiscover)),
    ("BST-08", ALL, "GET /0 accept=40", Ok(O::BootstrapDiscover)),
    ("BST-08", ALL, "GET /0/0 accept=40", Err(Rule::BootstrapDepth)),
    ("BST-09", SINCE_1_1, "GET /1", Ok(O::BootstrapRead)),
    ("BST-09", SINCE_1_1, "GET /1/0 accept=112", Ok(O::BootstrapRead)),
    ("BST-09", SINCE_1_1, "GET /2", Ok(O::BootstrapRead)),
    ("BST-09", SINCE_1_1, "GET /2/0", Ok(O::BootstrapRead)),
    ("BST-09", SINCE_1_1, "GET /3", Err(Rule::BootstrapTarget)),
    ("BST-09", SINCE_1_1, "GET /1/0/0", Err(Rule::BootstrapTarget)),
    ("BST-09", SINCE_1_1, "GET /", Err(Rule::BootstrapTarget)),
    ("BST-09", ONLY_1_0, "GET /1", Err(Rule::LaterVersion)),
    ("BST-10", ALL, "POST /bs", Ok(O::BootstrapFinish)),
    ("BST-19", ALL, "PUT /lwm2m/0/0 ct=11542 body=x", Err(Rule::BootstrapPrefix)),
    ("D-021", ALL, "POST /1/0/8", Err(Rule::NoOperation)),
];

#[rustfmt::skip]
const SERVER: &[Row] = &[
    ("REG-01", ONLY_1_2, "POST /rd?ep=n&lt=60&lwm2m=1.2", Ok(O::Register)),
    ("REG-10", ALL, "POST /rd/5a3f", Ok(O::Update)),
    ("REG-12", ALL, "DELETE /rd/5a3f", Ok(O::Deregister)),
    ("OPR-29", SINCE_1_1, "POST /dp ct=110 body=x", Ok(O::Send)),
    ("OPR-29", SINCE_1_1, "POST /dp ct=112 body=x", Ok(O::Send)),
    ("OPR-29", ONLY_1_2, "POST /dp ct=11544 body=x", Ok(O::Send)),
    ("OPR-29", ONLY_1_0, "POST /dp ct=110 body=x", Err(Rule::LaterVersion)),
    ("D-149", ONLY_1_1, "POST /dp ct=11544 body=x", Err(Rule::ContentFormatRefused)),
    ("D-149", SINCE_1_1, "POST /dp ct=0 body=x", Err(Rule::ContentFormatRefused)),
    ("D-149", SINCE_1_1, "POST /dp body=x", Err(Rule::MissingContentFormat)),
    ("D-021", ALL, "GET /rd", Err(Rule::NoOperation)),
    ("D-021", ALL, "POST /bs?ep=n", Err(Rule::NoOperation)),
    ("D-021", ALL, "POST /3", Err(Rule::NoOperation)),
];

#[rustfmt::skip]
const BOOTSTRAP_SERVER: &[Row] = &[
    ("BST-01", ALL, "POST /bs?ep=n", Ok(O::BootstrapRequest)),
    ("BST-15", ONLY_1_2, "GET /bspack?ep=n accept=112", Ok(O::BootstrapPackRequest)),
    ("BST-15", ONLY_1_2, "GET /bspack accept=11544", Ok(O::BootstrapPackRequest)),
    ("BST-15", ONLY_1_2, "GET /bspack accept=11542", Err(Rule::Accept)),
    ("BST-16", BEFORE_1_2, "GET /bspack?ep=n accept=112", Err(Rule::NotImplemented)),
    ("D-021", ALL, "POST /rd?ep=n&lt=1&lwm2m=1.2", Err(Rule::NoOperation)),
];

/// OPR-01, OPR-04, OPR-07, OPR-08, OPR-09, OPR-10, OPR-15, OPR-16, OPR-19, OPR-20, OPR-23, OPR-24, OPR-25, OPR-27,
/// OPR-29, OPR-31, BST-01, BST-04, BST-05, BST-07, BST-08, BST-09, BST-10, BST-15, BST-16, BST-19, BST-20, REG-01,
/// REG-10, REG-12: each row names its own.
#[test]
fn each_request_is_its_operation() {
    for (role, rows) in [
        (Role::Client, CLIENT),
        (Role::BootstrapClient, BOOTSTRAP_CLIENT),
        (Role::Server, SERVER),
        (Role::BootstrapServer, BOOTSTRAP_SERVER),
    ] {
        for (requirement, versions, line, expected) in rows {
            for version in *versions {
                let call = dispatch(Options::STRICT.version(*version), role, line);
                let found = call.map(|call| call.operation()).map_err(|error| error.kind());
                let expected = expected.map_err(ErrorKind::Rule);
                assert_eq!(found, expected, "{requirement} in {version}: {line}");
            }
        }
    }
}

/// Parameters that are not of the operation.
#[test]
fn d_108_unknown_parameters() {
    for (role, line) in [
        (Role::Client, "GET /3/0?pmin=1"),
        (Role::Client, "GET /3/0?depth=1"),
        (Role::Client, "DELETE /16/1?x"),
        (Role::Client, "POST /1/0/8?0=U"),
        (Role::Client, "GET /3?pmin=1 accept=40"),
        (Role::Client, "FETCH /?depth=1 ct=112 body=x"),
        (Role::Client, "PUT /3/0/9?foo=1"),
        (Role::BootstrapClient, "GET /?depth=1 accept=40"),
        (Role::BootstrapClient, "POST /bs?ep=n"),
        (Role::BootstrapServer, "POST /bs?ep=n&acc=x"),
        (Role::BootstrapServer, "GET /bspack?ep=n&pct=112"),
        (Role::Server, "DELETE /rd/1?lt=1"),
        (Role::Server, "POST /rd?ep=n&lt=1&lwm2m=1.2&x=1"),
        (Role::Server, "POST /dp?ep=n ct=112 body=x"),
    ] {
        let error = dispatch(Options::STRICT, role, line).expect_err(line);
        assert_eq!(error.kind(), ErrorKind::UnknownParameter, "{line}: {error}");
        assert!(error.offset().is_some(), "{line}");
    }
}

/// OPR-04, OPR-05: the depth of a Discover.
#[test]
fn opr_05_depths() {
    use lwm2m_codec::operation::Call;
    for (line, expected) in [
        ("GET /3 accept=40", Ok((None, 2))),
        ("GET /3/0 accept=40", Ok((None, 1))),
        ("GET /3/0/7 accept=40", Ok((None, 1))),
        ("GET /3?depth=0 accept=40", Ok((Some(0), 0))),
        ("GET /3/0?depth=3 accept=40", Ok((Some(3), 3))),
        ("GET /3?depth=4 accept=40", Err(ErrorKind::Query("a depth of 0 to 3"))),
        ("GET /3?depth=x accept=40", Err(ErrorKind::Query("decimal digits"))),
        ("GET /3?depth= accept=40", Err(ErrorKind::Query("decimal digits"))),
        ("GET /3?depth accept=40", Err(ErrorKind::Query("a value"))),
        ("GET /3?depth=1&depth=1 accept=40", Err(ErrorKind::Rule(Rule::RepeatedParameter))),
    ] {
        let call = dispatch(Options::STRICT, Role::Client, line).map_err(|error| error.kind());
        let found = call.map(|call| match call {
            Call::Discover(discover) => (discover.depth, discover.levels()),
            other => panic!("{line}: {other:?}"),
        });
        assert_eq!(found, expected, "{line}");
    }
}

/// A Resource for each of the cases that a POST has.
struct Defined;

impl Schema for Defined {
    fn resource(&self, path: Path) -> Option<ResourceDef<'_>> {
        let id = path.resource_id()?;
        let (operations, multiple) = match id.get() {
            4 => (Operations::EXECUTE, false),
            6 => (Operations::READ_WRITE, true),
            9 => (Operations::READ_WRITE, false),
            _ => return None,
        };
        let data_type = if operations.executable() { DataType::None } else { DataType::Integer };
        Some(ResourceDef {
            id: ResourceId::new(id.get()),
            name: "",
            operations,
            multiple,
            mandatory: false,
            data_type,
            range: Range::Any,
            unit: "",
        })
    }
}

/// OPR-03, OPR-09, D-138: a definition decides what a POST of a Resource is, and whether there are Resource Instances.
#[test]
fn opr_09_with_definitions() {
    for (version, line, expected) in [
        (V1_2, "POST /3/0/4", Ok(O::Execute)),
        (V1_2, "POST /3/0/4 ct=112 body=x", Err(Rule::Definition)),
        (V1_2, "POST /3/0/6 ct=112 body=x", Ok(O::WritePartialUpdate)),
        (V1_1, "POST /3/0/6 ct=112 body=x", Err(Rule::DepthVersion)),
        (V1_2, "POST /3/0/6", Err(Rule::Definition)),
        (V1_2, "POST /3/0/9 ct=112 body=x", Err(Rule::Definition)),
        (V1_2, "POST /3/0/9 ct=0 body=1", Err(Rule::Definition)),
        (V1_2, "POST /3/0/77 ct=112 body=x", Ok(O::WritePartialUpdate)),
        (V1_2, "GET /3/0/6/1", Ok(O::Read)),
        (V1_2, "GET /3/0/9/0", Err(Rule::SingleResource)),
        (V1_2, "PUT /3/0/9/0 ct=0 body=1", Err(Rule::SingleResource)),
        (V1_2, "GET /3/0/77/0", Ok(O::Read)),
    ] {
        let request = request(line).expect("a request");
        let call = Options::STRICT.version(version).dispatch_in(&request, Role::Client, &Defined);
        let found = call.map(|call| call.operation()).map_err(|error| error.kind());
        assert_eq!(found, expected.map_err(ErrorKind::Rule), "{line}");
    }
}

/// OPR-35, D-016, D-018: what stands in front of a path.
#[test]
fn opr_35_prefixes() {
    let options = Options::STRICT.alternate_path("lwm2m");
    let gateway = options.gateway_prefix("d01");
    for (options, line, expected) in [
        (options, "GET /lwm2m/3/0", Ok(O::Read)),
        (options, "GET /3/0", Err(Rule::UnknownPrefix)),
        (options, "GET /lwm2m/d01/3/0", Err(Rule::UnknownPrefix)),
        (options, "GET /other/3/0", Err(Rule::UnknownPrefix)),
        (gateway, "GET /lwm2m/d01/3/0", Ok(O::Read)),
        (gateway, "GET /d01/3/0", Err(Rule::UnknownPrefix)),
        (gateway, "GET /lwm2m/3/0", Err(Rule::UnknownPrefix)),
        (gateway, "GET /lwm2m/d02/3/0", Err(Rule::UnknownPrefix)),
        (options, "FETCH / ct=112 body=x", Ok(O::ReadComposite)),
        (options, "FETCH /lwm2m ct=112 body=x", Ok(O::ReadComposite)),
    ] {
        let found = dispatch(options, Role::Client, line).map(|call| call.operation());
        let found = found.map_err(|error| error.kind());
        assert_eq!(found, expected.map_err(ErrorKind::Rule), "{line}");
    }
}

/// D-021, D-091, D-136, D-152: what the receiver answers.
#[test]
fn codes_of_rules() {
    for (role, line, code) in [
        (Role::Client, "GET /", "4.05"),
        (Role::Client, "GET /0", "4.01"),
        (Role::Client, "GET /d/3", "4.04"),
        (Role::Client, "GET /3 accept=0", "4.06"),
        (Role::Client, "PUT /3/0/9 ct=1 body=x", "4.15"),
        (Role::Client, "PUT /3/0/9 body=x", "4.00"),
        (Role::Server, "POST /dp ct=0 body=x", "4.00"),
        (Role::Server, "POST /rd?ep=n&lt=1&lwm2m=9.9", "4.12"),
        (Role::BootstrapServer, "POST /bs?ep=n&pct=9999", "4.15"),
        (Role::BootstrapClient, "DELETE /0/0/1", "4.00"),
        (Role::BootstrapClient, "GET /3", "4.05"),
    ] {
        let error = dispatch(Options::STRICT, role, line).expect_err(line);
        assert_eq!(error.code().to_string(), code, "{line}: {error}");
    }
    let pack = dispatch(Options::STRICT.version(V1_1), Role::BootstrapServer, "GET /bspack");
    assert_eq!(pack.expect_err("of 1.2").code().to_string(), "5.01");
}
