//! `/healthz`, `/readyz`, `/metrics`: for those who watch over the server.

use std::sync::atomic::Ordering;

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::{app::App, metrics::Reading, serve::Shared};

/// Free space under which no more commands should be sent: SQLite needs room for its write-ahead log and a snapshot.
const MIN_FREE: u64 = 64 << 20;

/// The process answers.
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// Commands can be taken: the last commit went through and the disk has room.
pub async fn readyz(State(app): State<Shared>) -> Response {
    match obstacle(&app) {
        None => "ready\n".into_response(),
        Some(obstacle) => (StatusCode::SERVICE_UNAVAILABLE, obstacle).into_response(),
    }
}

/// Numbers in the Prometheus text format.
pub async fn metrics(State(app): State<Shared>) -> Response {
    let reading = Reading {
        subscribers: app.hub.subscribers(),
        connections: app.connections.load(Ordering::Relaxed),
        sequence: app.hub.newest().0,
        waiting: app.replica.read().in_state(queue_core::TicketState::Waiting).count(),
        ready: obstacle(&app).is_none(),
    };
    let media = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(header::CONTENT_TYPE, media)], app.metrics.text(&reading)).into_response()
}

fn obstacle(app: &App) -> Option<&'static str> {
    if app.replica.read().site().is_none() {
        return Some("no site is configured\n");
    }
    if !app.writer.healthy() {
        return Some("the log does not take commands\n");
    }
    match rustix::fs::statvfs(&app.data) {
        Ok(disk) if disk.f_bavail.saturating_mul(disk.f_frsize) < MIN_FREE => Some("the disk is full\n"),
        Ok(_) => None,
        Err(_) => Some("the data folder cannot be read\n"),
    }
}
