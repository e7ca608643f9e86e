//! `verify`: proves that the log is gap-free, unchanged and readable, or names the first event that is not.

use queue_core::Seq;
use rusqlite::Connection;

use super::{
    LogError,
    chain::{GENESIS, link},
    events::{self, Head},
};

/// Walks the whole log. Returns its end, or [`LogError::Broken`] with the first event that does not fit.
pub fn verify(conn: &Connection) -> Result<Head, LogError> {
    let mut head = Head { seq: Seq(0), hash: GENESIS };
    events::each_after(conn, Seq(0), |stored| {
        let expected = head.seq.next();
        let broken = |what: &str| Err(LogError::Broken { seq: expected.0, what: what.to_owned() });
        if stored.seq != expected {
            return broken("it is missing");
        }
        let hash = link(&head.hash, &stored.row());
        if hash != stored.hash {
            return broken("it was changed after it was written");
        }
        if stored.event()?.name() != stored.name {
            return broken("its name is another than its body's");
        }
        head = Head { seq: stored.seq, hash };
        Ok(())
    })?;
    Ok(head)
}
