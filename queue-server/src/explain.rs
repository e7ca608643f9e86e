//! Why a ticket was called when it was: the reason as the log has it, and as one sentence for a citizen.

use queue_core::{CallReason, Event, Lane, Lang, Reason, Seq};
use queue_protocol::wire::TicketView;
use rusqlite::Connection;

use crate::{
    log::{LogError, events},
    words::{self, Value},
};

/// The reason recorded with the call at `seq`.
pub fn reason(conn: &Connection, seq: Seq) -> Result<Option<CallReason>, LogError> {
    let Some(stored) = events::get(conn, seq)? else { return Ok(None) };
    Ok(match stored.event()? {
        Event::TicketCalled { reason, .. } => Some(reason),
        _ => None,
    })
}

/// The reason in words; `reasons` are those of the site for picking.
pub fn sentence(ticket: &TicketView, reason: Option<&CallReason>, reasons: &[Reason], lang: Lang) -> String {
    let number = Value::from(ticket.number.to_string());
    match reason {
        None => words::text(lang, "explain-not-called", &[("number", number), ("ahead", ticket.ahead.into())]),
        Some(CallReason::OutOfOrder { reason }) => {
            let named = reasons.iter().find(|r| r.id == *reason).map_or(reason.as_str(), |r| r.name.get(lang));
            words::text(lang, "explain-out-of-order", &[("number", number), ("reason", named.to_owned().into())])
        }
        Some(CallReason::Resumed) => words::text(lang, "explain-resumed", &[("number", number)]),
        Some(CallReason::Turn { lane, weights, waiting }) => {
            let shares = weights.iter().map(|(lane, weight)| format!("{weight} {}", lane_name(*lane, lang)));
            let args = [
                ("number", number),
                ("lane", lane_name(*lane, lang).into()),
                ("shares", shares.collect::<Vec<_>>().join(" : ").into()),
                ("waiting", (*waiting).into()),
            ];
            words::text(lang, "explain-turn", &args)
        }
    }
}

fn lane_name(lane: Lane, lang: Lang) -> String {
    let key = match lane {
        Lane::Regular => "lane-regular",
        Lane::Priority => "lane-priority",
        Lane::Booked => "lane-booked",
        Lane::Returning => "lane-returning",
    };
    words::text(lang, key, &[])
}
