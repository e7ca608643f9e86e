//! `counters.toml`: the counters, what each serves and who sits there.

use std::collections::{BTreeMap, BTreeSet};

use queue_core::{CounterConfig, CounterId, PlaceId, ServiceId, StaffId};

use super::{
    item::Item,
    limits::{AT_COUNTER, COUNTERS, SERVICES, ZONES},
    names::Names,
    services::Services,
    table::Table,
};

/// What counters refer to.
pub(super) struct Links<'l, 'a> {
    pub places: &'l Names,
    pub services: &'l Services<'a>,
    pub staff: &'l Names,
    /// Where the office is today.
    pub here: Option<&'a str>,
}

/// Reads the file.
pub(super) fn read<'a>(root: Option<Table<'a>>, links: &Links<'_, 'a>) -> Vec<CounterConfig> {
    let Some(root) = root else { return Vec::new() };
    let mut zones = Names::new("site-zone-unknown", true);
    for item in root.need("zones").map(|item| item.list(ZONES)).unwrap_or_default() {
        zones.give(&item);
    }
    let mut reader =
        Reader { links, zones, ids: Names::only_given(), numbers: BTreeMap::new(), served: BTreeSet::new() };
    let tables = root.tables("counter", COUNTERS);
    if tables.is_empty() {
        root.tell("site-none-counter", &[]);
        return Vec::new();
    }
    let counters = tables.iter().filter_map(|table| reader.counter(table)).collect();
    for service in &links.services.given {
        let id = service.value.as_str().unwrap_or_default();
        if !reader.served.contains(id) {
            service.tell("site-service-unserved", &[("found", &id)]);
        }
    }
    counters
}

struct Reader<'l, 'a> {
    links: &'l Links<'l, 'a>,
    zones: Names,
    ids: Names,
    numbers: BTreeMap<u32, String>,
    served: BTreeSet<&'a str>,
}

impl<'a> Reader<'_, 'a> {
    fn counter(&mut self, table: &Table<'a>) -> Option<CounterConfig> {
        let id = table.need("id").and_then(|item| self.ids.give(&item));
        let number = table.need("number").and_then(|item| self.number(&item));
        let place = table.need("place").and_then(|item| self.links.places.refer(&item));
        let zone = table.need("zone").and_then(|item| self.zones.refer(&item));
        let serves = table.need("serves").map(|item| self.serves(&item)).unwrap_or_default();
        // A counter that stayed behind at the old place serves nobody who takes a number here. Where the places
        // themselves are in doubt, that is mistake enough.
        let elsewhere =
            place.is_some_and(|id| self.links.places.knows(id) && self.links.here.is_some_and(|here| here != id));
        if !elsewhere {
            self.served.extend(serves.iter().copied());
        }
        let staff = table.need("staff").map(|item| self.links.staff.refer_all(&item, AT_COUNTER)).unwrap_or_default();
        Some(CounterConfig {
            id: CounterId::new(id?),
            number: number?,
            place: PlaceId::new(place?),
            zone: zone?.to_owned(),
            serves: serves.into_iter().map(ServiceId::new).collect(),
            staff: staff.into_iter().map(StaffId::new).collect(),
        })
    }

    fn number(&mut self, item: &Item<'_>) -> Option<u32> {
        let number = item.number(1..=99)?;
        if let Some(first) = self.numbers.get(&number) {
            item.tell("site-counter-number-twice", &[("number", &number), ("first", first)]);
        } else {
            self.numbers.insert(number, item.place());
        }
        Some(number)
    }

    fn serves(&self, item: &Item<'a>) -> Vec<&'a str> {
        let serves = self.links.services.known.refer_all(item, SERVICES);
        item.tell_if_empty("site-counter-idle");
        serves
    }
}
