//! The command line of the server.

mod command;

use std::{
    io::{IsTerminal, stderr},
    process::ExitCode,
};

use clap::Parser;
use queue_server::words;
use tracing_subscriber::EnvFilter;

/// Requests and commits are made of many small pieces that live for microseconds; the system's allocator costs a fifth of
/// a ticket's time there.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let filter = EnvFilter::try_from_env("MOTCUA_LOG").unwrap_or_else(|_| EnvFilter::new("warn,queue_server=info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(stderr).with_ansi(stderr().is_terminal()).init();
    let line = command::Line::parse();
    match command::run(line) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{}", error.sentence(words::of_environment()));
            ExitCode::FAILURE
        }
    }
}
