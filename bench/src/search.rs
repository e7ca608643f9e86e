//! Finding a procedure among two thousand: the slowest search in a hundred against the time that a person does not notice,
//! and all searches against a plain look for the same letters in each name. The procedures are the sample's and others made
//! of the words that real ones are made of; the queries are those that prove the search, slips and initials included.

use std::{hint::black_box, time::Instant};

use anyhow::{Context, Result, anyhow};
use memchr::memmem;
use motcua_tests::office::Office;
use queue_core::{BusinessDay, Procedure, ProcedureId, Site, Text};
use queue_protocol::search::{Index, folded};
use queue_server::site_file;

use crate::{
    figure::{Bound, Figure},
    house::{self, House},
};

/// The slowest in a hundred.
pub const P99: Figure = Figure {
    name: "search_p99",
    what: "99th of 100 searches of the notice board, 2,000 procedures, 200 queries as people type them ÷ 5 ms",
    bound: Bound::AtMost(1.0),
    aim: None,
    rounds: slowest,
};

/// All of them.
pub const VS_SCAN: Figure = Figure {
    name: "search_vs_scan",
    what: "time of 200 searches of 2,000 procedures ÷ time to look for the same letters in each folded name",
    bound: Bound::AtMost(60.0),
    aim: Some(30.0),
    rounds: against_scan,
};

/// Milliseconds in which a page follows a key without a wait that one would notice.
const UNNOTICED: f64 = 5.0;
/// Procedures on the board: four times what a site file may have.
const PROCEDURES: usize = 2_000;
/// Results of a search: a screenful.
const SCREENFUL: usize = 20;
/// Each query in turn, so often a round.
const TURNS: usize = 10;
const QUERIES: &str = include_str!("../../queue-server/tests/procedures/queries.tsv");

fn slowest(house: &House) -> Result<Vec<f64>> {
    let desk = Desk::open()?;
    desk.tell_how_well();
    let rounds = (0..house.rounds(9)).map(|_| {
        let mut times: Vec<f64> = (0..TURNS).flat_map(|_| &desk.queries).map(|(query, _)| desk.timed(query)).collect();
        times.sort_unstable_by(f64::total_cmp);
        let (middle, p99) = (times[times.len() / 2], times[times.len() * 99 / 100]);
        house::say(&format!("a search takes {middle:.3} ms, the 99th of a hundred {p99:.3} ms"));
        p99 / UNNOTICED
    });
    Ok(rounds.collect())
}

fn against_scan(house: &House) -> Result<Vec<f64>> {
    let desk = Desk::open()?;
    let names: Vec<_> = desk.procedures.iter().map(|procedure| folded(&procedure.name.vi)).collect();
    let searches = async || Ok(desk.queries.iter().map(|(query, _)| desk.timed(query)).sum::<f64>());
    let scans = async || {
        let started = Instant::now();
        for (query, _) in &desk.queries {
            let finder = memmem::Finder::new(query.as_bytes());
            black_box(names.iter().filter(|name| finder.find(name.as_bytes()).is_some()).count());
        }
        Ok(started.elapsed().as_secs_f64() * 1_000.0)
    };
    house::block_on(async { house::in_turn("ms", house.rounds(9), searches, scans).await })
}

/// A notice board of two thousand, and who asks.
struct Desk {
    procedures: Vec<Procedure>,
    index: Index,
    day: BusinessDay,
    /// Each with the procedure that is meant.
    queries: Vec<(&'static str, &'static str)>,
}

impl Desk {
    fn open() -> Result<Self> {
        let path = Office::sample_site();
        let site = site_file::load(&path).map_err(|told| anyhow!("{} mistakes in {}", told.len(), path.display()))?;
        let procedures = board(&site)?;
        let queries = QUERIES.lines().filter(|line| !line.starts_with('#'));
        let queries = queries.map(|line| {
            let mut cells = line.split('\t').skip(1);
            Some((cells.next()?, cells.next()?))
        });
        let queries = queries.collect::<Option<Vec<_>>>().context("a query without its procedure")?;
        let index = Index::of(&procedures, &site.services, &site.fields);
        Ok(Self { procedures, index, day: "2019-08-01".parse()?, queries })
    }

