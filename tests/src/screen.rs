//! A virtual screen with a window manager, hands to touch it, and a camera.

use std::{fs::File, io::BufReader, path::Path, process::Command};

use anyhow::{Context, Result, ensure};

use crate::process::{Process, output, wait_for};

/// A screen of its own for one window. Gone when dropped.
pub struct Screen {
    /// The window manager: without one, typing fails and full screen is 800x600.
    _manager: Process,
    _server: Process,
    display: String,
    /// Width and height in pixels.
    pub size: (u32, u32),
}

impl Screen {
    /// Opens a screen.
    pub fn open(width: u32, height: u32) -> Result<Self> {
        let mut xvfb = Command::new("Xvfb");
        xvfb.args([
            "-displayfd",
            "1",
            "-nolisten",
            "tcp",
            "-nocursor",
            // Without it the server starts anew when its last client leaves. The first question about the window manager may
            // be that client, and the manager that was just connecting is gone for good.
            "-noreset",
            "-screen",
            "0",
            &format!("{width}x{height}x24"),
        ]);
        xvfb.stderr(std::process::Stdio::null());
        let mut server = Process::start("Xvfb", &mut xvfb)?;
        let display = format!(":{}", server.line()?.trim());
        let mut openbox = Command::new("openbox");
        openbox.env("DISPLAY", &display).env_remove("WAYLAND_DISPLAY").stderr(std::process::Stdio::null());
        let manager = Process::start("openbox", &mut openbox)?;
        let screen = Self { _manager: manager, _server: server, display, size: (width, height) };
        wait_for("the window manager", || {
            let mut ask = screen.tool("xprop");
            output(ask.args(["-root", "_NET_SUPPORTING_WM_CHECK"])).ok().filter(|a| a.contains("window id"))
        })?;
        Ok(screen)
    }

    /// Its name, for programs that speak to the X server themselves.
    pub fn display(&self) -> &str {
        &self.display
    }

    /// A command that shows its window here.
    pub fn tool(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.env("DISPLAY", &self.display).env_remove("WAYLAND_DISPLAY");
        command
    }

    /// A finger on the screen.
    pub fn touch(&self, x: u32, y: u32) -> Result<()> {
        let (x, y) = (x.to_string(), y.to_string());
        output(self.tool("xdotool").args(["mousemove", "--sync", &x, &y, "click", "1"])).map(drop)
    }

    /// A key.
    pub fn key(&self, key: &str) -> Result<()> {
        output(self.tool("xdotool").args(["key", key])).map(drop)
    }

    /// Takes a picture of the whole screen.
    pub fn picture(&self, path: &Path) -> Result<Picture> {
        output(self.tool("import").args(["-window", "root", "-depth", "8"]).arg(format!("PNG24:{}", path.display())))?;
        Picture::open(path)
    }

    /// Takes pictures until one shows what is waited for; that one stays at `path`.
    pub fn wait_for(&self, what: &str, path: &Path, mut shows: impl FnMut(&Picture) -> bool) -> Result<Picture> {
        wait_for(what, || self.picture(path).ok().filter(&mut shows))
    }
}

/// A picture in memory, 3 bytes a pixel.
pub struct Picture {
    /// Width and height in pixels.
    pub size: (u32, u32),
    pixels: Vec<u8>,
}

impl Picture {
    /// Reads a PNG with 8 bits a channel.
    pub fn open(path: &Path) -> Result<Self> {
        let mut decoder = png::Decoder::new(BufReader::new(File::open(path)?));
        decoder.set_transformations(png::Transformations::normalize_to_color8());
        let mut reader = decoder.read_info()?;
        let mut buffer = vec![0; reader.output_buffer_size().context("a picture too large")?];
        let info = reader.next_frame(&mut buffer)?;
        let channels = info.color_type.samples();
        ensure!(matches!(channels, 1 | 3 | 4), "a picture with {channels} channels");
        buffer.truncate(info.buffer_size());
        let pixels =
            buffer.chunks_exact(channels).flat_map(|p| if channels == 1 { [p[0]; 3] } else { [p[0], p[1], p[2]] });
        Ok(Self { size: (info.width, info.height), pixels: pixels.collect() })
    }

    /// The colour of a pixel.
    pub fn at(&self, x: u32, y: u32) -> [u8; 3] {
        let i = (y * self.size.0 + x) as usize * 3;
        [self.pixels[i], self.pixels[i + 1], self.pixels[i + 2]]
    }

    /// The part of the picture that has about this colour, 0 to 1.
    pub fn part_of(&self, colour: [u8; 3]) -> f64 {
        let like = self.pixels.chunks_exact(3).filter(|p| near([p[0], p[1], p[2]], colour)).count();
        like as f64 / (self.pixels.len() / 3) as f64
    }
}

/// Whether two colours look the same.
pub fn near(a: [u8; 3], b: [u8; 3]) -> bool {
    a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= 12)
}

/// Lacquer red: what happens next, or who is called.
pub const RED: [u8; 3] = [0x8E, 0x1B, 0x1F];
/// Amber: look here.
pub const AMBER: [u8; 3] = [0xF2, 0xB4, 0x41];
