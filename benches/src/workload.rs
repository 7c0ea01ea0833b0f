//! The payloads that are measured, and what is known of their objects. Bytes only: no code of the codec's.
//! The small ones are the standard's own Device (W1) or made by a seeded generator in the same shape.

/// Device `/3/0`, the standard's example: 13 resources, three of them multiple. TLV.
pub const W1_TLV: &[u8] = &Aligned(*include_bytes!("../workloads/w1.tlv")).0;
/// The same in SenML CBOR.
pub const W1_SENML_CBOR: &[u8] = &Aligned(*include_bytes!("../workloads/w1.senml.cbor")).0;
/// The same in LwM2M CBOR.
pub const W1_LWM2M_CBOR: &[u8] = &Aligned(*include_bytes!("../workloads/w1.lwm2m.cbor")).0;
/// The same in SenML JSON.
pub const W1_SENML_JSON: &[u8] = &Aligned(*include_bytes!("../workloads/w1.senml.json")).0;
/// The same in LwM2M JSON.
pub const W1_LWM2M_JSON: &[u8] = &Aligned(*include_bytes!("../workloads/w1.json")).0;
/// Ten values of `/3303/0/5700`, a minute apart. SenML CBOR.
pub const W2_SENML_CBOR: &[u8] = &Aligned(*include_bytes!("../workloads/w2.senml.cbor")).0;
/// The same in SenML JSON.
pub const W2_SENML_JSON: &[u8] = &Aligned(*include_bytes!("../workloads/w2.senml.json")).0;
/// Ten instances of object 3303 with one value each, for a format without times. LwM2M CBOR.
pub const W2_LWM2M_CBOR: &[u8] = &Aligned(*include_bytes!("../workloads/w2.lwm2m.cbor")).0;
/// A thousand values of `/3303/0/5700`, a minute apart. SenML CBOR.
pub const W3_SENML_CBOR: &[u8] = &Aligned(*include_bytes!("../workloads/w3.senml.cbor")).0;
/// The same in SenML JSON.
pub const W3_SENML_JSON: &[u8] = &Aligned(*include_bytes!("../workloads/w3.senml.json")).0;
/// The thousand values as instances, without times. SenML CBOR.
pub const W3N_SENML_CBOR: &[u8] = &Aligned(*include_bytes!("../workloads/w3n.senml.cbor")).0;
/// The thousand values as instances. LwM2M CBOR.
pub const W3_LWM2M_CBOR: &[u8] = &Aligned(*include_bytes!("../workloads/w3.lwm2m.cbor")).0;
/// 65,536 octets of noise: the value of W4, `/5/0/0`.
pub const W4_OPAQUE: &[u8] = &Aligned(*include_bytes!("../workloads/w4.opaque")).0;
/// One value of `/3303/0/5700`. CBOR.
pub const W5_CBOR: &[u8] = &Aligned(*include_bytes!("../workloads/w5.cbor")).0;
/// The same in plain text.
pub const W5_TEXT: &[u8] = &Aligned(*include_bytes!("../workloads/w5.text")).0;
/// A list of Objects with forty links, as a Register has it.
pub const W6_LINK: &[u8] = &Aligned(*include_bytes!("../workloads/w6.link")).0;
/// Fifty instances of object 3303 with six resources each. TLV.
pub const W7_TLV: &[u8] = &Aligned(*include_bytes!("../workloads/w7.tlv")).0;
/// The same in SenML CBOR.
pub const W7_SENML_CBOR: &[u8] = &Aligned(*include_bytes!("../workloads/w7.senml.cbor")).0;
/// The same in LwM2M CBOR.
pub const W7_LWM2M_CBOR: &[u8] = &Aligned(*include_bytes!("../workloads/w7.lwm2m.cbor")).0;
/// The same in SenML JSON.
pub const W7_SENML_JSON: &[u8] = &Aligned(*include_bytes!("../workloads/w7.senml.json")).0;
/// The same in LwM2M JSON.
pub const W7_LWM2M_JSON: &[u8] = &Aligned(*include_bytes!("../workloads/w7.json")).0;

/// Checking UTF-8 costs more or less by where the octets lie; so they lie the same in every build, as on a heap.
#[repr(align(16))]
struct Aligned<T>(T);

/// What a resource holds, as its definition says.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Type {
    /// Integer or Time.
    Integer,
    /// Float.
    Float,
    /// String.
    Text,
    /// Opaque.
    Opaque,
}

/// The resources of object 3, Device, as far as W1 has them.
#[inline(always)]
#[must_use]
pub const fn device(resource: u16) -> Type {
    match resource {
        6..=11 | 13 => Type::Integer,
        _ => Type::Text,
    }
}

/// The resources of object 3303, Temperature, as far as W2, W3 and W7 have them.
#[inline(always)]
#[must_use]
pub const fn temperature(resource: u16) -> Type {
    match resource {
        5701 => Type::Text,
        _ => Type::Float,
    }
}

/// The resources of object 5, Firmware Update, as far as W4 has them.
#[inline(always)]
#[must_use]
pub const fn firmware(_resource: u16) -> Type {
    Type::Opaque
}

/// W4, `/5/0/0` with the first `length` octets of [`W4_OPAQUE`], in TLV.
#[must_use]
pub fn w4_tlv(length: usize) -> Vec<u8> {
    let value = opaque(length);
    let head = match value.len() {
        0..256 => vec![0xc8, 0, low(length, 0)],
        _ => vec![0xd8, 0, low(length, 2), low(length, 1), low(length, 0)],
    };
    [&head, value].concat()
}

/// The same in SenML CBOR.
#[must_use]
pub fn w4_senml_cbor(length: usize) -> Vec<u8> {
    [&b"\x81\xa2\x00\x66/5/0/0\x08"[..], &byte_string_head(length), opaque(length)].concat()
}

/// The same in LwM2M CBOR.
#[must_use]
pub fn w4_lwm2m_cbor(length: usize) -> Vec<u8> {
    [&b"\xa1\x05\xa1\x00\xa1\x00"[..], &byte_string_head(length), opaque(length)].concat()
}

fn byte_string_head(length: usize) -> Vec<u8> {
    match length {
        0..256 => vec![0x58, low(length, 0)],
        _ => vec![0x5a, low(length, 3), low(length, 2), low(length, 1), low(length, 0)],
    }
}

fn opaque(length: usize) -> &'static [u8] {
    W4_OPAQUE.get(..length).unwrap_or(W4_OPAQUE)
}

#[expect(clippy::cast_possible_truncation, reason = "one byte of the length is asked for")]
const fn low(length: usize, byte: u32) -> u8 {
    (length >> (8 * byte)) as u8
}
