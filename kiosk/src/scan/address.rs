//! The address in a ticket's QR: `http://10.0.0.2:8080/t/0190…`, ours or another office's.

use queue_protocol::core::TicketId;

/// What the name of another office's server may have, so that a stranger's code cannot write what it likes on our screen.
const HOST_LENGTH: usize = 64;

/// What an address below `base` says of the ticket: its id, if it is well. Nothing for addresses elsewhere, and where
/// `base` is empty because the site has no page for telephones.
pub fn ticket_below<'a>(base: &str, address: &'a str) -> Option<&'a str> {
    let base = base.trim().trim_end_matches('/');
    let (start, rest) = address.split_at_checked(base.len())?;
    let id = rest.strip_prefix("/t/")?;
    (!base.is_empty() && start.eq_ignore_ascii_case(base)).then_some(id)
}

/// The server's name in any other address that ends like a ticket's.
pub fn host_of_ticket(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let (server, path) = rest.split_once('/')?;
    let id = path.rsplit_once("t/").filter(|(before, _)| before.is_empty() || before.ends_with('/'))?.1;
    let (host, port) = server.split_once(':').unwrap_or((server, "80"));
    let is_name = !host.is_empty()
        && host.len() <= HOST_LENGTH
        && host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'));
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    (is_web && is_name && port.parse::<u16>().is_ok() && id.parse::<TicketId>().is_ok())
        .then(|| host.to_ascii_lowercase())
}
