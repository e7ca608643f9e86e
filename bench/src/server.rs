//! The server under measure: the built release as a process of its own, over a data folder on the disk.

use std::{
    fs::File,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};
use motcua_tests::{
    office::{FIRST_MORNING, Office},
    process::{Process, output, program},
};
use queue_protocol::client::{Client, Token};
use tempfile::TempDir;

use crate::{house::House, http::Caller};

/// A running server.
pub struct Server {
    process: Process,
    data: PathBuf,
    address: SocketAddr,
    _folder: Option<TempDir>,
}

impl Server {
    /// Starts over an empty folder, which goes with the server.
    pub fn empty(house: &House) -> Result<Self> {
        let folder = house.temporary("empty")?;
        let server = Self::over(house, &folder.path().join("data"))?;
        Ok(Self { _folder: Some(folder), ..server })
    }

    /// Starts over a data folder, on the first morning of the sample site.
    pub fn over(house: &House, data: &Path) -> Result<Self> {
        let mut serve = Command::new(program("queue-server")?);
        serve.arg("serve").arg("--site").arg(Office::sample_site()).arg("--data").arg(data);
        serve.args(["--listen", "127.0.0.1:0", "--clock-from", FIRST_MORNING]);
        let log = File::options().create(true).append(true).open(house.logs().join("queue-server.log"))?;
        let mut process = Process::start("queue-server", serve.stderr(log))?;
        let url = process.line_with("listening on ")?;
        let address = url.strip_prefix("http://").context("the server does not say where it listens")?.parse()?;
        Ok(Self { process, data: data.to_owned(), address, _folder: None })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Someone with a token of this role.
    pub fn caller(&self, role: &str) -> Result<Caller> {
        let mut command = Command::new(program("queue-server")?);
        command.args(["token", "new", "--role", role, "--name", "bench", "--data"]).arg(&self.data);
        Ok(Caller { address: self.address, token: output(&mut command)? })
    }

    /// The programs' own client, for what is not measured.
    pub fn client(&self, caller: &Caller) -> Result<Client> {
        Ok(Client::new(&format!("http://{}", self.address), &Token::new(&caller.token)?)?)
    }

    /// Resident memory in bytes.
    pub fn resident(&self) -> Result<u64> {
        self.process.resident()
    }

    /// kill -9, as a power cut would.
    pub fn kill(self) -> Result<()> {
        self.process.kill()
    }
}
