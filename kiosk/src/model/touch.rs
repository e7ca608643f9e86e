//! What a finger brings about: pages, the priority box, and the wish for a number.

use queue_protocol::core::{Intent, Lane, Lang, ServiceId};

use super::{Attempt, Effect, Idle, Model, Moment, NotGiven, Page, Progress, SETTLE, Touch};

impl Model {
    pub(super) fn touch(&mut self, touch: Touch) -> Vec<Effect> {
        // The question is answered when the finger leaves: it must not vanish under it and let it reach the page below.
        if touch == Touch::Anywhere && matches!(self.idle(), Idle::Asking(_)) {
            return Vec::new();
        }
        self.touched = self.now;
        // Whoever types is quick, and a key pressed twice is a letter twice.
        let types = matches!(touch, Touch::Key(_)) && self.now.saturating_sub(self.shown) >= SETTLE;
        if touch == Touch::Anywhere || !types && self.is_bounce() {
            return Vec::new();
        }
        self.acted = self.now;
        let asked = self.attempt.as_ref().is_some_and(Attempt::is_asked);
        match (touch, self.page) {
            (Touch::Language, _) => self.lang = if self.lang == Lang::Vi { Lang::En } else { Lang::Vi },
            (Touch::Listen, _) => return self.listen(),
            (Touch::Dark, _) => self.dark = !self.dark,
            (Touch::Low, _) => self.low = !self.low,
            (Touch::Help, _) => return self.call_help(),
            (Touch::Board, Page::Start | Page::Fields(_)) if !asked => self.open_notices(),
            (Touch::Key(key), Page::Board) if !asked => self.press(key),
            (Touch::Procedure(id), Page::Board) if !asked => self.open_sheet(id),
            (Touch::More, Page::Board) => self.turn(),
            (Touch::Take, Page::Board) => return self.take_for_open(),
            (Touch::Submit, Page::Start) if self.gives_tickets() => self.show(Page::Fields(Intent::Submit)),
            (Touch::Collect, Page::Start) if self.gives_tickets() => self.show(self.collecting_page()),
            (Touch::Priority, Page::Fields(_)) => self.priority = !self.priority,
            (Touch::Field(service), Page::Fields(intent)) => return self.ask(service, intent, self.lane()),
            (Touch::CollectIn(lane), Page::Collect) => {
                let service = self.hall.as_ref().and_then(|h| h.services(Intent::Collect).next()).map(|s| s.id.clone());
                return service.map_or_else(Vec::new, |s| self.ask(s, Intent::Collect, lane));
            }
            (Touch::Retry, Page::NotGiven) => return self.ask_again(),
            // While the answer is out there is no way back: the number may already exist.
            (Touch::Back, _) if asked => {}
            (Touch::Back, Page::Board) => self.leave_notices(),
            (Touch::Back, Page::Fields(_) | Page::Collect) => self.show(Page::Start),
            (Touch::Back, Page::NotGiven) => {
                let intent = self.attempt.as_ref().and_then(|a| a.request.intent).unwrap_or(Intent::Submit);
                let page = if intent == Intent::Collect { self.collecting_page() } else { Page::Fields(intent) };
                self.show(if self.gives_tickets() { page } else { Page::Start });
            }
            (Touch::Reprint, Page::Scanned) => return self.reprint(),
            (Touch::Reprint, Page::Fault(_)) => return self.print_again(),
            (Touch::Done, Page::Ticket | Page::Fault(_) | Page::Scanned) | (Touch::Back, Page::Scanned) => self.reset(),
            _ => {}
        }
        Vec::new()
    }

    /// Whether a touch is still the one before: too soon after a page or an act, or the second half of a double touch
    /// that has already brought its ticket.
    fn is_bounce(&self) -> bool {
        let last = self.shown.max(self.acted);
        let settling = last > Moment::ZERO && self.now.saturating_sub(last) < SETTLE;
        let given = matches!(self.page, Page::Ticket | Page::Fault(_) | Page::NotGiven);
        settling || given && self.attempt.as_ref().is_some_and(|a| a.covers(self.now))
    }

    pub(super) fn ask(&mut self, service: ServiceId, intent: Intent, lane: Lane) -> Vec<Effect> {
        let now = self.server_time().unwrap_or_default();
        let offered = self
            .hall
            .as_ref()
            .is_some_and(|h| h.service(&service).is_some_and(|s| s.intent == intent && h.choice(s, lane, now).offered));
        if !offered || self.attempt.as_ref().is_some_and(|a| a.covers(self.now)) {
            return Vec::new();
        }
        let wish = Attempt::new((self.ids)(), service, intent, lane, self.lang, self.now);
        // The same wish again after no answer is the same ticket: the server may have given it.
        if let Some(before) = &self.attempt
            && before.request == wish.request
            && before.progress == Progress::NotGiven(NotGiven::NoAnswer)
        {
            return self.ask_again();
        }
        let effect = Effect::Issue { ticket: wish.id, request: wish.request.clone() };
        self.printed = false;
        self.reported_at = None;
        self.forget_attempt();
        self.attempt = Some(wish);
        vec![effect]
    }

    fn ask_again(&mut self) -> Vec<Effect> {
        let Some(attempt) = self.attempt.as_mut().filter(|a| match &a.progress {
            Progress::NotGiven(reason) => reason.can_retry(),
            _ => false,
        }) else {
            return Vec::new();
        };
        attempt.progress = Progress::Asked(self.now);
        attempt.touched = self.now;
        vec![Effect::Issue { ticket: attempt.id, request: attempt.request.clone() }]
    }
}
