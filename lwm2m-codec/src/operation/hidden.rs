//! Which Objects servers never see, by release. LwM2M Core 1.2.2, 6.3 and 6.4; D-152.

use crate::id::ObjectId;
use crate::options::Version;

/// Whether an Object is for the Bootstrap-Server alone, since it holds keys: whatever a server asks of it is 4.01.
///
/// Security always, OSCORE from 1.1 on, COSE and MQTT Server from 1.2 on (D-152).
///
/// ```
/// use lwm2m_codec::operation::is_hidden;
/// use lwm2m_codec::{ObjectId, Version};
///
/// let oscore = ObjectId::new(21);
/// assert!(is_hidden(oscore, Version::V1_1));
/// // Before 1.1 it is an Object like any other.
/// assert!(!is_hidden(oscore, Version::V1_0));
/// ```
#[must_use]
pub const fn is_hidden(object: ObjectId, version: Version) -> bool {
    match object.get() {
        0 => true,
        21 => matches!(version, Version::V1_1 | Version::V1_2),
        23 | 24 => matches!(version, Version::V1_2),
        _ => false,
    }
}
