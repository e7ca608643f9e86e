//! The stream: every event once and in order, whatever is cut.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use queue_protocol::wire::{Board, LogEvent, Waits};
use queue_server::testing::{Api, TestApp};
use serde_json::{Value, json};
use uuid::Uuid;

/// Cuts and events of the long test: what the issue asks for.
const CUTS: u64 = 50;
const EVENTS: u64 = 10_000;

#[tokio::test]
async fn a_stream_begins_with_the_board_and_goes_on_with_what_follows() {
    let app = TestApp::start().await;
    let (kiosk, display) = (app.kiosk(), app.caller(queue_core::Role::Display, "wall"));
    kiosk.issue("dat-dai").await;
    let mut stream = display.listen(None).await;
    let snapshot = stream.next().await.unwrap();
    assert_eq!(snapshot.event, "snapshot");
    let board: Board = serde_json::from_value(snapshot.data).unwrap();
    assert_eq!(snapshot.id, Some(board.seq.0));
    let ticket = kiosk.issue("dat-dai").await;
    let issued = stream.next_event().await.unwrap();
    assert_eq!((issued.event.as_str(), issued.id), ("ticket-issued", Some(board.seq.0 + 1)));
    let event: LogEvent = serde_json::from_value(issued.data).unwrap();
    assert_eq!((event.seq.0, event.event.ticket()), (board.seq.0 + 1, Some(ticket.id)));
}

#[tokio::test]
async fn a_frame_is_the_wires_event_byte_for_byte() {
    let app = TestApp::start().await;
    app.kiosk().issue("dat-dai").await;
    let mut stream = app.clerk().listen(Some(0)).await;
    while let Some(message) = stream.next_event().await {
        let event: LogEvent = serde_json::from_value(message.data.clone()).unwrap();
        let frame = queue_server::hub::Frame::of(
            event.seq,
            event.at,
            event.event.name(),
            &serde_json::to_string(&event.event).unwrap(),
        );
        let expected = format!(
            "id: {}\nevent: {}\ndata: {}\n\n",
            event.seq,
            message.event,
            serde_json::to_string(&event).unwrap()
        );
        assert_eq!(std::str::from_utf8(&frame.bytes).unwrap(), expected);
        if message.event == "ticket-issued" {
            return;
        }
    }
    panic!("the ticket is not in the stream");
}

#[tokio::test]
async fn waits_and_time_come_by_themselves() {
    let app = TestApp::start().await;
    let kiosk = app.kiosk();
    let mut stream = kiosk.listen(None).await;
    stream.wait_for("time").await;
    let ticket = kiosk.issue("dat-dai").await;
    loop {
        let waits: Waits = serde_json::from_value(stream.wait_for("waits").await.data).unwrap();
        if waits.seq >= ticket.seq {
            assert_eq!(waits.waits.iter().find(|w| w.service == ticket.service).map(|w| w.waiting), Some(1));
            break;
        }
    }
    let time = stream.wait_for("time").await;
    assert_eq!((time.id, time.data["seq"].as_u64()), (None, Some(ticket.seq.0)));
}

#[tokio::test]
async fn a_gap_too_large_or_from_another_log_starts_with_the_board() {
    let app = TestApp::start().await;
    let display = app.caller(queue_core::Role::Display, "wall");
    assert_eq!(display.listen(Some(9_999_999)).await.next().await.unwrap().event, "snapshot");
    let garbled = display.clone().with("last-event-id", "x");
    assert_eq!(garbled.listen(None).await.next().await.unwrap().event, "snapshot");
    assert_eq!(display.listen(Some(1)).await.next().await.unwrap().id, Some(2));
}

/// One subscriber never stops, one is cut fifty times and resumes, one comes so late that it is fed from the log; all
/// see the same, while tickets flow.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_cuts_lose_nothing_and_repeat_nothing() {
    let app = Arc::new(TestApp::start().await);
    let first = app.kiosk().board().await.seq.0;
    let last = first + EVENTS;
    let flowing = Arc::new(AtomicBool::new(true));

    let writers: Vec<_> = (0..32)
        .map(|n| tokio::spawn(flow(app.caller(queue_core::Role::Clerk, &format!("clerk-{n}")), flowing.clone())))
        .collect();
    let steady = tokio::spawn(follow(app.caller(queue_core::Role::Display, "steady"), first, last, 0));
    let cut = tokio::spawn(follow(app.caller(queue_core::Role::Display, "cut"), first, last, CUTS));

    let (steady, cut) = (steady.await.unwrap(), cut.await.unwrap());
    flowing.store(false, Ordering::Relaxed);
    for writer in writers {
        writer.await.unwrap();
    }
    let expected: Vec<u64> = (first + 1..=last).collect();
    assert_eq!(steady, (expected.clone(), 0));
    assert_eq!(cut, (expected, CUTS));
    // From where the ring has long passed it, yet not too far to be replayed.
    let from = last - 8_000;
    let late = follow(app.caller(queue_core::Role::Display, "late"), from, last, 0).await;
    assert_eq!(late, ((from + 1..=last).collect(), 0));
}

async fn flow(api: Api, flowing: Arc<AtomicBool>) {
    while flowing.load(Ordering::Relaxed) {
        let path = format!("/tickets/{}", Uuid::now_v7());
        let service = "dat-dai";
        assert_eq!(api.put(&path, json!({ "service": service })).await.status, 201);
        for verb in ["printed", "cancel"] {
            let answer = api.command(&format!("{path}/{verb}")).await;
            assert_eq!(answer.status, 200, "{verb} {}", answer.text);
        }
    }
}

/// Follows the log from `first` to `last` and returns the positions as they came, and how often it was cut.
async fn follow(api: Api, first: u64, last: u64, cuts: u64) -> (Vec<u64>, u64) {
    let mut seqs: Vec<u64> = Vec::new();
    let mut cut = 0;
    let mut stream = api.listen(Some(first)).await;
    loop {
        let after = seqs.last().copied().unwrap_or(first);
        let due = cut < cuts && after >= first + (last - first) * (cut + 1) / (cuts + 1);
        if due {
            cut += 1;
            // Dropped in mid-flow, with bytes still under way.
            stream = api.listen(Some(after)).await;
        }
        let Some(message) = stream.next().await else { panic!("the stream ended at {after}") };
        assert_ne!(message.event, "snapshot", "something was skipped at {after}");
        if message.id.is_none() {
            continue;
        }
        let seq = message.id.unwrap();
        assert_eq!(message.data["seq"], Value::from(seq));
        seqs.push(seq);
        if seq == last {
            return (seqs, cut);
        }
    }
}
