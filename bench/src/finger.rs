//! A finger and an eye on a virtual screen, without the time that starting a program for each touch would take.

use std::time::Instant;

use anyhow::{Context, Result, bail};
use motcua_tests::screen::Screen;
use x11rb::{
    connection::Connection,
    protocol::{
        xproto::{BUTTON_PRESS_EVENT, BUTTON_RELEASE_EVENT, ConnectionExt as _, ImageFormat, MOTION_NOTIFY_EVENT},
        xtest::ConnectionExt as _,
    },
    rust_connection::RustConnection,
};

/// Of one screen.
pub struct Finger {
    x: RustConnection,
    root: u32,
}

impl Finger {
    /// Over a screen.
    pub fn of(screen: &Screen) -> Result<Self> {
        let (x, number) = x11rb::connect(Some(screen.display()))?;
        let root = x.setup().roots.get(number).context("no such screen")?.root;
        Ok(Self { x, root })
    }

    /// Touches, and tells when.
    pub fn press(&self, (x, y): (u32, u32)) -> Result<Instant> {
        let (x, y) = (i16::try_from(x)?, i16::try_from(y)?);
        self.x.xtest_fake_input(MOTION_NOTIFY_EVENT, 0, 0, self.root, x, y, 0)?;
        self.x.xtest_fake_input(BUTTON_PRESS_EVENT, 1, 0, self.root, 0, 0, 0)?;
        self.x.xtest_fake_input(BUTTON_RELEASE_EVENT, 1, 0, self.root, 0, 0, 0)?;
        self.x.flush()?;
        Ok(Instant::now())
    }

    /// The colour of a dot.
    pub fn colour(&self, (x, y): (u32, u32)) -> Result<[u8; 3]> {
        let (x, y) = (i16::try_from(x)?, i16::try_from(y)?);
        let dot = self.x.get_image(ImageFormat::Z_PIXMAP, self.root, x, y, 1, 1, !0)?.reply()?;
        match dot.data[..] {
            [blue, green, red, ..] => Ok([red, green, blue]),
            _ => bail!("a dot of {} bytes", dot.data.len()),
        }
    }
}
