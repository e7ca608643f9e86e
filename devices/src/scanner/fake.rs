//! A scanner for tests: it reads what it is told to.

use std::{
    collections::VecDeque,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use super::{Scan, Scanner, ScannerFault, Tally};

/// A scanner whose codes and faults the holder of a clone decides.
#[derive(Clone, Debug, Default)]
pub struct FakeScanner {
    desk: Arc<(Mutex<Desk>, Condvar)>,
    tally: Tally,
}

#[derive(Debug, Default)]
struct Desk {
    scans: VecDeque<Scan>,
    fault: Option<ScannerFault>,
}

impl FakeScanner {
    /// Somebody shows a code.
    pub fn show(&self, text: &str) {
        self.lock().scans.push_back(Scan::new(text));
        self.desk.1.notify_all();
    }

    /// How it is from now on.
    pub fn set_fault(&self, fault: Option<ScannerFault>) {
        self.lock().fault = fault;
        self.desk.1.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, Desk> {
        self.desk.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Scanner for FakeScanner {
    fn read(&mut self, patience: Duration) -> Result<Option<Scan>, ScannerFault> {
        let idle = |desk: &mut Desk| desk.scans.is_empty() && desk.fault.is_none();
        let waited = self.desk.1.wait_timeout_while(self.lock(), patience, idle);
        let (mut desk, _) = waited.unwrap_or_else(PoisonError::into_inner);
        match desk.fault.clone() {
            Some(fault) => Err(fault),
            None => Ok(desk.scans.pop_front()),
        }
    }

    fn tally(&self) -> &Tally {
        &self.tally
    }
}
