//! Rights as bits, and which of them an operation needs. LwM2M Core 1.2.2, table 8.2-1 and appendix E.3; D-154.

use core::fmt;

use lwm2m_codec::Operation;

/// What may be done with an Object Instance, and with an Object by Create: the bits of an ACL.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub struct Rights(u8);

impl Rights {
    /// Nothing.
    pub const NONE: Self = Self(0);
    /// Read, Observe, Write-Attributes: 1.
    pub const READ: Self = Self(1);
    /// Write: 2.
    pub const WRITE: Self = Self(2);
    /// Execute: 4.
    pub const EXECUTE: Self = Self(4);
    /// Delete: 8.
    pub const DELETE: Self = Self(8);
    /// Create, on an Object: 16.
    pub const CREATE: Self = Self(16);
    /// Everything: 31.
    pub const ALL: Self = Self(31);
    /// What an owner has: everything but Create.
    pub const OWNER: Self = Self(15);

    /// The rights that a Resource Instance of an ACL gives; bits above Create are reserved and give none.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "five bits stay")]
    pub const fn from_bits(bits: i64) -> Self {
        Self((bits & Self::ALL.0 as i64) as u8)
    }

    /// The bits as an ACL holds them, 0 to 31.
    #[must_use]
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// Both together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all of `other` is among these.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

/// `RWEDC`, a dash for each that is missing.
impl fmt::Display for Rights {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (right, letter) in [
            (Self::READ, "R"),
            (Self::WRITE, "W"),
            (Self::EXECUTE, "E"),
            (Self::DELETE, "D"),
            (Self::CREATE, "C"),
        ] {
            f.write_str(if self.contains(right) { letter } else { "-" })?;
        }
        Ok(())
    }
}

/// The rights that an operation of a server needs; none for Discover, and for Write-Attributes at an Object.
///
/// A notification tells what a Read tells, and so does the answer to a cancelled observation. Bootstrap, registration
/// and Send go by no rights. Every right for an operation that this crate doesn't know yet.
#[must_use]
pub const fn needed(operation: Operation, object_level: bool) -> Rights {
    match operation {
        Operation::WriteAttributes if object_level => Rights::NONE,
        Operation::Read
        | Operation::ReadComposite
        | Operation::WriteAttributes
        | Operation::Observe
        | Operation::ObserveComposite
        | Operation::CancelObservation
        | Operation::CancelObservationComposite
        | Operation::Notify => Rights::READ,
        Operation::Write | Operation::WritePartialUpdate | Operation::WriteComposite => {
            Rights::WRITE
        }
        Operation::Execute => Rights::EXECUTE,
        Operation::Create => Rights::CREATE,
        Operation::Delete => Rights::DELETE,
        Operation::Discover
        | Operation::Send
        | Operation::Register
        | Operation::Update
        | Operation::Deregister
        | Operation::BootstrapRequest
        | Operation::BootstrapWrite
        | Operation::BootstrapRead
        | Operation::BootstrapDiscover
        | Operation::BootstrapDelete
        | Operation::BootstrapFinish
        | Operation::BootstrapPackRequest => Rights::NONE,
        _ => Rights::ALL,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// ACL-01: 0 to 31, other bits are reserved.
    #[test]
    fn five_bits() {
        for bits in 0..32_u8 {
            let rights = Rights::from_bits(i64::from(bits));
            assert_eq!(rights.bits(), bits);
            assert_eq!(rights.contains(Rights::READ), bits & 1 != 0);
            assert_eq!(rights.contains(Rights::CREATE), bits & 16 != 0);
        }
        assert_eq!(Rights::from_bits(32), Rights::NONE);
        assert_eq!(Rights::OWNER.with(Rights::READ), Rights::OWNER);
        assert_eq!(Rights::from_bits(-1), Rights::ALL);
    }
}
