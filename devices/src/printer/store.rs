//! Pictures that the printer keeps: defined once, recalled by a key of eleven bytes. Nothing is recalled on trust. Before each
//! job the printer is asked how much room it has left; if that is not what it said after the last definition, it was
//! switched off meanwhile or somebody else used its memory, and everything is defined anew.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::time::{Duration, Instant};

use super::dialogue::ask_block;
use super::job::{Part, PrintJob, disarmed};
use super::port::write_all;
use super::{Keeps, Port};
use crate::raster::{Bitmap, push_raster};

/// Rows of a picture that is kept: its height and length then never form a real-time command in the header.
const MAX_ROWS: u32 = 1_023;
/// First and number of the characters that make a key.
const KEY_FIRST: u16 = 32;
const KEY_CHARACTERS: u16 = 95;
/// Beyond the time that definitions take on the line: a printer that takes its time to keep them.
const GRACE: Duration = Duration::from_secs(5);
/// Digits of an answer about capacity.
const MAX_DIGITS: usize = 8;

/// Identity of a part: what it holds, not where it stands.
type Content = u64;

/// What this printer keeps, as far as it has said so.
#[derive(Debug, Default)]
pub(super) struct Store {
    keeps: Keeps,
    /// False once the printer was found not to keep anything, until it is connected again.
    works: bool,
    kept: BTreeMap<Content, Kept>,
    slots: BTreeMap<u8, Content>,
    /// What the printer said after the last definition.
    room: Option<u64>,
    jobs: u64,
    keys: u16,
}

#[derive(Debug)]
struct Kept {
    key: [u8; 2],
    used: u64,
    room: u64,
}

impl Store {
    pub(super) fn new(keeps: Keeps) -> Self {
        Self { keeps, works: true, ..Self::default() }
    }

    /// The printer was connected anew: it may be another one.
    pub(super) fn reconnected(&mut self) {
        self.works = true;
    }

    /// Whether it keeps pictures, as far as the printer has said.
    pub(super) fn works(&self) -> bool {
        self.keeps != Keeps::None && self.works
    }

    /// Whether it keeps pictures and the printer, as far as it has said, does not.
    pub(super) fn gave_up(&self) -> bool {
        self.keeps != Keeps::None && !self.works
    }

    /// What was sent may not have arrived.
    pub(super) fn doubt(&mut self) {
        self.room = None;
    }

    /// Sees to it that the printer holds what recurs in a job, so that [`Store::bytes`] can recall it. `reply`: how long an
    /// answer may take beyond the time that the bytes need.
    pub(super) fn prepare(&mut self, port: &mut dyn Port, job: &PrintJob, reply: Duration) -> io::Result<()> {
        if !self.works() {
            return Ok(());
        }
        let Some(room) = ask_room(port, reply)? else {
            tracing::info!("the printer keeps no pictures; they are sent with every ticket");
            self.give_up();
            return Ok(());
        };
        if self.room != Some(room) {
            write_all(port, &command::clear(), Instant::now() + reply)?;
            (self.kept, self.slots) = (BTreeMap::new(), BTreeMap::new());
            match ask_room(port, reply)? {
                Some(room) if room > 0 => self.room = Some(room),
                _ => {
                    self.give_up();
                    return Ok(());
                }
            }
        }
        if self.kept.is_empty() {
            // Nothing that would be missed if the printer had been switched off.
            self.slots.clear();
        }
        self.jobs += 1;
        let missing = self.missing(job);
        let wanted = missing.values().map(|picture| room_for(picture)).sum();
        if !self.make_room(port, wanted, reply)? {
            self.give_up();
            return Ok(());
        }
        self.define(port, &missing, job, reply)
    }

    /// A job's bytes for this printer as it stands, which draws codes itself or does not.
    pub(super) fn bytes(&self, job: &PrintJob, draws_codes: bool) -> Vec<u8> {
        let mut bytes = Vec::new();
        let trusted = self.works() && self.room.is_some();
        for part in &job.parts {
            match (trusted, part) {
                (true, Part::Block(_)) if let Some(kept) = self.kept.get(&content_of(part)) => {
                    bytes.extend(command::recall(kept.key));
                }
                (true, Part::Once { slot, .. }) if self.slots.get(slot) == Some(&content_of(part)) => {}
                (_, Part::Code { drawn, .. }) if !draws_codes => push_raster(&mut bytes, &disarmed(drawn)),
                _ => part.push_plain(&mut bytes),
            }
        }
        bytes
    }

