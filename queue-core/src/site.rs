//! A site's configuration: what the folder of TOML says once it is checked. queue-server reads and checks the files;
//! the rules here only ask.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    BusinessDay, CounterId, FieldId, Hours, Intent, LaneWeights, PlaceId, ProcedureId, Series, ServiceId, StaffId,
    TimeOfDay, UnitId, VoiceConfig, WallConfig, Weekday,
};

/// Language of a ticket or a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Vietnamese, the source language.
    #[default]
    Vi,
    /// English.
    En,
}

/// A text in both languages. A line break in it is where a narrow tile may break.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct Text {
    pub vi: String,
    pub en: String,
}

impl Text {
    /// The text in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.vi,
            Lang::En => &self.en,
        }
    }
}

/// An authority of the unit tree: province, district, commune or department.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct Unit {
    pub id: UnitId,
    pub name: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<UnitId>,
}

/// A place where counters stand or stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct Place {
    pub id: PlaceId,
    pub name: Text,
    pub address: Text,
    pub unit: UnitId,
    /// Whether address and telephone are samples and must say so.
    pub sample: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// A field of work, lĩnh vực, and the authority that owns it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct Field {
    pub id: FieldId,
    pub name: Text,
    pub owner: UnitId,
}

/// What a citizen can take a ticket for: one tile on the kiosk, one number series, one queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Service {
    /// Slug.
    pub id: ServiceId,
    /// Name on tile, ticket and wall.
    pub name: Text,
    /// Series letter.
    pub letter: Series,
    /// What is done here: hand in, or collect.
    pub intent: Intent,
    /// The fields it covers. A collecting service without any covers all.
    pub fields: Vec<FieldId>,
    /// Planned minutes at the counter for one citizen: the estimate's starting point each day.
    pub minutes: u32,
    /// The weekdays on which it is offered; none means every working day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<Vec<Weekday>>,
    /// Documents to have ready, as on the ticket.
    pub papers: Vec<Text>,
    /// Whether the papers are a sample list and must say so.
    pub papers_sample: bool,
}

impl Service {
    /// Whether it is offered on a weekday.
    pub fn offered_on(&self, day: Weekday) -> bool {
        self.days.as_ref().is_none_or(|days| days.contains(&day))
    }
}

/// A counter as the site file places it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct CounterConfig {
    pub id: CounterId,
    /// What is painted on it and called out: 1 to 99.
    pub number: u32,
    pub place: PlaceId,
    /// Wall and voice zone.
    pub zone: String,
    pub serves: Vec<ServiceId>,
    /// Who is on duty by the roster; a paired counter names the trainee first.
    pub staff: Vec<StaffId>,
}

impl CounterConfig {
    /// Whether a trainee and a mentor share it (cầm tay chỉ việc).
    pub fn is_paired(&self) -> bool {
        self.staff.len() > 1
    }
}

/// A person on duty: name, title and field are public by decree 61/2018 art. 9.7.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct Staff {
    pub id: StaffId,
    pub name: String,
    pub title: Text,
    pub unit: UnitId,
    /// Whether the person is made up.
    pub sample: bool,
}

/// A group that may take the priority lane.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct PriorityGroup {
    pub id: String,
    pub name: Text,
}

/// A reason that clerks choose from, instead of typing about a citizen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct Reason {
    pub id: String,
    pub name: Text,
}

/// The words on paper that belong to the office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TicketWords {
    /// Head, at most two lines.
    pub head: Text,
    /// Where, one line under the head.
    pub place: Text,
    /// Notes at the foot: missed turn, the rule of 15:00.
    pub notes: Vec<Text>,
    /// Base address of the page behind the QR, for example `http://10.0.0.2:8080`.
    pub follow_url: String,
    /// How much paper a ticket takes.
    #[serde(default)]
    pub layout: Layout,
}

