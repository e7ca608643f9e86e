//! Everything that a citizen can be shown, page by page: each story walks through scenes and shows each to the looker.

use std::{collections::BTreeSet, time::Duration};

use devices::scanner::Scan;
use kiosk::{
    model::{Failure, Fault, Heard, Input, Key, NotGiven, NotSeen, PrinterHealth, Stock, Touch},
    speech::Phrase,
    ui::{Page, Reason, ScanNote, Screen, Stand},
};
use queue_protocol::{
    core::{Intent, Lane, Lang, Neighbour, OpenState, Procedure, Text, TicketId, TicketState},
    wire::{Board, NoticeBoard, SiteView, TicketView, WaitView},
};
use serde::Deserialize;
use slint::ComponentHandle;
use uuid::Uuid;

use crate::support::{Stage, office};

/// How the screen is while a story is played.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    pub lang: Lang,
    pub size: (u32, u32),
    pub dark: bool,
    pub low: bool,
}

/// Is shown each scene with its name.
pub type Looker<'a> = dyn FnMut(&str, &Stage) + 'a;

/// All stories, one after the other.
pub fn play(setting: Setting, look: &mut Looker<'_>) {
    connecting(setting, look);
    start(setting, look);
    away(setting, look);
    trial(setting, look);
    scan_notes(setting, look);
    fields(setting, look);
    collect(setting, look);
    not_given(setting, look);
    board(setting, look);
    ticket(setting, look);
    offline_ticket(setting, look);
    faults(setting, look);
    scanned(setting, look);
    paused(setting, look);
}

/// What a run of all stories has shown. A page, a reason or a fault that gets a new kind has to be named here, and then
/// needs a scene.
#[derive(Default)]
pub struct Shown(BTreeSet<&'static str>);

impl Shown {
    pub fn note(&mut self, stage: &Stage) {
        let window = stage.window();
        let screen = window.global::<Screen>();
        let page = screen.get_page();
        self.0.insert(match page {
            Page::Connecting => "connecting",
            Page::Paused => "paused",
            Page::Start => "start",
            Page::Fields => "fields",
            Page::Collect => "collect",
            Page::Board => "board",
            Page::NotGiven => "not-given",
            Page::Ticket => "ticket",
            Page::Fault => "fault",
            Page::Scanned => "scanned",
        });
        self.0.insert(match screen.get_scan_note() {
            ScanNote::None => "note none",
            ScanNote::Read => "note read",
            ScanNote::Unknown => "note unknown",
            ScanNote::OtherSite => "note other-site",
            ScanNote::NoNumbers => "note no-numbers",
            ScanNote::NoSuchTicket => "note no-such-ticket",
            ScanNote::NoAnswer => "note no-answer",
        });
        if page == Page::NotGiven {
            self.0.insert(match window.global::<kiosk::ui::NotGivenPage>().get_reason() {
                Reason::NoAnswer => "reason no-answer",
                Reason::Closed => "reason closed",
                Reason::ServiceClosed => "reason service-closed",
                Reason::NobodyServes => "reason nobody-serves",
                Reason::DayFull => "reason day-full",
                Reason::NotAllowed => "reason not-allowed",
                Reason::NoneLeft => "reason none-left",
                Reason::Other => "reason other",
            });
        }
        if page == Page::Fault {
            self.0.insert(match window.global::<kiosk::ui::TicketPage>().get_fault() {
                kiosk::ui::Fault::None => "fault none",
                kiosk::ui::Fault::PaperOut => "fault paper-out",
                kiosk::ui::Fault::CoverOpen => "fault cover-open",
                kiosk::ui::Fault::Jammed => "fault jammed",
                kiosk::ui::Fault::Silent => "fault silent",
            });
        }
        if page == Page::Scanned {
            self.0.insert(match window.global::<kiosk::ui::ScannedPage>().get_stand() {
                Stand::Waiting => "stand waiting",
                Stand::Called => "stand called",
                Stand::Serving => "stand serving",
                Stand::Parked => "stand parked",
                Stand::Done => "stand done",
                Stand::Missed => "stand missed",
                Stand::Withdrawn => "stand withdrawn",
                Stand::Unserved => "stand unserved",
            });
        }
    }

    /// What was not shown, of all that there is.
    pub fn missing(&self) -> Vec<&'static str> {
        ALL.iter().copied().filter(|name| !self.0.contains(name)).collect()
    }
}

