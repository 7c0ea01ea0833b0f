//! `acc` of a Bootstrap-Pack-Request: the Object Instances of the Bootstrap-Server's account, as bare links.
//! LwM2M Core 1.2.2, 6.1.7.7 (Bootstrap-Pack-Request); D-131.

use super::encode::EncodeLinks;
use super::reader::{Link, Links};
use super::target;
use super::writer::{Writer, no_form};
use crate::deviation::{DeviationKind, Lenience, Report, Silent};
use crate::error::{Error, ErrorKind, Result};
use crate::options::Options;
use crate::path::Path;

impl<R: Report> Options<'_, R> {
    /// Reads the value of `acc`, not percent-encoded any more: `</0/2>,</21/0>`.
    ///
    /// # Errors
    /// [`ErrorKind::NotUtf8`]. What is wrong with the links is told as they are read, see [`Accounts`].
    pub fn accounts<'a>(self, value: &'a [u8]) -> Result<Accounts<'a, R>> {
        self.links(value).map(Accounts)
    }
}

/// The Object Instances of the Bootstrap-Server's account; they are read, or written, as links without parameters.
///
/// After an error there is no further one. Errors are those of [`Links`], [`ErrorKind::Path`] and
/// [`ErrorKind::ReservedId`] for an href that is no path, and [`ErrorKind::Malformed`] for a parameter and for other
/// than Object Instances.
///
/// ```
/// use lwm2m_codec::link::{self, BareLinks};
/// use lwm2m_codec::{Options, Path};
///
/// let mut accounts = Options::STRICT.accounts(b"</0/2>,</21/0>")?;
/// assert!(accounts.eq([Path::instance(0, 2), Path::instance(21, 0)].map(Ok)));
/// let mut buffer = [0; 16];
/// let value = link::encode(&BareLinks(&[Path::instance(0, 2)]), &mut buffer)?;
/// assert_eq!(value, b"</0/2>");
/// # Ok::<(), lwm2m_codec::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Accounts<'a, R = Silent>(Links<'a, R>);

impl<R: Report> Iterator for Accounts<'_, R> {
    type Item = Result<Path>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next_as(|path| Some(*path), instance)
    }
}

impl<R: Report> core::iter::FusedIterator for Accounts<'_, R> {}

fn instance(link: &Link<'_>, lenience: &mut Lenience) -> Result<Path> {
    let path = target::path(link.href(), link.offset() + 1, lenience)?;
    let fault = |expected, at| Error::from(ErrorKind::Malformed(expected)).at(at).within(path);
    if path.depth() != 2 {
        return Err(fault("links to object instances", link.offset()));
    }
    match link.parameters().next() {
        Some(parameter) if !lenience.allow(DeviationKind::AccParameters) => {
            Err(fault("links without parameters", parameter.offset))
        }
        _ => Ok(path),
    }
}

/// Object Instances that are to be written as links without parameters.
#[derive(Clone, Copy, Debug)]
pub struct BareLinks<'p>(pub &'p [Path]);

impl EncodeLinks for BareLinks<'_> {
    /// # Errors
    /// [`ErrorKind::NotExpressible`] for other paths than of Object Instances.
    fn encode_links(&self, _: Options<'_>, writer: &mut Writer<'_, '_>) -> Result<()> {
        self.0.iter().try_for_each(|path| match path.instance_id() {
            Some(_) if path.depth() == 2 => {
                writer.path("", *path);
                Ok(())
            }
            _ => Err(no_form("links to other than object instances", *path)),
        })
    }
}
