//! What a client says of itself in a Register or an Update: the parameters of the query.
//! LwM2M Core 1.2.2, tables 6.2.1-1 and 6.2.2-1; D-120 to D-127.

use super::binding::{Binding, WithQueue};
use super::profile::Profiles;
use super::reading::{Reading, broken, number};
use super::rule::Rule;
use crate::deviation::DeviationKind;
use crate::error::{Error, ErrorKind, Result};
use crate::message::{Parameter, Query};
use crate::options::Version;
use crate::value::Text;

/// The parameters of a Register, or those of an Update that have changed.
///
/// Queue mode stands in `b` in 1.0 (`UQ`), and is a parameter of its own later.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Registration<'a> {
    /// `ep`: the endpoint client name. Required in 1.0; later the security may tell it. Never in an Update.
    pub endpoint: Option<Text<'a>>,
    /// `lt`: the lifetime in seconds; 0 is for ever. Required in a Register since 1.1, in 1.0 it is 86,400.
    pub lifetime: Option<u64>,
    /// `lwm2m`: the client's version, or the newest that the server supports if the client's is newer (D-122).
    /// Required in a Register since 1.1, in 1.0 it is 1.0. Never in an Update.
    pub version: Option<Version>,
    /// `b`: by which transports the client can be reached; where a Register says nothing, UDP.
    pub binding: Option<Binding>,
    /// `Q`: whether the client sleeps. In an Update, what it is only where there is also `b` (D-124).
    pub queue_mode: bool,
    /// `sms`: the MSISDN, digits without a plus; in 1.2 also an external identifier.
    pub sms: Option<Text<'a>>,
    /// `pid`: what stands for a list of Objects, from 1.2.
    pub profiles: Option<Profiles<'a>>,
}

impl<'a> Registration<'a> {
    /// The lifetime of a client of 1.0 that says nothing, in seconds (D-120).
    pub const DEFAULT_LIFETIME: u64 = 86_400;

    /// What is known of a client after an Update: what it brings is new, the rest stays (D-124, D-127).
    #[must_use]
    pub fn updated(self, update: Self) -> Self {
        let queue_mode = match update.binding {
            // There is no other way to switch it off.
            Some(_) => update.queue_mode,
            None => self.queue_mode || update.queue_mode,
        };
        Self {
            endpoint: self.endpoint,
            lifetime: update.lifetime.or(self.lifetime),
            version: self.version,
            binding: update.binding.or(self.binding),
            queue_mode,
            sms: update.sms.or(self.sms),
            profiles: update.profiles.or(self.profiles),
        }
    }

