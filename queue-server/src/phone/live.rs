//! Phones that listen. One task looks at the log for all of them: a call is told at once, a new place in the queue within
//! two seconds, and a phone of which nothing changed is not woken. Five thousand tasks that each watch the log would wake
//! at every event.

use std::{
    collections::HashMap,
    sync::Arc,
    time::{Duration, Instant},
};

use bytes::Bytes;
use futures_util::{Stream, stream::unfold};
use parking_lot::Mutex;
use queue_core::{Lang, State, TicketId, UtcMillis};
use serde_json::json;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use super::{
    Misses, Tongue,
    look::{Look, Zone, look},
    page::{live, rings_for, title},
    sheet::say,
};
use crate::{app::App, serve::Shared};

/// Pages that listen at once: a hall of some thousand, and those who wait at home.
pub const FOLLOWERS: usize = 6_000;

/// Pages that listen to one ticket in one language: a family, not a program that takes every seat.
const OF_ONE: usize = 6;

/// Between two looks at everyone's place.
const SWEEP: Duration = Duration::from_secs(2);

/// Unchanged, an interval still ends at closing time: looked at again after this.
const UNCHANGED: Duration = Duration::from_secs(10);

/// Tickets looked at while the state is held still: the writer waits for no more than these.
const AT_A_TIME: usize = 16;

/// Between two handfuls of tickets. Five thousand of them take a second or so, in which the threads are mostly free.
const REST: Duration = Duration::from_millis(2);

/// A page hears the clock at least this often, and takes two missed ones for a lost connection.
const BEAT: Duration = Duration::from_secs(15);

type Key = (TicketId, Lang);

/// What a page was told last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    bytes: Bytes,
    ends: bool,
}

/// The phones.
#[derive(Clone)]
pub struct Phones {
    pages: Arc<Mutex<HashMap<Key, watch::Sender<Told>>>>,
    seats: Arc<Semaphore>,
    /// Addresses that led nowhere.
    pub misses: Arc<Misses>,
}

impl Default for Phones {
    fn default() -> Self {
        Self { pages: Arc::default(), seats: Arc::new(Semaphore::new(FOLLOWERS)), misses: Arc::default() }
    }
}

impl Phones {
    /// How many listen.
    pub fn listening(&self) -> usize {
        FOLLOWERS - self.seats.available_permits()
    }

    fn open(&self, key: Key) -> Option<Follower> {
        let seat = self.seats.clone().try_acquire_owned().ok()?;
        let mut pages = self.pages.lock();
        let page = pages.entry(key).or_insert_with(|| watch::Sender::new(Told::default()));
        if page.receiver_count() >= OF_ONE {
            return None;
        }
        let told = Some(page.subscribe());
        Some(Follower { told, key, phones: self.clone(), begun: false, _seat: seat })
    }

    fn keys(&self) -> Vec<Key> {
        self.pages.lock().keys().copied().collect()
    }

    fn tell(&self, key: Key, new: Told) {
        if let Some(page) = self.pages.lock().get(&key) {
            page.send_if_modified(|last| {
                let changed = *last != new;
                *last = new;
                changed
            });
        }
    }

    fn close(&self) {
        self.seats.close();
        self.pages.lock().clear();
    }
}

/// One page that listens.
struct Follower {
    told: Option<watch::Receiver<Told>>,
    key: Key,
    phones: Phones,
    begun: bool,
    _seat: OwnedSemaphorePermit,
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.told = None;
        let mut pages = self.phones.pages.lock();
        if pages.get(&self.key).is_some_and(|page| page.receiver_count() == 0) {
            pages.remove(&self.key);
        }
    }
}

impl Follower {
    /// The next message with the time at which it was true, or nothing when there will be no more.
    async fn step(&mut self, app: &App) -> Option<Bytes> {
        let told = self.told.as_mut()?;
        let changed = if self.begun { tokio::time::timeout(BEAT, told.changed()).await.is_ok() } else { true };
        self.begun = true;
        // Whoever tells is gone: the server stops.
        told.has_changed().ok()?;
        let news = told.borrow_and_update().clone();
        let time = time(app);
        if news.ends {
            self.told = None;
        }
        Some(if changed { [news.bytes, time].concat().into() } else { time })
    }
}

/// The stream of a page, or nothing if all seats are taken.
pub fn follow(
    app: &Shared,
    seen: &Look,
) -> Option<impl Stream<Item = Result<Bytes, std::convert::Infallible>> + use<>> {
    let key = (seen.id, seen.lang);
    let follower = app.phones.open(key)?;
    // Looked at again after taking the seat, so that nothing happens unseen in between.
    let now = told(&app.replica.read(), key, app.clock.now());
    app.phones.tell(key, now);
    let app = app.clone();
    Some(unfold((app, follower), |(app, mut follower)| async move {
        let step = follower.step(&app).await?;
        Some((Ok(step), (app, follower)))
    }))
}

/// Tells everyone, until the server stops.
pub async fn beat(app: Shared) {
    let (mut seen, mut swept, mut at) = (app.hub.newest(), app.hub.newest(), Instant::now());
    loop {
        let pause = if seen > swept { SWEEP } else { UNCHANGED };
        let due = (at + pause).saturating_duration_since(Instant::now());
        match tokio::time::timeout(due, app.hub.news(seen)).await {
            Ok(None) => break,
            Ok(Some(newest)) => {
                tell_called(&app, seen);
                seen = newest;
            }
            Err(_) => {
                (swept, at) = (seen, Instant::now());
                sweep(&app).await;
            }
        }
    }
    app.phones.close();
}

/// The message of a page.
pub fn told(state: &State, (id, lang): Key, now: UtcMillis) -> Told {
    // The links inside carry the language: the page that listens may have it from the browser or from a link.
    let tongue = Tongue { lang, by_link: true };
    let message = match look(state, id, lang, now) {
        Some(look) => json!({
            "look": look.moment.name(),
            "title": title(&look),
            "ring": rings_for(&look.moment),
            "html": live(&look, tongue).into_string(),
            "end": look.moment.is_last(),
        }),
        // The day is over.
        None => json!({
            "look": "quiet",
            "title": say(lang, "phone-quiet"),
            "ring": "",
            "html": maud::html! { h1 { (say(lang, "phone-quiet")) } p class="tell" { (say(lang, "phone-quiet-note")) } }.into_string(),
            "end": true,
        }),
    };
    let ends = message["end"] == true;
    Told { bytes: Bytes::from(format!("event: page\ndata: {message}\n\n")), ends }
}

fn tell_called(app: &App, after: queue_core::Seq) {
    let now = app.clock.now();
    let state = app.replica.read();
    for call in state.recent_calls().take_while(|call| call.seq > after) {
        for lang in [Lang::Vi, Lang::En] {
            let key = (call.ticket, lang);
            if app.phones.pages.lock().contains_key(&key) {
                app.phones.tell(key, told(&state, key, now));
            }
        }
    }
}

async fn sweep(app: &App) {
    for some in app.phones.keys().chunks(AT_A_TIME) {
        let now = app.clock.now();
        let news: Vec<_> = {
            let state = app.replica.read();
            some.iter().map(|key| (*key, told(&state, *key, now))).collect()
        };
        news.into_iter().for_each(|(key, told)| app.phones.tell(key, told));
        // Others want these threads too: a clerk who calls, most of all.
        tokio::time::sleep(REST).await;
    }
}

fn time(app: &App) -> Bytes {
    let (now, state) = (app.now(), app.replica.read());
    let time = state.site().map(|site| Zone(site).second(now)).unwrap_or_default();
    Bytes::from(format!("event: time\ndata: {time}\n\n"))
}
