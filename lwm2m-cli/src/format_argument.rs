//! The options by which payloads are read: format, path, release, lenience.

use lwm2m_codec::{DeviationKind, ObjectInstanceId, Path, Version};

use crate::failure::Failure;
use crate::kind::Kind;
use crate::subject::Reading;

/// How a payload is to be read.
#[derive(Debug, clap::Args)]
pub(crate) struct ReadingArgs {
    /// The path of the operation, such as /3/0; / where the payload says its paths itself
    #[arg(long, short, value_name = "PATH", default_value = "/")]
    pub(crate) path: String,
    /// The release of LwM2M: 1.0, 1.1 or 1.2
    #[arg(long, value_name = "RELEASE", default_value = "1.2")]
    release: String,
    /// Refuses what deviates from the standard
    #[arg(long)]
    strict: bool,
    /// Takes a deviation that only who knows the peer can want, such as ascii-integer
    #[arg(long, value_name = "DEVIATION")]
    allow: Vec<String>,
    /// The alternate path of the client, such as lwm2m
    #[arg(long, value_name = "PREFIX", default_value = "", hide_default_value = true)]
    alternate_path: String,
    /// The payload is that of a Create: Resources without an instance belong to this one
    #[arg(long, value_name = "ID")]
    new_instance: Option<u16>,
    /// Of a message over MQTT: its topic
    #[arg(
        long,
        value_name = "TOPIC",
        default_value = "lwm2m/rd/endpoint",
        hide_default_value = true
    )]
    topic: String,
}

impl ReadingArgs {
    /// The path of the operation.
    pub(crate) fn path(&self) -> Result<Path, Failure> {
        path(&self.path)
    }

    /// The rest of it.
    pub(crate) fn reading(&self) -> Result<Reading, Failure> {
        let allowed = self.allow.iter().map(|name| deviation(name)).collect::<Result<_, _>>()?;
        let instance = |id| {
            let reserved = |_| Failure::Usage("--new-instance is an id of at most 65534".into());
            ObjectInstanceId::try_from(id).map_err(reserved)
        };
        Ok(Reading {
            version: release(&self.release)?,
            strict: self.strict,
            allowed,
            alternate_path: self.alternate_path.trim_matches('/').to_owned(),
            new_instance: self.new_instance.map(instance).transpose()?,
            topic: self.topic.clone(),
        })
    }
}

/// A path of an argument, which may do without its first slash.
pub(crate) fn path(text: &str) -> Result<Path, Failure> {
    let trimmed = text.trim_matches('/');
    let read = if trimmed.is_empty() { Ok(Path::ROOT) } else { format!("/{trimmed}").parse() };
    read.map_err(|error| Failure::Usage(format!("{text:?} is no path: {error}")))
}

/// A format of an argument.
pub(crate) fn kind(text: &str) -> Result<&'static Kind, Failure> {
    Kind::find(text).ok_or_else(|| {
        let names = Kind::names();
        Failure::Usage(format!(
            "{text:?} is no format; there are {names}; or a Content-Format number"
        ))
    })
}

fn release(text: &str) -> Result<Version, Failure> {
    match text {
        "1.0" => Ok(Version::V1_0),
        "1.1" => Ok(Version::V1_1),
        "1.2" => Ok(Version::V1_2),
        _ => Err(Failure::Usage(format!("--release is 1.0, 1.1 or 1.2, not {text:?}"))),
    }
}

fn deviation(name: &str) -> Result<DeviationKind, Failure> {
    let found = DeviationKind::ALL.iter().find(|kind| kind.name() == name);
    found.copied().ok_or_else(|| {
        let own = DeviationKind::ALL.iter().filter(|kind| kind.has_own_switch());
        let own: Vec<_> = own.map(|kind| kind.name()).collect();
        Failure::Usage(format!(
            "--allow {name:?}: there is no such deviation; those with a switch are {}",
            own.join(", ")
        ))
    })
}
