//! The four corners and the centre under a finger: how far each touch lands from where it was aimed, and whether the touch
//! layer is turned against the screen.

use std::{
    cell::RefCell,
    io,
    rc::Rc,
    time::{Duration, Instant},
};

use slint::{ComponentHandle, Model, PhysicalSize, PlatformError, Rgba8Pixel, SharedPixelBuffer, TimerMode, VecModel};

use crate::ui::{SmokeTarget, SmokeWindow};

use super::{
    person::Person,
    step::{Finding, Picture},
};

/// Left, middle, right; top, middle, bottom: round the corners, then the centre.
const PLACES: [(i32, i32); 5] = [(0, 0), (2, 0), (2, 2), (0, 2), (1, 1)];

/// How often the keyboard is looked at while the window is open.
const LOOK_EVERY: Duration = Duration::from_millis(200);

/// How the last touch is shown before the picture is taken and the window closes.
const SHOWN_FOR: Duration = Duration::from_millis(600);

/// A touch and its aim, in pixels of the panel.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Touch {
    target: (f32, f32),
    at: (f32, f32),
    limit: f32,
}

impl Touch {
    fn off(&self) -> f32 {
        (self.at.0 - self.target.0).hypot(self.at.1 - self.target.1)
    }
}

#[derive(Default)]
struct Tried {
    touches: Vec<Touch>,
    picture: Option<SharedPixelBuffer<Rgba8Pixel>>,
    skipped: bool,
}

/// Opens the page and waits for five touches.
pub(super) fn touch(person: Rc<Person>, window: Option<(u32, u32)>, patience: Duration) -> Finding {
    match tried(&person, window, patience) {
        Ok(tried) if tried.skipped => Finding::skipped(person.t("skipped-by-hand", &[])),
        Ok(tried) => judged(&person, &tried),
        Err(error) => {
            let said = person.t("touch-no-window", &[("reason", error.to_string().into())]);
            Finding::failed(said, person.t("touch-no-window-todo", &[]))
        }
    }
}

fn tried(person: &Rc<Person>, size: Option<(u32, u32)>, patience: Duration) -> Result<Tried, PlatformError> {
    slint::BackendSelector::new().select()?;
    slint::set_xdg_app_id("motcua-kiosk-smoke")?;
    let window = SmokeWindow::new()?;
    match size {
        Some((width, height)) => window.window().set_size(PhysicalSize::new(width, height)),
        None => window.window().set_fullscreen(true),
    }
    window.set_heading(person.t("touch-heading", &[]).into());
    window.set_hint(person.t("touch-hint", &[]).into());
    let targets = Rc::new(VecModel::from_iter(PLACES.map(|(across, down)| SmokeTarget {
        across,
        down,
        ..SmokeTarget::default()
    })));
    window.set_targets(targets.clone().into());
    person.tell(&format!("  {} {}", person.t("touch-ask", &[]), person.t("ask-skip", &[])));

    let tried = Rc::new(RefCell::new(Tried::default()));
    let (to_window, record) = (window.as_weak(), tried.clone());
    let shown = Rc::new(slint::Timer::default());
    window.on_touched(move |target_x, target_y, x, y, limit| {
        let Some(window) = to_window.upgrade() else { return };
        let scale = window.window().scale_factor();
        let touch =
            Touch { target: (target_x * scale, target_y * scale), at: (x * scale, y * scale), limit: limit * scale };
        let mut tried = record.borrow_mut();
        let index = tried.touches.len();
        if let Some(mut target) = targets.row_data(index) {
            target.touched = true;
            (target.touch_x, target.touch_y) = (x, y);
            target.said = format!("{:.0} px", touch.off()).into();
            targets.set_row_data(index, target);
            tried.touches.push(touch);
            window.set_current(index as i32 + 1);
        }
        if tried.touches.len() == PLACES.len() {
            let (last, record) = (window.as_weak(), record.clone());
            shown.start(TimerMode::SingleShot, SHOWN_FOR, move || {
                if let Some(window) = last.upgrade() {
                    record.borrow_mut().picture = window.window().take_snapshot().ok();
                    let _ = window.hide();
                }
            });
        }
    });
    let (to_window, record) = (window.as_weak(), tried.clone());
    let skip = move || {
        record.borrow_mut().skipped = true;
        if let Some(window) = to_window.upgrade() {
            let _ = window.hide();
        }
    };
    window.on_skip(skip.clone());
    let (end, keyboard, to_window) = (Instant::now() + patience, person.clone(), window.as_weak());
    let looking = slint::Timer::default();
    looking.start(TimerMode::Repeated, LOOK_EVERY, move || {
        if keyboard.skips_within(Duration::ZERO) {
            skip();
        } else if Instant::now() >= end
            && let Some(window) = to_window.upgrade()
        {
            let _ = window.hide();
        }
    });
    window.run()?;
    drop(looking);
    Ok(tried.take())
}

