//! What the hall hears, told as a listener would tell it, and read back from the sound itself.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod sound;
mod support;

use std::{
    fs,
    sync::mpsc::channel,
    time::{Duration, Instant},
};

use devices::{
    speaker::{Clip, SpeakerFault, WavSpeaker},
    voice::{MANIFEST, Manifest, Pack},
};
use display::{
    announcer::{Announcer, BRIEF_FROM, Desk, Outcome, REST_MS, Sign, Voice, WAITING},
    model::{Input, Mono},
};
use queue_protocol::{
    client::new_ticket_id,
    core::{CounterStatus, Event, Seq, TicketId, TicketState, TimeOfDay, UtcMillis, VoiceConfig, Volume},
    stream::{LinkEvent, LostReason},
    wire::{LogEvent, SiteView, TimeSignal},
};
use sound::{Heard, Patterns, RATE, Tape, said};
use support::{board, call, called, counter_id, empty_board, site, site_of_forty};

const START: UtcMillis = UtcMillis(1_564_625_524_000);

#[test]
fn a_call_is_one_piece_of_sound() {
    let mut hall = Hall::new(VoiceConfig::default());
    hall.call("A015", 3);
    hall.pass(30_000);
    let [heard] = &hall.heard()[..] else { panic!("one announcement") };
    assert_eq!(said(heard), "A015→3");
    assert!(heard.chime && heard.en.is_empty());
    assert_eq!(heard.percent, 100);
    assert_eq!(hall.outcomes(), [("A015".to_owned(), Outcome::Said)]);
}

#[test]
fn one_after_another_in_their_order_and_a_recall_again() {
    let mut hall = Hall::new(VoiceConfig::default());
    let first = hall.call("A015", 3);
    hall.call("B001", 2);
    hall.call("A016", 4);
    hall.pass(30_000);
    hall.recall(first, "A015", 3);
    hall.pass(30_000);
    assert_eq!(hall.texts(), ["A015→3", "B001→2", "A016→4", "A015→3"]);
}

#[test]
fn a_recall_of_a_call_that_still_waits_takes_its_place() {
    let mut hall = Hall::new(VoiceConfig::default());
    hall.call("A015", 3);
    let second = hall.call("B001", 2);
    hall.call("A016", 4);
    hall.pass(500);
    hall.recall(second, "B001", 2);
    hall.pass(30_000);
    assert_eq!(hall.texts(), ["A015→3", "B001→2", "A016→4"]);
    assert!(hall.outcomes().contains(&("B001".to_owned(), Outcome::Recalled)));
}

#[test]
fn nobody_is_called_who_came_or_will_not_come() {
    let mut hall = Hall::new(VoiceConfig::default());
    let tickets: Vec<_> = ["A015", "A016", "A017"].map(|n| hall.call(n, 3)).into();
    hall.pass(200);
    let number = |text: &str| text.parse().unwrap();
    hall.event(Event::TicketStarted {
        ticket: tickets[1],
        number: number("A016"),
        counter: counter_id(3),
        lead: None,
        assists: Vec::new(),
    });
    hall.event(Event::TicketPrinted { ticket: tickets[2], number: number("A017") });
    // What is being said is said to its end.
    hall.event(Event::TicketStarted {
        ticket: tickets[0],
        number: number("A015"),
        counter: counter_id(3),
        lead: None,
        assists: Vec::new(),
    });
    hall.pass(30_000);
    assert_eq!(hall.texts(), ["A015→3", "A017→3"]);
    assert!(hall.outcomes().contains(&("A016".to_owned(), Outcome::Answered)));
}

#[test]
fn a_call_older_than_its_use_is_dropped_and_on_record() {
    let mut hall = Hall::new(VoiceConfig { expires_s: 20, ..VoiceConfig::default() });
    hall.tape.lock().fault = Some(SpeakerFault::NoSound { reason: "unplugged".into() });
    hall.call("A015", 3);
    hall.pass(15_000);
    assert_eq!(hall.desk.sign(), Sign::Silent);
    hall.call("A016", 3);
    hall.pass(8_000);
    hall.tape.lock().fault = None;
    hall.pass(30_000);
    assert_eq!(hall.texts(), ["A016→3"], "what was called 23 s ago is of no use; what was 8 s ago is said after all");
    assert_eq!(hall.outcomes()[0], ("A015".to_owned(), Outcome::Expired));
    assert_eq!(hall.desk.sign(), Sign::Well);
}

