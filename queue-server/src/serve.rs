//! `serve`: puts the parts together, in an order in which nothing is half-written when one of them fails.

use std::{
    io,
    net::SocketAddr,
    path::PathBuf,
    sync::{Arc, atomic::AtomicUsize},
    thread,
    time::Duration,
};

use queue_core::{Refusal, Site, State, Task, UtcMillis};
use tokio::{
    net::TcpListener,
    sync::{Semaphore, watch},
    task::JoinHandle,
    time::MissedTickBehavior,
};

use crate::{
    app::{App, HASHING, Readers, own},
    auth::{sessions::Sessions, setup},
    clock::Clock,
    data_dir::DataDir,
    http, hub,
    hub::Hub,
    listen, log,
    log::snapshots,
    metrics::Metrics,
    site_file,
    start_error::StartError,
    writer::{Declined, Parts, Replica, Writer},
};

/// What handlers share.
pub type Shared = Arc<App>;

/// Between two looks at the clock: the business day turns at most this late when nobody asks for anything.
const TICK: Duration = Duration::from_secs(10);

/// What `serve` is told.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Options {
    pub site: PathBuf,
    pub data: PathBuf,
    pub listen: SocketAddr,
    pub clock_from: Option<UtcMillis>,
}

/// A running server.
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    /// Secret of the one-time link, at the first start.
    pub setup: Option<String>,
    /// Its parts.
    pub app: Shared,
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
    listening: JoinHandle<()>,
    writer: thread::JoinHandle<()>,
    _data: DataDir,
}

/// Starts a server on the machine's clock.
pub async fn start(options: Options) -> Result<Running, StartError> {
    start_with(options, None).await
}

/// Starts a server on a clock of the caller's, for tests.
pub async fn start_with(options: Options, clock: Option<Clock>) -> Result<Running, StartError> {
    // First everything that can fail without a trace: the site file, the port, the folder.
    let first_start = !crate::data_dir::database(&options.data).exists();
    let site = site_file::load(&options.site);
    let site = match site {
        Err(mistakes) if first_start => return Err(StartError::Site { path: options.site, mistakes }),
        site => site,
    };
    if options.clock_from.is_some() && site.as_ref().is_ok_and(|site| site.live) {
        return Err(StartError::ClockOnLiveSite);
    }
    let listener = bind(options.listen).await?;
    let address = listener.local_addr()?;
    let data = DataDir::lock(&options.data)?;

    let mut conn = log::open_writer(&data.database())?;
    let (state, snapshot) = snapshots::restore(&conn)?;
    let site = match (state.site(), site) {
        (Some(kept), given) => {
            compare(kept, given);
            None
        }
        (None, Ok(site)) => Some(site),
        (None, Err(mistakes)) => return Err(StartError::Site { path: options.site, mistakes }),
    };
    let live = site.as_ref().or(state.site().map(AsRef::as_ref)).is_some_and(|site| site.live);
    let (clock, shift) = match clock {
        Some(clock) => (clock, None),
        None => machine_clock(&state, options.clock_from, live)?,
    };
    let setup = match site {
        Some(_) => Some(setup::create(&mut conn, clock.now())?),
        None => None,
    };

    let hub = Arc::new(Hub::new(state.seq()));
    let metrics = Arc::new(Metrics::new());
    let replica = Replica::new(state);
    let sessions = Sessions::load(&conn)?;
    let parts = Parts {
        conn,
        replica: replica.clone(),
        snapshot,
        hub: hub.clone(),
        clock: clock.clone(),
        metrics: metrics.clone(),
    };
    let (writer, thread) = Writer::start(parts)?;
    if let Some(offset_ms) = shift {
        record(&writer, Task::ShiftClock { offset_ms }).await?;
    }
    match site {
        Some(site) => record(&writer, Task::Configure(Box::new(site))).await?,
        None => record(&writer, Task::Tick).await?,
    }

    let app = Arc::new(App {
        writer,
        replica: replica.clone(),
        hub: hub.clone(),
        readers: Readers::new(data.database()),
        clock: clock.clone(),
        metrics,
        phones: crate::phone::Phones::default(),
        notice_boards: crate::procedures::Boards::default(),
        known: crate::auth::tokens::Known::default(),
        sessions,
        attempts: crate::auth::attempts::Attempts::default(),
        hashing: Semaphore::new(HASHING),
        connections: Arc::new(AtomicUsize::new(0)),
        data: data.path().to_owned(),
    });
    let (stop, stopped) = watch::channel(false);
    let router = http::router(app.clone());
    let listening = tokio::spawn(listen::run(listener, router, app.connections.clone(), stopped));
    let tasks = vec![
        tokio::spawn(hub::beat(hub, replica, clock)),
        tokio::spawn(tick(app.clone())),
        tokio::spawn(crate::phone::beat(app.clone())),
    ];
    Ok(Running { address, setup, app, stop, tasks, listening, writer: thread, _data: data })
}

