//! `convert`: a payload of one format in another.

use crate::command::encode::Output;
use crate::failure::Failure;
use crate::format_argument::{ReadingArgs, kind};
use crate::input::Input;
use crate::kind::Kind;
use crate::session::Session;
use crate::subject::Subject;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    input: Input,
    /// The format of the payload
    #[arg(long, short, value_name = "FORMAT")]
    from: String,
    /// The format that is wanted
    #[arg(long, short, value_name = "FORMAT")]
    to: String,
    #[command(flatten)]
    reading: ReadingArgs,
    #[command(flatten)]
    output: Output,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Failure> {
    let (from, to) = (kind(&args.from)?, kind(&args.to)?);
    let format = |kind: &Kind| {
        kind.format.ok_or_else(|| Failure::Usage(format!("{} holds no records", kind.name)))
    };
    let (read, written) = (format(from)?, format(to)?);
    let (path, reading) = (args.reading.path()?, args.reading.reading()?);
    let bytes = args.input.read(Some(from.is_text), session)?;
    let definitions = &session.definitions;
    let subject = Subject { bytes: &bytes, path, reading: &reading, definitions, keep: usize::MAX };
    let mut deviations = Vec::new();
    let mut report = |deviation| deviations.push(deviation);
    let options = subject.options(&mut report);
    let converted = options.transcode_to_vec(read, written, path, &bytes, definitions);
    for deviation in &deviations {
        session.note(deviation);
    }
    let converted = converted.map_err(|error| Failure::Refused(error.to_string()))?;
    args.output.write(&converted, to, session)
}
