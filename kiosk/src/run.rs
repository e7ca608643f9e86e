//! A kiosk from its command line to its last frame.

use std::{
    cell::{Cell, OnceCell, RefCell},
    rc::Rc,
    sync::mpsc::{self, SyncSender},
    time::{Duration, Instant},
};

use devices::scanner::{self, Listening};
use queue_protocol::client::{Client, Token, new_ticket_id};
use slint::{ComponentHandle, PhysicalSize, TimerMode, Weak};

use crate::{
    app::{Kiosk, Outside},
    link::{Link, Order, Plate},
    model::{Effect, Heard, Input, Model},
    options::Options,
    printing::{Job, Printing},
    speech::{self, Speech},
    start_error::StartError,
    storage::{Storage, machine_clock},
    ui::{KioskWindow, Screen},
    watch::Heart,
};

/// How often the clock and the blocks are looked at: often enough that no second is seen twice.
const TICK: Duration = Duration::from_millis(250);

/// News that wait for the window. More come only if it hangs, and then the threads wait for it.
const NEWS: usize = 256;

/// Characters of the printers' names that the server takes.
const PLATE: usize = 120;

/// Why a kiosk ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Somebody closed the window.
    Closed,
    /// It is to be started again.
    Restart,
}

/// Runs until the window is closed, or a supervisor wants it to start again.
pub fn run(options: Options) -> Result<Ended, StartError> {
    let client = Client::new(&options.server, &Token::from_file(&options.token_file)?)?;
    let storage = match options.data {
        Some(dir) => Storage::open(&dir, machine_clock).map_err(|source| StartError::Data { dir, source })?,
        None => Storage::in_memory(),
    };
    let (main, reserve) = match options.printer.as_slice() {
        [main] => (main, None),
        [main, reserve] => (main, Some(reserve)),
        _ => return Err(StartError::Printers),
    };
    let words = options.printer.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let plate = Plate { version: env!("CARGO_PKG_VERSION").to_owned(), printer: words.chars().take(PLATE).collect() };
    let started = Instant::now();
    let model = Model::new(Box::new(new_ticket_id), options.lang.map(Into::into));
    let threads = Rc::new(OnceCell::new());
    let restart = Rc::new(Cell::new(false));
    // The window's class, by which a window manager's rules and tests find it.
    slint::BackendSelector::new().select()?;
    slint::set_xdg_app_id("motcua-kiosk")?;
    let kiosk =
        Kiosk::new(model, Box::new(Threads(threads.clone(), restart.clone())), Box::new(move || started.elapsed()))?;
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
    let (from_printer, from_scanner, from_speech) = (news.clone(), news.clone(), news.clone());
    let from_link = news;
    let printing = Printing::start(main, reserve, storage.clone(), move |input| from_printer.tell(input))
        .map_err(StartError::Thread)?;
    let provider = printing.clone();
    let link = Link::start(client, storage, plate, move |input| {
        if let Input::Heard(Heard::Site(site)) = &input {
            // A printer that is busy keeps the pictures with the next ticket.
            let _ = provider.print(Job::Provide { site: site.clone() });
        }
        from_link.tell(input);
    })
    .map_err(StartError::Thread)?;
    let speech = speech::start(options.voice.as_deref(), options.speaker, move |input| from_speech.tell(input))?;
    let _ = threads.set((link, printing, speech));
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
    let heart = RefCell::new(Heart::new(options.heartbeat));
    // All that may take long is done: from here on silence means that the window hangs.
    if let Some(heart) = heart.borrow_mut().as_mut() {
        heart.beat(Instant::now());
    }
    ticking.start(TimerMode::Repeated, TICK, move || {
        if heart.borrow_mut().as_mut().is_some_and(|heart| !heart.beat(Instant::now())) {
            tracing::error!("nobody watches any more");
            let _ = slint::quit_event_loop();
        }
        if let Some(kiosk) = ticker.upgrade() {
            kiosk.input(Input::Tick);
        }
    });
    window.run()?;
    Ok(if restart.get() { Ended::Restart } else { Ended::Closed })
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
struct Threads(Rc<OnceCell<(Link, Printing, Option<Speech>)>>, Rc<Cell<bool>>);

impl Outside for Threads {
    fn act(&self, effect: Effect) -> Option<Input> {
        let (link, printing, speech) = self.0.get()?;
        match effect {
            Effect::Issue { ticket, request } => link.order(Order::Issue { ticket, request }),
            Effect::Withdraw(ticket) => link.order(Order::Withdraw(ticket)),
            Effect::Report(health) => link.order(Order::Report(health)),
            Effect::AskHelp(help) => link.order(Order::AskHelp(help)),
            Effect::Speak(phrases, lang) => speech.iter().for_each(|s| s.say(phrases.clone(), lang)),
            Effect::Hush => speech.iter().for_each(Speech::hush),
            Effect::Tone { good } => speech.iter().for_each(|s| s.tone(good)),
            Effect::Look(ticket) => link.order(Order::Look(ticket)),
            Effect::Reprint(ticket) => link.order(Order::Reprint(ticket)),
            Effect::Refresh => link.order(Order::Refresh),
            Effect::Print { ticket, site } => {
                let id = ticket.id;
                let refused = printing.print(Job::Ticket { ticket, site }).err();
                return refused.map(|failure| Input::Paper { ticket: id, outcome: Err(failure) });
            }
            Effect::TestPrint { site, at } => {
                if let Err(failure) = printing.print(Job::Test { site, at }) {
                    tracing::warn!(code = failure.code, "no test page");
                }
            }
            Effect::Restart => {
                self.1.set(true);
                let _ = slint::quit_event_loop();
            }
        }
        None
    }
}
