//! The sample office of the pictures: eleven fields, one collecting service, a Thursday morning.

use queue_protocol::{
    core::{Intent, Lane, Lang, OpenState, PrintState, Procedure, Seq, TicketId, TicketState, UtcMillis},
    wire::{Board, NoticeBoard, ServiceWait, SiteView, TicketView, WaitView},
};
use serde_json::{Value, json};

/// Thursday, 1 August 2019, 9:13:04 in the office.
pub fn morning() -> UtcMillis {
    "2019-08-01T02:13:04Z".parse().unwrap()
}

pub fn site() -> SiteView {
    let services = [
        ("dat-dai", "A", "Đất đai", "Land"),
        ("ho-tich", "B", "Hộ tịch", "Civil status"),
        ("chung-thuc", "C", "Chứng thực", "Certification"),
        ("xay-dung", "E", "Xây dựng", "Construction"),
        ("ho-kinh-doanh", "G", "Hộ kinh doanh", "Household\nbusiness"),
        ("bao-tro-xa-hoi", "H", "Bảo trợ xã hội", "Social\nassistance"),
        ("nguoi-co-cong", "K", "Người có công", "Persons of merit"),
        ("giao-duc-van-hoa", "L", "Giáo dục,\nVăn hóa", "Education,\nCulture"),
        ("moi-truong", "M", "Môi trường", "Environment"),
        ("cong-thuong", "P", "Sở Công Thương", "Industry and\nTrade Dept."),
        ("nong-nghiep", "Q", "Sở NN&PTNT", "Agriculture\nDept."),
    ];
    let mut list: Vec<Value> = services
        .iter()
        .map(|(id, letter, vi, en)| {
            json!({ "id": id, "name": { "vi": vi, "en": en }, "letter": letter, "intent": "submit",
                "fields": [id], "minutes": 8,
                "papers": [
                    { "vi": "Đơn theo mẫu, nhận tại bàn hướng dẫn", "en": "Form, from the help desk" },
                    { "vi": "Giấy chứng nhận, bản gốc", "en": "Land certificate, original" },
                    { "vi": "Căn cước công dân hoặc CMND", "en": "Identity card" } ],
                "papers_sample": true })
        })
        .collect();
    list[9]["days"] = json!(["mon", "wed"]);
    list.push(json!({ "id": "tra-ket-qua", "name": { "vi": "Trả kết quả", "en": "Results" }, "letter": "T",
        "intent": "collect", "fields": [], "minutes": 4,
        "papers": [{ "vi": "Giấy hẹn trả kết quả", "en": "Receipt slip" },
                   { "vi": "Căn cước công dân hoặc CMND", "en": "Identity card" }],
        "papers_sample": true }));
    let counter = |n: u32, serves: &[&str]| json!({ "id": format!("quay-{n}"), "number": n, "place": "buu-dien", "zone": "sanh", "serves": serves, "staff": [] });
    serde_json::from_value(json!({
        "seq": 120, "at": morning(), "id": "dong-thap-2019",
        "name": { "vi": "Bộ phận Một cửa huyện Tháp Mười", "en": "One-Stop Office of Tháp Mười district" },
        "short_name": { "vi": "Một cửa huyện Tháp Mười", "en": "One-Stop, Tháp Mười" },
        "utc_offset_min": 420, "trial": false,
        "place": { "id": "buu-dien", "name": { "vi": "Bưu điện huyện Tháp Mười", "en": "Tháp Mười District Post Office" },
            "address": { "vi": "Đường Hùng Vương", "en": "Hùng Vương street" }, "unit": "buu-dien", "sample": true },
        "services": list,
        "lanes": { "regular": 2, "priority": 1, "booked": 1, "returning": 1 },
        "counters": [counter(1, &["tra-ket-qua"]), counter(3, &["dat-dai"]), counter(4, &["dat-dai"])],
        "staff": [],
        "open": { "open": true, "changes_at": "2019-08-01T04:30:00Z", "holiday": null },
        "sessions": [{ "from": "07:00", "to": "11:30" }, { "from": "13:30", "to": "17:00" }],
        "weekdays": ["mon", "tue", "wed", "thu", "fri"],
        "late_after": "15:00",
        "priority_groups": [
            { "id": "cao-tuoi", "name": { "vi": "người cao tuổi", "en": "elderly" } },
            { "id": "khuyet-tat", "name": { "vi": "khuyết tật", "en": "disabled" } },
            { "id": "co-thai", "name": { "vi": "có thai", "en": "pregnant" } },
            { "id": "con-nho", "name": { "vi": "nuôi con nhỏ", "en": "with an infant" } },
            { "id": "co-cong", "name": { "vi": "người có công", "en": "person of merit" } } ],
        "park_reasons": [],
        "ticket": { "head": { "vi": "Bộ phận Một cửa\nhuyện Tháp Mười", "en": "One-Stop Office\nTháp Mười district" },
            "place": { "vi": "tại Bưu điện huyện Tháp Mười", "en": "at the district post office" },
            "notes": [{ "vi": "Lỡ lượt, xin báo bàn hướng dẫn.", "en": "Missed your turn? Tell the help desk." }],
            "follow_url": "http://motcua.example" },
        "kiosk": { "scanner_x": 200, "slot_x": 860, "lang": "vi" },
        "notice": { "vi": "", "en": "" }
    }))
    .unwrap()
}

