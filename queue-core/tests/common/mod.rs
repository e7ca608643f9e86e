//! A small office for the rules to run: three services that submit, one that collects, three counters.
#![allow(dead_code, missing_docs, clippy::unwrap_used)]

use queue_core::{
    Actor, Command, CommandId, CounterConfig, CounterId, DeviceId, Event, Field, Hours, Intent, KioskConfig,
    LaneWeights, Lang, Layout, Leased, Place, Reason, Refusal, Role, Series, Service, Session, Site, State, Task, Text,
    TicketId, TicketWords, TimeOfDay, Unit, UtcMillis, Weekday, decide,
};
use uuid::Uuid;

/// Thursday 1/8/2019, 08:00 at UTC+7.
pub const OPENING: &str = "2019-08-01T01:00:00Z";

pub fn at(text: &str) -> UtcMillis {
    text.parse().unwrap()
}

pub fn ticket_id(n: u128) -> TicketId {
    TicketId(Uuid::from_u128(n))
}

pub fn device(n: u128) -> DeviceId {
    DeviceId(Uuid::from_u128(n))
}

/// A number that a kiosk gave on its own.
pub fn leased(number: &str, day: &str, issued_at: &str) -> Leased {
    Leased { number: number.parse().unwrap(), day: day.parse().unwrap(), issued_at: at(issued_at) }
}

pub fn command_id(n: u128) -> CommandId {
    CommandId(Uuid::from_u128(n))
}

pub fn text(s: &str) -> Text {
    Text { vi: s.into(), en: s.into() }
}

pub fn time(text: &str) -> TimeOfDay {
    text.parse().unwrap()
}

pub fn letter(c: char) -> Series {
    Series::new(c).unwrap()
}

fn service(id: &str, c: char, intent: Intent, days: Option<Vec<Weekday>>) -> Service {
    let fields = if intent == Intent::Collect { vec![] } else { vec![id.into()] };
    Service {
        id: id.into(),
        name: text(id),
        letter: letter(c),
        intent,
        fields,
        minutes: 6,
        days,
        papers: vec![],
        papers_sample: true,
    }
}

fn counter(number: u32, serves: &[&str]) -> CounterConfig {
    CounterConfig {
        id: CounterId::new(format!("quay-{number}")),
        number,
        place: "buu-dien".into(),
        zone: "sanh".into(),
        serves: serves.iter().map(|s| (*s).into()).collect(),
        staff: vec![],
    }
}

pub fn site() -> Site {
    let session = |from, to| Session { from: time(from), to: time(to) };
    let workdays = vec![Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];
    Site {
        id: "thu".into(),
        name: text("Một cửa"),
        short_name: text("Một cửa"),
        utc_offset_min: 420,
        live: false,
        trial: false,
        trial_series: letter('X'),
        reserve_series: letter('R'),
        place: "buu-dien".into(),
        units: vec![Unit { id: "huyen".into(), name: text("Huyện"), parent: None }],
        places: vec![Place {
            id: "buu-dien".into(),
            name: text("Bưu điện"),
            address: text("-"),
            unit: "huyen".into(),
            sample: true,
            phone: None,
        }],
        fields: ["dat-dai", "ho-tich", "cong-thuong"]
            .map(|id| Field { id: id.into(), name: text(id), owner: "huyen".into() })
            .to_vec(),
        services: vec![
            service("dat-dai", 'A', Intent::Submit, None),
            service("ho-tich", 'B', Intent::Submit, None),
            service("cong-thuong", 'P', Intent::Submit, Some(vec![Weekday::Mon])),
            service("tra-ket-qua", 'T', Intent::Collect, None),
        ],
        lanes: LaneWeights { regular: 2, priority: 1, booked: 1, returning: 1 },
        counters: vec![
            counter(1, &["tra-ket-qua", "ho-tich"]),
            counter(2, &["dat-dai"]),
            counter(3, &["dat-dai", "ho-tich", "cong-thuong"]),
        ],
        staff: vec![],
        hours: Hours {
            sessions: vec![session("07:00", "11:30"), session("13:30", "17:00")],
            weekdays: workdays,
            closures: vec![],
            special: vec![],
            tickets_before_min: 30,
        },
        late_after: Some(time("15:00")),
        priority_groups: vec![],
        park_reasons: vec![Reason { id: "le-phi".into(), name: text("nộp lệ phí") }],
        pick_reasons: vec![],
        ticket: TicketWords {
            head: text("h"),
            place: text("p"),
            notes: vec![],
            follow_url: "http://127.0.0.1".into(),
            layout: Layout::Compact,
        },
        kiosk: KioskConfig::new(200, 860, Lang::Vi),
        neighbours: vec![],
        notice: text("n"),
        voice: queue_core::VoiceConfig::default(),
        wall: queue_core::WallConfig::default(),
        procedures: vec![],
    }
}

/// An office that keeps its own log.
pub struct Office {
    pub state: State,
    pub log: Vec<(UtcMillis, Event)>,
    pub now: UtcMillis,
    next_id: u128,
}

impl Office {
    pub fn open() -> Self {
        Self::with(site())
    }

    pub fn with(site: Site) -> Self {
        let mut office = Self { state: State::new(), log: vec![], now: at(OPENING), next_id: 0 };
        office.act(Task::Configure(Box::new(site))).unwrap();
        office
    }

    pub fn act(&mut self, task: Task) -> Result<Vec<Event>, Refusal> {
        self.act_as("quay", task)
    }

    pub fn act_as(&mut self, name: &str, task: Task) -> Result<Vec<Event>, Refusal> {
        let by = Actor { role: Role::Clerk, name: name.into(), staff: None };
        let events = decide(&self.state, &Command { by, task }, self.now)?;
        let at = self.state.effective(self.now);
        for event in &events {
            self.state.apply(at, event);
            self.log.push((at, event.clone()));
        }
        Ok(events)
    }

    /// Issues a ticket and returns its id.
    pub fn issue(&mut self, service: &str, lane: queue_core::Lane) -> Result<TicketId, Refusal> {
        self.next_id += 1;
        let ticket = ticket_id(self.next_id);
        self.act(issue(ticket, service, lane)).map(|_| ticket)
    }

    pub fn number(&self, id: TicketId) -> String {
        self.state.ticket(id).unwrap().number.to_string()
    }

    pub fn call(&mut self, counter: &str) -> Result<TicketId, Refusal> {
        let events = self.act(Task::CallNext { counter: counter.into(), finish: false })?;
        Ok(events.iter().find_map(Event::ticket).unwrap())
    }

    pub fn replayed(&self) -> State {
        let mut state = State::new();
        self.log.iter().for_each(|(at, event)| state.apply(*at, event));
        state
    }
}

pub fn issue(ticket: TicketId, service: &str, lane: queue_core::Lane) -> Task {
    Task::Issue { ticket, service: service.into(), intent: None, lane: Some(lane), lang: Lang::Vi, leased: None }
}
