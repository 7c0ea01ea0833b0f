//! What of a value was asked for by paths: the answer to a Read-Composite and to what an Observe-Composite tells.
//! LwM2M Core 1.2.2, 6.3.8 and 6.4.4; D-065, D-147.

use crate::encode::Encode;
use crate::error::Result;
use crate::impls::Placed;
use crate::path::Path;
use crate::record::{Record, RecordSink};
use crate::value::Value;

/// A value of which only what lies at or below some paths is told.
///
/// The paths may overlap, stand in any order, and name what is not there: each record is told once, and what is
/// missing is left out (D-065, D-147). The value is mostly several [`Permitted`](crate::Permitted) ones in a slice,
/// in ascending order.
///
/// ```
/// use lwm2m_codec::{ContentFormat, Object, Path, Permitted, Selected, encode};
///
/// #[derive(Object)]
/// #[lwm2m(object = 3)]
/// struct Device {
///     #[lwm2m(resource = 9, ops = "R")]
///     level: Option<u8>,
///     #[lwm2m(resource = 10, ops = "R")]
///     memory: Option<u32>,
/// }
///
/// let device = Device { level: Some(80), memory: Some(512) };
/// let readable = Permitted::read(&device, Path::instance(3, 0), Device::DEF);
/// let paths = [Path::resource(3, 0, 9), Path::object(4)];
/// let answer = Selected::new([readable], &paths);
/// let mut buffer = [0; 64];
/// let bytes = encode(ContentFormat::SENML_JSON, Path::ROOT, &answer, &mut buffer)?;
/// assert_eq!(bytes, br#"[{"bn":"/","n":"3/0/9","v":80}]"#);
/// # Ok::<(), lwm2m_codec::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Selected<'p, T> {
    value: T,
    paths: &'p [Path],
}

impl<'p, T> Selected<'p, T> {
    /// What of the value lies at or below the paths; none of them selects nothing.
    pub const fn new(value: T, paths: &'p [Path]) -> Self {
        Self { value, paths }
    }
}

impl<T: Placed> Placed for Selected<'_, T> {}

impl<T: Placed> Encode for Selected<'_, T> {
    fn encode(&self, at: Path, sink: &mut dyn RecordSink) -> Result<()> {
        self.value.encode(at, &mut Chosen { paths: self.paths, sink })
    }
}

/// Lets pass what lies at or below one of the paths.
struct Chosen<'s> {
    paths: &'s [Path],
    sink: &'s mut dyn RecordSink,
}

impl RecordSink for Chosen<'_> {
    fn record(&mut self, record: &Record<Value<'_>>) -> Result<()> {
        if self.paths.iter().any(|path| record.path.is_within(*path)) {
            self.sink.record(record)
        } else {
            Ok(())
        }
    }

    fn wants(&self, path: Path) -> bool {
        let leads = |chosen: Path| path.is_within(chosen) || chosen.is_within(path);
        self.paths.iter().any(|chosen| leads(*chosen)) && self.sink.wants(path)
    }

    fn device(&mut self, prefix: &str) -> Result<()> {
        self.sink.device(prefix)
    }
}
