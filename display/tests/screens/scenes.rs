//! Every state of the wall, in either language: what was heard, and what the pixels must say of it.

use display::model::{Input, Mono};
use queue_protocol::{
    core::{CounterStatus, Event, Lang, OpenState, Seq, TicketState, UtcMillis},
    stream::{LinkEvent, LostReason},
    wire::{Board, SiteView, WaitView},
};

use crate::support::{
    Stage, at, board, busy_board, call, counter_id, empty_board, site, site_of_forty, site_of_twelve, started, text,
    wall,
};

pub const AMBER: [u8; 3] = [0xF2, 0xB4, 0x41];
pub const INK: [u8; 3] = [0x1B, 0x1A, 0x18];
pub const PAPER: [u8; 3] = [0xFB, 0xF8, 0xF3];

/// A state.
pub struct Scene {
    pub name: &'static str,
    pub stage: Stage,
    /// Whether anything is lacquer red: someone is to come.
    pub red: bool,
    pub header: [u8; 3],
}

/// All of them.
pub fn scenes(lang: Lang) -> Vec<Scene> {
    let live = |name, stage| Scene { name, stage, red: true, header: PAPER };
    let quiet = |name, stage| Scene { name, stage, red: false, header: PAPER };
    let stale = |name, stage| Scene { name, stage, red: false, header: AMBER };
    let shown = |site: &SiteView, board: Board| Stage::new(site.clone(), board, lang);
    let usual = || shown(&site(), board(&site()));
    let (trial, forty) = (trial_site(), site_of_forty());
    vec![
        live("called", usual()),
        live("lit", lit(usual())),
        quiet("served", served(usual())),
        stale("stale", cut(usual(), 12_000, 4)),
        stale("stale-long", cut(usual(), 300_000, 90)),
        stale("stale-hours", cut(usual(), 9_000_000, 2_000)),
        Scene { header: INK, ..live("trial", shown(&trial, trial_board(&trial))) },
        live("paused", paused(usual())),
        live("mute", mute(usual())),
        quiet("morning", shown(&site(), morning())),
        quiet("before-counters-open", shown(&site(), empty_board(&site()))),
        quiet("lunch", shown(&site(), closed(at(13, 15, 0), None))),
        quiet("closed", shown(&site(), closed(at(6, 45, 0).plus_s(24 * 3600), None))),
        quiet(
            "holiday",
            shown(&site(), closed(at(6, 45, 0).plus_s(4 * 24 * 3600), Some(("Lễ Quốc khánh", "National Day")))),
        ),
        live("twelve-services", shown(&site_of_twelve(), board(&site_of_twelve()))),
        live("nine", of(9, lang)),
        live("sixteen", of(16, lang)),
        live("many", shown(&forty, busy_board(&forty))),
        stale("many-stale", cut(shown(&forty, busy_board(&forty)), 12_000, 4)),
        live("rush", rush(shown(&forty, busy_board(&forty)), 3)),
        stale("rush-stale", cut(rush(shown(&forty, busy_board(&forty)), 3), 6_000, 1)),
        Scene { header: INK, ..live("rush-trial", rush(shown(&trial, trial_board(&trial)), 3)) },
        live("few", few(usual())),
        live("long", long(lang)),
        stale("never-connected", never(lang)),
    ]
}

fn lit(mut stage: Stage) -> Stage {
    stage.calls("A016", 4, at(9, 12, 10));
    stage
}

fn served(mut stage: Stage) -> Stage {
    let ticket = stage.calls("A015", 3, at(9, 12, 10));
    stage.event(at(9, 12, 40), started(ticket, "A015", 3));
    stage.pass(20_000, at(9, 12, 40));
    stage
}

fn cut(mut stage: Stage, ms: u64, attempt: u32) -> Stage {
    stage.link(LinkEvent::Lost { reason: LostReason::Offline("cut".to_owned()), attempt });
    stage.silence(ms);
    stage
}

fn trial_site() -> SiteView {
    let mut site = site();
    site.trial = true;
    site.notice = text(
        "Hôm nay hồ sơ vẫn nộp tại trụ sở cũ, Ủy ban nhân dân huyện Tháp Mười.",
        "Today papers are still handed in at the old office of the district.",
    );
    site
}

fn trial_board(site: &SiteView) -> Board {
    let mut board = board(site);
    let numbers = ["X015", "X014", "X013", "X012", "X011", "X010", "X009"];
    for (call, number) in board.calls.iter_mut().zip(numbers) {
        let number = number.parse().unwrap();
        let here = board.counters.iter_mut().filter_map(|c| c.current.as_mut()).find(|t| t.ticket == call.ticket);
        here.into_iter().for_each(|t| t.number = number);
        call.number = number;
    }
    board
}

