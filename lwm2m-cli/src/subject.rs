//! What is to be read, and how: the bytes, the path, the release, what is tolerated.

use lwm2m_codec::{Deviation, DeviationKind, ObjectInstanceId, Options, Path, Reporting, Version};

use crate::definitions::Definitions;

/// Bytes, and what is known of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Subject<'s> {
    pub(crate) bytes: &'s [u8],
    /// The path of the operation.
    pub(crate) path: Path,
    pub(crate) reading: &'s Reading,
    pub(crate) definitions: &'s Definitions,
    /// How many records are kept; those behind are only read.
    pub(crate) keep: usize,
}

/// How to read.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    pub(crate) version: Version,
    /// Whether deviations are refused, too.
    pub(crate) strict: bool,
    /// Deviations with a switch of their own that are taken.
    pub(crate) allowed: Vec<DeviationKind>,
    pub(crate) alternate_path: String,
    pub(crate) new_instance: Option<ObjectInstanceId>,
    /// Of a message over MQTT.
    pub(crate) topic: String,
}

impl Default for Reading {
    fn default() -> Self {
        Self {
            version: Version::NEWEST,
            strict: false,
            allowed: Vec::new(),
            alternate_path: String::new(),
            new_instance: None,
            topic: "lwm2m/rd/endpoint".to_owned(),
        }
    }
}

impl<'s> Subject<'s> {
    /// The codec's Options; `report` is told of deviations.
    pub(crate) fn options<'r>(
        &self,
        report: &'r mut (dyn FnMut(Deviation) + 'r),
    ) -> Options<'s, Reporting<'r>> {
        let Reading { version, strict, allowed, alternate_path, new_instance, .. } = self.reading;
        let mut options = Options::STRICT.version(*version).alternate_path(alternate_path);
        if let Some(instance) = new_instance {
            options = options.new_instance(*instance);
        }
        let mut options = options.lenient(report);
        for kind in DeviationKind::ALL {
            // Nothing tolerated is strict.
            options = if allowed.contains(kind) {
                options.allow(*kind)
            } else if *strict {
                options.refuse(*kind)
            } else {
                options
            };
        }
        options
    }

    /// The same with other bytes and another path: of a payload within a message.
    pub(crate) fn within(&self, bytes: &'s [u8], path: Path) -> Self {
        Self { bytes, path, ..*self }
    }
}
