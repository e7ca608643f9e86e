//! What comes down the stream, and what is read again because of it.

use std::{rc::Rc, time::Duration};

use queue_protocol::{
    client::ClientError,
    core::{Event, KioskOrder},
    stream::{LinkEvent, LostReason},
    wire::{Board, SessionView},
};
use tokio::{task::spawn_local, time::sleep};

use super::{care, context::Context};
use crate::model::Heard;

/// Between two tries to read the site.
const READ_AGAIN: Duration = Duration::from_secs(1);

/// Passes on what concerns a kiosk.
pub(super) fn hear(context: &Rc<Context>, event: LinkEvent) {
    match event {
        LinkEvent::Connected => {
            context.set_up(true);
            context.heard(Heard::Connected);
            context.forget_stock();
            context.show_stock();
            read(context);
        }
        LinkEvent::Event(entry) => hear_event(context, &entry.event),
        LinkEvent::Snapshot(board) => hear_board(context, *board),
        LinkEvent::Waits(waits) => {
            context.set_clock(waits.at);
            context.heard(Heard::Waits(waits));
        }
        LinkEvent::Time(time) => {
            context.set_clock(time.at);
            context.heard(Heard::Time(time));
        }
        LinkEvent::Lost { reason, attempt } => {
            tracing::warn!(?reason, attempt, "the server cannot be heard");
            context.set_up(false);
            context.heard(match reason {
                LostReason::Refused(problem) if matches!(problem.status, 401 | 403) => Heard::Refused,
                _ => Heard::Lost,
            });
        }
    }
}

/// Reads site and board until that succeeds; a newer reading takes the place of one that is still at it.
pub(super) fn read(context: &Rc<Context>) {
    let reader = context.clone();
    let reading = spawn_local(async move {
        while let Err(error) = read_once(&reader).await {
            tracing::warn!(%error, "the site cannot be read");
            sleep(READ_AGAIN).await;
        }
    });
    if let Some(before) = context.reading.borrow_mut().replace(reading) {
        before.abort();
    }
}

async fn read_once(context: &Rc<Context>) -> Result<(), ClientError> {
    let site = context.client.site().await?;
    context.set_site(site);
    if context.name.borrow().is_none() {
        let session: SessionView = context.client.get("session").await?;
        context.storage.set_name(&session.name);
        *context.name.borrow_mut() = Some(session.name);
        context.changed.notify_one();
    }
    hear_board(context, context.client.board().await?);
    let notices: queue_protocol::wire::NoticeBoard = context.client.get("notice-board").await?;
    context.storage.keep_notice_board(&notices);
    context.heard(Heard::NoticeBoard(Box::new(notices)));
    Ok(())
}

fn hear_board(context: &Rc<Context>, board: Board) {
    context.set_clock(board.at);
    let name = context.name.borrow().clone();
    if let Some(name) = name {
        let own = board.kiosks.iter().find(|kiosk| kiosk.name == name);
        context.heard(Heard::Blanked(own.is_some_and(|kiosk| kiosk.status.blanked)));
        let reprints = own.map(|kiosk| kiosk.status.reprints.clone()).unwrap_or_default();
        care::set_owed(context, reprints);
    }
    context.heard(Heard::Board(Box::new(board)));
}

fn hear_event(context: &Rc<Context>, event: &Event) {
    let name = context.name.borrow().clone();
    let here = |kiosk: &String| name.as_ref() == Some(kiosk);
    match event {
        Event::SiteConfigured { .. } => read(context),
        Event::KioskOrdered { kiosk, order } if here(kiosk) => context.heard(match order {
            KioskOrder::Blank => Heard::Blanked(true),
            KioskOrder::Unblank => Heard::Blanked(false),
            KioskOrder::Restart => Heard::Restart,
            KioskOrder::TestPrint => Heard::TestPrint,
        }),
        Event::ReprintAsked { ticket, kiosk, .. } if here(kiosk) => care::owe(context, *ticket),
        Event::TicketPrinting { ticket, .. } => context.owed.borrow_mut().retain(|owed| owed != ticket),
        Event::HelpAnswered { kiosk } if here(kiosk) => context.heard(Heard::HelpAnswered),
        _ => {}
    }
}