    /// The parameter of one key, to be written.
    pub(crate) fn parameter(&self, key: usize, version: Version) -> Option<Parameter<'a>> {
        let text = |name: &'static str, value: &Option<Text<'a>>| {
            Some(Parameter::text(Text::new(name), Some(value.clone()?)))
        };
        match key {
            0 => text("ep", &self.endpoint),
            1 => Some(Parameter::number("lt", self.lifetime?)),
            2 => Some(Parameter::version(self.version?)),
            3 if version == Version::V1_0 && self.queue_mode => {
                let binding = self.binding.unwrap_or_default();
                Some(Parameter::binding(WithQueue(binding, true)))
            }
            3 => Some(Parameter::binding(WithQueue(self.binding?, false))),
            4 => (self.queue_mode && version > Version::V1_0)
                .then(|| Parameter::text(Text::new("Q"), None)),
            5 => text("sms", &self.sms),
            6 => Some(Parameter::profiles(self.profiles.clone()?)),
            _ => None,
        }
    }

    /// Checks what is to be written, or came from a transport that has no text for it.
    pub(super) fn check(&self, update: bool, version: Version) -> Result<()> {
        if update && (self.endpoint.is_some() || self.version.is_some()) {
            return Err(broken(Rule::UpdateParameter));
        }
        if !update {
            if version == Version::V1_0 && self.endpoint.is_none() {
                return Err(broken(Rule::MissingEndpoint));
            }
            if self.lifetime.is_none() {
                return Err(broken(Rule::MissingLifetime));
            }
        }
        if self.endpoint.as_ref().is_some_and(Text::is_empty) {
            return Err(ErrorKind::Query("an endpoint name that is not empty").into());
        }
        if let Some(binding) = self.binding {
            binding.check(version)?;
        }
        if self.queue_mode && version == Version::V1_0 && update && self.binding.is_none() {
            return Err(broken(Rule::ParameterVersion));
        }
        if let Some(sms) = &self.sms {
            check_sms(sms, version, 0)?;
        }
        match &self.profiles {
            Some(_) if version < Version::V1_2 => Err(broken(Rule::ParameterVersion)),
            Some(profiles) if profiles.iter().next().is_none() => {
                Err(ErrorKind::Query("a profile id").into())
            }
            _ => Ok(()),
        }
    }

    /// Reads a query.
    pub(super) fn read(query: &Query<'a>, update: bool, reading: &mut Reading<'_>) -> Result<Self> {
        Self::read_with(query, update, reading, None)
    }

    /// Reads a query of a transport that has its own defaults.
    pub(super) fn read_with(
        query: &Query<'a>,
        update: bool,
        reading: &mut Reading<'_>,
        defaults: Option<RegistrationDefaults>,
    ) -> Result<Self> {
        if let Query::Registration(typed, _) = query {
            let mut typed = typed.clone();
            if !update {
                if let Some(defaults) = defaults {
                    typed.lifetime.get_or_insert(defaults.lifetime);
                }
                let default = defaults.map_or(Version::V1_0, |defaults| defaults.version);
                let version = typed.version.get_or_insert(default);
                *version = (*version).min(reading.version);
                reading.version = *version;
            }
            typed.check(update, reading.version)?;
            if typed.queue_mode && reading.version == Version::V1_0 {
                // There it stands behind a letter.
                typed.binding.get_or_insert_default();
            }
            return Ok(typed);
        }
        let mut found: [Option<Parameter<'a>>; KEYS.len()] = [const { None }; KEYS.len()];
        for parameter in query.parameters() {
            let parameter = parameter?;
            let offset = parameter.offset();
            let key = KEYS.iter().position(|key| parameter.name() == key);
            match key.and_then(|key| found.get_mut(key)) {
                Some(Some(_)) => return Err(broken(Rule::RepeatedParameter).at(offset)),
                Some(place) => *place = Some(parameter),
                None if reading.allow_parameter(DeviationKind::UnknownParameter, offset) => {}
                None => return Err(Error::from(ErrorKind::UnknownParameter).at(offset)),
            }
        }
        let [endpoint, lifetime, version, binding, queue, sms, profiles] = found;
        let mut read = Self::default();
        if update {
            for parameter in [&endpoint, &version].into_iter().flatten() {
                let kind = DeviationKind::RegistrationParameterInUpdate;
                if !reading.allow_parameter(kind, parameter.offset()) {
                    return Err(broken(Rule::UpdateParameter).at(parameter.offset()));
                }
            }
        } else {
            reading.version = match &version {
                Some(parameter) => read_version(parameter, reading)?.min(reading.version),
                None => defaults.map_or(Version::V1_0, |defaults| defaults.version),
            };
            read.version = Some(reading.version);
            read.endpoint = endpoint.as_ref().map(read_endpoint).transpose()?;
            if read.endpoint.is_none() && reading.version == Version::V1_0 {
                return Err(broken(Rule::MissingEndpoint));
            }
        }
        read.lifetime = match &lifetime {
            Some(parameter) => Some(number(Reading::value(parameter)?, parameter.offset())?),
            None if update => None,
            None if defaults.is_some() => defaults.map(|defaults| defaults.lifetime),
            None if reading.version == Version::V1_0
                || reading.allow_parameter(DeviationKind::MissingLifetime, 0) =>
            {
                Some(Self::DEFAULT_LIFETIME)
            }
            None => return Err(broken(Rule::MissingLifetime)),
        };
        if let Some(parameter) = &binding {
            let value = Reading::value(parameter)?;
            let (binding, queue_mode) = Binding::read(value, parameter.offset(), reading)?;
            (read.binding, read.queue_mode) = (Some(binding), queue_mode);
        }
        if let Some(parameter) = &queue {
            read.queue_mode |= read_queue(parameter, reading)?;
        }
        read.sms = match &sms {
            Some(parameter) => read_sms(parameter, reading)?,
            None => None,
        };
        if let Some(parameter) = &profiles {
            if reading.version < Version::V1_2 {
                return Err(broken(Rule::ParameterVersion).at(parameter.offset()));
            }
            if let Some(value) = Reading::value(parameter)?.lent() {
                read.profiles = Some(Profiles::read(value, parameter.offset(), reading)?);
            }
        }
        Ok(read)
    }
}

