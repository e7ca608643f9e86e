//! A printer in the network, raw on port 9100.

use std::io::{self, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

use super::{Connect, Port};

/// A printer in the same house accepts within milliseconds.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);

/// Bytes a second that even an old print server passes on to its printer.
const SLOWEST: f64 = 10_000.0;

/// Opens a TCP connection.
#[derive(Clone, Debug)]
pub(super) struct TcpConnect {
    pub(super) host: String,
    pub(super) port: u16,
}

impl Connect for TcpConnect {
    fn connect(&mut self) -> io::Result<Box<dyn Port>> {
        let mut last = io::Error::new(io::ErrorKind::NotFound, "the name has no address");
        for address in (self.host.as_str(), self.port).to_socket_addrs()?.take(4) {
            match TcpStream::connect_timeout(&address, CONNECT_TIMEOUT) {
                Ok(stream) => {
                    stream.set_nodelay(true)?;
                    return Ok(Box::new(TcpLine(stream)));
                }
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    fn name(&self) -> String {
        format!("tcp://{}:{}", self.host, self.port)
    }
}

struct TcpLine(TcpStream);

impl Port for TcpLine {
    fn write(&mut self, bytes: &[u8], timeout: Duration) -> io::Result<usize> {
        self.0.set_write_timeout(Some(at_least(timeout)))?;
        self.0.write(bytes)
    }

    fn read(&mut self, into: &mut [u8], timeout: Duration) -> io::Result<usize> {
        self.0.set_read_timeout(Some(at_least(timeout)))?;
        self.0.read(into)
    }

    fn travel_time(&self, bytes: usize) -> Duration {
        Duration::from_secs_f64(bytes as f64 / SLOWEST)
    }
}

/// A socket takes a timeout of zero for none.
fn at_least(timeout: Duration) -> Duration {
    timeout.max(Duration::from_millis(1))
}
