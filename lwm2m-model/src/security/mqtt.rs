//! What a client tells an MQTT server: object 24, to which /0/x/26 links. LwM2M Core 1.2.2, E.11; MQTT 3.1.1, 3.1;
//! D-168.

use lwm2m_codec::{Opaque, ResourceId, Text};

use super::Fault;
use crate::objects::mqtt_server::{MqttServer, Qos, rid};

/// What the CONNECT of a client to an MQTT server says. Only the client identifier has to be there.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct MqttSession<'a> {
    /// Who the client is: 1 to 23 digits and letters, which every MQTT server takes (MQTT 3.1.1, 3.1.3.1).
    pub client_identifier: Text<'a>,
    /// Whether nothing is kept between connections, where it is said.
    pub clean_session: Option<bool>,
    /// After how many seconds without a message the client sends one, where it is said; 0 is never.
    pub keep_alive: Option<u16>,
    /// What the server tells others when the client is lost.
    pub will: Option<MqttWill<'a>>,
    /// The user name.
    pub user_name: Option<Text<'a>>,
    /// The password; there is none without a user name (MQTT 3.1.1, 3.1.2.9).
    pub password: Option<Opaque<'a>>,
}

/// What an MQTT server tells others when a client is lost: there is one where a topic is said.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct MqttWill<'a> {
    /// The topic.
    pub topic: Text<'a>,
    /// The message; empty where nothing is said.
    pub message: Text<'a>,
    /// Its quality of service; at most once where nothing is said.
    pub qos: Qos,
    /// Whether the server keeps it; not where nothing is said.
    pub retain: bool,
}

impl<'a> MqttSession<'a> {
    /// What an Object Instance holds.
    ///
    /// # Errors
    /// [`Fault::Missing`] for the client identifier, and for the user name beside a password; [`Fault::Length`] beyond
    /// 23 octets of digits and letters, and for a keep-alive beyond 16 bits; [`Fault::Unknown`] for a quality of
    /// service of 3, which the definition allows and MQTT does not (D-168).
    pub fn of(server: &'a MqttServer<'_>) -> Result<Self, Fault> {
        let client = server.client_identifier.as_ref().filter(|client| !client.is_empty());
        let client = client.ok_or(Fault::Missing(rid::CLIENT_IDENTIFIER))?;
        if client.len() > 23 || !client.chars().all(|c| c.is_ascii_alphanumeric()) {
            let expected = "1 to 23 digits and letters";
            return Err(Fault::Length(rid::CLIENT_IDENTIFIER, expected));
        }
        if matches!(server.will_qos, Some(Qos::Other(_))) {
            return Err(Fault::Unknown(rid::WILL_QOS));
        }
        let too_long = |_| Fault::Length(rid::KEEP_ALIVE, "at most 16 bits");
        let keep_alive = server.keep_alive.map(u16::try_from).transpose().map_err(too_long)?;
        if server.password.is_some() && server.user_name.is_none() {
            return Err(Fault::Missing(rid::USER_NAME));
        }
        Ok(Self {
            client_identifier: client.borrowed(),
            clean_session: server.clean_session,
            keep_alive,
            will: MqttWill::of(server),
            user_name: server.user_name.as_ref().map(Text::borrowed),
            password: server.password.as_ref().map(Opaque::borrowed),
        })
    }
}

impl<'a> MqttWill<'a> {
    fn of(server: &'a MqttServer<'_>) -> Option<Self> {
        let topic = server.will_topic.as_ref().filter(|topic| !topic.is_empty())?;
        Some(Self {
            topic: topic.borrowed(),
            message: server.will_message.as_ref().map_or_else(Text::default, Text::borrowed),
            qos: server.will_qos.unwrap_or(Qos::AtMostOnce),
            retain: server.will_retain.unwrap_or(false),
        })
    }
}

/// The Resources of a will that hold something although there is no topic: nobody will ever see them.
pub fn unused_will(server: &MqttServer<'_>) -> impl Iterator<Item = ResourceId> + use<> {
    let held = [
        (rid::WILL_RETAIN, server.will_retain.is_some()),
        (rid::WILL_MESSAGE, server.will_message.is_some()),
        (rid::WILL_QOS, server.will_qos.is_some()),
    ];
    let unused = MqttWill::of(server).is_none();
    held.into_iter().filter(move |(_, held)| unused && *held).map(|(resource, _)| resource)
}