/// People and minutes as in the pictures, regular and priority.
pub fn waits() -> Vec<ServiceWait> {
    let rows = [
        ("dat-dai", 9, (25, 35), 6, (15, 25)),
        ("ho-tich", 3, (10, 15), 2, (5, 10)),
        ("chung-thuc", 3, (10, 15), 2, (5, 10)),
        ("xay-dung", 4, (15, 25), 2, (10, 15)),
        ("ho-kinh-doanh", 1, (5, 10), 1, (5, 10)),
        ("bao-tro-xa-hoi", 5, (20, 30), 3, (15, 20)),
        ("nguoi-co-cong", 3, (15, 25), 2, (10, 15)),
        ("giao-duc-van-hoa", 0, (0, 5), 0, (0, 5)),
        ("moi-truong", 1, (5, 10), 1, (5, 10)),
        ("cong-thuong", 0, (0, 5), 0, (0, 5)),
        ("nong-nghiep", 2, (10, 15), 1, (5, 10)),
        ("tra-ket-qua", 3, (5, 10), 1, (0, 5)),
    ];
    let minutes = |(low, high): (u32, u32)| Some(WaitView { low_s: low * 60, high_s: high * 60 });
    rows.iter()
        .map(|(service, ahead, wait, priority_ahead, priority_wait)| ServiceWait {
            service: (*service).into(),
            waiting: *ahead,
            ahead: *ahead,
            wait: minutes(*wait),
            priority_ahead: *priority_ahead,
            priority_wait: minutes(*priority_wait),
            offered: *service != "cong-thuong",
        })
        .collect()
}

pub fn board() -> Board {
    let site = site();
    Board {
        seq: Seq(120),
        at: morning(),
        day: site_day(),
        open: site.open,
        counters: Vec::new(),
        calls: Vec::new(),
        kiosks: Vec::new(),
        support: Vec::new(),
        waits: waits(),
    }
}

fn site_day() -> queue_protocol::core::BusinessDay {
    "2019-08-01".parse().unwrap()
}

/// Closed at noon.
pub fn closed_board() -> Board {
    let opens = "2019-08-01T06:30:00Z".parse().unwrap();
    Board {
        at: "2019-08-01T04:41:00Z".parse().unwrap(),
        open: OpenState { open: false, changes_at: Some(opens), holiday: None },
        ..board()
    }
}

pub fn ticket(id: TicketId, service: &str, number: &str) -> TicketView {
    let collect = service == "tra-ket-qua";
    TicketView {
        id,
        number: number.parse().unwrap(),
        service: service.into(),
        intent: if collect { Intent::Collect } else { Intent::Submit },
        state: TicketState::Waiting,
        lane: Lane::Regular,
        lang: Lang::Vi,
        day: site_day(),
        issued_at: "2019-08-01T02:14:04Z".parse().unwrap(),
        ahead: if collect { 3 } else { 9 },
        wait: Some(if collect { WaitView { low_s: 300, high_s: 600 } } else { WaitView { low_s: 1500, high_s: 2100 } }),
        counter: None,
        counters: if collect { vec!["quay-1".into()] } else { vec!["quay-3".into(), "quay-4".into()] },
        print: PrintState::Issued,
        copies: 0,
        called_at: None,
        calls: 0,
        started_at: None,
        ended_at: None,
        reason: None,
        parked_at: None,
        note: None,
        transferred: false,
        counts_from: site_day(),
        trial: false,
        seq: Seq(121),
    }
}

/// The notice board of the sample site.
pub fn notice_board() -> NoticeBoard {
    let text = include_str!("../../../sites/dong-thap-2019/procedures.toml");
    let table: toml::Table = toml::from_str(text).unwrap();
    let procedures: Vec<Procedure> = table["procedure"].clone().try_into().unwrap();
    NoticeBoard { seq: Seq(120), procedures, fields: Vec::new() }
}

/// Numbers in reserve, given while the server is away.
pub fn reserve_ticket(id: TicketId, number: &str) -> TicketView {
    TicketView { ahead: 0, wait: None, ..ticket(id, "dat-dai", number) }
}
