//! The page itself. What changes while one waits stands in one part, [`live`], which the stream sends again.

use maud::{Markup, html};
use queue_core::Lang;
use uuid::Uuid;

use super::{
    look::{Look, Moment},
    sheet::{Script, Tongue, faces, head, say, say_with, sheet},
};

/// Blocks drawn for those ahead. With more of them nobody counts, and a narrow screen has no room.
const BLOCKS: u32 = 12;

/// From so many ahead the phone rings.
pub const NEAR: u32 = 3;

/// The whole page.
pub fn page(look: &Look, tongue: Tongue) -> Markup {
    let lang = look.lang;
    let ends = look.moment.is_last();
    let body = html! {
        (head(&look.office))
        @if look.trial { p class="trial" { (say(lang, "phone-trial")) } }
        main {
            div id="live" { (live(look, tongue)) }
            p id="say" class="sr" role="status" {}
            p class="upd" {
                i {}
                span class="ok" { (say(lang, "phone-updated")) }
                span class="off" { (say(lang, "phone-lost")) }
                " " time id="at" { (look.at) }
            }
            @if !look.documents.is_empty() && !ends { (documents(look)) }
        }
        footer {
            button id="bell" class="go" hidden data-on=(say(lang, "phone-bell-on")) { (say(lang, "phone-bell")) }
            p id="how" hidden { (say(lang, "phone-bell-how")) }
            nav {
                a href={ "/t/" (look.id) (other(lang)) } hreflang=(super::sheet::code(turned(lang))) {
                    (say(lang, "phone-language"))
                }
                @if look.moment.may_give_back() {
                    a class="back" href={ "/t/" (look.id) "/return" (tongue.query()) } { (say(lang, "phone-give-back")) }
                }
            }
        }
    };
    let script = if ends { Script::None } else { Script::Phone };
    sheet(lang, &title(look), look.moment.name(), script, &body)
}

/// The part that changes.
pub fn live(look: &Look, tongue: Tongue) -> Markup {
    let lang = look.lang;
    match &look.moment {
        Moment::Waiting { ahead, wait, opens } => html! {
            (frame(look))
            (people(lang, *ahead))
            @match wait {
                Some(((low, high), (from, to))) => {
                    p class="wait" {
                        @if *low == 0 { span { (say(lang, "phone-under")) } " " b { (high) } }
                        @else { b { (low) "–" (high) } }
                        " " span { (say(lang, "phone-minutes")) }
                    }
                    p class="clock" {
                        (say_with(lang, "phone-clock", &[("from", from.clone().into()), ("to", to.clone().into())]))
                    }
                }
                None => p class="clock" { (say(lang, "phone-unknown-wait")) },
            }
            @if let Some(opens) = opens {
                p class="note" { (say_with(lang, "phone-closed", &[("opens", opens.clone().into())])) }
            }
        },
        Moment::Called { counter, call, at } => html! {
            p class="cap" { (say(lang, "phone-called-cap")) }
            h1 class=(size(&look.number)) { (look.number) }
            div class="to" { p { (say(lang, "phone-called-to")) } p class=(digits(*counter)) { (counter) } }
            p class="when" {
                (say_with(lang, "phone-called-at", &[("call", (*call).into()), ("at", at.clone().into())]))
                br; (look.service)
            }
            p class="tell" { (say(lang, "phone-missed-note")) }
        },
        Moment::Serving { counter } => html! {
            (frame(look))
            (stands(&say_with(lang, "phone-serving", &[("counter", (*counter).into())]), None))
        },
        Moment::Held { counter, reason } => html! {
            (frame(look))
            (stands(&say_with(lang, "phone-held", &[("counter", (*counter).into())]), reason.as_deref()))
            p class="tell" { (say(lang, "phone-held-note")) }
        },
        Moment::Missed => html! {
            (frame(look))
            (stands(&say(lang, "phone-missed"), None))
            p class="tell" { (say(lang, "phone-missed-note")) }
        },
        Moment::Done { rated: false } => html! {
            (frame(look))
            (stands(&say(lang, "phone-done"), None))
            form class="rate" method="post" action={ "/t/" (look.id) "/rating" (tongue.query()) } {
                h2 { (say(lang, "phone-rate-ask")) }
                input type="hidden" name="command_id" value=(Uuid::from_u128(look.id.0.as_u128() ^ RATING));
                (faces(lang))
                p { (say(lang, "phone-rate-note")) }
            }
        },
        Moment::Done { rated: true } => html! {
            (frame(look))
            (stands(&say(lang, "phone-thanks"), None))
            p class="tell" { a href={ "/ratings" (tongue.query()) } { (say(lang, "phone-results")) } }
        },
        Moment::Back => html! {
            (frame(look))
            (stands(&say(lang, "phone-back"), None))
            p class="tell" { (say(lang, "phone-back-note")) }
        },
        Moment::Over => html! {
            (frame(look))
            (stands(&say(lang, "phone-over"), None))
            p class="tell" { (say(lang, "phone-over-note")) }
        },
    }
}

