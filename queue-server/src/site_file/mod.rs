//! The site's folder of TOML, read into [`Site`] and checked: every mistake with its file, line and remedy, all of them
//! at once. `site.toml` is the entry; places, services, counters, staff, hours and procedures stand in files beside it.

mod board;
mod counters;
mod folder;
mod hall;
mod hours;
mod item;
mod kiosk;
mod limits;
mod mistake;
mod names;
mod near;
mod office;
mod places;
mod services;
mod staff;
mod summary;
mod table;

use std::{io::Write, path::Path, process::ExitCode};

use queue_core::Site;

pub use self::mistake::Mistake;
use self::{folder::Folder, mistake::Mistakes};
use crate::words::{self, Lang};

/// Reads the site whose entry is `path`, or tells everything that is wrong with it.
pub fn load(path: &Path) -> Result<Site, Vec<Mistake>> {
    let mistakes = Mistakes::default();
    let site = read(path, &mistakes);
    let mistakes = mistakes.into_sorted();
    match site {
        Some(site) if mistakes.is_empty() => Ok(site),
        _ => Err(mistakes),
    }
}

/// `check-site FILE`: prints every mistake, or one page about the site. Fails if there is a mistake.
pub fn check_command(path: &Path, lang: Lang) -> ExitCode {
    let (page, code) = match load(path) {
        Ok(site) => (summary(&site, lang), ExitCode::SUCCESS),
        Err(mistakes) => (report(path, &mistakes, lang), ExitCode::FAILURE),
    };
    // A reader who closed the pipe has seen enough; the exit code still tells.
    let _ = std::io::stdout().write_all(page.as_bytes());
    code
}

/// One page about a site without mistakes.
pub fn summary(site: &Site, lang: Lang) -> String {
    summary::of(site, lang)
}

/// Every mistake on a line of its own, then how many there are.
pub fn report(path: &Path, mistakes: &[Mistake], lang: Lang) -> String {
    let lines: String = mistakes.iter().map(|mistake| mistake.sentence(lang) + "\n").collect();
    let args = [("path", path.display().to_string().into()), ("count", mistakes.len().into())];
    let count = if mistakes.len() < mistake::MOST { "site-report-count" } else { "site-report-many" };
    lines + &words::text(lang, count, &args) + "\n"
}

fn read(path: &Path, mistakes: &Mistakes) -> Option<Site> {
    let folder = Folder::read(path, mistakes);
    let pages = folder.parse(mistakes);
    let open = |name| pages.open(name, mistakes);

    let (places, known_units, known_places) = places::read(open("places.toml"));
    let services = services::read(open("services.toml"), &known_units);
    let (staff, known_staff) = staff::read(open("staff.toml"), &known_units);
    let hours = hours::read(open("hours.toml"));
    if let Some((hours, _)) = &hours {
        services.tell_never_offered(hours);
    }
    let procedures = board::read(open("procedures.toml"), &services);
    let office = office::read(pages.entry(mistakes), &known_places, &services.letters);
    let links = counters::Links { places: &known_places, services: &services, staff: &known_staff, here: office.place };
    let counters = counters::read(open("counters.toml"), &links);

    let top = office.top?;
    let (hours, late_after) = hours?;
    Some(Site {
        id: top.id,
        name: top.name,
        short_name: top.short_name,
        utc_offset_min: top.utc_offset_min,
        live: top.live,
        trial: top.trial,
        trial_series: top.trial_series,
        reserve_series: top.reserve_series,
        place: top.place,
        units: places.units,
        places: places.places,
        fields: services.fields,
        services: services.list,
        lanes: top.lanes,
        counters,
        staff,
        hours,
        late_after,
        priority_groups: top.priority_groups,
        park_reasons: top.park_reasons,
        pick_reasons: top.pick_reasons,
        ticket: top.ticket,
        kiosk: top.kiosk,
        neighbours: top.neighbours,
        notice: top.notice,
        voice: top.voice,
        wall: top.wall,
        procedures,
    })
}
