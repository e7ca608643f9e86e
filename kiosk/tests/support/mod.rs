//! A kiosk on a stage: the real window without a screen, a clock that only the test moves, and a record of what the kiosk
//! asked the outside to do.

#![allow(dead_code, reason = "every test binary uses its own part of the stage")]

pub mod office;

use std::{
    cell::{Cell, RefCell},
    path::PathBuf,
    rc::Rc,
    time::Duration,
};

use i_slint_backend_testing::{
    AccessibleRole, ElementHandle, ElementQuery, TestingBackend, TestingBackendOptions, mock_elapsed_time,
};
use kiosk::{
    app::{Kiosk, Outside},
    model::{Effect, Heard, Input, Model},
    ui::KioskWindow,
};
use queue_protocol::core::{Lang, TicketId};
use slint::{ComponentHandle, PhysicalSize, platform::PointerEventButton};
use uuid::Uuid;

pub const PORTRAIT: (u32, u32) = (1080, 1920);
pub const LANDSCAPE: (u32, u32) = (1920, 1080);

pub struct Stage {
    pub kiosk: Rc<Kiosk>,
    effects: Rc<RefCell<Vec<Effect>>>,
    now: Rc<Cell<Duration>>,
}

struct Record(Rc<RefCell<Vec<Effect>>>);

impl Outside for Record {
    fn act(&self, effect: Effect) -> Option<Input> {
        self.0.borrow_mut().push(effect);
        None
    }
}

impl Stage {
    /// A window of this size that has heard nothing.
    pub fn empty(size: (u32, u32), lang: Option<Lang>) -> Self {
        let effects = Rc::new(RefCell::new(Vec::new()));
        Self { effects: effects.clone(), ..Self::before(Box::new(Record(effects)), size, lang) }
    }

    /// A window of this size that has heard nothing, before an outside that answers for itself: nothing is recorded.
    pub fn before(outside: Box<dyn Outside>, (width, height): (u32, u32), lang: Option<Lang>) -> Self {
        let options =
            TestingBackendOptions { mock_time: true, threading: false, renderer_name: Some("software".into()) };
        // The second stage of a thread plays on the platform of the first.
        let _ = slint::platform::set_platform(Box::new(TestingBackend::new(options)));
        let now = Rc::new(Cell::new(Duration::from_secs(1)));
        let clock = now.clone();
        let mut count = 0;
        let ids = move || {
            count += 1;
            TicketId(Uuid::from_u128(0x016c_4c2f_1e00_7000_8000_0000_0000_0000 + count))
        };
        let model = Model::new(Box::new(ids), lang);
        let kiosk = Kiosk::new(model, outside, Box::new(move || clock.get())).unwrap();
        kiosk.window().window().set_size(PhysicalSize::new(width, height));
        kiosk.window().show().unwrap();
        Self { kiosk, effects: Rc::default(), now }
    }

    /// A window that has heard the sample office at 9:13.
    pub fn open(size: (u32, u32), lang: Option<Lang>) -> Self {
        let stage = Self::empty(size, lang);
        stage.hear_the_office();
        stage
    }

    /// The sample office at 9:13.
    pub fn hear_the_office(&self) {
        self.hear(Heard::Connected);
        self.hear(Heard::Site(Box::new(office::site())));
        self.hear(Heard::Board(Box::new(office::board())));
    }

    pub fn window(&self) -> &KioskWindow {
        self.kiosk.window()
    }

    pub fn hear(&self, heard: Heard) {
        self.kiosk.input(Input::Heard(heard));
    }

    /// Time passes, for the model and for the window.
    pub fn pass(&self, time: Duration) {
        self.now.set(self.now.get() + time);
        mock_elapsed_time(time);
        self.kiosk.input(Input::Tick);
    }

    /// A finger on the middle of a button, a second after the last touch.
    pub fn touch(&self, label: &str) {
        self.pass(Duration::from_secs(1));
        self.touch_at_once(label);
    }

    pub fn touch_at_once(&self, label: &str) {
        self.control(label).mock_single_click(PointerEventButton::Left);
    }

    /// The control of this label; a failing test names those that are there.
    pub fn control(&self, label: &str) -> ElementHandle {
        let found = self.find(label);
        found.unwrap_or_else(|| panic!("no control {label:?} among {:?}", self.controls()))
    }

    pub fn find(&self, label: &str) -> Option<ElementHandle> {
        let wanted = label.to_owned();
        ElementQuery::from_root(self.window())
            .match_predicate(move |e| {
                matches!(e.accessible_role(), Some(AccessibleRole::Button | AccessibleRole::Checkbox))
                    && e.accessible_label().is_some_and(|l| l.replace('\n', " ") == wanted)
            })
            .find_first()
    }

    pub fn controls(&self) -> Vec<String> {
        let labels = self.control_handles().into_iter().filter_map(|e| e.accessible_label());
        labels.map(|l| l.replace('\n', " ")).collect()
    }

    fn control_handles(&self) -> Vec<ElementHandle> {
        ElementQuery::from_root(self.window())
            .match_predicate(|e| matches!(e.accessible_role(), Some(AccessibleRole::Button | AccessibleRole::Checkbox)))
            .find_all()
    }

