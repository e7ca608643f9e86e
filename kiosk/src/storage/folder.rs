//! The files of the data folder beside the journal, each written whole.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use queue_protocol::{
    core::DeviceId,
    wire::{NoticeBoard, SiteView},
};
use serde::{Serialize, de::DeserializeOwned};

use crate::{journal::replace_file, lease::Held};

/// A data folder.
pub(super) struct Folder {
    dir: PathBuf,
}

impl Folder {
    pub fn open(dir: &Path) -> io::Result<Self> {
        fs::create_dir_all(dir)?;
        Ok(Self { dir: dir.to_owned() })
    }

    pub fn journal(&self) -> PathBuf {
        self.dir.join("journal")
    }

    pub fn identity(&self) -> Option<DeviceId> {
        fs::read_to_string(self.dir.join("identity")).ok()?.trim().parse().ok()
    }

    pub fn keep_identity(&self, device: DeviceId) -> io::Result<()> {
        if self.identity() == Some(device) {
            return Ok(());
        }
        replace_file(&self.dir.join("identity"), format!("{device}\n").as_bytes())
    }

    pub fn leases(&self) -> Option<Held> {
        self.read("leases.json")
    }

    /// Unlike the copies below this must reach the disk: numbers are given from it.
    pub fn keep_leases(&self, held: &Held) -> io::Result<()> {
        replace_file(&self.dir.join("leases.json"), &serde_json::to_vec(held)?)
    }

    pub fn site(&self) -> Option<SiteView> {
        self.read("site.json")
    }

    pub fn keep_site(&self, site: &SiteView) {
        self.keep("site.json", site);
    }

    pub fn notice_board(&self) -> Option<NoticeBoard> {
        self.read("notice-board.json")
    }

    pub fn keep_notice_board(&self, board: &NoticeBoard) {
        self.keep("notice-board.json", board);
    }

    fn read<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        let bytes = fs::read(self.dir.join(name)).ok()?;
        serde_json::from_slice(&bytes).inspect_err(|error| tracing::warn!(name, %error, "unreadable, left aside")).ok()
    }

    fn keep<T: Serialize>(&self, name: &str, copy: &T) {
        let kept =
            serde_json::to_vec(copy).map_err(io::Error::from).and_then(|b| replace_file(&self.dir.join(name), &b));
        if let Err(error) = kept {
            tracing::warn!(name, %error, "a copy for a start without the server cannot be kept");
        }
    }
}
