//! The paths of a list, one by one, in every format that has lists.
//! LwM2M Core 1.2.2, 6.3.10 (composite reads); RFC 8790; D-014, D-063, D-065.

#[cfg(feature = "lenient")]
use crate::deviation::{Deviation, Lenience};
use crate::deviation::{Report, Silent};
use crate::error::{Error, ErrorKind, Result};
use crate::format::ContentFormat;
#[cfg(feature = "senml-cbor")]
use crate::format::senml_cbor;
#[cfg(feature = "senml-json")]
use crate::format::senml_json;
use crate::options::Options;
use crate::path::Path;
use crate::record::{Prefix, RecordSource};

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
    pub(super) fn new(
        format: ContentFormat,
        payload: &'a [u8],
        options: &Options<'a>,
        report: R,
    ) -> Result<Self> {
        let limit = options.limits.records;
        let reader = Reader::new(format, payload, options)?;
        Ok(Self { reader, count: 0, limit, ended: false, report })
    }

    /// What stood in front of the path that was read last: an alternate path, the prefix of a gateway's device;
    /// mostly empty.
    #[must_use]
    pub fn prefix(&self) -> Prefix<'a> {
        self.reader.prefix()
    }

    fn step(&mut self) -> Result<Option<Path>> {
        #[cfg(feature = "lenient")]
        self.reader.lenience().begin();
        let path = self.reader.next_path();
        let offset = self.reader.offset();
        #[cfg(feature = "lenient")]
        if R::LISTENS {
            for kind in self.reader.lenience().take() {
                let path = path.as_ref().map_or_else(Error::path, |path| *path);
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
    fn new(format: ContentFormat, payload: &'a [u8], options: &Options<'a>) -> Result<Self> {
        match format {
            #[cfg(feature = "senml-json")]
            ContentFormat::SENML_JSON => {
                senml_json::Reader::new(Path::ROOT, payload, options).map(Self::Json)
            }
            #[cfg(feature = "senml-json")]
            ContentFormat::SENML_ETCH_JSON => {
                senml_json::Reader::etch(Path::ROOT, payload, options).map(Self::Json)
            }
            #[cfg(feature = "senml-cbor")]
            ContentFormat::SENML_CBOR => {
                senml_cbor::Reader::new(Path::ROOT, payload, options).map(Self::Cbor)
            }
            #[cfg(feature = "senml-cbor")]
            ContentFormat::SENML_ETCH_CBOR => {
                senml_cbor::Reader::etch(Path::ROOT, payload, options).map(Self::Cbor)
            }
            _ => {
                let _ = (payload, options);
                Err(ErrorKind::UnsupportedFormat.into())
            }
        }
    }

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