    /// A key of a keyboard, a second after the last touch.
    pub fn key(&self, key: slint::platform::Key) {
        self.pass(Duration::from_secs(1));
        let text: slint::SharedString = key.into();
        let window = self.window().window();
        window.dispatch_event(slint::platform::WindowEvent::KeyPressed { text: text.clone() });
        window.dispatch_event(slint::platform::WindowEvent::KeyReleased { text });
    }

    /// A letter of a keyboard.
    pub fn types(&self, letter: char) {
        self.pass(Duration::from_millis(200));
        let text: slint::SharedString = letter.into();
        let window = self.window().window();
        window.dispatch_event(slint::platform::WindowEvent::KeyPressed { text: text.clone() });
        window.dispatch_event(slint::platform::WindowEvent::KeyReleased { text });
    }

    /// Rings that show where the keys stand.
    fn rings(&self) -> Vec<ElementHandle> {
        self.pass(Duration::from_millis(10));
        ElementQuery::from_root(self.window()).match_id("Control::ring-shown").find_all()
    }

    /// Whether exactly one control shows that it has the keys.
    pub fn has_ring(&self) -> bool {
        self.rings().len() == 1
    }

    /// Whether the control at this place has the keys.
    pub fn ring_is_at(&self, at: slint::LogicalPosition) -> bool {
        let near = |a: f32, b: f32| (a - b).abs() < 12.0;
        matches!(self.rings().as_slice(), [ring] if near(ring.absolute_position().x, at.x) && near(ring.absolute_position().y, at.y))
    }

    /// Steps from control to control by keys, and meets every one, always with its ring.
    pub fn walk_by_keys(&self) {
        let all = self.control_handles();
        let enabled: Vec<_> = all.iter().filter(|e| e.accessible_enabled() != Some(false)).collect();
        let mut met = vec![false; enabled.len()];
        let mut without = Vec::new();
        for step in 0..enabled.len() {
            self.key(slint::platform::Key::DownArrow);
            let rings = self.rings().len();
            without.extend((rings != 1).then_some((step, rings)));
            for (control, met) in enabled.iter().zip(&mut met) {
                *met |= self.ring_is_at(control.absolute_position());
            }
        }
        let missed: Vec<_> =
            enabled.iter().zip(&met).filter(|(_, met)| !**met).map(|(e, _)| e.accessible_label()).collect();
        assert!(missed.is_empty(), "never reached: {missed:?}, steps without one ring: {without:?}");
        assert!(without.is_empty(), "steps without one ring: {without:?}");
    }

    /// Every control lies within so many pixels from the lower edge.
    pub fn targets_are_within(&self, reach: f32) {
        let height = self.window().window().size().height as f32;
        for control in self.control_handles() {
            let top = control.absolute_position().y;
            assert!(top >= height - reach - 0.5, "{:?} begins at {top}", control.accessible_label());
        }
    }

    /// Every control is at least `least` pixels wide and high, lies within the window, and is `apart` from the others.
    pub fn targets_are_large(&self, least: f32, apart: f32) {
        let size = self.window().window().size();
        let all = self.control_handles();
        let boxes: Vec<_> =
            all.iter().map(|e| (e.accessible_label().unwrap_or_default(), e.absolute_position(), e.size())).collect();
        assert!(boxes.len() > 2, "{boxes:?}");
        for (label, at, extent) in &boxes {
            assert!(!label.is_empty());
            assert!(extent.width >= least && extent.height >= least, "{label} is {extent:?}");
            assert!(at.x >= 0.0 && at.x + extent.width <= size.width as f32, "{label} leaves the window");
            assert!(at.y >= 0.0 && at.y + extent.height <= size.height as f32, "{label} leaves the window");
            for (other, place, reach) in boxes.iter().filter(|(other, ..)| other != label) {
                let x = (place.x - at.x - extent.width).max(at.x - place.x - reach.width);
                let y = (place.y - at.y - extent.height).max(at.y - place.y - reach.height);
                assert!(x.max(y) >= apart, "{label} and {other} are {} px apart", x.max(y));
            }
        }
    }

    /// Every text that the page shows.
    pub fn texts(&self) -> Vec<String> {
        let all = ElementQuery::from_root(self.window()).match_accessible_role(AccessibleRole::Text).find_all();
        all.iter().filter_map(ElementHandle::accessible_label).map(|l| l.to_string()).collect()
    }

    pub fn says(&self, text: &str) -> bool {
        self.texts().iter().any(|t| t.contains(text))
    }

    /// What the kiosk asked for since the last look.
    pub fn effects(&self) -> Vec<Effect> {
        self.effects.take()
    }

    /// The one number asked for since the last look.
    pub fn asked(&self) -> TicketId {
        let effects = self.effects();
        match effects.as_slice() {
            [Effect::Issue { ticket, .. }] => *ticket,
            other => panic!("one number asked for, not {other:?}"),
        }
    }

    /// Writes what the window shows to `target/screens/kiosk/NAME.png`.
    pub fn picture(&self, name: &str) {
        let pixels = self.window().window().take_snapshot().unwrap();
        let dir = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/screens/kiosk");
        std::fs::create_dir_all(&dir).unwrap();
        let file = std::fs::File::create(dir.join(format!("{name}.png"))).unwrap();
        let mut encoder = png::Encoder::new(std::io::BufWriter::new(file), pixels.width(), pixels.height());
        encoder.set_color(png::ColorType::Rgba);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.write_header().unwrap().write_image_data(pixels.as_bytes()).unwrap();
    }
}