const ALL: [&str; 37] = [
    "connecting",
    "paused",
    "start",
    "fields",
    "collect",
    "board",
    "not-given",
    "ticket",
    "fault",
    "scanned",
    "note none",
    "note read",
    "note unknown",
    "note other-site",
    "note no-numbers",
    "note no-such-ticket",
    "note no-answer",
    "reason no-answer",
    "reason closed",
    "reason service-closed",
    "reason nobody-serves",
    "reason day-full",
    "reason not-allowed",
    "reason none-left",
    "reason other",
    "fault paper-out",
    "fault cover-open",
    "fault jammed",
    "fault silent",
    "stand waiting",
    "stand called",
    "stand serving",
    "stand parked",
    "stand done",
    "stand missed",
    "stand withdrawn",
    "stand unserved",
];

const FAULTS: [(&str, Fault); 4] = [
    ("paper-out", Fault::PaperOut),
    ("cover-open", Fault::CoverOpen),
    ("jammed", Fault::Jammed),
    ("silent", Fault::Silent),
];

const FOLLOW: &str = "http://10.0.0.2:8080";
const NEIGHBOUR: &str = "http://10.0.1.2:8080";

/// The sample office with a neighbour, as a setting wants it.
pub fn site(setting: Setting) -> SiteView {
    let mut site = office::site();
    site.kiosk.contrast = setting.dark;
    site.kiosk.low_reach = setting.low;
    site.kiosk.priority_age = Some(75);
    site.ticket.follow_url = FOLLOW.into();
    let name = Text { vi: "Một cửa huyện Cao Lãnh".into(), en: "One-Stop, Cao Lãnh".into() };
    site.neighbours = vec![Neighbour { name, follow_url: NEIGHBOUR.into() }];
    site
}

/// The procedures of the sample site.
pub fn procedures() -> Vec<Procedure> {
    #[derive(Deserialize)]
    struct File {
        procedure: Vec<Procedure>,
    }
    let file = include_str!("../../../sites/dong-thap-2019/procedures.toml");
    toml::from_str::<File>(file).unwrap().procedure
}

fn connecting(setting: Setting, look: &mut Looker<'_>) {
    // Before the office is known there is no wish for another look.
    if setting.dark || setting.low {
        return;
    }
    let stage = Stage::empty(setting.size, Some(setting.lang));
    look("connecting", &stage);
    stage.hear(Heard::Refused);
    look("connecting-refused", &stage);
}

fn start(setting: Setting, look: &mut Looker<'_>) {
    let stage = open(setting);
    look("start", &stage);
    stage.kiosk.input(Input::Touch(Touch::Listen));
    stage.kiosk.input(Input::Read(Some(Phrase::sentence("submit"))));
    look("start-listening", &stage);
    stage.kiosk.input(Input::Read(None));
    act(&stage, Touch::Help);
    look("start-help-called", &stage);
    stage.hear(Heard::HelpAnswered);
    look("start-help-coming", &stage);
    for (name, fault) in FAULTS {
        stage.kiosk.input(Input::Printer(health(Some(fault))));
        look(&format!("start-{name}"), &stage);
    }
    stage.kiosk.input(Input::Printer(health(None)));
    stage.hear(Heard::Board(Box::new(office::closed_board())));
    look("start-closed", &stage);
    let evening = |opens: &str, holiday| Board {
        at: "2019-08-01T10:30:00Z".parse().unwrap(),
        open: OpenState { open: false, changes_at: Some(opens.parse().unwrap()), holiday },
        ..office::board()
    };
    stage.hear(Heard::Board(Box::new(evening("2019-08-02T00:00:00Z", None))));
    look("start-closed-until-tomorrow", &stage);
    let holiday = Text { vi: "Nghỉ lễ Quốc khánh".into(), en: "National Day".into() };
    stage.hear(Heard::Board(Box::new(evening("2019-09-03T00:00:00Z", Some(holiday)))));
    look("start-closed-for-a-holiday", &stage);
    let open = OpenState { open: false, changes_at: None, holiday: None };
    stage.hear(Heard::Board(Box::new(Board { open, ..office::closed_board() })));
    look("start-closed-for-good", &stage);
    let october = Board { at: "2019-10-23T02:48:00Z".parse().unwrap(), ..office::board() };
    stage.hear(Heard::Board(Box::new(october)));
    look("start-long-date", &stage);
}

