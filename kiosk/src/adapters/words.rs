//! Times, days and lists in words: the words come from the catalogue, the grammar of lists from here.

use queue_protocol::core::{BusinessDay, Lang, PriorityGroup, Session, TimeOfDay, UtcMillis, Weekday};
use slint::{ComponentHandle, SharedString};

use crate::ui::{KioskWindow, Words};

/// 1 for Monday to 7 for Sunday.
pub fn weekday_number(day: Weekday) -> i32 {
    day as i32 + 1
}

/// `09:13`.
pub fn clock(at: UtcMillis, offset_min: i32) -> SharedString {
    let local = at.local(offset_min);
    slint::format!("{:02}:{:02}", local.hour(), local.minute())
}

/// `09:13:04`.
pub fn clock_with_seconds(at: UtcMillis, offset_min: i32) -> SharedString {
    let local = at.local(offset_min);
    slint::format!("{:02}:{:02}:{:02}", local.hour(), local.minute(), local.second())
}

/// `7:00`, as hours of opening are written.
pub fn hour(time: TimeOfDay) -> SharedString {
    slint::format!("{}:{:02}", time.minutes() / 60, time.minutes() % 60)
}

/// "Thứ Năm, 1/8/2019".
pub fn date(window: &KioskWindow, day: BusinessDay) -> SharedString {
    let (d, m, y) = (i32::from(day.0.day()), i32::from(day.0.month()), i32::from(day.0.year()));
    window.global::<Words>().invoke_date(weekday_number(day.weekday()), d, m, y)
}

/// "Sáng 7:00–11:30, chiều 13:30–17:00", or the plain list where the day is cut otherwise.
pub fn sessions(window: &KioskWindow, sessions: &[Session]) -> SharedString {
    const NOON: u16 = 12 * 60;
    match sessions {
        [morning, afternoon] if morning.to.minutes() <= NOON && afternoon.from.minutes() >= NOON => window
            .global::<Words>()
            .invoke_two_sessions(hour(morning.from), hour(morning.to), hour(afternoon.from), hour(afternoon.to)),
        _ => sessions.iter().map(|s| format!("{}–{}", hour(s.from), hour(s.to))).collect::<Vec<_>>().join(", ").into(),
    }
}

/// "Thứ Hai đến thứ Sáu" for days that follow each other, else a list.
pub fn days_line(window: &KioskWindow, days: &[Weekday]) -> SharedString {
    let words = window.global::<Words>();
    match days {
        [first, .., last] if days.len() > 2 && days.windows(2).all(|d| d[1] as u8 == d[0] as u8 + 1) => {
            words.invoke_days(weekday_number(*first), weekday_number(*last))
        }
        [first, rest @ ..] => {
            let mut line = words.invoke_Weekday(weekday_number(*first)).to_string();
            for day in rest {
                line.push_str(", ");
                line.push_str(&words.invoke_weekday(weekday_number(*day)));
            }
            line.into()
        }
        [] => SharedString::new(),
    }
}

/// "thứ Hai, thứ Tư".
pub fn days_list(window: &KioskWindow, days: &[Weekday]) -> SharedString {
    let words = window.global::<Words>();
    let names: Vec<_> = days.iter().map(|d| words.invoke_short_weekday(weekday_number(*d)).to_string()).collect();
    names.join(", ").into()
}

/// "Người cao tuổi, khuyết tật, có thai": the site file's names, as one sentence. A long one is broken between two
/// names, where its lines are of much the same length.
pub fn groups(groups: &[PriorityGroup], lang: Lang) -> SharedString {
    const ONE_LINE: usize = 40;
    let names: Vec<_> = groups.iter().map(|g| one_line(g.name.get(lang))).collect();
    let line = names.join(", ");
    let middle = nearest_to_middle(&line, ", ").filter(|_| line.chars().count() > ONE_LINE);
    match middle {
        Some(at) => capital(&format!("{},\n{}", &line[..at], &line[at + 2..])),
        None => capital(&line),
    }
}

/// With a capital at the start, as a line of its own has.
pub fn capital(line: &str) -> SharedString {
    let mut letters = line.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect::<String>().into()
}

/// A name on two lines of much the same length. A break that the site file chose stays.
pub fn in_two(name: &str) -> SharedString {
    match nearest_to_middle(name, " ") {
        Some(at) if !name.contains('\n') => slint::format!("{}\n{}", &name[..at], &name[at + 1..]),
        _ => name.into(),
    }
}

fn nearest_to_middle(text: &str, mark: &str) -> Option<usize> {
    let half = text.chars().count() / 2;
    let marks = text.match_indices(mark).map(|(at, _)| at);
    marks.min_by_key(|at| text[..*at].chars().count().abs_diff(half))
}

/// A text of the site file on one line: its breaks are for narrow tiles.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
