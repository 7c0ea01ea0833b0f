//! Lists of paths: the bodies of Read-Composite and Observe-Composite. They are names without values, and no records.
//! LwM2M Core 1.2.2, 6.3.10 and 6.4.5 (composite reads); RFC 8790; D-063 to D-066.

#[cfg(feature = "alloc")]
use alloc::vec::Vec;

#[cfg(feature = "lenient")]
use crate::deviation::{Deviation, Lenience};
use crate::deviation::{Report, Silent};
use crate::error::{Error, ErrorKind, Result};
use crate::format::ContentFormat;
#[cfg(feature = "senml-cbor")]
use crate::format::senml_cbor;
#[cfg(feature = "senml-json")]
use crate::format::senml_json;
use crate::options::{Options, Version};
use crate::output::Output;
use crate::path::Path;
use crate::record::{Prefix, RecordSource};

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

/// The paths of a list in its order, of zero to four ids each; some may lie within others, or come again (D-065).
///
/// After an error there is no further path.
#[derive(Clone, Debug)]
pub struct Paths<'a, R = Silent> {
    reader: Reader<'a>,
    /// How many paths were read.
    count: usize,
    limit: usize,
    ended: bool,
    #[cfg_attr(
        not(feature = "lenient"),
        allow(dead_code, reason = "strict reading tells nothing")
    )]
    report: R,
}

impl<'a, R: Report> Paths<'a, R> {
    /// What stood in front of the path that was read last: an alternate path, the prefix of a gateway's device;
    /// mostly empty.
    #[must_use]
    pub fn prefix(&self) -> Prefix<'a> {
        self.reader.prefix()
    }

    fn step(&mut self) -> Result<Option<Path>> {
        let path = self.reader.next_path();
        let offset = self.reader.offset();
        #[cfg(feature = "lenient")]
        if R::LISTENS {
            for kind in self.reader.lenience().take() {
                let path = path.as_ref().map_or_else(|error| error.path(), |path| *path);
                self.report.report(Deviation { kind, offset, path });
            }
        }
        let path = path?;
        match path {
            Some(path) if self.count == self.limit => {
                let error = Error::from(ErrorKind::TooDeep { limit: self.limit });
                Err(error.at(offset).within(path))
            }
            // D-063: a list of nothing asks for nothing.
            None if self.count == 0 => Err(Error::from(ErrorKind::MissingValue).at(offset)),
            path => {
                self.count += 1;
                Ok(path)
            }
        }
    }
}

impl<R: Report> Iterator for Paths<'_, R> {
    type Item = Result<Path>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let path = self.step().transpose();
        self.ended = !matches!(path, Some(Ok(_)));
        path
    }
}

impl<R: Report> core::iter::FusedIterator for Paths<'_, R> {}