#[test]
fn a_pause_is_said_unless_it_is_over() {
    let mut hall = Hall::new(VoiceConfig::default());
    let paused = |counter| Event::CounterPaused { counter: counter_id(counter), until: None };
    hall.event(paused(3));
    hall.event(paused(2));
    hall.pass(100);
    hall.event(Event::CounterOpened { counter: counter_id(2), staff: None });
    hall.pass(30_000);
    assert_eq!(hall.texts(), ["3 pauses"]);
}

#[test]
fn each_zone_hears_its_own_counters() {
    let mut office = site_of_forty();
    office.counters.iter_mut().skip(20).for_each(|c| "lau".clone_into(&mut c.zone));
    let mut heard = Vec::new();
    for zone in ["sanh", "lau"] {
        let mut hall = Hall::of(zone, VoiceConfig::default());
        hall.put(Input::Site(Box::new(office.clone())));
        for counter in [1, 20, 21, 40] {
            hall.call(&format!("A0{counter:02}"), counter);
        }
        hall.event(Event::CounterPaused { counter: counter_id(22), until: None });
        hall.pass(60_000);
        heard.push(hall.texts());
    }
    assert_eq!(heard, [vec!["A001→1", "A020→20"], vec!["A021→21", "A040→40", "22 pauses"]]);
}

#[test]
fn english_follows_vietnamese_and_many_are_said_shortly() {
    let mut hall = Hall::new(VoiceConfig { english: true, ..VoiceConfig::default() });
    let many = BRIEF_FROM as u32 + 3;
    for n in 1..=many {
        hall.call(&format!("A{n:03}"), 3);
    }
    hall.pass(60_000);
    let heard = hall.heard();
    assert_eq!(heard.len(), many as usize);
    let short: Vec<_> = heard.iter().map(|h| (h.chime, !h.en.is_empty())).collect();
    assert_eq!(short[0], (true, true), "nobody else waits yet");
    assert_eq!(short[1..3], [(false, false); 2], "so many wait that each is short");
    assert_eq!(short[3..], [(true, true); BRIEF_FROM]);
    let last = heard.last().unwrap();
    assert_eq!(last.vi, last.en, "the same clips in both languages");
}

#[test]
fn the_hours_have_their_volume() {
    let time = |h, m| TimeOfDay::new(h, m).unwrap();
    let volume = vec![
        Volume { from: time(7, 0), to: time(9, 12), percent: 40 },
        Volume { from: time(9, 13), to: time(11, 30), percent: 70 },
    ];
    let settings = VoiceConfig { volume, ..VoiceConfig::default() };
    let mut hall = Hall::new(settings);
    hall.call("A015", 3);
    hall.pass(90_000);
    hall.call("A016", 3);
    hall.pass(10_000);
    assert_eq!(hall.heard().iter().map(|h| h.percent).collect::<Vec<_>>(), [100, 70], "09:12:04 and 09:13:34");
}

#[test]
fn without_chime_speech_begins_at_once() {
    let mut hall = Hall::new(VoiceConfig { chime: false, ..VoiceConfig::default() });
    hall.call("A015", 3);
    hall.pass(10_000);
    assert!(!hall.heard()[0].chime);
}

/// Whoever was called while the wall was cut off, or just before it started, is called still.
#[test]
fn after_a_cut_the_board_tells_whom_to_call() {
    let office = site();
    let mut hall = Hall::bare("sanh", VoiceConfig::default());
    let mut board = empty_board(&office);
    board.at = START;
    call(&mut board, &office, "E001", 5, START.plus_s(-100), TicketState::Called);
    call(&mut board, &office, "A015", 3, START.plus_s(-5), TicketState::Called);
    call(&mut board, &office, "A014", 4, START.plus_s(-5), TicketState::Serving);
    hall.put(Input::Link(LinkEvent::Snapshot(Box::new(board.clone()))));
    hall.pass(2_000);
    assert_eq!(hall.texts(), [""; 0], "which counters are here is not known yet");
    let seen = hall.now();
    hall.put(Input::Site(Box::new(SiteView { at: seen, ..office.clone() })));
    hall.pass(20_000);
    assert_eq!(hall.texts(), ["A015→3"]);
    hall.call("B001", 2);
    hall.call("G001", 6);
    hall.pass(100);
    let waiting = hall.seq;
    hall.put(Input::Link(LinkEvent::Lost { reason: LostReason::Silent, attempt: 1 }));
    let now = hall.now();
    board.seq = Seq(waiting.0 + 2);
    board.at = now;
    call(&mut board, &office, "B002", 2, now, TicketState::Called);
    hall.put(Input::Link(LinkEvent::Snapshot(Box::new(board.clone()))));
    hall.pass(20_000);
    assert_eq!(hall.texts(), ["A015→3", "B001→2", "B002→2"], "G001 was withdrawn while nobody heard it");
    // A server that was replaced begins a log of its own.
    let now = hall.now();
    let mut other = empty_board(&office);
    (other.seq, other.at) = (Seq(3), now);
    call(&mut other, &office, "C001", 2, now, TicketState::Called);
    hall.put(Input::Link(LinkEvent::Snapshot(Box::new(other))));
    hall.pass(20_000);
    assert_eq!(hall.texts().last().map(String::as_str), Some("C001→2"));
}

