//! Gọi hỗ trợ: a counter calls the authority that owns the field, somebody there answers, and the time is kept. Specialists
//! go on supporting a counter that was handed over, without sitting at it.

use serde::{Deserialize, Serialize};

use crate::{Actor, CounterId, Event, SupportId, TicketId, UnitId, UtcMillis};

/// One call for support of the current business day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Support {
    /// Identity: the asking command's.
    pub id: SupportId,
    /// The counter that calls.
    pub counter: CounterId,
    /// The authority that is called.
    pub unit: UnitId,
    /// The ticket at the counter when it called, if there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket: Option<TicketId>,
    /// When it was asked for.
    pub asked_at: UtcMillis,
    /// When somebody answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<UtcMillis>,
    /// Who answered first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_by: Option<Actor>,
    /// When it was over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<UtcMillis>,
}

impl Support {
    /// Calls of one day that are remembered; beyond it the oldest of those that are over are only in the log.
    pub const KEPT: usize = 300;

    /// Whether somebody still waits for support, or is being supported.
    pub fn is_open(&self) -> bool {
        self.ended_at.is_none()
    }

    /// Folds an event about support, which happened at `at`, into the calls of the day.
    pub fn fold(calls: &mut Vec<Self>, at: UtcMillis, event: &Event) {
        let mut with = |id: &SupportId, change: &dyn Fn(&mut Self)| {
            calls.iter_mut().filter(|call| call.id == *id).for_each(change);
        };
        match event {
            Event::SupportAsked { support, counter, unit, ticket } => {
                make_room(calls);
                calls.push(Self {
                    id: *support,
                    counter: counter.clone(),
                    unit: unit.clone(),
                    ticket: *ticket,
                    asked_at: at,
                    answered_at: None,
                    answered_by: None,
                    ended_at: None,
                });
            }
            Event::SupportAnswered { support, by, .. } => with(support, &|call| {
                call.answered_at = Some(at);
                call.answered_by = Some(by.clone());
            }),
            Event::SupportEnded { support, .. } => with(support, &|call| call.ended_at = Some(at)),
            _ => {}
        }
    }
}

fn make_room(calls: &mut Vec<Support>) {
    if calls.len() >= Support::KEPT
        && let Some(oldest) = calls.iter().position(|call| !call.is_open())
    {
        calls.remove(oldest);
    }
}