/// The Readers of the formats that have lists of paths.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant, reason = "lives on the stack")]
enum Reader<'a> {
    #[cfg(feature = "senml-json")]
    Json(senml_json::Reader<'a>),
    #[cfg(feature = "senml-cbor")]
    Cbor(senml_cbor::Reader<'a>),
    /// None of them is compiled in.
    #[allow(dead_code, reason = "keeps the lifetime in use")]
    None(core::convert::Infallible, &'a ()),
}

impl<'a> Reader<'a> {
    fn next_path(&mut self) -> Result<Option<Path>> {
        match self {
            #[cfg(feature = "senml-json")]
            Self::Json(reader) => reader.next_path(),
            #[cfg(feature = "senml-cbor")]
            Self::Cbor(reader) => reader.next_path(),
            Self::None(never, _) => match *never {},
        }
    }

    #[cfg(feature = "lenient")]
    const fn lenience(&mut self) -> &mut Lenience {
        match self {
            #[cfg(feature = "senml-json")]
            Self::Json(reader) => reader.lenience(),
            #[cfg(feature = "senml-cbor")]
            Self::Cbor(reader) => reader.lenience(),
            Self::None(never, _) => match *never {},
        }
    }

    fn prefix(&self) -> Prefix<'a> {
        match self {
            #[cfg(feature = "senml-json")]
            Self::Json(reader) => reader.prefix(),
            #[cfg(feature = "senml-cbor")]
            Self::Cbor(reader) => reader.prefix(),
            Self::None(never, _) => match *never {},
        }
    }

    fn offset(&self) -> usize {
        match self {
            #[cfg(feature = "senml-json")]
            Self::Json(reader) => reader.offset(),
            #[cfg(feature = "senml-cbor")]
            Self::Cbor(reader) => reader.offset(),
            Self::None(never, _) => match *never {},
        }
    }
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
        let (options, report) = self.split();
        options.check_list(format)?;
        let reader: Result<Reader<'a>> = match format {
            #[cfg(feature = "senml-json")]
            ContentFormat::SENML_JSON => {
                senml_json::Reader::new(Path::ROOT, payload, &options).map(Reader::Json)
            }
            #[cfg(feature = "senml-json")]
            ContentFormat::SENML_ETCH_JSON => {
                senml_json::Reader::etch(Path::ROOT, payload, &options).map(Reader::Json)
            }
            #[cfg(feature = "senml-cbor")]
            ContentFormat::SENML_CBOR => {
                senml_cbor::Reader::new(Path::ROOT, payload, &options).map(Reader::Cbor)
            }
            #[cfg(feature = "senml-cbor")]
            ContentFormat::SENML_ETCH_CBOR => {
                senml_cbor::Reader::etch(Path::ROOT, payload, &options).map(Reader::Cbor)
            }
            _ => {
                let _ = payload;
                Err(ErrorKind::UnsupportedFormat.into())
            }
        };
        let limit = options.limits.records;
        Ok(Paths { reader: reader?, count: 0, limit, ended: false, report })
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

#[cfg(all(test, feature = "senml-cbor", feature = "senml-json"))]
mod tests {
    use alloc::string::ToString;
    use alloc::vec::Vec;

    use super::*;

    const FORMATS: [ContentFormat; 4] = [
        ContentFormat::SENML_JSON,
        ContentFormat::SENML_CBOR,
        ContentFormat::SENML_ETCH_JSON,
        ContentFormat::SENML_ETCH_CBOR,
    ];

    const LIST: [Path; 5] = [
        Path::object(3303),
        Path::resource(3, 0, 9),
        Path::resource_instance(65534, 65534, 65534, 65534),
        Path::instance(1, 0),
        Path::resource_instance(3, 0, 6, 0),
    ];

    fn write(options: &Options<'_>, format: ContentFormat, paths: &[Path]) -> Result<Vec<u8>> {
        let mut buffer = [0; 512];
        options.encode_paths(format, paths, &mut buffer).map(<[u8]>::to_vec)
    }

    #[test]
    fn what_is_written_is_read_behind_any_prefix() {
        for options in [
            Options::STRICT,
            Options::STRICT.alternate_path("lwm2m"),
            Options::STRICT.gateway_prefix("dev1"),
            Options::STRICT.alternate_path("a/b").gateway_prefix("dev1"),
        ] {
            for format in FORMATS {
                for list in [&LIST[..], &[Path::ROOT]] {
                    let bytes = write(&options, format, list).unwrap();
                    let mut read = options.paths(format, &bytes).unwrap();
                    let mut paths = Vec::new();
                    while let Some(path) = read.next() {
                        paths.push(path.unwrap());
                        assert!(options.owns(&read.prefix()), "{}", read.prefix());
                    }
                    assert_eq!(paths, list, "{format}");
                }
            }
        }
    }

    #[test]
    fn canonical_bytes() {
        let paths = [Path::resource(3, 0, 9), Path::object(1)];
        let json = write(&Options::STRICT, ContentFormat::SENML_ETCH_JSON, &paths).unwrap();
        assert_eq!(json, br#"[{"n":"/3/0/9"},{"n":"/1"}]"#);
        let options = Options::STRICT.alternate_path("lwm2m").gateway_prefix("dev1");
        let json = write(&options, ContentFormat::SENML_JSON, &[Path::ROOT]).unwrap();
        assert_eq!(json, br#"[{"n":"/lwm2m/dev1"}]"#);
        let cbor = write(&Options::STRICT, ContentFormat::SENML_ETCH_CBOR, &[Path::ROOT]).unwrap();
        assert_eq!(cbor, b"\x81\xa1\x00\x61/");
    }

    #[test]
    fn what_no_list_is() {
        let kind = |format, paths: &[Path]| {
            write(&Options::STRICT, format, paths).map_err(|error| (error.kind(), error.path()))
        };
        for format in FORMATS {
            assert_eq!(kind(format, &[]), Err((ErrorKind::MissingValue, None)));
            let twice = [Path::object(1), Path::object(3), Path::instance(1, 0)];
            let overlap = Err((ErrorKind::Duplicate, Some(Path::instance(1, 0))));
            assert_eq!(kind(format, &twice), overlap);
            assert_eq!(kind(format, &[twice[2], twice[0]]), overlap);
            assert_eq!(kind(format, &[twice[0], twice[2], twice[1]]), overlap);
            assert_eq!(
                kind(format, &[Path::ROOT, Path::object(0)]),
                Err((ErrorKind::Duplicate, Some(Path::object(0))))
            );
        }
        for format in [
            ContentFormat::TEXT,
            ContentFormat::OPAQUE,
            ContentFormat::CBOR,
            ContentFormat::LINK,
            ContentFormat::TLV,
            ContentFormat::LWM2M_JSON,
            ContentFormat::LWM2M_CBOR,
        ] {
            assert_eq!(kind(format, &LIST), Err((ErrorKind::UnsupportedFormat, None)), "{format}");
            let read = paths(format, b"").map(drop);
            assert_eq!(read, Err(ErrorKind::UnsupportedFormat.into()), "{format}");
        }
    }

    /// D-064.
    #[test]
    fn composite_forms_are_of_1_2() {
        let options = Options::STRICT.version(Version::V1_1);
        let list = |format| write(&options, format, &LIST).map(drop).map_err(|e| e.kind());
        assert_eq!(list(ContentFormat::SENML_CBOR), Ok(()));
        assert_eq!(list(ContentFormat::SENML_ETCH_CBOR), Err(ErrorKind::UnsupportedFormat));
        let read = options.paths(ContentFormat::SENML_ETCH_JSON, br#"[{"n":"/3"}]"#);
        assert_eq!(read.map(drop).map_err(|e| e.kind()), Err(ErrorKind::UnsupportedFormat));
    }

    #[test]
    fn errors_say_where() {
        let error = |payload: &[u8]| {
            let mut read = paths(ContentFormat::SENML_JSON, payload).unwrap();
            let error = read.find_map(Result::err).unwrap();
            assert_eq!(read.next(), None);
            (error.kind(), error.offset())
        };
        assert_eq!(error(b"[]"), (ErrorKind::MissingValue, Some(1)));
        assert_eq!(error(b""), (ErrorKind::MissingValue, Some(0)));
        assert_eq!(error(br#"[{"n":"/3"}, {"n":"/65535"}]"#), (ErrorKind::ReservedId, Some(13)));
        let value = br#"[{"n":"/3/0/9","v":1}]"#;
        assert_eq!(error(value).1, Some(1));
        let mut read = paths(ContentFormat::SENML_JSON, value).unwrap();
        let message = read.find_map(Result::err).unwrap().to_string();
        assert_eq!(
            message,
            "malformed payload: expected names without values and times in a list of paths (byte 1)"
        );
    }

    #[test]
    fn no_more_than_the_limit() {
        let limits = crate::Limits { records: 2, ..crate::Limits::DEFAULT };
        let options = Options::STRICT.limits(limits);
        for (count, found) in [(2, Ok(2)), (3, Err(ErrorKind::TooDeep { limit: 2 }))] {
            for format in FORMATS {
                let bytes = write(&options, format, LIST.get(..count).unwrap()).unwrap();
                let read = options.paths(format, &bytes).unwrap().collect::<Result<Vec<_>>>();
                assert_eq!(read.map(|p| p.len()).map_err(|e| e.kind()), found, "{format}");
            }
        }
    }
}
