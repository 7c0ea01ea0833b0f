//! Schemas that are read, and documents that pass them or do not.

use alloc::format;
use alloc::string::{String, ToString};

use super::*;

#[test]
fn the_built_in_schemas_differ_in_two_types() {
    let (older, newer) = (Schema::v1_0(), Schema::v1_1());
    assert_ne!(older, newer);
    let types = "<xs:enumeration value=\"Unsigned Integer\"/>\n      <xs:enumeration value=\"Corelnk\"/>\n      ";
    assert_eq!(Schema::parse(&V1_1.replace(types, "")), Ok(older));
}

#[test]
fn types_inside_and_by_name_are_the_same() {
    let named = schema(
        r#"<xs:element name="a" type="T"/><xs:complexType name="T"><xs:sequence>
           <xs:element name="b" type="V"/></xs:sequence></xs:complexType>
           <xs:simpleType name="V"><xs:restriction base="xs:string">
           <xs:enumeration value="x"/></xs:restriction></xs:simpleType>"#,
    );
    let inside = schema(
        r#"<xs:element name="a"><xs:complexType><xs:sequence><xs:element name="b">
           <xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="x"/>
           </xs:restriction></xs:simpleType></xs:element></xs:sequence></xs:complexType>
           </xs:element>"#,
    );
    assert_eq!(Schema::parse(&named), Schema::parse(&inside));
    assert!(Schema::parse(&named).is_ok());
}

#[test]
fn unknown_constructs_are_errors() {
    let sequence = |inside: &str| {
        let body = format!("<xs:complexType><xs:sequence>{inside}</xs:sequence></xs:complexType>");
        format!("<xs:element name='a'>{body}</xs:element>")
    };
    for (body, message) in [
        ("<xs:group/>".to_string(), "expected a known construct, found group"),
        (sequence("<xs:any/>"), "expected a known construct, found any"),
        (sequence("<xs:choice/>"), "expected a known construct, found choice"),
        (sequence("<xs:element ref='b'/>"), "expected a known attribute, found ref"),
        (
            "<xs:element name='a' type='xs:string' nillable='true'/>".to_string(),
            "expected a known attribute, found nillable",
        ),
        (
            "<xs:element name='a' type='xs:token'/>".to_string(),
            "expected xs:string, xs:unsignedShort or a type of this schema, found xs:token",
        ),
        (
            "<xs:element name='a'/>".to_string(),
            "expected a type, by name or inside, found none or several",
        ),
        (
            sequence("<xs:element name='b' type='xs:string'/><xs:element name='b' type='xs:string'/>"),
            "expected each element once in a sequence, found its name again",
        ),
        (
            sequence("<xs:element name='b' type='xs:string' minOccurs='2'/>"),
            "expected minOccurs to be a number of at most maxOccurs",
        ),
        (
            "<xs:simpleType name='T'><xs:restriction base='xs:string'><xs:pattern/></xs:restriction></xs:simpleType>"
                .to_string(),
            "expected a known construct, found pattern",
        ),
        (
            "<xs:element name='a' type='T'/><xs:complexType name='T'><xs:sequence><xs:element name='t' type='T'/></xs:sequence></xs:complexType>"
                .to_string(),
            "expected types at most 32 deep, found deeper ones",
        ),
    ] {
        let errors = Schema::parse(&schema(&body)).err().unwrap_or_default();
        let messages: Vec<_> = errors.iter().map(|error| error.message.as_str()).collect();
        assert!(messages.contains(&message), "{body}: {messages:?}");
    }
}

#[test]
fn every_error_has_its_place() {
    let text = schema("\n<xs:group/>\n <xs:include/>");
    let errors: Vec<String> =
        Schema::parse(&text).err().unwrap_or_default().iter().map(ToString::to_string).collect();
    assert_eq!(
        errors,
        [
            "2:1: expected a known construct, found group",
            "3:2: expected a known construct, found include"
        ]
    );
}

fn schema(body: &str) -> String {
    format!(r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{body}</xs:schema>"#)
}
