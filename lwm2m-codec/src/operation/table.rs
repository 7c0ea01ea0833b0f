//! The one table of the operations: who is asked, by which method, where, from which version on, and the codes of
//! the answer. Formats stand in [`negotiation`](crate::negotiation).
//! LwM2M Transport 1.2.2, tables 6.4.2-1 to 6.4.5-1 and 6.7-1 to 6.7-4; D-129 to D-150.

use super::{Operation, Role, Rule};
use crate::message::{Code, Method, Observe};
use crate::options::Version;

/// What is known of one operation.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) since: Version,
    /// Who is asked.
    pub(super) role: Role,
    pub(super) method: Method,
    pub(super) place: Place,
    pub(super) observe: Option<Observe>,
    pub(super) body: Body,
    pub(super) codes: &'static [(Code, Version)],
}

/// Which paths an operation takes.
#[derive(Debug)]
pub(super) enum Place {
    /// A reserved one.
    Reserved,
    /// Ids: since when there may be so many of them, and the rule that is broken by another number.
    Ids([Option<Version>; 5], Rule),
}

/// Whether a request has a body.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Body {
    None,
    Optional,
    Required,
}

impl Operation {
    /// The version of LwM2M that brought it.
    #[must_use]
    pub const fn since(self) -> Version {
        self.row().since
    }

    /// Who is asked: the receiver of the request. Of a [`Operation::Notify`], of the notification.
    #[must_use]
    pub const fn role(self) -> Role {
        self.row().role
    }

    /// The method of the request. Of a [`Operation::Notify`], that of the observation's request.
    #[must_use]
    pub const fn method(self) -> Method {
        self.row().method
    }

    /// The Observe option of the request.
    #[must_use]
    pub const fn observe(self) -> Option<Observe> {
        self.row().observe
    }

    /// The response codes that a version lists for it, the success first (D-153).
    ///
    /// Where no other code fits, any 5.xx is legal as well.
    pub fn codes(self, version: Version) -> impl Iterator<Item = Code> {
        self.row().codes.iter().filter(move |(_, since)| *since <= version).map(|(code, _)| *code)
    }

    /// Whether an answer may have a code in a version.
    #[must_use]
    pub fn answers(self, code: Code, version: Version) -> bool {
        code.class() == 5 || self.codes(version).any(|listed| listed == code)
    }

    /// Whether a path may have so many ids in a version; false for the operations of a reserved path.
    #[must_use]
    pub fn takes_depth(self, depth: usize, version: Version) -> bool {
        self.check_depth(depth, version).is_ok()
    }

    pub(super) fn check_depth(self, depth: usize, version: Version) -> Result<(), Rule> {
        match &self.row().place {
            Place::Reserved => Err(Rule::Depth),
            Place::Ids(since, otherwise) => match since.get(depth) {
                Some(Some(since)) if *since <= version => Ok(()),
                Some(Some(_)) => Err(Rule::DepthVersion),
                _ => Err(*otherwise),
            },
        }
    }

    pub(super) const fn row(self) -> &'static Row {
        use Code as C;
        use Method::{Delete, Fetch, Get, IPatch, Post, Put};
        use Operation as O;
        use Role::{BootstrapClient, BootstrapServer, Client, Server};
        use Version::{V1_0, V1_1, V1_2};

