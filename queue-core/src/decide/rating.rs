//! Rating: once for each ticket that was served today. Who rates is nobody's business, so nobody is on record.

use super::ticket::known;
use crate::{Event, Refusal, Score, State, TicketId, TicketState};

pub(super) fn rate(state: &State, id: TicketId, score: Score) -> Result<Vec<Event>, Refusal> {
    let t = known(state, id)?;
    if t.state != TicketState::Done {
        return Err(Refusal::WrongState { number: t.number, state: t.state });
    }
    if t.rated {
        return Err(Refusal::AlreadyRated { number: t.number });
    }
    Ok(vec![Event::TicketRated { ticket: id, service: t.service.clone(), score: Some(score) }])
}
