//! What a client asks its Bootstrap-Server for, and the end of it. LwM2M Core 1.2.2, 6.1.7.1, 6.1.7.7 and 6.1.7.8;
//! D-130, D-131, D-135, D-136.

use core::time::Duration;

use super::check;
use super::reading::{Reading, broken};
use super::registration::read_endpoint;
use super::rule::Rule;
use super::{Ask, Operation};
use crate::deviation::DeviationKind;
use crate::error::{Error, ErrorKind, Result};
use crate::format::ContentFormat;
use crate::message::{Method, Parameter, Query, Request, UriPath};
use crate::options::Version;
use crate::value::Text;

/// The parameters of a Bootstrap-Request and of a Bootstrap-Pack-Request.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct BootstrapParameters<'a> {
    /// `ep`: the endpoint client name. Required in 1.0; later the security may tell it.
    pub endpoint: Option<Text<'a>>,
    /// `pct`: the format that the client would like to be bootstrapped in, from 1.1; of a Bootstrap-Request.
    pub preferred_format: Option<ContentFormat>,
    /// `acc`: the Object Instances of the Bootstrap-Server's account, `</0/2>,</21/0>`, as links without parameters;
    /// of a Bootstrap-Pack-Request.
    pub accounts: Option<Text<'a>>,
}

impl<'a> BootstrapParameters<'a> {
    /// The parameter of one key, to be written.
    pub(crate) fn parameter(&self, key: usize) -> Option<Parameter<'a>> {
        let text = |name: &'static str, value: &Option<Text<'a>>| {
            Some(Parameter::text(Text::new(name), Some(value.clone()?)))
        };
        match key {
            0 => text("ep", &self.endpoint),
            1 => Some(Parameter::number("pct", self.preferred_format?.get().into())),
            2 => text("acc", &self.accounts),
            _ => None,
        }
    }

    fn check(&self, pack: bool, version: Version) -> Result<()> {
        match &self.endpoint {
            None if version == Version::V1_0 => return Err(broken(Rule::MissingEndpoint)),
            Some(endpoint) if endpoint.is_empty() => {
                return Err(ErrorKind::Query("an endpoint name that is not empty").into());
            }
            _ => {}
        }
        if pack && self.preferred_format.is_some() || !pack && self.accounts.is_some() {
            return Err(ErrorKind::UnknownParameter.into());
        }
        match self.preferred_format {
            Some(_) if version < Version::V1_1 => Err(broken(Rule::ParameterVersion)),
            Some(format) if !prefers(format, version) => Err(broken(Rule::PreferredFormat)),
            _ => Ok(()),
        }
    }

    fn read(query: &Query<'a>, pack: bool, reading: &mut Reading<'_>) -> Result<Self> {
        if let Query::Bootstrap(typed) = query {
            typed.check(pack, reading.version)?;
            return Ok(typed.clone());
        }
        let mut found: [Option<Parameter<'a>>; KEYS.len()] = [const { None }; KEYS.len()];
        for parameter in query.parameters() {
            let parameter = parameter?;
            let offset = parameter.offset();
            let key = KEYS.iter().position(|key| parameter.name() == key);
            // `pct` belongs to the one request, `acc` to the other.
            let key = key.filter(|key| *key == 0 || (*key == 2) == pack);
            match key.and_then(|key| found.get_mut(key)) {
                Some(Some(_)) => return Err(broken(Rule::RepeatedParameter).at(offset)),
                Some(place) => *place = Some(parameter),
                None if reading.allow_parameter(DeviationKind::UnknownParameter, offset) => {}
                None => return Err(Error::from(ErrorKind::UnknownParameter).at(offset)),
            }
        }
        let [endpoint, preferred, accounts] = found;
        let read = Self {
            endpoint: endpoint.as_ref().map(read_endpoint).transpose()?,
            preferred_format: match &preferred {
                Some(parameter) => read_preferred(parameter, reading)?,
                None => None,
            },
            accounts: match &accounts {
                Some(parameter) => Some(Reading::value(parameter)?.clone()),
                None => None,
            },
        };
        read.check(pack, reading.version)?;
        Ok(read)
    }
}