#[test]
fn the_end_of_the_day_ends_all_calls() {
    let mut hall = Hall::new(VoiceConfig::default());
    hall.call("A015", 3);
    hall.call("A016", 4);
    hall.pass(100);
    hall.event(Event::DayClosed { day: support::day() });
    hall.pass(20_000);
    assert_eq!(hall.texts(), ["A015→3"]);
}

#[test]
fn a_repeated_event_is_said_once() {
    let mut hall = Hall::new(VoiceConfig::default());
    let event = called(new_ticket_id(), "A015", 3);
    hall.event(event.clone());
    let again = LogEvent { seq: hall.seq, at: hall.now(), event };
    hall.pass(10_000);
    hall.put(Input::Link(LinkEvent::Event(Box::new(again))));
    hall.pass(10_000);
    assert_eq!(hall.texts(), ["A015→3"]);
}

#[test]
fn no_flood_of_calls_is_kept() {
    let mut hall = Hall::new(VoiceConfig::default());
    for n in 1..=WAITING as u32 + 10 {
        hall.call(&format!("A{n:03}"), 3);
    }
    let crowded = hall.outcomes().into_iter().filter(|(_, outcome)| *outcome == Outcome::Crowded).count();
    assert_eq!(crowded, 9, "one is being said, 64 wait");
    assert!(hall.desk.is_busy());
}

#[test]
fn what_has_a_clip_missing_is_chimed_and_staff_know() {
    let pack = |damage: &dyn Fn(&std::path::Path, &mut Manifest)| {
        let mut hall = Hall::new(VoiceConfig::default());
        let dir = hall.dir.path();
        let mut manifest = Manifest::read(dir).unwrap();
        damage(dir, &mut manifest);
        manifest.write(dir).unwrap();
        hall.desk = Desk::new(&["sanh".to_owned()], Voice::open(dir), Box::new(hall.tape.clone()));
        hall.greet();
        hall
    };
    let file = |dir: &std::path::Path, manifest: &Manifest, id: &str| {
        dir.join(&manifest.find(devices::voice::Tongue::Vi, id).unwrap().file)
    };
    type Damage<'a> = &'a dyn Fn(&std::path::Path, &mut Manifest);
    let cases: [(&str, Damage); 5] = [
        ("not in the manifest", &|_, m| m.clips.retain(|c| c.id != "char-7")),
        ("no file", &|dir, m| fs::remove_file(file(dir, m, "char-7")).unwrap()),
        ("no sound", &|dir, m| fs::write(file(dir, m, "char-7"), "no sound").unwrap()),
        ("empty", &|dir, m| Clip::new(Vec::new(), RATE).unwrap().write(&file(dir, m, "char-7")).unwrap()),
        ("another rate", &|dir, m| {
            let path = file(dir, m, "char-7");
            Clip::new(Clip::read(&path).unwrap().samples().to_vec(), 2 * RATE).unwrap().write(&path).unwrap();
        }),
    ];
    for (what, damage) in cases {
        let mut hall = pack(damage);
        assert_eq!(hall.desk.sign(), Sign::Missing(1), "{what}: known before anybody is called");
        assert!(hall.desk.missing().any(|(_, id)| id == "char-7"), "{what}");
        hall.call("A007", 3);
        hall.call("A008", 4);
        hall.pass(30_000);
        assert_eq!(hall.texts(), ["chime", "A008→4"], "{what}");
        assert_eq!(hall.outcomes()[0], ("A007".into(), Outcome::Chimed(vec!["char-7".into()])), "{what}");
    }
    let gone = pack(&|_, _| {});
    let mut hall = gone;
    fs::remove_file(file(hall.dir.path(), &Manifest::read(hall.dir.path()).unwrap(), "number-3")).unwrap();
    assert_eq!(hall.desk.sign(), Sign::Well);
    hall.call("A007", 3);
    hall.pass(10_000);
    assert_eq!((hall.texts(), hall.desk.sign()), (vec!["chime".to_owned()], Sign::Missing(1)), "it went meanwhile");
}

