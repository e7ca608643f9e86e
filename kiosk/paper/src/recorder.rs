//! A driver for the crate `escpos` that keeps the bytes: a ticket is composed whole before anything leaves, since a printer
//! that fails half-way must not be found out while composing.

use std::cell::RefCell;
use std::rc::Rc;

use escpos::driver::Driver;
use escpos::errors::{PrinterError, Result};

#[derive(Clone, Debug, Default)]
pub(super) struct Recorder(Rc<RefCell<Vec<u8>>>);

impl Recorder {
    pub(super) fn take(&self) -> Vec<u8> {
        self.0.take()
    }
}

impl Driver for Recorder {
    fn name(&self) -> String {
        "recorder".into()
    }

    fn write(&self, data: &[u8]) -> Result<()> {
        self.0.borrow_mut().extend(data);
        Ok(())
    }

    fn read(&self, _buf: &mut [u8]) -> Result<usize> {
        Err(PrinterError::Io("a recorder has no printer to read from".into()))
    }

    fn flush(&self) -> Result<()> {
        Ok(())
    }
}
