//! What a page reads out: its heading, then each choice with its letter, in the order of the screen.

use queue_protocol::core::{Intent, TicketState};

use super::Phrase;
use crate::model::{Link, Model, Page};

/// The phrases of the page that is shown.
pub fn script(model: &Model) -> Vec<Phrase> {
    let say = |ids: &[&str]| ids.iter().map(|id| Phrase::sentence(id)).collect::<Vec<_>>();
    match model.page() {
        Page::Start if model.gives_tickets() => say(&["start", "submit", "collect", "scan"]),
        Page::Start if model.link() == Link::Up => say(&["start-closed"]),
        Page::Start => say(&["start-away"]),
        Page::Fields(intent) => fields(model, intent),
        Page::Collect => say(&["collecting", "regular", "priority-lane"]),
        Page::NotGiven => say(&["not-given"]),
        Page::Ticket => number(model, if model.printed() { "take-ticket" } else { "printing" }),
        Page::Fault(_) => number(model, "no-paper"),
        Page::Scanned => shown(model),
        Page::Board => say(&["board"]),
    }
}

fn fields(model: &Model, intent: Intent) -> Vec<Phrase> {
    let mut phrases = vec![Phrase::sentence("fields")];
    if model.hall().is_some_and(|hall| !hall.site().priority_groups.is_empty()) {
        phrases.push(Phrase::sentence("priority"));
    }
    let offered = model.choices(intent, model.lane()).into_iter().filter(|choice| choice.offered);
    phrases.extend(offered.map(|choice| Phrase::service(choice.service.as_str())));
    phrases
}

fn number(model: &Model, then: &str) -> Vec<Phrase> {
    let mut phrases = vec![Phrase::sentence("your-number")];
    phrases.extend(model.ticket().into_iter().flat_map(|t| Phrase::number(&t.number.to_string()).collect::<Vec<_>>()));
    phrases.push(Phrase::sentence(then));
    phrases
}

fn shown(model: &Model) -> Vec<Phrase> {
    let Some(shown) = model.shown_ticket() else { return Vec::new() };
    let mut phrases = vec![Phrase::sentence("shown-ticket")];
    phrases.extend(Phrase::number(&shown.ticket.number.to_string()));
    phrases.push(Phrase::sentence(match shown.ticket.state {
        TicketState::Waiting | TicketState::Parked => "waiting",
        TicketState::Called | TicketState::Serving => "called",
        _ => "ended",
    }));
    phrases
}
