//! Access Control Object Instances as this crate's type has them: read for one server, made for a Create.
//! LwM2M Core 1.2.2, 6.3.6 and appendix E.3; D-154.

use lwm2m_codec::{ObjectId, ObjectInstanceId};

use super::{Control, Owner, Rights, Target};
use crate::objects::access_control::{AccessControl, AccessRights};
use crate::short_server_id::ShortServerId;

impl Control {
    /// What an Access Control Object Instance says of a server.
    #[must_use]
    pub fn of<const N: usize>(instance: &AccessControl<N>, server: ShortServerId) -> Self {
        let rights = |id| Some(Rights::from_bits(instance.acl.as_ref()?.get(id)?.0));
        Self {
            own: rights(server.get()),
            default: rights(0),
            owned: instance.access_control_owner == Some(i64::from(server.get())),
            empty: instance.acl.as_ref().is_none_or(|acl| acl.is_empty()),
        }
    }
}

impl Target {
    /// What an Access Control Object Instance is about; `None` where it names no Object or no Object Instance, or
    /// Security, which nobody controls.
    #[must_use]
    pub fn of<const N: usize>(instance: &AccessControl<N>) -> Option<Self> {
        let number = |value: Option<i64>| u16::try_from(value?).ok();
        let object = number(instance.object_id).filter(|object| *object != 0)?;
        let id = number(instance.object_instance_id)?;
        let object = ObjectId::try_from(object).ok()?;
        Some(Self { object, instance: ObjectInstanceId::try_from(id).ok() })
    }
}

impl Owner {
    /// Who owns an Access Control Object Instance; `None` for a number that is nobody's.
    #[must_use]
    pub fn of<const N: usize>(instance: &AccessControl<N>) -> Option<Self> {
        match u16::try_from(instance.access_control_owner?).ok()? {
            u16::MAX => Some(Self::Bootstrap),
            id => ShortServerId::new(id).map(Self::Server),
        }
    }
}

impl<const N: usize> AccessControl<N> {
    /// What a client adds when a server has created an Object Instance: the server owns it, the ACL names nobody.
    #[must_use]
    pub fn created(object: ObjectId, instance: ObjectInstanceId, creator: ShortServerId) -> Self {
        Self {
            object_id: Some(i64::from(object.get())),
            object_instance_id: Some(i64::from(instance.get())),
            acl: None,
            access_control_owner: Some(i64::from(creator.get())),
        }
    }
}

impl From<Rights> for AccessRights {
    fn from(rights: Rights) -> Self {
        Self(i64::from(rights.bits()))
    }
}

impl From<AccessRights> for Rights {
    fn from(rights: AccessRights) -> Self {
        Self::from_bits(rights.0)
    }
}
