//! A kiosk from its command line to its last frame.

use std::{
    cell::OnceCell,
    io,
    path::PathBuf,
    rc::Rc,
    sync::mpsc::{self, SyncSender},
    time::{Duration, Instant},
};

use devices::scanner::{self, Listening};
use queue_protocol::client::{Client, ClientError, Token, TokenError, new_ticket_id};
use slint::{ComponentHandle, PhysicalSize, PlatformError, TimerMode, Weak};

use crate::{
    app::{Kiosk, Outside},
    link::{Link, Order},
    model::{Effect, Input, Model},
    options::Options,
    outbox::{Outbox, What},
    printing::{Job, Printing},
    ui::{KioskWindow, Screen},
};

/// How often the clock and the blocks are looked at: often enough that no second is seen twice.
const TICK: Duration = Duration::from_millis(250);

/// News that wait for the window. More come only if it hangs, and then the threads wait for it.
const NEWS: usize = 256;

/// Why the kiosk did not start, with the remedy.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)]
pub enum StartError {
    #[error("{0}: make one with \"queue-server token new --role kiosk\" and write it into that file")]
    Token(#[from] TokenError),
    #[error("{0}: write the server's address like http://10.0.0.2:8080")]
    Server(#[from] ClientError),
    #[error("the data folder {} cannot be used ({source}): make it writable for this user or name another", dir.display())]
    Data { dir: PathBuf, source: io::Error },
    #[error("no window can be opened ({0}): start the kiosk in a graphical session")]
    Window(#[from] PlatformError),
    #[error("a thread cannot be started ({0}): the machine is out of memory or processes")]
    Thread(io::Error),
}

/// Runs until the window is closed.
pub fn run(options: Options) -> Result<(), StartError> {
    let client = Client::new(&options.server, &Token::from_file(&options.token_file)?)?;
    let outbox = match options.data {
        Some(dir) => Outbox::open(&dir).map_err(|source| StartError::Data { dir, source })?,
        None => Outbox::in_memory(),
    };
    let started = Instant::now();
    let model = Model::new(Box::new(new_ticket_id), options.lang.map(Into::into));
    let threads = Rc::new(OnceCell::new());
    // The window's class, by which a window manager's rules and tests find it.
    slint::BackendSelector::new().select()?;
    slint::set_xdg_app_id("motcua-kiosk")?;
    let kiosk = Kiosk::new(model, Box::new(Threads(threads.clone())), Box::new(move || started.elapsed()))?;
    let window = kiosk.window();
    window.window().set_size(PhysicalSize::new(options.window.0, options.window.1));
    window.window().set_fullscreen(options.fullscreen);
    if options.wedge {
        kiosk.watch_keys();
    }

    let (sender, inbox) = mpsc::sync_channel(NEWS);
    let news = News { sender, window: window.as_weak() };
    let reader = Rc::downgrade(&kiosk);
    window.global::<Screen>().on_news(move || {
        if let Some(kiosk) = reader.upgrade() {
            inbox.try_iter().for_each(|input| kiosk.input(input));
        }
    });
    let (from_printer, from_scanner, from_link) = (news.clone(), news.clone(), news);
    let printing =
        Printing::start(&options.printer, move |input| from_printer.tell(input)).map_err(StartError::Thread)?;
    let link = Link::start(client, outbox, move |input| from_link.tell(input)).map_err(StartError::Thread)?;
    let _ = threads.set((link, printing));
    // Listens until the window is closed.
    let _scanner = match &options.scanner {
        Some(uri) => Some(
            Listening::start(uri.scanner(), move |news| from_scanner.tell(scanned(news)))
                .map_err(StartError::Thread)?,
        ),
        None => None,
    };

    let ticking = slint::Timer::default();
    let ticker = Rc::downgrade(&kiosk);
    ticking.start(TimerMode::Repeated, TICK, move || {
        if let Some(kiosk) = ticker.upgrade() {
            kiosk.input(Input::Tick);
        }
    });
    Ok(window.run()?)
}

fn scanned(news: scanner::News) -> Input {
    match news {
        scanner::News::Scan(scan) => Input::Scanned(scan),
        scanner::News::Well => Input::Scanner(Ok(())),
        scanner::News::Fault(fault) => Input::Scanner(Err(fault.code())),
    }
}

/// The way from the threads to the window.
#[derive(Clone)]
struct News {
    sender: SyncSender<Input>,
    window: Weak<KioskWindow>,
}

impl News {
    fn tell(&self, input: Input) {
        // Both fail only when the window is gone, and the program with it.
        if self.sender.send(input).is_ok() {
            let _ = self.window.upgrade_in_event_loop(|window| window.global::<Screen>().invoke_news());
        }
    }
}

/// The outside of a real kiosk. Filled in once the window is there, since the threads speak to it.
struct Threads(Rc<OnceCell<(Link, Printing)>>);

impl Outside for Threads {
    fn act(&self, effect: Effect) -> Option<Input> {
        let (link, printing) = self.0.get()?;
        match effect {
            Effect::Issue { ticket, request } => link.order(Order::Issue { ticket, request }),
            Effect::ReportPrinted(ticket) => link.order(Order::Report(ticket, What::Printed)),
            Effect::ReportFault(ticket, code) => link.order(Order::Report(ticket, What::Fault(code.into()))),
            Effect::Withdraw(ticket) => link.order(Order::Report(ticket, What::Withdrawn)),
            Effect::Look(ticket) => link.order(Order::Look(ticket)),
            Effect::Reprint(ticket) => link.order(Order::Reprint(ticket)),
            Effect::Refresh => link.order(Order::Refresh),
            Effect::Print { ticket, site } => {
                let id = ticket.id;
                let refused = printing.print(Job { ticket, site }).err();
                return refused.map(|failure| Input::Paper { ticket: id, outcome: Err(failure) });
            }
        }
        None
    }
}