fn away(setting: Setting, look: &mut Looker<'_>) {
    let stage = open(setting);
    stage.hear(Heard::Stock(Stock { numbers_left: 50 }));
    stage.hear(Heard::Lost);
    stage.pass(Duration::from_secs(70));
    look("start-on-reserve", &stage);
    act(&stage, Touch::Submit);
    look("fields-on-reserve", &stage);
    act(&stage, Touch::Back);
    act(&stage, Touch::Collect);
    look("collect-on-reserve", &stage);
    act(&stage, Touch::Back);
    stage.hear(Heard::Stock(Stock { numbers_left: 0 }));
    look("start-reserve-used-up", &stage);
    stage.hear(Heard::Refused);
    look("start-refused", &stage);
}

fn trial(setting: Setting, look: &mut Looker<'_>) {
    let stage = open_with(setting, SiteView { trial: true, ..site(setting) });
    look("start-trial", &stage);
    act(&stage, Touch::Submit);
    look("fields-trial", &stage);
    give(&stage, "dat-dai", |ticket| TicketView { number: "X1023".parse().unwrap(), trial: true, ..ticket });
    look("ticket-trial", &stage);
}

fn scan_notes(setting: Setting, look: &mut Looker<'_>) {
    let id = TicketId(Uuid::from_u128(77));
    let seen = |answer| Heard::Seen { ticket: id, answer: Err(answer) };
    let codes: [(&str, String, Option<Heard>); 4] = [
        ("unknown", "8934563138165".into(), None),
        ("other-site", format!("{NEIGHBOUR}/t/{id}"), None),
        ("no-such-ticket", format!("{FOLLOW}/t/{id}"), Some(seen(NotSeen::NoSuchTicket))),
        ("no-answer", format!("{FOLLOW}/t/{id}"), Some(seen(NotSeen::NoAnswer))),
    ];
    let scan = |stage: &Stage, code: &str, heard: Option<Heard>| {
        stage.pass(Duration::from_secs(2));
        stage.kiosk.input(Input::Scanned(Scan::new(code)));
        heard.into_iter().for_each(|heard| stage.hear(heard));
    };
    let stage = open(setting);
    for (name, code, heard) in codes {
        scan(&stage, &code, heard);
        look(&format!("start-scan-{name}"), &stage);
    }
    // A card of somebody who is old enough ticks the box.
    scan(&stage, "087044000123||Nguyễn Thị Mẫu|01021944|Nữ|Ấp 1, Mỹ Quý|25062021", None);
    look("fields-scan-read", &stage);
    let other_site = format!("{NEIGHBOUR}/t/{id}");
    scan(&stage, &other_site, None);
    look("fields-scan-other-site", &stage);
    act(&stage, Touch::Board);
    scan(&stage, &other_site, None);
    look("board-scan-other-site", &stage);
    act(&stage, Touch::Back);
    act(&stage, Touch::Back);
    act(&stage, Touch::Collect);
    scan(&stage, &other_site, None);
    look("collect-scan-other-site", &stage);
    give(&stage, "tra-ket-qua", |ticket| ticket);
    scan(&stage, &other_site, None);
    look("ticket-scan-other-site", &stage);
    stage.pass(Duration::from_secs(30));
    stage.hear(Heard::Board(Box::new(office::closed_board())));
    scan(&stage, "000.00.14.H20-190801-0002", None);
    look("start-closed-scan-no-numbers", &stage);
}

