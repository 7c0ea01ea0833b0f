//! What fuzzing begins with: inputs made of vectors, of the registry's documents, and of one message of each kind.

use std::fs;
use std::path::{Path as File, PathBuf};

use lwm2m_codec::format::SUPPORTED;
use lwm2m_codec::{ContentFormat, Options, Path, Version};
use lwm2m_vectors::{Case, Kind, Line, own, read_files};

use crate::live::{LIVE, Live};
use crate::pair::written;
use crate::setting::{Prefix, Setting};

type Inputs = Vec<Vec<u8>>;

/// The vectors; none outside of the repository.
fn lines() -> impl Iterator<Item = Line> {
    read_files([own()]).unwrap_or_default().into_iter().flatten()
}

fn input(setting: Setting, payload: &[u8]) -> Vec<u8> {
    [&setting.to_bytes(), payload].concat()
}

/// The payloads of some formats, each with its target.
pub(crate) fn payloads(formats: &[ContentFormat]) -> Inputs {
    let lines: Vec<Line> = lines().collect();
    let of = |line: &&Line| line.kind == Kind::Payload && formats.contains(&line.format);
    let mut inputs = Vec::new();
    for line in lines.iter().filter(of) {
        let Ok(case) = Case::new(line) else { continue };
        let prefix = line.path.as_ref().map_or(Prefix::None, |path| match path.prefix.as_str() {
            "" => Prefix::None,
            _ if case.format == ContentFormat::LWM2M_CBOR => Prefix::Gateway,
            _ => Prefix::Alternate,
        });
        inputs.push(input(Setting { prefix, ..Setting::new(case.target) }, case.payload));
    }
    inputs
}

/// The lists of paths of some formats.
pub(crate) fn path_lists(formats: &[ContentFormat]) -> Inputs {
    let lines = lines().filter(|l| l.kind == Kind::PathList && formats.contains(&l.format));
    lines.map(|line| input(Setting::new(Path::ROOT), &line.input)).collect()
}

/// The inputs of a kind as they stand.
fn plain(kind: &Kind) -> Inputs {
    lines().filter(|line| line.kind == *kind).map(|line| line.input).collect()
}

pub(crate) fn links() -> Inputs {
    let settings = [Path::ROOT, Path::object(3), Path::instance(3, 0)].map(Setting::new);
    let settings = settings
        .into_iter()
        .chain([Setting { version: Version::V1_1, ..Setting::new(Path::ROOT) }]);
    let inputs = plain(&Kind::Link);
    settings
        .flat_map(|setting| inputs.iter().map(move |i| input(setting, i)).collect::<Inputs>())
        .collect()
}

pub(crate) fn attributes() -> Inputs {
    let setting = Setting::new(Path::resource(3, 0, 9));
    let mut texts = plain(&Kind::Attributes);
    texts
        .push(b"pmin=1&pmax=60&gt=1.5&lt=-2&st=0.5&epmin=1&epmax=10&edge=1&con=1&hqmax=3".to_vec());
    texts
        .push(b"pmin=1;pmax=60;gt=1.5;lt=-2;st=0.5;epmin=1;epmax=10;edge=0;con=0;hqmax=3".to_vec());
    texts.iter().map(|text| input(setting, text)).collect()
}

pub(crate) fn arguments() -> Inputs {
    plain(&Kind::ExecuteArguments)
}

pub(crate) fn texts() -> Inputs {
    let mut inputs = plain(&Kind::Path);
    inputs.extend(plain(&Kind::ObjectLink));
    inputs.extend(["1.1", "65535.0", "6:1122aabb,oma:a-b", "/3/0/9/1"].map(Into::into));
    inputs
}

pub(crate) fn uris() -> Inputs {
    let mut inputs = plain(&Kind::Path);
    inputs.extend(
        [
            "/rd/5a3f",
            "/rd",
            "/bs",
            "/bspack",
            "/dp",
            "/lwm2m/d01/3/0/9",
            "/a%20b",
            "coaps://[2001:db8::1]:5684/a",
            "coap+tcp://h:1",
            "tel:+49-171",
            "lorawan://10",
            "ep=node1&lt=300&lwm2m=1.2&b=U&Q",
            "pid=%22oma:a%2Coma:b%22&ep=%41",
        ]
        .map(Into::into),
    );
    inputs
}

