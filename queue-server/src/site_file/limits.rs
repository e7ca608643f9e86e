//! How long texts may be and how many of a thing a site may have. Each bound has its reason: the paper, the screen, or a
//! number that no office reaches.

use std::ops::RangeInclusive;

/// How many lines of how many characters fit.
#[derive(Clone, Copy)]
pub(super) struct Fit {
    pub lines: usize,
    pub width: usize,
}

const fn fit(lines: usize, width: usize) -> Fit {
    Fit { lines, width }
}

/// Header of the wall: one line at half its width.
pub(super) const NAME: Fit = fit(1, 48);
/// Header of the kiosk's pages beside the clock.
pub(super) const SHORT_NAME: Fit = fit(1, 28);
/// A tile of the kiosk and the service's line on paper: two lines beside the badge.
pub(super) const TILE: Fit = fit(2, 16);
/// Head of the ticket, beside the mark: 576 dots, letters of 36.
pub(super) const HEAD: Fit = fit(2, 22);
/// Second line of the head, letters of 26.
pub(super) const TICKET_PLACE: Fit = fit(1, 34);
/// A note at the foot of the ticket: two lines of 576 dots, letters of 24.
pub(super) const NOTE: Fit = fit(2, 44);
/// A document on the ticket, behind its box.
pub(super) const PAPER: Fit = fit(1, 38);
/// Foot of the wall: one line that does not scroll.
pub(super) const NOTICE: Fit = fit(1, 90);
/// Names of authorities, places, fields and what else stands in a list.
pub(super) const LABEL: Fit = fit(1, 60);
/// A street address on the kiosk and on paper.
pub(super) const ADDRESS: Fit = fit(1, 80);
/// A person's name or title on a wall tile, beside nothing else.
pub(super) const PERSON: Fit = fit(1, 34);
/// A priority group; five of them share the box on the kiosk, one stands on the ticket.
pub(super) const GROUP: Fit = fit(1, 24);
/// A reason for parking, in the console's narrow list.
pub(super) const REASON: Fit = fit(1, 32);
/// A procedure's name: two lines of the notice board.
pub(super) const PROCEDURE: Fit = fit(1, 120);
/// A document, fee, time limit, form or legal basis on the notice board.
pub(super) const DETAIL: Fit = fit(1, 100);

/// Cells on the kiosk's page of fields, without the last one, which is the search.
pub(super) const TILES: usize = 11;
/// Services in all: the letters of the alphabet less trial and reserve.
pub(super) const SERVICES: usize = 24;
/// Fields of work; the national list has some 60 for a district.
pub(super) const FIELDS: usize = 80;
/// Authorities of one site's tree.
pub(super) const UNITS: usize = 100;
/// Places, old and new.
pub(super) const PLACES: usize = 20;
/// Counters: what is painted on them has at most two digits.
pub(super) const COUNTERS: usize = 99;
/// People on duty.
pub(super) const STAFF: usize = 300;
/// People at one counter: a trainee, a mentor, and one to spare.
pub(super) const AT_COUNTER: usize = 3;
/// Wall and voice zones.
pub(super) const ZONES: usize = 20;
/// Documents on a ticket: more would not be read, and the paper is paid for.
pub(super) const PAPERS: usize = 4;
/// Notes at the foot of a ticket.
pub(super) const NOTES: usize = 3;
/// Groups in the priority box.
pub(super) const GROUPS: usize = 8;
/// Reasons for parking, and for calling out of turn; a clerk picks one by a single key.
pub(super) const REASONS: usize = 9;
/// Parts of a day with a volume of their own.
pub(super) const VOLUMES: usize = 12;
/// How long a call may wait to be spoken: shorter, and two calls in one minute are lost; longer, and nobody is there.
pub(super) const EXPIRES: RangeInclusive<u32> = 15..=600;
/// How long a new call is shown at least: it must be read, and the next one waits.
pub(super) const SHOWN: RangeInclusive<u32> = 3..=30;
/// Notices that take turns at the foot of the wall: whoever waits sees each of them.
pub(super) const NOTICES: usize = 6;
/// Sessions of one day.
pub(super) const SESSIONS: usize = 4;
/// Holidays and special days: a few years of them.
pub(super) const DAYS: usize = 200;
/// Procedures on the notice board; a district has about 300.
pub(super) const PROCEDURES: usize = 500;
/// Documents of a procedure.
pub(super) const DOCUMENTS: usize = 12;
/// Ages from which a card may give priority: the law's "elderly" begins at 60, and nobody sets it beyond 80.
pub(super) const AGES: RangeInclusive<u32> = 60..=80;
/// Numbers that a kiosk may hold in reserve for a day: two kiosks share the three digits of a number.
pub(super) const LEASE: u32 = 500;
/// Other sites of which people bring tickets: those of one province.
pub(super) const NEIGHBOURS: usize = 50;
/// Largest lane weight. To here it was searched through that each lane stays within one call of its share; heavier weights
/// can miss it by a twentieth of a call, and nobody in the hall can follow them.
pub(super) const WEIGHT: u32 = 8;
/// Longest planned service in minutes.
pub(super) const MINUTES: u32 = 120;
/// Longest time in minutes that the kiosk gives numbers before a session.
pub(super) const BEFORE: u32 = 120;
/// Width of the kiosk's screen, and how far from its edge an arrow still has room.
pub(super) const SCREEN: u32 = 1080;
/// See [`SCREEN`].
pub(super) const ARROW: u32 = 60;
