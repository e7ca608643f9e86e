//! Halls at random: calls, recalls, pauses and cuts, and what is heard of them read back from the sound. The listener
//! here knows nothing of the announcer: only what the server told it and when, and the tape.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod sound;
mod support;

use std::{collections::HashMap, env};

use display::{
    announcer::{Desk, Outcome, Said, Voice},
    model::{Input, Mono},
};
use fastrand::Rng;
use queue_protocol::{
    client::new_ticket_id,
    core::{CounterStatus, Event, Seq, TicketId, TicketState, TimeOfDay, UtcMillis, VoiceConfig, Volume},
    stream::{LinkEvent, LostReason},
    wire::{Board, LogEvent, SiteView, TimeSignal},
};
use sound::{Heard, Patterns, RATE, Tape, said};
use support::{at, called, counter_id, empty_board, site_of_forty};

/// How often the announcer looks at its clock.
const TICK_MS: u64 = 40;
const COUNTERS: u32 = 12;
/// Counters from here on stand in another zone.
const ELSEWHERE: u32 = 9;
const STEPS: usize = 150;

#[test]
fn halls_at_random_are_heard_whole_in_order_and_in_time() {
    let seeds = env::var("MOTCUA_SEEDS").ok().map_or(20, |text| text.parse().expect("MOTCUA_SEEDS is a number"));
    let dir = tempfile::tempdir().unwrap();
    let patterns = Patterns::pack(dir.path(), 150);
    let mut all = Tally::default();
    for seed in 0..seeds {
        let mut hall = Hall::new(seed, dir.path());
        hall.play();
        let tally = hall.listen(&patterns, &format!("seed {seed}"));
        all = Tally {
            said: all.said + tally.said,
            dropped: all.dropped + tally.dropped,
            cuts: all.cuts + tally.cuts,
            again: all.again + tally.again,
        };
    }
    println!("{seeds} seeds: {all:?}");
    // A hall in which nothing is ever dropped, cut or recalled would prove nothing.
    assert!(all.said > 20 * seeds as usize && all.dropped > 0 && all.cuts > 0 && all.again > 0, "{all:?}");
}

#[derive(Debug, Default)]
struct Tally {
    said: usize,
    dropped: usize,
    cuts: usize,
    /// Recalls that were said again.
    again: usize,
}

/// Who may be heard: a ticket by its number, or a counter's pause.
type Key = String;

/// What the server told about a key, and when it was heard.
#[derive(Clone, Copy, Debug)]
enum Told {
    Ask { heard: u64, seq: Seq, at: u64 },
    Off { heard: u64 },
}

struct Hall {
    rng: Rng,
    desk: Desk,
    tape: Tape,
    site: SiteView,
    settings: VoiceConfig,
    now: u64,
    /// The whole truth, as the server has it.
    board: Board,
    numbers: HashMap<TicketId, String>,
    issued: u32,
    /// Events that happened while the wall was cut off; none while it is not.
    unheard: Option<Vec<LogEvent>>,
    told: HashMap<Key, Vec<Told>>,
    cuts: usize,
    said: Vec<(Key, Outcome)>,
}

impl Hall {
    fn new(seed: u64, pack: &std::path::Path) -> Self {
        let mut rng = Rng::with_seed(seed);
        let time = |h, m| TimeOfDay::new(h, m).unwrap();
        let settings = VoiceConfig {
            chime: rng.bool(),
            english: rng.u32(0..4) == 0,
            expires_s: *rng.choice(&[12, 30, 90]).unwrap(),
            volume: vec![Volume { from: time(9, 3), to: time(9, 6), percent: 10 * rng.u32(1..=9) }],
        };
        let mut site = site_of_forty();
        site.counters.truncate(COUNTERS as usize);
        site.counters.iter_mut().filter(|c| c.number >= ELSEWHERE).for_each(|c| "lau".clone_into(&mut c.zone));
        (site.at, site.voice) = (at(9, 0, 0), settings.clone());
        let mut board = empty_board(&site);
        board.at = site.at;
        board.counters.iter_mut().for_each(|c| c.status = CounterStatus::Open);
        let tape = Tape::default();
        let desk = Desk::new(&["sanh".to_owned()], Voice::open(pack), Box::new(tape.clone()));
        Self {
            rng,
            desk,
            tape,
            site,
            settings,
            now: 0,
            board,
            numbers: HashMap::new(),
            issued: 0,
            unheard: None,
            told: HashMap::new(),
            cuts: 0,
            said: Vec::new(),
        }
    }

