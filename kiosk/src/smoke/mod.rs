//! `kiosk smoke`: an installer walks through the devices of a cabinet, one step after the other, and gets a report that a
//! supervisor can be handed. What the installer did not do is skipped, never passed. Nothing here needs a server, and of
//! what is scanned only the kind is told.

mod bench;
mod hands;
mod options;
mod paper;
mod person;
mod report;
mod step;
mod test_page;
mod touch;
mod walk;

pub use options::SmokeOptions;
pub use step::Outcome;
pub use walk::{SmokeError, run};