pub(crate) fn coap_udp() -> Inputs {
    let setting = Setting::new(Path::ROOT);
    plain(&Kind::Coap).iter().map(|datagram| input(setting, datagram)).collect()
}

/// The datagrams as frames: another header around the same options; and the signals.
pub(crate) fn coap_tcp() -> Inputs {
    let frame = |datagram: &Vec<u8>| {
        let (&first, code) = (datagram.first()?, datagram.get(1)?);
        let token = usize::from(first & 0xf);
        let (token, rest) = datagram.get(4..)?.split_at_checked(token)?;
        let (nibble, length) = match rest.len() {
            short @ 0..13 => (u8::try_from(short).ok()?, Vec::new()),
            middle => (13, vec![u8::try_from(middle - 13).ok()?]),
        };
        Some([&[nibble << 4 | first & 0xf][..], &length, &[*code], token, rest].concat())
    };
    let setting = Setting::new(Path::ROOT);
    let frames = plain(&Kind::Coap);
    let signals = [
        &b"\x40\xe1\x22\x04\x80\x20\x01\xe2"[..],
        b"\x00\xe2",
        b"\x10\xe2\x20",
        b"\x00\xe3",
        b"\x60\xe4\x24a\x3d\x01x\x10",
        b"\x10\xe5\x20",
    ];
    let frames = frames.iter().filter_map(frame).chain(signals.map(<[u8]>::to_vec));
    frames.map(|frame| input(setting, &frame)).collect()
}

pub(crate) fn mqtt() -> Inputs {
    let payloads: [&[u8]; 14] = [
        b"\xa2\x01\x08\x02\x01",
        b"\xa3\x01\x09\x02\x01\x05\x66/3/0/9",
        b"\xa3\x01\x0a\x02\x01\x06\x4a\x81\xa1\x00\x66/3/0/9",
        b"\xa4\x01\x0b\x02\x01\x05\x62/3\x16\x02",
        b"\xa5\x01\x0c\x02\x01\x05\x64/3/0\x07\x41x\x13\x18\x2a",
        b"\xa6\x01\x0e\x02\x01\x05\x66/3/0/9\x0c\x01\x0e\xf9\x3c\x00\x14\x01",
        b"\xa4\x01\x10\x02\x01\x05\x66/3/0/4\x07\x45\x30='U'",
        b"\xa6\x01\x06\x02\x01\x07\x47</3/0>\x08\x19\x01\x2c\x09\x631.2\x0a\x61M",
        b"\xa3\x02\x01\x12\x18\xcd\x07\x41x",
        b"\xa4\x02\x01\x12\x18\xcd\x13\x18\x70\x07\x41\x80",
        b"\xa2\x01\xf6\x02\xa2\x01\x08\x02\x01",
        b"\xa2\x01\x42ab\x02\xa2\x01\x08\x02\x01",
        b"\xbf\x18\x63\x82\x01\xa1\x61a\xf6\x01\x08\x20\x5f\x41x\xff\x02\x01\xff",
        b"t/lwm2m/bs/node2\0\xa3\x01\x00\x02\x01\x04\x18\x70",
    ];
    payloads.map(<[u8]>::to_vec).to_vec()
}

pub(crate) fn http() -> Inputs {
    [
        "GET /3/0/9\naccept:application/senml+cbor;q=0.5\naccept:*/*\n\n",
        "GET http://client.example:8080/lwm2m/3/%30/9?depth=1\naccept:application/link-format\n\n",
        "PUT /3/0/9\ncontent-type:text/plain;charset=utf-8\n\n1",
        "PUT /3/0/9?pmin=1&pmax=2\n\n",
        "POST /3/0/4\ncontent-type:text/plain\n\n0='U'",
        "POST /rd?ep=n&lt=300&lwm2m=1.2\ncontent-type:application/link-format\n\n</3/0>",
        "POST /rd/5a3f?lt=60\n\n",
        "DELETE /rd/5a3f\n\n",
        "GET /bspack?ep=n&acc=%3C/0/2%3E\naccept:application/senml+cbor\n\n",
        "201\nlocation:/rd/5a%203f\n\n",
        "201\nlocation:http://h/rd/1\n\n",
        "200\ncontent-type:application/vnd.oma.lwm2m+tlv\n\n\u{1}",
        "200\ncontent-format:11542\n\n",
        "204\n\n",
        "404\n\n",
    ]
    .map(Into::into)
    .to_vec()
}

