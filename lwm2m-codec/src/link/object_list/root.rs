//! The root link of a list of Objects: where the Objects lie, and which formats the client supports.
//! LwM2M Core 1.2.2, 6.2.1 (Register); D-017, D-100.

use super::Root;
use crate::error::{Error, ErrorKind, Result};
use crate::link::property::{Formats, Properties, ROOT_TYPE};
use crate::link::reader::Link;
use crate::link::scanner::Scanner;
use crate::link::target;
use crate::options::Options;
use crate::path::{Path, uri};

/// The root of a list: mostly the first link, or none.
pub(super) fn find<'a>(links: &Scanner<'a>, options: &Options<'a>) -> Result<Root<'a>> {
    let registered = Root::new().alternate_path(options.alternate_path);
    let properties =
        |link: &Link<'a>| Properties::read(link, options.version, &mut { options.lenience });
    let mut at_root = None;
    // What cannot be read ends the search, and is told when the links are read.
    for (count, link) in links.clone().map_while(Result::ok).enumerate() {
        if properties(&link).is_ok_and(|properties| properties.is_root) {
            return root(&link);
        }
        let plain = link.href() == "/";
        if plain || target::behind(link.href(), options.alternate_path) == Some("") {
            at_root = at_root.or(Some(link));
        }
        if count == 0 && !may_have_root(links.text(), options, plain) {
            break;
        }
    }
    let Some(link) = at_root else { return Ok(registered) };
    properties(&link).map_err(|error| error.at(link.offset()).within(Path::ROOT))?;
    root(&link)
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