fn judged(person: &Person, tried: &Tried) -> Finding {
    let touches = &tried.touches;
    if touches.len() < PLACES.len() {
        let args = [("count", touches.len().to_string().into())];
        return Finding::failed(person.t("touch-too-few", &args), person.t("touch-too-few-todo", &[]));
    }
    let worst = touches.iter().map(Touch::off).fold(0.0, f32::max);
    let limit = touches.iter().map(|touch| touch.limit).fold(f32::MAX, f32::min);
    let args = [("worst", format!("{worst:.0}").into()), ("limit", format!("{limit:.0}").into())];
    let mut finding = if worst <= limit {
        Finding::passed(person.t("touch-well", &args))
    } else {
        match turned(touches) {
            Some((degrees, matrix)) => Finding::failed(
                person.t("touch-turned", &[("degrees", degrees.to_string().into())]),
                person.t("touch-turned-todo", &[("matrix", matrix.into())]),
            ),
            None => Finding::failed(person.t("touch-off", &args), person.t("touch-off-todo", &[])),
        }
    };
    for (key, touch) in ["corner-1", "corner-2", "corner-3", "corner-4", "corner-5"].into_iter().zip(touches) {
        let (dx, dy) = (touch.at.0 - touch.target.0, touch.at.1 - touch.target.1);
        finding = finding.with_fact(person.t(key, &[]), format!("{:.0} px ({dx:+.0}, {dy:+.0})", touch.off()));
    }
    if let Some(png) = tried.picture.as_ref().and_then(|pixels| png_of(pixels).ok()) {
        finding.pictures.push(Picture { file: "touch.png", caption: person.t("touch-picture", &[]), png });
    }
    finding
}

/// Turns of the touch layer, with the matrix that libinput wants to turn it back.
const TURNS: [(u32, [usize; 4], &str); 3] =
    [(90, [1, 2, 3, 0], "0 1 0 -1 0 1"), (180, [2, 3, 0, 1], "-1 0 1 0 -1 1"), (270, [3, 0, 1, 2], "0 -1 1 1 0 0")];

/// By how much the touch layer is turned clockwise against the screen, if that explains the corners: every touch landed at
/// the corner that many quarters further on.
fn turned(touches: &[Touch]) -> Option<(u32, &'static str)> {
    let found = TURNS.into_iter().find(|(_, corners, _)| {
        corners.iter().zip(touches).all(|(corner, touch)| {
            let landed = touches[*corner].target;
            (touch.at.0 - landed.0).hypot(touch.at.1 - landed.1) <= touch.limit * 2.0
        })
    });
    found.map(|(degrees, _, matrix)| (degrees, matrix))
}

fn png_of(pixels: &SharedPixelBuffer<Rgba8Pixel>) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels.as_bytes())?;
    writer.finish()?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CORNERS: [(f32, f32); 5] = [(100.0, 100.0), (980.0, 100.0), (980.0, 1820.0), (100.0, 1820.0), (540.0, 960.0)];

    /// Applies libinput's matrix to where the finger really is, both in parts of the screen.
    fn through(matrix: &str, (x, y): (f32, f32)) -> (f32, f32) {
        let m: Vec<f32> = matrix.split(' ').map(|n| n.parse().unwrap()).collect();
        let (x, y) = (x / 1080.0, y / 1920.0);
        ((m[0] * x + m[1] * y + m[2]) * 1080.0, (m[3] * x + m[4] * y + m[5]) * 1920.0)
    }

    #[test]
    fn a_turned_touch_layer_is_told_with_the_matrix_that_turns_it_back() {
        for (degrees, quarters, matrix) in TURNS {
            // A finger aimed at corner i lands at the corner that many quarters on.
            let touch = |i: usize| Touch { target: CORNERS[i], at: CORNERS[quarters[i]], limit: 44.0 };
            let touches: Vec<Touch> = (0..4).map(touch).collect();
            assert_eq!(turned(&touches), Some((degrees, matrix)));
            for touch in touches {
                let (x, y) = through(matrix, touch.at);
                let (left, top) = (touch.target.0 < 540.0, touch.target.1 < 960.0);
                assert_eq!((x < 540.0, y < 960.0), (left, top), "{degrees}°: {:?} became {x}, {y}", touch.at);
            }
        }
        let straight: Vec<Touch> = CORNERS.map(|target| Touch { target, at: target, limit: 44.0 }).to_vec();
        assert_eq!(turned(&straight), None);
    }
}
