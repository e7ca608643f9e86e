//! The kiosk without its window: pages, touches, answers and clocks in, effects out. A pure function of what it is told,
//! so that every rule of the screen is tested without one.

mod attempt;
mod board;
mod clock;
mod fault;
mod hall;
mod hear;
mod help;
mod idle;
mod input;
mod interval;
mod offline;
mod scan;
mod speech;
#[cfg(test)]
mod tests;
mod touch;

use std::time::Duration;

use queue_protocol::{
    core::{Intent, Lane, Lang, TicketId, UtcMillis},
    wire::TicketView,
};

pub use attempt::{ANSWER_BOUND, Attempt, DOUBLE_TOUCH, NotGiven, Progress, SLOW_ANSWER};
pub use board::{Key, MOST_FOUND};
pub use clock::{Moment, ServerClock};
pub use fault::{Failure, Fault, Health, PrinterHealth};
pub use hall::{Choice, Hall, Summary};
pub use help::{CALLED, Help};
pub use idle::{Countdown, Idle, Patience};
pub use input::{Effect, Heard, Input, Touch};
pub use interval::Interval;
pub use offline::Stock;
pub use scan::{DOUBLE_SCAN, NOTE_STAYS, NotSeen, Reprint, ScanNote, Shown};

/// After a page changed or a control acted, a finger that bounces or lingers must not act again: no one reads a new page
/// and chooses on it in less.
pub const SETTLE: Duration = Duration::from_millis(400);

/// When the page stops saying "printing" and keeps the number on the screen, though the printer's driver is still
/// trying: a slow serial line takes half of it.
pub const PAPER_BOUND: Duration = Duration::from_mins(1);

/// How often the board is asked for, while the clock says that the office should have opened or closed.
const REFRESH_EVERY: Duration = Duration::from_secs(5);

/// Which page is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// What would you like to do?
    Start,
    /// One tile a field: touching it takes a number.
    Fields(Intent),
    /// Two large buttons: regular, priority.
    Collect,
    /// Bảng niêm yết thủ tục.
    Board,
    /// No number, and why.
    NotGiven,
    /// The number, and the paper.
    Ticket,
    /// The number, without paper.
    Fault(Fault),
    /// A ticket that somebody showed, and how it stands.
    Scanned,
}

/// Whether the server can be heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// Not yet, since the program started.
    Connecting,
    /// Yes.
    Up,
    /// Not since then.
    Lost(UtcMillis),
    /// It answers, but does not accept this kiosk's token.
    Refused,
}

/// The kiosk's state.
pub struct Model {
    ids: Box<dyn FnMut() -> TicketId>,
    lang_default: Option<Lang>,
    hall: Option<Hall>,
    clock: Option<ServerClock>,
    link: Link,
    page: Page,
    lang: Lang,
    dark: bool,
    /// Hạ thấp: everything that is touched stands low.
    low: bool,
    priority: bool,
    attempt: Option<Attempt>,
    /// Wishes given up without an answer.
    withdrawn: Vec<TicketId>,
    /// Whether the current ticket's paper is out.
    printed: bool,
    /// When the server took the report that it is not.
    reported_at: Option<UtcMillis>,
    /// What the printer suffered from when last heard.
    printer: Option<Fault>,
    /// How the devices are, for staff.
    health: Health,
    scanning: scan::Scanning,
    speaking: speech::Speaking,
    notices: board::Notices,
    calling: help::Calling,
    standing: offline::Standing,
    now: Moment,
    /// When the page last changed.
    shown: Moment,
    /// When a control last acted.
    acted: Moment,
    /// When anyone last touched anything.
    touched: Moment,
    refreshed: Moment,
}