    fn play(&mut self) {
        let site = Input::Site(Box::new(self.site.clone()));
        self.desk.hear(&site, Mono(self.now));
        self.snapshot();
        for _ in 0..STEPS {
            self.step();
            // Now a crowd, now a lull.
            let pause = if self.rng.u32(0..3) == 0 { self.rng.u64(0..200) } else { self.rng.u64(200..5_000) };
            self.pass(pause);
        }
        self.reconnect();
        // Until the last call is said or of no use any more.
        self.pass(self.uses() + 20_000);
    }

    /// Something that can happen now.
    fn step(&mut self) {
        let counter = self.rng.u32(1..=COUNTERS);
        let id = counter_id(counter);
        let here = self.board.counters.iter().find(|c| c.id == id).unwrap();
        let (paused, current) = (here.status == CounterStatus::Paused, here.current.clone());
        match (self.rng.u32(0..20), current) {
            (0, _) => self.cut(),
            (1 | 2, _) if self.unheard.is_some() => self.reconnect(),
            (_, None) if paused => self.event(Event::CounterOpened { counter: id, staff: None }),
            (1 | 2, None) => self.event(Event::CounterPaused { counter: id, until: None }),
            (_, None) => {
                self.issued += 1;
                let (ticket, number) = (new_ticket_id(), format!("A{:03}", self.issued));
                self.numbers.insert(ticket, number.clone());
                self.event(called(ticket, &number, counter));
            }
            (what, Some(at_counter)) => {
                let (ticket, number, service) = (at_counter.ticket, at_counter.number, at_counter.service);
                match (what, at_counter.state) {
                    (3..=8, TicketState::Called) => {
                        let call = at_counter.call + 1;
                        self.event(Event::TicketRecalled { ticket, number, service, counter: id, call });
                    }
                    (9..=14, TicketState::Called) => self.event(Event::TicketStarted {
                        ticket,
                        number,
                        counter: id,
                        lead: None,
                        assists: Vec::new(),
                    }),
                    (15, TicketState::Called) => self.event(Event::TicketNoShow { ticket, number, counter: id }),
                    (16, _) => self.event(Event::TicketParked { ticket, number, counter: id, reason: None }),
                    (17.., TicketState::Serving) => self.event(Event::CounterPaused { counter: id, until: None }),
                    (9.., TicketState::Serving) => self.event(Event::TicketFinished {
                        ticket,
                        number,
                        service,
                        counter: id,
                        staff: None,
                        lead: None,
                        assists: Vec::new(),
                    }),
                    _ => {}
                }
            }
        }
    }

    fn event(&mut self, event: Event) {
        let entry = LogEvent { seq: self.board.seq.next(), at: self.clock(), event };
        self.board.apply(&entry);
        match &mut self.unheard {
            Some(unheard) => unheard.push(entry),
            None => self.deliver(entry),
        }
    }

    fn cut(&mut self) {
        if self.unheard.is_none() {
            self.unheard = Some(Vec::new());
            self.cuts += 1;
            let lost = LinkEvent::Lost { reason: LostReason::Silent, attempt: 1 };
            self.desk.hear(&Input::Link(lost), Mono(self.now));
        }
    }

    /// The stream goes on where it was, or begins with the board.
    fn reconnect(&mut self) {
        let Some(unheard) = self.unheard.take() else { return };
        if self.rng.bool() {
            unheard.into_iter().for_each(|entry| self.deliver(entry));
        } else {
            for entry in &unheard {
                self.note_off(&entry.event);
            }
            let still = |seq| self.board.calls.iter().find(|c| c.seq == seq).filter(|c| self.is_called(c.ticket));
            let missed: Vec<_> = unheard.iter().filter_map(|entry| still(entry.seq).cloned()).collect();
            for call in missed {
                self.ask(self.numbers[&call.ticket].clone(), call.seq, call.at, &call.counter);
            }
            self.snapshot();
        }
    }

