//! Puts a view on the window: sets what changed, and nothing else, so that a quiet wall costs nothing.

use std::rc::Rc;

use slint::{ComponentHandle as _, Model as _, ModelRc, SharedString, VecModel};

use crate::{
    model::{self, CardState, Connection, Panel, Shape, View},
    ui,
};

/// The window's side of the model.
pub struct Adapter {
    window: ui::DisplayWindow,
    shown: Option<View>,
    together: Rc<VecModel<ui::Called>>,
    recent: Rc<VecModel<ui::Recent>>,
    cards: Rc<VecModel<ui::Card>>,
    waits: Rc<VecModel<ui::WaitRow>>,
}

impl Adapter {
    /// Ties the window's lists to models that are changed in place.
    pub fn new(window: ui::DisplayWindow) -> Self {
        let board = window.global::<ui::Board>();
        let (together, recent, cards, waits) = (Rc::default(), Rc::default(), Rc::default(), Rc::default());
        board.set_together(ModelRc::from(Rc::clone(&together)));
        board.set_recent(ModelRc::from(Rc::clone(&recent)));
        board.set_cards(ModelRc::from(Rc::clone(&cards)));
        board.set_waits(ModelRc::from(Rc::clone(&waits)));
        board.on_characters(|text| {
            text.chars().map(|c| SharedString::from(c.to_string())).collect::<Vec<_>>().as_slice().into()
        });
        Self { window, shown: None, together, recent, cards, waits }
    }

    /// How the window stands now.
    pub fn shape(&self) -> Shape {
        if self.window.get_tall() { Shape::Portrait } else { Shape::Landscape }
    }

    /// Shows how many clips the voice pack lacks.
    pub fn show_missing(&self, clips: usize) {
        self.window.global::<ui::Board>().set_clips_missing(clips as i32);
    }

    /// Shows a view.
    pub fn show(&mut self, view: View) {
        if self.shown.as_ref() == Some(&view) {
            return;
        }
        let board = self.window.global::<ui::Board>();
        connection(&board, &view.connection);
        board.set_trial(view.trial);
        board.set_name(view.name.as_str().into());
        board.set_short_name(view.short_name.as_str().into());
        board.set_place(view.place.as_str().into());
        board.set_notice(view.notice.as_str().into());
        board.set_mute(view.mute);
        board.set_lit(view.lit);
        let clock = view.clock.as_ref();
        board.set_time(clock.map(|c| c.time.as_str()).unwrap_or_default().into());
        board.set_date(clock.map(|c| c.date.as_str()).unwrap_or_default().into());
        board.set_weekday(clock.map(|c| c.weekday).unwrap_or_default());
        let last = view.last.as_ref();
        board.set_seq(last.map(|l| l.seq.to_string()).unwrap_or_default().into());
        board.set_last_event(last.map(|l| l.time.as_str()).unwrap_or_default().into());
        self.panel(&board, &view.panel);
        board.set_compact(view.compact);
        board.set_page(view.page.map(|p| format!("{}–{}", p.from, p.to)).unwrap_or_default().into());
        board.set_page_of(view.page.map(|p| p.of.to_string()).unwrap_or_default().into());
        board.set_waits_at(view.waits_at.as_str().into());
        board.set_closed(view.closed.as_ref().map(closed).unwrap_or_default());
        fill(&self.recent, view.recent.iter().map(recent));
        fill(&self.cards, view.cards.iter().map(card));
        fill(&self.waits, view.waits.iter().map(wait_row));
        self.shown = Some(view);
    }

    fn panel(&self, board: &ui::Board<'_>, panel: &Panel) {
        let (kind, calls) = match panel {
            Panel::Welcome => (ui::PanelKind::Welcome, &[][..]),
            Panel::Closed => (ui::PanelKind::Closed, &[][..]),
            Panel::Calling(call) => (ui::PanelKind::Calling, std::slice::from_ref(call)),
            Panel::Together(calls) => (ui::PanelKind::Together, calls.as_slice()),
            Panel::Past(call) => (ui::PanelKind::Past, std::slice::from_ref(call)),
        };
        board.set_panel(kind);
        match (kind, calls.first()) {
            (ui::PanelKind::Together, _) => fill(&self.together, calls.iter().map(called)),
            (_, Some(call)) => board.set_called(called(call)),
            (_, None) => {}
        }
    }
}

