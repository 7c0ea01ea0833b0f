//! Write-Attributes: notification attributes in a query. LwM2M Core 1.2.2, 6.3.4; D-105 to D-110, D-139.

use super::reading::Reading;
use super::{Ask, Operation, check};
use crate::attribute::{Changes, Place};
use crate::error::{ErrorKind, Result};
use crate::message::{Method, Query, Request};
use crate::options::{Options, Version};
use crate::output::Output;
use crate::path::Path;

/// `PUT` of a path with a query and without a body: what becomes of the attributes there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WriteAttributes {
    /// What they are attached to.
    pub path: Path,
    /// What becomes of each.
    pub changes: Changes,
}

impl<'a> Ask<'a> for WriteAttributes {
    const OPERATION: Operation = Operation::WriteAttributes;

    fn fill(&self, _: Version) -> Request<'a> {
        let mut request = Request::new(Method::Put, self.path.into());
        request.query = Query::Attributes(self.changes);
        request
    }

    fn read(request: &Request<'a>, reading: &mut Reading<'_>) -> Result<Self> {
        let path = check::path(request);
        let changes = read_attributes(&request.query, Place::WriteAttributes(path), reading)?;
        Ok(Self { path, changes })
    }
}

/// Reads the attributes of a query.
pub(super) fn read_attributes(
    query: &Query<'_>,
    place: Place,
    reading: &mut Reading<'_>,
) -> Result<Changes> {
    match query {
        Query::Attributes(changes) => {
            // What can be written is consistent, and may stand there.
            let options = Options::STRICT.version(reading.version);
            options.encode_changes_into(place, changes, &mut Output::new(&mut []))?;
            Ok(*changes)
        }
        _ => match query.texts() {
            Some(texts) => reading.options().changes(place, texts),
            None => {
                // Attributes are short; what is longer is none.
                let mut buffer = [0; 512];
                reading.options().changes(place, decoded(query, &mut buffer)?)
            }
        },
    }
}

/// The parameters of a query that is percent-encoded.
fn decoded<'b>(query: &Query<'_>, buffer: &'b mut [u8]) -> Result<impl Iterator<Item = &'b str>> {
    let mut rest = &mut *buffer;
    let mut texts: [&str; 16] = [""; 16];
    let mut count = 0;
    for parameter in query.parameters() {
        let parameter = parameter?;
        let unknown = || crate::Error::from(ErrorKind::UnknownParameter).at(parameter.offset());
        let length = parameter.copy_to(rest).map_err(|_| unknown())?.len();
        let (text, behind) = core::mem::take(&mut rest).split_at_mut(length);
        rest = behind;
        let place = texts.get_mut(count).ok_or_else(unknown)?;
        *place = core::str::from_utf8(text).map_err(|_| unknown())?;
        count += 1;
    }
    Ok(texts.into_iter().take(count))
}
