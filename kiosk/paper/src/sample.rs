//! The ticket of the sample office, for the example program and for tests.

use queue_protocol::core::{Intent, Lang};

use super::{Note, PaperLane, TicketPaper};

/// A023 for Đất đai on the morning of 1/8/2019.
pub fn sample() -> TicketPaper {
    let note = |text: &str| Note { text: text.into(), strong: false };
    TicketPaper {
        lang: Lang::Vi,
        trial: false,
        reprint: false,
        head: "Bộ phận Một cửa\nhuyện Tháp Mười".into(),
        place: "tại Bưu điện huyện Tháp Mười".into(),
        number: "A023".into(),
        service: "Đất đai".into(),
        intent: Intent::Submit,
        counters: vec!["3".into(), "4".into()],
        ahead: Some(9),
        wait_min: Some((25, 35)),
        lane: PaperLane::Regular,
        time: "09:14".into(),
        date: "1/8/2019".into(),
        papers: vec![
            "Đơn theo mẫu, có tại bàn hướng dẫn".into(),
            "Giấy chứng nhận, bản gốc".into(),
            "Căn cước công dân hoặc CMND".into(),
        ],
        papers_sample: true,
        notes: vec![
            note("Lỡ lượt, xin báo bàn hướng dẫn, không phải lấy số lại trong ngày."),
            note("Hồ sơ nộp sau 15 giờ được tính từ ngày làm việc tiếp theo."),
        ],
        follow_url: Some("http://10.0.0.2:8080/t/0199a3c2-7b1e-7d64-8f52-4c1d9e7ab305".into()),
    }
}
