//! The LED panels and keypads at the counters. Panels follow the same stream as the wall, but not the wall's window: what
//! is heard is left at the bus at once, whatever is being drawn. A key becomes the same command as in the console, with one
//! id however often it has to be sent.

mod clerk;
mod deed;
mod faces;

use std::{
    collections::BTreeMap,
    io,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
};

use devices::{
    bus::{Bus, Health, News},
    panel::{FileError, Panel, Plan},
};
use queue_protocol::client::Client;

pub use clerk::Lamps;
pub use deed::{Deed, Refused, deed};
pub use faces::{Faces, STALE_AFTER};

use crate::model::Input;

/// All panels and keypads of this machine. Dropping it leaves the buses.
pub struct Panels {
    faces: Arc<Mutex<Faces>>,
    _buses: Vec<Bus>,
}

/// Why there are none.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)]
pub enum PanelsError {
    #[error(transparent)]
    File(#[from] FileError),
    #[error(
        "the panels file names keypads, which act for a clerk: give --keypad-token-file too, made with queue-server token \
         new --role clerk"
    )]
    NoToken,
    #[error("no thread can be started: {0}")]
    Thread(#[from] io::Error),
}

impl Panels {
    /// Starts the buses of a file. `clerk` is the client that keypads act with.
    pub fn start(file: &Path, clerk: Option<Client>) -> Result<Self, PanelsError> {
        let plan = Plan::read(file)?;
        if clerk.is_none() && plan.buses.iter().any(|bus| !bus.keypads.is_empty()) {
            return Err(PanelsError::NoToken);
        }
        let (keys, pressed) = clerk::keys();
        let mut buses = Vec::new();
        for bus in &plan.buses {
            let (port, keys) = (bus.port.display().to_string(), keys.clone());
            buses.push(Bus::start(bus, move |news| match news {
                News::Pressed { counter, key } => keys.press(counter, key),
                other => tell(&port, &other),
            })?);
        }
        let mut panels: BTreeMap<String, Vec<Box<dyn Panel>>> = BTreeMap::new();
        let mut lamps = Lamps::default();
        for bus in &buses {
            bus.panels().for_each(|(counter, panel)| panels.entry(counter.into()).or_default().push(Box::new(panel)));
            bus.lamps().for_each(|(counter, lamp)| lamps.add(counter, lamp));
        }
        let faces = Arc::new(Mutex::new(Faces::new(panels, lamps.counters())));
        clerk::start(Arc::clone(&faces), clerk, lamps, pressed)?;
        Ok(Self { faces, _buses: buses })
    }

    /// Takes in what was heard. Never waits.
    pub fn hear(&self, input: &Input) {
        self.faces.lock().unwrap_or_else(PoisonError::into_inner).hear(input, Instant::now());
    }
}

/// For whoever looks after the machine. An error is something that a person has to do.
fn tell(port: &str, news: &News) {
    match news {
        News::Unit { counter, unit, health, words } => match health {
            Health::Dead | Health::Stuck => tracing::error!(port, counter, unit, "{words}"),
            Health::Poor => tracing::warn!(port, counter, unit, "{words}"),
            Health::Well => tracing::info!(port, counter, unit, "{words}"),
        },
        News::Bus { well: false, words } => tracing::error!(port, "{words}"),
        News::Bus { well: true, words } => tracing::info!(port, "{words}"),
        News::Pressed { .. } => {}
    }
}
