//! The wall's memory: the site, the board that follows the log, the call that stands, and when the server was last
//! heard.

use queue_protocol::{
    core::{CounterStatus, Event, Lang, TicketId, TicketState, UtcMillis},
    stream::{LinkEvent, LostReason, SILENCE},
    wire::{Board, BoardCall, LogEvent, ServiceWait, SiteView, WaitView},
};

use super::{
    CallQueue, Called, Clock, ClockView, Closed, Connection, Hall, LastEvent, Mono, Panel, Recent, Shape, UnknownZone,
    View, WaitRow, cards, clock,
};

/// The wall owns up to a cut after this long without a word: as soon as the link calls it silence, and within five
/// seconds of the cut.
pub const STALE_AFTER_MS: u64 = SILENCE.as_millis() as u64;

/// Calls older than this are shown in the list only: whoever was called while the wall was cut off has long gone.
pub const FRESH_S: u64 = 15;

/// How long a notice stands before the next one does: two lines, read twice.
pub const NOTICE_MS: u64 = 12_000;

/// How long a new call's frame blinks.
const BLINKING_MS: u64 = 2_000;

/// Half a blink. Once a second is seen from the corner of an eye, and far from the three a second that may harm.
const BLINK_MS: u64 = 500;

/// Lines of the list of calls, landscape.
const RECENT: usize = 5;

/// The same when the services below need the room.
const RECENT_FEW: usize = 4;

/// Services that fit below [`RECENT`] lines.
const SERVICES_BELOW: usize = 9;

/// Lines of the list of calls, portrait, in two columns.
const RECENT_PORTRAIT: usize = 6;

/// What the wall hears.
#[derive(Clone, Debug)]
pub enum Input {
    /// The site's configuration, at the start and whenever it changes.
    Site(Box<SiteView>),
    /// A message of the stream.
    Link(LinkEvent),
    /// Whether calls should be spoken and are not, whenever that changes.
    Mute(bool),
}

/// One wall.
#[derive(Debug)]
pub struct Wall {
    zones: Vec<String>,
    lang: Lang,
    still: bool,
    mute: bool,
    hall: Option<Hall>,
    board: Option<Board>,
    waits_at: UtcMillis,
    calls: CallQueue,
    clock: Clock,
    heard: Option<Mono>,
    attempt: u32,
    refused: Option<String>,
}

impl Wall {
    /// A wall that has heard nothing yet.
    pub fn new(zones: &[String], lang: Lang) -> Self {
        Self {
            zones: zones.to_vec(),
            lang,
            still: false,
            mute: false,
            hall: None,
            board: None,
            waits_at: UtcMillis::default(),
            calls: CallQueue::default(),
            clock: Clock::default(),
            heard: None,
            attempt: 0,
            refused: None,
        }
    }

    /// The same without anything that blinks.
    #[must_use]
    pub fn still(self, still: bool) -> Self {
        Self { still, ..self }
    }

    /// Takes in what was heard.
    pub fn hear(&mut self, input: Input, now: Mono) -> Result<(), UnknownZone> {
        match input {
            Input::Site(site) => {
                self.clock.set(site.at, now);
                self.calls.set_hold(u64::from(site.wall.min_show_s) * 1000);
                self.hall = Some(Hall::new(*site, &self.zones, self.lang)?);
            }
            Input::Mute(mute) => self.mute = mute,
            Input::Link(LinkEvent::Lost { reason, attempt }) => {
                self.attempt = attempt;
                self.refused = match reason {
                    LostReason::Refused(problem) => Some(problem.title),
                    _ => None,
                };
            }
            Input::Link(LinkEvent::Connected) => {}
            Input::Link(message) => {
                (self.heard, self.attempt, self.refused) = (Some(now), 0, None);
                self.state(message, now);
            }
        }
        Ok(())
    }

