//! A device as its gateway tells of it, in either model. LwM2M Gateway 1.1.1, 6; LwM2M Core 1.2.2, appendix E.12.

use lwm2m_codec::message::Code;
use lwm2m_codec::{CoreLink, ObjectId, ObjectInstanceId, ObjectLink, Text};

use super::is_prefix;
use crate::objects::gateway::Gateway;
use crate::objects::gateway_routing::GatewayRouting;
use crate::objects::gateway_v1::GatewayV1;

/// A device behind a gateway: an instance of Object 25.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Device<'a> {
    /// Its name, which it would have as an endpoint.
    pub id: Text<'a>,
    /// What stands before its paths.
    pub prefix: Text<'a>,
    /// Which Objects it has.
    pub objects: Objects<'a>,
}

/// Which Objects a device behind a gateway has.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Objects<'a> {
    /// The links of a registration, as [`Options::object_list`] reads them: version 2.
    ///
    /// [`Options::object_list`]: lwm2m_codec::Options::object_list
    Links(CoreLink<'a>),
    /// What instances of Object 26 tell, from this one on: version 1.
    Routing(ObjectInstanceId),
    /// Nothing is told: version 1 without a routing table.
    Unknown,
}

impl<'a> Device<'a> {
    /// What an instance of version 2 tells; `None` where a Resource is missing or the prefix is none.
    #[must_use]
    pub fn of(instance: &'a Gateway<'_>) -> Option<Self> {
        let links = instance.iot_device_objects.as_ref()?.borrowed();
        Self::new(&instance.device_id, &instance.prefix, Objects::Links(links))
    }

    /// What an instance of version 1 tells; `None` where a mandatory Resource is missing, the prefix is none, or the
    /// routing table is not of Object 26.
    #[must_use]
    pub fn of_v1(instance: &'a GatewayV1<'_>) -> Option<Self> {
        let objects = match instance.routing_table_entry {
            None | Some(ObjectLink::NULL) => Objects::Unknown,
            Some(ObjectLink { object: 26, instance }) => {
                Objects::Routing(ObjectInstanceId::try_from(instance).ok()?)
            }
            Some(_) => return None,
        };
        Self::new(&instance.device_id, &instance.prefix, objects)
    }

    /// The device with this prefix.
    ///
    /// # Errors
    /// [`Code::NOT_FOUND`] where no device has it.
    pub fn find<'s>(devices: &'s [Self], prefix: &str) -> Result<&'s Self, Code> {
        devices.iter().find(|device| device.prefix == *prefix).ok_or(Code::NOT_FOUND)
    }

    fn new(
        id: &'a Option<Text<'_>>,
        prefix: &'a Option<Text<'_>>,
        objects: Objects<'a>,
    ) -> Option<Self> {
        let prefix = prefix.as_ref().filter(|prefix| is_prefix(prefix))?;
        Some(Self { id: id.as_ref()?.borrowed(), prefix: prefix.borrowed(), objects })
    }
}

/// What an instance of Object 26 tells of one Object of a device.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Routing<'a> {
    /// The Object.
    pub object: ObjectId,
    /// How its instances are called at the device; `None` where they are called as at the gateway.
    pub mapping: Option<CoreLink<'a>>,
}

impl<'a> Routing<'a> {
    /// What an instance tells; `None` where a Resource is missing or names no Object.
    #[must_use]
    pub fn of(instance: &'a GatewayRouting<'_>) -> Option<Self> {
        let object = u16::try_from(instance.lwm2m_object_id?).ok()?;
        let mapping = instance.mapping_info.as_ref()?;
        Some(Self {
            object: ObjectId::try_from(object).ok()?,
            mapping: (!mapping.as_text().is_empty()).then(|| mapping.borrowed()),
        })
    }
}
