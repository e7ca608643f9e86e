//! The rating tablet at a counter: three faces for the ticket that was just finished there, and a greeting otherwise.

use maud::{Markup, html};
use queue_core::{CounterId, Lang, State, Ticket, TicketId, TicketState, UtcMillis};
use serde_json::json;
use uuid::Uuid;

use super::{
    look::one_line,
    sheet::{Script, faces, head, say, say_with, sheet},
};

/// Seconds in which the citizen who was served still stands there. After it the next one must not rate for the last.
pub const STANDS_S: u64 = 60;

/// What a tablet shows.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Desk {
    pub office: String,
    pub counter: u32,
    /// The ticket that was just finished here, and whether it is rated.
    pub finished: Option<(TicketId, String, bool)>,
}

/// What the tablet at a counter shows now; nothing if there is no such counter.
pub fn desk(state: &State, counter: &CounterId, now: UtcMillis) -> Option<Desk> {
    let site = state.site()?;
    let now = state.effective(now);
    let recent = |t: &&Ticket| {
        t.counter.as_ref() == Some(counter) && t.ended_at.is_some_and(|ended| now.since_s(ended) < STANDS_S)
    };
    let last = state.in_state(TicketState::Done).filter(recent).max_by_key(|t| (t.ended_at, t.order));
    let finished = last.map(|t| (t.id, t.number.to_string(), t.rated));
    let office = one_line(site.short_name.get(Lang::Vi));
    Some(Desk { office, counter: site.counter(counter)?.number, finished })
}

/// The whole page.
pub fn tablet(desk: &Desk, counter: &CounterId) -> Markup {
    let body = html! {
        (head(&desk.office))
        main { div id="live" { (live(desk, counter)) } }
    };
    let title = say_with(Lang::Vi, "tablet-counter", &[("counter", desk.counter.into())]);
    sheet(Lang::Vi, &title, "tablet", Script::Tablet, &body)
}

/// The part that changes, as the stream carries it.
pub fn told(desk: &Desk, counter: &CounterId) -> String {
    let message = json!({ "html": live(desk, counter).into_string() });
    format!("event: page\ndata: {message}\n\n")
}

/// Asks for the key that makes a browser this counter's tablet.
pub fn hello(counter: &CounterId, wrong: bool) -> Markup {
    let lang = Lang::Vi;
    let body = html! {
        main {
            form class="key" method="post" action={ "/rate/" (counter) "/key" } {
                h1 { (say(lang, "tablet-key")) }
                @if wrong { p class="note" { (say(lang, "tablet-key-wrong")) } }
                input name="key" type="password" autocomplete="off" required aria-label=(say(lang, "tablet-key"));
                p { (say(lang, "tablet-key-note")) }
                button class="go" { (say(lang, "tablet-key-go")) }
            }
        }
    };
    sheet(lang, &say(lang, "tablet-key"), "ask", Script::None, &body)
}

fn live(desk: &Desk, counter: &CounterId) -> Markup {
    let lang = Lang::Vi;
    html! {
        p class="cap" { (say_with(lang, "tablet-counter", &[("counter", desk.counter.into())])) }
        @match &desk.finished {
            Some((ticket, number, false)) => {
                form class="rate" method="post" action={ "/rate/" (counter) } {
                    p class="n" { (number) }
                    h1 { (say(lang, "phone-rate-ask")) }
                    p lang="en" { (say(Lang::En, "phone-rate-ask")) }
                    input type="hidden" name="ticket" value=(ticket);
                    input type="hidden" name="command_id" value=(Uuid::from_u128(ticket.0.as_u128() ^ TABLET));
                    (faces(lang))
                    p { (say(lang, "phone-rate-note")) }
                }
            }
            Some((_, number, true)) => {
                p class="n" { (number) }
                h1 { (say(lang, "phone-thanks")) }
                p lang="en" { (say(Lang::En, "phone-thanks")) }
            }
            None => {
                h1 { (say(lang, "tablet-idle")) }
                p class="tell" { (say(lang, "tablet-idle-note")) }
                p lang="en" { (say(Lang::En, "tablet-idle-note")) }
            }
        }
    }
}

/// Tells the tablet's rating apart from the phone's: the first of them stands.
const TABLET: u128 = 0x0002_0000_0000;
