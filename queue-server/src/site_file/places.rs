//! `places.toml`: the unit tree and the places where the office stands or stood.

use std::collections::BTreeMap;

use queue_core::{Place, PlaceId, Unit, UnitId};

use super::{
    item::Item,
    limits::{ADDRESS, LABEL, PLACES, UNITS},
    names::Names,
    table::Table,
};

/// What the file says.
#[derive(Default)]
pub(super) struct Places {
    pub units: Vec<Unit>,
    pub places: Vec<Place>,
}

/// Reads the file; with it, the ids of units and of places.
pub(super) fn read(root: Option<Table<'_>>) -> (Places, Names, Names) {
    let mut units = Names::new("site-unit-unknown", root.is_some());
    let mut places = Names::new("site-place-unknown", root.is_some());
    let Some(root) = root else { return (Places::default(), units, places) };

    let tables = root.tables("unit", UNITS);
    if tables.is_empty() {
        root.tell("site-none-unit", &[]);
    }
    // All ids first: a unit may stand above one that is written before it.
    let ids: Vec<_> = tables.iter().map(|table| table.need("id").and_then(|item| units.give(&item))).collect();
    let parents: Vec<_> = tables.iter().map(|table| table.may("parent")).collect();
    tell_circles(&ids, &parents);
    let entries = tables.iter().zip(ids.iter().zip(&parents));
    let read_units = entries.filter_map(|(table, (id, parent))| unit(table, *id, parent.as_ref(), &units)).collect();

    let tables = root.tables("place", PLACES);
    if tables.is_empty() {
        root.tell("site-none-place", &[]);
    }
    let read_places = tables.iter().filter_map(|table| place(table, &units, &mut places)).collect();
    (Places { units: read_units, places: read_places }, units, places)
}

fn unit(table: &Table<'_>, id: Option<&str>, parent: Option<&Item<'_>>, units: &Names) -> Option<Unit> {
    let name = table.need("name").and_then(|item| item.text(LABEL));
    let parent = parent.and_then(|item| units.refer(item));
    Some(Unit { id: UnitId::new(id?), name: name?, parent: parent.map(UnitId::new) })
}

fn place(table: &Table<'_>, units: &Names, places: &mut Names) -> Option<Place> {
    let id = table.need("id").and_then(|item| places.give(&item));
    let name = table.need("name").and_then(|item| item.text(LABEL));
    let address = table.need("address").and_then(|item| item.text(ADDRESS));
    let unit = table.need("unit").and_then(|item| units.refer(&item));
    let phone = table.may("phone").and_then(|item| phone(&item));
    let sample = table.need("sample").and_then(|item| item.yes());
    Some(Place {
        id: PlaceId::new(id?),
        name: name?,
        address: address?,
        unit: UnitId::new(unit?),
        sample: sample?,
        phone,
    })
}

fn phone(item: &Item<'_>) -> Option<String> {
    let text = item.str()?;
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if !(3..=15).contains(&digits)
        || text.len() > 24
        || !text.chars().all(|c| c.is_ascii_digit() || " +-.()".contains(c))
    {
        item.tell("site-phone-bad", &[("found", &text)]);
    }
    Some(text.to_owned())
}

/// A unit that is its own parent, directly or over others, would send whoever walks up the tree round for ever.
fn tell_circles(ids: &[Option<&str>], parents: &[Option<Item<'_>>]) {
    let links = ids.iter().zip(parents).filter_map(|(id, parent)| {
        let item = parent.as_ref()?;
        Some(((*id)?, item.value.as_str()?, item))
    });
    let links: Vec<_> = links.collect();
    let above: BTreeMap<_, _> = links.iter().map(|(id, parent, _)| (*id, *parent)).collect();
    for (id, parent, item) in &links {
        // Whoever is not back after as many steps as there are units goes round in a circle without this one.
        let way_up = std::iter::successors(Some(*parent), |at| above.get(at).copied());
        if way_up.take(links.len()).any(|at| at == *id) {
            item.tell("site-unit-circle", &[("found", id)]);
        }
    }
}
