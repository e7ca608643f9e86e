//! A scanner on a pseudo terminal, and a kiosk that listens to it with every log line there is.

use std::{
    fs::{self, File},
    io::Write,
    os::fd::{AsRawFd, OwnedFd},
    path::PathBuf,
};

use motcua_tests::{
    office::Office,
    process::{Process, program, wait_for},
    screen::Screen,
};
use nix::pty::openpty;

/// The kiosk as an office starts it. Its data folder is `kiosk` and its printer draws into `paper`, both in the office's
/// folder.
pub fn start(office: &Office, screen: &Screen, scanner: &Scanner, log: &Log) -> Process {
    let mut command = screen.tool(program("kiosk").unwrap());
    let paper = office.folder().join("paper");
    command.args(["--server", office.url(), "--fullscreen", "--printer", &format!("png:{}", paper.display())]);
    command.args(["--scanner", &format!("serial:{}", scanner.name.display()), "--token-file"]);
    command.arg(office.token_file("kiosk", "kiosk-1").unwrap()).arg("--data").arg(office.folder().join("kiosk"));
    command.env("RUST_LOG", "trace").env("NO_COLOR", "1").stderr(File::create(&log.0).unwrap());
    Process::start("kiosk", &mut command).unwrap()
}

/// The far end of a serial line.
pub struct Scanner {
    far: File,
    /// Keeps the line from hanging up before the kiosk opens it.
    _near: OwnedFd,
    name: PathBuf,
}

impl Scanner {
    pub fn plug_in() -> Self {
        let pair = openpty(None, None).unwrap();
        let name = fs::read_link(format!("/proc/self/fd/{}", pair.slave.as_raw_fd())).unwrap();
        Self { far: pair.master.into(), _near: pair.slave, name }
    }

    /// Holds a code under the scanner, and again where the kiosk was not ready for it.
    pub fn show_until(&mut self, what: &str, code: &str, mut heard: impl FnMut() -> bool) {
        let mut looks = 0;
        wait_for(what, || {
            if looks % 8 == 0 && !heard() {
                self.far.write_all(format!("{code}\r").as_bytes()).ok()?;
            }
            looks += 1;
            heard().then_some(())
        })
        .unwrap();
    }
}

/// What the kiosk says on standard error.
pub struct Log(pub PathBuf);

impl Log {
    /// How many codes of a kind were read.
    pub fn count(&self, kind: &str) -> usize {
        let kind = format!("kind=\"{kind}\"");
        let log = fs::read_to_string(&self.0).unwrap();
        log.lines().filter(|line| line.contains("a code was read") && line.contains(&kind)).count()
    }
}
