//! Instants, times of day and business days. Instants are UTC milliseconds; the site's zone turns them into days.

use std::fmt;

use jiff::{Timestamp, civil, tz};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// An instant: milliseconds since 1970-01-01T00:00:00Z. Travels as RFC 3339 (`2019-08-01T02:14:04.120Z`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
pub struct UtcMillis(pub i64);

impl UtcMillis {
    /// The instant `seconds` later (earlier, if negative).
    pub fn plus_s(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1000)))
    }

    /// Whole seconds from `earlier` to this instant, 0 if it lies after.
    pub fn since_s(self, earlier: Self) -> u64 {
        (self.0.saturating_sub(earlier.0) / 1000).max(0) as u64
    }

    /// Local date and time at a fixed offset from UTC. (Vietnam has kept UTC+7 without summer time since 1975.)
    pub fn local(self, offset_min: i32) -> civil::DateTime {
        tz::Offset::from_seconds(offset_min * 60).unwrap_or(tz::Offset::UTC).to_datetime(self.timestamp())
    }

    /// The instant at which a local date and time occurs.
    pub fn from_local(local: civil::DateTime, offset_min: i32) -> Self {
        let offset = tz::Offset::from_seconds(offset_min * 60).unwrap_or(tz::Offset::UTC);
        Self(offset.to_timestamp(local).unwrap_or(Timestamp::MAX).as_millisecond())
    }

    fn timestamp(self) -> Timestamp {
        // Out of range only for years beyond 9999: held at the edge, so that this stays total.
        Timestamp::from_millisecond(self.0).unwrap_or(if self.0 < 0 { Timestamp::MIN } else { Timestamp::MAX })
    }
}

impl fmt::Display for UtcMillis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3}", self.timestamp())
    }
}

impl std::str::FromStr for UtcMillis {
    type Err = jiff::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse::<Timestamp>().map(|t| Self(t.as_millisecond()))
    }
}

impl Serialize for UtcMillis {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for UtcMillis {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<str>::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// A day of business in the site's time zone (`2019-08-01`). Numbers start again at 001 with each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
pub struct BusinessDay(pub civil::Date);

impl BusinessDay {
    /// The day on which `at` falls at a fixed offset from UTC.
    pub fn of(at: UtcMillis, offset_min: i32) -> Self {
        Self(at.local(offset_min).date())
    }

    /// The following day.
    pub fn tomorrow(self) -> Self {
        Self(self.0.tomorrow().unwrap_or(self.0))
    }

    /// The day so many days later, held at the calendar's edge.
    pub fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(jiff::Span::new().days(days)))
    }

    /// Day of the week.
    pub fn weekday(self) -> Weekday {
        match self.0.weekday() {
            civil::Weekday::Monday => Weekday::Mon,
            civil::Weekday::Tuesday => Weekday::Tue,
            civil::Weekday::Wednesday => Weekday::Wed,
            civil::Weekday::Thursday => Weekday::Thu,
            civil::Weekday::Friday => Weekday::Fri,
            civil::Weekday::Saturday => Weekday::Sat,
            civil::Weekday::Sunday => Weekday::Sun,
        }
    }

    /// The instant at which a time of this day occurs.
    pub fn at(self, time: TimeOfDay, offset_min: i32) -> UtcMillis {
        let midnight = UtcMillis::from_local(self.0.at(0, 0, 0, 0), offset_min);
        UtcMillis(midnight.0 + i64::from(time.minutes()) * 60_000)
    }
}

impl fmt::Display for BusinessDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for BusinessDay {
    type Err = jiff::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

impl Serialize for BusinessDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for BusinessDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<str>::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// Monday to Sunday, as the site file writes them (`mon` … `sun`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Weekday {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

/// A time of day in whole minutes (`07:00`), 00:00 to 24:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String))]
pub struct TimeOfDay(u16);

impl TimeOfDay {
    /// `hour`:`minute`, or nothing if there is no such time.
    pub fn new(hour: u16, minute: u16) -> Option<Self> {
        (minute < 60 && hour * 60 + minute <= 24 * 60).then_some(Self(hour * 60 + minute))
    }

    /// Minutes since midnight.
    pub fn minutes(self) -> u16 {
        self.0
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl std::str::FromStr for TimeOfDay {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parsed = text.split_once(':').and_then(|(h, m)| {
            let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
            let digits = |s: &str| (s.len() <= 2 && all_digits(s)).then(|| s.parse::<u16>().ok()).flatten();
            Self::new(digits(h)?, digits(m)?)
        });
        parsed.ok_or_else(|| format!("\"{text}\" is no time of day; write it as \"07:30\""))
    }
}

impl Serialize for TimeOfDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TimeOfDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<str>::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}
