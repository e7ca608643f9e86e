//! The entry, `site.toml`: the office itself, its lanes' weights, the kiosk, and the words on paper.

use std::collections::BTreeMap;

use queue_core::{
    KioskConfig, LaneWeights, Layout, Neighbour, PlaceId, PriorityGroup, Reason, Series, Text, TicketWords,
    VoiceConfig, WallConfig,
};

use super::{
    hall,
    item::Item,
    kiosk,
    limits::{
        GROUP, GROUPS, HEAD, LABEL, NAME, NEIGHBOURS, NOTE, NOTES, NOTICE, REASON, REASONS, SHORT_NAME, TICKET_PLACE,
        WEIGHT,
    },
    names::Names,
    table::Table,
};

/// What the entry says, if all of it can be used.
pub(super) struct Top {
    pub id: String,
    pub name: Text,
    pub short_name: Text,
    pub utc_offset_min: i32,
    pub live: bool,
    pub trial: bool,
    pub trial_series: Series,
    pub reserve_series: Series,
    pub place: PlaceId,
    pub lanes: LaneWeights,
    pub kiosk: KioskConfig,
    pub ticket: TicketWords,
    pub priority_groups: Vec<PriorityGroup>,
    pub park_reasons: Vec<Reason>,
    pub pick_reasons: Vec<Reason>,
    pub neighbours: Vec<Neighbour>,
    pub notice: Text,
    pub voice: VoiceConfig,
    pub wall: WallConfig,
}

/// The entry, and the place it names, if there is one of that name, even where the rest of it cannot be used.
#[derive(Default)]
pub(super) struct Office<'a> {
    pub top: Option<Top>,
    pub place: Option<&'a str>,
}

/// Layouts of the ticket as the file writes them.
const LAYOUTS: [(&str, Layout); 2] = [("compact", Layout::Compact), ("full", Layout::Full)];

/// Reads the entry.
pub(super) fn read<'a>(root: Option<Table<'a>>, places: &Names, letters: &BTreeMap<Series, String>) -> Office<'a> {
    let Some(root) = root else { return Office::default() };
    let id = root.need("id").and_then(|item| item.slug());
    let name = root.need("name").and_then(|item| item.text(NAME));
    let short_name = root.need("short_name").and_then(|item| item.text(SHORT_NAME));
    let utc_offset_min = root.need("utc_offset").and_then(|item| offset(&item));
    let live = root.need("live").and_then(|item| item.yes());
    let trial = root.need("trial").and_then(|item| item.yes());
    let place = root.need("place").and_then(|item| places.refer(&item));
    let notice = root.need("notice").and_then(|item| item.text(NOTICE));
    let series = root.table("series").and_then(|table| series(&table, letters));
    let lanes = root.table("lanes").and_then(|table| lanes(&table));
    let kiosk = root.table("kiosk").and_then(|table| kiosk::read(&table));
    let ticket = root.table("ticket").and_then(|table| ticket(&table));

    let mut ids = Names::only_given();
    let groups = root.tables("priority_group", GROUPS);
    let groups = groups.iter().filter_map(|table| {
        let id = table.need("id").and_then(|item| ids.give(&item));
        let name = table.need("name").and_then(|item| item.text(GROUP));
        Some(PriorityGroup { id: id?.to_owned(), name: name? })
    });
    let priority_groups = groups.collect();
    let park_reasons = reasons(&root, "park_reason");
    let pick_reasons = reasons(&root, "pick_reason");
    let (voice, wall) = (hall::voice(&root), hall::wall(&root));
    let own = ticket.as_ref().map(|ticket| ticket.follow_url.clone());
    let neighbours = neighbours(&root, own);

    let top = || {
        let (trial_series, reserve_series) = series?;
        Some(Top {
            id: id?.to_owned(),
            name: name?,
            short_name: short_name?,
            utc_offset_min: utc_offset_min?,
            live: live?,
            trial: trial?,
            trial_series,
            reserve_series,
            place: PlaceId::new(place?),
            lanes: lanes?,
            kiosk: kiosk?,
            ticket: ticket?,
            priority_groups,
            park_reasons,
            pick_reasons,
            neighbours,
            notice: notice?,
            voice: voice?,
            wall: wall?,
        })
    };
    Office { top: top(), place: place.filter(|id| places.knows(id)) }
}

/// Reasons that a clerk chooses from.
fn reasons(root: &Table<'_>, key: &'static str) -> Vec<Reason> {
    let mut ids = Names::only_given();
    let tables = root.tables(key, REASONS);
    let reasons = tables.iter().filter_map(|table| {
        let id = table.need("id").and_then(|item| ids.give(&item));
        let name = table.need("name").and_then(|item| item.text(REASON));
        Some(Reason { id: id?.to_owned(), name: name? })
    });
    reasons.collect()
}