    fn give_up(&mut self) {
        self.works = false;
        self.room = None;
        (self.kept, self.slots) = (BTreeMap::new(), BTreeMap::new());
    }

    /// The pictures of a job that the printer does not hold. Those that it holds count as used.
    fn missing<'a>(&mut self, job: &'a PrintJob) -> BTreeMap<Content, &'a Bitmap> {
        let mut missing = BTreeMap::new();
        for part in &job.parts {
            let Part::Block(picture) = part else { continue };
            let content = content_of(part);
            match self.kept.get_mut(&content) {
                Some(kept) => kept.used = self.jobs,
                None if can_be_kept(picture) => _ = missing.insert(content, picture),
                None => {}
            }
        }
        missing
    }

    /// Deletes what was not used longest until there is room. False if the printer does not answer any more.
    fn make_room(&mut self, port: &mut dyn Port, wanted: u64, reply: Duration) -> io::Result<bool> {
        let (mut bytes, mut room) = (Vec::new(), self.room.unwrap_or_default());
        while room < wanted {
            let jobs = self.jobs;
            let oldest = self.kept.iter().filter(|(_, kept)| kept.used < jobs).min_by_key(|(_, kept)| kept.used);
            let Some((content, kept)) = oldest else { break };
            let content = *content;
            bytes.extend(command::delete(kept.key));
            room += kept.room;
            self.kept.remove(&content);
        }
        if !bytes.is_empty() {
            self.room = None;
            write_all(port, &bytes, Instant::now() + reply)?;
            self.room = ask_room(port, reply)?;
        }
        Ok(self.room.is_some())
    }

    /// Defines pictures as far as there is room, and what is sent once; then asks whether they were kept.
    fn define(
        &mut self,
        port: &mut dyn Port,
        missing: &BTreeMap<Content, &Bitmap>,
        job: &PrintJob,
        reply: Duration,
    ) -> io::Result<()> {
        let before = self.room.unwrap_or_default();
        let (mut bytes, mut left, mut expected, mut kept) = (Vec::new(), before, 0, Vec::new());
        for (content, picture) in missing {
            let needs = room_for(picture);
            if needs <= left {
                left -= needs;
                expected += dots(picture);
                let key = self.next_key(&kept);
                bytes.extend(command::define(key, picture));
                kept.push((*content, Kept { key, used: self.jobs, room: dots(picture) }));
            }
        }
        let mut slots = BTreeMap::new();
        // What a printer remembers until it is switched off can only be trusted beside pictures that go the same way.
        let sentinel = !(self.kept.is_empty() && kept.is_empty());
        for part in job.parts.iter().filter(|_| sentinel) {
            if let Part::Once { slot, bytes: own } = part
                && self.slots.get(slot) != Some(&content_of(part))
            {
                bytes.extend(own);
                slots.insert(*slot, content_of(part));
            }
        }
        if bytes.is_empty() {
            return Ok(());
        }
        self.room = None;
        let deadline = Instant::now() + port.travel_time(bytes.len()) * 3 / 2 + GRACE;
        write_all(port, &bytes, deadline)?;
        match ask_room(port, reply)? {
            // A picture for which there was no room is dropped without a word: only less room afterwards is proof.
            Some(after) if before.saturating_sub(after) >= expected => {
                self.room = Some(after);
                self.kept.extend(kept);
                self.slots.extend(slots);
            }
            _ => {
                tracing::warn!("the printer did not keep what it was given; pictures are sent with every ticket");
                self.give_up();
            }
        }
        Ok(())
    }

    fn next_key(&mut self, new: &[(Content, Kept)]) -> [u8; 2] {
        loop {
            let at = self.keys % (KEY_CHARACTERS * KEY_CHARACTERS);
            self.keys = at + 1;
            let key = [(KEY_FIRST + at / KEY_CHARACTERS) as u8, (KEY_FIRST + at % KEY_CHARACTERS) as u8];
            if self.kept.values().chain(new.iter().map(|(_, kept)| kept)).all(|kept| kept.key != key) {
                return key;
            }
        }
    }
}

