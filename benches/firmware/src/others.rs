//! One Object more beside Device, written and read again: what it costs.

use core::hint::black_box;

use lwm2m_codec::{ContentFormat, Path, Result, decode, encode, format};

#[cfg(feature = "server")]
use crate::objects::server::Server;
#[cfg(feature = "temperature")]
use crate::objects::temperature::Temperature;

/// Whether all was right, in a format that holds Objects.
pub fn all(format: ContentFormat) -> bool {
    let mut right = true;
    if format::SUPPORTED.contains(&format) {
        #[cfg(feature = "server")]
        {
            right &= server(format).is_ok_and(|right| right);
        }
        #[cfg(feature = "temperature")]
        {
            right &= temperature(format).is_ok_and(|right| right);
        }
    }
    right
}

#[cfg(feature = "server")]
fn server(format: ContentFormat) -> Result<bool> {
    let path = Path::instance(1, 0);
    let mut buffer = [0; 128];
    let server = black_box(Server { lifetime: Some(86_400), ..Server::new() });
    let read: Server<'_> = decode(format, path, encode(format, path, &server, &mut buffer)?)?;
    Ok(read.lifetime == server.lifetime)
}

#[cfg(feature = "temperature")]
fn temperature(format: ContentFormat) -> Result<bool> {
    let path = Path::instance(3303, 0);
    let mut buffer = [0; 128];
    let temperature = black_box(Temperature { sensor_value: Some(21.5), ..Temperature::new() });
    let bytes = encode(format, path, &temperature, &mut buffer)?;
    let read: Temperature<'_> = decode(format, path, bytes)?;
    Ok(read.sensor_value == temperature.sensor_value)
}
