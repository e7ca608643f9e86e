//! Care from afar: what kiosks report, what they are told, and who needs help there. What is already so makes no event.

use crate::{Actor, Event, HelpKind, KioskOrder, KioskReport, KioskStatus, Refusal, State};

pub(super) fn report(state: &State, by: &Actor, report: &KioskReport) -> Vec<Event> {
    if state.kiosk(&by.name).and_then(|k| k.report.as_ref()) == Some(report) {
        return Vec::new();
    }
    vec![Event::KioskReported { kiosk: by.name.clone(), report: report.clone() }]
}

pub(super) fn order(state: &State, kiosk: &str, order: KioskOrder) -> Result<Vec<Event>, Refusal> {
    let blanked = known(state, kiosk)?.blanked;
    let is_so = matches!((order, blanked), (KioskOrder::Blank, true) | (KioskOrder::Unblank, false));
    Ok(if is_so { Vec::new() } else { vec![Event::KioskOrdered { kiosk: kiosk.to_owned(), order }] })
}

pub(super) fn ask_help(state: &State, by: &Actor, help: HelpKind) -> Vec<Event> {
    if state.kiosk(&by.name).and_then(|k| k.help).is_some_and(|call| call.kind == help) {
        return Vec::new();
    }
    vec![Event::HelpAsked { kiosk: by.name.clone(), help }]
}

pub(super) fn answer_help(state: &State, kiosk: &str) -> Result<Vec<Event>, Refusal> {
    let waits = known(state, kiosk)?.help.is_some();
    Ok(if waits { vec![Event::HelpAnswered { kiosk: kiosk.to_owned() }] } else { Vec::new() })
}

fn known<'a>(state: &'a State, kiosk: &str) -> Result<&'a KioskStatus, Refusal> {
    state.kiosk(kiosk).ok_or_else(|| Refusal::UnknownKiosk { kiosk: kiosk.to_owned() })
}