/// The names of the parameters, in the order in which they are written.
pub(crate) const KEYS: [&str; 3] = ["ep", "pct", "acc"];

/// D-130: what may be preferred in a version.
fn prefers(format: ContentFormat, version: Version) -> bool {
    match format {
        ContentFormat::TLV | ContentFormat::SENML_JSON | ContentFormat::SENML_CBOR => true,
        ContentFormat::LWM2M_CBOR => version >= Version::V1_2,
        _ => false,
    }
}

fn read_preferred(
    parameter: &Parameter<'_>,
    reading: &mut Reading<'_>,
) -> Result<Option<ContentFormat>> {
    let offset = parameter.offset();
    if reading.version < Version::V1_1 {
        return Err(broken(Rule::ParameterVersion).at(offset));
    }
    let number = Reading::number(parameter)?;
    let format = u16::try_from(number).ok().map(ContentFormat::new);
    match format.filter(|format| prefers(*format, reading.version)) {
        Some(format) => Ok(Some(format)),
        None if reading.allow_parameter(DeviationKind::UnknownPct, offset) => Ok(None),
        None => Err(broken(Rule::PreferredFormat).at(offset)),
    }
}

/// `POST /bs` to a Bootstrap-Server: the client asks to be configured.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct BootstrapRequest<'a> {
    /// Who it is, and which format it prefers.
    pub parameters: BootstrapParameters<'a>,
}

impl<'a> Ask<'a> for BootstrapRequest<'a> {
    const OPERATION: Operation = Operation::BootstrapRequest;

    fn fill(&self, _: Version) -> Request<'a> {
        let mut request = Request::new(Method::Post, UriPath::Bootstrap);
        request.query = Query::Bootstrap(self.parameters.clone());
        request
    }

    fn read(request: &Request<'a>, reading: &mut Reading<'_>) -> Result<Self> {
        Ok(Self { parameters: BootstrapParameters::read(&request.query, false, reading)? })
    }
}

/// `GET /bspack`: the client asks for its whole configuration at once; since 1.2.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct BootstrapPackRequest<'a> {
    /// Who it is, and which Object Instances are taken.
    pub parameters: BootstrapParameters<'a>,
    /// The format that the answer shall have.
    pub accept: Option<ContentFormat>,
}

impl<'a> Ask<'a> for BootstrapPackRequest<'a> {
    const OPERATION: Operation = Operation::BootstrapPackRequest;

    fn fill(&self, _: Version) -> Request<'a> {
        let mut request = Request::new(Method::Get, UriPath::BootstrapPack);
        request.query = Query::Bootstrap(self.parameters.clone());
        request.accept = self.accept;
        request
    }

    fn read(request: &Request<'a>, reading: &mut Reading<'_>) -> Result<Self> {
        let parameters = BootstrapParameters::read(&request.query, true, reading)?;
        let accept = check::accept(Self::OPERATION, request, reading.version)?;
        Ok(Self { parameters, accept })
    }
}

/// `POST /bs` to a client: the Bootstrap-Server has said everything.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct BootstrapFinish;

impl BootstrapFinish {
    /// How long after the last request of a bootstrap a client waits for it; then the bootstrap has failed
    /// (EXCHANGE_LIFETIME of RFC 7252, 4.8.2).
    pub const WITHIN: Duration = Duration::from_secs(247);
}

impl<'a> Ask<'a> for BootstrapFinish {
    const OPERATION: Operation = Operation::BootstrapFinish;

    fn fill(&self, _: Version) -> Request<'a> {
        Request::new(Method::Post, UriPath::Bootstrap)
    }

    fn read(request: &Request<'a>, reading: &mut Reading<'_>) -> Result<Self> {
        check::no_query(request, reading)?;
        Ok(Self)
    }
}
