//! What stands before the document element: the XML declaration, comments, processing
//! instructions, and the document type declaration that is always refused.
//! XML 1.0, 2.8 and 4.3.3.

use alloc::format;
use alloc::string::String;

use nom::IResult;
use nom::Parser;
use nom::bytes::complete::{is_not, tag, take_until};
use nom::character::complete::{char, multispace0, multispace1};
use nom::combinator::{opt, value};
use nom::multi::many0_count;
use nom::sequence::{delimited, preceded};

use super::encoding::Encoding;
use crate::diagnostic::{Findings, rule};

/// Checks the declaration of `text` against the encoding it came in, and that there is no DOCTYPE.
pub(super) fn check(text: &str, encoding: Encoding, findings: &mut Findings) {
    let mut rest = text;
    if let Some(start) =
        text.strip_prefix("<?xml").filter(|rest| rest.starts_with(char::is_whitespace))
    {
        match declaration(start) {
            Ok((after, declared)) => {
                rest = after;
                if let Err(message) = declared.check(text, encoding) {
                    findings.error(rule::XML, 0, message);
                }
            }
            Err(_) => {
                let expected = "expected <?xml version=\"1.0\" encoding=\"UTF-8\"?>";
                findings.error(rule::XML, 0, format!("{expected}, found another declaration"));
                return;
            }
        }
    }
    if let Ok((rest, _)) = many0_count(misc).parse(rest)
        && rest.starts_with("<!DOCTYPE")
    {
        findings.error(rule::DTD, text.len() - rest.len(), REFUSED);
    }
}

/// What is said about a document type declaration, wherever it stands.
pub(crate) const REFUSED: &str = "expected no document type declaration, found one";

/// The pseudo-attributes of an XML declaration.
struct Declaration<'t> {
    version: &'t str,
    encoding: Option<&'t str>,
    standalone: Option<&'t str>,
}

impl Declaration<'_> {
    fn check(&self, text: &str, encoding: Encoding) -> Result<(), String> {
        // XML 1.0, 2.8: a processor of 1.0 reads any 1.x as 1.0.
        let minor = self.version.strip_prefix("1.").unwrap_or("");
        if minor.is_empty() || !minor.bytes().all(|c| c.is_ascii_digit()) {
            return Err(format!("expected XML version 1.0, found {:?}", self.version));
        }
        if let Some(standalone) = self.standalone
            && !matches!(standalone, "yes" | "no")
        {
            return Err(format!("expected standalone to be yes or no, found {standalone:?}"));
        }
        let Some(declared) = self.encoding else { return Ok(()) };
        let fits = match declared.to_ascii_uppercase().as_str() {
            "UTF-8" => encoding == Encoding::Utf8,
            "UTF-16" => encoding == Encoding::Utf16,
            "US-ASCII" | "ASCII" => encoding == Encoding::Utf8 && text.is_ascii(),
            _ => return Err(format!("expected encoding UTF-8, found {declared:?}")),
        };
        if fits { Ok(()) } else { Err(format!("expected text in {declared}, found other bytes")) }
    }
}

/// What follows `<?xml`.
fn declaration(text: &str) -> IResult<&str, Declaration<'_>> {
    let (rest, version) = pseudo_attribute("version").parse(text)?;
    let (rest, encoding) = opt(pseudo_attribute("encoding")).parse(rest)?;
    let (rest, standalone) = opt(pseudo_attribute("standalone")).parse(rest)?;
    let (rest, _) = preceded(multispace0, tag("?>")).parse(rest)?;
    Ok((rest, Declaration { version, encoding, standalone }))
}

fn pseudo_attribute<'t>(
    name: &'static str,
) -> impl Parser<&'t str, Output = &'t str, Error = nom::error::Error<&'t str>> {
    let equals = delimited(multispace0, char('='), multispace0);
    let double = delimited(char('"'), is_not("\"<&"), char('"'));
    let single = delimited(char('\''), is_not("'<&"), char('\''));
    preceded((multispace1, tag(name), equals), nom::branch::alt((double, single)))
}

/// White space, a comment, or a processing instruction.
fn misc(text: &str) -> IResult<&str, ()> {
    let comment = (tag("<!--"), take_until("-->"), tag("-->"));
    let instruction = (tag("<?"), take_until("?>"), tag("?>"));
    nom::branch::alt((value((), multispace1), value((), comment), value((), instruction)))
        .parse(text)
}
