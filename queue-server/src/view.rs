//! What callers see: the wire's shapes, built from the committed state.

use queue_core::{
    CounterConfig, CounterId, DeviceId, Lane, Lang, Reason, ServiceQueue, Site, State, Text, Ticket, TicketState,
    UtcMillis, Wait, owning_unit, service_waits, ticket_wait, upcoming,
};
use queue_protocol::wire::{
    Board, BoardCall, BoardCounter, BoardKiosk, BoardTicket, CounterDesk, Lease, QueueEntry, ServiceWait, SiteView,
    TicketView, WaitView, Waits,
};

use crate::words;

/// Waiting citizens listed on a desk: more than a clerk looks at, few enough to send at every call.
const DESK_WAITING: usize = 50;

/// No-shows listed on a desk.
const DESK_NO_SHOWS: usize = 20;

/// A ticket as it is now. `None` if there is no site, which only an empty log lacks.
pub fn ticket(state: &State, ticket: &Ticket, now: UtcMillis) -> Option<TicketView> {
    let site = state.site()?;
    let (ahead, wait) = ticket_wait(state, ticket, now);
    let counters = match &ticket.bound_to {
        Some(counter) => vec![counter.clone()],
        None => site.counters_for(&ticket.service).map(|c| c.id.clone()).collect(),
    };
    let counter = if ticket.state == TicketState::Waiting { None } else { ticket.counter.clone() };
    Some(TicketView {
        id: ticket.id,
        number: ticket.number,
        service: ticket.service.clone(),
        intent: ticket.intent,
        state: ticket.state,
        lane: ticket.lane,
        lang: ticket.lang,
        day: ticket.day,
        issued_at: ticket.issued_at,
        ahead,
        wait: wait.map(interval),
        counter,
        counters,
        print: ticket.print,
        copies: ticket.copies,
        called_at: ticket.called_at,
        calls: ticket.calls,
        started_at: ticket.started_at,
        ended_at: ticket.ended_at,
        reason: ticket.reason.clone(),
        parked_at: ticket.parked_at,
        note: ticket.note.clone(),
        transferred: ticket.transferred,
        counts_from: site.counts_from(ticket.issued_at),
        trial: ticket.number.series == site.trial_series,
        seq: state.seq(),
    })
}

/// What the hall may see.
pub fn board(state: &State, now: UtcMillis) -> Option<Board> {
    let site = state.site()?;
    let at = state.effective(now);
    let calls = state.recent_calls().take(Board::CALLS).map(|c| BoardCall {
        seq: c.seq,
        ticket: c.ticket,
        number: c.number,
        service: c.service.clone(),
        counter: c.counter.clone(),
        at: c.at,
        call: c.call,
    });
    Some(Board {
        seq: state.seq(),
        at,
        day: state.day().unwrap_or_else(|| site.day_of(at)),
        open: site.hours.at(at, site.utc_offset_min),
        counters: site.counters.iter().map(|c| board_counter(state, c)).collect(),
        calls: calls.collect(),
        waits: waits(state, now).waits,
        kiosks: kiosks(state),
        support: state.support().iter().filter(|call| call.is_open()).cloned().collect(),
    })
}

/// How long the waits are.
pub fn waits(state: &State, now: UtcMillis) -> Waits {
    let at = state.effective(now);
    let shut = queue_core::OpenState { open: false, changes_at: None, holiday: None };
    let open = state.site().map_or(shut, |site| site.hours.at(at, site.utc_offset_min));
    Waits {
        seq: state.seq(),
        at,
        open,
        waits: service_waits(state, now).into_iter().map(service_wait).collect(),
        connected: Vec::new(),
    }
}

/// Every kiosk, by name.
pub fn kiosks(state: &State) -> Vec<BoardKiosk> {
    state.kiosks().map(|(name, status)| BoardKiosk { name: name.to_owned(), status: status.clone() }).collect()
}

/// The blocks that a device keeps, from today on.
pub fn leases(state: &State, holder: &str, device: DeviceId) -> Vec<Lease> {
    let today = state.day();
    let kept = state.leases().iter().filter(|b| b.holder == holder && b.device == Some(device) && Some(b.day) >= today);
    kept.map(|b| Lease { day: b.day, series: b.series, from: b.from, to: b.to }).collect()
}

