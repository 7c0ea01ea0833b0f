//! Any operation over HTTP: what this binding carries comes back as it was, what it does not is an error that names
//! the rule; every answer comes back as its status says.
#![allow(
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    reason = "a test has the standard library"
)]

#[path = "common/calls.rs"]
mod calls;

use calls::{call, parts};
use lwm2m_codec::message::{Code, Location};
use lwm2m_codec::operation::{Answer, Call, Content, Rule};
use lwm2m_codec::{ContentFormat, ErrorKind, Operation, Options, Path, Version};
use proptest::prelude::*;

const fn is_carried(operation: Operation) -> bool {
    use Operation as O;
    !matches!(
        operation,
        O::ReadComposite
            | O::WriteComposite
            | O::Observe
            | O::ObserveComposite
            | O::CancelObservation
            | O::CancelObservationComposite
            | O::Notify
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]
    /// HTP-04, HTP-05, HTP-10.
    #[test]
    fn what_is_carried_comes_back(parts in parts(), prefixed: bool) {
        let mut options = Options::STRICT.version(parts.version);
        if prefixed {
            options = options.alternate_path("lwm2m/x").gateway_prefix("d01");
        }
        for operation in Operation::ALL {
            let Some(call) = call(*operation, &parts) else { continue };
            let written = options.encode_http_request(&call);
            let rule = match (parts.version, is_carried(*operation)) {
                (Version::V1_0 | Version::V1_1, _) => Some(Rule::BindingVersion),
                (_, false) => Some(Rule::NotOverHttp),
                _ => None,
            };
            if let Some(rule) = rule {
                prop_assert_eq!(written.map(drop).map_err(|e| e.kind()), Err(ErrorKind::Rule(rule)));
                continue;
            }
            let message = match (written, call.request(options)) {
                (Ok(message), Ok(_)) => message,
                (Err(error), Err(same)) => {
                    prop_assert_eq!(error, same);
                    continue;
                }
                (Err(error), Ok(_)) => panic!("{operation:?} {parts:?}: {error}"),
                (Ok(_), Err(error)) => panic!("{error}"),
            };
            let mut expected = call.clone();
            if let Call::Register(register) = &mut expected {
                register.registration.version.get_or_insert(Version::V1_2);
                if register.registration.version == Some(Version::V1_0) && register.registration.queue_mode {
                    register.registration.binding.get_or_insert_default();
                }
            }
            let mut buffer = [0; 64];
            let request = options.http_request(&message, &mut buffer);
            let again = request.and_then(|request| options.dispatch(&request, operation.role()));
            prop_assert_eq!(again, Ok(expected), "{:?} {:?}", message, parts);
        }
    }

    /// Any target and any header is read or refused.
    #[test]
    fn any_target(target in "/([a-z0-9/%.~-]|%2[fF]|%C3%A9|%c3){0,20}(\\?[a-z0-9=&%]{0,10})?", accept in "[ -~]{0,20}") {
        let Ok(uri) = target.parse::<http::Uri>() else { return Ok(()) };
        let mut message = http::Request::new(&b""[..]);
        *message.uri_mut() = uri;
        message.headers_mut().insert("accept", accept.parse().expect("visible characters"));
        let mut buffer = [0; 64];
        if let Err(error) = Options::STRICT.http_request(&message, &mut buffer) {
            let within = error.offset().is_none_or(|offset| offset <= target.len());
            prop_assert!(within, "{}: {}", target, error);
        }
    }
}

/// HTP-06, HTP-09: the success of every operation, and every refusal, as statuses and back.
#[test]
fn d_156_answers_come_back() {
    let location = Location::parse("/rd/5a 3f").expect("a location");
    for operation in Operation::ALL {
        if !is_carried(*operation) {
            let written = Options::STRICT.encode_http_response(*operation, &Answer::Changed);
            let kind = written.map(drop).map_err(|error| error.kind());
            assert_eq!(kind, Err(ErrorKind::Rule(Rule::NotOverHttp)));
            let message = http::Response::new(&b""[..]);
            let mut buffer = [];
            let read = Options::STRICT.http_response(*operation, &message, &mut buffer);
            assert_eq!(read.map_err(|e| e.kind()), Err(ErrorKind::Rule(Rule::NotOverHttp)));
            continue;
        }
        for code in operation
            .codes(Version::V1_2)
            .chain([Code::INTERNAL_SERVER_ERROR, Code::SERVICE_UNAVAILABLE])
        {
            use Operation as O;
            let format = match operation {
                O::Discover | O::BootstrapDiscover => ContentFormat::LINK,
                _ => ContentFormat::SENML_CBOR,
            };
            let (answer, status) = match code {
                Code::CREATED if *operation == O::Register => (Answer::Registered(location), 201),
                Code::CREATED => (Answer::Created(Some(Path::instance(16, 1))), 204),
                Code::DELETED => (Answer::Deleted, 204),
                Code::CHANGED if matches!(operation, O::Execute | O::BootstrapRequest) => {
                    (Answer::Changed, 200)
                }
                Code::CHANGED => (Answer::Changed, 204),
                Code::CONTINUE => {
                    let written =
                        Options::STRICT.encode_http_response(*operation, &Answer::Continue);
                    let kind = written.map(drop).map_err(|error| error.kind());
                    assert_eq!(kind, Err(ErrorKind::NotExpressible("a demand for the next block")));
                    continue;
                }
                Code::CONTENT => (Answer::Content(Content::new(format, b"\x80")), 200),
                code => {
                    let status = u16::from(code.class()) * 100 + u16::from(code.detail());
                    (Answer::Refused { code, diagnostic: b"no" }, status)
                }
            };
            let message = Options::STRICT.encode_http_response(*operation, &answer);
            let message = message.unwrap_or_else(|error| panic!("{operation:?} {code}: {error}"));
            assert_eq!(message.status(), status, "{operation:?}");
            let mut buffer = [0; 32];
            let response = Options::STRICT.http_response(*operation, &message, &mut buffer);
            let again = response.and_then(|response| Options::STRICT.answer(*operation, &response));
            // HTP-07: 403 is 4.01, too.
            let expected = match answer {
                Answer::Refused { code: Code::FORBIDDEN, diagnostic } => {
                    Answer::Refused { code: Code::UNAUTHORIZED, diagnostic }
                }
                answer => answer,
            };
            assert_eq!(again, Ok(expected), "{operation:?}");
        }
    }
}