        /// One row: version and receiver, method, path, codes.
        macro_rules! row {
            (
                $since:ident $role:ident $method:ident $place:expr;
                $body:ident $([$observe:ident])? $($code:ident $(@ $from:ident)?)+
            ) => {
                &const {
                    Row {
                        since: $since,
                        role: $role,
                        method: $method,
                        place: $place,
                        observe: row!(@observe $($observe)?),
                        body: Body::$body,
                        codes: &[$((C::$code, row!(@from $($from)?)),)+],
                    }
                }
            };
            (@observe) => { None };
            (@observe $observe:ident) => { Some(Observe::$observe) };
            (@from) => { V1_0 };
            (@from $from:ident) => { $from };
        }
        /// The numbers of ids that there may be, each from a version on.
        const fn ids(depths: &[(usize, Version)]) -> Place {
            place(depths, Rule::Depth)
        }
        const fn bootstrap(depths: &[(usize, Version)]) -> Place {
            place(depths, Rule::BootstrapDepth)
        }
        #[expect(clippy::indexing_slicing, reason = "at compile time")]
        const fn place(depths: &[(usize, Version)], otherwise: Rule) -> Place {
            let mut since = [None; 5];
            let mut at = 0;
            while at < depths.len() {
                since[depths[at].0] = Some(depths[at].1);
                at += 1;
            }
            Place::Ids(since, otherwise)
        }
        const READ: Place = ids(&[(1, V1_0), (2, V1_0), (3, V1_0), (4, V1_1)]);
        const ROOT: Place = ids(&[(0, V1_1)]);

