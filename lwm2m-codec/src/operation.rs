//! The operations of the four interfaces, by their names; independent of any transport.
//! LwM2M Core 1.2.2, 6 (interfaces).

/// What one side asks the other to do, or tells it: an operation of one of the interfaces.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
#[non_exhaustive]
pub enum Operation {
    /// Bootstrap: the client asks to be configured.
    BootstrapRequest,
    /// Bootstrap: the server replaces Objects, Object Instances or Resources, whatever their access.
    BootstrapWrite,
    /// Bootstrap: the server reads what configures the client; since 1.1.
    BootstrapRead,
    /// Bootstrap: the server asks for the Objects and Object Instances there are.
    BootstrapDiscover,
    /// Bootstrap: the server removes Object Instances.
    BootstrapDelete,
    /// Bootstrap: the server has said everything.
    BootstrapFinish,
    /// Bootstrap: the client asks for everything at once; since 1.2.
    BootstrapPackRequest,
    /// Registration: the client says that it is there and which Object Instances it has.
    Register,
    /// Registration: the client says what has changed.
    Update,
    /// Registration: the client takes its leave.
    Deregister,
    /// Device management: the values of an Object, Object Instance, Resource or Resource Instance.
    Read,
    /// Device management: the links and attributes below a path.
    Discover,
    /// Device management: Write (Replace), which takes the place of what was there.
    Write,
    /// Device management: Write (Partial Update), which adds to what is there.
    WritePartialUpdate,
    /// Device management: sets notification attributes.
    WriteAttributes,
    /// Device management: runs a Resource.
    Execute,
    /// Device management: makes an Object Instance.
    Create,
    /// Device management: removes an Object Instance; since 1.2 also a Resource Instance.
    Delete,
    /// Device management: a Read of a list of paths; since 1.1.
    ReadComposite,
    /// Device management: a Write to several paths, all or nothing; since 1.1.
    WriteComposite,
    /// Information reporting: a Read that goes on.
    Observe,
    /// Information reporting: an Observe of a list of paths; since 1.1.
    ObserveComposite,
    /// Information reporting: ends an Observe.
    CancelObservation,
    /// Information reporting: ends an Observe-Composite; since 1.1.
    CancelObservationComposite,
    /// Information reporting: what an Observe or an Observe-Composite asked for has changed.
    Notify,
    /// Information reporting: the client tells values that nobody asked for; since 1.1.
    Send,
}

impl Operation {
    /// Every operation, in the order of the interfaces.
    pub const ALL: &[Self] = &[
        Self::BootstrapRequest,
        Self::BootstrapWrite,
        Self::BootstrapRead,
        Self::BootstrapDiscover,
        Self::BootstrapDelete,
        Self::BootstrapFinish,
        Self::BootstrapPackRequest,
        Self::Register,
        Self::Update,
        Self::Deregister,
        Self::Read,
        Self::Discover,
        Self::Write,
        Self::WritePartialUpdate,
        Self::WriteAttributes,
        Self::Execute,
        Self::Create,
        Self::Delete,
        Self::ReadComposite,
        Self::WriteComposite,
        Self::Observe,
        Self::ObserveComposite,
        Self::CancelObservation,
        Self::CancelObservationComposite,
        Self::Notify,
        Self::Send,
    ];
}
