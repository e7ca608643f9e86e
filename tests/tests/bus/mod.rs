//! The far end of a serial line: pymodbus as a panel and a keypad.

use std::{
    fs::{self, File},
    io::{Read as _, Write as _},
    os::fd::{AsRawFd as _, OwnedFd},
    path::{Path, PathBuf},
    process::Command,
    thread,
};

use motcua_tests::process::{Process, root};
use nix::{
    pty::openpty,
    sys::termios::{SetArg, cfmakeraw, tcgetattr, tcsetattr},
};
use serde_json::Value;

/// What the lamp is told; `devices/KEYPAD.md`.
pub const DONE: u64 = 2;
pub const REFUSED: u64 = 3;

/// pymodbus, and the line that leads to it.
pub struct Far {
    slaves: Process,
    port: PathBuf,
    said: Said,
    /// Keep the line from hanging up before both ends are open.
    _ends: [OwnedFd; 2],
}

/// What was said last.
#[derive(Default)]
pub struct Said {
    pub registers: Vec<u16>,
    pub lamp: u64,
    rested: bool,
}

impl Far {
    /// Nothing where pymodbus is not installed, which is said aloud.
    pub fn start(panel: u8, keypad: u8) -> Option<Self> {
        let python = root().join("target/pymodbus/bin/python");
        if !python.exists() {
            eprintln!("SKIPPED: {} is missing; `make setup` installs pymodbus where it finds Python", python.display());
            return None;
        }
        let [near, far] = [openpty(None, None).unwrap(), openpty(None, None).unwrap()];
        let names = [&near.slave, &far.slave].map(name);
        join(near.master, far.master);
        let mut command = Command::new(python);
        command.arg(root().join("devices/tests/slaves/slaves.py")).arg(&names[1]);
        let mut slaves =
            Process::start("pymodbus", command.args([panel, keypad].map(|unit| unit.to_string()))).unwrap();
        slaves.line_with("{\"ready\"").unwrap();
        let [port, _] = names;
        Some(Self { slaves, port, said: Said::default(), _ends: [near.slave, far.slave] })
    }

    /// What the master has to open.
    pub fn port(&self) -> &Path {
        &self.port
    }

    pub fn order(&mut self, order: &str) {
        self.slaves.say(order).unwrap();
    }

    /// Lets go of the keys, and waits until the master knows it.
    pub fn release(&mut self, keypad: u8) {
        self.said.rested = false;
        self.order(&format!("release {keypad}"));
        self.wait("the keypad to be at rest", |said| said.rested);
    }

    pub fn wait(&mut self, what: &str, is: impl Fn(&Said) -> bool) {
        while !is(&self.said) {
            let line = self.slaves.line().unwrap_or_else(|error| panic!("waited in vain for {what}: {error}"));
            let value: Value = serde_json::from_str(&line).unwrap();
            if let Some(registers) = value["registers"].as_array() {
                self.said.registers = registers.iter().filter_map(Value::as_u64).map(|r| r as u16).collect();
            }
            if let Some(lamp) = value["lamp"].as_u64() {
                self.said.lamp = lamp;
            }
            self.said.rested |= !value["rested"].is_null();
        }
    }
}

/// A pseudo terminal passes bytes as they are, also before anybody opens it.
fn name(slave: &OwnedFd) -> PathBuf {
    let mut settings = tcgetattr(slave).unwrap();
    cfmakeraw(&mut settings);
    tcsetattr(slave, SetArg::TCSANOW, &settings).unwrap();
    fs::read_link(format!("/proc/self/fd/{}", slave.as_raw_fd())).unwrap()
}

fn join(a: OwnedFd, b: OwnedFd) {
    let ways = [(a.try_clone().unwrap(), b.try_clone().unwrap()), (b, a)];
    for (from, to) in ways {
        let (mut from, mut to) = (File::from(from), File::from(to));
        thread::spawn(move || {
            let mut bytes = [0; 512];
            while let Ok(count @ 1..) = from.read(&mut bytes) {
                if to.write_all(&bytes[..count]).is_err() {
                    return;
                }
            }
        });
    }
}