impl Running {
    /// Stops in order: no new connections, streams end, open requests finish, the log gets its last snapshot.
    pub async fn stop(self) {
        self.app.hub.stop();
        let _ = self.stop.send(true);
        let _ = self.listening.await;
        for task in self.tasks {
            task.abort();
        }
        self.app.readers.close();
        self.app.writer.stop().await;
        let writer = self.writer;
        let ended = tokio::task::spawn_blocking(move || writer.join().is_ok()).await;
        if !ended.unwrap_or(false) {
            tracing::error!("the writer did not end in order");
        }
    }
}

async fn bind(address: SocketAddr) -> Result<TcpListener, StartError> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => StartError::PortInUse { address },
        _ => StartError::Listen { address, error },
    })
}

/// The clock and, if it is to be put on record, its shift. A log that ran on a shifted clock keeps running on it: its
/// time would otherwise leap by years.
fn machine_clock(state: &State, from: Option<UtcMillis>, live: bool) -> Result<(Clock, Option<i64>), StartError> {
    let kept = state.clock_offset_ms();
    let Some(from) = from else {
        if kept != 0 {
            tracing::warn!(offset_ms = kept, "this log runs on a shifted clock and goes on with it");
        }
        return Ok((Clock::Machine { offset_ms: kept }, None));
    };
    if live {
        return Err(StartError::ClockOnLiveSite);
    }
    let last = state.last_at();
    if from < last && kept == 0 {
        // Time in a log never runs backwards, so the clock would stand still until it caught up.
        return Err(StartError::ClockBehindLog { last });
    }
    if from < last {
        tracing::warn!(%from, %last, "the log is already past that instant; its clock goes on where it stopped");
    }
    let offset_ms = from.max(last).0 - Clock::machine().now().0;
    Ok((Clock::Machine { offset_ms }, Some(offset_ms)))
}

fn compare(kept: &Site, given: Result<Site, Vec<site_file::Mistake>>) {
    let finding = match given {
        Ok(given) if given == *kept => return,
        Ok(_) => "the site file differs from the database",
        Err(_) => "the site file has mistakes",
    };
    tracing::warn!("{finding}; the database counts, the file is read at the first start only");
}

async fn record(writer: &Writer, task: Task) -> Result<(), StartError> {
    own(writer, task).await.map(|_| ()).map_err(|declined| match declined {
        Declined::Refused(Refusal::ClockShiftOnLiveSite) => StartError::ClockOnLiveSite,
        Declined::Refused(refusal) => StartError::Refused(refusal),
        _ => StartError::LogDoesNotTake,
    })
}

/// Lets the business day turn when nobody asks for anything.
async fn tick(app: Shared) {
    let mut ticks = tokio::time::interval(TICK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        if let Err(declined) = app.own(Task::Tick).await {
            tracing::warn!(?declined, "the clock could not be looked at");
        }
    }
}
