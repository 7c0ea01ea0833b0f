//! Formats of one value that is all of the payload: plain text and opaque. LwM2M Core 1.2.2, 7.4.1 and 7.4.2.

use super::{Raw, Role, Walk, Walked, count, quoted};

/// Plain text.
pub(crate) fn text(walk: &mut Walk<'_>) -> Walked {
    walk.begin();
    let octets = walk.rest();
    match std::str::from_utf8(octets) {
        Ok(text) => {
            walk.take(octets.len(), Role::Value, quoted(text))?;
            walk.item(Some(walk.target), Raw::Text(text.to_owned()));
            Ok(())
        }
        Err(error) => {
            let valid = octets.get(..error.valid_up_to()).unwrap_or_default();
            let text = String::from_utf8_lossy(valid).into_owned();
            walk.take(valid.len(), Role::Value, quoted(&text))?;
            walk.refuse(error.error_len().unwrap_or(1), "UTF-8 text")
        }
    }
}

/// Octets.
pub(crate) fn opaque(walk: &mut Walk<'_>) -> Walked {
    walk.begin();
    let octets = walk.rest();
    walk.take(octets.len(), Role::Value, count(octets.len() as u64, "octet"))?;
    walk.item(Some(walk.target), Raw::Octets(octets.to_vec()));
    Ok(())
}
