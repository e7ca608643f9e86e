//! The client against a server made of bytes: what is asked, and what becomes of every kind of answer.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::{fs, path::Path};

use queue_protocol::{
    client::{Client, ClientError, MAX_ANSWER_BYTES, Token, new_command_id, new_ticket_id},
    core::{CounterId, Intent, Lang},
    wire::IssueRequest,
};
use support::{Act, board, client, serve};

/// What must hold of an error.
type Expected = fn(&ClientError) -> bool;

fn answer(status: &str, body: &str) -> Vec<Act> {
    let length = body.len();
    vec![Act::Send(format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
    ))]
}

const TICKET: &str = r#"{"id":"0198c0de-0000-7000-8000-000000000001","number":"A015","service":"dat-dai","intent":"submit",
    "state":"waiting","lane":"regular","lang":"vi","day":"2019-08-01","issued_at":"2019-08-01T02:12:04Z","ahead":4,
    "wait":{"low_s":1500,"high_s":2100},"counters":["quay-3"],"print":"issued","calls":0,"transferred":false,
    "counts_from":"2019-08-01","trial":false,"seq":41}"#;

#[tokio::test]
async fn a_ticket_is_put_under_the_id_made_here() {
    let (address, mut heads) = serve(vec![answer("201 Created", TICKET)]).await;
    let id = new_ticket_id();
    let request = IssueRequest {
        service: "dat-dai".into(),
        intent: Some(Intent::Submit),
        lane: None,
        lang: Some(Lang::En),
        offline: None,
    };
    let ticket = client(&address).with_lang(Lang::En).issue(id, &request).await.unwrap();
    assert_eq!((ticket.number.to_string().as_str(), ticket.ahead), ("A015", 4));
    let head = heads.recv().await.unwrap();
    assert!(head.starts_with(&format!("PUT /api/v1/tickets/{id} HTTP/1.1\r\n")), "{head}");
    assert!(head.contains("accept-language: en\r\n"), "{head}");
    assert!(head.ends_with(r#"{"service":"dat-dai","intent":"submit","lang":"en"}"#), "{head}");
}

#[tokio::test]
async fn nobody_waits_is_no_error() {
    let empty = vec![Act::Send("HTTP/1.1 204 No Content\r\n\r\n".to_owned())];
    let (address, mut heads) = serve(vec![empty, answer("200 OK", TICKET)]).await;
    let (client, counter, command) = (client(&address), CounterId::from("quay-3"), new_command_id());
    assert_eq!(client.call_next(&counter, command, false).await.unwrap(), None);
    assert!(client.call_next(&counter, command, true).await.unwrap().is_some());
    let head = heads.recv().await.unwrap();
    assert!(head.starts_with("POST /api/v1/counters/quay-3/call-next "), "{head}");
    assert!(head.ends_with(&format!(r#"{{"command_id":"{command}"}}"#)), "{head}");
    assert!(heads.recv().await.unwrap().ends_with(&format!(r#"{{"command_id":"{command}","finish":true}}"#)));
}

#[tokio::test]
async fn every_kind_of_answer_has_its_error() {
    let refusal =
        r#"{"type":"urn:motcua:problem:outside-hours","title":"Ngoài giờ.","status":409,"detail":"Mở lại 13:30."}"#;
    let long = format!("\"{}\"", "x".repeat(MAX_ANSWER_BYTES));
    let cases: [(&str, Vec<Act>, Expected); 7] = [
        ("a refusal", answer("409 Conflict", refusal), |e| {
            matches!(e, ClientError::Problem(p) if p.kind.ends_with("outside-hours"))
                && e.to_string() == "Ngoài giờ. Mở lại 13:30."
        }),
        ("no words", answer("500 Internal Server Error", "oops"), |e| matches!(e, ClientError::Protocol { .. })),
        ("a proxy whose server is away", answer("502 Bad Gateway", ""), ClientError::is_offline),
        ("another shape", answer("200 OK", r#"{"seq":"one"}"#), |e| matches!(e, ClientError::Protocol { .. })),
        ("a redirect", answer("302 Found", ""), |e| matches!(e, ClientError::Protocol { .. })),
        ("too much", answer("200 OK", &long), |e| matches!(e, ClientError::Protocol { .. })),
        (
            "cut short",
            vec![Act::Send("HTTP/1.1 200 OK\r\ncontent-length: 90\r\n\r\n{\"seq\"".to_owned())],
            ClientError::is_offline,
        ),
    ];
    for (what, script, expected) in cases {
        let (address, _heads) = serve(vec![script]).await;
        let error = client(&address).board().await.unwrap_err();
        assert!(expected(&error), "{what}: {error:?}");
    }
}

#[tokio::test]
async fn a_board_arrives_whole() {
    let wanted = board(41);
    let (address, _heads) = serve(vec![answer("200 OK", &serde_json::to_string(&wanted).unwrap())]).await;
    assert_eq!(client(&address).board().await.unwrap(), wanted);
}

#[tokio::test]
async fn nobody_at_the_address_and_nobody_who_answers_are_both_offline() {
    let (address, _heads) = serve(vec![]).await;
    let error = client(&address).board().await.unwrap_err();
    assert!(error.is_offline(), "{error:?}");
    let (address, _heads) = serve(vec![vec![Act::Hold]]).await;
    assert_eq!(client(&address).board().await.unwrap_err(), ClientError::Timeout);
}

#[test]
fn an_address_that_is_none_is_refused_at_once() {
    for url in ["", "10.0.0.7:8080", "https://10.0.0.7", "ftp://10.0.0.7", "http://", "http://u@h", "http://h/?q=1"] {
        let error = Client::new(url, &Token::new("t").unwrap()).unwrap_err();
        assert!(matches!(error, ClientError::BaseUrl { .. }), "{url}: {error:?}");
    }
}

#[test]
fn a_token_file_holds_one_token_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let write = |text: &[u8]| {
        let path = folder.path().join("token");
        fs::write(&path, text).unwrap();
        Token::from_file(&path)
    };
    assert_eq!(write(b"abc-123\n").unwrap(), Token::new("abc-123").unwrap());
    for bad in [&b""[..], b"\n", b"two words", b"two\nlines", "mã".as_bytes(), &[0xff, 0xfe], &[b'x'; 5000]] {
        assert!(write(bad).is_err(), "{bad:?}");
    }
    assert!(Token::from_file(Path::new("/nonexistent/token")).unwrap_err().to_string().contains("/nonexistent/token"));
    assert_eq!(format!("{:?}", Token::new("abc").unwrap()), "Token(…)");
}
