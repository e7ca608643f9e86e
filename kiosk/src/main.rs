//! The kiosk: reads its command line, starts the printer's and the link's thread, and runs the window.

use std::{env, process::ExitCode};

use clap::Parser;
use kiosk::{
    options::Options,
    run::Ended,
    smoke::{self, SmokeOptions},
    speech::make::{self, VoiceOptions},
    start_error::StartError,
    watch::{RESTART, watch},
    words,
};
use queue_protocol::core::Lang;

fn main() -> ExitCode {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "warn,kiosk=info".into());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    if env::args_os().nth(1).is_some_and(|word| word == "voice") {
        return make_voice();
    }
    if env::args_os().nth(1).is_some_and(|word| word == "smoke") {
        return walk();
    }
    let options = Options::parse();
    let lang = options.lang.map_or_else(words::of_environment, Lang::from);
    if options.watch {
        return match watch(env::args_os().skip(1)) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("kiosk: {}", StartError::Watch(error).sentence(lang));
                ExitCode::FAILURE
            }
        };
    }
    match kiosk::run::run(options) {
        Ok(Ended::Closed) => ExitCode::SUCCESS,
        Ok(Ended::Restart) => ExitCode::from(RESTART),
        Err(error) => {
            eprintln!("kiosk: {}", error.sentence(lang));
            ExitCode::FAILURE
        }
    }
}

/// `kiosk smoke …`: success only if no step failed.
fn walk() -> ExitCode {
    let options = SmokeOptions::parse_from(env::args_os().skip(1));
    let lang = options.lang.map_or_else(words::of_environment, Lang::from);
    match smoke::run(&options, lang) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("kiosk: {}", error.sentence(lang));
            ExitCode::FAILURE
        }
    }
}

/// `kiosk voice …`: a tool for installers, which opens no window.
fn make_voice() -> ExitCode {
    match make::run(VoiceOptions::parse_from(env::args_os().skip(1))) {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("kiosk: {error}");
            ExitCode::FAILURE
        }
    }
}