/// How much paper a ticket takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Layout {
    /// At most 110 mm: what a citizen needs in the hall.
    #[default]
    Compact,
    /// All lines, 166 mm.
    Full,
}

/// What the cabinet is like, and what it may do. Positions are in pixels of a 1080 wide screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KioskConfig {
    /// Centre of the scanner glass.
    pub scanner_x: u32,
    /// Centre of the ticket slot.
    pub slot_x: u32,
    /// Default language.
    pub lang: Lang,
    /// What a file code (mã hồ sơ) on a result slip looks like, as a regular expression.
    #[serde(default = "KioskConfig::file_code")]
    pub file_code: String,
    /// Age from which an identity card gives a number of the priority lane; without one, cards give none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority_age: Option<u32>,
    /// Numbers a day that each kiosk holds in reserve for the time without a server; 0 for none.
    #[serde(default = "KioskConfig::lease")]
    pub lease: u32,
    /// Whether the pages are in strong contrast from the start.
    #[serde(default)]
    pub contrast: bool,
    /// Whether all that is touched stands low from the start, within reach of a wheelchair.
    #[serde(default)]
    pub low_reach: bool,
}

impl KioskConfig {
    /// The file code of the electronic one-stop system, `000.00.14.H20-200703-0002`.
    pub const FILE_CODE: &str = r"^\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}-\d{6}-\d{4,6}$";

    /// Numbers a day for a kiosk of which nothing else is said: more than a whole day of a busy hall.
    pub const LEASE: u32 = 200;

    /// A cabinet of which nothing is said but where its scanner and slot are.
    pub fn new(scanner_x: u32, slot_x: u32, lang: Lang) -> Self {
        Self {
            scanner_x,
            slot_x,
            lang,
            file_code: Self::file_code(),
            priority_age: None,
            lease: Self::LEASE,
            contrast: false,
            low_reach: false,
        }
    }

    fn file_code() -> String {
        Self::FILE_CODE.to_owned()
    }

    fn lease() -> u32 {
        Self::LEASE
    }
}

/// Another site whose tickets may be shown here by mistake: then people are told whose they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Neighbour {
    /// Its name.
    pub name: Text,
    /// Base address behind its tickets' QR.
    pub follow_url: String,
}

/// One procedure of the notice board (bảng niêm yết).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Procedure {
    /// Slug.
    pub id: ProcedureId,
    /// National code, where known (`1.012783`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Name.
    pub name: Text,
    /// Where a ticket for it leads.
    pub service: ServiceId,
    /// Documents to bring.
    pub documents: Vec<Text>,
    /// Fee in words.
    pub fee: Text,
    /// Time limit in words.
    pub time_limit: Text,
    /// Form to fill in.
    pub form: Text,
    /// Legal basis (căn cứ) in words, where the office names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Text>,
    /// First day on which it holds; always, if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<BusinessDay>,
    /// Last day on which it holds; without end, if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<BusinessDay>,
    /// Whether fee, limit and documents are samples and must say so.
    pub sample: bool,
}

