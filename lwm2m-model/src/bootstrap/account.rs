//! The Object Instances that make an account: Security, and what it links to. LwM2M Core 1.2.2, appendix E.1; E167.

use lwm2m_codec::{Instances, ObjectInstanceId, ObjectLink, Path, ResourceId};

use crate::objects::security::{Security, rid};

/// An account: a Security Object Instance, and those of OSCORE, COSE and MQTT Server that it links to.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::exhaustive_structs, reason = "an instance and its id")]
pub struct Account<'s, const N: usize> {
    /// The id of the Security Object Instance.
    pub id: ObjectInstanceId,
    /// What it holds.
    pub security: &'s Security<'s, N>,
}

impl<'s, const N: usize> Account<'s, N> {
    /// Its Security Object Instance.
    #[must_use]
    pub fn path(&self) -> Path {
        Path::object(0).child(self.id.get()).unwrap_or_default()
    }

    /// Its Object Instances, Security first: what `acc` of a Bootstrap-Pack-Request lists.
    pub fn instances(&self) -> impl Iterator<Item = Path> + use<'s, N> {
        let linked = self.links().filter_map(|(_, expected, link)| {
            (link.object == expected).then(|| target(link)).flatten()
        });
        core::iter::once(self.path()).chain(linked)
    }

    /// Whether an Object Instance is among them.
    #[must_use]
    pub fn holds(&self, instance: Path) -> bool {
        self.instances().any(|path| path == instance)
    }

    /// The links that lead somewhere: the Resource, the Object that it should lead to, the link.
    pub(super) fn links(&self) -> impl Iterator<Item = (ResourceId, u16, ObjectLink)> + use<'s, N> {
        let security = self.security;
        let oscore = security.oscore_security_mode.iter().map(|link| (OSCORE, link));
        let mqtt = security.mqtt_server.iter().map(|link| (MQTT, link));
        let cose = security.lwm2m_cose_security.iter().flat_map(Instances::iter);
        oscore
            .chain(mqtt)
            .chain(cose.map(|(_, link)| (COSE, link)))
            .map(|((resource, object), link)| (resource, object, *link))
            .filter(|(_, _, link)| *link != ObjectLink::NULL)
    }
}

/// The Object Instance that a link leads to.
pub(super) fn target(link: ObjectLink) -> Option<Path> {
    Path::ROOT.child(link.object)?.child(link.instance)
}

const OSCORE: (ResourceId, u16) = (rid::OSCORE_SECURITY_MODE, 21);
const MQTT: (ResourceId, u16) = (rid::MQTT_SERVER, 24);
const COSE: (ResourceId, u16) = (rid::LWM2M_COSE_SECURITY, 23);
