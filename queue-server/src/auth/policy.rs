//! Who may do what. This table is the only place that knows; a route without a line here is answered to nobody.

use queue_core::Role::{self, Admin, Clerk, Display, Kiosk, Supervisor};

/// Whom a route answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everyone in the house, with or without a token.
    Anyone,
    /// These roles.
    Roles(&'static [Role]),
}

/// One route's line.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Rule {
    pub method: &'static str,
    pub path: &'static str,
    pub access: Access,
}

const EVERY: Access = Access::Roles(&[Kiosk, Display, Clerk, Supervisor, Admin]);
const STAFF: Access = Access::Roles(&[Clerk, Supervisor, Admin]);
const STAFF_AND_KIOSK: Access = Access::Roles(&[Kiosk, Clerk, Supervisor, Admin]);
const KIOSK: Access = Access::Roles(&[Kiosk]);
const SUPERVISOR: Access = Access::Roles(&[Supervisor, Admin]);
const ADMIN: Access = Access::Roles(&[Admin]);

/// The table. Paths stand below `/api/v1`.
pub const RULES: &[Rule] = &[
    rule("GET", "/site", EVERY),
    rule("GET", "/board", EVERY),
    rule("GET", "/events", EVERY),
    // The notice board hangs in the hall for everyone to read, and the description of the API holds no secret.
    rule("GET", "/procedures", Access::Anyone),
    rule("GET", "/notice-board", Access::Anyone),
    rule("GET", "/openapi.json", Access::Anyone),
    rule("GET", "/tickets", STAFF_AND_KIOSK),
    rule("PUT", "/tickets/{id}", STAFF_AND_KIOSK),
    rule("GET", "/tickets/{id}", STAFF_AND_KIOSK),
    rule("GET", "/tickets/{id}/explain", STAFF_AND_KIOSK),
    // The reception desk prints on a printer of its own.
    rule("POST", "/tickets/{id}/printing", STAFF_AND_KIOSK),
    rule("POST", "/tickets/{id}/reprint", STAFF_AND_KIOSK),
    rule("POST", "/tickets/{id}/printed", STAFF_AND_KIOSK),
    rule("POST", "/tickets/{id}/print-failed", STAFF_AND_KIOSK),
    rule("POST", "/tickets/{id}/cancel", STAFF_AND_KIOSK),
    // Who knows a ticket's id holds its paper; what came of all ratings is public (decree 61/2018 art. 32).
    rule("POST", "/tickets/{id}/rating", Access::Anyone),
    rule("GET", "/ratings", Access::Anyone),
    rule("POST", "/tickets/{id}/recall", STAFF),
    rule("POST", "/tickets/{id}/start", STAFF),
    rule("POST", "/tickets/{id}/finish", STAFF),
    rule("POST", "/tickets/{id}/no-show", STAFF),
    rule("POST", "/tickets/{id}/return", STAFF),
    rule("POST", "/tickets/{id}/note", STAFF),
    rule("POST", "/tickets/{id}/park", STAFF),
    rule("POST", "/tickets/{id}/resume", STAFF),
    rule("POST", "/tickets/{id}/transfer", STAFF),
    rule("GET", "/counters/{id}", STAFF),
    rule("POST", "/counters/{id}/open", STAFF),
    rule("POST", "/counters/{id}/pause", STAFF),
    rule("POST", "/counters/{id}/close", STAFF),
    rule("POST", "/counters/{id}/call-next", STAFF),
    rule("POST", "/counters/{id}/call", STAFF),
    rule("POST", "/counters/{id}/lead", STAFF),
    rule("POST", "/counters/{id}/support", STAFF),
    rule("GET", "/support", STAFF),
    rule("POST", "/support/{id}/answer", STAFF),
    rule("POST", "/support/{id}/end", STAFF),
    rule("POST", "/leases", KIOSK),
    rule("POST", "/kiosk/report", KIOSK),
    rule("POST", "/kiosk/help", KIOSK),
    rule("GET", "/kiosks", STAFF),
    rule("POST", "/kiosks/{name}/answer-help", STAFF),
    rule("POST", "/kiosks/{name}/order", SUPERVISOR),
    // Signing in and the set-up link bring their own proof.
    rule("POST", "/session", Access::Anyone),
    rule("POST", "/setup", Access::Anyone),
    rule("GET", "/session", EVERY),
    rule("DELETE", "/session", EVERY),
    rule("POST", "/users", ADMIN),
];

/// The access of a route, if it has a line.
pub fn access(method: &str, path: &str) -> Option<Access> {
    RULES.iter().find(|rule| rule.method == method && rule.path == path).map(|rule| rule.access)
}

const fn rule(method: &'static str, path: &'static str, access: Access) -> Rule {
    Rule { method, path, access }
}
