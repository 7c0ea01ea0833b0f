//! Links, as they stand.

use super::{Content, Record, Told};
use crate::subject::Subject;

/// The links of a registration, of an answer to Discover, of a value.
pub(crate) fn links(subject: &Subject<'_>) -> Told {
    let mut told = Told::default();
    let mut report = |deviation| told.deviations.push(deviation);
    match subject.options(&mut report).links(subject.bytes) {
        Err(error) => told.fault = Some(error),
        Ok(links) => {
            for link in links {
                match link {
                    Ok(link) => {
                        let path = link.path().ok();
                        let prefix = if path.is_some() { "" } else { link.href() };
                        told.records.push(Record {
                            offset: Some(link.offset()),
                            path,
                            prefix: prefix.to_owned(),
                            time: None,
                            content: Content::Nothing,
                        });
                    }
                    Err(error) => {
                        told.fault = Some(error);
                        break;
                    }
                }
            }
        }
    }
    told
}