impl Procedure {
    /// Whether it holds on a day.
    pub fn in_effect(&self, day: BusinessDay) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// A site: everything the office enters, checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Site {
    /// Slug.
    pub id: String,
    /// Full name: "Bộ phận Một cửa huyện Tháp Mười".
    pub name: Text,
    /// Short name for narrow headers: "Một cửa huyện Tháp Mười".
    pub short_name: Text,
    /// Minutes east of UTC: 420 in Vietnam.
    pub utc_offset_min: i32,
    /// Whether real citizens are served: a live site refuses a shifted clock.
    pub live: bool,
    /// Trial operation (vận hành thử): all numbers come from the trial series.
    pub trial: bool,
    /// Series of trial tickets.
    pub trial_series: Series,
    /// Series of blocks leased to kiosks for offline issue.
    pub reserve_series: Series,
    /// Place where the counters are today.
    pub place: PlaceId,
    /// Unit tree.
    pub units: Vec<Unit>,
    /// Places, old and new.
    pub places: Vec<Place>,
    /// Fields of work.
    pub fields: Vec<Field>,
    /// Services, in the order of the kiosk's tiles.
    pub services: Vec<Service>,
    /// Lane weights.
    pub lanes: LaneWeights,
    /// Counters.
    pub counters: Vec<CounterConfig>,
    /// People on duty.
    pub staff: Vec<Staff>,
    /// Opening hours.
    pub hours: Hours,
    /// Files taken after this count from the next working day (decree 61/2018 art. 18.2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_after: Option<TimeOfDay>,
    /// Priority groups, in the order of the box on the kiosk.
    pub priority_groups: Vec<PriorityGroup>,
    /// Reasons for parking a ticket.
    pub park_reasons: Vec<Reason>,
    /// Reasons for calling a ticket out of its turn; without any, those of [`Site::PICK_REASONS`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pick_reasons: Vec<Reason>,
    /// Words on paper.
    pub ticket: TicketWords,
    /// The cabinet.
    pub kiosk: KioskConfig,
    /// Other sites of which people bring tickets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub neighbours: Vec<Neighbour>,
    /// One notice at the foot of the wall.
    pub notice: Text,
    /// How calls are spoken.
    #[serde(default)]
    pub voice: VoiceConfig,
    /// How the wall shows.
    #[serde(default)]
    pub wall: WallConfig,
    /// Notice board.
    pub procedures: Vec<Procedure>,
}

impl Site {
    /// Reasons for calling a ticket out of its turn, where the office names none of its own. Their words stand in the
    /// translation catalogues.
    pub const PICK_REASONS: [&str; 4] = ["suc-khoe", "cung-ho-so", "quay-lai-bo-sung", "lanh-dao-dong-y"];

    /// Whether a ticket may be called out of its turn for this reason.
    pub fn allows_picking(&self, reason: &str) -> bool {
        if self.pick_reasons.is_empty() {
            Self::PICK_REASONS.contains(&reason)
        } else {
            self.pick_reasons.iter().any(|r| r.id == reason)
        }
    }

    /// The service of an id.
    pub fn service(&self, id: &ServiceId) -> Option<&Service> {
        self.services.iter().find(|s| s.id == *id)
    }

    /// The counter of an id.
    pub fn counter(&self, id: &CounterId) -> Option<&CounterConfig> {
        self.counters.iter().find(|c| c.id == *id)
    }

    /// The person of an id.
    pub fn person(&self, id: &StaffId) -> Option<&Staff> {
        self.staff.iter().find(|p| p.id == *id)
    }

    /// The place where the counters are today.
    pub fn here(&self) -> Option<&Place> {
        self.places.iter().find(|p| p.id == self.place)
    }

    /// The counters that serve a service, in site order.
    pub fn counters_for<'a>(&'a self, service: &'a ServiceId) -> impl Iterator<Item = &'a CounterConfig> {
        self.counters.iter().filter(move |c| c.serves.contains(service))
    }

    /// Where a citizen with this intent for this service is to queue: the service itself, or the collecting service
    /// that covers its fields. Nothing if the intent is not offered.
    pub fn route(&self, asked: &Service, intent: Intent) -> Option<&Service> {
        if asked.intent == intent {
            return self.service(&asked.id);
        }
        let wanted: BTreeSet<_> = asked.fields.iter().collect();
        let collecting = || self.services.iter().filter(|s| intent == Intent::Collect && s.intent == Intent::Collect);
        collecting()
            .find(|s| s.fields.iter().any(|f| wanted.contains(f)))
            .or_else(|| collecting().find(|s| s.fields.is_empty()))
    }

    /// The business day on which `at` falls.
    pub fn day_of(&self, at: crate::UtcMillis) -> BusinessDay {
        BusinessDay::of(at, self.utc_offset_min)
    }
}
