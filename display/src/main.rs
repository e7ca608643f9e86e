//! Starts the wall: reads the options, opens the window, ties model, link and screen together.

use std::{cell::RefCell, env, io, path::Path, process::ExitCode, rc::Rc, sync::mpsc, time::Duration, time::Instant};

use clap::Parser as _;
use devices::speaker::SpeakerUri;
use display::{
    adapter::Adapter,
    announcer::{Announcer, Sign, Voice},
    link,
    model::{Input, Mono, UnknownZone, Wall},
    options::{Options, window_size},
    panels::Panels,
    ui::{Board, DisplayWindow},
    voice::{self, VoiceOptions},
    words::sentence,
};
use queue_protocol::{
    client::{Client, Token, TokenError},
    core::Lang,
};
use slint::{ComponentHandle as _, Timer, TimerMode};

/// How often the wall looks at its clock: no second of it is ever skipped.
const TICK: Duration = Duration::from_millis(250);

fn main() -> ExitCode {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| "warn,winit=error,display=info".into());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).init();
    let done = if env::args_os().nth(1).is_some_and(|word| word == "voice") {
        let options = VoiceOptions::parse_from(env::args_os().skip(1));
        voice::run(&options, &mut io::stdin().lock(), &mut io::stdout())
    } else {
        run(&Options::parse())
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

/// Runs until the window is closed. A fault is one sentence with its remedy.
fn run(options: &Options) -> Result<(), String> {
    let lang = Lang::from(options.lang);
    let size = options
        .window
        .as_deref()
        .map(|text| window_size(text).ok_or_else(|| sentence(lang, "bad-window", &[("size", text)])));
    let size = size.transpose()?.unwrap_or((1920, 1080));
    let client = client(options, &options.token_file, lang)?;
    let panels = panels(options, lang)?;

    let no_window = |error: &dyn std::fmt::Display| sentence(lang, "no-window", &[("reason", &error.to_string())]);
    let window = DisplayWindow::new().map_err(|e| no_window(&e))?;
    let source_language = match lang {
        Lang::Vi => "",
        Lang::En => "en",
    };
    slint::select_bundled_translation(source_language).map_err(|e| no_window(&e))?;
    // A size beside full screen would keep the window from being drawn until something else resizes it.
    if options.fullscreen {
        window.window().set_fullscreen(true);
    } else {
        window.window().set_size(slint::PhysicalSize::new(size.0, size.1));
    }

    let weak = window.as_weak();
    let wake = move || {
        // Without a window there is nobody to wake; the link ends with the inbox.
        weak.upgrade_in_event_loop(|window| window.global::<Board>().invoke_wake()).ok();
    };
    let (announcer, signs) = announcer(options, lang, wake.clone())?;
    let tee = move |input: &Input| {
        panels.iter().for_each(|panels| panels.hear(input));
        announcer.iter().for_each(|announcer| announcer.hear(input));
    };
    let inbox = link::start_with(client, wake, tee)
        .map_err(|error| sentence(lang, "no-thread", &[("reason", &error.to_string())]))?;

    let screen = Rc::new(RefCell::new(Screen {
        wall: Wall::new(&options.zone, lang).still(options.reduced_motion),
        adapter: Adapter::new(window.clone_strong()),
        inbox,
        signs,
        started: Instant::now(),
        failed: None,
    }));
    let on_wake = Rc::clone(&screen);
    window.global::<Board>().on_wake(move || on_wake.borrow_mut().refresh());
    let on_tick = Rc::clone(&screen);
    let ticker = Timer::default();
    ticker.start(TimerMode::Repeated, TICK, move || on_tick.borrow_mut().refresh());

    screen.borrow_mut().refresh();
    window.run().map_err(|e| no_window(&e))?;
    match screen.borrow_mut().failed.take() {
        None => Ok(()),
        Some(UnknownZone { zone, zones }) => {
            Err(sentence(lang, "unknown-zone", &[("zone", &zone), ("zones", &zones.join(", "))]))
        }
    }
}

/// The LED panels and keypads, where the machine has them.
fn panels(options: &Options, lang: Lang) -> Result<Option<Panels>, String> {
    let Some(file) = &options.panels else { return Ok(None) };
    let clerk = options.keypad_token_file.as_ref().map(|path| client(options, path, lang)).transpose()?;
    let panels = Panels::start(file, clerk);
    panels.map(Some).map_err(|error| sentence(lang, "bad-panels", &[("reason", &error.to_string())]))
}

/// The voice of the hall, where the machine has one, and what staff should know of it. `wake` is called after each sign.
fn announcer(
    options: &Options,
    lang: Lang,
    wake: impl Fn() + Send + 'static,
) -> Result<(Option<Announcer>, mpsc::Receiver<Sign>), String> {
    let no_sound = |error: &dyn std::fmt::Display| sentence(lang, "no-sound", &[("reason", &error.to_string())]);
    let (tell, signs) = mpsc::channel();
    let speaker = match (&options.speaker, &options.voice) {
        (None, None) => return Ok((None, signs)),
        (Some(speaker), _) => speaker.clone(),
        (None, Some(_)) => "sound".parse::<SpeakerUri>().map_err(|e| no_sound(&e))?,
    };
    let voice = options.voice.as_deref().map_or(Voice::None, Voice::open);
    let tell = move |sign| {
        // Without a window there is nobody to tell.
        tell.send(sign).unwrap_or_default();
        wake();
    };
    let announcer = Announcer::start(&options.zone, voice, move || speaker.speaker(), tell);
    announcer.map(|announcer| (Some(announcer), signs)).map_err(|e| no_sound(&e))
}

fn client(options: &Options, file: &Path, lang: Lang) -> Result<Client, String> {
    let path = file.display().to_string();
    let token = Token::from_file(file).map_err(|error| match error {
        TokenError::Unreadable { source, .. } => {
            sentence(lang, "token-unreadable", &[("path", &path), ("reason", &source.to_string())])
        }
        TokenError::NotAToken { .. } | TokenError::Malformed => sentence(lang, "token-not-one", &[("path", &path)]),
    })?;
    let client =
        Client::new(&options.server, &token).map_err(|_| sentence(lang, "bad-url", &[("url", &options.server)]))?;
    Ok(client.with_lang(lang))
}

/// Model and window, held together by the event loop.
struct Screen {
    wall: Wall,
    adapter: Adapter,
    inbox: mpsc::Receiver<Input>,
    signs: mpsc::Receiver<Sign>,
    started: Instant,
    failed: Option<UnknownZone>,
}

impl Screen {
    /// Takes in what was heard and shows what has changed.
    fn refresh(&mut self) {
        let now = Mono(self.started.elapsed().as_millis() as u64);
        let sign = self.signs.try_iter().last();
        if let Some(sign) = sign {
            self.adapter.show_missing(if let Sign::Missing(clips) = sign { clips } else { 0 });
        }
        let mute = sign.map(|sign| Input::Mute(matches!(sign, Sign::Silent | Sign::NoVoice)));
        for input in mute.into_iter().chain(self.inbox.try_iter().take(link::INBOX)) {
            if let Err(unknown) = self.wall.hear(input, now) {
                self.failed = Some(unknown);
                // Fails only when there is no loop to quit.
                slint::quit_event_loop().ok();
                return;
            }
        }
        let view = self.wall.view(self.adapter.shape(), now);
        self.adapter.show(view);
    }
}
