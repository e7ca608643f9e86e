//! A hall to test with: the office of the drawings on the morning of 1 August 2019.
#![allow(dead_code, reason = "each test binary uses its own part")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use display::model::{Input, Mono, Wall};
use queue_protocol::{
    client::new_ticket_id,
    core::{
        BusinessDay, CallReason, CounterConfig, CounterId, CounterStatus, Event, Intent, KioskConfig, Lane,
        LaneWeights, Lang, Layout, OpenState, Place, PlaceId, Seq, Series, Service, ServiceId, Session, Staff, StaffId,
        Text, TicketId, TicketNumber, TicketState, TicketWords, TimeOfDay, Turns, UnitId, UtcMillis, Weekday,
    },
    stream::LinkEvent,
    wire::{Board, BoardCall, BoardCounter, BoardTicket, LogEvent, ServiceWait, SiteView, TimeSignal, WaitView, Waits},
};

pub const OFFSET: i32 = 420;

/// Service, letter, names, and the interval of the drawings.
type ServiceRow = (&'static str, char, &'static str, &'static str, (u32, u32));

/// The services of the drawings.
const SERVICES: [ServiceRow; 9] = [
    ("dat-dai", 'A', "Đất đai", "Land", (25, 35)),
    ("ho-tich", 'B', "Hộ tịch", "Civil status", (10, 15)),
    ("chung-thuc", 'C', "Chứng thực", "Certification", (10, 15)),
    ("xay-dung", 'E', "Xây dựng", "Construction", (15, 25)),
    ("ho-kinh-doanh", 'G', "Hộ kinh doanh", "Household\nbusiness", (5, 10)),
    ("bao-tro", 'H', "Bảo trợ xã hội", "Social\nassistance", (20, 30)),
    ("nguoi-co-cong", 'K', "Người có công", "Persons of merit", (15, 25)),
    ("giao-duc", 'L', "Giáo dục,\nVăn hóa", "Education,\nCulture", (0, 5)),
    ("tra-ket-qua", 'T', "Trả kết quả", "Results", (5, 10)),
];

/// Services that make the list as long as the sample site's.
const MORE_SERVICES: [ServiceRow; 3] = [
    ("moi-truong", 'M', "Môi trường", "Environment", (5, 15)),
    ("cong-thuong", 'P', "Sở Công Thương", "Industry and\nTrade Dept.", (90, 125)),
    ("nong-nghiep", 'Q', "Sở NN&PTNT", "Agriculture\nDept.", (30, 45)),
];

/// What a counter serves and who sits there.
const COUNTERS: [(&[&str], &[&str]); 8] = [
    (&["tra-ket-qua"], &["Phạm Thị Ngọc Mai"]),
    (&["ho-tich", "chung-thuc"], &["Võ Hoàng Nam"]),
    (&["dat-dai"], &["Lê Minh Khôi", "Nguyễn Thị Thu Hà"]),
    (&["dat-dai"], &["Trần Văn Lộc"]),
    (&["xay-dung"], &["Đặng Quốc Huy"]),
    (&["ho-kinh-doanh"], &["Huỳnh Thị Kim Loan"]),
    (&["bao-tro", "nguoi-co-cong"], &["Bùi Thanh Tâm"]),
    (&["giao-duc"], &["Ngô Thị Bích Trâm"]),
];

/// An instant of that day at the site.
pub fn at(hour: u16, minute: u16, second: i64) -> UtcMillis {
    day().at(TimeOfDay::new(hour, minute).unwrap(), OFFSET).plus_s(second)
}

pub fn day() -> BusinessDay {
    "2019-08-01".parse().unwrap()
}

pub fn text(vi: &str, en: &str) -> Text {
    Text { vi: vi.to_owned(), en: en.to_owned() }
}

pub fn counter_id(number: u32) -> CounterId {
    CounterId::new(format!("quay-{number}"))
}

/// The site of the drawings.
pub fn site() -> SiteView {
    site_of(&SERVICES)
}

/// The same with twelve services, as the sample site has them.
pub fn site_of_twelve() -> SiteView {
    let mut site = site_of(&[&SERVICES[..], &MORE_SERVICES[..]].concat());
    for (at, service) in [(4, "moi-truong"), (5, "cong-thuong"), (7, "nong-nghiep")] {
        site.counters[at].serves.push(service.into());
    }
    site
}

/// Forty counters in two zones, as in a provincial centre.
pub fn site_of_forty() -> SiteView {
    let mut site = site();
    site.counters = (1..=40)
        .map(|number| {
            let like = &site.counters[(number as usize - 1) % COUNTERS.len()];
            CounterConfig { id: counter_id(number), number, ..like.clone() }
        })
        .collect();
    site
}

fn site_of(services: &[ServiceRow]) -> SiteView {
    let staff: Vec<_> = COUNTERS
        .iter()
        .flat_map(|(_, people)| people.iter())
        .map(|name| Staff {
            id: StaffId::from(*name),
            name: (*name).to_owned(),
            title: text("Công chức Một cửa", "One-Stop officer"),
            unit: UnitId::from("huyen"),
            sample: true,
        })
        .collect();
    let counters = COUNTERS.iter().zip(1..).map(|((serves, people), number)| CounterConfig {
        id: counter_id(number),
        number,
        place: PlaceId::from("buu-dien"),
        zone: "sanh".to_owned(),
        serves: serves.iter().map(|s| ServiceId::from(*s)).collect(),
        staff: people.iter().map(|p| StaffId::from(*p)).collect(),
    });
    SiteView {
        seq: Seq(100),
        at: at(9, 12, 4),
        id: "dong-thap-2019".to_owned(),
        name: text("Bộ phận Một cửa huyện Tháp Mười", "One-Stop Office of Tháp Mười district"),
        short_name: text("Một cửa huyện Tháp Mười", "One-Stop, Tháp Mười"),
        utc_offset_min: OFFSET,
        trial: false,
        place: Place {
            id: PlaceId::from("buu-dien"),
            name: text("Bưu điện huyện Tháp Mười", "Tháp Mười District Post Office"),
            address: text("", ""),
            unit: UnitId::from("huyen"),
            sample: true,
            phone: None,
        },
        services: services
            .iter()
            .map(|(id, letter, vi, en, _)| Service {
                id: ServiceId::from(*id),
                name: text(vi, en),
                letter: Series::new(*letter).unwrap(),
                intent: Intent::Submit,
                fields: Vec::new(),
                minutes: 10,
                days: None,
                papers: Vec::new(),
                papers_sample: true,
            })
            .collect(),
        lanes: LaneWeights { regular: 2, priority: 1, booked: 1, returning: 1 },
        counters: counters.collect(),
        staff,
        open: open(),
        sessions: [("07:00", "11:30"), ("13:30", "17:00")]
            .map(|(from, to)| Session { from: from.parse().unwrap(), to: to.parse().unwrap() })
            .into(),
        weekdays: vec![Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri],
        late_after: None,
        priority_groups: Vec::new(),
        park_reasons: Vec::new(),
        pick_reasons: Vec::new(),
        ticket: TicketWords {
            head: text("", ""),
            place: text("", ""),
            notes: Vec::new(),
            follow_url: String::new(),
            layout: Layout::Compact,
        },
        kiosk: KioskConfig::new(0, 0, Lang::Vi),
        neighbours: Vec::new(),
        notice: text(
            "Hồ sơ nộp sau 15 giờ được tính từ ngày làm việc tiếp theo.",
            "Papers handed in after 15:00 count from the next working day.",
        ),
        voice: queue_protocol::core::VoiceConfig::default(),
        wall: queue_protocol::core::WallConfig::default(),
        units: Vec::new(),
        fields: Vec::new(),
    }
}

pub fn open() -> OpenState {
    OpenState { open: true, changes_at: Some(at(11, 30, 0)), holiday: None }
}

/// The board of the drawings, of the site's counters and services.
pub fn board(site: &SiteView) -> Board {
    let mut board = empty_board(site);
    board.at = at(9, 12, 4);
    for counter in &mut board.counters {
        counter.status = CounterStatus::Open;
    }
    let calls = [("H008", 7, 1), ("A014", 4, 3), ("G004", 6, 5), ("B017", 2, 7), ("E006", 5, 8), ("T021", 1, 10)];
    for (number, counter, minute) in calls {
        call(&mut board, site, number, counter, at(9, minute, 30), TicketState::Serving);
    }
    call(&mut board, site, "A015", 3, at(9, 12, 4), TicketState::Called);
    let seventh = &mut board.counters[6];
    (seventh.status, seventh.paused_until, seventh.current) = (CounterStatus::Paused, Some(at(9, 20, 0)), None);
    board
}

/// The same counters, all at work.
pub fn busy_board(site: &SiteView) -> Board {
    let mut board = board(site);
    let numbers = "A021 C014 E007 H006 K012 T005 B011 A004 C010 G123 L002 T022 B015 A1024".split(' ');
    for (number, counter) in numbers.cycle().zip(9..=site.counters.len() as u32) {
        let state = if counter % 7 == 0 { TicketState::Called } else { TicketState::Serving };
        call(&mut board, site, number, counter, at(9, 2, 0), state);
    }
    for at in (0..board.counters.len()).filter(|at| at % 13 == 0 && *at > 0) {
        (board.counters[at].status, board.counters[at].current) = (CounterStatus::Paused, None);
    }
    board
}

/// All counters closed, nobody called.
pub fn empty_board(site: &SiteView) -> Board {
    let closed = |c: &CounterConfig| BoardCounter {
        id: c.id.clone(),
        status: CounterStatus::Closed,
        paused_until: None,
        staff: None,
        lead: None,
        current: None,
    };
    let intervals = SERVICES.iter().chain(&MORE_SERVICES);
    Board {
        seq: Seq(100),
        at: at(7, 0, 0),
        day: day(),
        open: open(),
        counters: site.counters.iter().map(closed).collect(),
        calls: Vec::new(),
        kiosks: Vec::new(),
        support: Vec::new(),
        waits: intervals
            .filter(|s| site.services.iter().any(|service| service.id.as_str() == s.0))
            .map(|(service, _, _, _, (low, high))| ServiceWait {
                service: ServiceId::from(*service),
                waiting: 3,
                ahead: 3,
                wait: Some(WaitView { low_s: low * 60, high_s: high * 60 }),
                priority_ahead: 1,
                priority_wait: None,
                offered: true,
            })
            .collect(),
    }
}

pub fn call(board: &mut Board, site: &SiteView, number: &str, counter: u32, at: UtcMillis, state: TicketState) {
    board.seq = board.seq.next();
    let (ticket, number) = (new_ticket_id(), number.parse::<TicketNumber>().unwrap());
    let service = site.counters.iter().find(|c| c.number == counter).unwrap().serves[0].clone();
    let here = board.counters.iter_mut().find(|c| c.id == counter_id(counter)).unwrap();
    here.status = CounterStatus::Open;
    here.current = Some(BoardTicket { ticket, number, service: service.clone(), state, at, call: 1 });
    let (seq, counter) = (board.seq, counter_id(counter));
    board.calls.insert(0, BoardCall { seq, ticket, number, service, counter, at, call: 1 });
    board.calls.truncate(Board::CALLS);
}

/// The wall of the hall, which has heard nothing yet.
pub fn wall(lang: Lang) -> Wall {
    Wall::new(&["sanh".to_owned()], lang)
}

/// A wall that hears what a test says, on a clock that a test moves.
pub struct Stage {
    pub wall: Wall,
    pub now: Mono,
    pub seq: Seq,
    pub trial: bool,
}

impl Stage {
    /// Connected, with this site and board.
    pub fn new(site: SiteView, board: Board, lang: Lang) -> Self {
        let mut stage = Self { wall: wall(lang), now: Mono(60_000), seq: board.seq, trial: site.trial };
        stage.hear(Input::Site(Box::new(site)));
        stage.link(LinkEvent::Connected);
        stage.link(LinkEvent::Snapshot(Box::new(board)));
        stage
    }

    pub fn hear(&mut self, input: Input) {
        self.wall.hear(input, self.now).unwrap();
    }

    pub fn link(&mut self, message: LinkEvent) {
        self.hear(Input::Link(message));
    }

    /// The next event of the log, now.
    pub fn event(&mut self, at: UtcMillis, event: Event) {
        self.seq = self.seq.next();
        self.link(LinkEvent::Event(Box::new(LogEvent { seq: self.seq, at, event })));
    }

    /// A ticket is called.
    pub fn calls(&mut self, number: &str, counter: u32, at: UtcMillis) -> TicketId {
        let ticket = new_ticket_id();
        self.event(at, called(ticket, number, counter));
        ticket
    }

    pub fn time(&mut self, at: UtcMillis) {
        let seq = self.seq;
        self.link(LinkEvent::Time(TimeSignal { seq, at }));
    }

    pub fn waits(&mut self, open: OpenState, waits: Vec<ServiceWait>, at: UtcMillis) {
        let seq = self.seq;
        self.link(LinkEvent::Waits(Waits { seq, at, open, waits, connected: Vec::new() }));
    }

    /// Time passes while the server is heard every two seconds.
    pub fn pass(&mut self, ms: u64, from: UtcMillis) {
        let until = Mono(self.now.0 + ms);
        let start = self.now;
        while self.now < until {
            self.now = Mono((self.now.0 + 2_000).min(until.0));
            self.time(UtcMillis(from.0 + self.now.since(start) as i64));
        }
    }

    /// Time passes and nothing is heard.
    pub fn silence(&mut self, ms: u64) {
        self.now = Mono(self.now.0 + ms);
    }
}

pub fn called(ticket: TicketId, number: &str, counter: u32) -> Event {
    Event::TicketCalled {
        ticket,
        number: number.parse().unwrap(),
        service: COUNTERS[(counter as usize - 1) % COUNTERS.len()].0[0].into(),
        lane: Lane::Regular,
        counter: counter_id(counter),
        call: 1,
        reason: CallReason::Turn { lane: Lane::Regular, weights: vec![(Lane::Regular, 2)], waiting: 3 },
        staff: None,
        turns: Turns::default(),
    }
}

/// Whoever was called has come.
pub fn started(ticket: TicketId, number: &str, counter: u32) -> Event {
    let (number, counter) = (number.parse().unwrap(), counter_id(counter));
    Event::TicketStarted { ticket, number, counter, lead: None, assists: Vec::new() }
}
