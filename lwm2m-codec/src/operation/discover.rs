//! Discover and Bootstrap-Discover: which links there are. LwM2M Core 1.2.2, 6.1.7.3 and 6.3.2; D-101, D-102, D-141.

use super::reading::Reading;
use super::{Ask, Operation, check};
use crate::deviation::DeviationKind;
use crate::error::{Error, ErrorKind, Result};
use crate::format::ContentFormat;
use crate::message::{Method, Query, Request};
use crate::options::Version;
use crate::path::Path;

/// `GET` of a path that accepts links: what is there, and which attributes are attached.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Discover {
    /// What is looked at.
    pub path: Path,
    /// How many levels below it, 0 to 3; from 1.2 on.
    pub depth: Option<u8>,
}

impl Discover {
    /// How many levels are told of, where the request doesn't say: two below an Object, one below what lies in it.
    #[must_use]
    pub const fn levels(&self) -> u8 {
        match self.depth {
            Some(depth) => depth,
            None if self.path.depth() <= 1 => 2,
            None => 1,
        }
    }
}

impl<'a> Ask<'a> for Discover {
    const OPERATION: Operation = Operation::Discover;

    fn fill(&self, _: Version) -> Request<'a> {
        let mut request = Request::new(Method::Get, self.path.into());
        request.accept = Some(ContentFormat::LINK);
        if let Some(depth) = self.depth {
            request.query = Query::Depth(depth);
        }
        request
    }

    fn read(request: &Request<'a>, reading: &mut Reading<'_>) -> Result<Self> {
        let mut depth = None;
        for parameter in request.query.parameters() {
            let parameter = parameter?;
            let offset = parameter.offset();
            if *parameter.name() != "depth" {
                if reading.allow_parameter(DeviationKind::UnknownParameter, offset) {
                    continue;
                }
                return Err(Error::from(ErrorKind::UnknownParameter).at(offset));
            }
            // D-141: who does not know it leaves it alone.
            if reading.version < Version::V1_2 {
                continue;
            }
            let value = Reading::number(&parameter)?;
            let legal = u8::try_from(value).ok().filter(|depth| *depth <= 3);
            let legal = legal
                .ok_or_else(|| Error::from(ErrorKind::Query("a depth of 0 to 3")).at(offset))?;
            if depth.replace(legal).is_some() {
                return Err(super::reading::broken(super::Rule::RepeatedParameter).at(offset));
            }
        }
        Ok(Self { path: check::path(request), depth })
    }
}

/// `GET` of `/` or of an Object by a Bootstrap-Server, that accepts links: what the client has.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct BootstrapDiscover {
    /// The root, or an Object.
    pub path: Path,
}

impl<'a> Ask<'a> for BootstrapDiscover {
    const OPERATION: Operation = Operation::BootstrapDiscover;

    fn fill(&self, _: Version) -> Request<'a> {
        let mut request = Request::new(Method::Get, self.path.into());
        request.accept = Some(ContentFormat::LINK);
        request
    }

    fn read(request: &Request<'a>, reading: &mut Reading<'_>) -> Result<Self> {
        check::no_query(request, reading)?;
        Ok(Self { path: check::path(request) })
    }
}