impl Model {
    /// A kiosk that has heard nothing yet. `ids` makes a ticket's identity at the touch; `lang` overrules the site's
    /// default language.
    pub fn new(ids: Box<dyn FnMut() -> TicketId>, lang: Option<Lang>) -> Self {
        Self {
            ids,
            lang_default: lang,
            hall: None,
            clock: None,
            link: Link::Connecting,
            page: Page::Start,
            lang: lang.unwrap_or_default(),
            dark: false,
            low: false,
            priority: false,
            attempt: None,
            withdrawn: Vec::new(),
            printed: false,
            reported_at: None,
            printer: None,
            health: Health::default(),
            scanning: scan::Scanning::default(),
            speaking: speech::Speaking::default(),
            notices: board::Notices::default(),
            calling: help::Calling::default(),
            standing: offline::Standing::default(),
            now: Moment::ZERO,
            shown: Moment::ZERO,
            acted: Moment::ZERO,
            touched: Moment::ZERO,
            refreshed: Moment::ZERO,
        }
    }

    /// Something happened at `now`. Answers with what the outside is to do.
    pub fn handle(&mut self, input: Input, now: Moment) -> Vec<Effect> {
        self.now = self.now.max(now);
        let health = self.health;
        let mut effects = match input {
            Input::Touch(touch) => self.touch_or_hush(touch),
            Input::Heard(heard) => self.hear(heard),
            Input::Paper { ticket, outcome } => {
                self.paper(ticket, outcome);
                Vec::new()
            }
            Input::Printer(printer) => {
                self.printer = printer.failure.map(|f| f.fault);
                self.health.printer = printer;
                Vec::new()
            }
            Input::Scanned(scan) => self.scan(&scan),
            Input::Scanner(state) => {
                self.health.scanner = state.err();
                self.set_scanner(state);
                Vec::new()
            }
            Input::Voices(voices) => {
                self.set_voices(voices);
                Vec::new()
            }
            Input::Read(phrase) => {
                self.hear_phrase(phrase);
                Vec::new()
            }
            Input::Tick => Vec::new(),
        };
        effects.extend(self.pass_time());
        effects.extend(self.hush_stale());
        effects.extend(self.withdrawn.drain(..).map(Effect::Withdraw));
        effects.extend((self.health != health).then_some(Effect::Report(self.health)));
        effects.extend(self.pass_restart());
        effects
    }

    /// The page.
    pub fn page(&self) -> Page {
        self.page
    }

    /// The link.
    pub fn link(&self) -> Link {
        self.link
    }

    /// The hall, once heard.
    pub fn hall(&self) -> Option<&Hall> {
        self.hall.as_ref()
    }

