//! Asking for a number until it is given, refused or nobody waits any more: from the server, or while it is away from the
//! lease.

use std::{cell::Cell, rc::Rc, time::Duration};

use queue_protocol::{
    client::{ClientError, new_command_id, new_ticket_id},
    core::{Lang, TicketId},
    wire::{IssueRequest, Problem, TicketView},
};
use tokio::time::{Instant, sleep, timeout_at};

use super::context::Context;
use crate::{
    journal::{Entry, Given},
    model::{ANSWER_BOUND, Heard, NotGiven, NotSeen},
    storage::{NoNumber, Wish},
};

/// Between two tries for a number: a server that starts again answers within a few of them.
const ASK_AGAIN: Duration = Duration::from_millis(300);

/// How long the server's answer is waited for before a number of the lease is given: longer than a busy server takes,
/// shorter than a person stands before a screen that does nothing.
const OFFLINE_AFTER: Duration = Duration::from_secs(3);

/// The same while the stream is broken as well.
const OFFLINE_SOON: Duration = Duration::from_secs(1);

/// Asks for a number with the same id until there is an answer, at most as long as the citizen waits.
pub(super) async fn issue(context: Rc<Context>, ticket: TicketId, request: IssueRequest) {
    let sent = Cell::new(false);
    let can_give = context.can_give();
    if !can_give || !context.is_away() {
        let patience = match (can_give, context.is_up()) {
            (false, _) => ANSWER_BOUND,
            (true, true) => OFFLINE_AFTER,
            (true, false) => OFFLINE_SOON,
        };
        sent.set(true);
        if let Ok(answer) = timeout_at(Instant::now() + patience, ask(&context, ticket, &request)).await {
            if let Ok(view) = &answer {
                // Before the window hears of it: should the program end now, the paper is due at the next start.
                let given = Given { ticket: view.clone(), offline: None, command: new_command_id() };
                context.storage.note(Entry::Given(Box::new(given)));
            }
            let answer = answer.map(Box::new).map_err(|error| not_given(ticket, error));
            context.heard(Heard::Answer { ticket, answer });
            return;
        }
    }
    context.heard(from_lease(&context, ticket, &request, sent.get()));
    context.show_stock();
}

async fn ask(context: &Context, ticket: TicketId, request: &IssueRequest) -> Result<TicketView, ClientError> {
    let client = context.client.clone().with_lang(request.lang.unwrap_or(Lang::Vi));
    loop {
        match client.issue(ticket, request).await {
            // The server's own trouble: the same wish may succeed in a moment.
            Err(error) if error.is_offline() || is_servers_fault(&error) => {
                tracing::warn!(%ticket, %error, "no answer yet");
                sleep(ASK_AGAIN).await;
            }
            answered => return answered,
        }
    }
}

fn from_lease(context: &Context, wish: TicketId, request: &IssueRequest, sent: bool) -> Heard {
    let refused = |reason| Heard::Answer { ticket: wish, answer: Err(reason) };
    let Some(site) = context.site() else { return refused(NotGiven::NoAnswer) };
    // A wish that may have been heard is never given an offline number under its own id: see `Storage::give`.
    let (sent, ticket) = if sent { (Some(wish), new_ticket_id()) } else { (None, wish) };
    match context.storage.give(&Wish { request, sent, ticket }, &site) {
        Ok(view) => Heard::GivenOffline { wish, ticket: Box::new(view) },
        Err(NoNumber::UsedUp(_)) if context.is_up() => refused(NotGiven::NoAnswer),
        Err(error) => {
            tracing::error!(ticket = %wish, %error, "no number");
            if let (NoNumber::NotStored(_), Some(ticket)) = (&error, sent) {
                // Nobody will ask for it again; in memory at least it is given back.
                context.storage.note(Entry::Withdrawn { ticket, command: new_command_id() });
            }
            context.changed.notify_one();
            refused(match error {
                NoNumber::UsedUp(_) => NotGiven::NoneLeft,
                NoNumber::NotStored(_) => NotGiven::NotStored,
            })
        }
    }
}

/// Asks for a ticket that was scanned, at most as long as somebody waits for it.
pub(super) async fn look(context: Rc<Context>, ticket: TicketId) {
    let answer = match timeout_at(Instant::now() + ANSWER_BOUND, context.client.ticket(ticket)).await {
        Ok(Ok(view)) => Ok(Box::new(view)),
        Ok(Err(ClientError::Problem(problem))) if problem.status == 404 => Err(NotSeen::NoSuchTicket),
        Ok(Err(error)) => {
            tracing::warn!(%ticket, %error, "a scanned ticket cannot be read");
            Err(NotSeen::NoAnswer)
        }
        Err(_) => Err(NotSeen::NoAnswer),
    };
    context.heard(Heard::Seen { ticket, answer });
}

/// Asks for another paper. The paper itself is ordered by the event that follows.
pub(super) async fn reprint(context: Rc<Context>, ticket: TicketId) {
    let asked = context.client.reprint(ticket, new_command_id(), None);
    let refused = match timeout_at(Instant::now() + ANSWER_BOUND, asked).await {
        Ok(Ok(_)) => return,
        Ok(Err(error)) => error.to_string(),
        Err(late) => late.to_string(),
    };
    tracing::warn!(%ticket, %refused, "no other paper");
    context.heard(Heard::ReprintRefused(ticket));
}

fn not_given(ticket: TicketId, error: ClientError) -> NotGiven {
    tracing::warn!(%ticket, %error, "no number");
    match error {
        ClientError::Problem(problem) => refusal(*problem),
        _ => NotGiven::NoAnswer,
    }
}

fn is_servers_fault(error: &ClientError) -> bool {
    matches!(error, ClientError::Problem(problem) if problem.status >= 500)
}

fn refusal(problem: Problem) -> NotGiven {
    match problem.kind.rsplit(':').next().unwrap_or_default() {
        "outside-hours" => NotGiven::Closed,
        "service-closed-today" => NotGiven::ServiceClosed,
        "nobody-serves" => NotGiven::NobodyServes,
        "day-full" => NotGiven::DayFull,
        _ if matches!(problem.status, 401 | 403) => NotGiven::NotAllowed,
        _ => NotGiven::Other { title: problem.title, detail: problem.detail },
    }
}
