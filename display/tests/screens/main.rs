//! The wall as it hangs: each state drawn with the real renderer, in both languages, wide and tall, at 1080p and at 4K; its
//! picture under `target/screens/display`. What must hold of every picture is checked on its pixels and on the tree that
//! was drawn.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod distance;
mod letters;
#[path = "../../../kiosk/tests/contrast/picture.rs"]
#[allow(dead_code, reason = "the kiosk asks more of its pages")]
mod picture;
mod scenes;
#[path = "../support/mod.rs"]
mod support;
#[path = "../../../kiosk/tests/contrast/tree.rs"]
#[allow(dead_code, reason = "the kiosk asks more of its pages")]
mod tree;

use std::{fs, path::PathBuf, thread};

use display::{adapter::Adapter, model::Shape, ui::DisplayWindow};
use i_slint_backend_testing::{TestingBackend, TestingBackendOptions};
use picture::Picture;
use queue_protocol::core::Lang;
use scenes::{INK, PAPER, Scene, scenes};
use slint::{ComponentHandle as _, PhysicalSize, Rgba8Pixel, SharedPixelBuffer};

const RED: [u8; 3] = [0x8E, 0x1B, 0x1F];

/// A screen of 1920 by 1080, hung wide and tall.
const HD: [(u32, u32); 2] = [(1920, 1080), (1080, 1920)];

/// A screen of 3840 by 2160.
const UHD: [(u32, u32); 2] = [(3840, 2160), (2160, 3840)];

/// Scenes whose letters are looked at on the large screen as well.
const LETTERED: [&str; 4] = ["called", "stale", "trial", "long"];

#[test]
fn every_state_on_every_screen() {
    let looks = [Lang::Vi, Lang::En].into_iter().flat_map(|lang| [(lang, HD), (lang, UHD)]);
    let threads: Vec<_> =
        looks.map(|(lang, sizes)| thread::spawn(move || sizes.map(|size| walk(lang, size)).concat())).collect();
    let found: Vec<_> = threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect();
    assert!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n"));
}

#[test]
fn screens_of_other_sizes_are_the_same_wall() {
    open_platform();
    for (name, size) in [("half", (960, 540)), ("old-screen", (1280, 1024)), ("small", (1366, 768))] {
        let mut scene = scenes(Lang::Vi).remove(0);
        let window = draw(&mut scene, Lang::Vi, size);
        let picture = window.window().take_snapshot().unwrap();
        save(name, &picture);
        check(name, &scene, &picture);
    }
}

/// Draws every scene and gives what is wrong with its letters.
fn walk(lang: Lang, size: (u32, u32)) -> Vec<String> {
    open_platform();
    let shape = if size.0 > size.1 { "landscape" } else { "portrait" };
    let mut found = Vec::new();
    for mut scene in scenes(lang) {
        let window = draw(&mut scene, lang, size);
        let language = if lang == Lang::En { "-en" } else { "" };
        let name = format!("{}{language}-{shape}", scene.name);
        // Twice the size is the same picture; what may differ is how letters are rounded to pixels.
        let picture =
            (HD.contains(&size) || LETTERED.contains(&scene.name)).then(|| window.window().take_snapshot().unwrap());
        if let Some(picture) = picture.as_ref().filter(|_| HD.contains(&size)) {
            save(&name, picture);
            check(&name, &scene, picture);
        }
        let name = format!("{name} {}x{}", size.0, size.1);
        let picture = picture.as_ref().map(Picture::from_pixels);
        found.extend(letters::check(&window, picture.as_ref()).into_iter().map(|finding| format!("{name}: {finding}")));
    }
    found
}

fn open_platform() {
    let backend = TestingBackend::new(TestingBackendOptions {
        mock_time: true,
        threading: false,
        renderer_name: Some("software".into()),
    });
    // A thread that has drawn already has its platform.
    slint::platform::set_platform(Box::new(backend)).ok();
}

fn draw(scene: &mut Scene, lang: Lang, (width, height): (u32, u32)) -> DisplayWindow {
    let window = DisplayWindow::new().unwrap();
    slint::select_bundled_translation(if lang == Lang::En { "en" } else { "" }).unwrap();
    window.window().set_size(PhysicalSize::new(width, height));
    window.show().unwrap();
    let mut adapter = Adapter::new(window.clone_strong());
    assert_eq!(adapter.shape(), if width > height { Shape::Landscape } else { Shape::Portrait });
    adapter.show(scene.stage.wall.view(adapter.shape(), scene.stage.now));
    i_slint_backend_testing::mock_elapsed_time(std::time::Duration::from_millis(100));
    window
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