/// Told apart from the ticket's id, and the same for whoever sends the form of one ticket twice.
const RATING: u128 = 0x0001_0000_0000;

/// The step before a number is given back.
pub fn asked_back(look: &Look, tongue: Tongue) -> Markup {
    let lang = look.lang;
    let number = || [("number", look.number.clone().into())];
    let body = html! {
        (head(&look.office))
        main {
            (frame(look))
            h2 class="is" { (say_with(lang, "phone-give-back-ask", &number())) }
            p class="tell" { (say(lang, "phone-give-back-note")) }
            a class="go" href={ "/t/" (look.id) (tongue.query()) } { (say(lang, "phone-keep")) }
            form method="post" action={ "/t/" (look.id) "/return" (tongue.query()) } {
                input type="hidden" name="command_id" value=(Uuid::now_v7());
                button class="quiet" { (say(lang, "phone-give-back-yes")) }
            }
        }
    };
    sheet(lang, &say_with(lang, "phone-give-back-ask", &number()), "ask", Script::None, &body)
}

/// What every address says that leads to no ticket of today: always the same.
pub fn quiet(lang: Lang) -> Markup {
    let body = html! {
        main {
            h1 { (say(lang, "phone-quiet")) }
            p class="tell" { (say(lang, "phone-quiet-note")) }
        }
    };
    sheet(lang, &say(lang, "phone-quiet"), "quiet", Script::None, &body)
}

/// What stands on the tab, and is read out when it matters.
pub fn title(look: &Look) -> String {
    let lang = look.lang;
    let number = || ("number", look.number.clone().into());
    match &look.moment {
        Moment::Waiting { ahead: 0, .. } => say_with(lang, "phone-title-next", &[number()]),
        Moment::Waiting { ahead, .. } => say_with(lang, "phone-title-ahead", &[number(), ("ahead", (*ahead).into())]),
        Moment::Called { counter, .. } => {
            say_with(lang, "phone-title-called", &[number(), ("counter", (*counter).into())])
        }
        _ => format!("{} · {}", look.number, look.office),
    }
}

/// What the phone rings for, once each; nothing while there is time.
pub fn rings_for(moment: &Moment) -> String {
    match moment {
        Moment::Waiting { ahead, .. } if *ahead <= NEAR => "near".to_owned(),
        Moment::Called { call, .. } => format!("call-{call}"),
        _ => String::new(),
    }
}

fn frame(look: &Look) -> Markup {
    let lang = look.lang;
    let counters: Vec<String> = look.counters.iter().map(u32::to_string).collect();
    let many = if counters.len() == 1 { "one" } else { "other" };
    let args = [("many", many.into()), ("counters", counters.join(", ").into())];
    html! {
        section class="frame" {
            p class="cap" { (say(lang, "phone-your-number")) }
            h1 class=(size(&look.number)) { (look.number) }
            p class="row" {
                span { (look.service) }
                @if !counters.is_empty() { " " span { (say_with(lang, "phone-counters", &args)) } }
            }
        }
    }
}

fn people(lang: Lang, ahead: u32) -> Markup {
    let blocks = ahead.min(BLOCKS);
    html! {
        p class="ahead" {
            @if ahead == 0 { b { (say(lang, "phone-next")) } }
            @else {
                (say(lang, "phone-ahead-before")) " "
                b { (say_with(lang, "phone-ahead-count", &[("count", ahead.into())])) } " "
                (say(lang, "phone-ahead-after"))
            }
        }
        div class="line" aria-hidden="true" {
            @for block in 0..blocks { i class=[(block == 0 && ahead > BLOCKS).then_some("more")] {} }
            i class="own" {}
        }
    }
}

fn documents(look: &Look) -> Markup {
    let lang = look.lang;
    html! {
        section class="docs" {
            h2 { (say(lang, "phone-documents")) @if look.documents_sample { " " small { (say(lang, "phone-sample")) } } }
            ul { @for paper in &look.documents { li { label { input type="checkbox"; span { (paper) } } } } }
        }
    }
}

fn stands(what: &str, reason: Option<&str>) -> Markup {
    html! {
        h2 class="is" { (what) }
        @if let Some(reason) = reason { p class="why" { (reason) } }
    }
}

/// A number is as large as its length allows.
fn size(number: &str) -> &'static str {
    if number.chars().count() > 4 { "n long" } else { "n" }
}

fn digits(counter: u32) -> &'static str {
    if counter > 9 { "c two" } else { "c" }
}

fn turned(lang: Lang) -> Lang {
    match lang {
        Lang::Vi => Lang::En,
        Lang::En => Lang::Vi,
    }
}

fn other(lang: Lang) -> &'static str {
    Tongue { lang: turned(lang), by_link: true }.query()
}
