use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicI64, Ordering},
};

use queue_protocol::{client::new_ticket_id, core::TicketNumber};
use serde_json::json;

use super::*;
use crate::{
    journal::{Given, REWRITE_BYTES},
    outbox::What,
    print_job::Paper,
};

#[test]
fn numbers_are_given_once_over_restarts_and_told_in_order() {
    let stage = Stage::new();
    let mut numbers = Vec::new();
    for _ in 0..3 {
        let storage = stage.open();
        numbers.push(give(&storage).unwrap().number.to_string());
        numbers.push(give(&storage).unwrap().number.to_string());
    }
    assert_eq!(numbers, ["R001", "R002", "R003", "R004", "R005", "R006"]);
    let storage = stage.open();
    assert_eq!(storage.figures(420).numbers_left, 4);
    let mut told = Vec::new();
    while let Some(report) = storage.next_report() {
        match &report.what {
            What::Offline(request) => told.push(request.offline.unwrap().number.to_string()),
            other => panic!("{other:?}"),
        }
        storage.note(Entry::Told { command: report.command });
    }
    assert_eq!(told, numbers);
    drop(storage);
    assert_eq!(stage.open().next_report(), None);
    assert_eq!(give(&stage.open()).unwrap().number.to_string(), "R007", "also when all are told");
}

#[test]
fn the_last_number_is_the_last() {
    let stage = Stage::new();
    let storage = stage.open();
    (0..10).for_each(|_| drop(give(&storage).unwrap()));
    assert!(matches!(give(&storage), Err(NoNumber::UsedUp(_))));
    stage.pass(24 * 3600);
    assert!(matches!(give(&stage.open()), Err(NoNumber::UsedUp(_))), "another day has other numbers");
}

#[test]
fn without_a_journal_that_can_be_trusted_it_is_another_device() {
    for spoil in [
        |dir: &Path| std::fs::remove_file(dir.join("journal")).unwrap(),
        |dir: &Path| std::fs::remove_file(dir.join("identity")).unwrap(),
        |dir: &Path| {
            let mut text = std::fs::read(dir.join("journal")).unwrap();
            let second = text.iter().position(|b| *b == b'\n').unwrap() + 5;
            text[second] = 0;
            std::fs::write(dir.join("journal"), text).unwrap();
        },
    ] {
        let stage = Stage::new();
        let storage = stage.open();
        let device = storage.device();
        give(&storage).unwrap();
        drop(storage);
        assert_eq!(stage.open().device(), device);
        spoil(stage.dir.path());
        let storage = stage.open();
        assert_ne!(storage.device(), device);
        assert!(matches!(give(&storage), Err(NoNumber::UsedUp(_))), "nobody knows which are used");
    }
}

#[test]
fn numbers_of_another_name_are_not_given() {
    let stage = Stage::new();
    let storage = stage.open();
    storage.set_name("kiosk-1");
    assert_eq!(storage.figures(420).numbers_left, 10);
    storage.set_name("kiosk-2");
    assert_eq!(storage.figures(420).numbers_left, 0);
}

#[test]
fn a_wish_that_may_have_been_heard_is_given_back_in_the_same_step() {
    let stage = Stage::new();
    let storage = stage.open();
    let (wish, ticket) = (new_ticket_id(), new_ticket_id());
    let given = storage.give(&Wish { request: &request(), sent: Some(wish), ticket }, &site()).unwrap();
    assert_eq!(given.id, ticket);
    let storage = stage.open();
    let first = storage.next_report().unwrap();
    assert_eq!((first.ticket, &first.what), (wish, &What::Withdrawn));
    storage.note(Entry::Told { command: first.command });
    assert_eq!(storage.next_report().unwrap().ticket, ticket);
    // An answer that comes after all brings no paper of it.
    let late = Given { ticket: view(wish), offline: None, command: new_command_id() };
    storage.note(Entry::Given(Box::new(late)));
    assert_eq!(storage.open_jobs().iter().map(|(id, _)| *id).collect::<Vec<_>>(), [ticket]);
}

