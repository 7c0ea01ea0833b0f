//! Lists of paths, the bodies of composite reads: read, leniently as strictly, and written again.

use lwm2m_codec::{ContentFormat, DeviationKind, ErrorKind, Options, Path, Report, Result};

use crate::lenient::compare;
use crate::within::assert_within;

/// Reads bytes as a list of paths; an error lies within them, and nothing follows it.
pub fn path_list(options: Options<'_>, format: ContentFormat, bytes: &[u8]) {
    match options.paths(format, bytes) {
        Ok(mut paths) => {
            if let Some(error) = paths.find_map(Result::err) {
                assert_within(&error, bytes);
            }
            assert!(paths.next().is_none(), "a path behind the last");
        }
        Err(error) if error.kind() == ErrorKind::UnsupportedFormat => return,
        Err(error) => assert_within(&error, bytes),
    }
    let strict = read(options, format, bytes);
    compare(bytes, strict.clone(), |report| {
        // D-068: strict reading does not look into labels that it does not know.
        let lenient = options.lenient(report).refuse(DeviationKind::NumericTextLabel);
        read(lenient, format, bytes)
    });
    let Ok(paths) = strict else { return };
    let mut buffer = vec![0; 64 + paths.len() * 64];
    match options.encode_paths(format, &paths, &mut buffer) {
        Ok(written) => assert_eq!(read(options, format, written), Ok(paths), "written again"),
        // D-065: a path within another is read as what it says, and never written.
        Err(error) => assert_eq!(error.kind(), ErrorKind::Duplicate, "{paths:?}"),
    }
}

fn read<R: Report>(
    options: Options<'_, R>,
    format: ContentFormat,
    bytes: &[u8],
) -> Result<Vec<Path>> {
    options.paths(format, bytes)?.collect()
}
