//! Lists of paths: the bodies of Read-Composite and Observe-Composite. They are names without values, and no records.
//! LwM2M Core 1.2.2, 6.3.10 and 6.4.5 (composite reads); RFC 8790; D-063 to D-066.

mod list;

#[cfg(feature = "alloc")]
use alloc::vec::Vec;

pub use self::list::Paths;
use crate::deviation::{DeviationKind, Report};
use crate::error::{Error, ErrorKind, Result};
use crate::format::ContentFormat;
#[cfg(feature = "senml-cbor")]
use crate::format::senml_cbor;
#[cfg(feature = "senml-json")]
use crate::format::senml_json;
use crate::options::{Options, Version};
use crate::output::Output;
use crate::path::Path;

/// Reads a list of paths: newest version. See [`Options::paths`].
///
/// ```
/// use lwm2m_codec::{ContentFormat, Path, paths};
///
/// let body = br#"[{"n":"/3/0/9"},{"n":"/3303"}]"#;
/// let paths = paths(ContentFormat::SENML_JSON, body)?.collect::<Result<Vec<_>, _>>()?;
/// assert_eq!(paths, [Path::resource(3, 0, 9), Path::object(3303)]);
/// # Ok::<(), lwm2m_codec::Error>(())
/// ```
///
/// # Errors
/// As [`Options::paths`].
pub fn paths(format: ContentFormat, payload: &[u8]) -> Result<Paths<'_>> {
    Options::STRICT.paths(format, payload)
}

/// Writes a list of paths into a buffer: newest version. See [`Options::encode_paths`].
///
/// ```
/// use lwm2m_codec::{ContentFormat, Path, encode_paths};
///
/// let paths = [Path::resource(3, 0, 0), Path::object(1)];
/// let mut buffer = [0; 32];
/// let body = encode_paths(ContentFormat::SENML_CBOR, &paths, &mut buffer)?;
/// assert_eq!(body, b"\x82\xa1\x00\x66/3/0/0\xa1\x00\x62/1");
/// # Ok::<(), lwm2m_codec::Error>(())
/// ```
///
/// # Errors
/// As [`Options::encode_paths`].
pub fn encode_paths<'b>(
    format: ContentFormat,
    paths: &[Path],
    buffer: &'b mut [u8],
) -> Result<&'b [u8]> {
    Options::STRICT.encode_paths(format, paths, buffer)
}

/// Writes a list of paths into a new vector of just its length: newest version. *Requires feature `alloc`.*
///
/// # Errors
/// As [`Options::encode_paths`], save for the buffer.
#[cfg(feature = "alloc")]
pub fn encode_paths_to_vec(format: ContentFormat, paths: &[Path]) -> Result<Vec<u8>> {
    Options::STRICT.encode_paths_to_vec(format, paths)
}

impl<'o, R: Report> Options<'o, R> {
    /// Reads a list of paths: in SenML JSON or SenML CBOR, from 1.2 on also in their forms for composite requests
    /// (D-064).
    ///
    /// # Errors
    /// [`ErrorKind::UnsupportedFormat`] for any other format; [`ErrorKind::NotUtf8`]. What is wrong with a record
    /// comes with its path: [`ErrorKind::Path`], [`ErrorKind::Malformed`] for values and times,
    /// [`ErrorKind::MissingValue`] for a list of no paths.
    pub fn paths<'a>(self, format: ContentFormat, payload: &'a [u8]) -> Result<Paths<'a, R>>
    where
        'o: 'a,
    {
        let (mut options, report) = self.split();
        if let Err(refused) = options.check_list(format) {
            // Lenience: peers of 1.1 that take what 1.2 has for composite requests (D-064).
            let is_1_1 = options.version == Version::V1_1;
            if !is_1_1 || !options.lenience.allow(DeviationKind::EtchIn1_1) {
                return Err(refused);
            }
        }
        Paths::new(format, payload, &options, report)
    }
}

impl Options<'_> {
    /// Writes a list of paths into a buffer; what comes back is the written part.
    ///
    /// Names are absolute, behind the alternate path and the gateway's prefix where the Options have them.
    ///
    /// # Errors
    /// [`ErrorKind::UnsupportedFormat`] as for [`Options::paths`]; [`ErrorKind::MissingValue`] for no paths;
    /// [`ErrorKind::Duplicate`] for a path that is another or lies within another (D-065); [`ErrorKind::Path`] for a
    /// prefix that could not be told from ids; [`ErrorKind::BufferTooSmall`] with the exact length.
    pub fn encode_paths<'b>(
        &self,
        format: ContentFormat,
        paths: &[Path],
        buffer: &'b mut [u8],
    ) -> Result<&'b [u8]> {
        let mut out = Output::new(buffer);
        self.encode_paths_into(format, paths, &mut out)?;
        out.finish()
    }

    /// Writes a list of paths into a new vector of just its length. *Requires feature `alloc`.*
    ///
    /// # Errors
    /// As [`Options::encode_paths`], save for the buffer.
    #[cfg(feature = "alloc")]
    pub fn encode_paths_to_vec(&self, format: ContentFormat, paths: &[Path]) -> Result<Vec<u8>> {
        let mut length = Output::new(&mut []);
        self.encode_paths_into(format, paths, &mut length)?;
        let mut bytes = alloc::vec![0; length.position()];
        self.encode_paths_into(format, paths, &mut Output::new(&mut bytes))?;
        Ok(bytes)
    }

    /// Writes a list of paths to an [`Output`]: a block of it, or its length.
    ///
    /// # Errors
    /// As [`Options::encode_paths`], save for the buffer.
    pub fn encode_paths_into(
        &self,
        format: ContentFormat,
        paths: &[Path],
        out: &mut Output<'_>,
    ) -> Result<()> {
        self.check_list(format)?;
        if paths.is_empty() {
            return Err(ErrorKind::MissingValue.into());
        }
        if let Some(path) = overlap(paths) {
            return Err(Error::from(ErrorKind::Duplicate).within(path));
        }
        match format {
            #[cfg(feature = "senml-json")]
            ContentFormat::SENML_JSON | ContentFormat::SENML_ETCH_JSON => {
                senml_json::write_paths(paths, self, out)
            }
            #[cfg(feature = "senml-cbor")]
            ContentFormat::SENML_CBOR | ContentFormat::SENML_ETCH_CBOR => {
                senml_cbor::write_paths(paths, self, out)
            }
            _ => {
                let _ = out;
                Err(ErrorKind::UnsupportedFormat.into())
            }
        }
    }

    /// D-064: the forms for composite requests are of LwM2M 1.2.
    fn check_list(&self, format: ContentFormat) -> Result<()> {
        match format {
            ContentFormat::SENML_ETCH_JSON | ContentFormat::SENML_ETCH_CBOR
                if self.version < Version::V1_2 =>
            {
                Err(ErrorKind::UnsupportedFormat.into())
            }
            _ => Ok(()),
        }
    }
}

/// A path that is another of the list or lies within it.
fn overlap(paths: &[Path]) -> Option<Path> {
    let within = |a: Path, b: Path| {
        let inner = if a.is_within(b) { a } else { b };
        (a.is_within(b) || b.is_within(a)).then_some(inner)
    };
    if paths.is_sorted() {
        // What lies within a path follows it at once.
        return paths.iter().zip(paths.iter().skip(1)).find_map(|(&a, &b)| within(a, b));
    }
    let mut before = paths.iter().enumerate();
    before.find_map(|(count, &a)| paths.iter().take(count).find_map(|&b| within(a, b)))
}
