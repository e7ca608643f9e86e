//! The wall as it hangs: each state drawn with the real renderer, its picture under `target/screens/display`, and what
//! must hold of every picture checked on its pixels.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::{fs, path::PathBuf};

use display::{adapter::Adapter, model::Shape, ui::DisplayWindow};
use i_slint_backend_testing::{TestingBackend, TestingBackendOptions};
use queue_protocol::{
    core::{CounterStatus, Event, Lang, OpenState, Seq},
    stream::{LinkEvent, LostReason},
    wire::Board,
};
use slint::{ComponentHandle as _, PhysicalSize, Rgba8Pixel, SharedPixelBuffer};
use support::{Stage, at, board, busy_board, counter_id, empty_board, site, site_of_forty, site_of_twelve, text};

const RED: [u8; 3] = [0x8E, 0x1B, 0x1F];
const AMBER: [u8; 3] = [0xF2, 0xB4, 0x41];
const INK: [u8; 3] = [0x1B, 0x1A, 0x18];
const PAPER: [u8; 3] = [0xFB, 0xF8, 0xF3];

/// What the pixels must say of a scene.
struct Scene {
    name: &'static str,
    stage: Stage,
    lang: Lang,
    /// Whether anything is lacquer red: someone is to come.
    red: bool,
    header: [u8; 3],
}

#[test]
fn every_state_in_both_orientations() {
    let backend = TestingBackend::new(TestingBackendOptions {
        mock_time: true,
        threading: false,
        renderer_name: Some("software".into()),
    });
    slint::platform::set_platform(Box::new(backend)).unwrap();
    for (shape, size) in [("landscape", (1920, 1080)), ("portrait", (1080, 1920))] {
        for mut scene in scenes() {
            let picture = draw(&mut scene, size);
            let name = format!("{}-{shape}", scene.name);
            save(&name, &picture);
            check(&name, &scene, &picture);
        }
    }
    // Half and double size are the same wall.
    for (name, size) in
        [("half-landscape", (960, 540)), ("double-portrait", (2160, 3840)), ("old-screen-landscape", (1280, 1024))]
    {
        let mut scene = scenes().remove(0);
        let picture = draw(&mut scene, size);
        save(name, &picture);
        check(name, &scene, &picture);
    }
}

fn scenes() -> Vec<Scene> {
    let live = |name, stage| Scene { name, stage, lang: Lang::Vi, red: true, header: PAPER };
    let drawn = |lang| Stage::new(site(), board(&site()), lang);
    let mut trial_site = site();
    trial_site.trial = true;
    trial_site.notice = text(
        "Hôm nay hồ sơ vẫn nộp tại trụ sở cũ, Ủy ban nhân dân huyện Tháp Mười.",
        "Today papers are still handed in at the old office.",
    );
    vec![
        live("called", drawn(Lang::Vi)),
        Scene { red: false, ..live("served", served()) },
        Scene { red: false, header: AMBER, ..live("stale", stale(12_000, 4)) },
        Scene { red: false, header: AMBER, ..live("stale-long", stale(300_000, 90)) },
        Scene { header: INK, ..live("trial", Stage::new(trial_site.clone(), trial(&trial_site), Lang::Vi)) },
        live("paused", paused()),
        Scene { red: false, ..live("morning", Stage::new(site(), morning(), Lang::Vi)) },
        Scene { red: false, ..live("before-counters-open", Stage::new(site(), empty_board(&site()), Lang::Vi)) },
        Scene { red: false, ..live("lunch", closed(at(13, 15, 0), None)) },
        Scene { red: false, ..live("closed", closed(at(6, 45, 0).plus_s(24 * 3600), None)) },
        Scene {
            red: false,
            ..live("holiday", closed(at(6, 45, 0).plus_s(4 * 24 * 3600), Some(("Lễ Quốc khánh", "National Day"))))
        },
        live("twelve-services", Stage::new(site_of_twelve(), board(&site_of_twelve()), Lang::Vi)),
        live("many", Stage::new(site_of_forty(), busy_board(&site_of_forty()), Lang::Vi)),
        live("few", few()),
        live("long", long()),
        Scene { lang: Lang::En, ..live("called-en", drawn(Lang::En)) },
        Scene {
            lang: Lang::En,
            red: false,
            header: AMBER,
            ..live("stale-en", {
                let mut s = drawn(Lang::En);
                s.silence(12_000);
                s
            })
        },
        Scene { lang: Lang::En, red: false, ..live("morning-en", Stage::new(site(), morning(), Lang::En)) },
        Scene { red: false, header: AMBER, ..live("never-connected", never()) },
    ]
}

fn served() -> Stage {
    let mut stage = Stage::new(site(), board(&site()), Lang::Vi);
    let current = board(&site()).counters[2].current.clone().unwrap();
    // The ticket of the snapshot has an id of its own; the event names the one that stands there.
    let ticket = stage_ticket(&mut stage);
    stage.event(
        at(9, 12, 40),
        Event::TicketStarted {
            ticket,
            number: current.number,
            counter: counter_id(3),
            lead: None,
            assists: Vec::new(),
        },
    );
    stage.pass(20_000, at(9, 12, 40));
    stage
}

/// Calls A015 anew and gives its id.
fn stage_ticket(stage: &mut Stage) -> queue_protocol::core::TicketId {
    stage.calls("A015", 3, at(9, 12, 10))
}

