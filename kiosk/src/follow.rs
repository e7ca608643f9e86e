//! The address behind the QR on paper and screen: where a telephone follows the number.

use queue_protocol::wire::{SiteView, TicketView};

/// The address of a ticket, or nothing where the site has no page for telephones.
pub fn address(site: &SiteView, ticket: &TicketView) -> Option<String> {
    let base = site.ticket.follow_url.trim().trim_end_matches('/');
    (!base.is_empty()).then(|| format!("{base}/t/{}", ticket.id))
}
