//! The thread that hears the server: a runtime of its own, so that neither the window waits for the network nor the
//! network for the window.

use std::{sync::mpsc, thread, time::Duration};

use queue_protocol::{
    client::{Client, ClientError},
    core::Event,
    stream::{LinkEvent, subscribe},
};

use crate::model::Input;

/// Messages that wait for the window. It takes them in within a frame; beyond this the link waits in turn.
pub const INBOX: usize = 256;

/// Pause between attempts to read the site's configuration, which the stream does not carry to a wall that starts.
const SITE_RETRY: Duration = Duration::from_secs(2);

/// Starts the thread. `wake` is called after each message that was put into the inbox.
pub fn start(client: Client, wake: impl Fn() + Send + 'static) -> std::io::Result<mpsc::Receiver<Input>> {
    let (sender, inbox) = mpsc::sync_channel(INBOX);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    thread::Builder::new().name("link".to_owned()).spawn(move || {
        let put = |input| {
            let taken = sender.send(input).is_ok();
            wake();
            taken
        };
        runtime.block_on(hear(client, put));
    })?;
    Ok(inbox)
}

/// Hands over what is heard, until nobody takes it any more.
async fn hear(client: Client, put: impl Fn(Input) -> bool) {
    let mut link = subscribe(client.clone(), None);
    let mut site_known = false;
    loop {
        let message = if site_known {
            link.recv().await
        } else {
            tokio::select! {
                site = site(&client) => {
                    site_known = true;
                    if !put(Input::Site(site)) {
                        return;
                    }
                    continue;
                }
                message = link.recv() => message,
            }
        };
        let Some(message) = message else { return };
        // A configuration may have changed unheard while the wall was cut off.
        let changed = match &message {
            LinkEvent::Event(entry) => matches!(entry.event, Event::SiteConfigured { .. }),
            LinkEvent::Lost { .. } => true,
            _ => false,
        };
        site_known &= !changed;
        if !put(Input::Link(message)) {
            return;
        }
    }
}

async fn site(client: &Client) -> Box<queue_protocol::wire::SiteView> {
    loop {
        match client.site().await {
            Ok(site) => return Box::new(site),
            Err(ClientError::Problem(problem)) => tracing::warn!(title = problem.title, "the site is refused"),
            Err(error) => tracing::debug!(%error, "the site cannot be read yet"),
        }
        tokio::time::sleep(SITE_RETRY).await;
    }
}