#[test]
fn a_number_that_cannot_be_stored_is_not_given() {
    let disk = Disk::default();
    let storage = Storage::on(Box::new(disk.clone()));
    storage.hear_clock(morning());
    storage.keep_leases("kiosk-1", vec![block()]).unwrap();
    let give = || storage.give(&Wish { request: &request(), sent: None, ticket: new_ticket_id() }, &site());
    assert_eq!(give().unwrap().number.to_string(), "R001");
    disk.full.store(true, Ordering::Relaxed);
    assert!(matches!(give(), Err(NoNumber::NotStored(_))));
    assert_eq!(storage.figures(420).fault, Some("disk-full"));
    assert_eq!(storage.figures(420).untold, 1, "nothing of it is told");
    disk.full.store(false, Ordering::Relaxed);
    assert_eq!(give().unwrap().number.to_string(), "R002");
    assert_eq!(storage.figures(420).fault, None);
}

#[test]
fn the_clock_never_runs_back() {
    let stage = Stage::new();
    let storage = stage.open();
    storage.note(Entry::Printed { ticket: new_ticket_id(), command: new_command_id() });
    let before = storage.now();
    drop(storage);
    stage.pass(-3600);
    let storage = stage.open();
    assert_eq!(storage.now(), before, "it stands still until the machine has caught up");
    assert_eq!(give(&storage).unwrap().issued_at, before);
    storage.hear_clock(UtcMillis(before.0 - 5_000));
    assert!(storage.now().0 < before.0, "but the server knows better");
}

#[test]
fn papers_that_were_due_are_found_again() {
    let stage = Stage::new();
    let storage = stage.open();
    let ids: Vec<_> = (0..4).map(|_| new_ticket_id()).collect();
    for id in &ids {
        storage.note(Entry::Given(Box::new(Given { ticket: view(*id), offline: None, command: new_command_id() })));
    }
    for id in &ids[1..] {
        storage.note(Entry::Printing { ticket: *id, command: new_command_id() });
    }
    storage.note(Entry::Printed { ticket: ids[2], command: new_command_id() });
    storage.note(Entry::PrintFailed { ticket: ids[3], command: new_command_id(), fault: "cutter".into() });
    while let Some(report) = storage.next_report() {
        storage.note(Entry::Told { command: report.command });
    }
    drop(storage);
    // Twice: the first opening writes the journal anew.
    for _ in 0..2 {
        let storage = stage.open();
        let open = storage.open_jobs();
        let found: Vec<_> = open.iter().map(|(id, job)| (*id, job.paper, job.ticket.is_some())).collect();
        assert_eq!(found, [(ids[0], Paper::Due, true), (ids[1], Paper::Begun, true)]);
        assert!(open[0].1.is_fresh(storage.now()));
        let may_be_out: Vec<_> = ids.iter().map(|id| storage.may_be_out(*id)).collect();
        assert_eq!(may_be_out, [false, true, true, true]);
    }
    stage.pass(601);
    assert!(!stage.open().open_jobs()[0].1.is_fresh(stage.open().now()));
}

#[test]
fn the_journal_stays_small_and_forgets_nothing_that_matters() {
    let disk = Disk::default();
    let storage = Storage::on(Box::new(disk.clone()));
    storage.hear_clock(morning());
    storage.keep_leases("kiosk-1", vec![block()]).unwrap();
    storage.note(Entry::Refused { ticket: new_ticket_id(), command: new_command_id(), why: "printed: gone".into() });
    storage.give(&Wish { request: &request(), sent: None, ticket: new_ticket_id() }, &site()).unwrap();
    let waiting = storage.next_report().unwrap();
    let mut largest = 0;
    for _ in 0..4_000 {
        let (ticket, command) = (new_ticket_id(), new_command_id());
        storage.note(Entry::Given(Box::new(Given { ticket: view(ticket), offline: None, command })));
        storage.note(Entry::Printed { ticket, command });
        storage.note(Entry::Told { command });
        largest = largest.max(disk.bytes.lock().unwrap().len() as u64);
    }
    assert!((REWRITE_BYTES - 4_096..REWRITE_BYTES + 4_096).contains(&largest), "{largest} bytes");
    let stage = Stage::new();
    std::fs::write(stage.dir.path().join("identity"), storage.device().to_string()).unwrap();
    std::fs::write(stage.dir.path().join("journal"), disk.bytes.lock().unwrap().as_slice()).unwrap();
    let storage = stage.open();
    storage.keep_leases("kiosk-1", vec![block()]).unwrap();
    assert_eq!(storage.next_report(), Some(waiting));
    assert_eq!(storage.refused().len(), 1);
    assert_eq!(storage.figures(420).numbers_left, 9);
}

