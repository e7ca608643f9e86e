//! Everything that stands on the wall at one instant, ready to draw. Words that never change stand in the screens'
//! catalogue; here are numbers, names and times.

/// How the wall hangs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Shape {
    Landscape,
    Portrait,
}

/// One picture of the wall.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Whether what is shown is true now.
    pub connection: Connection,
    /// Whether the office tries out.
    pub trial: bool,
    /// Full and short name of the office.
    pub name: String,
    /// For narrow headers.
    pub short_name: String,
    /// Where it stands.
    pub place: String,
    /// The server's clock; nothing before it was heard.
    pub clock: Option<ClockView>,
    /// The newest event that the wall knows.
    pub last: Option<LastEvent>,
    /// The big block.
    pub panel: Panel,
    /// Whether its frame is lit, to draw the eyes of those who do not hear.
    pub lit: bool,
    /// Calls before that one, newest first.
    pub recent: Vec<Recent>,
    /// Counters of this page.
    pub cards: Vec<Card>,
    /// Which page, if there are several.
    pub page: Option<Page>,
    /// Whether counters show their number only.
    pub compact: bool,
    /// What a newcomer would wait.
    pub waits: Vec<WaitRow>,
    /// When that was reckoned.
    pub waits_at: String,
    /// Why no tickets are given, if none are.
    pub closed: Option<Closed>,
    /// One sentence at the foot.
    pub notice: String,
    /// Whether calls should be spoken and are not.
    pub mute: bool,
}

/// Whether the server is heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Connection {
    /// Nothing was heard since the start.
    Never {
        /// How many attempts have failed.
        attempt: u32,
        /// What the server said, if it refuses this wall.
        refused: Option<String>,
    },
    /// What is shown is true.
    Live,
    /// What is shown was true.
    Lost {
        /// For how long.
        seconds: u64,
        /// Since when.
        since: String,
        /// How many attempts have failed.
        attempt: u32,
        /// What the server said, if it refuses this wall.
        refused: Option<String>,
    },
}

/// The clock of the header.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct ClockView {
    pub time: String,
    /// Monday is 0.
    pub weekday: i32,
    pub date: String,
}

/// Where the wall stands in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct LastEvent {
    pub seq: u64,
    pub time: String,
}

/// What the big block says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Panel {
    /// Nobody was called today.
    Welcome,
    /// The office is closed, and so are its counters.
    Closed,
    /// Someone is to come.
    Calling(Called),
    /// Several are, in a rush: two or three.
    Together(Vec<Called>),
    /// The last call; whoever it was has come.
    Past(Called),
}

/// A call in the big block.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Called {
    pub number: String,
    pub counter: u32,
    pub service: String,
    pub time: String,
}

/// A line of the list of calls.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Recent {
    pub number: String,
    pub counter: u32,
    pub time: String,
}

/// A counter's tile or row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// What is painted on the counter.
    pub counter: u32,
    /// What it does.
    pub state: CardState,
    /// Number of the ticket there, if any.
    pub ticket: String,
    /// When its pause ends, if that is known.
    pub until: String,
    /// What it serves.
    pub services: String,
    /// How many services it serves besides.
    pub more_services: usize,
    /// Who is on duty, a trainee above the mentor.
    pub people: Vec<Person>,
    /// What a newcomer would wait for it.
    pub wait: Option<(u32, u32)>,
}

/// What a counter does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum CardState {
    Free,
    Calling,
    Serving,
    Paused,
}

/// Someone on duty (decree 61/2018 art. 9.7: name and title are public).
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Person {
    pub name: String,
    pub title: String,
}

/// Which counters of how many a page shows, by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Page {
    pub from: usize,
    pub to: usize,
    pub of: usize,
}

/// A service and how long a newcomer would wait for it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct WaitRow {
    pub letter: String,
    pub service: String,
    /// Minutes; nothing where nobody can know.
    pub minutes: Option<(u32, u32)>,
}

/// That no tickets are given, and until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// Time of the next opening; empty if none is known.
    pub time: String,
    /// Its weekday, Monday is 0.
    pub weekday: i32,
    /// Its date; empty if it is today.
    pub date: String,
    /// Name of the holiday, if that is why.
    pub holiday: String,
    /// The sessions of an ordinary day.
    pub sessions: String,
}
