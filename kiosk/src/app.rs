//! Ties the model to its window and to the outside: touches, news and time go in, pages and effects come out.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::Rc,
};

use devices::scanner::{Key, Wedge};
use queue_protocol::core::Lang;
use slint::ComponentHandle;

use crate::{
    adapters,
    model::{Effect, Input, Model, Moment, Touch},
    ui::{KioskWindow, Screen},
};

/// Where the model's effects go: the link and the printer, or a record of them in tests.
pub trait Outside {
    /// Does it, without waiting for it. What is known at once comes back.
    fn act(&self, effect: Effect) -> Option<Input>;
}

/// The running kiosk.
pub struct Kiosk {
    window: KioskWindow,
    model: RefCell<Model>,
    outside: Box<dyn Outside>,
    now: Box<dyn Fn() -> Moment>,
    /// The language that the catalogue is set to.
    spoken: Cell<Option<Lang>>,
    /// Tells a scanner that types from a person.
    wedge: RefCell<Option<Wedge>>,
    /// A step from control to control is a key press of its own, made while the one behind it is handled.
    stepping: Cell<bool>,
}

impl Kiosk {
    /// Opens the window. `now` is the steady clock.
    pub fn new(
        model: Model,
        outside: Box<dyn Outside>,
        now: Box<dyn Fn() -> Moment>,
    ) -> Result<Rc<Self>, slint::PlatformError> {
        let window = KioskWindow::new()?;
        let kiosk = Rc::new(Self {
            window,
            model: RefCell::new(model),
            outside,
            now,
            spoken: Cell::new(None),
            wedge: RefCell::default(),
            stepping: Cell::new(false),
        });
        let weak = Rc::downgrade(&kiosk);
        adapters::bind(
            &kiosk.window,
            Rc::new(move |touch: Touch| {
                if let Some(kiosk) = weak.upgrade() {
                    kiosk.input(Input::Touch(touch));
                }
            }),
        );
        let (keys, pages) = (Rc::downgrade(&kiosk), Rc::downgrade(&kiosk));
        let screen = kiosk.window.global::<Screen>();
        screen.on_key(move |text| keys.upgrade().is_some_and(|kiosk| kiosk.key(&text)));
        screen.on_page_changed(move || {
            if let Some(kiosk) = pages.upgrade() {
                kiosk.stepping.set(true);
                adapters::keys::start(&kiosk.window);
                kiosk.stepping.set(false);
            }
        });
        kiosk.show();
        Ok(kiosk)
    }

    /// The window.
    pub fn window(&self) -> &KioskWindow {
        &self.window
    }

    /// Takes codes from a scanner that types. Its keys reach no control.
    pub fn watch_keys(self: &Rc<Self>) {
        self.input(Input::Scanner(Ok(())));
        self.wedge.replace(Some(Wedge::default()));
    }

    /// A key of a scanner or of a person. True if no control may see it.
    fn key(&self, text: &str) -> bool {
        if self.stepping.get() {
            return false;
        }
        let key = self.wedge.borrow_mut().as_mut().map_or(Key::Person, |wedge| wedge.key(text, (self.now)()));
        match key {
            Key::Scanner => true,
            Key::Scan(scan) => {
                self.input(Input::Scanned(scan));
                true
            }
            Key::Person => {
                self.stepping.set(true);
                let mut touch = None;
                let taken = adapters::keys::press(&self.window, &self.model.borrow(), text, |t| touch = Some(t));
                self.stepping.set(false);
                if let Some(touch) = touch {
                    self.input(Input::Touch(touch));
                }
                taken
            }
        }
    }

    /// Something happened.
    pub fn input(&self, input: Input) {
        let mut inputs = VecDeque::from([input]);
        while let Some(input) = inputs.pop_front() {
            let effects = self.model.borrow_mut().handle(input, (self.now)());
            inputs.extend(effects.into_iter().filter_map(|effect| self.outside.act(effect)));
        }
        self.show();
    }

    fn show(&self) {
        let model = self.model.borrow();
        if self.spoken.replace(Some(model.lang())) != Some(model.lang()) {
            let catalogue = match model.lang() {
                Lang::Vi => "",
                Lang::En => "en",
            };
            if let Err(error) = slint::select_bundled_translation(catalogue) {
                tracing::warn!(%error, "no catalogue for this language");
            }
        }
        adapters::show(&self.window, &model);
    }
}