fn stale(ms: u64, attempt: u32) -> Stage {
    let mut stage = Stage::new(site(), board(&site()), Lang::Vi);
    stage.link(LinkEvent::Lost { reason: LostReason::Offline("cut".to_owned()), attempt });
    stage.silence(ms);
    stage
}

fn trial(site: &queue_protocol::wire::SiteView) -> Board {
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

fn paused() -> Stage {
    let mut stage = Stage::new(site(), board(&site()), Lang::Vi);
    stage.event(at(9, 13, 0), Event::CounterPaused { counter: counter_id(8), until: None });
    stage.event(at(9, 13, 0), Event::CounterPaused { counter: counter_id(5), until: Some(at(9, 30, 0)) });
    stage
}

fn morning() -> Board {
    let mut board = empty_board(&site());
    board.counters.iter_mut().for_each(|c| c.status = CounterStatus::Open);
    board.waits.iter_mut().for_each(|w| w.wait = Some(queue_protocol::wire::WaitView { low_s: 0, high_s: 200 }));
    board.waits[3].wait = None;
    board
}

fn closed(until: queue_protocol::core::UtcMillis, holiday: Option<(&str, &str)>) -> Stage {
    let mut board = empty_board(&site());
    let holiday = holiday.map(|(vi, en)| text(vi, en));
    (board.at, board.open) = (at(12, 0, 0), OpenState { open: false, changes_at: Some(until), holiday });
    Stage::new(site(), board, Lang::Vi)
}

fn few() -> Stage {
    let mut board = board(&site());
    for counter in [1, 4, 5, 6, 7] {
        (board.counters[counter].status, board.counters[counter].current) = (CounterStatus::Closed, None);
    }
    Stage::new(site(), board, Lang::Vi)
}

/// Everything as long as it may become.
fn long() -> Stage {
    let mut site = site_of_twelve();
    site.name = text("Bộ phận Tiếp nhận và Trả kết quả giải quyết thủ tục hành chính huyện Tháp Mười", "");
    site.counters[1].serves = site.services.iter().take(6).map(|s| s.id.clone()).collect();
    "Công Tằng Tôn Nữ Nguyễn Thị Phương Khanh".clone_into(&mut site.staff[1].name);
    site.notice = text(
        "Hồ sơ nộp sau 15 giờ được tính từ ngày làm việc tiếp theo. Quý khách vắng mặt quá ba lượt gọi, xin mời đến bàn hướng dẫn.",
        "",
    );
    let mut board = board(&site);
    support::call(&mut board, &site, "W1888", 2, at(9, 12, 9), queue_protocol::core::TicketState::Called);
    Stage::new(site, board, Lang::Vi)
}

fn never() -> Stage {
    let mut stage = Stage {
        wall: display::model::Wall::new("sanh", Lang::Vi),
        now: display::model::Mono(9_000),
        seq: Seq::default(),
    };
    stage.link(LinkEvent::Lost { reason: LostReason::Offline("refused".to_owned()), attempt: 3 });
    stage
}

fn draw(scene: &mut Scene, (width, height): (u32, u32)) -> SharedPixelBuffer<Rgba8Pixel> {
    let window = DisplayWindow::new().unwrap();
    slint::select_bundled_translation(if scene.lang == Lang::En { "en" } else { "" }).unwrap();
    window.window().set_size(PhysicalSize::new(width, height));
    window.show().unwrap();
    let mut adapter = Adapter::new(window.clone_strong());
    assert_eq!(adapter.shape(), if width > height { Shape::Landscape } else { Shape::Portrait });
    adapter.show(scene.stage.wall.view(adapter.shape(), scene.stage.now));
    i_slint_backend_testing::mock_elapsed_time(std::time::Duration::from_millis(100));
    window.window().take_snapshot().unwrap()
}

fn check(name: &str, scene: &Scene, picture: &SharedPixelBuffer<Rgba8Pixel>) {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let pixel = |x: usize, y: usize| {
        let p = picture.as_slice()[y * width + x];
        [p.r, p.g, p.b]
    };
    assert_eq!(pixel(width / 2, 0), scene.header, "{name}: header");
    assert_eq!(pixel(2, height - 3), INK, "{name}: foot");
    // The mark in the header is always red, so only what lies below it counts.
    let (short, long) = (width.min(height), width.max(height));
    let unit = (short as f32 / 1080.0).min(long as f32 / 1920.0);
    let (below, foot) = ((144.0 * unit) as usize, (80.0 * unit) as usize);
    let red =
        (below..height).flat_map(|y| (0..width).map(move |x| (x, y))).filter(|(x, y)| pixel(*x, *y) == RED).count();
    assert_eq!(red > width * height / 500, scene.red, "{name}: {red} red pixels");
    // Nothing may reach into the margins between header and foot.
    let margin = (36.0 * unit) as usize;
    for y in below..height - foot {
        for x in (0..margin).chain(width - margin..width) {
            assert_eq!(pixel(x, y), PAPER, "{name}: something stands in the margin at {x}, {y}");
        }
    }
}

fn save(name: &str, picture: &SharedPixelBuffer<Rgba8Pixel>) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/screens/display");
    fs::create_dir_all(&folder).unwrap();
    let file = fs::File::create(folder.join(format!("{name}.png"))).unwrap();
    let mut encoder = png::Encoder::new(file, picture.width(), picture.height());
    encoder.set_color(png::ColorType::Rgba);
    encoder.write_header().unwrap().write_image_data(picture.as_bytes()).unwrap();
}
