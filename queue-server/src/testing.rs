//! A server in this process, on a free port, with the sample site, a folder of its own and a clock that stands until a
//! test moves it. Reads like a story:
//!
//! ```no_run
//! # use queue_server::testing::TestApp;
//! # async fn story() {
//! let app = TestApp::start().await;
//! let (kiosk, clerk) = (app.kiosk(), app.clerk());
//! let ticket = kiosk.issue("dat-dai").await;
//! clerk.open("quay-3").await;
//! assert_eq!(clerk.call_next("quay-3").await.unwrap().id, ticket.id);
//! # }
//! ```
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "failing loudly is what a test kit is for"
)]

mod api;
mod feed;
mod listener;

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use queue_core::{Role, StaffId, Task, UtcMillis};
use tempfile::TempDir;

pub use self::{
    api::{Answer, Api},
    feed::Feed,
    listener::{Listener, Message},
};
use crate::{
    app::App,
    auth::{
        password, tokens,
        users::{self, User},
    },
    clock::Clock,
    data_dir, log,
    serve::{Options, Running, start_with},
    start_error::StartError,
};

/// When the sample site has just opened: Thursday 1 August 2019, 08:00 in Đồng Tháp.
pub const MORNING: &str = "2019-08-01T08:00:00+07:00";

/// How long a test waits for something that must happen.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// A running server and its folder.
pub struct TestApp {
    running: Running,
    clock: Clock,
    dir: TempDir,
    site: PathBuf,
}

impl TestApp {
    /// The sample site on the morning of its first day.
    pub async fn start() -> Self {
        Self::start_with(sample_site()).await
    }

    /// A site of the test's own.
    pub async fn start_with(site: PathBuf) -> Self {
        let dir = TempDir::new().unwrap();
        let clock = Clock::manual(MORNING.parse().unwrap());
        let running = run(&site, &dir, &clock).await.unwrap();
        Self { running, clock, dir, site }
    }

    /// Stops the server in order and starts it again on the same folder.
    pub async fn restart(self) -> Self {
        let Self { running, clock, dir, site } = self;
        running.stop().await;
        let running = run(&site, &dir, &clock).await.unwrap();
        Self { running, clock, dir, site }
    }

    /// Stops the server, lets a test at its folder, and starts it again.
    pub async fn restart_after(self, meanwhile: impl FnOnce(&std::path::Path)) -> Result<Self, StartError> {
        let Self { running, clock, dir, site } = self;
        running.stop().await;
        meanwhile(dir.path());
        let running = run(&site, &dir, &clock).await?;
        Ok(Self { running, clock, dir, site })
    }

    /// Moves the clock.
    pub fn at(&self, instant: &str) {
        self.clock.set(instant.parse().unwrap());
    }

    /// Lets the server look at the clock now.
    pub async fn tick(&self) {
        self.app().own(Task::Tick).await.unwrap();
    }

    /// A caller with a new token.
    pub fn caller(&self, role: Role, name: &str) -> Api {
        self.bearer(&self.token(role, name))
    }

    /// A new token, made as `token new` makes it beside a running server.
    pub fn token(&self, role: Role, name: &str) -> String {
        let conn = log::open_writer(&self.database()).unwrap();
        tokens::create(&conn, role, name, None, UtcMillis(0)).unwrap()
    }

    /// A new account.
    pub fn user(&self, role: Role, name: &str, secret: &str, staff: Option<&str>) {
        let conn = log::open_writer(&self.database()).unwrap();
        let password = password::hash(secret).unwrap();
        let user = User { name: name.to_owned(), password, role, staff: staff.map(StaffId::new), unit: None };
        assert!(users::create(&conn, &user, UtcMillis(0)).unwrap(), "the account {name} exists");
    }

    /// A kiosk.
    pub fn kiosk(&self) -> Api {
        self.caller(Role::Kiosk, "kiosk-1")
    }

    /// A clerk.
    pub fn clerk(&self) -> Api {
        self.caller(Role::Clerk, "clerk-1")
    }

    /// Someone with this token.
    pub fn bearer(&self, token: &str) -> Api {
        Api::new(self.address(), Some(token))
    }

    /// Someone without a token.
    pub fn stranger(&self) -> Api {
        Api::new(self.address(), None)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.running.address
    }

    /// Secret of the one-time link.
    pub fn setup(&self) -> Option<&str> {
        self.running.setup.as_deref()
    }

    /// The server's parts.
    pub fn app(&self) -> &App {
        &self.running.app
    }

    /// The database's file.
    pub fn database(&self) -> PathBuf {
        data_dir::database(self.dir.path())
    }

    /// The data folder.
    pub fn folder(&self) -> &std::path::Path {
        self.dir.path()
    }
}

/// The site that stands in the repository.
pub fn sample_site() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../sites/dong-thap-2019/site.toml"))
}

async fn run(site: &std::path::Path, dir: &TempDir, clock: &Clock) -> Result<Running, StartError> {
    let listen = SocketAddr::from(([127, 0, 0, 1], 0));
    let options = Options { site: site.to_owned(), data: dir.path().to_owned(), listen, clock_from: None };
    start_with(options, Some(clock.clone())).await
}
