//! A Device as it came over the wire, into every format and back: decoded, encoded, decoded again, compared.
//!
//! `cargo run -p lwm2m-model --example round_trip`: one line a format; exit code 1 where one changes the object.
// A program has the standard library.
#![allow(clippy::std_instead_of_core)]

use std::process::ExitCode;

use lwm2m_codec::format::SUPPORTED;
use lwm2m_codec::{ContentFormat, Object, Path, Result, decode, encode_to_vec, records};
use lwm2m_model::objects::device::Device;

/// What a client answers to a Read of `/3/0`: the example of LwM2M Core 1.2.2, 7.4.3, in TLV.
const PAYLOAD: &[u8] = include_bytes!("device.tlv");

const DEVICE: Path = Path::instance(3, 0);
const BATTERY_LEVEL: Path = Path::resource(3, 0, 9);

fn main() -> ExitCode {
    let device: Device<'_> = match decode(ContentFormat::TLV, DEVICE, PAYLOAD) {
        Ok(device) => device,
        Err(error) => {
            eprintln!("the payload can't be decoded: {error}");
            return ExitCode::FAILURE;
        }
    };
    let mut all_same = true;
    for &format in SUPPORTED {
        let outcome = match format {
            ContentFormat::OPAQUE => Ok(skipped("no resource of Device is Opaque")),
            ContentFormat::SENML_ETCH_JSON | ContentFormat::SENML_ETCH_CBOR => {
                Ok(skipped("bodies of composite requests, never an answer"))
            }
            ContentFormat::TEXT | ContentFormat::CBOR => one_value(format, &device),
            _ => whole(format, &device),
        };
        // The longest of the names fits.
        let name = format.to_string();
        match outcome {
            Ok(Outcome { said, same }) => {
                println!("{name:44} {said}");
                all_same &= same;
            }
            Err(error) => {
                println!("{name:44} error: {error}");
                all_same = false;
            }
        }
    }
    if all_same { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What became of the object in one format.
struct Outcome {
    said: String,
    same: bool,
}

/// The whole object there and back.
fn whole(format: ContentFormat, device: &Device<'_>) -> Result<Outcome> {
    let bytes = encode_to_vec(format, DEVICE, device)?;
    let again: Device<'_> = decode(format, DEVICE, &bytes)?;
    compared(format, DEVICE, &bytes, "object", again == *device)
}

/// One resource of it there and back: the format holds one value.
fn one_value(format: ContentFormat, device: &Device<'_>) -> Result<Outcome> {
    let bytes = encode_to_vec(format, BATTERY_LEVEL, &device.at(DEVICE))?;
    let again: i64 = decode(format, BATTERY_LEVEL, &bytes)?;
    let what = format!("value of {BATTERY_LEVEL}");
    compared(format, BATTERY_LEVEL, &bytes, &what, device.battery_level == Some(again))
}

fn compared(
    format: ContentFormat,
    target: Path,
    bytes: &[u8],
    what: &str,
    same: bool,
) -> Result<Outcome> {
    let mut count = 0;
    for record in records(format, target, bytes)? {
        record?;
        count += 1;
    }
    let length = bytes.len();
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    let (many, more) = (plural(length), plural(count));
    let judgement = if same { "same" } else { "NOT the same" };
    let said = format!("{length:3} byte{many}, {count:2} record{more}, {judgement} {what}");
    Ok(Outcome { said, same })
}

fn skipped(reason: &str) -> Outcome {
    Outcome { said: format!("skipped: {reason}"), same: true }
}