#[test]
fn a_pack_that_cannot_be_read_leaves_the_chime() {
    for text in ["licence = ", "licence = \"x\"\nlicense = \"y\""] {
        let mut hall = Hall::new(VoiceConfig { chime: false, ..VoiceConfig::default() });
        fs::write(hall.dir.path().join(MANIFEST), text).unwrap();
        let voice = Voice::open(hall.dir.path());
        let fake = devices::speaker::FakeSpeaker::default();
        hall.desk = Desk::new(&["sanh".to_owned()], voice, Box::new(fake.clone()));
        hall.greet();
        assert_eq!(hall.desk.sign(), Sign::NoVoice);
        hall.call("A007", 3);
        hall.pass(100);
        fake.finish();
        hall.pass(100);
        assert_eq!(hall.outcomes(), [("A007".into(), Outcome::Chimed(Vec::new()))]);
        assert_eq!(fake.heard().len(), 1);
    }
}

#[test]
fn a_sound_card_that_hangs_holds_up_one_call_only() {
    let mut hall = Hall::new(VoiceConfig::default());
    let fake = devices::speaker::FakeSpeaker::default();
    let voice = Voice::open(hall.dir.path());
    hall.desk = Desk::new(&["sanh".to_owned()], voice, Box::new(fake.clone()));
    hall.greet();
    hall.call("A007", 3);
    hall.call("A008", 3);
    while hall.outcomes().is_empty() && hall.now < Mono(60_000) {
        assert!(fake.heard().len() <= 1, "one at a time");
        hall.pass(500);
    }
    assert_eq!(hall.outcomes(), [("A007".into(), Outcome::BrokenOff)]);
    assert_eq!(hall.desk.sign(), Sign::Well, "the next one is tried, and begins");
    assert!(fake.plays());
}

/// The thread and a real file: what stands in it is the call to the sample, and the rest after it.
#[test]
fn the_thread_plays_into_a_file_without_a_sample_between_the_clips() {
    let dir = tempfile::tempdir().unwrap();
    let patterns = Patterns::pack(dir.path(), 20);
    let file = dir.path().join("heard.wav");
    let (path, (tell, told)) = (file.clone(), channel());
    let speaker = move || Box::new(WavSpeaker::new(&path)) as Box<dyn devices::speaker::Speaker>;
    let voice = Voice::open(dir.path());
    let announcer =
        Announcer::start(&["sanh".to_owned()], voice, speaker, move |sign| tell.send(sign).unwrap_or_default())
            .unwrap();
    let voice = VoiceConfig { english: true, ..VoiceConfig::default() };
    let office = SiteView { voice, ..site() };
    announcer.hear(&Input::Site(Box::new(office.clone())));
    announcer.hear(&Input::Link(LinkEvent::Snapshot(Box::new(empty_board(&office)))));
    for (seq, number) in (101..).zip(["A015", "B120", "T009"]) {
        let event = called(new_ticket_id(), number, 3);
        let entry = LogEvent { seq: Seq(seq), at: office.at, event };
        announcer.hear(&Input::Link(LinkEvent::Event(Box::new(entry))));
    }
    let deadline = Instant::now() + Duration::from_mins(1);
    let heard = loop {
        assert!(Instant::now() < deadline, "three short calls are not in the file");
        // The file grows while it is read; its last announcement may not be whole yet.
        match Clip::read(&file).ok().filter(|clip| clip.samples().len() > (3 * RATE * REST_MS / 1_000) as usize) {
            Some(clip) if clip.samples().iter().rev().take(100).all(|s| *s == 0) => {
                let heard = patterns.read(clip.samples());
                if heard.len() == 3 {
                    break heard;
                }
            }
            _ => std::thread::yield_now(),
        }
    };
    assert_eq!(heard.iter().map(said).collect::<Vec<_>>(), ["A015→3", "B120→3", "T009→3"]);
    assert!(heard.iter().all(|h| h.vi == h.en && h.chime));
    assert!(told.try_recv().is_err(), "nothing is wrong, so nothing is said to staff");
}