fn paused(mut stage: Stage) -> Stage {
    stage.event(at(9, 13, 0), Event::CounterPaused { counter: counter_id(8), until: None });
    stage.event(at(9, 13, 0), Event::CounterPaused { counter: counter_id(5), until: Some(at(9, 30, 0)) });
    stage
}

fn mute(mut stage: Stage) -> Stage {
    stage.hear(Input::Mute(true));
    stage
}

fn morning() -> Board {
    let mut board = empty_board(&site());
    board.counters.iter_mut().for_each(|c| c.status = CounterStatus::Open);
    board.waits.iter_mut().for_each(|w| w.wait = Some(WaitView { low_s: 0, high_s: 200 }));
    board.waits[3].wait = None;
    board
}

fn closed(until: UtcMillis, holiday: Option<(&str, &str)>) -> Board {
    let mut board = empty_board(&site());
    let holiday = holiday.map(|(vi, en)| text(vi, en));
    (board.at, board.open) = (at(12, 0, 0), OpenState { open: false, changes_at: Some(until), holiday });
    board
}

/// So many counters at work.
fn of(count: usize, lang: Lang) -> Stage {
    let mut site = site_of_forty();
    site.counters.truncate(count);
    let board = busy_board(&site);
    Stage::new(site, board, lang)
}

/// Five calls at once, of which one has stood and three stand.
fn rush(mut stage: Stage, counter: u32) -> Stage {
    let numbers =
        if stage.trial { ["X016", "X017", "X018", "X019", "X020"] } else { ["A016", "B018", "M1888", "E007", "T023"] };
    for (at_counter, number) in (counter..).zip(numbers) {
        stage.calls(number, at_counter, at(9, 12, 10));
    }
    stage.pass(display::model::HOLD, at(9, 12, 10));
    stage
}

fn few(mut stage: Stage) -> Stage {
    for counter in [2, 5, 6, 7, 8] {
        stage.event(at(9, 12, 4), Event::CounterClosed { counter: counter_id(counter) });
    }
    stage
}

/// Everything as long as a site file may make it.
fn long(lang: Lang) -> Stage {
    let mut site = site_of_twelve();
    site.name =
        text("Bộ phận Tiếp nhận và Trả kết quả huyện Tháp Mười", "One-Stop reception and results office, Tháp Mười");
    site.short_name = text("Một cửa huyện Mỹ Phước Thượng", "One-Stop of Mỹ Phước Thượng");
    site.place.name = text(
        "Bưu điện trung tâm và nhà văn hóa thị trấn Mỹ Phước Thượng",
        "Central post office and culture house of Mỹ Phước Thượng town",
    );
    site.services[7].name = text("Giáo dục thường\nxuyên và nghề", "Vocational and\nadult teaching");
    site.counters[0].serves = vec!["giao-duc".into(), "ho-kinh-doanh".into(), "cong-thuong".into()];
    site.counters[1].serves = site.services.iter().map(|s| s.id.clone()).collect();
    for (at, person) in site.staff.iter_mut().enumerate() {
        let name = if at % 2 == 0 {
            "Nguyễn Trương Hoàng Mỹ Phương Thuỳ"
        } else {
            "Công Tằng Tôn Nữ Phương Khanh Ngọc"
        };
        name.clone_into(&mut person.name);
        person.title = text("Nhân viên Bưu điện đang được học việc", "Postal clerk, still a trainee here");
    }
    // Two at one counter, and three.
    let spare = site.counters[4].staff[0].clone();
    site.counters[2].serves.push("ho-kinh-doanh".into());
    site.counters[2].staff.push(spare);
    site.notice = text(
        "Quý khách vắng mặt quá ba lượt gọi, xin mời đến bàn hướng dẫn để được xếp lại số thứ tự mới.",
        "If you missed three calls, please come to the help desk, where you are given a new number.",
    );
    let mut board = board(&site);
    call(&mut board, &site, "W1888", 2, at(9, 12, 9), TicketState::Called);
    board.waits[4].wait = Some(WaitView { low_s: 90 * 60, high_s: 125 * 60 });
    Stage::new(site, board, lang)
}

fn never(lang: Lang) -> Stage {
    let mut stage = Stage { wall: wall(lang), now: Mono(9_000), seq: Seq::default(), trial: false };
    stage.link(LinkEvent::Lost { reason: LostReason::Offline("refused".to_owned()), attempt: 3 });
    stage
}