fn fields(setting: Setting, look: &mut Looker<'_>) {
    let stage = open(setting);
    act(&stage, Touch::Submit);
    look("fields", &stage);
    act(&stage, Touch::Listen);
    stage.kiosk.input(Input::Read(Some(Phrase::service("dat-dai"))));
    look("fields-listening", &stage);
    stage.kiosk.input(Input::Read(None));
    act(&stage, Touch::Priority);
    look("fields-priority", &stage);
    act(&stage, Touch::Help);
    look("fields-help-called", &stage);
    stage.pass(Duration::from_secs(50));
    look("fields-asking", &stage);
    act(&stage, Touch::Stay);
    act(&stage, Touch::Field("bao-tro-xa-hoi".into()));
    stage.pass(Duration::from_secs(1));
    look("fields-asked", &stage);

    // More than one service that gives results: they are chosen like fields.
    let mut site = site(setting);
    for service in site.services.iter_mut().take(3) {
        service.intent = Intent::Collect;
    }
    let stage = open_with(setting, site);
    act(&stage, Touch::Collect);
    look("fields-collect", &stage);

    // A small office.
    let mut site = office_of(setting, 2);
    site.priority_groups.clear();
    let stage = open_with(setting, site);
    look("start-small-office", &stage);
    act(&stage, Touch::Submit);
    look("fields-small-office", &stage);
}

fn office_of(setting: Setting, fields: usize) -> SiteView {
    let mut site = site(setting);
    let (submit, collect): (Vec<_>, Vec<_>) = site.services.drain(..).partition(|s| s.intent == Intent::Submit);
    site.services = submit.into_iter().take(fields).chain(collect).collect();
    site
}

fn collect(setting: Setting, look: &mut Looker<'_>) {
    let stage = open(setting);
    act(&stage, Touch::Collect);
    look("collect", &stage);
    act(&stage, Touch::CollectIn(Lane::Priority));
    stage.pass(Duration::from_secs(1));
    look("collect-asked", &stage);
    stage.hear(Heard::Answer {
        ticket: stage.asked(),
        answer: Ok(Box::new(office::ticket(TicketId(Uuid::from_u128(5)), "tra-ket-qua", "T012"))),
    });
    look("ticket-printing", &stage);
}

fn not_given(setting: Setting, look: &mut Looker<'_>) {
    let words = match setting.lang {
        Lang::Vi => ("Chưa cấp được số", "Dịch vụ này tạm thời chưa nhận hồ sơ."),
        Lang::En => ("No number could be given", "This service takes no papers for the moment."),
    };
    let reasons = [
        ("no-answer", NotGiven::NoAnswer),
        ("closed", NotGiven::Closed),
        ("service-closed", NotGiven::ServiceClosed),
        ("nobody-serves", NotGiven::NobodyServes),
        ("day-full", NotGiven::DayFull),
        ("not-allowed", NotGiven::NotAllowed),
        ("not-stored", NotGiven::NotStored),
        ("none-left", NotGiven::NoneLeft),
        ("other", NotGiven::Other { title: words.0.into(), detail: words.1.into() }),
    ];
    let stage = open(setting);
    for (name, reason) in reasons {
        act(&stage, Touch::Submit);
        stage.effects();
        act(&stage, Touch::Field("dat-dai".into()));
        stage.hear(Heard::Answer { ticket: stage.asked(), answer: Err(reason) });
        look(&format!("not-given-{name}"), &stage);
        act(&stage, Touch::Back);
        act(&stage, Touch::Back);
    }
}

