//! A printer that the kernel shows as a file, such as `/dev/usb/lp0`.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::OFlags;

use super::{Connect, Port};

/// Bytes a second of a USB printer that prints while it reads.
const SLOWEST: f64 = 10_000.0;

/// Opens the file; never makes one, since a mistyped path must not look like a printer.
#[derive(Clone, Debug)]
pub(super) struct FileConnect {
    pub(super) path: PathBuf,
}

impl Connect for FileConnect {
    fn connect(&mut self) -> io::Result<Box<dyn Port>> {
        let flags = OFlags::NONBLOCK.bits().cast_signed();
        let file = OpenOptions::new().read(true).write(true).custom_flags(flags).open(&self.path)?;
        Ok(Box::new(FileLine(file)))
    }

    fn name(&self) -> String {
        self.path.display().to_string()
    }
}

struct FileLine(File);

impl Port for FileLine {
    fn write(&mut self, bytes: &[u8], timeout: Duration) -> io::Result<usize> {
        self.wait(PollFlags::OUT, timeout)?;
        self.0.write(bytes)
    }

    fn read(&mut self, into: &mut [u8], timeout: Duration) -> io::Result<usize> {
        self.wait(PollFlags::IN, timeout)?;
        self.0.read(into)
    }

    fn travel_time(&self, bytes: usize) -> Duration {
        Duration::from_secs_f64(bytes as f64 / SLOWEST)
    }
}

impl FileLine {
    /// Poll, because reading such a file knows no timeout of its own.
    fn wait(&self, flags: PollFlags, timeout: Duration) -> io::Result<()> {
        let timeout = Timespec { tv_sec: timeout.as_secs() as i64, tv_nsec: i64::from(timeout.subsec_nanos()) };
        match poll(&mut [PollFd::new(&self.0, flags)], Some(&timeout))? {
            0 => Err(io::ErrorKind::TimedOut.into()),
            _ => Ok(()),
        }
    }
}
