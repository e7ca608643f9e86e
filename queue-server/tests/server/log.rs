//! The log and what is computed from it.

use queue_core::{Seq, State};
use queue_server::{
    auth::{tokens, users},
    log::{self, LogError, answers, events, rebuild, snapshots, tickets, verify},
    testing::TestApp,
};
use rusqlite::{Connection, params};

#[tokio::test]
async fn one_flipped_byte_in_any_column_of_any_event_is_named() {
    let folder = busy_morning().await;
    let conn = Connection::open(folder.path().join(log::FILE)).unwrap();
    conn.execute_batch("DROP TRIGGER events_are_not_changed; PRAGMA ignore_check_constraints = ON;").unwrap();
    let count = verify::verify(&conn).unwrap().seq.0;
    assert!(count > 20);
    for seq in 1..=count {
        for column in ["at", "seq", "command", "request", "name", "hash", "body"] {
            for byte in flip_each(&conn, column, seq) {
                match verify::verify(&conn) {
                    Err(LogError::Broken { seq: named, .. }) => assert_eq!(named, seq, "byte {byte} of {column}"),
                    other => panic!("byte {byte} of {column} of {seq}: {other:?}"),
                }
            }
        }
    }
    assert_eq!(verify::verify(&conn).unwrap().seq.0, count, "every byte was put back");
}

#[tokio::test]
async fn a_flipped_byte_in_the_file_is_named() {
    let folder = busy_morning().await;
    let file = folder.path().join(log::FILE);
    let conn = log::open_reader(&file).unwrap();
    let stored = events::after(&conn, Seq(9), 1).unwrap().remove(0);
    drop(conn);
    let mut bytes = std::fs::read(&file).unwrap();
    // A page that was split may keep a dead copy of it, so every copy is spoiled.
    let length = stored.body.len();
    let found: Vec<_> =
        (0..bytes.len() - length).filter(|at| bytes[*at..*at + length] == *stored.body.as_bytes()).collect();
    assert!(!found.is_empty());
    found.iter().for_each(|at| bytes[at + length / 2] ^= 1);
    std::fs::write(&file, bytes).unwrap();
    match verify::verify(&log::open_reader(&file).unwrap()) {
        Err(LogError::Broken { seq, .. }) => assert_eq!(seq, 10),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_log_refuses_to_be_changed() {
    let folder = busy_morning().await;
    let conn = log::open_writer(&folder.path().join(log::FILE)).unwrap();
    for statement in ["UPDATE events SET at = 0 WHERE seq = 3", "DELETE FROM events WHERE seq = 3"] {
        let error = conn.execute(statement, []).unwrap_err().to_string();
        assert!(error.contains("append-only"), "{error}");
    }
}

#[tokio::test]
async fn a_snapshot_and_the_tail_are_the_whole_log() {
    let folder = busy_morning().await;
    let mut conn = log::open_writer(&folder.path().join(log::FILE)).unwrap();
    let (from_snapshot, at) = snapshots::restore(&conn).unwrap();
    assert!(at > Seq(0), "a graceful stop leaves a snapshot");
    let whole = replay(&conn);
    assert_eq!(from_snapshot, whole);
    // From the middle, with a tail behind it.
    let tx = conn.transaction().unwrap();
    tx.execute("DELETE FROM snapshots", []).unwrap();
    let mut half = State::new();
    let middle = Seq(whole.seq().0 / 2);
    for stored in events::after(&tx, Seq(0), middle.0 as usize).unwrap() {
        half.apply(stored.at, &stored.event().unwrap());
    }
    let hash = events::get(&tx, middle).unwrap().unwrap().hash;
    snapshots::put(&tx, &half, &events::Head { seq: middle, hash }).unwrap();
    assert_eq!(snapshots::restore(&tx).unwrap(), (whole.clone(), middle));
    // One that was tampered with, and one of another log, are passed over.
    for spoil in ["UPDATE snapshots SET state = CAST('{}' AS BLOB)", "UPDATE snapshots SET hash = zeroblob(32)"] {
        tx.execute(spoil, []).unwrap();
        assert_eq!(snapshots::restore(&tx).unwrap(), (whole.clone(), Seq(0)), "{spoil}");
    }
}

#[tokio::test]
async fn rebuilding_gives_the_same_tables() {
    let folder = busy_morning().await;
    let mut conn = log::open_writer(&folder.path().join(log::FILE)).unwrap();
    let before = dump(&conn);
    assert!(before.iter().all(|table| !table.is_empty()));
    conn.execute_batch("UPDATE tickets SET ticket = '{}'; DELETE FROM answers; DELETE FROM snapshots;").unwrap();
    let head = rebuild::rebuild(&mut conn).unwrap();
    assert_eq!(head, events::head(&conn).unwrap());
    assert_eq!(dump(&conn), before);
}

#[tokio::test]
async fn snapshots_are_pruned_and_made_when_the_day_closes() {
    let app = TestApp::start().await;
    for day in 1..=6 {
        app.at(&format!("2019-08-{day:02}T23:00:00+07:00"));
        app.tick().await;
    }
    let conn = log::open_reader(&app.database()).unwrap();
    let count: u64 = conn.query_row("SELECT count(*) FROM snapshots", [], |row| row.get(0)).unwrap();
    assert_eq!(count, 3);
}

#[test]
fn a_newer_schema_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(log::FILE);
    let conn = log::open_writer(&file).unwrap();
    conn.pragma_update(None, "user_version", 99).unwrap();
    drop(conn);
    let before = std::fs::read(&file).unwrap();
    assert!(matches!(log::open_writer(&file), Err(LogError::Newer { found: 99, known: 3 })));
    assert!(matches!(log::open_reader(&file), Err(LogError::Newer { .. })));
    assert_eq!(std::fs::read(&file).unwrap(), before);
}

#[test]
fn every_look_up_uses_an_index() {
    let folder = tempfile::tempdir().unwrap();
    let conn = log::open_writer(&folder.path().join(log::FILE)).unwrap();
    for statement in [events::AFTER, answers::FIND, tickets::FIND, tokens::FIND, users::FIND] {
        let mut plan = conn.prepare(&format!("EXPLAIN QUERY PLAN {statement}")).unwrap();
        let n = plan.parameter_count();
        let nulls = rusqlite::params_from_iter(std::iter::repeat_n(rusqlite::types::Null, n));
        let steps: Vec<String> = plan.query_map(nulls, |row| row.get(3)).unwrap().map(Result::unwrap).collect();
        assert!(!steps.is_empty());
        for step in steps {
            assert!(step.starts_with("SEARCH") && step.contains("USING"), "{statement}: {step}");
        }
    }
}

#[test]
fn a_number_cannot_be_stored_twice() {
    let folder = tempfile::tempdir().unwrap();
    let conn = log::open_writer(&folder.path().join(log::FILE)).unwrap();
    let insert = |id: u8| {
        conn.execute(
            "INSERT INTO tickets (id, day, series, count, ticket) VALUES (?1, '2019-08-01', 'A', 1, '{}')",
            params![[id; 16]],
        )
    };
    insert(1).unwrap();
    assert!(insert(2).unwrap_err().to_string().contains("UNIQUE"));
}

/// A folder in which a morning's work was done and the server stopped in order.
async fn busy_morning() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let app = TestApp::start().await;
    let (kiosk, clerk) = (app.kiosk(), app.clerk());
    for _ in 0..8 {
        kiosk.issue("dat-dai").await;
        kiosk.issue("ho-tich").await;
    }
    clerk.open("quay-3").await;
    for _ in 0..3 {
        let ticket = clerk.call_next("quay-3").await.unwrap();
        for verb in ["start", "finish"] {
            assert_eq!(clerk.command(&format!("/tickets/{}/{verb}", ticket.id)).await.status, 200);
        }
    }
    let to = folder.path().to_owned();
    let app = app
        .restart_after(|data| {
            std::fs::copy(data.join(log::FILE), to.join(log::FILE)).unwrap();
        })
        .await
        .unwrap();
    drop(app);
    folder
}

