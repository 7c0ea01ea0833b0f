//! What servers observe, and when they are told: the notification engine of `lwm2m-model` with the device's values.

use core::hash::{Hash, Hasher};
use core::time::Duration;
use std::collections::BTreeMap;
use std::hash::DefaultHasher;

use lwm2m_codec::attribute::{Attributes, Composite, Defaults, Effective};
use lwm2m_codec::{
    ContentFormat, Encode, Path, Record, RecordSink, Result, Selected, Value, encode_to_vec,
};
use lwm2m_model::observe::{Decision, Look, Policy, Sample, Timer, Watch};

use crate::model::Model;

/// What a server has attached, by path.
pub(crate) type Attached = BTreeMap<Path, Attributes>;

/// One observation: of a path, or of several at once.
#[derive(Debug)]
pub(crate) struct Observed {
    /// What its notifications carry.
    pub(crate) token: Vec<u8>,
    pub(crate) format: ContentFormat,
    pub(crate) composite: bool,
    pub(crate) paths: Vec<Path>,
    /// The attributes that the Observe itself brought.
    attributes: Attributes,
    /// The number of the last notification, and the id of its message.
    pub(crate) number: u32,
    pub(crate) last_id: u16,
    watches: Vec<Watch>,
    timer: Timer,
}

impl Observed {
    pub(crate) fn new(
        (token, format, composite): (&[u8], ContentFormat, bool),
        paths: Vec<Path>,
        attributes: Attributes,
        model: &Model,
        now: Duration,
    ) -> Self {
        let watch = |path: &Path| Watch::new(now, sample(model, *path));
        let watches = paths.iter().map(watch).collect();
        let token = token.to_vec();
        let timer = Timer::new(now);
        Self { token, format, composite, paths, attributes, number: 1, last_id: 0, watches, timer }
    }

    /// Looks at the values.
    pub(crate) fn look(&mut self, model: &Model, attached: &Attached, now: Duration) -> Decision {
        let effective: Vec<_> = self.effective(model, attached).collect();
        let looks = self.watches.iter_mut().zip(&self.paths).zip(&effective);
        let look = looks
            .map(|((watch, path), effective)| {
                watch.look(effective, Policy::STANDARD, now, sample(model, *path))
            })
            .fold(Look::default(), Look::and);
        self.timer.decide(&Composite::new(effective), now, look)
    }

    /// Takes note that a notification was sent.
    pub(crate) fn sent(&mut self, model: &Model, now: Duration, confirmable: bool) {
        for (watch, path) in self.watches.iter_mut().zip(&self.paths) {
            watch.told(sample(model, *path));
        }
        self.timer.sent(now, confirmable);
    }

    fn effective<'s>(
        &'s self,
        model: &Model,
        attached: &'s Attached,
    ) -> impl Iterator<Item = Effective> + use<'s> {
        let defaults = Defaults {
            pmin: model.server.default_minimum_period.map(u64::from),
            pmax: model.server.default_maximum_period.map(u64::from),
            con: None,
        };
        let of = |path: Path| attached.get(&path).copied().unwrap_or_default();
        self.paths.iter().map(move |path| Effective::new(*path, of, self.attributes, defaults))
    }
}

/// What conditions see of a path: a number or a Boolean, or else whether it is what it was.
fn sample(model: &Model, path: Path) -> Sample {
    let mut values = Values { path, sample: Sample::Absent };
    let paths = [path];
    let selected = Selected::new(model.readable(), &paths);
    match selected.encode(Path::ROOT, &mut values) {
        Ok(()) if path.depth() >= 3 => values.sample,
        _ => revision(&selected).unwrap_or(Sample::Absent),
    }
}

/// The value at a path, if there is one that conditions know.
struct Values {
    path: Path,
    sample: Sample,
}

impl RecordSink for Values {
    fn record(&mut self, record: &Record<Value<'_>>) -> Result<()> {
        let sample = if record.path == self.path { Sample::of(&record.value) } else { None };
        self.sample = match sample {
            Some(sample) => sample,
            None => revision(record)?,
        };
        Ok(())
    }
}

/// A number that is another one whenever what is told is.
fn revision(value: &impl Encode) -> Result<Sample> {
    let bytes = encode_to_vec(ContentFormat::SENML_CBOR, Path::ROOT, value)?;
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    Ok(Sample::Revision(hasher.finish()))
}
