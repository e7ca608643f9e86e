//! Telling the server what the journal says it has not been told, one after another, oldest first.

use std::{collections::HashMap, rc::Rc, time::Duration};

use queue_protocol::{
    client::{Client, ClientError},
    core::CommandId,
};
use tokio::time::{Instant, sleep};

use super::context::Context;
use crate::{
    journal::Entry,
    model::Heard,
    outbox::{Report, What},
};

/// Between two tries, doubled up to the longest: one request in two seconds burdens nobody, and staff are told soon after
/// the server is back.
const AGAIN: Duration = Duration::from_millis(250);
const AGAIN_MAX: Duration = Duration::from_secs(2);

/// How often a report is told to a server that answers, but not sensibly, before the others go first.
const TRIES: u32 = 20;

/// How long after a wish was given up its request may still arrive, held up on the way: longer than the client waits for an
/// answer. Until then "no such ticket" does not mean that there will be none.
const STRAY: Duration = Duration::from_secs(8);

pub(super) async fn tell_all(context: Rc<Context>) {
    let mut pause = AGAIN;
    let mut tries = 0;
    let mut first: HashMap<CommandId, Instant> = HashMap::new();
    loop {
        let Some(report) = context.storage.next_report() else {
            first.clear();
            context.storage.news().await;
            continue;
        };
        let since = *first.entry(report.command).or_insert_with(Instant::now);
        let error = match tell_one(&context.client, &report).await {
            Ok(()) => {
                context.storage.note(Entry::Told { command: report.command });
                if matches!(report.what, What::Fault(_)) {
                    context.heard(Heard::Reported(report.ticket));
                }
                (pause, tries) = (AGAIN, 0);
                continue;
            }
            Err(error) => error,
        };
        match judge(&report, &error, since.elapsed()) {
            Verdict::Wait => {
                tries += u32::from(!error.is_offline());
                if tries >= TRIES {
                    context.storage.defer(report.ticket);
                    tries = 0;
                }
                tracing::warn!(ticket = %report.ticket, what = report.what.name(), %error, "a report has to wait");
                tokio::select! {
                    () = sleep(pause) => pause = (pause * 2).min(AGAIN_MAX),
                    () = context.back.notified() => pause = AGAIN,
                }
            }
            Verdict::Later => {
                context.storage.defer(report.ticket);
                sleep(AGAIN).await;
            }
            Verdict::Nothing => context.storage.note(Entry::Told { command: report.command }),
            Verdict::Refused => {
                tracing::error!(ticket = %report.ticket, what = report.what.name(), %error, "a report was refused");
                let why = format!("{}: {error}", report.what.name());
                context.storage.note(Entry::Refused { ticket: report.ticket, command: report.command, why });
                (pause, tries) = (AGAIN, 0);
            }
        }
    }
}

async fn tell_one(client: &Client, report: &Report) -> Result<(), ClientError> {
    match &report.what {
        What::Offline(request) => client.issue(report.ticket, request).await,
        What::Printing => client.printing(report.ticket, report.command).await,
        What::Printed => client.printed(report.ticket, report.command).await,
        What::Fault(code) => client.print_failed(report.ticket, report.command, code).await,
        What::Withdrawn => client.cancel(report.ticket, report.command).await,
    }
    .map(drop)
}

/// What becomes of a report that was not taken.
#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    /// The same again in a moment.
    Wait,
    /// Again, but after the others.
    Later,
    /// There is nothing to tell.
    Nothing,
    /// It is on record here, for staff.
    Refused,
}

fn judge(report: &Report, error: &ClientError, tried_for: Duration) -> Verdict {
    match error {
        // The server's own trouble, too many at once, or a token that staff will renew.
        ClientError::Problem(problem) if problem.status >= 500 || matches!(problem.status, 401 | 403 | 408 | 429) => {
            Verdict::Wait
        }
        ClientError::Problem(problem) if problem.status == 404 && report.what == What::Withdrawn => {
            if tried_for < STRAY { Verdict::Later } else { Verdict::Nothing }
        }
        ClientError::Problem(_) => Verdict::Refused,
        // No server, or something between here and it that answers in its place.
        _ => Verdict::Wait,
    }
}
