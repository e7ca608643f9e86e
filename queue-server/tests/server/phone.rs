//! The page behind a ticket's QR: by its bytes, as a phone without script gets them, and as a stream.

use queue_core::{Lane, TicketState};
use queue_protocol::wire::TicketView;
use queue_server::testing::{Answer, Api, TestApp};
use serde_json::json;
use uuid::Uuid;

/// What a page may weigh, all in all.
const WEIGHT: usize = 30_000;

/// What the first round trips of a connection carry, with room for the answer's head: a page within it is there at once.
const FIRST_WINDOW: usize = 14_600 - 800;

#[tokio::test]
async fn a_page_tells_all_without_script() {
    let app = TestApp::start().await;
    let kiosk = app.kiosk();
    for _ in 0..9 {
        kiosk.issue("dat-dai").await;
    }
    let ticket = kiosk.issue("dat-dai").await;
    let view = kiosk.ticket(ticket.id).await;
    let page = page(&app, &ticket).await;
    assert_eq!(page.status, 200);
    let (low, high) = view.wait.unwrap().minutes();
    let text = &page.text;
    let wanted = ["Một cửa huyện Tháp Mười", ">A010<", &format!("{low}–{high}"), "9 người", "Cập nhật lúc", "08:00:00"];
    for wanted in wanted {
        assert!(text.contains(wanted), "{wanted} is not on the page: {text}");
    }
    assert_eq!(text.matches("<i></i>").count(), 9 + 1, "nine blocks, and the square beside the time");
    assert!(text.contains("class=\"own\""));
    assert!(text.contains("Giấy tờ cần có"));
    // The clock times are those of the same interval.
    let clock = |minutes: u32| format!("{:02}:{:02}", 8 + minutes / 60, minutes % 60);
    assert!(text.contains(&format!("khoảng {} đến {}", clock(low), clock(high))), "{text}");
    let english = phone(&app).with("accept-language", "en").send("GET", &path(&ticket), None).await.text;
    assert!(
        english.contains("lang=\"en\"") && english.contains("9 people") && english.contains("ahead of you"),
        "{english}"
    );
    let by_link = phone(&app).send("GET", &format!("{}?lang=en", path(&ticket)), None).await.text;
    assert!(by_link.contains("Documents to have ready") && by_link.contains("/return?lang=en"), "{by_link}");
}

#[tokio::test]
async fn nothing_is_fetched_framed_indexed_or_told_to_others() {
    let app = TestApp::start().await;
    let ticket = app.kiosk().issue("dat-dai").await;
    let page = page(&app, &ticket).await;
    let header = |name: &str| page.headers[name].to_str().unwrap().to_owned();
    let policy = header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    assert_eq!(header("referrer-policy"), "no-referrer");
    assert!(header("x-robots-tag").contains("noindex"));
    assert_eq!((header("cache-control").as_str(), header("x-content-type-options").as_str()), ("no-store", "nosniff"));
    assert!(!page.headers.contains_key("set-cookie"));
    // Everything is in the one answer.
    for outside in ["src=", "url(", "@import", "//"] {
        assert!(!page.text.replace("href=\"data:,\"", "").contains(outside), "{outside}: {}", page.text);
    }
}

#[tokio::test]
async fn every_page_is_light_and_those_of_the_longest_lists_too() {
    let app = TestApp::start().await;
    let kiosk = app.kiosk();
    let services: Vec<_> = kiosk.board().await.waits.into_iter().filter(|w| w.offered).map(|w| w.service).collect();
    let mut heaviest = 0;
    for service in services {
        let ticket = kiosk.issue(service.as_str()).await;
        heaviest = heaviest.max(page(&app, &ticket).await.text.len());
    }
    assert!(heaviest <= FIRST_WINDOW, "{heaviest} bytes do not come in one window");
    // Twenty papers with names of two lines each are more than any procedure of the board asks for.
    let mut long = app.app().replica.read().site().unwrap().as_ref().clone();
    let paper =
        "Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền với đất, bản gốc ".to_owned();
    for service in &mut long.services {
        service.papers = vec![queue_core::Text { vi: paper.clone(), en: paper.clone() }; 20];
    }
    let change = queue_core::Task::Configure(Box::new(long));
    app.app().own(change).await.unwrap();
    let ticket = kiosk.issue("dat-dai").await;
    let long = page(&app, &ticket).await.text;
    assert!(long.contains(paper.trim()), "{long}");
    assert!(long.len() <= WEIGHT, "{} bytes", long.len());
}

