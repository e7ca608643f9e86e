//! The rules: what a command leads to. Nothing is changed here; the answer is events or a refusal.

mod counter;
mod day;
mod issue;
mod kiosk;
mod lease;
mod print;
mod rating;
mod support;
mod ticket;

pub use self::support::owning_unit;
use crate::{Command, Event, Refusal, State, Task, UtcMillis};

/// Decides a command at `now` (at the time of the last event, if the clock jumped back behind it).
///
/// The business day turns by itself: if `now` lies on a later day than the log, the first events close the old day,
/// the tickets still open with it, and open the new one.
pub fn decide(state: &State, command: &Command, now: UtcMillis) -> Result<Vec<Event>, Refusal> {
    let at = state.effective(now);
    let mut events = day::turn(state, at);
    if events.is_empty() {
        return task(state, command, at);
    }
    // Once a day, so the copy does not count.
    let mut turned = state.clone();
    events.iter().for_each(|e| turned.apply(at, e));
    events.extend(task(&turned, command, at)?);
    Ok(events)
}

fn task(state: &State, command: &Command, at: UtcMillis) -> Result<Vec<Event>, Refusal> {
    let by = &command.by;
    match &command.task {
        Task::Configure(site) => day::configure(state, site, at),
        Task::ShiftClock { offset_ms } => day::shift_clock(state, *offset_ms),
        Task::Tick => Ok(Vec::new()),
        Task::Issue { ticket, service, intent, lane, lang, leased } => {
            let ask =
                issue::Ask { ticket: *ticket, service, intent: *intent, lane: *lane, lang: *lang, leased: *leased };
            issue::issue(state, by, &ask, at)
        }
        Task::Lease { device, day, count } => lease::lease(state, by, *device, *day, *count),
        Task::Printing(ticket) => print::printing(state, by, *ticket),
        Task::Printed(ticket) => print::printed(state, *ticket),
        Task::PrintFailed { ticket, fault } => print::failed(state, by, *ticket, fault),
        Task::Reprint { ticket, kiosk } => print::reprint(state, by, *ticket, kiosk.as_deref()),
        Task::Open { counter } => counter::open(state, by, counter),
        Task::Pause { counter, until } => counter::pause(state, counter, *until),
        Task::Close { counter } => counter::close(state, counter),
        Task::CallNext { counter, finish } => counter::call_next(state, by, counter, *finish),
        Task::Call { counter, ticket, reason } => counter::call(state, by, counter, *ticket, reason),
        Task::Lead { counter, staff } => counter::lead(state, counter, staff),
        Task::AskSupport { support, counter, unit } => support::ask(state, *support, counter, unit.as_ref()),
        Task::AnswerSupport(id) => support::answer(state, by, *id),
        Task::EndSupport(id) => support::end(state, *id),
        Task::Recall(id) => ticket::recall(state, *id),
        Task::Start(id) => ticket::start(state, *id),
        Task::Finish(id) => ticket::finish(state, by, *id),
        Task::NoShow(id) => ticket::no_show(state, *id),
        Task::Return(id) => ticket::come_back(state, *id),
        Task::Note { ticket, text } => ticket::note(state, *ticket, text),
        Task::Park { ticket, reason } => ticket::park(state, *ticket, reason.as_deref()),
        Task::Resume { ticket, counter } => ticket::resume(state, by, *ticket, counter.as_ref()),
        Task::Transfer { ticket, service, counter } => {
            ticket::transfer(state, *ticket, service.as_ref(), counter.as_ref())
        }
        Task::Cancel(id) => ticket::cancel(state, *id),
        Task::Rate { ticket, score } => rating::rate(state, *ticket, *score),
        Task::ReportKiosk(report) => Ok(kiosk::report(state, by, report)),
        Task::OrderKiosk { kiosk, order } => kiosk::order(state, kiosk, *order),
        Task::AskHelp(help) => Ok(kiosk::ask_help(state, by, *help)),
        Task::AnswerHelp { kiosk } => kiosk::answer_help(state, kiosk),
    }
}

fn site(state: &State) -> Result<&crate::Site, Refusal> {
    state.site().map(AsRef::as_ref).ok_or(Refusal::NotConfigured)
}