        match self {
            O::BootstrapRequest => row!(V1_0 BootstrapServer Post Place::Reserved;
                None CHANGED BAD_REQUEST UNSUPPORTED_CONTENT_FORMAT @ V1_1),
            O::BootstrapPackRequest => {
                row!(V1_2 BootstrapServer Get Place::Reserved;
                None CONTENT BAD_REQUEST UNAUTHORIZED NOT_FOUND METHOD_NOT_ALLOWED NOT_ACCEPTABLE NOT_IMPLEMENTED)
            }
            O::BootstrapWrite => row!(V1_0 BootstrapClient Put
                bootstrap(&[(1, V1_0), (2, V1_0), (3, V1_0)]);
                Required CHANGED BAD_REQUEST UNSUPPORTED_CONTENT_FORMAT),
            O::BootstrapRead => row!(V1_1 BootstrapClient Get
                place(&[(1, V1_1), (2, V1_1)], Rule::BootstrapTarget);
                None CONTENT BAD_REQUEST UNAUTHORIZED NOT_FOUND METHOD_NOT_ALLOWED NOT_ACCEPTABLE),
            O::BootstrapDiscover => row!(V1_0 BootstrapClient Get
                bootstrap(&[(0, V1_0), (1, V1_0)]);
                None CONTENT BAD_REQUEST NOT_FOUND),
            O::BootstrapDelete => row!(V1_0 BootstrapClient Delete
                bootstrap(&[(0, V1_0), (1, V1_0), (2, V1_0)]);
                None DELETED BAD_REQUEST),
            O::BootstrapFinish => row!(V1_0 BootstrapClient Post Place::Reserved;
                None CHANGED BAD_REQUEST NOT_ACCEPTABLE),
            O::Register => row!(V1_0 Server Post Place::Reserved;
                Optional CREATED BAD_REQUEST UNAUTHORIZED FORBIDDEN CONFLICT @ V1_1 PRECONDITION_FAILED),
            O::Update => row!(V1_0 Server Post Place::Reserved;
                Optional CHANGED BAD_REQUEST NOT_FOUND),
            O::Deregister => row!(V1_0 Server Delete Place::Reserved;
                None DELETED BAD_REQUEST NOT_FOUND),
            O::Read => row!(V1_0 Client Get READ;
                None CONTENT BAD_REQUEST UNAUTHORIZED NOT_FOUND METHOD_NOT_ALLOWED NOT_ACCEPTABLE),
            O::Discover => row!(V1_0 Client Get ids(&[(1, V1_0), (2, V1_0), (3, V1_0)]);
                None CONTENT BAD_REQUEST UNAUTHORIZED NOT_FOUND METHOD_NOT_ALLOWED),
            O::Write => row!(V1_0 Client Put ids(&[(2, V1_0), (3, V1_0), (4, V1_1)]);
                Required CHANGED CONTINUE BAD_REQUEST UNAUTHORIZED NOT_FOUND METHOD_NOT_ALLOWED NOT_ACCEPTABLE
                REQUEST_ENTITY_INCOMPLETE REQUEST_ENTITY_TOO_LARGE UNSUPPORTED_CONTENT_FORMAT),
            O::WritePartialUpdate => {
                row!(V1_0 Client Post ids(&[(2, V1_0), (3, V1_2)]);
                Required CHANGED CONTINUE BAD_REQUEST UNAUTHORIZED NOT_FOUND METHOD_NOT_ALLOWED NOT_ACCEPTABLE
                REQUEST_ENTITY_INCOMPLETE REQUEST_ENTITY_TOO_LARGE UNSUPPORTED_CONTENT_FORMAT)
            }
            O::WriteAttributes => row!(V1_0 Client Put READ;
                None CHANGED BAD_REQUEST UNAUTHORIZED NOT_FOUND METHOD_NOT_ALLOWED),
            O::Execute => row!(V1_0 Client Post ids(&[(3, V1_0)]);
                Optional CHANGED BAD_REQUEST UNAUTHORIZED NOT_FOUND METHOD_NOT_ALLOWED),
            O::Create => row!(V1_0 Client Post ids(&[(1, V1_0)]);
                Required CREATED BAD_REQUEST UNAUTHORIZED NOT_FOUND METHOD_NOT_ALLOWED NOT_ACCEPTABLE
                UNSUPPORTED_CONTENT_FORMAT),
            O::Delete => row!(V1_0 Client Delete ids(&[(2, V1_0), (4, V1_2)]);
                None DELETED BAD_REQUEST UNAUTHORIZED NOT_FOUND METHOD_NOT_ALLOWED),
            O::ReadComposite => row!(V1_1 Client Fetch ROOT;
                Required CONTENT BAD_REQUEST UNAUTHORIZED NOT_FOUND METHOD_NOT_ALLOWED NOT_ACCEPTABLE
                UNSUPPORTED_CONTENT_FORMAT),
            O::WriteComposite => row!(V1_1 Client IPatch ROOT;
                Required CHANGED CONTINUE BAD_REQUEST UNAUTHORIZED NOT_FOUND METHOD_NOT_ALLOWED NOT_ACCEPTABLE
                REQUEST_ENTITY_INCOMPLETE REQUEST_ENTITY_TOO_LARGE UNSUPPORTED_CONTENT_FORMAT),
            O::Observe => row!(V1_0 Client Get READ;
                None [Register] CONTENT BAD_REQUEST UNAUTHORIZED NOT_FOUND METHOD_NOT_ALLOWED NOT_ACCEPTABLE),
            O::ObserveComposite => row!(V1_1 Client Fetch ROOT;
                Required [Register] CONTENT BAD_REQUEST UNAUTHORIZED NOT_FOUND METHOD_NOT_ALLOWED NOT_ACCEPTABLE
                UNSUPPORTED_CONTENT_FORMAT),
            O::CancelObservation => row!(V1_0 Client Get READ;
                None [Deregister] CONTENT BAD_REQUEST UNAUTHORIZED NOT_FOUND METHOD_NOT_ALLOWED NOT_ACCEPTABLE),
            O::CancelObservationComposite => {
                row!(V1_1 Client Fetch ROOT;
                Required [Deregister] CONTENT BAD_REQUEST UNAUTHORIZED NOT_FOUND METHOD_NOT_ALLOWED NOT_ACCEPTABLE
                UNSUPPORTED_CONTENT_FORMAT)
            }
            // D-150: a last notification says why there are no more.
            O::Notify => row!(V1_0 Server Get READ;
                None [Register] CONTENT BAD_REQUEST UNAUTHORIZED NOT_FOUND METHOD_NOT_ALLOWED NOT_ACCEPTABLE),
            O::Send => row!(V1_1 Server Post Place::Reserved;
                Required CHANGED BAD_REQUEST NOT_FOUND),
        }
    }
}
