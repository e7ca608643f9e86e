//! Which clips an announcement is made of, and the words behind them for whoever makes or records a pack.

use std::{collections::BTreeMap, ops::RangeInclusive};

use devices::voice::{Line, Tongue, digit, letter, whole};
use queue_protocol::core::{Lang, Text, TicketNumber};

/// Ids of clips, in the order in which they are heard.
pub type Clips = Vec<String>;

/// Counters that a site can have.
pub const COUNTERS: RangeInclusive<u32> = 1..=99;

const CALL: &str = "call-customer";
const TO: &str = "to-counter";
const COUNTER: &str = "counter";
const PAUSED: &str = "paused";

/// "Xin mời khách hàng số A không một năm đến quầy số ba": the letter, the digits one by one, the counter whole.
pub fn spoken(number: TicketNumber, counter: u32) -> Clips {
    let text = number.to_string();
    let number = text.chars().map(character);
    [CALL.to_owned()].into_iter().chain(number).chain([TO.to_owned(), counter_id(counter)]).collect()
}

/// "Quầy số ba tạm ngưng phục vụ".
pub fn pause(counter: u32) -> Clips {
    vec![COUNTER.to_owned(), counter_id(counter), PAUSED.to_owned()]
}

/// All that a hall with these counters can say: each clip with its words.
///
/// # Errors
/// The built-in catalogue is broken.
pub fn lines(tongue: Tongue, counters: impl IntoIterator<Item = u32>) -> Result<Vec<Line>, toml::de::Error> {
    let catalogue: BTreeMap<String, Text> = toml::from_str(include_str!("../../voice/sentences.toml"))?;
    let lang = match tongue {
        Tongue::Vi => Lang::Vi,
        Tongue::En => Lang::En,
    };
    let sentences = catalogue.into_iter().map(|(id, text)| (id, text.get(lang).to_owned()));
    let spelt = |c: char, name: Option<&str>| Some((character(c), name?.to_owned()));
    let letters = ('A'..='Z').filter_map(|c| spelt(c, letter(c, tongue)));
    let digits = ('0'..='9').filter_map(|c| spelt(c, digit(c, tongue)));
    let counters = counters.into_iter().filter_map(|n| Some((counter_id(n), whole(n, tongue)?)));
    let all = sentences.chain(letters).chain(digits).chain(counters);
    Ok(all.map(|(id, text)| Line { tongue, id, text }).collect())
}

fn character(c: char) -> String {
    format!("char-{}", c.to_ascii_lowercase())
}

fn counter_id(number: u32) -> String {
    format!("number-{number}")
}
