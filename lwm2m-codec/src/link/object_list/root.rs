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
    let is_root = |link: &Link<'a>| {
        let properties = Properties::read(link, options.version, &mut { options.lenience });
        properties.is_ok_and(|properties| properties.is_root)
    };
    let mut at_root = None;
    // What cannot be read ends the search, and is told when the links are read.
    for (count, link) in links.clone().map_while(Result::ok).enumerate() {
        if is_root(&link) {
            return root(&link, options);
        }
        let plain = link.href() == "/";
        if plain || target::behind(link.href(), options.alternate_path) == Some("") {
            at_root = at_root.or(Some(link));
        }
        if count == 0 && !may_have_root(links.text(), options, plain) {
            break;
        }
    }
    at_root.map_or(Ok(registered), |link| root(&link, options))
}

/// Whether a link behind the first may be the root.
fn may_have_root(text: &str, options: &Options<'_>, first_is_root: bool) -> bool {
    let named = text.contains(ROOT_TYPE) || text.contains('\\');
    named || !first_is_root && (text.contains("</>") || !options.alternate_path.is_empty())
}

/// What a root link says.
fn root<'a>(link: &Link<'a>, options: &Options<'_>) -> Result<Root<'a>> {
    let place = |error: Error| error.at(link.offset()).within(Path::ROOT);
    Properties::read(link, options.version, &mut { options.lenience }).map_err(place)?;
    let formats = Formats::read(link).map_err(place)?;
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
