//! From what a keypad reports to what a person meant. Cheap contacts bounce, a finger rests, a coffee cup lies on the
//! keys: each of them is one action.

use std::time::{Duration, Instant};

use super::{Key, Report};

/// Nobody means two things within this; the console holds the same.
pub const APART: Duration = Duration::from_millis(400);

/// A keypad that was not heard for so long is asked anew: what was pressed meanwhile was pressed for another moment.
pub const LAPSE: Duration = Duration::from_secs(5);

/// A key that is down for so long is stuck.
pub const STUCK: Duration = Duration::from_secs(10);

/// What a report comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Nothing new.
    Nothing,
    /// A person pressed this key.
    Pressed(Key),
    /// More of the same press, or sooner than a person can mean it.
    Bounce,
    /// A key has been down for [`STUCK`]; told once.
    Stuck,
}

/// The memory of one keypad.
#[derive(Clone, Debug, Default)]
pub struct Contact {
    /// The number of the last press that is known.
    known: Option<u8>,
    heard: Option<Instant>,
    acted: Option<Instant>,
    /// All keys were up and nothing was pressed between two reports.
    rested: bool,
    down_since: Option<Instant>,
    told_stuck: bool,
}

impl Contact {
    /// The number of the last press that is known, for the next poll.
    pub fn taken(&self) -> u8 {
        self.known.unwrap_or(0)
    }

    /// Whether a key was down when last heard.
    pub fn is_down(&self) -> bool {
        self.down_since.is_some()
    }

    /// Takes in a report.
    pub fn hear(&mut self, report: Report, now: Instant) -> Heard {
        let lapsed = self.heard.replace(now).is_none_or(|last| now.saturating_duration_since(last) > LAPSE);
        let before = self.known.replace(report.count);
        let pressed = !lapsed && before.is_some_and(|known| known != report.count) && report.count != 0;
        let outcome = match Key::of(report.key) {
            Some(key) if pressed && self.may_act(now) => {
                self.acted = Some(now);
                Heard::Pressed(key)
            }
            _ if pressed => Heard::Bounce,
            _ => Heard::Nothing,
        };
        self.rested = report.down == 0 && !lapsed && before == Some(report.count);
        if report.down == 0 {
            (self.down_since, self.told_stuck) = (None, false);
            return outcome;
        }
        let since = *self.down_since.get_or_insert(now);
        if outcome == Heard::Nothing && !self.told_stuck && now.saturating_duration_since(since) >= STUCK {
            self.told_stuck = true;
            return Heard::Stuck;
        }
        outcome
    }

    fn may_act(&self, now: Instant) -> bool {
        self.rested && self.acted.is_none_or(|at| now.saturating_duration_since(at) >= APART)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn report(count: u8, down: u8) -> Report {
        Report { count, key: u8::from(count > 0), down }
    }

    /// Reports 60 ms apart; gives the places of those that acted.
    fn actions(reports: &[Report]) -> Vec<usize> {
        let (mut contact, start) = (Contact::default(), Instant::now());
        let at = |n: usize| start + Duration::from_millis(60) * n as u32;
        (0..reports.len()).filter(|n| matches!(contact.hear(reports[*n], at(*n)), Heard::Pressed(_))).collect()
    }

    #[test]
    fn one_press_is_one_action_however_the_contact_behaves() {
        let idle = |count, times| vec![report(count, 0); times];
        let cases: [(&str, Vec<Report>, Vec<usize>); 8] = [
            ("clean", [idle(0, 3), vec![report(1, 1); 2], idle(1, 9)].concat(), vec![3]),
            ("shorter than a poll", [idle(0, 3), idle(1, 9)].concat(), vec![3]),
            ("bounces when it closes", [idle(0, 3), vec![report(3, 1), report(5, 1)], idle(5, 9)].concat(), vec![3]),
            ("bounces when it opens", [idle(0, 3), vec![report(1, 1); 20], idle(4, 1), idle(6, 9)].concat(), vec![3]),
            ("stuck", [idle(0, 3), vec![report(1, 1); 300]].concat(), vec![3]),
            ("stuck and chattering", [idle(0, 3), (1..250).map(|n| report(n, n % 2)).collect()].concat(), vec![3]),
            ("down when the master comes", [vec![report(7, 1); 90], idle(7, 2), idle(8, 2)].concat(), vec![92]),
            ("pressed before the master came", [idle(7, 9)].concat(), vec![]),
        ];
        for (name, reports, expected) in cases {
            assert_eq!(actions(&reports), expected, "{name}");
        }
    }

    #[test]
    fn two_presses_apart_are_two_and_the_count_goes_round() {
        let (idle, mut reports) = (|count| vec![report(count, 0); 9], vec![report(254, 0); 3]);
        for count in [255, 1, 2] {
            reports.extend(idle(count));
        }
        assert_eq!(actions(&reports), [3, 12, 21]);
    }

    #[test]
    fn what_was_pressed_while_nobody_listened_is_void() {
        let (mut contact, start) = (Contact::default(), Instant::now());
        contact.hear(report(1, 0), start);
        contact.hear(report(1, 0), start + POLL);
        let back = start + LAPSE + POLL * 2;
        assert_eq!(contact.hear(report(2, 0), back), Heard::Nothing);
        assert_eq!(contact.hear(report(2, 0), back + POLL), Heard::Nothing);
        assert_eq!(contact.hear(report(3, 0), back + POLL * 2), Heard::Pressed(Key::Next), "from then on it acts");
    }

    #[test]
    fn a_stuck_key_is_told_once() {
        let (mut contact, start) = (Contact::default(), Instant::now());
        let heard: Vec<_> = (0..600).map(|n| contact.hear(report(1, 1), start + POLL * n)).collect();
        assert_eq!(heard.iter().filter(|h| **h == Heard::Stuck).count(), 1);
    }

    const POLL: Duration = Duration::from_millis(60);

    proptest! {
        /// Whatever a contact does, no two actions lie closer than a person can mean, and each needs a press of its own.
        #[test]
        fn actions_are_apart(steps in prop::collection::vec((0_u8..3, 0_u8..32, 1_u64..900), 1..200)) {
            let (mut contact, mut now) = (Contact::default(), Instant::now());
            let (mut count, mut pressed, mut last) = (0_u8, 0_u32, None::<Instant>);
            let mut acted = 0;
            for (presses, down, pause) in steps {
                now += Duration::from_millis(pause);
                pressed += u32::from(presses);
                (0..presses).for_each(|_| count = count % 255 + 1);
                let key = if count == 0 { 0 } else { down % 5 + 1 };
                if let Heard::Pressed(_) = contact.hear(Report { count, key, down }, now) {
                    prop_assert!(last.is_none_or(|at| now - at >= APART));
                    last = Some(now);
                    acted += 1;
                }
            }
            prop_assert!(acted <= pressed);
        }
    }
}
