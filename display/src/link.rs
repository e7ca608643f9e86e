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
    start_with(client, wake, |_| ())
}

/// The same, with somebody who hears each message before the window does, and does not wait for it.
pub fn start_with(
    client: Client,
    wake: impl Fn() + Send + 'static,
    first: impl Fn(&Input) + Send + 'static,
) -> std::io::Result<mpsc::Receiver<Input>> {
    let (sender, inbox) = mpsc::sync_channel(INBOX);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    thread::Builder::new().name("link".to_owned()).spawn(move || {
        let put = |input| {
            first(&input);
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
    // Goes on beside the stream, however much comes down it meanwhile.
    let mut asking = Some(Box::pin(site(&client)));
    loop {
        let answer = async {
            match &mut asking {
                Some(site) => site.await,
                None => std::future::pending().await,
            }
        };
        let taken = tokio::select! {
            site = answer => {
                asking = None;
                put(Input::Site(site))
            }
            message = link.recv() => {
                let Some(message) = message else { return };
                if may_change_the_site(&message) {
                    asking = Some(Box::pin(site(&client)));
                }
                put(Input::Link(message))
            }
        };
        if !taken {
            return;
        }
    }
}

/// A new configuration, or a cut in which one may have gone unheard.
fn may_change_the_site(message: &LinkEvent) -> bool {
    match message {
        LinkEvent::Event(entry) => matches!(entry.event, Event::SiteConfigured { .. }),
        LinkEvent::Lost { .. } => true,
        _ => false,
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