/// The offset from UTC, `+07:00`. Zones on Earth lie between -12:00 and +14:00.
fn offset(item: &Item<'_>) -> Option<i32> {
    let text = item.str()?;
    let minutes = || {
        let (sign, digits) = match text.strip_prefix('+') {
            Some(digits) => (1, digits),
            None => (-1, text.strip_prefix('-')?),
        };
        let (hours, minutes) = digits.split_once(':')?;
        let two = |part: &str| {
            let digits = part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
            digits.then(|| part.parse::<i32>().ok()).flatten()
        };
        let (hours, minutes) = (two(hours)?, two(minutes)?);
        let offset = sign * (hours * 60 + minutes);
        (minutes < 60 && (-12 * 60..=14 * 60).contains(&offset)).then_some(offset)
    };
    let found = minutes();
    if found.is_none() {
        item.tell("site-offset-bad", &[("found", &text)]);
    }
    found
}

/// Trial and reserve numbers must never be taken for a service's, nor for each other's.
fn series(table: &Table<'_>, letters: &BTreeMap<Series, String>) -> Option<(Series, Series)> {
    let mut taken = letters.clone();
    let mut own = |key| {
        let item = table.need(key)?;
        let letter = item.letter()?;
        if let Some(first) = taken.get(&letter) {
            item.tell("site-letter-twice", &[("letter", &letter), ("first", first)]);
        } else {
            taken.insert(letter, item.place());
        }
        Some(letter)
    };
    let (trial, reserve) = (own("trial"), own("reserve"));
    Some((trial?, reserve?))
}

fn lanes(table: &Table<'_>) -> Option<LaneWeights> {
    let weight = |key| table.need(key).and_then(|item| item.number(1..=WEIGHT));
    let (regular, priority, booked, returning) =
        (weight("regular"), weight("priority"), weight("booked"), weight("returning"));
    Some(LaneWeights { regular: regular?, priority: priority?, booked: booked?, returning: returning? })
}

fn ticket(table: &Table<'_>) -> Option<TicketWords> {
    let head = table.need("head").and_then(|item| item.text(HEAD));
    let place = table.need("place").and_then(|item| item.text(TICKET_PLACE));
    let notes = table.need("notes").map(|item| item.list(NOTES)).unwrap_or_default();
    let notes = notes.iter().filter_map(|item| item.text(NOTE)).collect();
    let follow_url = table.need("follow_url").and_then(|item| address(&item));
    let layout = table.may("layout").map_or(Some(Layout::default()), |item| item.choice(&LAYOUTS));
    Some(TicketWords { head: head?, place: place?, notes, follow_url: follow_url?, layout: layout? })
}

/// A ticket's address tells whose it is, so each belongs to one site.
fn neighbours(root: &Table<'_>, own: Option<String>) -> Vec<Neighbour> {
    let mut taken: BTreeMap<String, String> = BTreeMap::new();
    let tables = root.tables("neighbour", NEIGHBOURS);
    let read = tables.iter().filter_map(|table| {
        let name = table.need("name").and_then(|item| item.text(LABEL));
        let item = table.need("follow_url");
        let follow_url = item.and_then(|item| {
            let address = address(&item)?;
            if own.as_ref() == Some(&address) {
                item.tell("site-neighbour-own", &[("found", &address)]);
            } else if let Some(first) = taken.get(&address) {
                item.tell("site-neighbour-twice", &[("found", &address), ("first", first)]);
            } else {
                taken.insert(address.clone(), item.place());
            }
            Some(address)
        });
        Some(Neighbour { name: name?, follow_url: follow_url? })
    });
    read.collect()
}

/// Longest address behind the QR: with a ticket's id it still fits the module size that phones read at arm's length.
const ADDRESS: usize = 60;

fn address(item: &Item<'_>) -> Option<String> {
    let text = item.str()?;
    let host = text.strip_prefix("http://").or_else(|| text.strip_prefix("https://")).unwrap_or_default();
    let plain = text.bytes().all(|b| b.is_ascii_graphic()) && !host.contains(['?', '#', '@']);
    if host.is_empty() || host.starts_with(['/', ':']) || !plain || text.len() > ADDRESS {
        item.tell("site-address-bad", &[("found", &text), ("limit", &ADDRESS)]);
    }
    Some(text.trim_end_matches('/').to_owned())
}
