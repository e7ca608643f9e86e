//! A printer on a serial line, or on a USB adapter that pretends to be one.

use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use serialport::{SerialPort, TTYPort};

use super::{Connect, Flow, Parity, Port};

/// Opens a serial port by its path.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub(crate) struct SerialConnect {
    pub(crate) path: PathBuf,
    pub(crate) baud: u32,
    pub(crate) parity: Parity,
    pub(crate) flow: Flow,
}

impl Connect for SerialConnect {
    fn connect(&mut self) -> io::Result<Box<dyn Port>> {
        let parity = match self.parity {
            Parity::None => serialport::Parity::None,
            Parity::Even => serialport::Parity::Even,
            Parity::Odd => serialport::Parity::Odd,
        };
        let flow = match self.flow {
            Flow::None => serialport::FlowControl::None,
            Flow::Hardware => serialport::FlowControl::Hardware,
            Flow::Software => serialport::FlowControl::Software,
        };
        let port = serialport::new(self.path.to_string_lossy(), self.baud)
            .parity(parity)
            .flow_control(flow)
            .timeout(Duration::from_millis(100))
            .open_native()?;
        Ok(Box::new(SerialLine { port, baud: self.baud, idle_from: Instant::now() }))
    }

    fn name(&self) -> String {
        self.path.display().to_string()
    }
}

struct SerialLine {
    port: TTYPort,
    baud: u32,
    /// When all that was written has left at the latest, if the other end takes it. Counted, not asked for: adapters and
    /// pseudo-terminals hold bytes of which the kernel does not know.
    idle_from: Instant,
}

impl Port for SerialLine {
    fn write(&mut self, bytes: &[u8], timeout: Duration) -> io::Result<usize> {
        self.port.set_timeout(timeout)?;
        // Never flushed: waiting for the line to empty has no limit while the printer holds it, and the status asked after
        // the cut proves more.
        let count = self.port.write(bytes)?;
        self.idle_from = self.idle_from.max(Instant::now()) + self.travel_time(count);
        Ok(count)
    }

    fn read(&mut self, into: &mut [u8], timeout: Duration) -> io::Result<usize> {
        self.port.set_timeout(timeout)?;
        self.port.read(into)
    }

    fn discard(&mut self) {
        // A port that is gone has nothing left to throw away.
        let _ = self.port.clear(serialport::ClearBuffer::Output);
        self.idle_from = Instant::now();
    }

    fn backlog(&self) -> Duration {
        self.idle_from.saturating_duration_since(Instant::now())
    }

    fn travel_time(&self, bytes: usize) -> Duration {
        // Start, eight bits, parity or not, stop.
        Duration::from_secs_f64(bytes as f64 * 11.0 / f64::from(self.baud.max(1)))
    }
}