    /// Milliseconds of one search.
    fn timed(&self, query: &str) -> f64 {
        let started = Instant::now();
        black_box(self.index.find(black_box(query), self.day, SCREENFUL));
        started.elapsed().as_secs_f64() * 1_000.0
    }

    /// How many of the queries find what is meant although it now hangs among so many others.
    fn tell_how_well(&self) {
        let right = |(query, wanted): &&(&str, &str)| {
            let found = self.index.find(query, self.day, 3);
            found.iter().any(|at| self.procedures[*at].id.as_str() == *wanted)
        };
        let right = self.queries.iter().filter(right).count();
        let (all, board) = (self.queries.len(), self.procedures.len());
        house::say(&format!("{right} of {all} queries find the right one of {board} within the first three"));
    }
}

/// The sample's procedures, and others up to [`PROCEDURES`]: an act, what it is about, and for whom or where.
fn board(site: &Site) -> Result<Vec<Procedure>> {
    let mut board = site.procedures.clone();
    let taking: Vec<_> = site.procedures.iter().map(|procedure| procedure.service.clone()).collect();
    let pattern = board.first().context("the sample has no procedure")?.clone();
    let all = ACTS.len() * MATTERS.len() * CASES.len();
    // A step that shares no factor with the number of names comes to each of them once, well mixed.
    for at in (0..all).map(|at| at * 3_001 % all).take(PROCEDURES.saturating_sub(board.len())) {
        let (act, matter) = (ACTS[at % ACTS.len()], MATTERS[at / ACTS.len() % MATTERS.len()]);
        let case = CASES[at / ACTS.len() / MATTERS.len()];
        board.push(Procedure {
            id: ProcedureId::new(format!("thu-tuc-{at}")),
            code: Some(format!("{}.{:06}", 1 + at % 3, 20_000 + at)),
            name: Text { vi: format!("{act} {matter} {case}").trim().to_owned(), en: format!("Procedure {at}") },
            service: taking[at % taking.len()].clone(),
            from: None,
            until: None,
            ..pattern.clone()
        });
    }
    Ok(board)
}

const ACTS: [&str; 16] = [
    "Đăng ký",
    "Cấp",
    "Cấp lại",
    "Cấp đổi",
    "Gia hạn",
    "Thu hồi",
    "Thẩm định",
    "Phê duyệt",
    "Công nhận",
    "Xác nhận",
    "Thông báo",
    "Đề nghị hỗ trợ",
    "Thay đổi, bổ sung",
    "Đính chính",
    "Chấm dứt",
    "Tạm ngừng",
];

const MATTERS: [&str; 28] = [
    "giấy phép kinh doanh karaoke",
    "giấy phép môi trường",
    "giấy phép khai thác khoáng sản",
    "giấy phép bán lẻ thuốc lá",
    "giấy chứng nhận quyền sử dụng đất",
    "quyền sở hữu nhà ở và tài sản gắn liền với đất",
    "biến động đất đai",
    "biện pháp bảo đảm bằng quyền sử dụng đất",
    "chứng chỉ hành nghề dược",
    "chứng chỉ hành nghề xây dựng",
    "giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm",
    "giấy xác nhận tình trạng hôn nhân",
    "việc nuôi con nuôi trong nước",
    "việc giám hộ",
    "quyết định đầu tư dự án",
    "báo cáo đánh giá tác động môi trường",
    "hợp tác xã",
    "phương tiện thủy nội địa",
    "tàu cá",
    "trường mầm non tư thục",
    "trung tâm ngoại ngữ, tin học",
    "danh hiệu lao động tiên tiến",
    "chế độ mai táng phí đối với cựu chiến binh",
    "trợ giúp xã hội đột xuất",
    "thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi",
    "quy hoạch chi tiết xây dựng",
    "hoạt động thư viện tư nhân",
    "phòng cháy và chữa cháy rừng",
];

const CASES: [&str; 9] = [
    "",
    "cho hộ gia đình",
    "cho tổ chức",
    "cấp huyện",
    "có yếu tố nước ngoài",
    "đối với người có công",
    "tại khu công nghiệp",
    "do bị mất, bị hỏng",
    "lần đầu",
];
