//! Hỗ trợ: staff are called, and the page says so until somebody has had the time to come.

use std::time::Duration;

use queue_protocol::core::HelpKind;

use super::{Effect, Link, Model, Moment};

/// How long the page says that staff were called, before it can be asked again.
pub const CALLED: Duration = Duration::from_mins(1);

/// How the call stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Help {
    /// Staff can be called.
    Offered,
    /// Đã gọi, xin chờ.
    Called,
    /// Somebody said that they are coming.
    Coming,
    /// Without the server nobody hears a call.
    Away,
}

/// The call, if one is out.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Calling {
    since: Option<Moment>,
    answered: bool,
}

impl Model {
    /// How the call for help stands.
    pub fn help(&self) -> Help {
        let called = self.calling.since.is_some_and(|since| self.now.saturating_sub(since) < CALLED);
        match self.link {
            _ if called && self.calling.answered => Help::Coming,
            _ if called => Help::Called,
            Link::Up => Help::Offered,
            _ => Help::Away,
        }
    }

    /// Who has asked for low targets sits: staff are told.
    pub(super) fn call_help(&mut self) -> Vec<Effect> {
        if self.help() != Help::Offered {
            return Vec::new();
        }
        self.calling = Calling { since: Some(self.now), answered: false };
        vec![Effect::AskHelp(if self.low() { HelpKind::Wheelchair } else { HelpKind::Attendant })]
    }

    pub(super) fn hear_help_answered(&mut self) {
        self.calling.answered = true;
    }
}
