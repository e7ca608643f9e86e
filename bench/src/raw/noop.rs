//! A PUT that does nothing: the request is parsed and read in full, the answer is empty.

use anyhow::Result;
use axum::{Router, body::Bytes, http::StatusCode, routing::put};
use tokio::net::TcpListener;

/// Serves until the process is ended.
pub async fn serve() -> Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    println!("listening on {}", listener.local_addr()?);
    let router = Router::new().route("/api/v1/tickets/{id}", put(noop));
    let listener = axum::serve::ListenerExt::tap_io(listener, |socket| {
        let _ = socket.set_nodelay(true);
    });
    Ok(axum::serve(listener, router).await?)
}

async fn noop(_body: Bytes) -> StatusCode {
    StatusCode::CREATED
}
