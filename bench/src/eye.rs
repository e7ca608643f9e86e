//! An eye on one dot of a screen: when it took the colour that is waited for.

use std::time::{Duration, Instant, SystemTime};

use anyhow::{Context, Result, ensure};
use motcua_tests::screen::{Screen, near};
use x11rb::{
    connection::Connection,
    protocol::xproto::{ConnectionExt as _, ImageFormat},
    rust_connection::RustConnection,
};

/// Between two looks: far less than what is measured, and enough to leave the programs the processor.
const BLINK: Duration = Duration::from_micros(200);
/// What takes this long will not come.
const NEVER: Duration = Duration::from_secs(20);

/// An eye.
pub struct Eye {
    x: RustConnection,
    root: u32,
    at: (i16, i16),
}

impl Eye {
    /// Opens on a dot of a screen.
    pub fn on(screen: &Screen, at: (i16, i16)) -> Result<Self> {
        let (x, number) = x11rb::connect(Some(screen.display()))?;
        let root = x.setup().roots.get(number).context("no such screen")?.root;
        Ok(Self { x, root, at })
    }

    /// Waits until the dot has about this colour.
    pub fn see(&self, colour: [u8; 3]) -> Result<SystemTime> {
        let began = Instant::now();
        while !near(self.colour()?, colour) {
            ensure!(began.elapsed() < NEVER, "the dot at {:?} stayed {:?}", self.at, self.colour()?);
            std::thread::sleep(BLINK);
        }
        Ok(SystemTime::now())
    }

    fn colour(&self) -> Result<[u8; 3]> {
        let (x, y) = self.at;
        let dot = self.x.get_image(ImageFormat::Z_PIXMAP, self.root, x, y, 1, 1, !0)?.reply()?;
        match dot.data[..] {
            [blue, green, red, ..] => Ok([red, green, blue]),
            _ => anyhow::bail!("a dot of {} bytes", dot.data.len()),
        }
    }
}
