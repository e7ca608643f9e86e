//! Opening hours: weekly sessions with a lunch break between them, closures and special days, and the day from which a
//! file counts.

use serde::{Deserialize, Serialize};

use crate::{BusinessDay, Site, Text, TimeOfDay, UtcMillis, Weekday};

/// One stretch of opening (`07:00` to `11:30`); between two of them is lunch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct Session {
    pub from: TimeOfDay,
    pub to: TimeOfDay,
}

/// A day on which the office is shut.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct Closure {
    pub date: BusinessDay,
    pub name: Text,
}

/// A day with hours of its own (a Saturday made up for a holiday).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[allow(missing_docs)]
pub struct SpecialDay {
    pub date: BusinessDay,
    pub sessions: Vec<Session>,
}

/// Opening hours of a site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hours {
    /// Sessions of an ordinary working day, in order, not overlapping.
    pub sessions: Vec<Session>,
    /// The working days.
    pub weekdays: Vec<Weekday>,
    /// Holidays.
    pub closures: Vec<Closure>,
    /// Days with hours of their own.
    pub special: Vec<SpecialDay>,
    /// How many minutes before each session the kiosk already gives tickets.
    pub tickets_before_min: u32,
}

/// Whether the office takes citizens at an instant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenState {
    /// Whether tickets are given.
    pub open: bool,
    /// When that changes next. Nothing if no opening lies within a year.
    pub changes_at: Option<UtcMillis>,
    /// Name of the holiday, if that is why it is shut.
    pub holiday: Option<Text>,
}

/// How far ahead the next opening is looked for: no office shuts for longer than a year.
const LOOK_AHEAD_DAYS: u32 = 366;

impl Hours {
    /// Sessions of a day; none on holidays and days off.
    pub fn sessions_on(&self, day: BusinessDay) -> &[Session] {
        if let Some(special) = self.special.iter().find(|s| s.date == day) {
            return &special.sessions;
        }
        let shut = self.closures.iter().any(|c| c.date == day) || !self.weekdays.contains(&day.weekday());
        if shut { &[] } else { &self.sessions }
    }

    /// Whether a day is worked at all.
    pub fn is_working_day(&self, day: BusinessDay) -> bool {
        !self.sessions_on(day).is_empty()
    }

    /// Whether tickets are given at `now`, and until or from when.
    pub fn at(&self, now: UtcMillis, offset_min: i32) -> OpenState {
        let today = BusinessDay::of(now, offset_min);
        let holiday = self.closures.iter().find(|c| c.date == today).map(|c| c.name.clone());
        let mut day = today;
        for _ in 0..LOOK_AHEAD_DAYS {
            for session in self.sessions_on(day) {
                let from = day.at(session.from, offset_min).plus_s(-i64::from(self.tickets_before_min) * 60);
                let to = day.at(session.to, offset_min);
                if now >= to {
                    continue;
                }
                let open = now >= from;
                return OpenState { open, changes_at: Some(if open { to } else { from }), holiday };
            }
            day = day.tomorrow();
        }
        OpenState { open: false, changes_at: None, holiday }
    }
}

impl Site {
    /// The day from which a file handed in at `now` counts: today, or the next working day if it is late in the
    /// afternoon (decree 61/2018 art. 18.2: files taken after 15:00) or no working day.
    pub fn counts_from(&self, now: UtcMillis) -> BusinessDay {
        let today = self.day_of(now);
        let late = self.late_after.is_some_and(|t| now >= today.at(t, self.utc_offset_min));
        let mut day = if late { today.tomorrow() } else { today };
        for _ in 0..LOOK_AHEAD_DAYS {
            if self.hours.is_working_day(day) {
                break;
            }
            day = day.tomorrow();
        }
        day
    }
}
