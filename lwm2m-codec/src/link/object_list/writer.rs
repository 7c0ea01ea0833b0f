//! Writing a list of Objects. LwM2M Core 1.2.2, 6.2.1 (Register); D-098 to D-100.

use core::borrow::Borrow;

use super::root::is_alternate_path;
use super::{ObjectList, Registered, is_excluded};
use crate::error::{ErrorKind, Result};
use crate::link::encode::EncodeLinks;
use crate::link::grouping::Grouping;
use crate::link::property::ROOT_TYPE;
use crate::link::writer::{Writer, no_form};
use crate::options::Options;
use crate::path::Path;

impl<I> EncodeLinks for ObjectList<'_, I>
where
    I: Clone + IntoIterator<Item: Borrow<Registered>>,
{
    /// # Errors
    /// [`ErrorKind::Path`] for an alternate path that could be taken for something else;
    /// [`ErrorKind::NotExpressible`] for Objects 0, 21, 23 and 24, for other paths than of Objects and Object
    /// Instances, and for two versions of one Object; [`ErrorKind::Duplicate`] and [`ErrorKind::RecordOrder`] for
    /// what comes again.
    fn encode_links(&self, options: Options<'_>, writer: &mut Writer<'_, '_>) -> Result<()> {
        let own = self.root.alternate_path;
        let prefix = if own.is_empty() { options.alternate_path } else { own };
        if !is_alternate_path(prefix) {
            return Err(
                ErrorKind::Path("an alternate path of unreserved characters, not ids").into()
            );
        }
        let formats = self.root.formats;
        if !prefix.is_empty() || !formats.is_empty() {
            writer.path(prefix, Path::ROOT);
        }
        if !prefix.is_empty() {
            writer.quoted("rt", ROOT_TYPE)?;
        }
        if !formats.is_empty() {
            writer.formats(formats);
        }
        let mut grouping = Grouping::new(prefix, options.version);
        for registered in self.objects.clone() {
            let Registered { path, version } = *registered.borrow();
            if is_excluded(path) {
                return Err(no_form("objects 0, 21, 23 and 24 in a list of objects", path));
            }
            grouping.write(path, version, writer)?;
        }
        grouping.finish(writer);
        Ok(())
    }
}
