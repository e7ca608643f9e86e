//! `services.toml`: the fields of work and the services, each with its letter, in the order of the kiosk's tiles.

use std::collections::BTreeMap;

use queue_core::{Field, FieldId, Hours, Intent, Series, Service, ServiceId, UnitId, Weekday};

use super::{
    hours,
    item::Item,
    limits::{FIELDS, LABEL, MINUTES, PAPER, PAPERS, SERVICES, TILE, TILES},
    names::Names,
    table::Table,
};

/// What the file says, with what other files refer to.
pub(super) struct Services<'a> {
    pub fields: Vec<Field>,
    pub list: Vec<Service>,
    /// The ids of the services.
    pub known: Names,
    /// Where each of them is given, in file order.
    pub given: Vec<Item<'a>>,
    /// Where each letter was given.
    pub letters: BTreeMap<Series, String>,
    /// What is done at each of them.
    pub intents: BTreeMap<&'a str, Intent>,
    /// Where weekdays are given, and which.
    days: Vec<(Item<'a>, Vec<Weekday>)>,
}

impl Services<'_> {
    /// Tells the services whose weekdays are all days off: nobody could ever take a number for them.
    pub fn tell_never_offered(&self, hours: &Hours) {
        let worked =
            |day: &Weekday| hours.weekdays.contains(day) || hours.special.iter().any(|s| s.date.weekday() == *day);
        for (item, days) in &self.days {
            if !days.is_empty() && !days.iter().any(worked) {
                item.tell("site-service-never", &[]);
            }
        }
    }
}

/// The two intents as the file writes them.
const INTENTS: [(&str, Intent); 2] = [("submit", Intent::Submit), ("collect", Intent::Collect)];

/// Reads the file.
pub(super) fn read<'a>(root: Option<Table<'a>>, units: &Names) -> Services<'a> {
    let mut found = Services {
        fields: Vec::new(),
        list: Vec::new(),
        known: Names::new("site-service-unknown", root.is_some()),
        given: Vec::new(),
        letters: BTreeMap::new(),
        intents: BTreeMap::new(),
        days: Vec::new(),
    };
    let Some(root) = root else { return found };

    let mut fields = Names::new("site-field-unknown", true);
    for table in root.tables("field", FIELDS) {
        let id = table.need("id").and_then(|item| fields.give(&item));
        let name = table.need("name").and_then(|item| item.text(LABEL));
        let owner = table.need("owner").and_then(|item| units.refer(&item));
        let read = || Some(Field { id: FieldId::new(id?), name: name?, owner: UnitId::new(owner?) });
        found.fields.extend(read());
    }

    let tables = root.tables("service", SERVICES);
    if tables.is_empty() {
        root.tell("site-none-service", &[]);
    }
    let mut tiles = 0;
    for table in &tables {
        let read = service(table, &fields, &mut found, &mut tiles);
        found.list.extend(read);
    }
    found
}

fn service<'a>(table: &Table<'a>, fields: &Names, found: &mut Services<'a>, tiles: &mut usize) -> Option<Service> {
    let id = table.need("id").and_then(|item| {
        found.given.push(item);
        found.known.give(&item)
    });
    let name = table.need("name").and_then(|item| item.text(TILE));
    let letter = table.need("letter").and_then(|item| own_letter(&item, &mut found.letters));
    let intent = table.need("intent").and_then(|item| intent(&item, tiles));
    if let (Some(id), Some(intent)) = (id, intent) {
        // Of an id that is given twice, the first counts.
        found.intents.entry(id).or_insert(intent);
    }
    let covers = table.need("fields");
    let covered = covers.map(|item| fields.refer_all(&item, FIELDS)).unwrap_or_default();
    if let (Some(item), Some(Intent::Submit)) = (covers, intent) {
        item.tell_if_empty("site-service-no-field");
    }
    let minutes = table.need("minutes").and_then(|item| item.number(1..=MINUTES));
    let days = table.may("days").map(|item| {
        let days = hours::weekdays(&item);
        found.days.push((item, days.clone()));
        days
    });
    let papers = table.need("papers").map(|item| item.list(PAPERS)).unwrap_or_default();
    let papers = papers.iter().filter_map(|item| item.text(PAPER)).collect();
    let papers_sample = table.need("papers_sample").and_then(|item| item.yes());
    Some(Service {
        id: ServiceId::new(id?),
        name: name?,
        letter: letter?,
        intent: intent?,
        fields: covered.into_iter().map(FieldId::new).collect(),
        minutes: minutes?,
        days,
        papers,
        papers_sample: papers_sample?,
    })
}

fn own_letter(item: &Item<'_>, letters: &mut BTreeMap<Series, String>) -> Option<Series> {
    let letter = item.letter()?;
    if let Some(first) = letters.get(&letter) {
        item.tell("site-letter-twice", &[("letter", &letter), ("first", first)]);
    } else {
        letters.insert(letter, item.place());
    }
    Some(letter)
}

/// The page of fields has so many cells; the twelfth is the search.
fn intent(item: &Item<'_>, tiles: &mut usize) -> Option<Intent> {
    let intent = item.choice(&INTENTS)?;
    if intent == Intent::Submit {
        *tiles += 1;
        if *tiles == TILES + 1 {
            item.tell("site-tiles-full", &[("limit", &TILES)]);
        }
    }
    Some(intent)
}
