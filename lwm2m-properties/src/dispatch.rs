//! Requests: which operation each is, for whoever is asked; leniently as strictly, and written again.

use lwm2m_codec::message::Request;
use lwm2m_codec::operation::{Call, Role};
use lwm2m_codec::{Options, Version};

const ROLES: [Role; 4] = [Role::Client, Role::BootstrapClient, Role::Server, Role::BootstrapServer];

/// Dispatches a request for everybody who may be asked; what can be written again is the same operation.
pub(crate) fn dispatched(options: Options<'static>, request: &Request<'_>) {
    for role in ROLES {
        let strict = options.dispatch(request, role);
        let mut deviations = Vec::new();
        let mut report = |deviation| deviations.push(deviation);
        let lenient = options.lenient(&mut report).dispatch(request, role);
        let call = match strict {
            Ok(call) => call,
            Err(error) => {
                // Whatever it is, there is a code to answer.
                assert!(!error.code().is_success(), "{error}");
                continue;
            }
        };
        assert!(deviations.is_empty(), "strictly read, and yet {deviations:?}");
        assert!(same(lenient.as_ref().ok(), &call), "strictly {call:?}, leniently {lenient:?}");
        let Ok(again) = call.request(options) else { continue };
        let read = options.dispatch(&again, role);
        assert!(same(read.as_ref().ok(), &filled(call.clone())), "{call:?} became {read:?}");
    }
}

fn same(found: Option<&Call<'_>>, expected: &Call<'_>) -> bool {
    found.is_some_and(|found| found == expected || format!("{found:?}") == format!("{expected:?}"))
}

/// What reading fills in of a Register.
fn filled(mut call: Call<'_>) -> Call<'_> {
    if let Call::Register(register) = &mut call {
        let registration = &mut register.registration;
        if registration.version == Some(Version::V1_0) && registration.queue_mode {
            registration.binding.get_or_insert_default();
        }
    }
    call
}
