//! A bare broadcast: one task a subscriber, each writing the same bytes to its socket. A connection says by its first
//! byte what it is; a speaker then sends messages, each with its length in front.

use anyhow::Result;
use bytes::Bytes;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::broadcast,
};

/// First byte of a connection that listens.
pub const LISTENER: u8 = b'L';
/// First byte of a connection that speaks.
pub const SPEAKER: u8 = b'S';

/// Messages that a slow listener may be behind.
const BEHIND: usize = 16;

/// Serves until the process is ended.
pub async fn serve() -> Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    println!("listening on {}", listener.local_addr()?);
    let hall = broadcast::Sender::new(BEHIND);
    loop {
        let (socket, _) = listener.accept().await?;
        socket.set_nodelay(true)?;
        // A connection that breaks is that connection's end.
        tokio::spawn(attend(socket, hall.clone()));
    }
}

async fn attend(mut socket: TcpStream, hall: broadcast::Sender<Bytes>) -> Result<()> {
    if socket.read_u8().await? == SPEAKER {
        loop {
            let length = socket.read_u32().await?;
            let mut message = vec![0; length as usize];
            socket.read_exact(&mut message).await?;
            let _ = hall.send(Bytes::from(message));
        }
    }
    let mut messages = hall.subscribe();
    // Says that it listens, so that nothing is sent before everyone does.
    socket.write_u8(LISTENER).await?;
    loop {
        socket.write_all(&messages.recv().await?).await?;
    }
}
