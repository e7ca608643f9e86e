//! An office: the server with the sample site on a free port, its devices' tokens and a clerk's account.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result};
use queue_protocol::client::{Client, Token};
use tempfile::TempDir;

use crate::process::{Process, output, program, root};

/// Thursday 1/8/2019 at eight, the first morning at the post office: the sample site's kiosks are open.
pub const FIRST_MORNING: &str = "2019-08-01T08:00:00+07:00";

/// A running server and its data folder.
pub struct Office {
    server: Option<Process>,
    folder: TempDir,
    url: String,
}

impl Office {
    /// Starts a server over an empty data folder with the sample site.
    pub fn open() -> Result<Self> {
        let mut office = Self { server: None, folder: tempfile::tempdir()?, url: String::new() };
        office.start("127.0.0.1:0")?;
        Ok(office)
    }

    /// The sample site's entry file.
    pub fn sample_site() -> PathBuf {
        root().join("sites/dong-thap-2019/site.toml")
    }

    /// Where the server answers.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The server's data folder.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A folder that lives as long as the office.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The server's process.
    pub fn server(&mut self) -> Result<&mut Process> {
        self.server.as_mut().context("the server is not running")
    }

    /// A bearer token from the command line, beside the running server.
    pub fn token(&self, role: &str, name: &str) -> Result<String> {
        output(self.command("token")?.args(["--role", role, "--name", name]))
    }

    /// A bearer token in a file, as kiosk and display take it.
    pub fn token_file(&self, role: &str, name: &str) -> Result<PathBuf> {
        let path = self.folder.path().join(format!("{name}.token"));
        std::fs::write(&path, self.token(role, name)?)?;
        Ok(path)
    }

    /// A client with a token of its own.
    pub fn client(&self, role: &str, name: &str) -> Result<Client> {
        Ok(Client::new(&self.url, &Token::new(&self.token(role, name)?)?)?)
    }

    /// An account for the console.
    pub fn account(&self, role: &str, name: &str, password: &str, staff: Option<&str>) -> Result<()> {
        let mut command = self.command("user")?;
        command.args(["--role", role, "--name", name]);
        if let Some(staff) = staff {
            command.args(["--staff", staff]);
        }
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn()?;
        std::io::Write::write_all(&mut process.stdin.take().context("no standard input")?, password.as_bytes())?;
        let status = process.wait()?;
        anyhow::ensure!(status.success(), "the account could not be made");
        Ok(())
    }

    /// The wall zone of the sample site's first counter.
    pub fn zone(&self) -> Result<String> {
        let client = self.client("display", "zone")?;
        let site = tokio::runtime::Runtime::new()?.block_on(client.site())?;
        Ok(site.counters.first().context("the site has no counter")?.zone.clone())
    }

    /// kill -9, as a power cut would.
    pub fn kill(&mut self) -> Result<()> {
        self.server.take().context("the server is not running")?.kill()
    }

    /// A graceful stop.
    pub fn stop(&mut self) -> Result<()> {
        self.server.take().context("the server is not running")?.stop()
    }

    /// Starts again over the same data, at the same address.
    pub fn restart(&mut self) -> Result<()> {
        let listen = self.url.trim_start_matches("http://").to_owned();
        self.start(&listen)
    }

    /// A subcommand of the server's over this office's data.
    pub fn command(&self, name: &str) -> Result<Command> {
        let mut command = Command::new(program("queue-server")?);
        match name {
            "token" | "user" => command.args([name, "new", "--data"]).arg(self.data()),
            _ => command.args([name, "--data"]).arg(self.data()),
        };
        Ok(command)
    }

    fn start(&mut self, listen: &str) -> Result<()> {
        let mut command = Command::new(program("queue-server")?);
        command.arg("serve").arg("--site").arg(Self::sample_site()).arg("--data").arg(self.data());
        command.args(["--listen", listen, "--clock-from", FIRST_MORNING]);
        let mut server = Process::start("queue-server", &mut command)?;
        self.url = server.line_with("listening on ")?;
        self.server = Some(server);
        Ok(())
    }
}