/// The configuration that screens need.
pub fn site(state: &State, now: UtcMillis) -> Option<SiteView> {
    let site = state.site()?;
    let at = state.effective(now);
    Some(SiteView {
        seq: state.seq(),
        at,
        id: site.id.clone(),
        name: site.name.clone(),
        short_name: site.short_name.clone(),
        utc_offset_min: site.utc_offset_min,
        trial: site.trial,
        place: site.here()?.clone(),
        services: site.services.clone(),
        lanes: site.lanes,
        counters: site.counters.clone(),
        staff: site.staff.clone(),
        open: site.hours.at(at, site.utc_offset_min),
        sessions: site.hours.sessions.clone(),
        weekdays: site.hours.weekdays.clone(),
        late_after: site.late_after,
        priority_groups: site.priority_groups.clone(),
        park_reasons: site.park_reasons.clone(),
        pick_reasons: pick_reasons(site),
        ticket: site.ticket.clone(),
        kiosk: site.kiosk.clone(),
        neighbours: site.neighbours.clone(),
        notice: site.notice.clone(),
        voice: site.voice.clone(),
        wall: site.wall.clone(),
        units: site.units.clone(),
        fields: site.fields.clone(),
    })
}

/// The office's own reasons for calling out of turn, or the usual ones in the words of the catalogues.
pub fn pick_reasons(site: &Site) -> Vec<Reason> {
    if !site.pick_reasons.is_empty() {
        return site.pick_reasons.clone();
    }
    let usual = |id: &str| {
        let said = |lang| words::text(lang, &format!("pick-reason-{id}"), &[]);
        Reason { id: id.to_owned(), name: Text { vi: said(Lang::Vi), en: said(Lang::En) } }
    };
    Site::PICK_REASONS.map(usual).into()
}

/// A clerk's view of one counter, or nothing if there is no such counter.
pub fn desk(state: &State, id: &CounterId, now: UtcMillis) -> Option<CounterDesk> {
    let site = state.site()?;
    let config = site.counter(id)?;
    let view = |t: &Ticket| ticket(state, t, now);
    let current = state.counter(id).current.and_then(|t| state.ticket(t));
    let waiting = upcoming(state, id, DESK_WAITING)
        .into_iter()
        .filter_map(|u| Some(queue_entry(state.ticket(u.ticket)?, u.lane)));
    let mut no_shows: Vec<&Ticket> = of_counter(state, config, TicketState::NoShow).collect();
    no_shows.sort_unstable_by_key(|t| std::cmp::Reverse((t.ended_at, t.called_at, t.id)));
    Some(CounterDesk {
        seq: state.seq(),
        at: state.effective(now),
        counter: board_counter(state, config),
        current: current.and_then(view),
        reason: current.and_then(|_| state.call_reason(id)).cloned(),
        owner: owning_unit(state, id),
        waiting_total: u32::try_from(state.waiting_at(id)).unwrap_or(u32::MAX),
        waiting: waiting.collect(),
        parked: of_counter(state, config, TicketState::Parked).filter_map(view).collect(),
        no_shows: no_shows.into_iter().take(DESK_NO_SHOWS).filter_map(view).collect(),
    })
}

fn board_counter(state: &State, config: &CounterConfig) -> BoardCounter {
    let counter = state.counter(&config.id);
    let current = counter.current.and_then(|id| state.ticket(id)).map(|t| BoardTicket {
        ticket: t.id,
        number: t.number,
        service: t.service.clone(),
        state: t.state,
        at: t.last_called_at.unwrap_or(t.issued_at),
        call: t.calls,
    });
    BoardCounter {
        id: config.id.clone(),
        status: counter.status,
        paused_until: counter.paused_until,
        staff: counter.staff,
        lead: counter.lead,
        current,
    }
}

fn of_counter<'a>(
    state: &'a State,
    config: &'a CounterConfig,
    wanted: TicketState,
) -> impl Iterator<Item = &'a Ticket> {
    state.in_state(wanted).filter(|t| t.counter.as_ref() == Some(&config.id) || config.serves.contains(&t.service))
}

fn queue_entry(ticket: &Ticket, lane: Lane) -> QueueEntry {
    QueueEntry {
        id: ticket.id,
        number: ticket.number,
        service: ticket.service.clone(),
        lane,
        issued_at: ticket.issued_at,
        transferred: ticket.transferred,
    }
}

fn service_wait(queue: ServiceQueue) -> ServiceWait {
    ServiceWait {
        service: queue.service,
        waiting: queue.waiting,
        ahead: queue.ahead,
        wait: queue.wait.map(interval),
        priority_ahead: queue.priority_ahead,
        priority_wait: queue.priority_wait.map(interval),
        offered: queue.offered,
    }
}

fn interval(wait: Wait) -> WaitView {
    WaitView { low_s: wait.low_s, high_s: wait.high_s }
}
