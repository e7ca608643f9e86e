//! Connections: accepted, bounded, given up when the other side sleeps, and ended in order when the server stops.

use std::{
    io,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{Extension, Router, extract::ConnectInfo};
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use socket2::SockRef;
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{Semaphore, watch},
};

/// Connections at once: every screen and every phone that listens has one, and requests come beside them.
pub const CONNECTIONS: usize = 10_240;

/// Files beside the connections: the database, its readers, the listener.
const FILES: u64 = 256;

/// Time to send a request's head. Whoever takes longer holds a connection for nothing.
const HEAD: Duration = Duration::from_secs(10);

/// Time that bytes may lie unread by the other side. The kernel then ends the connection: this is the write time-out of
/// a stream whose reader sleeps.
const UNREAD: Duration = Duration::from_secs(20);

/// Time that open requests get to finish when the server stops.
const FINISH: Duration = Duration::from_secs(5);

/// Pause after `accept` failed for want of file descriptors.
const ACCEPT_AGAIN: Duration = Duration::from_millis(50);

/// Serves until `stop` says so.
pub async fn run(
    listener: TcpListener,
    router: Router,
    connections: Arc<AtomicUsize>,
    mut stop: watch::Receiver<bool>,
) {
    // The usual limit of a process would end the hall at a thousand phones.
    match rlimit::increase_nofile_limit(CONNECTIONS as u64 + FILES) {
        Ok(limit) if limit >= CONNECTIONS as u64 + FILES => {}
        Ok(limit) => tracing::warn!(limit, "the system allows fewer open files than there may be connections"),
        Err(error) => tracing::warn!(%error, "the limit of open files could not be raised"),
    }
    let seats = Arc::new(Semaphore::new(CONNECTIONS));
    let graceful = GracefulShutdown::new();
    loop {
        // Full: the next connection waits in the kernel's queue, which is bounded too.
        let seat = tokio::select! {
            seat = seats.clone().acquire_owned() => seat,
            () = stopped(&mut stop) => break,
        };
        let Ok(seat) = seat else { break };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = stopped(&mut stop) => break,
        };
        let (stream, address) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(ACCEPT_AGAIN).await;
                continue;
            }
        };
        if let Err(error) = prepare(&stream) {
            tracing::debug!(%error, "a connection ended before it began");
            continue;
        }
        connections.fetch_add(1, Ordering::Relaxed);
        let connections = connections.clone();
        let connection = graceful.watch(connection(stream, address, router.clone()));
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection broke");
            }
            connections.fetch_sub(1, Ordering::Relaxed);
            drop(seat);
        });
    }
    drop(listener);
    if tokio::time::timeout(FINISH, graceful.shutdown()).await.is_err() {
        tracing::warn!("some connections did not end in time");
    }
}

async fn stopped(stop: &mut watch::Receiver<bool>) {
    // An error means that whoever could say so is gone, which says it too.
    let _ = stop.wait_for(|stop| *stop).await;
}

type Connection = http1::Connection<TokioIo<TcpStream>, TowerToHyperService<Service>>;
type Service = axum::middleware::AddExtension<Router, ConnectInfo<SocketAddr>>;

fn connection(stream: TcpStream, address: SocketAddr, router: Router) -> Connection {
    let service = tower::Layer::layer(&Extension(ConnectInfo(address)), router);
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service))
}

fn prepare(stream: &TcpStream) -> io::Result<()> {
    // An event is small and wanted now: not held back to be sent with the next.
    stream.set_nodelay(true)?;
    SockRef::from(stream).set_tcp_user_timeout(Some(UNREAD))
}
