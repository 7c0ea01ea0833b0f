//! The table of fuzz targets: each a name, what must hold, its dictionary, its body and its seeds.

use lwm2m_codec::ContentFormat as Format;

use crate::pair::there_and_back;
use crate::setting::Setting;
use crate::{oracle, seeds};

/// A fuzz target.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Its name, and that of its file in `fuzz/fuzz_targets/`.
    pub name: &'static str,
    /// What it reads and what must hold.
    pub about: &'static str,
    /// The dictionary in `fuzz/dictionaries/`; empty where there is none.
    pub dictionary: &'static str,
    /// The property: it panics where it does not hold.
    pub body: fn(&[u8]),
    seeds: fn() -> Vec<Vec<u8>>,
}

impl Target {
    /// The target of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        TARGETS.iter().find(|target| target.name == name)
    }

    /// What fuzzing begins with: inputs made of vectors and of the registry's own documents, each once.
    #[must_use]
    pub fn seeds(&self) -> Vec<Vec<u8>> {
        let mut seeds = (self.seeds)();
        seeds.sort();
        seeds.dedup();
        seeds
    }
}

/// Makes the table and the functions that fuzz targets call out of one row for each.
macro_rules! targets {
    ($($name:ident, $dictionary:literal, $about:literal: $body:expr, $seeds:expr;)*) => {
        $(#[doc = concat!($about, ".")]
        pub fn $name(input: &[u8]) {
            let body: fn(&[u8]) = $body;
            body(input);
        })*

        /// Every target, in the order of the table.
        pub const TARGETS: &[Target] = &[$(Target {
            name: stringify!($name),
            about: $about,
            dictionary: $dictionary,
            body: $name,
            seeds: $seeds,
        },)*];
    };
}

