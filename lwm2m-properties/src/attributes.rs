//! Notification attributes: of a query at every place and of links; leniently as strictly, and written again.

use lwm2m_codec::attribute::{Changes, LinkParameter, Place, parameters};
use lwm2m_codec::{Options, Report, Result};

use crate::lenient::compare;
use crate::setting::Setting;
use crate::within::assert_perhaps_within;

/// Reads the text behind a [`Setting`] as a query and as the parameters of a link.
pub fn attributes(input: &[u8]) {
    let Some((setting, bytes)) = Setting::split(input) else { return };
    let Ok(text) = core::str::from_utf8(bytes) else { return };
    let options = setting.options();
    for place in [
        Place::WriteAttributes(setting.target),
        Place::Observe(setting.target),
        Place::ObserveComposite,
    ] {
        query(options, place, text);
    }
    let strict = link(options, text);
    compare(bytes, strict, |report| link(options.lenient(report), text));
    let Ok(attributes) = strict else { return };
    let mut buffer = vec![0; 4096];
    let written = attributes.encode_link(&mut buffer).expect("it was read");
    let written = core::str::from_utf8(written).expect("text");
    let written = written.strip_prefix(';').unwrap_or_default();
    assert_eq!(link(options, written), Ok(attributes), "{written}");
}

fn query(options: Options<'_>, place: Place, text: &str) {
    let strict = options.changes(place, parameters(text));
    if let Err(error) = &strict {
        assert_perhaps_within(error, text.as_bytes());
    }
    compare(text.as_bytes(), strict, |report| {
        options.lenient(report).changes(place, parameters(text))
    });
    let Ok(changes) = strict else { return };
    let mut buffer = vec![0; 4096];
    let written = match options.encode_changes(place, &changes, &mut buffer) {
        Ok(written) => core::str::from_utf8(written).expect("text"),
        // D-110: what contradicts itself is read, since only what it changes decides.
        Err(error) => {
            let contradiction = changes.attributes().check().map_err(|error| error.kind());
            return assert_eq!(contradiction, Err(error.kind()), "{changes:?}");
        }
    };
    let again: Result<Changes> = options.changes(place, parameters(written));
    assert_eq!(again, Ok(changes), "{written}");
}

fn link<R: Report>(
    options: Options<'_, R>,
    text: &str,
) -> Result<lwm2m_codec::attribute::Attributes> {
    let mut offset = 0;
    let parameters = text.split(';').filter(|text| !text.is_empty()).map(|parameter| {
        let (name, value) = match parameter.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (parameter, None),
        };
        let at = offset;
        offset += parameter.len();
        LinkParameter::new(name, value).at(at)
    });
    options.link_attributes(parameters)
}
