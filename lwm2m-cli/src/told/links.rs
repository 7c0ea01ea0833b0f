//! Links, as they stand.

use super::{Record, Told};
use crate::subject::Subject;

/// The links of a registration, of an answer to Discover, of a value.
pub(crate) fn links(subject: &Subject<'_>) -> Told {
    let mut deviations = Vec::new();
    let mut told = Told::default();
    let mut report = |deviation| deviations.push(deviation);
    match subject.options(&mut report).links(subject.bytes) {
        Err(error) => told.fault = Some(error),
        Ok(links) => {
            for link in links {
                match link {
                    Ok(link) => {
                        let path = link.path().ok();
                        let mut record = Record::place(Some(link.offset()), path);
                        if path.is_none() {
                            record.prefix = link.href().to_owned();
                        }
                        told.push(record, subject.keep);
                    }
                    Err(error) => {
                        told.fault = Some(error);
                        break;
                    }
                }
            }
        }
    }
    told.deviations = deviations;
    told
}
