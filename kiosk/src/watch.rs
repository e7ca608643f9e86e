//! The kiosk's own supervisor: `kiosk --watch` starts the kiosk as a child, listens to its heart, and starts it again when
//! it ends or hangs. It holds no state, opens no window and talks to nobody, so that nothing can end it but its stop.
//!
//! The heart beats in the window's own timer: a byte a second on the child's standard output. A child whose window hangs is
//! silent, however well its other threads are. What the child had begun it finds in its journal when it starts again.

use std::{
    env, io,
    io::{Read, Write},
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    thread,
    time::{Duration, Instant},
};

/// How often the heart beats.
pub const BEAT: Duration = Duration::from_secs(1);

/// How long it may be silent: several beats of a machine that is busy, and short enough that the window is back within
/// fifteen seconds.
pub const SILENCE: Duration = Duration::from_secs(10);

/// How long the first beat may take: fonts and a graphical session that is still starting.
const FIRST_BEAT: Duration = Duration::from_secs(30);

/// A child that lived at least this long was well: the next one starts at once.
const WELL_AFTER: Duration = Duration::from_mins(1);

/// Between two starts of a child that does not live, doubled up to the longest.
const PAUSE: Duration = Duration::from_millis(500);
const PAUSE_MAX: Duration = Duration::from_secs(30);

/// The exit code by which a kiosk asks to be started again (EX_TEMPFAIL).
pub const RESTART: u8 = 75;

/// Runs kiosks until one is closed on purpose. `args` are this program's own, for the child.
pub fn watch(args: impl IntoIterator<Item = std::ffi::OsString>) -> io::Result<()> {
    let args: Vec<_> = args.into_iter().filter(|arg| arg != "--watch").collect();
    let mut pause = Pause::default();
    loop {
        let started = Instant::now();
        let mut child = Command::new(env::current_exe()?)
            .args(&args)
            .arg("--heartbeat")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        tracing::info!(pid = child.id(), "the kiosk is started");
        let status = live(&mut child)?;
        if status.success() {
            return Ok(());
        }
        tracing::error!(%status, "the kiosk has ended");
        let asked = status.code() == Some(i32::from(RESTART));
        thread::park_timeout(if asked { Duration::ZERO } else { pause.after(started.elapsed()) });
    }
}

/// Follows a child to its end, which comes by itself or by its silence.
fn live(child: &mut Child) -> io::Result<ExitStatus> {
    let beats = beats(child)?;
    let mut patience = FIRST_BEAT;
    loop {
        match beats.recv_timeout(patience) {
            Ok(()) => patience = SILENCE,
            Err(RecvTimeoutError::Timeout) => {
                tracing::error!(silent_for = ?patience, "the kiosk hangs and is ended");
                child.kill()?;
            }
            Err(RecvTimeoutError::Disconnected) => return child.wait(),
        }
    }
}

/// Passes on each beat, until the child closes its output.
fn beats(child: &mut Child) -> io::Result<Receiver<()>> {
    let mut output = child.stdout.take().ok_or_else(|| io::Error::other("the kiosk has no output"))?;
    let (send, beats) = channel();
    thread::Builder::new().name("heart".into()).spawn(move || {
        let mut bytes = [0; 64];
        while output.read(&mut bytes).is_ok_and(|count| count > 0) && send.send(()).is_ok() {}
    })?;
    Ok(beats)
}

/// Beats for whoever watches.
pub struct Heart {
    last: Option<Instant>,
}

impl Heart {
    /// A heart that beats only if somebody listens.
    pub fn new(watched: bool) -> Option<Self> {
        watched.then_some(Self { last: None })
    }

    /// The window lives. False if nobody listens any more: then this kiosk ends, lest there be two.
    pub fn beat(&mut self, now: Instant) -> bool {
        if self.last.is_some_and(|last| now.saturating_duration_since(last) < BEAT) {
            return true;
        }
        self.last = Some(now);
        let mut out = io::stdout();
        out.write_all(b".").and_then(|()| out.flush()).is_ok()
    }
}

/// The wait before the next start.
struct Pause(Duration);

impl Default for Pause {
    fn default() -> Self {
        Self(PAUSE)
    }
}

impl Pause {
    fn after(&mut self, lived: Duration) -> Duration {
        if lived >= WELL_AFTER {
            *self = Self::default();
        }
        let pause = self.0;
        self.0 = (pause * 2).min(PAUSE_MAX);
        pause
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kiosk_that_does_not_live_is_started_less_and_less_often() {
        let mut pause = Pause::default();
        let pauses: Vec<_> = (0..8).map(|_| pause.after(Duration::from_secs(1)).as_millis()).collect();
        assert_eq!(pauses, [500, 1000, 2000, 4000, 8000, 16000, 30000, 30000]);
        assert_eq!(pause.after(WELL_AFTER), PAUSE, "one that lived is started at once");
    }

    #[test]
    fn a_silent_child_is_ended_and_one_that_beats_is_not() {
        let mut child = Command::new("sh").args(["-c", "echo .; exit 3"]).stdout(Stdio::piped()).spawn().unwrap();
        assert_eq!(live(&mut child).unwrap().code(), Some(3));
    }
}