fn connection(board: &ui::Board<'_>, connection: &Connection) {
    match connection {
        Connection::Never { attempt, refused } => {
            board.set_connection(ui::Connection::Never);
            board.set_attempt(*attempt as i32);
            board.set_refused(refused.as_deref().unwrap_or_default().into());
        }
        Connection::Live => board.set_connection(ui::Connection::Live),
        Connection::Lost { seconds, since, attempt, refused } => {
            board.set_connection(ui::Connection::Lost);
            board.set_attempt(*attempt as i32);
            board.set_refused(refused.as_deref().unwrap_or_default().into());
            board.set_lost_seconds(i32::try_from(*seconds).unwrap_or(i32::MAX));
            board.set_lost_since(since.as_str().into());
        }
    }
}

fn called(call: &model::Called) -> ui::Called {
    ui::Called {
        number: call.number.as_str().into(),
        counter: call.counter.to_string().into(),
        service: call.service.as_str().into(),
        time: call.time.as_str().into(),
    }
}

fn closed(closed: &model::Closed) -> ui::Closed {
    ui::Closed {
        closed: true,
        time: closed.time.as_str().into(),
        weekday: closed.weekday,
        date: closed.date.as_str().into(),
        holiday: closed.holiday.as_str().into(),
        sessions: closed.sessions.as_str().into(),
    }
}

fn recent(recent: &model::Recent) -> ui::Recent {
    ui::Recent {
        number: recent.number.as_str().into(),
        counter: recent.counter.to_string().into(),
        time: recent.time.as_str().into(),
    }
}

fn card(card: &model::Card) -> ui::Card {
    let names: Vec<_> = card.people.iter().map(|p| p.name.as_str()).collect();
    let titled = |between: &str| {
        let people =
            card.people.iter().filter(|p| !p.title.is_empty()).map(|p| format!("{}{between}{}", p.name, p.title));
        people.collect::<Vec<_>>()
    };
    ui::Card {
        counter: card.counter.to_string().into(),
        state: match card.state {
            CardState::Free => ui::CardState::Free,
            CardState::Calling => ui::CardState::Calling,
            CardState::Serving => ui::CardState::Serving,
            CardState::Paused => ui::CardState::Paused,
        },
        ticket: card.ticket.as_str().into(),
        until: card.until.as_str().into(),
        services: card.services.as_str().into(),
        more_services: i32::try_from(card.more_services).unwrap_or(i32::MAX),
        people: names.join("\n").into(),
        people_titled: titled("\n").join("\n").into(),
        people_line: names.join(", ").into(),
        people_line_titled: titled(" · ").join(", ").into(),
        wait: interval(card.wait),
    }
}

fn wait_row(wait: &model::WaitRow) -> ui::WaitRow {
    ui::WaitRow {
        letter: wait.letter.as_str().into(),
        service: wait.service.as_str().into(),
        minutes: interval(wait.minutes),
    }
}

fn interval(minutes: Option<(u32, u32)>) -> SharedString {
    minutes.map(|(from, to)| format!("{from}–{to}")).unwrap_or_default().into()
}

/// Changes the rows that differ, so that the others are not drawn again.
fn fill<T: Clone + PartialEq + 'static>(model: &VecModel<T>, rows: impl ExactSizeIterator<Item = T>) {
    while model.row_count() > rows.len() {
        model.remove(model.row_count() - 1);
    }
    for (at, row) in rows.enumerate() {
        match model.row_data(at) {
            Some(shown) if shown == row => {}
            Some(_) => model.set_row_data(at, row),
            None => model.push(row),
        }
    }
}
