//! The description of the API is the code's, and the console's client is made from it.

use queue_server::{auth::policy::RULES, http::openapi, testing::TestApp};
use serde_json::Value;

#[test]
fn the_committed_description_is_the_codes() {
    let committed = include_str!("../../console/openapi.json");
    let of_code = openapi().to_pretty_json().unwrap();
    assert!(
        committed.trim_end() == of_code,
        "console/openapi.json is not what the code says: run `queue-server openapi > queue-server/console/openapi.json`"
    );
}

#[test]
fn every_route_described_has_a_line_in_the_table_of_roles_and_every_line_a_route() {
    let description: Value = serde_json::to_value(openapi()).unwrap();
    let mut described = Vec::new();
    for (path, item) in description["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            described.push(format!("{} {}", method.to_uppercase(), path.strip_prefix("/api/v1").unwrap()));
        }
    }
    described.push("GET /openapi.json".to_owned());
    described.sort();
    let mut ruled: Vec<_> = RULES.iter().map(|rule| format!("{} {}", rule.method, rule.path)).collect();
    ruled.sort();
    assert_eq!(described, ruled);
}

#[tokio::test]
async fn the_server_serves_its_description_health_and_console() {
    let app = TestApp::start().await;
    let stranger = app.stranger();
    let served = stranger.get("/openapi.json").await.json();
    assert_eq!(served, serde_json::to_value(openapi()).unwrap());
    assert_eq!(stranger.send("GET", "/healthz", None).await.text, "ok\n");
    assert_eq!(stranger.send("GET", "/readyz", None).await.text, "ready\n");
    app.kiosk().issue("dat-dai").await;
    let metrics = stranger.send("GET", "/metrics", None).await.text;
    for line in ["motcua_waiting 1", "motcua_ready 1", "motcua_answers_total{status=\"201\"} 1"] {
        assert!(metrics.lines().any(|l| l == line), "{line} is not in\n{metrics}");
    }
    for page in ["/", "/setup", "/counters/quay-3"] {
        let answer = stranger.send("GET", page, None).await;
        assert_eq!((answer.status, answer.headers["content-type"].to_str().unwrap()), (200, "text/html"), "{page}");
        assert!(answer.headers.contains_key("content-security-policy"));
        assert_eq!(answer.headers["x-content-type-options"], "nosniff");
    }
}

#[tokio::test]
async fn the_notice_board_is_found_without_diacritics() {
    let app = TestApp::start().await;
    let found = app.stranger().get("/procedures?q=dat+dai").await.json();
    let names: Vec<_> = found.as_array().unwrap().iter().filter_map(|p| p["name"]["vi"].as_str()).collect();
    assert!(names.iter().any(|name| name.contains("đất đai")), "{names:?}");
    assert!(names.len() <= 50);
}
