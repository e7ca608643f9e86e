//! A scanner that types: told from a person by its speed, and framed like any other.

use std::time::Duration;

use super::{Framer, Scan, Tally};

/// Time a key, on average. No person keeps up 20 keys a second; scanners send 50 to 500.
const PACE: Duration = Duration::from_millis(50);

/// A pause as long as this ends the burst, whatever its average.
const PAUSE: Duration = Duration::from_millis(250);

/// Fewer keys than this say nothing about who typed them.
const CERTAIN: u32 = 3;

/// Who pressed a key.
#[derive(Debug, PartialEq, Eq)]
pub enum Key {
    /// A person, as far as known: the page has to act on it.
    Person,
    /// A scanner: the page must not.
    Scanner,
    /// A scanner, and with this key its scan is complete.
    Scan(Scan),
}

/// Watches the keys of a window.
#[derive(Debug, Default)]
pub struct Wedge {
    framer: Framer,
    tally: Tally,
    burst: Option<Burst>,
}

#[derive(Clone, Copy, Debug)]
struct Burst {
    first: Duration,
    last: Duration,
    keys: u32,
}

impl Burst {
    fn next(self, now: Duration) -> Self {
        Self { last: now, keys: self.keys.saturating_add(1), ..self }
    }

    fn is_scanner(self) -> bool {
        self.keys >= CERTAIN && self.last.saturating_sub(self.first) <= PACE.saturating_mul(self.keys - 1)
    }
}

impl Wedge {
    /// A key was pressed at `now`, counted from any fixed instant. `text` is what it types.
    pub fn key(&mut self, text: &str, now: Duration) -> Key {
        if text.is_empty() || text.chars().all(is_modifier) {
            return Key::Person;
        }
        let burst = match self.burst {
            Some(burst) if now.saturating_sub(burst.last) < PAUSE => burst.next(now),
            _ => {
                self.forget();
                Burst { first: now, last: now, keys: 1 }
            }
        };
        self.burst = Some(burst);
        let ends = matches!(text, "\n" | "\r" | "\r\n");
        if !ends && text.chars().any(is_command) {
            self.forget();
            return Key::Person;
        }
        if ends && !burst.is_scanner() {
            self.burst = None;
            // A person's line is nothing that was lost.
            self.framer.quiet();
            return Key::Person;
        }
        let mut bytes = text.as_bytes();
        let outcome = self.framer.take(&mut bytes);
        if ends {
            self.burst = None;
        }
        match outcome {
            Some(Ok(scan)) => Key::Scan(scan),
            Some(Err(reason)) => {
                self.tally.count(reason);
                Key::Scanner
            }
            None if burst.is_scanner() => Key::Scanner,
            None => Key::Person,
        }
    }

    /// What was dropped so far.
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// The burst is over without an end.
    fn forget(&mut self) {
        let by_scanner = self.burst.take().is_some_and(Burst::is_scanner);
        if let Some(reason) = self.framer.quiet().filter(|_| by_scanner) {
            self.tally.count(reason);
        }
    }
}

/// Shift and its like come as keys of their own, also from a scanner that types capitals.
fn is_modifier(c: char) -> bool {
    ('\u{10}'..='\u{18}').contains(&c)
}

/// Keys that type nothing: arrows, function keys, Escape, Tab.
fn is_command(c: char) -> bool {
    c.is_control() || ('\u{f700}'..='\u{f8ff}').contains(&c)
}
