//! The registry's index, `DDF.xml`: which versions of which Objects there are, and in which file.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use lwm2m_codec::{ObjectId, ObjectVersion};

use crate::diagnostic::{Diagnostic, Findings, rule};
use crate::items::{self, Item};
use crate::xsd::unsigned_short;

/// One version of an Object as the index lists it. Text is trimmed, blanks are collapsed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct IndexEntry {
    /// The Object's id.
    pub id: ObjectId,
    /// The version; 1.0 where none is given.
    pub version: ObjectVersion,
    /// The Object's name.
    pub name: String,
    /// The Object's URN.
    pub urn: String,
    /// Who registered it.
    pub owner: String,
    /// The document's file, relative to the index; `None` for an id that is only reserved.
    pub file: Option<String>,
}

/// Reads the bytes of the index, in its order.
///
/// # Errors
/// Every finding: what is not XML, not an index, or an entry whose id or version is none.
pub fn read(bytes: &[u8]) -> Result<Vec<IndexEntry>, Vec<Diagnostic>> {
    items::read(bytes, "DDFList", entry)
}

fn entry(item: &Item, findings: &mut Findings) -> Option<IndexEntry> {
    let id = item.field("ObjectID");
    let id = unsigned_short(&id).and_then(|id| ObjectId::try_from(id).ok()).or_else(|| {
        let message = format!("expected an ObjectID from 0 to 65534, found {id:?}");
        findings.error(rule::ID, item.offset, message);
        None
    });
    let text = item.field("Ver");
    let version = if text.is_empty() { Some(ObjectVersion::V1_0) } else { text.parse().ok() };
    if version.is_none() {
        let message = format!("expected a version such as 1.0 in Ver, found {text:?}");
        findings.error(rule::ENUM, item.offset, message);
    }
    Some(IndexEntry {
        id: id?,
        version: version?,
        name: item.field("Name"),
        urn: item.field("URN"),
        owner: item.field("Owner"),
        file: Some(item.field("DDF")).filter(|file| !file.is_empty()),
    })
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    #[test]
    fn entries_are_read_in_order() {
        let entries = read(
            br#"<?xml version="1.0"?><DDFList><!-- a --><Item><ObjectID>33000</ObjectID>
            <URN> urn:oma:lwm2m:x:33000:1.1 </URN><Name>Tank &amp; <![CDATA[Gauge]]></Name>
            <Owner>Us</Owner><Ver>1.1</Ver><DDF>33000.xml</DDF></Item>
            <Item><ObjectID>33001</ObjectID><Ver/><DDF></DDF></Item></DDFList>"#,
        )
        .unwrap_or_default();
        let shown: Vec<_> = entries
            .iter()
            .map(|e| (e.id.get(), e.version.to_string(), e.name.as_str(), e.file.as_deref()))
            .collect();
        assert_eq!(
            shown,
            [
                (33000, "1.1".into(), "Tank & Gauge", Some("33000.xml")),
                (33001, "1.0".into(), "", None)
            ]
        );
    }

    #[test]
    fn every_fault_is_found() {
        for (text, expected) in [
            ("<DDFList>\n<Item></DDFList>", "2:7: error: xml:"),
            ("<DDFList><Item>", "1:16: error: xml:"),
            ("<DDFList>&#xD800;</DDFList>", "1:10: error: xml:"),
            ("<DDFList>&foo;</DDFList>", "1:10: error: xml:"),
            ("<!DOCTYPE DDFList><DDFList/>", "1:1: error: dtd:"),
            ("<LWM2M/>", "1:1: error: root:"),
            ("<DDFList>x</DDFList>", "1:10: error: extra:"),
            ("<DDFList><Item><ObjectID>1<b/></ObjectID></Item></DDFList>", "1:27: error: nesting:"),
            ("<DDFList><Item><ObjectID>65535</ObjectID></Item></DDFList>", "1:10: error: id:"),
            ("", "1:1: error: xml:"),
        ] {
            let found = read(text.as_bytes()).err().unwrap_or_default();
            let first = found.first().map(ToString::to_string).unwrap_or_default();
            assert!(first.starts_with(expected), "{text}: {first}");
        }
    }
}
