//! The stream against a peer that cuts, repeats, skips, babbles and falls silent, byte by byte.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::time::{Duration, Instant};

use queue_protocol::{
    core::Seq,
    stream::{LinkEvent, LostReason, MAX_MESSAGE_BYTES, SILENCE, subscribe},
};
use support::{Act, client, event, frame, next, serve, snapshot, stream_head, time, until};

fn send(parts: &[String]) -> Act {
    Act::Send(parts.concat())
}

/// The `Last-Event-ID` of a request.
fn resumed_from(head: &str) -> Option<u64> {
    head.lines().find_map(|l| l.to_lowercase().strip_prefix("last-event-id: ").and_then(|id| id.parse().ok()))
}

#[tokio::test]
async fn without_a_position_a_snapshot_comes_first_and_events_follow_it() {
    let (address, mut heads) =
        serve(vec![vec![send(&[stream_head(), snapshot(7), event(8), event(9)]), Act::Hold]]).await;
    let mut link = subscribe(client(&address), None);
    assert_eq!(until(&mut link, 9).await, ["connected", "snapshot 7", "8", "9"]);
    let head = heads.recv().await.unwrap();
    assert!(head.starts_with("GET /api/v1/events HTTP/1.1\r\n"), "{head}");
    assert!(head.contains("authorization: Bearer secret-1\r\n"), "{head}");
    assert_eq!(resumed_from(&head), None);
}

#[tokio::test]
async fn a_cut_in_the_middle_of_a_frame_loses_nothing_and_doubles_nothing() {
    let whole = event(12);
    for cut in [1, 9, whole.len() / 2, whole.len() - 2, whole.len() - 1] {
        let (address, mut heads) = serve(vec![
            vec![send(&[stream_head(), event(11), whole[..cut].to_owned()])],
            vec![send(&[stream_head(), event(12), event(13)]), Act::Hold],
        ])
        .await;
        let mut link = subscribe(client(&address), Some(Seq(10)));
        let seen = until(&mut link, 13).await;
        assert_eq!(seen, ["connected", "11", "lost 0 Offline", "connected", "12", "13"], "cut after {cut} bytes");
        assert_eq!(resumed_from(&heads.recv().await.unwrap()), Some(10));
        assert_eq!(resumed_from(&heads.recv().await.unwrap()), Some(11));
    }
}

#[tokio::test]
async fn what_was_already_passed_on_is_dropped() {
    let repeated = [stream_head(), event(3), event(4), event(4), event(2), event(5), event(3), event(6)];
    let (address, _heads) = serve(vec![vec![send(&repeated), Act::Hold]]).await;
    let mut link = subscribe(client(&address), Some(Seq(2)));
    assert_eq!(until(&mut link, 6).await, ["connected", "3", "4", "5", "6"]);
}

#[tokio::test]
async fn a_gap_is_asked_for_again_from_the_last_good_event() {
    let (address, mut heads) = serve(vec![
        vec![send(&[stream_head(), event(1), event(2), event(4)]), Act::Hold],
        vec![send(&[stream_head(), event(3), event(4)]), Act::Hold],
    ])
    .await;
    let mut link = subscribe(client(&address), Some(Seq(0)));
    assert_eq!(until(&mut link, 4).await, ["connected", "1", "2", "lost 0 Gap", "connected", "3", "4"]);
    heads.recv().await.unwrap();
    assert_eq!(resumed_from(&heads.recv().await.unwrap()), Some(2));
}

#[tokio::test]
async fn a_gap_that_stays_ends_in_a_snapshot() {
    let (address, mut heads) = serve(vec![
        vec![send(&[stream_head(), time(2), event(4)]), Act::Hold],
        vec![send(&[stream_head(), snapshot(4), event(5)]), Act::Hold],
    ])
    .await;
    let mut link = subscribe(client(&address), Some(Seq(2)));
    assert_eq!(until(&mut link, 5).await, ["connected", "time 2", "lost 0 Gap", "connected", "snapshot 4", "5"]);
    heads.recv().await.unwrap();
    assert_eq!(resumed_from(&heads.recv().await.unwrap()), None);
}

#[tokio::test]
async fn a_clock_that_runs_ahead_of_the_events_uncovers_a_lost_one() {
    let (address, mut heads) = serve(vec![
        vec![send(&[stream_head(), event(1), time(2), time(2)]), Act::Hold],
        vec![send(&[stream_head(), event(2)]), Act::Hold],
    ])
    .await;
    let mut link = subscribe(client(&address), Some(Seq(0)));
    assert_eq!(until(&mut link, 2).await, ["connected", "1", "time 2", "lost 0 Gap", "connected", "2"]);
    heads.recv().await.unwrap();
    assert_eq!(resumed_from(&heads.recv().await.unwrap()), Some(1));
}

#[tokio::test]
async fn a_clock_that_was_only_overtaken_is_no_gap() {
    let (address, _heads) = serve(vec![vec![
        send(&[stream_head(), time(1), event(1), time(0), event(2), time(3), event(3), time(3)]),
        Act::Hold,
    ]])
    .await;
    let mut link = subscribe(client(&address), Some(Seq(0)));
    assert_eq!(until(&mut link, 3).await, ["connected", "time 1", "1", "time 0", "2", "time 3", "3"]);
}

