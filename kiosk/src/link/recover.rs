//! Papers that were due or begun when the program last ended: found in the journal at the start.

use std::{rc::Rc, time::Duration};

use queue_protocol::{
    client::{ClientError, new_command_id},
    core::{TicketId, TicketState},
};
use tokio::time::timeout;

use super::context::Context;
use crate::{
    journal::Entry,
    model::Heard,
    print_job::{Paper, PrintJob},
};

/// How long the server is asked whether a ticket still waits. Without an answer it does: nobody can have called it.
const ASK: Duration = Duration::from_secs(3);

/// Prints what was never begun; marks what may be out; and tells staff of what is too old for its citizen to stand there.
///
/// The printer is asked by the printing thread, which looks before every paper. What no printer can say is whether a paper
/// that was begun before the program died has come out: so that one says IN LẠI.
pub(super) async fn recover(context: Rc<Context>, jobs: Vec<(TicketId, PrintJob)>) {
    for (id, job) in jobs {
        let begun = job.paper == Paper::Begun;
        let interrupted = || {
            tracing::warn!(ticket = %id, begun, "the program ended before its paper was out");
            let fault = "interrupted".to_owned();
            context.storage.note(Entry::PrintFailed { ticket: id, command: new_command_id(), fault });
        };
        // Staff are to know of a paper that may have been torn off in the middle, whatever comes of it now.
        if begun {
            interrupted();
        }
        let fresh = job.is_fresh(context.storage.now());
        let Some(kept) = job.ticket.filter(|_| fresh) else {
            if !begun {
                interrupted();
            }
            continue;
        };
        let ticket = match timeout(ASK, context.client.ticket(id)).await {
            Ok(Ok(view)) if view.state == TicketState::Waiting => Box::new(view),
            // It was called meanwhile, or given back.
            Ok(Ok(_)) => {
                if !begun {
                    interrupted();
                }
                continue;
            }
            Ok(Err(ClientError::Problem(problem))) if problem.status != 404 && problem.status < 500 => {
                if !begun {
                    interrupted();
                }
                continue;
            }
            // Nobody answers, or the number is from the lease and the server is yet to hear of it.
            _ => kept,
        };
        context.heard(Heard::Recovered(ticket));
    }
}
