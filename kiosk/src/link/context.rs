//! What the tasks of the link share.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

use queue_protocol::{
    client::Client,
    core::{TicketId, UtcMillis},
    wire::SiteView,
};
use tokio::{sync::Notify, task::JoinHandle, time::Instant};

use super::Plate;
use crate::{
    model::{Health, Heard, Input, Stock},
    storage::Storage,
};

/// A stream that broke may be back in a moment: until then a wish is still sent, and the lease spared.
const MAY_BE_BACK: Duration = Duration::from_secs(2);

pub(super) struct Context {
    pub client: Client,
    pub storage: Storage,
    pub plate: Plate,
    tell: Box<dyn Fn(Input)>,
    /// Since when the server is away.
    away: Cell<Option<Instant>>,
    /// This kiosk's name at the server.
    pub name: RefCell<Option<String>>,
    pub site: RefCell<Option<Rc<SiteView>>>,
    pub health: Cell<Health>,
    /// Something changed of which staff are told.
    pub changed: Notify,
    /// The server answered again: what waits need not wait longer.
    pub back: Notify,
    /// Tickets that staff want printed here and of which no paper was begun.
    pub owed: RefCell<Vec<TicketId>>,
    pub reading: RefCell<Option<JoinHandle<()>>>,
    stock: Cell<Option<Stock>>,
}

impl Context {
    pub fn new(client: Client, storage: Storage, plate: Plate, tell: Box<dyn Fn(Input)>) -> Self {
        Self {
            client,
            storage,
            plate,
            tell,
            away: Cell::new(Some(Instant::now())),
            name: RefCell::default(),
            site: RefCell::default(),
            health: Cell::default(),
            changed: Notify::new(),
            back: Notify::new(),
            owed: RefCell::default(),
            reading: RefCell::default(),
            stock: Cell::default(),
        }
    }

    pub fn tell(&self, input: Input) {
        (self.tell)(input);
    }

    pub fn heard(&self, heard: Heard) {
        self.tell(Input::Heard(heard));
    }

    pub fn is_up(&self) -> bool {
        self.away.get().is_none()
    }

    /// Whether the server is away for longer than a hiccup.
    pub fn is_away(&self) -> bool {
        self.away.get().is_some_and(|since| since.elapsed() >= MAY_BE_BACK)
    }

    pub fn set_up(&self, up: bool) {
        if up {
            self.away.set(None);
            self.back.notify_waiters();
            // A report may have been lost with the connection, and a server that was restored does not know it.
            self.changed.notify_one();
        } else if self.is_up() {
            self.away.set(Some(Instant::now()));
        }
    }

    pub fn set_clock(&self, at: UtcMillis) {
        self.storage.hear_clock(at);
    }

    pub fn set_site(&self, site: SiteView) {
        self.set_clock(site.at);
        self.storage.keep_site(&site);
        *self.site.borrow_mut() = Some(Rc::new(site.clone()));
        self.heard(Heard::Site(Box::new(site)));
        self.changed.notify_one();
    }

    pub fn site(&self) -> Option<Rc<SiteView>> {
        self.site.borrow().clone()
    }

    /// The office as it was last heard, for a start without the server.
    pub fn show_kept(&self) {
        if let Some(site) = self.storage.site() {
            *self.site.borrow_mut() = Some(Rc::new(site.clone()));
            self.heard(Heard::Kept { site: Box::new(site), at: self.storage.now() });
            if let Some(board) = self.storage.notice_board() {
                self.heard(Heard::NoticeBoard(Box::new(board)));
            }
        }
        self.show_stock();
    }

    /// Tells the window what can be given without the server, where that changed.
    pub fn show_stock(&self) {
        let figures = self.storage.figures(self.site().map_or(0, |site| site.utc_offset_min));
        let stock = Stock { numbers_left: figures.numbers_left };
        if self.stock.replace(Some(stock)) != Some(stock) {
            self.heard(Heard::Stock(stock));
        }
    }

    /// What was shown is no longer known to the window.
    pub fn forget_stock(&self) {
        self.stock.set(None);
    }

    /// Whether a number could be given now without the server.
    pub fn can_give(&self) -> bool {
        self.site().is_some_and(|site| self.storage.figures(site.utc_offset_min).numbers_left > 0)
    }
}
