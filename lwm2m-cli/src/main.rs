//! The program `lwm2m`: explains, reads, writes and converts LwM2M payloads and messages, and knows the registry.
//! What it knows of the formats is the codec's; what it shows of the bytes, it checks against the codec.
#![forbid(unsafe_code)]
#![allow(clippy::std_instead_of_alloc, clippy::std_instead_of_core, reason = "it is a program")]

mod anatomy;
mod command;
mod definitions;
mod failure;
mod format_argument;
mod input;
mod kind;
mod picture;
mod render;
mod session;
mod shown;
mod sniff;
mod subject;
mod text_fault;
mod told;

#[cfg(test)]
mod tests;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

use crate::command::Cli;
use crate::failure::Failure;
use crate::session::{ERROR, Session};

fn main() -> ExitCode {
    let cli = Cli::parse();
    let ended = Session::new(&cli.global).and_then(|mut session| {
        let ended = cli.command.run(&mut session);
        // What was found before a failure is worth reading.
        let flushed = session.out.flush();
        ended.and(flushed.map_err(Failure::from))
    });
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let text = failure.to_string();
            if !text.is_empty() {
                anstream::eprintln!("{ERROR}error{ERROR:#}: {text}");
            }
            failure.code()
        }
    }
}