/// What a Register that leaves something out says, over a transport where that is not what D-120 has.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RegistrationDefaults {
    pub(crate) version: Version,
    /// In seconds.
    pub(crate) lifetime: u64,
}

/// The names of the parameters, in the order in which they are written (D-120).
pub(crate) const KEYS: [&str; 7] = ["ep", "lt", "lwm2m", "b", "Q", "sms", "pid"];

pub(super) fn read_endpoint<'a>(parameter: &Parameter<'a>) -> Result<Text<'a>> {
    let value = Reading::value(parameter)?;
    if value.is_empty() {
        let kind = ErrorKind::Query("an endpoint name that is not empty");
        return Err(Error::from(kind).at(parameter.offset()));
    }
    Ok(value.clone())
}

/// D-122: the version of a client; a later minor one is that of the newest we know.
fn read_version(parameter: &Parameter<'_>, reading: &mut Reading<'_>) -> Result<Version> {
    let offset = parameter.offset();
    let malformed = || Error::from(ErrorKind::Query("a version of two numbers")).at(offset);
    let mut chars = Reading::value(parameter)?.chars();
    let quoted = chars.clone().next() == Some('"');
    if quoted {
        chars.next();
        if !reading.allow_parameter(DeviationKind::QuotedVersion, offset) {
            return Err(malformed());
        }
    }
    let mut numbers = [None::<u32>; 2];
    let mut at = 0;
    let mut closed = false;
    for c in chars {
        match c {
            _ if closed => return Err(malformed()),
            '0'..='9' => {
                let number = numbers.get_mut(at).ok_or_else(malformed)?;
                let digit = c.to_digit(10).unwrap_or(0);
                // Beyond any version: its exact value tells nothing.
                *number = Some(number.unwrap_or(0).saturating_mul(10).saturating_add(digit));
            }
            '.' if at == 0 => at = 1,
            '"' if quoted => closed = true,
            _ => return Err(malformed()),
        }
    }
    match numbers {
        [Some(_), Some(_)] if quoted && !closed => Err(malformed()),
        [Some(1), Some(0)] => Ok(Version::V1_0),
        [Some(1), Some(1)] => Ok(Version::V1_1),
        [Some(1), Some(2)] => Ok(Version::V1_2),
        [Some(1), Some(_)] => Ok(Version::NEWEST),
        [Some(_), Some(_)] => Err(broken(Rule::UnsupportedVersion).at(offset)),
        _ => Err(malformed()),
    }
}

/// D-124: valueless, from 1.1 on.
fn read_queue(parameter: &Parameter<'_>, reading: &mut Reading<'_>) -> Result<bool> {
    let offset = parameter.offset();
    if reading.version == Version::V1_0 {
        return Err(broken(Rule::ParameterVersion).at(offset));
    }
    let Some(value) = parameter.value_text() else { return Ok(true) };
    let words = [("", true), ("true", true), ("1", true), ("false", false)];
    match words.into_iter().find(|(word, _)| value == word) {
        Some((_, on)) if reading.allow_parameter(DeviationKind::QWithValue, offset) => Ok(on),
        _ => Err(Error::from(ErrorKind::Query("Q without a value")).at(offset)),
    }
}

/// D-125: digits; in 1.2 also an external identifier.
fn read_sms<'a>(parameter: &Parameter<'a>, reading: &mut Reading<'_>) -> Result<Option<Text<'a>>> {
    let offset = parameter.offset();
    let value = Reading::value(parameter)?;
    match check_sms(value, reading.version, offset) {
        Ok(()) => Ok(Some(value.clone())),
        Err(_)
            if (value.is_empty() || *value == "null")
                && reading.allow_parameter(DeviationKind::SmsNull, offset) =>
        {
            Ok(None)
        }
        Err(error) => {
            let mut chars = value.chars();
            let plus = chars.next() == Some('+');
            let digits = chars.clone().next().is_some() && chars.all(|c| c.is_ascii_digit());
            if plus && digits && reading.allow_parameter(DeviationKind::SmsPlus, offset) {
                return Ok(Some(value.clone()));
            }
            Err(error)
        }
    }
}

fn check_sms(value: &Text<'_>, version: Version, offset: usize) -> Result<()> {
    let digits = !value.is_empty() && value.chars().all(|c| c.is_ascii_digit());
    let identifier = version >= Version::V1_2 && value.chars().any(|c| c == '@');
    if digits || identifier {
        return Ok(());
    }
    Err(Error::from(ErrorKind::Query("a number of digits, without a plus")).at(offset))
}
