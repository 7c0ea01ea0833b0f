//! The root link of a list of Objects: where the Objects lie, and which formats the client supports.
//! LwM2M Core 1.2.2, 6.2.1 (Register); D-017, D-100.

use super::Root;
use crate::deviation::Lenience;
use crate::error::{Error, ErrorKind, Result};
use crate::link::property::{Formats, Properties, ROOT_TYPE};
use crate::link::reader::Link;
use crate::link::scanner::Scanner;
use crate::link::target;
use crate::options::Options;
use crate::path::{Path, uri};

/// The root of a list: mostly the first link, or none. Where it is the first one and nothing was tolerated, `links`
/// go on behind it; whether they do.
pub(super) fn find<'a>(links: &mut Scanner<'a>, options: &Options<'a>) -> Result<(Root<'a>, bool)> {
    let registered = Root::new().alternate_path(options.alternate_path);
    let properties = |link: &Link<'a>, lenience: &mut Lenience| {
        Properties::read(link, options.version, lenience)
    };
    let mut ahead = links.clone();
    let (mut at_root, mut is_first) = (None, true);
    // What cannot be read ends the search, and is told when the links are read.
    while let Some(Ok(link)) = ahead.next() {
        let mut lenience = ahead.lenience;
        if properties(&link, &mut lenience).is_ok_and(|properties| properties.is_root) {
            let found = root(&link)?;
            let is_read = is_first && lenience == links.lenience;
            if is_read {
                *links = ahead;
            }
            return Ok((found, is_read));
        }
        let plain = link.href() == "/";
        if plain || target::behind(link.href(), options.alternate_path) == Some("") {
            at_root = at_root.or(Some(link));
        }
        if is_first && !may_have_root(links.text(), options, plain) {
            break;
        }
        is_first = false;
    }
    let Some(link) = at_root else { return Ok((registered, false)) };
    properties(&link, &mut { options.lenience })
        .map_err(|error| error.at(link.offset()).within(Path::ROOT))?;
    Ok((root(&link)?, false))
}

/// Whether a link behind the first may be the root.
fn may_have_root(text: &str, options: &Options<'_>, first_is_root: bool) -> bool {
    let named = text.contains(ROOT_TYPE) || text.contains('\\');
    named || !first_is_root && (text.contains("</>") || !options.alternate_path.is_empty())
}

/// What a root link says whose properties were read.
fn root<'a>(link: &Link<'a>) -> Result<Root<'a>> {
    let formats = Formats::read(link);
    let formats = formats.map_err(|error| error.at(link.offset()).within(Path::ROOT))?;
    let alternate_path = link.href().strip_prefix('/').unwrap_or_default();
    if !is_alternate_path(alternate_path) {
        let kind = ErrorKind::Path("an alternate path of unreserved characters, not ids");
        return Err(Error::from(kind).at(link.offset() + 1));
    }
    Ok(Root { alternate_path, formats })
}

/// D-017.
pub(super) fn is_alternate_path(path: &str) -> bool {
    let first = path.split('/').next();
    path.is_empty()
        || path.split('/').all(uri::is_prefix_segment)
            && !matches!(first, Some("rd" | "bs" | "bspack" | "dp"))
}