#[tokio::test]
async fn each_state_has_its_page() {
    let app = TestApp::start().await;
    let (kiosk, clerk) = (app.kiosk(), app.clerk());
    let ticket = kiosk.issue("dat-dai").await;
    let own = format!("/tickets/{}", ticket.id);
    clerk.open("quay-3").await;
    let look = async |name: &str, words: &str| {
        let text = page(&app, &ticket).await.text;
        assert!(text.contains(&format!("data-look=\"{name}\"")) && text.contains(words), "{name}, {words}: {text}");
        text
    };
    look("wait", "Sắp đến lượt quý khách").await;
    clerk.call_next("quay-3").await.unwrap();
    look("called", "Gọi lần 1 lúc 08:00:00").await;
    app.at("2019-08-01T08:00:30+07:00");
    clerk.command(&format!("{own}/recall")).await.read::<TicketView>();
    let called = look("called", "Gọi lần 2 lúc 08:00:30").await;
    assert!(called.contains("class=\"c\">3<"), "{called}");
    clerk.command(&format!("{own}/start")).await.read::<TicketView>();
    look("serving", "Đang phục vụ tại quầy 3").await;
    let park = json!({ "command_id": Uuid::now_v7(), "reason": "thieu-giay-to" });
    clerk.post(&format!("{own}/park"), park).await.read::<TicketView>();
    look("held", "bổ sung giấy tờ").await;
    clerk.command(&format!("{own}/resume")).await.read::<TicketView>();
    clerk.call_next("quay-3").await.unwrap();
    clerk.command(&format!("{own}/no-show")).await.read::<TicketView>();
    look("missed", "Lỡ lượt, xin báo bàn hướng dẫn").await;
}

#[tokio::test]
async fn a_number_is_given_back_by_a_form_after_asking_and_twice_is_once() {
    let app = TestApp::start().await;
    let (kiosk, phone) = (app.kiosk(), phone(&app));
    let ticket = kiosk.issue("dat-dai").await;
    let address = format!("{}/return", path(&ticket));
    assert!(page(&app, &ticket).await.text.contains(&format!("href=\"{address}\"")));
    let asked = phone.send("GET", &address, None).await;
    assert!(asked.text.contains("Quý khách trả lại số A001?"), "{}", asked.text);
    assert_eq!(kiosk.ticket(ticket.id).await.state, TicketState::Waiting, "asking changes nothing");
    let form = format!("command_id={}", hidden(&asked.text, "command_id"));
    // Another site's page that knows the address is turned away; without a referrer our own says "null".
    let foreign =
        phone.clone().with("origin", "http://elsewhere.example").send("POST", &address, Some(body(&form))).await;
    assert_eq!((foreign.status, foreign.problem().as_str()), (403, "cross-site"));
    let foreign = phone.clone().with("sec-fetch-site", "cross-site").send("POST", &address, Some(body(&form))).await;
    assert_eq!(foreign.status, 403);
    assert_eq!(kiosk.ticket(ticket.id).await.state, TicketState::Waiting);
    let seq = kiosk.board().await.seq;
    for _ in 0..2 {
        let done = phone.clone().with("origin", "null").send("POST", &address, Some(body(&form))).await;
        assert!(done.status == 200 && done.text.contains("Số này đã được trả lại"), "{}", done.text);
    }
    assert_eq!(kiosk.board().await.seq.0, seq.0 + 1, "two presses are one event");
    assert!(phone.send("GET", &address, None).await.text.contains("Số này đã được trả lại"), "nothing is left to ask");
}

#[tokio::test]
async fn what_leads_nowhere_is_one_quiet_page_and_only_that_is_limited() {
    let app = TestApp::start().await;
    let (kiosk, phone) = (app.kiosk(), phone(&app));
    let yesterdays = kiosk.issue("dat-dai").await;
    // The day is over by the clock, whether or not the server has turned it.
    app.at("2019-08-02T08:00:00+07:00");
    let untold = page(&app, &yesterdays).await;
    app.tick().await;
    let good = kiosk.issue("dat-dai").await;
    let quiet = page(&app, &yesterdays).await;
    assert!(quiet.status == 404 && quiet.text.contains("Không có số nào ở địa chỉ này"), "{}", quiet.text);
    assert_eq!((untold.status, &untold.text), (404, &quiet.text));
    let unknown = format!("/t/{}", Uuid::now_v7());
    let others =
        ["/t/7".to_owned(), "/t/".to_owned(), "/t/%ff".to_owned(), format!("{unknown}/events"), unknown.clone()];
    let elsewhere = [format!("{}/elsewhere", path(&good)), format!("{unknown}/return")];
    for address in others.iter().chain(&elsewhere) {
        let other = phone.send("GET", address, None).await;
        assert_eq!((other.status, &other.text), (404, &quiet.text), "{address}");
        let names = |answer: &Answer| answer.headers.keys().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(names(&other), names(&quiet), "{address}");
    }
    let post = phone.send("POST", &format!("{unknown}/return"), Some(body("command_id=1"))).await;
    assert_eq!((post.status, &post.text), (404, &quiet.text));
    let mut statuses = Vec::new();
    for _ in 0..60 {
        let missed = phone.send("GET", &unknown, None).await;
        assert_eq!(missed.text, quiet.text);
        statuses.push(missed.status);
    }
    assert_eq!(statuses.last(), Some(&429), "{statuses:?}");
    // Behind the same address somebody waits whose ticket is good.
    assert_eq!(page(&app, &good).await.status, 200);
}

