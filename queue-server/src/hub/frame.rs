//! Frames: events and messages in the form in which they travel.

use std::borrow::Cow;

use bytes::Bytes;
use queue_core::{Seq, UtcMillis};
use serde::Serialize;

/// A committed event as the stream carries it.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Its position.
    pub seq: Seq,
    /// `id:`, `event:` and `data:` lines with the empty line that ends them.
    pub bytes: Bytes,
}

impl Frame {
    /// Builds the frame from the columns of the log. `body` is the event's JSON object; position and time are put in
    /// front of its members, so that nothing is parsed or written out a second time.
    pub fn of(seq: Seq, at: UtcMillis, name: &str, body: &str) -> Self {
        let body = told(name, body);
        let members = body.strip_prefix('{').unwrap_or(&body);
        let bytes = format!("id: {seq}\nevent: {name}\ndata: {{\"seq\":{seq},\"at\":\"{at}\",{members}\n\n");
        Self { seq, bytes: Bytes::from(bytes) }
    }
}

/// What screens are told of an event. A rating is confidential (decree 61/2018): its score stays in the log, since the
/// clerk who has just served would read it off this stream. A note is among staff, and walls listen too: whoever may see
/// it reads the ticket.
fn told<'a>(name: &str, body: &'a str) -> Cow<'a, str> {
    let untold = match name {
        "ticket-rated" => ",\"score\":",
        "ticket-noted" => ",\"text\":",
        _ => return Cow::Borrowed(body),
    };
    // The last member of the event.
    body.split_once(untold).map_or(Cow::Borrowed(body), |(head, _)| Cow::Owned(format!("{head}}}")))
}

/// A message that is no event: with an `id:` if a subscriber may resume behind it.
pub fn message(id: Option<Seq>, name: &str, data: &impl Serialize) -> Result<Bytes, serde_json::Error> {
    let data = serde_json::to_string(data)?;
    let id = id.map(|seq| format!("id: {seq}\n")).unwrap_or_default();
    Ok(Bytes::from(format!("{id}event: {name}\ndata: {data}\n\n")))
}