/// A full Object in each format, as a Write and as a replacing one; and the records of vectors.
pub(crate) fn updates() -> Inputs {
    let mut inputs = Vec::new();
    for (at, format) in SUPPORTED.iter().enumerate() {
        let at = u8::try_from(at).unwrap_or(0);
        for target in
            [LIVE, Path::object(33001), Path::resource(33001, 0, 9), Path::resource(33001, 0, 1)]
        {
            let Ok(payload) = written(&Options::STRICT, *format, LIVE, &Live::full()) else {
                continue;
            };
            for first in [at, at | 0x80] {
                inputs.push([vec![first], input(Setting::new(target), &payload)].concat());
            }
        }
        inputs.extend(payloads(&[*format]).into_iter().map(|input| [vec![at], input].concat()));
    }
    inputs
}

/// Bytes without a pattern, and bytes that grow.
pub(crate) fn any_records() -> Inputs {
    let mut state = 1u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    (8..120).step_by(4).map(|length| (0..length).map(|_| next()).collect()).collect()
}

pub(crate) fn observe() -> Inputs {
    let mut inputs: Inputs = (0..=u8::MAX)
        .map(|there| {
            [
                &[there][..],
                b"\x05\x14\x02\x0a\x08\xf8\x04\x01\0\0\x10\x03\0\x20\x05\x04\x01\x09\x03\xf0",
            ]
            .concat()
        })
        .collect();
    inputs.extend(any_records());
    inputs
}

fn registry() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../registry"))
}

/// The files of a folder of the registry, in their order.
fn files(folder: &File) -> Inputs {
    let mut files: Vec<_> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    files.sort();
    files.iter().filter_map(|file| fs::read(file).ok()).collect()
}

/// The shortest definitions of the registry, and one of everything that deviates.
pub(crate) fn definitions() -> Inputs {
    let mut all = files(&registry().join("objects"));
    all.retain(|file| file.len() < 2_500);
    all.truncate(24);
    all
}

pub(crate) fn schemas() -> Inputs {
    files(&registry().join("schema"))
}

pub(crate) fn registry_tables() -> Inputs {
    [
        &br#"<?xml version="1.0"?><DDFList><!-- a --><Item><ObjectID>33000</ObjectID>
<URN>urn:oma:lwm2m:x:33000:1.1</URN><Name>Tank &amp; <![CDATA[Gauge]]></Name>
<Owner>Us</Owner><Ver>1.1</Ver><DDF>33000.xml</DDF></Item><Item><ObjectID>1</ObjectID><Ver/></Item></DDFList>"#[..],
        br#"<LWM2M><Object ObjectType="CommonResources"><Resources><Item ID="5501">
<Name>Count</Name><Operations>R</Operations><Type>Integer</Type>
<RangeEnumeration>0..10</RangeEnumeration><Submitter>Us</Submitter></Item></Resources></Object></LWM2M>"#,
    ]
    .map(<[u8]>::to_vec)
    .to_vec()
}

pub(crate) fn definitions_json() -> Inputs {
    let schema = lwm2m_ddf::Schema::v1_1();
    let json = |xml: Vec<u8>| {
        let document = lwm2m_ddf::Document::read(&xml, &schema, lwm2m_ddf::Mode::Registry);
        lwm2m_ddf::json::write(&document.objects).into_bytes()
    };
    definitions().into_iter().map(json).collect()
}

/// The text of every range of the registry.
pub(crate) fn ranges() -> Inputs {
    let mut ranges = Vec::new();
    for file in files(&registry().join("objects")) {
        let text = String::from_utf8_lossy(&file).into_owned();
        let pieces = text.split("<RangeEnumeration>").skip(1);
        let pieces = pieces.filter_map(|piece| piece.split("</RangeEnumeration>").next());
        ranges.extend(
            pieces.filter(|p| !p.is_empty() && p.len() < 200).map(|p| p.as_bytes().to_vec()),
        );
    }
    ranges
}