/// The functions of GS ( L for memory that forgets when it is switched off. NV memory would survive, but wears with every
/// writing, and cannot be asked which pictures it holds, only under which keys.
mod command {
    use crate::raster::Bitmap;

    const CAPACITY: u8 = 52;
    const CLEAR: u8 = 81;
    const DELETE: u8 = 82;
    const DEFINE: u8 = 83;
    const PRINT: u8 = 85;
    /// Second byte of the answer about capacity.
    pub(super) const IDENTIFIER: u8 = 0x32;

    pub(super) fn capacity() -> [u8; 7] {
        [0x1d, b'(', b'L', 2, 0, 48, CAPACITY]
    }

    pub(super) fn clear() -> [u8; 10] {
        [0x1d, b'(', b'L', 5, 0, 48, CLEAR, b'C', b'L', b'R']
    }

    pub(super) fn delete([k1, k2]: [u8; 2]) -> [u8; 9] {
        [0x1d, b'(', b'L', 4, 0, 48, DELETE, k1, k2]
    }

    pub(super) fn recall([k1, k2]: [u8; 2]) -> [u8; 11] {
        [0x1d, b'(', b'L', 6, 0, 48, PRINT, k1, k2, 1, 1]
    }

    /// One colour, raster format. GS 8 L, since pictures may be longer than GS ( L can count.
    pub(super) fn define([k1, k2]: [u8; 2], picture: &Bitmap) -> Vec<u8> {
        let picture = super::super::job::disarmed(picture);
        let dots = picture.row_bytes() * picture.height() as usize;
        let length = (dots + 11) as u32;
        let (width, rows) = ((picture.row_bytes() * 8) as u16, picture.height() as u16);
        let mut bytes = vec![0x1d, b'8', b'L'];
        bytes.extend(length.to_le_bytes());
        bytes.extend([48, DEFINE, 48, k1, k2, 1]);
        bytes.extend(width.to_le_bytes());
        bytes.extend(rows.to_le_bytes());
        bytes.push(49);
        (0..picture.height()).for_each(|y| bytes.extend(picture.row(y)));
        bytes
    }
}

/// Bytes of a picture's dots.
fn dots(picture: &Bitmap) -> u64 {
    (picture.row_bytes() * picture.height() as usize) as u64
}

/// Room that a picture takes: printers need a little more than its dots, and none says how much.
fn room_for(picture: &Bitmap) -> u64 {
    dots(picture) * 9 / 8 + 64
}

/// A length that would hold a real-time command in its first two bytes is left to raster, which is cut elsewhere.
fn can_be_kept(picture: &Bitmap) -> bool {
    let length = picture.row_bytes() * picture.height() as usize + 11;
    let header = [(length & 0xff) as u8, (length >> 8 & 0xff) as u8];
    picture.height() > 0
        && picture.height() <= MAX_ROWS
        && crate::raster::real_time_pair(&header).is_none()
        && crate::raster::real_time_pair(&[(picture.height() & 0xff) as u8, (picture.height() >> 8) as u8]).is_none()
}

fn content_of(part: &Part) -> Content {
    let mut hasher = DefaultHasher::new();
    match part {
        Part::Block(picture) => {
            (picture.width(), picture.height()).hash(&mut hasher);
            (0..picture.height()).for_each(|y| picture.row(y).hash(&mut hasher));
        }
        Part::Once { slot, bytes } => (slot, bytes).hash(&mut hasher),
        Part::Bytes(bytes) | Part::Code { native: bytes, .. } => bytes.hash(&mut hasher),
    }
    hasher.finish()
}

/// What the printer says of its room; nothing if it does not know the question.
fn ask_room(port: &mut dyn Port, reply: Duration) -> io::Result<Option<u64>> {
    let question = command::capacity();
    let answer = ask_block(port, &question, command::IDENTIFIER, reply)?;
    let digits = answer.filter(|digits| digits.len() <= MAX_DIGITS && digits.iter().all(u8::is_ascii_digit));
    Ok(digits.and_then(|digits| String::from_utf8(digits).ok()?.parse().ok()))
}
