//! The keys of the map: LwM2M Transport 1.2.2, 8.7 (table of keys); D-158, D-159.

/// Makes the keys and what is known of them out of one row for each.
macro_rules! keys {
    ($($key:ident $number:literal $kind:ident;)*) => {
        /// A key of the map, by its number; those beyond 22 stand for text keys that have none.
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        #[repr(u8)]
        pub(super) enum Key {
            $($key = $number,)*
        }

        impl Key {
            pub(super) const ALL: &[Self] = &[$(Self::$key,)*];

            /// The key of a number; `None` for one that LwM2M does not use.
            pub(super) const fn from_number(number: u64) -> Option<Self> {
                Some(match number {
                    $($number if $number < FIRST_TEXT => Self::$key,)*
                    _ => return None,
                })
            }

            /// What its value is.
            pub(super) const fn kind(self) -> Kind {
                match self { $(Self::$key => Kind::$kind,)* }
            }
        }
    };
}

keys! {
    Operation 1 Uint;
    Token 2 Uint;
    Endpoint 3 Text;
    PreferredFormat 4 Uint;
    Uri 5 Text;
    Paths 6 Octets;
    Payload 7 Payload;
    Lifetime 8 Uint;
    Version 9 Text;
    Binding 10 Text;
    Sms 11 Text;
    Pmin 12 Uint;
    Pmax 13 Uint;
    Gt 14 Number;
    St 15 Number;
    Epmin 16 Uint;
    Epmax 17 Uint;
    Result 18 Result;
    ContentFormat 19 Uint;
    Edge 20 Flag;
    Hqmax 21 Uint;
    Depth 22 Uint;
    Lt 23 Number;
    Profiles 24 Text;
    Con 25 Flag;
}

/// From here on there are no numbers on the wire.
const FIRST_TEXT: u64 = 23;

/// How many places a set of keys has.
pub(super) const KEYS: usize = 26;

impl Key {
    /// The key of a text: what the examples of drafts have (D-159).
    pub(super) fn from_text(text: &str) -> Option<Self> {
        Some(match text {
            "lt" => Self::Lt,
            "pid" => Self::Profiles,
            "con" => Self::Con,
            _ => return None,
        })
    }

    /// Its bit in a set.
    pub(super) const fn bit(self) -> u32 {
        // A key is less than `KEYS`, and a set has as many bits.
        const { assert!(KEYS <= 32) }
        1 << self as u8
    }
}

/// A set of keys.
pub(super) const fn set(keys: &[Key]) -> u32 {
    let mut set = 0;
    let mut rest = keys;
    while let [first, behind @ ..] = rest {
        set |= first.bit();
        rest = behind;
    }
    set
}

/// What the value of a key is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    /// An unsigned integer.
    Uint,
    /// 0 or 1.
    Flag,
    /// An integer or a float.
    Number,
    /// A text string.
    Text,
    /// A byte string.
    Octets,
    /// A byte string; a text string where the format is text (D-160).
    Payload,
    /// A response code as an unsigned integer.
    Result,
}