    /// What stands on the wall now.
    pub fn view(&mut self, shape: Shape, now: Mono) -> View {
        let (Some(hall), Some(board)) = (&self.hall, &self.board) else { return self.blank(now) };
        let site = hall.site();
        let offset = site.utc_offset_min;
        let closed = (!board.open.open).then(|| closed(hall, board, self.clock.at(now)));
        let panel = panel(hall, board, &mut self.calls, now);
        let shown = match &panel {
            Panel::Calling(call) | Panel::Past(call) => std::slice::from_ref(call),
            Panel::Together(calls) => calls.as_slice(),
            Panel::Welcome | Panel::Closed => &[],
        };
        let quiet = matches!(panel, Panel::Past(_));
        let called: Vec<_> = shown.iter().filter(|_| !quiet).map(|c| c.counter).collect();
        let (cards, compact, page) = cards::cards(hall, board, &called, now, self.clock.at(now));
        let waits: Vec<_> = board.waits.iter().filter(|w| w.offered && hall.serves(&w.service)).collect();
        let lines = match shape {
            Shape::Portrait => RECENT_PORTRAIT,
            Shape::Landscape if waits.len() > SERVICES_BELOW => RECENT_FEW,
            Shape::Landscape => RECENT,
        };
        let recent = board.calls.iter().filter_map(|c| recent(hall, c));
        let recent = recent.filter(|r| shown.iter().all(|s| s.number != r.number)).take(lines).collect();
        View {
            connection: self.connection(offset, now),
            trial: site.trial,
            name: hall.text(&site.name),
            short_name: hall.text(&site.short_name),
            place: hall.text(&site.place.name),
            clock: self.clock_view(offset, now),
            last: Some(LastEvent { seq: board.seq.0, time: clock::hour_minute_second(board.at, offset) }),
            lit: !self.still && !site.wall.reduced_motion && self.blinks(now),
            panel,
            recent,
            cards,
            page,
            compact,
            waits: waits.into_iter().map(|w| wait_row(hall, w)).collect(),
            waits_at: clock::hour_minute_second(self.waits_at, offset),
            closed,
            notice: notice(hall, now),
            mute: self.mute,
        }
    }

    fn state(&mut self, message: LinkEvent, now: Mono) {
        match message {
            LinkEvent::Snapshot(board) => {
                self.clock.set(board.at, now);
                self.waits_at = board.at;
                let before = self.board.replace(*board).map(|b| b.seq);
                // After a cut the calls of the last seconds are still news; at the start nothing is.
                let (Some(before), Some(board)) = (before, &self.board) else { return };
                let missed: Vec<_> = board.calls.iter().rev().filter(|c| c.seq > before).cloned().collect();
                for call in missed {
                    self.announce(call, now);
                }
            }
            LinkEvent::Event(entry) => {
                if let Some(board) = &mut self.board {
                    board.apply(&entry);
                }
                self.happened(&entry, now);
            }
            LinkEvent::Waits(waits) => {
                self.clock.set(waits.at, now);
                self.waits_at = waits.at;
                if let Some(board) = &mut self.board {
                    (board.waits, board.open) = (waits.waits, waits.open);
                }
            }
            LinkEvent::Time(time) => self.clock.set(time.at, now),
            LinkEvent::Connected | LinkEvent::Lost { .. } => {}
        }
    }

    fn happened(&mut self, entry: &LogEvent, now: Mono) {
        match &entry.event {
            Event::TicketCalled { ticket, .. } | Event::TicketRecalled { ticket, .. } => {
                let call = self.board.iter().flat_map(|b| &b.calls).find(|c| c.ticket == *ticket).cloned();
                if let Some(call) = call {
                    self.announce(call, now);
                }
            }
            Event::DayClosed { .. } => self.calls.clear(),
            // A note among staff changes nothing in the hall.
            Event::TicketNoted { .. } => {}
            // Whoever stands at the counter, or will not come, needs no call any more; a note or a second paper changes
            // nothing about that.
            other => {
                if let Some(ticket) = other.ticket().filter(|ticket| !self.is_called(*ticket)) {
                    self.calls.withdraw(ticket);
                }
            }
        }
    }

    /// Whether somebody with this ticket is to come to a counter.
    fn is_called(&self, ticket: TicketId) -> bool {
        let current = self.board.iter().flat_map(|b| &b.counters).filter_map(|c| c.current.as_ref());
        current.into_iter().any(|t| t.ticket == ticket && t.state == TicketState::Called)
    }

    fn announce(&mut self, call: BoardCall, now: Mono) {
        let here = self.hall.as_ref().is_none_or(|hall| hall.counter(&call.counter).is_some());
        let fresh = self.clock.at(now).is_none_or(|at| at.since_s(call.at) <= FRESH_S);
        if here && fresh {
            self.calls.push(call, now);
        }
    }

    /// Whether the frame of a call that has just come is lit.
    fn blinks(&self, now: Mono) -> bool {
        let stood = self.calls.stood(now);
        self.calls.stands() && stood < BLINKING_MS && (stood / BLINK_MS).is_multiple_of(2)
    }

    fn connection(&self, offset_min: i32, now: Mono) -> Connection {
        let (attempt, refused) = (self.attempt, self.refused.clone());
        let Some(heard) = self.heard else { return Connection::Never { attempt, refused } };
        if now.since(heard) < STALE_AFTER_MS {
            return Connection::Live;
        }
        let since = self.clock.at(heard).map(|at| clock::hour_minute(at, offset_min)).unwrap_or_default();
        Connection::Lost { seconds: now.since(heard) / 1000, since, attempt, refused }
    }

