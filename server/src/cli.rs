//! The command line: one file per command, settings from flags, environment and a file.

mod args;
mod demo;
mod doctor;
mod failure;
mod log;
mod serve;
mod settings;
mod write;

use std::process::ExitCode;

use clap::Parser as _;

use args::{Cli, Command};
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
    let Cli { config, log, command } = cli;
    match command {
        Command::Write(args) => {
            log::to_stderr(log.as_deref().unwrap_or("warn"))?;
            write::run(&args)
        }
        Command::Serve(args) => {
            let settings = Settings::find(config.as_deref(), log, args)?;
            log::to_stderr(&settings.log)?;
            serve::run(settings)
        }
        Command::Demo(args) => {
            let settings = Settings::find(config.as_deref(), log, args.into())?;
            log::to_stderr("warn")?;
            demo::run(&settings.data)
        }
        Command::Doctor(args) => {
            let settings = Settings::find(config.as_deref(), log, args.into())?;
            log::to_stderr("warn")?;
            doctor::run(&settings.data)
        }
    }
}

/// A runtime for a command that does one thing.
fn block_on<T>(work: impl Future<Output = Outcome<T>>) -> Outcome<T> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|cause| Failure::inside(format!("the program could not start: {cause}")))?;
    runtime.block_on(work)
}