    fn snapshot(&mut self) {
        let board = Box::new(Board { at: self.clock(), ..self.board.clone() });
        self.hear(LinkEvent::Snapshot(board));
    }

    fn deliver(&mut self, entry: LogEvent) {
        self.note_off(&entry.event);
        match &entry.event {
            Event::TicketCalled { ticket, counter, .. } | Event::TicketRecalled { ticket, counter, .. } => {
                self.ask(self.numbers[ticket].clone(), entry.seq, entry.at, counter);
            }
            Event::CounterPaused { counter, .. } => self.ask(counter.to_string(), entry.seq, entry.at, counter),
            _ => {}
        }
        self.hear(LinkEvent::Event(Box::new(entry)));
    }

    /// The listener notes that this is to be heard, if it is of this zone.
    fn ask(&mut self, key: Key, seq: Seq, at: UtcMillis, counter: &queue_protocol::core::CounterId) {
        let number = self.site.counters.iter().find(|c| c.id == *counter).unwrap().number;
        if number < ELSEWHERE {
            let at = (at.0 - self.site.at.0) as u64;
            self.told.entry(key).or_default().push(Told::Ask { heard: self.now, seq, at });
        }
    }

    /// The listener notes that nobody needs to hear this any more.
    fn note_off(&mut self, event: &Event) {
        let key = match event {
            Event::CounterOpened { counter, .. } => Some(counter.to_string()),
            Event::TicketStarted { ticket, .. }
            | Event::TicketNoShow { ticket, .. }
            | Event::TicketParked { ticket, .. }
            | Event::TicketFinished { ticket, .. } => self.numbers.get(ticket).cloned(),
            _ => None,
        };
        let heard = self.now;
        key.into_iter().for_each(|key| self.told.entry(key).or_default().push(Told::Off { heard }));
    }

    fn is_called(&self, ticket: TicketId) -> bool {
        let current = self.board.counters.iter().filter_map(|c| c.current.as_ref());
        current.into_iter().any(|t| t.ticket == ticket && t.state == TicketState::Called)
    }

    fn hear(&mut self, message: LinkEvent) {
        self.desk.hear(&Input::Link(message), Mono(self.now));
    }

    fn pass(&mut self, ms: u64) {
        for _ in 0..=ms / TICK_MS {
            self.now += TICK_MS;
            if self.unheard.is_none() && self.now % 2_000 < TICK_MS {
                let (seq, at) = (self.board.seq, self.clock());
                self.hear(LinkEvent::Time(TimeSignal { seq, at }));
            }
            self.tape.at(Mono(self.now));
            self.desk.tick(Mono(self.now));
            self.said.extend(self.desk.records().into_iter().map(|r| match r.announcement.said {
                Said::Call { number, .. } => (number.to_string(), r.outcome),
                Said::Pause => (r.announcement.counter.to_string(), r.outcome),
            }));
        }
    }

    fn clock(&self) -> UtcMillis {
        UtcMillis(self.site.at.0 + self.now as i64)
    }

    /// How long a call is of use.
    fn uses(&self) -> u64 {
        1_000 * u64::from(self.settings.expires_s)
    }

