//! The address behind the QR on paper and screen: where a telephone follows the number.

use queue_protocol::{core::TicketId, wire::SiteView};

/// The address of a ticket, or nothing where the site has no page for telephones.
pub fn address(site: &SiteView, ticket: TicketId) -> Option<String> {
    let base = site.ticket.follow_url.trim().trim_end_matches('/');
    (!base.is_empty()).then(|| format!("{base}/t/{ticket}"))
}