#[tokio::test]
async fn a_log_that_was_replaced_by_a_shorter_one_is_read_from_its_snapshot() {
    let (address, mut heads) = serve(vec![
        vec![send(&[stream_head(), time(40), time(40)]), Act::Hold],
        vec![send(&[stream_head(), snapshot(40), event(41)]), Act::Hold],
    ])
    .await;
    let mut link = subscribe(client(&address), Some(Seq(100)));
    assert_eq!(until(&mut link, 41).await, ["connected", "time 40", "lost 0 Behind", "connected", "snapshot 40", "41"]);
    heads.recv().await.unwrap();
    assert_eq!(resumed_from(&heads.recv().await.unwrap()), None);
}

#[tokio::test]
async fn silence_counts_as_a_cut_even_while_the_socket_stays_open() {
    let (address, _heads) = serve(vec![
        // A comment keeps a socket alive, but says nothing of the log.
        vec![send(&[stream_head(), event(1), ":\n\n".to_owned(), "event: time\n".to_owned()]), Act::Hold],
        vec![send(&[stream_head(), event(2)]), Act::Hold],
    ])
    .await;
    let mut link = subscribe(client(&address), Some(Seq(0)));
    until(&mut link, 1).await;
    let quiet = Instant::now();
    assert_eq!(next(&mut link).await, LinkEvent::Lost { reason: LostReason::Silent, attempt: 0 });
    let took = quiet.elapsed();
    assert!(took + Duration::from_millis(500) >= SILENCE && took < Duration::from_secs(5), "said so after {took:?}");
    assert_eq!(until(&mut link, 2).await, ["connected", "2"]);
}

#[tokio::test]
async fn attempts_are_counted_while_nobody_answers() {
    let (address, _heads) = serve(vec![vec![send(&[stream_head(), event(1)])]]).await;
    let mut link = subscribe(client(&address), Some(Seq(0)));
    until(&mut link, 1).await;
    for wanted in 0..3 {
        match next(&mut link).await {
            LinkEvent::Lost { attempt, reason: LostReason::Offline(_) } => assert_eq!(attempt, wanted),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn a_refusal_is_handed_over_in_words() {
    let problem = r#"{"type":"urn:motcua:problem:unauthorised","title":"Mã truy cập không đúng.","status":401,"detail":"Tạo mã mới."}"#;
    let answer = format!(
        "HTTP/1.1 401 Unauthorized\r\ncontent-type: application/problem+json\r\ncontent-length: {}\r\n\r\n{problem}",
        problem.len()
    );
    let (address, _heads) = serve(vec![vec![Act::Send(answer)]]).await;
    let mut link = subscribe(client(&address), None);
    match next(&mut link).await {
        LinkEvent::Lost { reason: LostReason::Refused(problem), attempt: 1 } => assert_eq!(problem.status, 401),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_nobody_can_read_ends_the_connection() {
    let cases = [
        ("no JSON", frame("time", None, "{")),
        ("another event than its name says", event(1).replace("event: counter-closed", "event: counter-opened")),
        ("another id than it holds", event(1).replace("id: 1", "id: 2")),
        ("no id", event(1).replace("id: 1\n", "")),
        (
            "an unknown event",
            frame("counter-painted", Some(1), r#"{"seq":1,"at":"2019-08-01T02:12:04Z","type":"counter-painted"}"#),
        ),
    ];
    for (what, bytes) in cases {
        let (address, _heads) = serve(vec![vec![send(&[stream_head(), bytes]), Act::Hold]]).await;
        let mut link = subscribe(client(&address), Some(Seq(0)));
        assert_eq!(next(&mut link).await, LinkEvent::Connected, "{what}");
        let LinkEvent::Lost { reason, .. } = next(&mut link).await else { panic!("{what}: went on") };
        assert!(matches!(reason, LostReason::Garbled(_)), "{what}: {reason:?}");
    }
}

#[tokio::test]
async fn a_message_without_end_is_cut_off() {
    let endless = format!("event: time\ndata: {}", "x".repeat(MAX_MESSAGE_BYTES + 1));
    let (address, _heads) = serve(vec![vec![send(&[stream_head(), endless]), Act::Hold]]).await;
    let mut link = subscribe(client(&address), Some(Seq(0)));
    assert_eq!(next(&mut link).await, LinkEvent::Connected);
    let LinkEvent::Lost { reason: LostReason::Offline(why), .. } = next(&mut link).await else { panic!("went on") };
    assert!(why.contains("without end"), "{why}");
}

#[tokio::test]
async fn a_page_that_is_no_stream_is_not_followed() {
    let page = "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 2\r\n\r\nhi".to_owned();
    let (address, _heads) = serve(vec![vec![Act::Send(page)]]).await;
    let mut link = subscribe(client(&address), None);
    let LinkEvent::Lost { reason: LostReason::Garbled(_), attempt: 1 } = next(&mut link).await else { panic!() };
}