fn board(setting: Setting, look: &mut Looker<'_>) {
    let stage = open(setting);
    act(&stage, Touch::Board);
    look("board", &stage);
    act(&stage, Touch::More);
    look("board-more", &stage);
    type_in(&stage, "dat");
    look("board-typed", &stage);
    act(&stage, Touch::Key(Key::Symbols));
    look("board-symbols", &stage);
    act(&stage, Touch::Key(Key::Symbols));
    type_in(&stage, "zzzz");
    look("board-nothing-found", &stage);
    act(&stage, Touch::Key(Key::Clear));
    let mut procedures = procedures();
    procedures.sort_by_key(|p| p.name.vi.chars().count() + p.documents.iter().map(|d| 40 + d.vi.len()).sum::<usize>());
    let longest = procedures.pop().unwrap();
    act(&stage, Touch::Procedure(longest.id));
    look("board-longest-sheet", &stage);
    act(&stage, Touch::Back);
    // A field that is closed today.
    let closed = procedures.iter().find(|p| p.service.as_str() == "cong-thuong").unwrap();
    act(&stage, Touch::Procedure(closed.id.clone()));
    look("board-closed-sheet", &stage);
    stage.pass(Duration::from_secs(95));
    look("board-asking", &stage);
}

fn ticket(setting: Setting, look: &mut Looker<'_>) {
    let stage = open(setting);
    act(&stage, Touch::Submit);
    give(&stage, "dat-dai", |ticket| ticket);
    stage.pass(Duration::from_secs(4));
    look("ticket", &stage);
    stage.pass(Duration::from_secs(30));
    act(&stage, Touch::Submit);
    act(&stage, Touch::Priority);
    let number = "G123".parse().unwrap();
    give(&stage, "ho-kinh-doanh", |ticket| TicketView { number, ahead: 0, lane: Lane::Priority, ..ticket });
    look("ticket-next", &stage);
    stage.pass(Duration::from_secs(30));
    act(&stage, Touch::Submit);
    give(&stage, "giao-duc-van-hoa", |ticket| TicketView { wait: None, ahead: 132, ..ticket });
    look("ticket-unknown-wait", &stage);
    stage.pass(Duration::from_secs(30));
    act(&stage, Touch::Collect);
    let wait = Some(WaitView { low_s: 6_000, high_s: 7_800 });
    give(&stage, "tra-ket-qua", |ticket| TicketView { wait, ahead: 41, ..ticket });
    look("ticket-collect-long-wait", &stage);
}

fn offline_ticket(setting: Setting, look: &mut Looker<'_>) {
    let stage = open(setting);
    stage.hear(Heard::Stock(Stock { numbers_left: 50 }));
    act(&stage, Touch::Submit);
    stage.hear(Heard::Lost);
    stage.effects();
    act(&stage, Touch::Field("dat-dai".into()));
    let wish = stage.asked();
    let ticket = TicketView { wait: None, ..office::ticket(wish, "dat-dai", "R017") };
    stage.hear(Heard::GivenOffline { wish, ticket: Box::new(ticket) });
    look("ticket-offline-printing", &stage);
    stage.kiosk.input(Input::Paper { ticket: wish, outcome: Ok(()) });
    look("ticket-offline", &stage);
    stage.kiosk.input(Input::Paper { ticket: wish, outcome: Err(failure(Fault::PaperOut)) });
    look("fault-offline", &stage);
}

fn faults(setting: Setting, look: &mut Looker<'_>) {
    let stage = open(setting);
    for (name, fault) in FAULTS {
        act(&stage, Touch::Submit);
        let id = give(&stage, "dat-dai", |ticket| ticket);
        stage.kiosk.input(Input::Paper { ticket: id, outcome: Err(failure(fault)) });
        look(&format!("fault-{name}"), &stage);
        if fault == Fault::PaperOut {
            stage.hear(Heard::Reported(id));
            stage.pass(Duration::from_secs(6));
            look("fault-reported", &stage);
            stage.kiosk.input(Input::Printer(health(None)));
            look("fault-mended", &stage);
        }
        act(&stage, Touch::Done);
    }
}

