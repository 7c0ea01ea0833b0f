//! The operation numbers, and the keys that each operation has: one row each.
//! LwM2M Transport 1.2.2, 8.3.1 to 8.3.4; D-158.

use super::key::{Key, set};
use super::topic::Interface;
use crate::operation::Operation;

/// What is known of one number of one interface.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) operation: Operation,
    pub(super) interface: Interface,
    pub(super) number: u8,
    /// The keys that may stand beside operation and token.
    pub(super) keys: u32,
    /// Those that must.
    pub(super) needed: u32,
}

impl Row {
    /// The row of a number; the topic tells 6 and 6 apart.
    pub(super) fn by_number(number: u64, interface: Interface) -> Option<&'static Self> {
        let same = |row: &&Self| u64::from(row.number) == number && row.interface == interface;
        ROWS.iter().find(same)
    }

    /// The row of an operation; the two cancellations have one number.
    pub(super) fn of(operation: Operation) -> Option<&'static Self> {
        let operation = match operation {
            Operation::CancelObservationComposite => Operation::CancelObservation,
            other => other,
        };
        ROWS.iter().find(|row| row.operation == operation)
    }
}

macro_rules! rows {
    ($($operation:ident $interface:ident $number:literal [$($needed:ident)*] [$($key:ident)*];)*) => {
        &[$(Row {
            operation: Operation::$operation,
            interface: Interface::$interface,
            number: $number,
            keys: set(&[$(Key::$needed,)* $(Key::$key,)*]),
            needed: set(&[$(Key::$needed,)*]),
        },)*]
    };
}

const ROWS: &[Row] = rows! {
    BootstrapRequest Bootstrap 0 [] [Endpoint PreferredFormat];
    BootstrapWrite Bootstrap 1 [Uri] [ContentFormat Payload];
    BootstrapRead Bootstrap 2 [Uri] [];
    BootstrapDelete Bootstrap 3 [Uri] [];
    BootstrapDiscover Bootstrap 4 [Uri] [];
    BootstrapFinish Bootstrap 5 [] [];
    BootstrapPackRequest Bootstrap 6 [] [Endpoint Payload];
    Register Registration 6 [] [Endpoint Lifetime Version Binding Sms Profiles ContentFormat Payload];
    Update Registration 7 [] [Endpoint Lifetime Version Binding Sms Profiles ContentFormat Payload];
    Deregister Registration 8 [] [];
    Read Registration 9 [Uri] [];
    ReadComposite Registration 10 [Paths] [];
    Discover Registration 11 [Uri] [Depth];
    Write Registration 12 [Uri] [ContentFormat Payload];
    WritePartialUpdate Registration 13 [Uri] [ContentFormat Payload];
    WriteAttributes Registration 14 [Uri] [Pmin Pmax Gt Lt St Epmin Epmax Edge Con Hqmax];
    WriteComposite Registration 15 [] [ContentFormat Payload];
    Execute Registration 16 [Uri] [ContentFormat Payload];
    Create Registration 17 [Uri] [ContentFormat Payload];
    Delete Registration 18 [Uri] [];
    Observe Registration 20 [Uri] [];
    ObserveComposite Registration 21 [Paths] [];
    CancelObservation Registration 22 [] [];
    Notify Registration 23 [] [ContentFormat Payload];
    Send Registration 24 [] [ContentFormat Payload];
};

/// The keys of a response.
pub(super) const RESPONSE: u32 = set(&[Key::Result, Key::ContentFormat, Key::Payload]);