    /// The server's time now, once heard.
    pub fn server_time(&self) -> Option<UtcMillis> {
        self.clock.map(|c| c.at(self.now))
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Whether the high contrast is on.
    pub fn dark(&self) -> bool {
        self.dark
    }

    /// Whether everything that is touched stands low.
    pub fn low(&self) -> bool {
        self.low
    }

    /// Whether the priority box is ticked.
    pub fn priority(&self) -> bool {
        self.priority
    }

    /// What the printer suffers from, as far as known.
    pub fn printer_fault(&self) -> Option<Fault> {
        self.printer
    }

    /// The attempt whose page this is.
    pub fn attempt(&self) -> Option<&Attempt> {
        self.attempt.as_ref()
    }

    /// The ticket that was given on this visit.
    pub fn ticket(&self) -> Option<&TicketView> {
        match &self.attempt.as_ref()?.progress {
            Progress::Given(ticket) => Some(ticket),
            _ => None,
        }
    }

    /// Whether the current ticket's paper is out.
    pub fn printed(&self) -> bool {
        self.printed
    }

    /// When the server took the report of the current ticket's fault: from then on staff know.
    pub fn reported_at(&self) -> Option<UtcMillis> {
        self.reported_at
    }

    /// Whether the answer is out for so long that the page should say so.
    pub fn answer_is_slow(&self) -> bool {
        self.attempt.as_ref().is_some_and(|a| a.waited(SLOW_ANSWER, self.now))
    }

    /// What newcomers would find at the services of an intent; without figures while the server is away, since nobody
    /// could say when they were true.
    pub fn choices(&self, intent: Intent, lane: Lane) -> Vec<Choice> {
        let Some((hall, now)) = self.hall.as_ref().zip(self.server_time()) else { return Vec::new() };
        let mut choices: Vec<_> = hall.services(intent).map(|s| hall.choice(s, lane, now)).collect();
        if self.link != Link::Up {
            for choice in &mut choices {
                choice.ahead = None;
                choice.wait = None;
            }
        }
        choices
    }

    /// The lane that the priority box chooses.
    pub fn lane(&self) -> Lane {
        if self.priority { Lane::Priority } else { Lane::Regular }
    }

    /// Whether somebody is still here.
    pub fn idle(&self) -> Idle {
        let asked = self.attempt.as_ref().is_some_and(Attempt::is_asked);
        match self.page {
            Page::Start if self.is_as_the_site_wants() && self.attempt.is_none() => Idle::Quiet,
            // Language, contrast, reach and an unanswered wish are forgotten without a question: nothing on paper is lost.
            Page::Start => match Patience::CHOICE.at(self.touched, self.now) {
                Idle::Over => Idle::Over,
                _ => Idle::Quiet,
            },
            _ if asked => Idle::Quiet,
            Page::Fields(_) | Page::Collect | Page::NotGiven => Patience::CHOICE.at(self.touched, self.now),
            Page::Board => Patience::BOARD.at(self.touched, self.now),
            Page::Ticket if !self.printed => Idle::Quiet,
            Page::Ticket if self.is_offline_ticket() => Patience::OFFLINE.at(self.touched, self.now),
            Page::Ticket | Page::Scanned => Patience::TICKET.at(self.touched, self.now),
            Page::Fault(_) => Patience::FAULT.at(self.touched, self.now),
        }
    }

    /// What the clock alone brings about.
    fn pass_time(&mut self) -> Vec<Effect> {
        if self.attempt.as_ref().is_some_and(|a| a.waited(ANSWER_BOUND, self.now)) {
            if let Some(attempt) = &mut self.attempt {
                attempt.progress = Progress::NotGiven(NotGiven::NoAnswer);
            }
            self.show(Page::NotGiven);
        }
        if self.page == Page::Ticket && !self.printed && self.now.saturating_sub(self.shown) >= PAPER_BOUND {
            self.show(Page::Fault(Fault::Silent));
        }
        if self.idle() == Idle::Over {
            self.reset();
        }
        let changes_at = self.hall.as_ref().and_then(|h| h.open().changes_at);
        let due = changes_at.zip(self.server_time()).is_some_and(|(at, now)| now >= at);
        if due && self.link == Link::Up && self.now.saturating_sub(self.refreshed) >= REFRESH_EVERY {
            self.refreshed = self.now;
            return vec![Effect::Refresh];
        }
        Vec::new()
    }

    fn set_clock(&mut self, at: UtcMillis) {
        self.clock = Some(ServerClock::heard(at, self.now));
    }

    fn collecting_page(&self) -> Page {
        let single = self.hall.as_ref().is_some_and(|h| h.services(Intent::Collect).count() == 1);
        if single { Page::Collect } else { Page::Fields(Intent::Collect) }
    }

    fn default_lang(&self) -> Lang {
        self.lang_default.or(self.hall.as_ref().map(|h| h.site().kiosk.lang)).unwrap_or_default()
    }

    fn default_look(&self) -> (bool, bool) {
        self.hall.as_ref().map_or((false, false), |h| (h.site().kiosk.contrast, h.site().kiosk.low_reach))
    }

    fn show(&mut self, page: Page) {
        self.page = page;
        self.shown = self.now;
        self.touched = self.now;
    }

    /// The next citizen finds the kiosk as the site wants it.
    fn reset(&mut self) {
        self.show(Page::Start);
        self.set_defaults();
        self.priority = false;
        self.forget_attempt();
        self.printed = false;
        self.reported_at = None;
        self.scanning.forget();
        self.clear_notices();
    }

    /// Language, contrast and reach as the site file has them.
    fn set_defaults(&mut self) {
        self.lang = self.default_lang();
        (self.dark, self.low) = self.default_look();
    }

    fn is_as_the_site_wants(&self) -> bool {
        self.lang == self.default_lang() && (self.dark, self.low) == self.default_look()
    }

    fn forget_attempt(&mut self) {
        if let Some(attempt) = self.attempt.take()
            && attempt.progress == Progress::NotGiven(NotGiven::NoAnswer)
        {
            self.withdrawn.push(attempt.id);
        }
    }
}