    /// Holds what is on the tape against what was told.
    fn listen(&self, patterns: &Patterns, seed: &str) -> Tally {
        let tape = self.tape.lock();
        // The first of two proofs that nothing overlaps and nothing is cut off; the other is that each sample is right.
        assert_eq!((tape.overlaps, tape.cuts), (0, 0), "{seed}");
        let heard = patterns.read(&tape.samples);
        let (mut last_place, mut last_of, mut again) = (Seq(0), HashMap::<Key, u64>::new(), 0);
        for one in &heard {
            let (what, from) = (key_of(one, seed), millis(one.from));
            let asks = self.asks(&what, last_of.get(&what).copied(), from);
            let Some((newest, _)) = asks.last().copied() else {
                panic!("{seed}: {what} is heard at {from} and nobody asks for it");
            };
            assert!(from - newest < self.uses(), "{seed}: {what} is heard at {from}, too late");
            // It stands where the call stands that it answers: not before anything that was asked for earlier.
            let place = asks.iter().map(|(_, seq)| *seq).find(|seq| *seq > last_place);
            last_place = place.unwrap_or_else(|| panic!("{seed}: {what} at {from} is out of order: {asks:?}"));
            again += usize::from(last_of.insert(what, from).is_some());
            assert!(!self.settings.english || one.en.is_empty() || one.en == one.vi, "{seed}");
        }
        self.nothing_was_missed(&heard, seed);
        let said: Vec<_> = self.said.iter().filter(|(_, o)| *o == Outcome::Said).map(|(key, _)| key.clone()).collect();
        assert_eq!(said, heard.iter().map(|h| key_of(h, seed)).collect::<Vec<_>>(), "{seed}: the record is the truth");
        Tally { said: heard.len(), dropped: self.said.len() - heard.len(), cuts: self.cuts, again }
    }

    /// Whoever was asked for and not heard could not be: the hall was not silent for a moment while it was of use.
    fn nothing_was_missed(&self, heard: &[Heard], seed: &str) {
        let mut silent_from = 0;
        let mut silences = Vec::new();
        for one in heard {
            let from = millis(one.from);
            if from > silent_from + 2 * TICK_MS {
                silences.push((silent_from + TICK_MS, from - TICK_MS));
            }
            silent_from = millis(one.from + one.samples);
        }
        silences.push((silent_from + TICK_MS, self.now));
        for (key, told) in &self.told {
            let starts: Vec<u64> = heard.iter().filter(|h| key_of(h, seed) == *key).map(|h| millis(h.from)).collect();
            // A stretch of asking: from its first word to where it is heard, called off or of no use.
            let mut stretch: Option<(u64, u64)> = None;
            let uses = self.uses();
            let check = |stretch: &mut Option<(u64, u64)>, until: u64| {
                let Some((from, at)) = stretch.take() else { return };
                let until = until.min(at + uses);
                if starts.iter().any(|start| (from..=until).contains(start)) {
                    return;
                }
                let silence = silences.iter().find(|(a, b)| (*a).max(from + TICK_MS) + TICK_MS < (*b).min(until));
                assert!(
                    silence.is_none(),
                    "{seed}: {key} was asked for at {from} and not heard, silent in {silence:?}"
                );
            };
            for one in told {
                match *one {
                    Told::Ask { heard, at, .. } => {
                        let over = stretch.is_some_and(|(from, old)| {
                            heard >= old + uses || starts.iter().any(|s| (from..heard).contains(s))
                        });
                        if over {
                            check(&mut stretch, heard);
                        }
                        stretch = Some((stretch.map_or(heard, |(from, _)| from), at));
                    }
                    Told::Off { heard } => check(&mut stretch, heard),
                }
            }
            check(&mut stretch, self.now);
        }
    }

    /// What was asked of a key and not yet heard or called off: when it happened, and its place.
    fn asks(&self, key: &Key, after: Option<u64>, until: u64) -> Vec<(u64, Seq)> {
        let mut asks = Vec::new();
        for told in self.told.get(key).into_iter().flatten() {
            match *told {
                Told::Ask { heard, seq, at } if after.is_none_or(|after| heard >= after) && heard < until => {
                    asks.push((at, seq));
                }
                Told::Off { heard } if heard < until => asks.clear(),
                _ => {}
            }
        }
        asks
    }
}

/// What is heard, as the listener's key; the counter must be the one at which the ticket is called.
fn key_of(heard: &Heard, seed: &str) -> Key {
    let text = said(heard);
    if let Some(counter) = text.strip_suffix(" pauses") {
        return format!("quay-{counter}");
    }
    let (number, counter) = text.split_once('→').unwrap_or_else(|| panic!("{seed}: {text}"));
    assert!(counter.parse::<u32>().unwrap() < ELSEWHERE, "{seed}: {text} is of another zone");
    number.to_owned()
}

fn millis(samples: usize) -> u64 {
    samples as u64 * 1_000 / u64::from(RATE)
}