#[test]
fn a_day_without_the_server_is_kept_whole() {
    let disk = Disk::default();
    let storage = Storage::on(Box::new(disk.clone()));
    storage.hear_clock(morning());
    storage.keep_leases("kiosk-1", vec![Lease { to: 2_000, ..block() }]).unwrap();
    for _ in 0..2_000 {
        storage.give(&Wish { request: &request(), sent: None, ticket: new_ticket_id() }, &site()).unwrap();
    }
    let untold = storage.figures(420).untold;
    assert_eq!(untold, 2_000);
    assert!(disk.replaced.load(Ordering::Relaxed) > 0, "it was written anew on the way");
    let stage = Stage::new();
    std::fs::write(stage.dir.path().join("identity"), storage.device().to_string()).unwrap();
    std::fs::write(stage.dir.path().join("journal"), disk.bytes.lock().unwrap().as_slice()).unwrap();
    assert_eq!(stage.open().figures(420).untold, untold);
}

// The stage.

struct Stage {
    dir: tempfile::TempDir,
    clock: Arc<AtomicI64>,
}

impl Stage {
    /// A folder with ten numbers for the day.
    fn new() -> Self {
        let stage = Self { dir: tempfile::tempdir().unwrap(), clock: Arc::new(AtomicI64::new(morning().0)) };
        stage.open().keep_leases("kiosk-1", vec![block()]).unwrap();
        stage
    }

    fn open(&self) -> Storage {
        let clock = self.clock.clone();
        Storage::open(self.dir.path(), move || UtcMillis(clock.load(Ordering::Relaxed))).unwrap()
    }

    fn pass(&self, seconds: i64) {
        self.clock.fetch_add(seconds * 1000, Ordering::Relaxed);
    }
}

fn give(storage: &Storage) -> Result<queue_protocol::wire::TicketView, NoNumber> {
    storage.give(&Wish { request: &request(), sent: None, ticket: new_ticket_id() }, &site())
}

/// A disk that fills up and is emptied again.
#[derive(Clone, Default)]
struct Disk {
    full: Arc<AtomicBool>,
    bytes: Arc<Mutex<Vec<u8>>>,
    replaced: Arc<AtomicI64>,
}

impl Medium for Disk {
    fn append(&mut self, bytes: &[u8], _durable: bool) -> io::Result<()> {
        if self.full.load(Ordering::Relaxed) {
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.bytes.lock().unwrap().extend(bytes);
        Ok(())
    }

    fn replace(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.replaced.fetch_add(1, Ordering::Relaxed);
        *self.bytes.lock().unwrap() = bytes.to_vec();
        Ok(())
    }

    fn read(&mut self) -> io::Result<Vec<u8>> {
        Ok(self.bytes.lock().unwrap().clone())
    }
}

fn morning() -> UtcMillis {
    "2019-08-01T02:13:04Z".parse().unwrap()
}

fn block() -> Lease {
    let number: TicketNumber = "R001".parse().unwrap();
    Lease { day: "2019-08-01".parse().unwrap(), series: number.series, from: 1, to: 10 }
}

fn request() -> queue_protocol::wire::IssueRequest {
    serde_json::from_value(json!({ "service": "dat-dai", "intent": "submit", "lane": "regular", "lang": "vi" }))
        .unwrap()
}

fn site() -> SiteView {
    let text = json!({ "vi": "", "en": "" });
    serde_json::from_value(json!({
        "seq": 1, "at": morning(), "id": "s", "name": text, "short_name": text, "utc_offset_min": 420, "trial": false,
        "place": { "id": "p", "name": text, "address": text, "unit": "u", "sample": true },
        "services": [], "lanes": { "regular": 2, "priority": 1, "booked": 1, "returning": 1 },
        "counters": [], "staff": [], "open": { "open": true, "changes_at": null, "holiday": null },
        "sessions": [], "weekdays": [], "priority_groups": [], "park_reasons": [],
        "ticket": { "head": text, "place": text, "notes": [], "follow_url": "" },
        "kiosk": { "scanner_x": 200, "slot_x": 860, "lang": "vi" }, "notice": text
    }))
    .unwrap()
}

fn view(id: TicketId) -> queue_protocol::wire::TicketView {
    serde_json::from_value(json!({
        "id": id, "number": "A001", "service": "dat-dai", "intent": "submit", "state": "waiting", "lane": "regular",
        "lang": "vi", "day": "2019-08-01", "issued_at": morning(), "ahead": 0, "counters": [], "print": "issued",
        "calls": 0, "transferred": false, "counts_from": "2019-08-01", "trial": false, "seq": 1
    }))
    .unwrap()
}
