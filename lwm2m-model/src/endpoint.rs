//! Endpoint names: which of the URN forms one has. Any other text is a name, too.
//! LwM2M Core 1.2.2, 7.4.1; RFC 4122, RFC 7254, RFC 8464; BBF TR-069, 3.4.4 (OUI, product class, serial number).

use core::fmt;

use lwm2m_codec::Version;

/// The name by which a client is known: free text, unique among the clients of a server.
///
/// ```
/// use lwm2m_model::endpoint::{EndpointName, Form};
///
/// let name = EndpointName::new("urn:imei:490154203237518");
/// assert_eq!((name.form(), name.specific()), (Form::Imei, "490154203237518"));
/// assert_eq!(EndpointName::new("kitchen sensor").form(), Form::Other);
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct EndpointName<'a>(&'a str);

/// One row a form: its variant, what stands in front, what follows, the first release that lists it and, where it
/// was dropped again, the last; what it is.
macro_rules! forms {
    ($($form:ident $prefix:literal $rest:expr, $since:ident $until:ident $what:literal;)*) => {
        /// What an endpoint name is made of.
        #[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
        #[non_exhaustive]
        pub enum Form {
            $(#[doc = concat!("`", $prefix, "…`: ", $what, ".")] $form,)*
            /// Free text.
            Other,
        }

        impl Form {
            /// Every form but free text.
            pub const ALL: &[Self] = &[$(Self::$form,)*];

            /// What stands in front: `urn:imei:`; nothing for free text.
            #[must_use]
            pub const fn prefix(self) -> &'static str {
                match self {
                    $(Self::$form => $prefix,)*
                    Self::Other => "",
                }
            }

            /// Whether a release lists it. A name of another form is a name all the same: free text.
            #[must_use]
            pub fn is_listed(self, release: Version) -> bool {
                match self {
                    $(Self::$form => (Version::$since..=Version::$until).contains(&release),)*
                    Self::Other => false,
                }
            }

            fn fits(self, specific: &str) -> bool {
                match self {
                    $(Self::$form => $rest(specific),)*
                    Self::Other => true,
                }
            }
        }
    };
}

forms! {
    Uuid "urn:uuid:" is_uuid, V1_0 V1_2 "a UUID (RFC 4122)";
    Ops "urn:dev:ops:" is_ops, V1_0 V1_2 "OUI, product class and serial number";
    Os "urn:dev:os:" is_os, V1_0 V1_2 "OUI and serial number";
    GsmaImei "urn:gsma:imei:" is_gsma_imei, V1_2 V1_2 "an IMEI (RFC 7254)";
    Meid3gpp2 "urn:3gpp2:meid:" is_meid, V1_2 V1_2 "an MEID (RFC 8464)";
    Imei "urn:imei:" is_imei, V1_0 V1_1 "an IMEI of 15 digits";
    Esn "urn:esn:" is_esn, V1_0 V1_1 "an ESN of 8 hexadecimal digits";
    Meid "urn:meid:" is_meid, V1_0 V1_1 "an MEID of 14 hexadecimal digits";
    ImeiMsisdn "urn:imei-msisdn:" is_imei_msisdn, V1_0 V1_1 "an IMEI and a telephone number";
    ImeiImsi "urn:imei-imsi:" is_imei_imsi, V1_0 V1_1 "an IMEI and an IMSI";
}

impl<'a> EndpointName<'a> {
    /// A name, whatever it is; an empty one is nobody's (D-125).
    #[must_use]
    pub const fn new(name: &'a str) -> Self {
        Self(name)
    }

    /// The name as it is sent.
    #[must_use]
    pub const fn as_str(&self) -> &'a str {
        self.0
    }

    /// Which form it has: one whose parts are all there, else free text.
    #[must_use]
    pub fn form(&self) -> Form {
        self.parts().0
    }

    /// What stands behind the form's prefix: digits, a UUID; all of a free text.
    #[must_use]
    pub fn specific(&self) -> &'a str {
        self.parts().1
    }

    fn parts(&self) -> (Form, &'a str) {
        let fits = |form: &Form| {
            // RFC 8141, 3.1: what stands before the name within the namespace has no case.
            let (prefix, rest) = self.0.split_at_checked(form.prefix().len())?;
            let named = prefix.eq_ignore_ascii_case(form.prefix()) && form.fits(rest);
            named.then_some((*form, rest))
        };
        Form::ALL.iter().find_map(fits).unwrap_or((Form::Other, self.0))
    }
}

impl fmt::Display for EndpointName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// `f81d4fae-7dec-11d0-a765-00a0c91e6bf6`.
fn is_uuid(text: &str) -> bool {
    let mut lengths = [8, 4, 4, 4, 12].into_iter();
    text.split('-').all(|part| lengths.next().is_some_and(|length| is_hex(part, length)))
        && lengths.next().is_none()
}

/// `012345-Product%2DClass-123`: an OUI, and two parts whose own hyphens are percent-encoded.
fn is_ops(text: &str) -> bool {
    text.split_once('-').is_some_and(|(oui, rest)| {
        is_hex(oui, 6)
            && rest.split_once('-').is_some_and(|(class, serial)| is_part(class) && is_part(serial))
    })
}

/// `012345-123`.
fn is_os(text: &str) -> bool {
    text.split_once('-').is_some_and(|(oui, serial)| is_hex(oui, 6) && is_part(serial))
}