targets! {
    text, "text", "Plain text in every way that there is; leniently as strictly; written again":
        |i| crate::payload(Format::TEXT, i), || seeds::payloads(&[Format::TEXT]);
    opaque, "", "Opaque in every way; leniently as strictly; written again":
        |i| crate::payload(Format::OPAQUE, i), || seeds::payloads(&[Format::OPAQUE]);
    cbor, "cbor", "CBOR in every way; leniently as strictly; written again":
        |i| crate::payload(Format::CBOR, i), || seeds::payloads(&[Format::CBOR]);
    senml_json, "json", "SenML JSON in every way; leniently as strictly; written again":
        |i| crate::payload(Format::SENML_JSON, i), || seeds::payloads(&[Format::SENML_JSON]);
    senml_cbor, "cbor", "SenML CBOR in every way; leniently as strictly; written again":
        |i| crate::payload(Format::SENML_CBOR, i), || seeds::payloads(&[Format::SENML_CBOR]);
    senml_etch_json, "json", "SenML-ETCH JSON in every way; leniently as strictly; written again":
        |i| crate::payload(Format::SENML_ETCH_JSON, i),
        || seeds::payloads(&[Format::SENML_ETCH_JSON, Format::SENML_JSON]);
    senml_etch_cbor, "cbor", "SenML-ETCH CBOR in every way; leniently as strictly; written again":
        |i| crate::payload(Format::SENML_ETCH_CBOR, i),
        || seeds::payloads(&[Format::SENML_ETCH_CBOR, Format::SENML_CBOR]);
    tlv, "tlv", "TLV in every way; leniently as strictly; written again":
        |i| crate::payload(Format::TLV, i), || seeds::payloads(&[Format::TLV]);
    lwm2m_json, "json", "LwM2M JSON in every way; leniently as strictly; written again":
        |i| crate::payload(Format::LWM2M_JSON, i), || seeds::payloads(&[Format::LWM2M_JSON]);
    lwm2m_cbor, "cbor", "LwM2M CBOR in every way; leniently as strictly; written again":
        |i| crate::payload(Format::LWM2M_CBOR, i), || seeds::payloads(&[Format::LWM2M_CBOR]);
    path_list_json, "json", "Lists of paths in SenML JSON and SenML-ETCH JSON; written again":
        |i| path_lists(&[Format::SENML_JSON, Format::SENML_ETCH_JSON], i),
        || seeds::path_lists(&[Format::SENML_JSON, Format::SENML_ETCH_JSON]);
    path_list_cbor, "cbor", "Lists of paths in SenML CBOR and SenML-ETCH CBOR; written again":
        |i| path_lists(&[Format::SENML_CBOR, Format::SENML_ETCH_CBOR], i),
        || seeds::path_lists(&[Format::SENML_CBOR, Format::SENML_ETCH_CBOR]);
    links, "links", "Links as they stand and by every typed reader; leniently as strictly; written again":
        crate::links, seeds::links;
    attributes, "attributes", "Notification attributes of queries and links; leniently as strictly; written again":
        crate::attributes, seeds::attributes;
    arguments, "arguments", "Arguments of an Execute; leniently as strictly; written again":
        crate::arguments, seeds::arguments;
    texts, "text", "Paths, links to Object Instances, versions, profile ids; shown and read again":
        crate::texts, seeds::texts;
    uris, "uris", "Paths of requests, locations, queries, URIs of servers; shown and read again":
        crate::uris, seeds::uris;
    coap_udp, "coap", "Datagrams up to the operation, its answer and its own message; SMS, LoRaWAN":
        crate::coap_udp, seeds::coap_udp;
    coap_tcp, "coap", "Streams frame by frame, signals, up to the operation and its own message":
        crate::coap_tcp, seeds::coap_tcp;
    mqtt, "mqtt", "Topics, envelopes and maps; leniently as strictly; written again":
        crate::mqtt, seeds::mqtt;
    http, "http", "HTTP requests up to the operation, responses to every operation; leniently as strictly":
        crate::http, seeds::http;
    update, "tlv", "A Write to a live Object in every format: all of it or nothing, twice as once":
        crate::update, seeds::updates;
    any_records, "", "Any records in every format: each pair of formats agrees; blocks are pieces of the whole":
        crate::any_records, seeds::any_records;
    observe, "", "Notifications: never before pmin, never after pmax, nothing lost, asked twice as once":
        crate::observe::observe, seeds::observe;
    pair_text, "text", "Plain text, each other format, and back":
        |i| there_and_back(Format::TEXT, i), || seeds::payloads(&[Format::TEXT]);
    pair_opaque, "", "Opaque, each other format, and back":
        |i| there_and_back(Format::OPAQUE, i), || seeds::payloads(&[Format::OPAQUE]);
    pair_cbor, "cbor", "CBOR, each other format, and back":
        |i| there_and_back(Format::CBOR, i), || seeds::payloads(&[Format::CBOR]);
    pair_senml_json, "json", "SenML JSON, each other format, and back":
        |i| there_and_back(Format::SENML_JSON, i), || seeds::payloads(&[Format::SENML_JSON]);
    pair_senml_cbor, "cbor", "SenML CBOR, each other format, and back":
        |i| there_and_back(Format::SENML_CBOR, i), || seeds::payloads(&[Format::SENML_CBOR]);
    pair_senml_etch_json, "json", "SenML-ETCH JSON, each other format, and back":
        |i| there_and_back(Format::SENML_ETCH_JSON, i), || seeds::payloads(&[Format::SENML_ETCH_JSON, Format::SENML_JSON]);
    pair_senml_etch_cbor, "cbor", "SenML-ETCH CBOR, each other format, and back":
        |i| there_and_back(Format::SENML_ETCH_CBOR, i), || seeds::payloads(&[Format::SENML_ETCH_CBOR, Format::SENML_CBOR]);
    pair_tlv, "tlv", "TLV, each other format, and back":
        |i| there_and_back(Format::TLV, i), || seeds::payloads(&[Format::TLV]);
    pair_lwm2m_json, "json", "LwM2M JSON, each other format, and back":
        |i| there_and_back(Format::LWM2M_JSON, i), || seeds::payloads(&[Format::LWM2M_JSON]);
    pair_lwm2m_cbor, "cbor", "LwM2M CBOR, each other format, and back":
        |i| there_and_back(Format::LWM2M_CBOR, i), || seeds::payloads(&[Format::LWM2M_CBOR]);
    oracle_cbor, "cbor", "What any reader of CBOR takes, ciborium takes":
        oracle::cbor, || seeds::payloads(&oracle::CBOR);
    oracle_json, "json", "What any reader of JSON takes, serde_json takes":
        oracle::json, || seeds::payloads(&oracle::JSON);
    xml, "xml", "Object definitions: what is accepted quick-xml takes too; canonical form and JSON are the same definition":
        crate::xml, seeds::definitions;
    xsd, "xml", "Schemas of object definitions":
        crate::xsd, seeds::schemas;
    registry_tables, "xml", "The registry's index, and its reusable Resources":
        crate::registry_tables, seeds::registry_tables;
    definitions_json, "json", "Definitions as JSON; written again":
        crate::definitions_json, seeds::definitions_json;
    range, "ranges", "Ranges and enumerations for every data type: intervals ascend; the text is its own meaning":
        crate::range, seeds::ranges;
}

/// Reads what stands behind a [`Setting`] as a list of paths in some formats.
fn path_lists(formats: &[Format], input: &[u8]) {
    let Some((setting, bytes)) = Setting::split(input) else { return };
    formats.iter().for_each(|format| crate::path_list(setting.options(), *format, bytes));
}
