//! Care from afar: staff are told how this kiosk is, numbers are leased before they are needed, and papers that staff ask
//! for are printed.

use std::{
    collections::{HashMap, HashSet},
    rc::Rc,
    time::Duration,
};

use queue_protocol::{
    client::{ClientError, new_command_id},
    core::{BusinessDay, CommandId, HelpKind, TicketId},
    wire::{LeaseRequest, SiteView},
};
use tokio::{
    task::spawn_local,
    time::{Instant, sleep},
};

use super::context::Context;
use crate::{
    model::{Health, Heard},
    report::Reporter,
};

/// Between two looks at what staff should know, and between two reports.
const EVERY: Duration = Duration::from_secs(1);

/// How long a call for help is repeated while the server does not take it: then its citizen has found somebody.
const HELP_BOUND: Duration = Duration::from_mins(2);

/// The most numbers that the server leases at once.
const LEASE_MOST: u32 = 500;

/// How far ahead the next working day is looked for: the server leases a week ahead.
const AHEAD_DAYS: i64 = 7;

/// Looks after reports and leases, at most once a second.
pub(super) async fn care(context: Rc<Context>) {
    let mut reporter = Reporter::default();
    let mut asking = Asking::default();
    loop {
        context.show_stock();
        if context.is_up() {
            report(&context, &mut reporter).await;
            asking.lease(&context).await;
        } else {
            // Whoever answers next has to hear it from the start.
            reporter.forget();
            asking.refused.clear();
        }
        // A change is told at once, the one after it a second later.
        let next = Instant::now() + EVERY;
        if reporter.is_due_again() {
            sleep(EVERY).await;
        } else {
            tokio::select! {
                () = tokio::time::sleep_until(next) => {}
                () = context.changed.notified() => {}
            }
        }
    }
}

async fn report(context: &Context, reporter: &mut Reporter) {
    let figures = context.storage.figures(context.site().map_or(0, |site| site.utc_offset_min));
    let Some(report) = reporter.due(&context.plate, context.health.get(), figures, Instant::now()) else { return };
    match context.client.report_kiosk(new_command_id(), report.clone()).await {
        Err(error) if error.is_offline() => tracing::warn!(%error, "the kiosk's report has to wait"),
        Err(error) => {
            tracing::error!(%error, "the kiosk's report was refused");
            reporter.told(report, Instant::now());
        }
        Ok(()) => reporter.told(report, Instant::now()),
    }
}

pub(super) fn set_health(context: &Rc<Context>, health: Health) {
    let before = context.health.replace(health);
    context.changed.notify_one();
    if before.printer.failure.is_some() && health.printer.failure.is_none() {
        // What could not be printed for want of a printer can be now.
        let owed = context.owed.borrow().clone();
        owed.into_iter().for_each(|ticket| drop(spawn_local(print_again(context.clone(), ticket))));
    }
}

pub(super) async fn ask_help(context: Rc<Context>, help: HelpKind) {
    let command = new_command_id();
    let until = Instant::now() + HELP_BOUND;
    while let Err(error) = context.client.ask_help(command, help).await {
        tracing::warn!(%error, "nobody is called yet");
        if !error.is_offline() || Instant::now() >= until {
            return;
        }
        tokio::select! {
            () = sleep(EVERY) => {}
            () = context.back.notified() => {}
        }
    }
}

/// The papers that staff wait for, as a whole board lists them.
pub(super) fn set_owed(context: &Rc<Context>, reprints: Vec<TicketId>) {
    // Begun here already, only that the server has not heard of it.
    let due: Vec<_> = reprints.into_iter().filter(|t| !context.storage.is_printing_untold(*t)).collect();
    context.owed.borrow_mut().retain(|ticket| due.contains(ticket));
    due.into_iter().for_each(|ticket| owe(context, ticket));
}

/// Staff want a paper from this kiosk.
pub(super) fn owe(context: &Rc<Context>, ticket: TicketId) {
    let mut owed = context.owed.borrow_mut();
    if !owed.contains(&ticket) {
        owed.push(ticket);
        spawn_local(print_again(context.clone(), ticket));
    }
}

async fn print_again(context: Rc<Context>, ticket: TicketId) {
    match context.client.ticket(ticket).await {
        Ok(view) if !view.state.is_final() => context.heard(Heard::PrintAgain(Box::new(view))),
        Ok(_) => context.owed.borrow_mut().retain(|owed| *owed != ticket),
        // It is still owed: the board that comes with the next connection lists it again.
        Err(error) => {
            tracing::warn!(%ticket, %error, "a ticket to print again cannot be read");
            context.owed.borrow_mut().retain(|owed| *owed != ticket);
        }
    }
}

/// What numbers are asked for.
#[derive(Default)]
struct Asking {
    /// A lost answer is asked for again under the same id, so that it is the same block.
    commands: HashMap<BusinessDay, CommandId>,
    /// Days for which the server gives no more; asked again with the next connection.
    refused: HashSet<BusinessDay>,
}

impl Asking {
    async fn lease(&mut self, context: &Context) {
        let (Some(site), Some(name)) = (context.site(), context.name.borrow().clone()) else { return };
        let count = site.kiosk.lease.min(LEASE_MOST);
        let today = BusinessDay::of(context.storage.now(), site.utc_offset_min);
        for day in [Some(today), next_working_day(&site, today)].into_iter().flatten() {
            if !context.storage.runs_low(day, count) || self.refused.contains(&day) {
                continue;
            }
            let command_id = *self.commands.entry(day).or_insert_with(new_command_id);
            let request = LeaseRequest { command_id, device: context.storage.device(), day: Some(day), count };
            match context.client.lease(&request).await {
                Ok(blocks) => {
                    self.commands.remove(&day);
                    if let Err(error) = context.storage.keep_leases(&name, blocks) {
                        tracing::error!(%error, "leased numbers cannot be stored and are not used");
                        self.refused.insert(day);
                    }
                    context.show_stock();
                }
                Err(ClientError::Problem(problem)) if problem.status < 500 => {
                    tracing::warn!(%day, refused = %problem.title, "no numbers are leased");
                    self.commands.remove(&day);
                    self.refused.insert(day);
                }
                Err(error) => tracing::warn!(%day, %error, "numbers cannot be leased yet"),
            }
        }
    }
}

fn next_working_day(site: &SiteView, today: BusinessDay) -> Option<BusinessDay> {
    (1..=AHEAD_DAYS).map(|days| today.plus_days(days)).find(|day| site.weekdays.contains(&day.weekday()))
}
