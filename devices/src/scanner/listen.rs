//! The scanner's thread: one a port, so that a scanner that hangs holds up nobody.

use std::{
    io,
    sync::mpsc::{RecvTimeoutError, Sender, channel},
    thread,
    time::{Duration, Instant},
};

use super::{Dropped, Scan, Scanner, ScannerFault, Tally};

/// How long one read may take: within this the thread sees that it is to end.
const PATIENCE: Duration = Duration::from_secs(1);

/// Between two looks at a scanner that is away. When it is opened again is the driver's business.
const LOOK_AGAIN: Duration = Duration::from_millis(250);

/// Nobody shows two codes within this. It bounds what a scanner that sends for ever can make a kiosk do.
const APART: Duration = Duration::from_millis(150);

/// What the thread tells.
#[derive(Debug)]
pub enum News {
    /// A code was read.
    Scan(Scan),
    /// The scanner is well, again or for the first time.
    Well,
    /// It cannot be read; told once until it is well again or suffers from something else.
    Fault(ScannerFault),
}

/// A scanner that is listened to. Dropping it ends the thread.
#[derive(Debug)]
pub struct Listening {
    tally: Tally,
    _stop: Sender<()>,
}

impl Listening {
    /// Starts the thread. `tell` is called from there.
    ///
    /// # Errors
    /// No thread could be started.
    pub fn start(mut scanner: impl Scanner + 'static, tell: impl Fn(News) + Send + 'static) -> io::Result<Self> {
        let (stop, stopped) = channel::<()>();
        let tally = scanner.tally().clone();
        thread::Builder::new().name("scanner".into()).spawn(move || {
            let mut well = None;
            let mut last: Option<Instant> = None;
            loop {
                let pause = match scanner.read(PATIENCE) {
                    Ok(scan) => {
                        if well != Some(Ok(())) {
                            well = Some(Ok(()));
                            tell(News::Well);
                        }
                        if let Some(scan) = scan {
                            if last.replace(Instant::now()).is_some_and(|at| at.elapsed() < APART) {
                                scanner.tally().count(Dropped::TooSoon);
                            } else {
                                tell(News::Scan(scan));
                            }
                        }
                        Duration::ZERO
                    }
                    Err(fault) => {
                        if well != Some(Err(fault.code())) {
                            tracing::warn!(%fault, "the scanner cannot be read");
                            well = Some(Err(fault.code()));
                            tell(News::Fault(fault));
                        }
                        LOOK_AGAIN
                    }
                };
                if stopped.recv_timeout(pause) == Err(RecvTimeoutError::Disconnected) {
                    return;
                }
            }
        })?;
        Ok(Self { tally, _stop: stop })
    }

    /// What was dropped so far.
    pub fn tally(&self) -> &Tally {
        &self.tally
    }
}