fn scanned(setting: Setting, look: &mut Looker<'_>) {
    let stage = open(setting);
    let id = TicketId(Uuid::from_u128(77));
    let show = |state: TicketState, counter: Option<&str>| {
        stage.pass(Duration::from_mins(1));
        stage.kiosk.input(Input::Scanned(Scan::new(&format!("{FOLLOW}/t/{id}"))));
        let ticket = TicketView { state, counter: counter.map(Into::into), ..office::ticket(id, "dat-dai", "A023") };
        stage.hear(Heard::Seen { ticket: id, answer: Ok(Box::new(ticket)) });
    };
    let states = [
        ("waiting", TicketState::Waiting, None),
        ("called", TicketState::Called, Some("quay-3")),
        ("serving", TicketState::Serving, Some("quay-3")),
        ("done", TicketState::Done, Some("quay-3")),
        ("missed", TicketState::NoShow, None),
        ("parked", TicketState::Parked, None),
        ("withdrawn", TicketState::Cancelled, None),
        ("unserved", TicketState::Unserved, None),
    ];
    for (name, state, counter) in states {
        show(state, counter);
        look(&format!("scanned-{name}"), &stage);
    }
    show(TicketState::Waiting, None);
    act(&stage, Touch::Reprint);
    look("scanned-reprint-asked", &stage);
    stage.kiosk.input(Input::Paper { ticket: id, outcome: Ok(()) });
    look("scanned-reprinted", &stage);
    show(TicketState::Waiting, None);
    act(&stage, Touch::Reprint);
    stage.hear(Heard::ReprintRefused(id));
    look("scanned-reprint-refused", &stage);
    show(TicketState::Waiting, None);
    act(&stage, Touch::Reprint);
    stage.kiosk.input(Input::Paper { ticket: id, outcome: Err(failure(Fault::Silent)) });
    look("scanned-reprint-failed", &stage);
}

fn paused(setting: Setting, look: &mut Looker<'_>) {
    let stage = open(setting);
    stage.hear(Heard::Blanked(true));
    look("paused", &stage);
    stage.hear(Heard::Lost);
    look("paused-away", &stage);
}

/// The office, with everything that a kiosk can have: voices, a scanner, a notice board.
fn open(setting: Setting) -> Stage {
    open_with(setting, site(setting))
}

fn open_with(setting: Setting, site: SiteView) -> Stage {
    let stage = Stage::empty(setting.size, Some(setting.lang));
    stage.kiosk.input(Input::Voices(vec![Lang::Vi, Lang::En]));
    stage.kiosk.input(Input::Scanner(Ok(())));
    stage.hear(Heard::Connected);
    let seq = site.seq;
    stage.hear(Heard::Site(Box::new(site)));
    stage.hear(Heard::NoticeBoard(Box::new(NoticeBoard { seq, procedures: procedures(), fields: Vec::new() })));
    stage.hear(Heard::Board(Box::new(office::board())));
    stage
}

/// A finger, as the model hears of it.
fn act(stage: &Stage, touch: Touch) {
    stage.pass(Duration::from_secs(1));
    stage.kiosk.input(Input::Touch(touch));
}

fn type_in(stage: &Stage, letters: &str) {
    letters.chars().for_each(|letter| act(stage, Touch::Key(Key::Letter(letter))));
}

/// A number for a service of the page that is open, and its paper.
fn give(stage: &Stage, service: &str, with: impl FnOnce(TicketView) -> TicketView) -> TicketId {
    stage.effects();
    let collect = service == "tra-ket-qua";
    act(stage, if collect { Touch::CollectIn(Lane::Regular) } else { Touch::Field(service.into()) });
    let id = stage.asked();
    let ticket = with(office::ticket(id, service, if collect { "T012" } else { "A023" }));
    stage.hear(Heard::Answer { ticket: id, answer: Ok(Box::new(ticket)) });
    stage.kiosk.input(Input::Paper { ticket: id, outcome: Ok(()) });
    id
}

fn health(fault: Option<Fault>) -> PrinterHealth {
    PrinterHealth { failure: fault.map(failure), ..PrinterHealth::default() }
}

fn failure(fault: Fault) -> Failure {
    Failure { fault, code: "paper-out" }
}