#[tokio::test]
async fn a_page_that_listens_hears_its_call_and_no_other() {
    let app = TestApp::start().await;
    let (kiosk, clerk) = (app.kiosk(), app.clerk());
    let (first, second) = (kiosk.issue("dat-dai").await, kiosk.issue("dat-dai").await);
    clerk.open("quay-3").await;
    let mut one = phone(&app).follow(&format!("{}/events", path(&first))).await;
    let mut two = phone(&app).follow(&format!("{}/events?lang=en", path(&second))).await;
    let (begun, other) = (one.next().await, two.next().await);
    assert!(
        begun.contains("\"look\":\"wait\"") && begun.contains("Sắp đến lượt") && begun.contains("\"ring\":\"near\""),
        "{begun}"
    );
    assert!(other.contains("1 person"), "{other}");
    assert!(one.next().await.starts_with("event: time\ndata: 08:00:00"));
    clerk.call_next("quay-3").await.unwrap();
    let called = one.page().await;
    assert!(called.contains("\"look\":\"called\"") && called.contains("\"ring\":\"call-1\""), "{called}");
    let nearer = two.page().await;
    assert!(nearer.contains("You are next") && !nearer.contains("A001"), "{nearer}");
    let own = format!("/tickets/{}", first.id);
    clerk.command(&format!("{own}/start")).await.read::<TicketView>();
    clerk.command(&format!("{own}/finish")).await.read::<TicketView>();
    let mut last = one.page().await;
    while !last.contains("\"end\":true") {
        last = one.page().await;
    }
    assert!(last.contains("Đã phục vụ xong"), "{last}");
    assert!(one.ends().await, "nothing more happens to a ticket that is done");
    assert_eq!(app.app().phones.listening(), 1);
    // A stop ends what is open.
    let stopped = app.restart().await;
    assert!(two.ends().await);
    drop(stopped);
}

#[tokio::test]
async fn one_ticket_does_not_take_every_seat() {
    let app = TestApp::start().await;
    let ticket = app.kiosk().issue("dat-dai").await;
    let address = format!("{}/events", path(&ticket));
    let mut open = Vec::new();
    for _ in 0..6 {
        open.push(phone(&app).follow(&address).await);
    }
    let seventh = phone(&app).send("GET", &address, None).await;
    assert_eq!((seventh.status, seventh.problem().as_str()), (503, "too-many-streams"));
}

#[tokio::test]
async fn nothing_that_staff_know_is_on_a_page() {
    let app = TestApp::start().await;
    let (kiosk, clerk) = (app.kiosk(), app.clerk());
    kiosk.issue("dat-dai").await;
    let ticket = kiosk.issue_in("dat-dai", Lane::Priority).await;
    let note = json!({ "command_id": Uuid::now_v7(), "text": "xin gặp lại sau" });
    clerk.post(&format!("/tickets/{}/note", ticket.id), note).await.read::<TicketView>();
    let page = page(&app, &ticket).await.text;
    for word in ["xin gặp lại sau", "priority", "Ưu tiên", "clerk-1", "kiosk-1", "served_by", "A001"] {
        assert!(!page.contains(word), "{word}: {page}");
    }
}

/// Somebody with a phone: no token, and Vietnamese where nothing is said.
fn phone(app: &TestApp) -> Api {
    app.stranger()
}

async fn page(app: &TestApp, ticket: &TicketView) -> Answer {
    phone(app).send("GET", &path(ticket), None).await
}

fn path(ticket: &TicketView) -> String {
    format!("/t/{}", ticket.id)
}

fn body(form: &str) -> Vec<u8> {
    form.as_bytes().to_vec()
}

/// The value of a form's hidden field.
pub fn hidden(page: &str, name: &str) -> String {
    let field = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("no {name}: {page}")).1;
    field.split_once('"').unwrap().0.to_owned()
}
