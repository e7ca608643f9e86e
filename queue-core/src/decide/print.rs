//! Paper: what a printer was given, what it said, and who is to print it again.

use crate::{Actor, Event, KioskStatus, PrintState, Refusal, Role, State, TicketId};

/// Characters of a fault code for staff.
const MAX_FAULT: usize = 64;

pub(super) fn printing(state: &State, by: &Actor, id: TicketId) -> Result<Vec<Event>, Refusal> {
    let ticket = super::ticket::known(state, id)?;
    let kiosk = by.name.clone();
    Ok(vec![Event::TicketPrinting { ticket: id, number: ticket.number, copy: ticket.copies + 1, kiosk }])
}

pub(super) fn printed(state: &State, id: TicketId) -> Result<Vec<Event>, Refusal> {
    let ticket = super::ticket::known(state, id)?;
    if ticket.print == PrintState::Printed {
        return Ok(Vec::new());
    }
    Ok(vec![Event::TicketPrinted { ticket: id, number: ticket.number }])
}

pub(super) fn failed(state: &State, by: &Actor, id: TicketId, fault: &str) -> Result<Vec<Event>, Refusal> {
    let ticket = super::ticket::known(state, id)?;
    let fault = fault.chars().take(MAX_FAULT).collect();
    let kiosk = if by.role == Role::Kiosk { by.name.clone() } else { String::new() };
    Ok(vec![Event::TicketPrintFailed { ticket: id, number: ticket.number, fault, kiosk }])
}

/// Asked twice before it began, it is one paper.
pub(super) fn reprint(state: &State, by: &Actor, id: TicketId, kiosk: Option<&str>) -> Result<Vec<Event>, Refusal> {
    let ticket = super::ticket::known(state, id)?;
    if ticket.state.is_final() {
        return Err(Refusal::WrongState { number: ticket.number, state: ticket.state });
    }
    let (kiosk, known) = match kiosk {
        Some(name) => (name, state.kiosk(name)),
        None => (by.name.as_str(), state.kiosk(&by.name)),
    };
    let unknown = || Refusal::UnknownKiosk { kiosk: kiosk.to_owned() };
    let at = known.ok_or_else(unknown)?;
    if at.reprints.contains(&id) {
        return Ok(Vec::new());
    }
    if at.reprints.len() >= KioskStatus::MAX_REPRINTS {
        return Err(Refusal::KioskBusy { kiosk: kiosk.to_owned() });
    }
    Ok(vec![Event::ReprintAsked { ticket: id, number: ticket.number, kiosk: kiosk.to_owned() }])
}