fn replay(conn: &Connection) -> State {
    let mut state = State::new();
    events::each_after::<LogError>(conn, Seq(0), |stored| {
        state.apply(stored.at, &stored.event()?);
        Ok(())
    })
    .unwrap();
    state
}

/// Flips one byte after the other of a column of an event, and puts each back before the next: some bytes of each,
/// others in each event.
fn flip_each(conn: &Connection, column: &str, seq: u64) -> impl Iterator<Item = usize> {
    let read = format!("SELECT CAST({column} AS BLOB) FROM events WHERE seq = ?1");
    let before: Vec<u8> = conn.query_row(&read, [seq], |row| row.get(0)).unwrap();
    let (width, step) = match column {
        "at" | "seq" => (1, 1),
        "body" => (before.len(), 41),
        _ => (before.len(), 7),
    };
    let kind = match column {
        "at" | "seq" => "",
        "name" | "body" => "CAST(?2 AS TEXT)",
        _ => "?2",
    };
    let write = move |bytes: &[u8], there: bool| match column {
        "at" => conn.execute("UPDATE events SET at = at + ?2 WHERE seq = ?1", params![seq, if there { 1 } else { -1 }]),
        "seq" if there => conn.execute("UPDATE events SET seq = seq + 1000000 WHERE seq = ?1", [seq]),
        "seq" => conn.execute("UPDATE events SET seq = ?1 WHERE seq = ?1 + 1000000", [seq]),
        _ => conn.execute(&format!("UPDATE events SET {column} = {kind} WHERE seq = ?1"), params![seq, bytes]),
    };
    let mut flipped = false;
    (0..=width.div_ceil(step)).filter_map(move |i| {
        if flipped {
            assert_eq!(write(&before, false).unwrap(), 1);
            flipped = false;
        }
        let byte = i * step + seq as usize % step;
        if byte >= width {
            return None;
        }
        let mut bytes = before.clone();
        bytes[byte] ^= 1;
        assert_eq!(write(&bytes, true).unwrap(), 1);
        flipped = true;
        Some(byte)
    })
}

/// Tickets, answers and the newest snapshot, row by row.
fn dump(conn: &Connection) -> Vec<Vec<String>> {
    let queries = [
        "SELECT hex(id) || day || series || count || ifnull(called, '-') || ticket FROM tickets ORDER BY id",
        "SELECT hex(command) || hex(request) || ifnull(hex(ticket), '-') FROM answers ORDER BY command",
        "SELECT seq || hex(state) || hex(hash) || hex(sum) FROM snapshots ORDER BY seq DESC LIMIT 1",
    ];
    queries
        .map(|query| {
            let mut select = conn.prepare(query).unwrap();
            select.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
        })
        .to_vec()
}