#[test]
fn a_whole_pack_has_no_fault() {
    let hall = Hall::new(VoiceConfig { english: true, ..VoiceConfig::default() });
    let pack = Pack::open(hall.dir.path()).unwrap();
    assert!(pack.faults().is_empty() && pack.unjoinable().is_empty());
    assert_eq!(pack.rate(), RATE);
}

/// A hall whose clock a test moves.
struct Hall {
    dir: tempfile::TempDir,
    patterns: Patterns,
    settings: VoiceConfig,
    tape: Tape,
    desk: Desk,
    now: Mono,
    seq: Seq,
    outcomes: Vec<(String, Outcome)>,
}

impl Hall {
    fn new(settings: VoiceConfig) -> Self {
        Self::of("sanh", settings)
    }

    fn of(zone: &str, settings: VoiceConfig) -> Self {
        let mut hall = Self::bare(zone, settings);
        hall.greet();
        hall
    }

    /// Before the server was heard.
    fn bare(zone: &str, settings: VoiceConfig) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let patterns = Patterns::pack(dir.path(), 100);
        let tape = Tape::default();
        let desk = Desk::new(&[zone.to_owned()], Voice::open(dir.path()), Box::new(tape.clone()));
        Self { dir, patterns, settings, tape, desk, now: Mono(0), seq: Seq(1_000), outcomes: Vec::new() }
    }

    fn greet(&mut self) {
        let now = self.now();
        let office = SiteView { at: now, voice: self.settings.clone(), ..site_of_forty() };
        self.put(Input::Site(Box::new(office.clone())));
        let mut board = board(&office);
        (board.seq, board.at) = (self.seq, now);
        board.calls.clear();
        board.counters.iter_mut().for_each(|c| (c.status, c.current) = (CounterStatus::Open, None));
        self.put(Input::Link(LinkEvent::Snapshot(Box::new(board))));
    }

    fn now(&self) -> UtcMillis {
        UtcMillis(START.0 + self.now.0 as i64)
    }

    fn put(&mut self, input: Input) {
        self.desk.hear(&input, self.now);
        self.tick();
    }

    fn event(&mut self, event: Event) {
        self.seq = self.seq.next();
        let entry = LogEvent { seq: self.seq, at: self.now(), event };
        self.put(Input::Link(LinkEvent::Event(Box::new(entry))));
    }

    fn call(&mut self, number: &str, counter: u32) -> TicketId {
        let ticket = new_ticket_id();
        self.event(called(ticket, number, counter));
        ticket
    }

    fn recall(&mut self, ticket: TicketId, number: &str, counter: u32) {
        let (number, service) = (number.parse().unwrap(), "dat-dai".into());
        self.event(Event::TicketRecalled { ticket, number, service, counter: counter_id(counter), call: 2 });
    }

    fn pass(&mut self, ms: u64) {
        let until = self.now.0 + ms;
        while self.now.0 < until {
            self.now = Mono((self.now.0 + 30).min(until));
            if self.now.0 % 2_000 < 30 {
                let time = TimeSignal { seq: self.seq, at: self.now() };
                self.put(Input::Link(LinkEvent::Time(time)));
            }
            self.tick();
        }
    }

    fn tick(&mut self) {
        self.tape.at(self.now);
        self.desk.tick(self.now);
        self.outcomes.extend(self.desk.records().into_iter().map(|r| match r.announcement.said {
            display::announcer::Said::Call { number, .. } => (number.to_string(), r.outcome),
            display::announcer::Said::Pause => (r.announcement.counter.to_string(), r.outcome),
        }));
    }

    fn heard(&self) -> Vec<Heard> {
        let tape = self.tape.lock();
        assert_eq!((tape.overlaps, tape.cuts), (0, 0));
        self.patterns.read(&tape.samples)
    }

    fn texts(&self) -> Vec<String> {
        self.heard().iter().map(said).collect()
    }

    fn outcomes(&self) -> Vec<(String, Outcome)> {
        self.outcomes.clone()
    }
}
