//! What a client tells an MQTT server: object 24. LwM2M Core 1.2.2, E.11; D-168.

use super::Fault;
use crate::objects::mqtt_server::{MqttServer, Qos, rid};

/// Checks an Object Instance: a client identifier that every MQTT server takes, a quality of service that MQTT has,
/// a keep-alive of 16 bits.
///
/// # Errors
/// [`Fault::Missing`] for the client identifier; [`Fault::Length`] beyond 23 octets of digits and letters, and for a
/// keep-alive beyond 16 bits; [`Fault::Unknown`] for a quality of service of 3, which the definition allows and MQTT
/// does not (D-168).
pub fn check_mqtt_server(server: &MqttServer<'_>) -> Result<(), Fault> {
    let client = server.client_identifier.as_ref().filter(|client| !client.is_empty());
    let client = client.ok_or(Fault::Missing(rid::CLIENT_IDENTIFIER))?;
    // MQTT 3.1.1, 3.1.3.1.
    if client.len() > 23 || !client.chars().all(|c| c.is_ascii_alphanumeric()) {
        let expected = "1 to 23 digits and letters";
        return Err(Fault::Length(rid::CLIENT_IDENTIFIER, expected));
    }
    if matches!(server.will_qos, Some(Qos::Other(_))) {
        return Err(Fault::Unknown(rid::WILL_QOS));
    }
    if server.keep_alive.is_some_and(|seconds| seconds > u64::from(u16::MAX)) {
        return Err(Fault::Length(rid::KEEP_ALIVE, "at most 16 bits"));
    }
    Ok(())
}
