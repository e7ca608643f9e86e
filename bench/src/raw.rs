//! The raw things beneath: what the programs are measured against, each a process of its own like the server.

pub mod broadcast;
mod noop;

use std::{env, net::SocketAddr, process::Command};

use anyhow::{Context, Result};
use clap::Subcommand;
use motcua_tests::process::Process;

/// A raw thing, started by the bench itself.
#[derive(Clone, Copy, Subcommand)]
pub enum Raw {
    /// An HTTP server whose handler does nothing.
    #[command(hide = true)]
    Noop,
    /// Sends what it is given to everyone who is connected.
    #[command(hide = true)]
    Broadcast,
}

/// A running raw thing. Gone when dropped.
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    _process: Process,
}

impl Raw {
    /// Runs it in this process, on as many threads as the server has.
    pub fn run(self) -> Result<()> {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        match self {
            Self::Noop => runtime.block_on(noop::serve()),
            Self::Broadcast => runtime.block_on(broadcast::serve()),
        }
    }

    /// Starts it as a process.
    pub fn start(self) -> Result<Running> {
        let name = match self {
            Self::Noop => "noop",
            Self::Broadcast => "broadcast",
        };
        let mut process = Process::start(name, Command::new(env::current_exe()?).arg(name))?;
        let address = process.line_with("listening on ")?.parse().context("no address")?;
        Ok(Running { address, _process: process })
    }
}
