//! Asking for a number until it is given, refused or nobody waits any more; and telling what became of it.

use std::time::Duration;

use queue_protocol::{
    client::{Client, ClientError, new_command_id},
    core::{Lang, TicketId},
    wire::{IssueRequest, Problem, TicketView},
};
use tokio::{
    sync::mpsc,
    time::{Instant, sleep, timeout_at},
};

use super::Tell;
use crate::{
    model::{ANSWER_BOUND, Heard, Input, NotGiven, NotSeen},
    outbox::{Outbox, Report, What},
};

/// Between two tries for a number: a server that starts again answers within a few of them.
const ASK_AGAIN: Duration = Duration::from_millis(300);

/// Between two tries to tell a report, doubled up to the longest.
const TELL_AGAIN: Duration = Duration::from_millis(500);
const TELL_AGAIN_MAX: Duration = Duration::from_secs(30);

/// How often a report is told to a server that answers, but not sensibly: the others must not wait for it for ever.
const TELL_TRIES: u32 = 20;

/// Asks for a number with the same id until there is an answer, at most as long as the citizen waits.
pub(super) async fn issue(client: Client, ticket: TicketId, request: IssueRequest, tell: Tell) {
    let client = client.with_lang(request.lang.unwrap_or(Lang::Vi));
    let until = Instant::now() + ANSWER_BOUND;
    let asked = async {
        loop {
            match client.issue(ticket, &request).await {
                Err(error) if error.is_offline() => {
                    tracing::warn!(%ticket, %error, "no answer yet");
                    sleep(ASK_AGAIN).await;
                }
                answered => return answered,
            }
        }
    };
    let answer = match timeout_at(until, asked).await {
        Ok(answered) => answered.map(Box::new).map_err(|error| not_given(ticket, error)),
        Err(_) => Err(NotGiven::NoAnswer),
    };
    tell(Input::Heard(Heard::Answer { ticket, answer }));
}

/// Asks for a ticket that was scanned, at most as long as somebody waits for it.
pub(super) async fn look(client: Client, ticket: TicketId, tell: Tell) {
    let answer = match timeout_at(Instant::now() + ANSWER_BOUND, client.ticket(ticket)).await {
        Ok(Ok(view)) => Ok(Box::new(view)),
        Ok(Err(ClientError::Problem(problem))) if problem.status == 404 => Err(NotSeen::NoSuchTicket),
        Ok(Err(error)) => {
            tracing::warn!(%ticket, %error, "a scanned ticket cannot be read");
            Err(NotSeen::NoAnswer)
        }
        Err(_) => Err(NotSeen::NoAnswer),
    };
    tell(Input::Heard(Heard::Seen { ticket, answer }));
}

/// Asks for another paper. The paper itself is ordered by the event that follows.
pub(super) async fn reprint(client: Client, ticket: TicketId, tell: Tell) {
    let asked = client.reprint(ticket, new_command_id(), None);
    let refused = match timeout_at(Instant::now() + ANSWER_BOUND, asked).await {
        Ok(Ok(_)) => return,
        Ok(Err(error)) => error.to_string(),
        Err(late) => late.to_string(),
    };
    tracing::warn!(%ticket, %refused, "no other paper");
    tell(Input::Heard(Heard::ReprintRefused(ticket)));
}

fn not_given(ticket: TicketId, error: ClientError) -> NotGiven {
    tracing::warn!(%ticket, %error, "no number");
    match error {
        ClientError::Problem(problem) => refusal(*problem),
        _ => NotGiven::NoAnswer,
    }
}

fn refusal(problem: Problem) -> NotGiven {
    match problem.kind.rsplit(':').next().unwrap_or_default() {
        "outside-hours" => NotGiven::Closed,
        "service-closed-today" => NotGiven::ServiceClosed,
        "nobody-serves" => NotGiven::NobodyServes,
        "day-full" => NotGiven::DayFull,
        _ if matches!(problem.status, 401 | 403) => NotGiven::NotAllowed,
        // The server's own trouble: the same wish may succeed in a moment.
        _ if problem.status >= 500 => NotGiven::NoAnswer,
        _ => NotGiven::Other { title: problem.title, detail: problem.detail },
    }
}

/// Tells the reports one after another, oldest first, each until the server took it or refused it for good.
pub(super) async fn tell_reports(client: Client, mut outbox: Outbox, mut queue: mpsc::Receiver<Report>, tell: Tell) {
    let mut pause = TELL_AGAIN;
    let mut tries = 0;
    loop {
        let Some(report) = outbox.next().cloned() else {
            match queue.recv().await {
                Some(report) => outbox.push(report),
                None => return,
            }
            continue;
        };
        match tell_one(&client, &report).await {
            Ok(_) => {
                if matches!(report.what, What::Fault(_)) {
                    tell(Input::Heard(Heard::Reported(report.ticket)));
                }
            }
            Err(error) if error.is_offline() || may_pass(&error) && tries < TELL_TRIES => {
                tries += u32::from(!error.is_offline());
                tracing::warn!(ticket = %report.ticket, %error, "a report has to wait");
                // New reports are stored while the old one waits.
                let again = Instant::now() + pause;
                while let Ok(Some(report)) = timeout_at(again, queue.recv()).await {
                    outbox.push(report);
                }
                sleep(again.saturating_duration_since(Instant::now())).await;
                pause = (pause * 2).min(TELL_AGAIN_MAX);
                continue;
            }
            Err(error) => tracing::warn!(ticket = %report.ticket, %error, "a report was refused"),
        }
        (pause, tries) = (TELL_AGAIN, 0);
        outbox.told();
    }
}

async fn tell_one(client: &Client, report: &Report) -> Result<TicketView, ClientError> {
    match &report.what {
        What::Printed => client.printed(report.ticket, report.command).await,
        What::Fault(code) => client.print_failed(report.ticket, report.command, code).await,
        What::Withdrawn => client.cancel(report.ticket, report.command).await,
    }
}

/// Whether telling again can help: the server's own trouble, too many at once, a token that staff will renew, or something
/// between here and the server that answers in its place.
fn may_pass(error: &ClientError) -> bool {
    match error {
        ClientError::Problem(problem) => problem.status >= 500 || matches!(problem.status, 401 | 403 | 429),
        ClientError::Protocol { .. } => true,
        _ => false,
    }
}
