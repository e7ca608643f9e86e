//! `staff.toml`: the people on duty, whose names and titles hang over their counters.

use queue_core::{Staff, StaffId, UnitId};

use super::{
    limits::{PERSON, STAFF},
    names::Names,
    table::Table,
};

/// Reads the file; with it, the ids of the people.
pub(super) fn read(root: Option<Table<'_>>, units: &Names) -> (Vec<Staff>, Names) {
    let mut known = Names::new("site-person-unknown", root.is_some());
    let tables = root.map(|root| root.tables("person", STAFF)).unwrap_or_default();
    let staff = tables.iter().filter_map(|table| person(table, units, &mut known)).collect();
    (staff, known)
}

fn person(table: &Table<'_>, units: &Names, known: &mut Names) -> Option<Staff> {
    let id = table.need("id").and_then(|item| known.give(&item));
    let name = table.need("name").and_then(|item| item.words(PERSON));
    let title = table.need("title").and_then(|item| item.text(PERSON));
    let unit = table.need("unit").and_then(|item| units.refer(&item));
    let sample = table.need("sample").and_then(|item| item.yes());
    Some(Staff { id: StaffId::new(id?), name: name?, title: title?, unit: UnitId::new(unit?), sample: sample? })
}
