//! `serve` and `openapi`.

use std::io::{Write, stdout};

use queue_server::{
    serve::{self, Options, Running},
    start_error::StartError,
};
use tokio::signal::unix::{SignalKind, signal};

/// Serves until SIGTERM or SIGINT.
pub fn serve(options: Options) -> Result<(), StartError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let (mut term, mut int) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
        let running = serve::start(options).await?;
        announce(&running)?;
        tokio::select! {
            _ = term.recv() => {}
            _ = int.recv() => {}
        }
        tracing::info!("stopping");
        running.stop().await;
        Ok(())
    })
}

/// Writes the description of the API.
pub fn openapi() -> Result<(), StartError> {
    let json = queue_server::http::openapi().to_pretty_json().map_err(std::io::Error::other)?;
    writeln!(stdout(), "{json}")?;
    Ok(())
}

fn announce(running: &Running) -> Result<(), StartError> {
    let address = running.address;
    let mut out = stdout().lock();
    writeln!(out, "listening on http://{address}")?;
    if let Some(secret) = &running.setup {
        writeln!(out, "http://{address}/setup#token={secret}")?;
    }
    out.flush()?;
    Ok(())
}
