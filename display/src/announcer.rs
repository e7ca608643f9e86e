//! What the hall hears. The announcer follows the same stream as the wall: it keeps the calls of its zone in their
//! order, lets go of those that nobody needs to hear any more, makes each into one piece of sound and plays one after
//! another. It runs on a thread of its own, so that neither a sound card nor a disk holds up the wall.

mod announcement;
mod desk;
mod outcome;
mod render;
mod script;
mod voice;
mod waiting;

use std::{
    io,
    sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel},
    thread,
    time::{Duration, Instant},
};

use devices::speaker::Speaker;

pub use announcement::{Announcement, Said};
pub use desk::{Desk, Sign};
pub use outcome::{Outcome, Record};
pub use render::{Missing, REST_MS, Rendered, TURN_MS, render};
pub use script::{COUNTERS, Clips, lines, pause, spoken};
pub use voice::Voice;
pub use waiting::{BRIEF_FROM, WAITING, Waiting};

use crate::model::{Input, Mono};

/// Messages that wait for the announcer. It takes each in at once, except while it opens a sound card that does not answer.
const INBOX: usize = 1_024;

/// How often a sound that is playing is looked at. It is also the most that follows the rest after an announcement.
const LOOK_EVERY: Duration = Duration::from_millis(30);

/// The way to the announcer's thread. Dropping it ends the thread and the sound.
#[derive(Debug)]
pub struct Announcer {
    inbox: SyncSender<Input>,
}

impl Announcer {
    /// Starts the thread for the counters of these zones. The loudspeaker is opened there; `tell` hears there what staff should
    /// see at the foot of the wall.
    ///
    /// # Errors
    /// No thread could be started.
    pub fn start(
        zones: &[String],
        voice: Voice,
        speaker: impl FnOnce() -> Box<dyn Speaker> + Send + 'static,
        tell: impl Fn(Sign) + Send + 'static,
    ) -> io::Result<Self> {
        let (inbox, heard) = sync_channel(INBOX);
        let zones = zones.to_vec();
        thread::Builder::new()
            .name("announcer".into())
            .spawn(move || run(Desk::new(&zones, voice, speaker()), &heard, tell))?;
        Ok(Self { inbox })
    }

    /// Takes in what the wall takes in. Never waits: where the announcer cannot keep up, the wall still shows the call.
    pub fn hear(&self, input: &Input) {
        if desk::concerns(input) && self.inbox.try_send(input.clone()).is_err() {
            tracing::error!("the announcer does not answer: a message was left out");
        }
    }
}

fn run(mut desk: Desk, heard: &Receiver<Input>, tell: impl Fn(Sign)) {
    let started = Instant::now();
    let now = || Mono(started.elapsed().as_millis() as u64);
    let mut shown = Sign::default();
    loop {
        let input = if desk.is_busy() {
            heard.recv_timeout(LOOK_EVERY)
        } else {
            heard.recv().map_err(|_| RecvTimeoutError::Disconnected)
        };
        match input {
            Ok(input) => desk.hear(&input, now()),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return desk.stop(),
        }
        desk.tick(now());
        desk.records().iter().for_each(Record::log);
        let sign = desk.sign();
        if sign != shown {
            shown = sign;
            tell(sign);
        }
    }
}