    fn clock_view(&self, offset_min: i32, now: Mono) -> Option<ClockView> {
        self.clock.at(now).map(|at| ClockView {
            time: clock::hour_minute(at, offset_min),
            weekday: clock::weekday(at, offset_min),
            date: clock::date(at, offset_min),
        })
    }

    /// Before site and board are known there is nothing to show but that.
    fn blank(&self, now: Mono) -> View {
        let hall = self.hall.as_ref();
        let text = |text: fn(&SiteView) -> &queue_protocol::core::Text| {
            hall.map(|h| h.text(text(h.site()))).unwrap_or_default()
        };
        View {
            connection: Connection::Never { attempt: self.attempt, refused: self.refused.clone() },
            trial: false,
            name: text(|s| &s.name),
            short_name: text(|s| &s.short_name),
            place: text(|s| &s.place.name),
            clock: hall.and_then(|h| self.clock_view(h.site().utc_offset_min, now)),
            last: None,
            panel: Panel::Welcome,
            lit: false,
            recent: Vec::new(),
            cards: Vec::new(),
            page: None,
            compact: false,
            waits: Vec::new(),
            waits_at: String::new(),
            closed: None,
            notice: hall.map(|h| notice(h, now)).unwrap_or_default(),
            mute: self.mute,
        }
    }
}

/// What the big block says: the call that stands; else the newest one that nobody has answered; else the last one.
fn panel(hall: &Hall, board: &Board, calls: &mut CallQueue, now: Mono) -> Panel {
    let mut standing: Vec<_> = calls.standing(now).iter().filter_map(|c| called(hall, c)).collect();
    if standing.len() > 1 {
        return Panel::Together(standing);
    }
    if let Some(call) = standing.pop() {
        return Panel::Calling(call);
    }
    let here = || board.calls.iter().filter(|c| hall.counter(&c.counter).is_some());
    let unanswered = |call: &&BoardCall| {
        let at = board.counters.iter().find(|c| c.id == call.counter).and_then(|c| c.current.as_ref());
        at.is_some_and(|t| t.ticket == call.ticket && t.state == TicketState::Called)
    };
    if let Some(call) = here().find(unanswered).and_then(|c| called(hall, c)) {
        return Panel::Calling(call);
    }
    let counters = board.counters.iter().filter(|c| hall.counter(&c.id).is_some());
    if !board.open.open && counters.into_iter().all(|c| c.status == CounterStatus::Closed) {
        return Panel::Closed;
    }
    here().next().and_then(|c| called(hall, c)).map_or(Panel::Welcome, Panel::Past)
}

/// The notice whose turn it is.
fn notice(hall: &Hall, now: Mono) -> String {
    let mut notices = hall.notices();
    let turn = (now.0 / NOTICE_MS) as usize % notices.len().max(1);
    if notices.is_empty() { String::new() } else { notices.swap_remove(turn) }
}

fn called(hall: &Hall, call: &BoardCall) -> Option<Called> {
    Some(Called {
        number: call.number.to_string(),
        counter: hall.counter(&call.counter)?.number,
        service: hall.service(&call.service),
        time: clock::hour_minute_second(call.at, hall.site().utc_offset_min),
    })
}

fn recent(hall: &Hall, call: &BoardCall) -> Option<Recent> {
    Some(Recent {
        number: call.number.to_string(),
        counter: hall.counter(&call.counter)?.number,
        time: clock::hour_minute(call.at, hall.site().utc_offset_min),
    })
}

fn wait_row(hall: &Hall, wait: &ServiceWait) -> WaitRow {
    // Trial numbers share one series, so that a letter would lead astray.
    let letter = if hall.site().trial { String::new() } else { hall.letter(&wait.service) };
    WaitRow { letter, service: hall.service(&wait.service), minutes: wait.wait.map(WaitView::minutes) }
}

fn closed(hall: &Hall, board: &Board, now: Option<UtcMillis>) -> Closed {
    let offset = hall.site().utc_offset_min;
    let opens = board.open.changes_at;
    let today = |at: UtcMillis| now.is_some_and(|now| clock::date(now, offset) == clock::date(at, offset));
    Closed {
        time: opens.map(|at| clock::hour_minute(at, offset)).unwrap_or_default(),
        weekday: opens.map(|at| clock::weekday(at, offset)).unwrap_or_default(),
        date: opens.filter(|at| !today(*at)).map(|at| clock::date(at, offset)).unwrap_or_default(),
        holiday: board.open.holiday.as_ref().map(|name| hall.text(name)).unwrap_or_default(),
        sessions: hall.sessions(),
    }
}