/// `90420156-025763-0`, perhaps with parameters behind a semicolon.
fn is_gsma_imei(text: &str) -> bool {
    let number = text.split(';').next().unwrap_or_default();
    let mut parts = number.split('-');
    let mut is = |length| parts.next().is_some_and(|part| is_digits(part, length..=length));
    is(8) && is(6) && is(1) && parts.next().is_none()
}

fn is_imei(text: &str) -> bool {
    is_digits(text, 15..=15)
}

fn is_esn(text: &str) -> bool {
    is_hex(text, 8)
}

fn is_meid(text: &str) -> bool {
    is_hex(text, 14)
}

/// A telephone number has up to 15 digits, as an IMSI has (ITU-T E.164, E.212).
fn is_imei_msisdn(text: &str) -> bool {
    text.split_once('-').is_some_and(|(imei, number)| is_imei(imei) && is_digits(number, 1..=15))
}

fn is_imei_imsi(text: &str) -> bool {
    text.split_once('-').is_some_and(|(imei, number)| is_imei(imei) && is_digits(number, 6..=15))
}

fn is_digits(text: &str, lengths: core::ops::RangeInclusive<usize>) -> bool {
    lengths.contains(&text.len()) && text.bytes().all(|c| c.is_ascii_digit())
}

fn is_hex(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|c| c.is_ascii_hexdigit())
}

/// Unreserved characters other than the hyphen, and percent-encoded ones.
fn is_part(text: &str) -> bool {
    let mut bytes = text.bytes();
    while let Some(c) = bytes.next() {
        let fits = match c {
            b'%' => [bytes.next(), bytes.next()]
                .into_iter()
                .all(|c| c.is_some_and(|c| c.is_ascii_hexdigit())),
            c => c.is_ascii_alphanumeric() || matches!(c, b'.' | b'_' | b'~'),
        };
        if !fits {
            return false;
        }
    }
    !text.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// MOD-15: each form, and what only looks like it.
    #[test]
    fn forms() {
        for (name, form, specific) in [
            ("urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6", Form::Uuid, 9),
            ("URN:UUID:F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6", Form::Uuid, 9),
            ("urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf", Form::Other, 0),
            ("urn:uuid:f81d4fae-7dec-11d0-a765", Form::Other, 0),
            ("urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6-0", Form::Other, 0),
            ("urn:dev:ops:002354-HZ%2DK-1.2_3~", Form::Ops, 12),
            ("urn:dev:ops:002354-HZ-K-1", Form::Other, 0),
            ("urn:dev:ops:002354-HZ", Form::Other, 0),
            ("urn:dev:ops:002354--1", Form::Other, 0),
            ("urn:dev:ops:002354-HZ-%2", Form::Other, 0),
            ("urn:dev:os:00235A-1", Form::Os, 11),
            ("urn:dev:os:0023-1", Form::Other, 0),
            ("urn:dev:os:002354-", Form::Other, 0),
            ("urn:gsma:imei:90420156-025763-0", Form::GsmaImei, 14),
            ("urn:gsma:imei:90420156-025763-0;svn=42", Form::GsmaImei, 14),
            ("urn:gsma:imei:904201560257630", Form::Other, 0),
            ("urn:gsma:imei:90420156-025763", Form::Other, 0),
            ("urn:3gpp2:meid:A04B0D56026CDA", Form::Meid3gpp2, 15),
            ("urn:3gpp2:meid:A04B0D56026CD", Form::Other, 0),
            ("urn:imei:490154203237518", Form::Imei, 9),
            ("urn:imei:49015420323751", Form::Other, 0),
            ("urn:imei:49015420323751x", Form::Other, 0),
            ("urn:esn:0123ABCD", Form::Esn, 8),
            ("urn:esn:0123ABC", Form::Other, 0),
            ("urn:meid:A04B0D56026CDA", Form::Meid, 9),
            ("urn:meid:A04B0D56026CDAA", Form::Other, 0),
            ("urn:imei-msisdn:490154203237518-491711234567", Form::ImeiMsisdn, 16),
            ("urn:imei-msisdn:490154203237518", Form::Other, 0),
            ("urn:imei-msisdn:490154203237518-+4917", Form::Other, 0),
            ("urn:imei-imsi:490154203237518-262019876543210", Form::ImeiImsi, 14),
            ("urn:imei-imsi:490154203237518-2620198765432101", Form::Other, 0),
            ("node1", Form::Other, 0),
            ("urn:", Form::Other, 0),
            ("urn:imé", Form::Other, 0),
            ("", Form::Other, 0),
        ] {
            let found = EndpointName::new(name);
            assert_eq!(
                (found.form(), Some(found.specific())),
                (form, name.get(specific..)),
                "{name}"
            );
            assert_eq!(found.as_str(), name);
        }
    }

    /// CHG-01, MOD-15: 1.2.1 has one list in place of the earlier one.
    #[test]
    fn lists() {
        use Form::{Esn, GsmaImei, Imei, ImeiImsi, ImeiMsisdn, Meid, Meid3gpp2, Ops, Os, Uuid};
        let earlier = [Uuid, Ops, Os, Imei, Esn, Meid, ImeiMsisdn, ImeiImsi];
        let newest = [Uuid, Ops, Os, GsmaImei, Meid3gpp2];
        for (release, expected) in
            [(Version::V1_0, &earlier[..]), (Version::V1_1, &earlier), (Version::V1_2, &newest)]
        {
            let listed = Form::ALL.iter().filter(|form| form.is_listed(release));
            assert!(listed.eq(expected), "{release}");
            assert!(!Form::Other.is_listed(release));
        }
    }
}
