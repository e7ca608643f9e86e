//! A ticket under the scanner: how it stands, and whether it can be printed again.

use queue_protocol::core::TicketState;
use slint::{ComponentHandle, SharedString};

use super::{Send, fault, ticket};
use crate::{
    model::{Model, Reprint, Touch},
    ui::{self, KioskWindow, ScannedPage, Stand},
};

pub fn bind(window: &KioskWindow, send: &Send) {
    let send = send.clone();
    window.global::<ScannedPage>().on_reprint_it(move || send(Touch::Reprint));
}

pub fn show(window: &KioskWindow, model: &Model) {
    let Some((shown, hall)) = model.shown_ticket().zip(model.hall()) else { return };
    let page = window.global::<ScannedPage>();
    ticket::fill(window, model, &shown.ticket);
    page.set_stand(match shown.ticket.state {
        TicketState::Waiting => Stand::Waiting,
        TicketState::Called => Stand::Called,
        TicketState::Serving => Stand::Serving,
        TicketState::Parked => Stand::Parked,
        TicketState::Done => Stand::Done,
        TicketState::NoShow => Stand::Missed,
        TicketState::Cancelled => Stand::Withdrawn,
        TicketState::Unserved => Stand::Unserved,
    });
    let counter = shown.ticket.counter.as_ref();
    let counter = counter.map(|c| ticket::counters(hall.site(), std::slice::from_ref(c)));
    page.set_counter(counter.unwrap_or_else(SharedString::new));
    page.set_fault(fault(match shown.reprint {
        Reprint::Failed(fault) => Some(fault),
        _ => None,
    }));
    page.set_reprint(match shown.reprint {
        Reprint::Offered if model.can_reprint() => ui::Reprint::Offered,
        Reprint::Offered => ui::Reprint::None,
        Reprint::Asked => ui::Reprint::Asked,
        Reprint::Printed => ui::Reprint::Printed,
        Reprint::Failed(_) => ui::Reprint::Failed,
        Reprint::Refused => ui::Reprint::Refused,
    });
}
