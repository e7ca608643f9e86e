//! The page behind a ticket's QR: how it stands, for the citizen's own phone. Written by the server, so that the first
//! view needs no script; with script it is kept true by a stream of its own. Its address is the ticket's id, which holds
//! 74 random bits: who knows it holds the paper. The same templates serve the rating tablet and the public results.

mod live;
mod look;
mod misses;
mod page;
mod results;
mod sheet;
mod tablet;

pub use self::{
    live::{FOLLOWERS, Phones, beat, follow, told},
    look::{Look, Moment, look},
    misses::Misses,
    page::{asked_back, page, quiet},
    results::{counts, results},
    sheet::{POLICY, Tongue},
    tablet::{Desk, desk, hello, tablet, told as desk_told},
};
