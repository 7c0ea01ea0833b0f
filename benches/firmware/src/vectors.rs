//! The repository's vectors, one behind the other: format, ids of the target, digest, length, payload.

use lwm2m_codec::{ContentFormat, Path};

use crate::console::line;
use crate::digest;

/// Written by `cargo xtask bare-metal`.
const VECTORS: &[u8] = include_bytes!("../target/vectors.bin");

/// Runs all of them; whether what came of each is what came of it on the machine that wrote them.
pub fn all() -> bool {
    let (mut rest, mut count, mut right) = (VECTORS, 0, 0);
    while let Some((format, ids, expected, payload)) = take(&mut rest) {
        count += 1;
        let ids = ids.iter().take_while(|&&id| id != u16::MAX);
        let target = ids.fold(Path::ROOT, |path, &id| path.child(id).unwrap_or(path));
        let found = digest::of(ContentFormat::new(format), target, payload);
        if found == expected {
            right += 1;
        } else {
            line(&[b"wrong"], &[format.into(), count]);
        }
    }
    line(&[b"vectors"], &[right]);
    right == count && rest.is_empty()
}

/// Takes one vector, in which 65535 ends the ids; `None` at the end and for what is none.
fn take(rest: &mut &'static [u8]) -> Option<(u16, [u16; 4], u32, &'static [u8])> {
    let (head, behind) = rest.split_first_chunk::<18>()?;
    let [f, g, a, b, c, d, i, j, k, l, m, n, o, p, q, r, s, t] = *head;
    let ids = [[a, b], [c, d], [i, j], [k, l]].map(u16::from_be_bytes);
    let length = usize::try_from(u32::from_be_bytes([q, r, s, t])).ok()?;
    let (payload, behind) = behind.split_at_checked(length)?;
    *rest = behind;
    Some((u16::from_be_bytes([f, g]), ids, u32::from_be_bytes([m, n, o, p]), payload))
}
