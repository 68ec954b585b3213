//! The command line: one file per command, settings from flags, environment and a file.

mod analyze;
mod args;
mod demo;
mod doctor;
mod failure;
mod keys;
mod log;
mod rhymes;
mod serve;
mod settings;
mod write;

use std::{
    io::{ErrorKind, Write as _, stdout},
    process::ExitCode,
};

use clap::Parser as _;

use args::{Cli, Command, KeysCommand};
use failure::{Failure, Outcome};
use settings::Settings;

/// Runs the command that the arguments name.
pub(crate) fn run() -> ExitCode {
    let cli = Cli::parse();
    match dispatch(cli) {
        Ok(code) => code,
        Err(failure) => failure.report(),
    }
}

fn dispatch(cli: Cli) -> Outcome<ExitCode> {
    let log = cli.log.or_else(|| std::env::var("RUST_LOG").ok());
    // A command that ends by itself says what it has to say on standard output.
    let quiet = log.clone().unwrap_or_else(|| "warn".to_owned());
    let settings = |args| Settings::find(cli.config.as_deref(), log, args);
    match cli.command {
        Command::Serve(args) => {
            let settings = settings(args)?;
            log::to_stderr(&settings.log)?;
            serve::run(settings)
        }
        Command::Write(args) => {
            log::to_stderr(&quiet)?;
            write::run(&args)
        }
        Command::Analyze(args) => {
            log::to_stderr(&quiet)?;
            analyze::run(&args)
        }
        Command::Rhymes(args) => {
            log::to_stderr(&quiet)?;
            rhymes::run(&args)
        }
        Command::Demo(args) => {
            log::to_stderr(&quiet)?;
            demo::run(&settings(args.into())?.data)
        }
        Command::Doctor(args) => {
            log::to_stderr(&quiet)?;
            doctor::run(&settings(args.into())?.data)
        }
        Command::Keys(KeysCommand::Rotate(args)) => {
            log::to_stderr(&quiet)?;
            keys::rotate(&settings(args.into())?.data)
        }
    }
}

/// Prints to standard output. A reader that has had enough, such as `head`, is no failure.
fn say(text: &str) -> Outcome<()> {
    let mut out = stdout().lock();
    match writeln!(out, "{text}").and_then(|()| out.flush()) {
        Err(cause) if cause.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::inside(format!("standard output cannot be written: {cause}")))
        }
        _ => Ok(()),
    }
}

/// The ids of all targets, for messages.
fn targets() -> String {
    songcraft::target::Target::all().iter().map(|target| target.id.as_str()).collect::<Vec<_>>().join(", ")
}

/// A runtime for a command that does one thing.
fn block_on<T>(work: impl Future<Output = Outcome<T>>) -> Outcome<T> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|cause| Failure::inside(format!("the program could not start: {cause}")))?;
    runtime.block_on(work)
}
