//! What stands on a page, read from the tree that the renderer draws: whatever can be touched, and every piece of text with
//! its size, its colour and the room that it needs and has. The tree is read through the door that compiled screens use
//! themselves, since the testing library tells neither size nor colour of a text; Slint's version is pinned for it.

use i_slint_backend_testing::{AccessibleRole, ElementRoot};
use slint::{
    Color, ComponentHandle,
    private_unstable_api::re_exports::{
        AccessibleStringProperty, ComplexText, ItemRc, Orientation, SimpleText, TextInput, TextWrap, TouchArea,
        WindowAdapterRc, WindowInner, WindowItem,
    },
};

/// A place on the window.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Area {
    pub left: f32,
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
}

/// Something that can be touched, or says that it can.
#[derive(Clone, Debug)]
pub struct Target {
    /// Its accessible label; nothing for a place that takes touches without being a control.
    pub label: Option<String>,
    pub area: Area,
    /// What of it takes the touch.
    pub touch: Option<Area>,
}

/// A piece of text.
#[derive(Clone, Debug)]
pub struct Lettering {
    pub text: String,
    pub area: Area,
    /// What of the area is not clipped away.
    pub shown: Area,
    pub size: f32,
    pub colour: Color,
    /// How wide and high the text wants to be in this area.
    pub wanted: (f32, f32),
}

/// What stands on a page.
#[derive(Debug, Default)]
pub struct Tree {
    pub window: Area,
    pub targets: Vec<Target>,
    pub texts: Vec<Lettering>,
}

impl Tree {
    /// Reads a window that has been drawn. Where something that takes every touch lies over the page, only what is on it
    /// counts: what is below can be neither touched nor read.
    pub fn read(component: &impl ComponentHandle) -> Self {
        let size = component.window().size();
        let window = Area { left: 0.0, top: 0.0, right: size.width as f32, bottom: size.height as f32 };
        let adapter = WindowInner::from_pub(component.window()).window_adapter();
        let root = ItemRc::new_root(component.item_tree());
        let default_size = root.downcast::<WindowItem>().map_or(0.0, |w| w.as_pin_ref().default_font_size().get());
        let mut reader = Reader { tree: Self { window, ..Self::default() }, adapter, default_size, control: None };
        reader.visit(&root, window);
        reader.tree
    }
}

impl Area {
    pub fn width(self) -> f32 {
        self.right - self.left
    }

    pub fn height(self) -> f32 {
        self.bottom - self.top
    }

    /// How far apart two areas are; below 0 where they overlap.
    pub fn apart(self, other: Self) -> f32 {
        let x = (other.left - self.right).max(self.left - other.right);
        let y = (other.top - self.bottom).max(self.top - other.bottom);
        x.max(y)
    }

    /// Whether it lies within another, give or take a rounding.
    pub fn is_within(self, other: Self) -> bool {
        self.left >= other.left - 0.5
            && self.top >= other.top - 0.5
            && self.right <= other.right + 0.5
            && self.bottom <= other.bottom + 0.5
    }

    pub fn is_empty(self) -> bool {
        self.width() <= 0.0 || self.height() <= 0.0
    }

    fn of(item: &ItemRc) -> Self {
        let geometry = item.geometry();
        let at = item.map_to_window(geometry.origin);
        Self { left: at.x, top: at.y, right: at.x + geometry.size.width, bottom: at.y + geometry.size.height }
    }

    fn and(self, other: Self) -> Self {
        Self {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        }
    }
}

struct Reader {
    tree: Tree,
    adapter: WindowAdapterRc,
    default_size: f32,
    /// The control that is being read, by its place among the targets.
    control: Option<usize>,
}

impl Reader {
    fn visit(&mut self, item: &ItemRc, clip: Area) {
        let area = Area::of(item);
        let outer = self.control;
        self.note_target(item, area);
        self.note_text(item, area, clip);
        let clip = if item.borrow().as_ref().clips_children() { clip.and(area) } else { clip };
        // An element that is not visible is clipped to nothing.
        if !clip.is_empty() {
            let mut child = item.first_child();
            while let Some(item) = child {
                self.visit(&item, clip);
                child = item.next_sibling();
            }
        }
        self.control = outer;
    }

    fn note_target(&mut self, item: &ItemRc, area: Area) {
        if is_control(item.accessible_role()) {
            let label = item.accessible_string_property(AccessibleStringProperty::Label).unwrap_or_default();
            self.control = Some(self.tree.targets.len());
            self.tree.targets.push(Target { label: Some(flat(&label)), area, touch: None });
        } else if item.downcast::<TouchArea>().is_some() {
            match self.control {
                Some(at) => self.tree.targets[at].touch = Some(area),
                // Around the page: it sees that somebody is here.
                None if self.tree.window.is_within(area) && item.first_child().is_some() => {}
                // Over the page.
                None if self.tree.window.is_within(area) => {
                    self.tree.targets.clear();
                    self.tree.texts.clear();
                }
                None => self.tree.targets.push(Target { label: None, area, touch: Some(area) }),
            }
        }
    }

    fn note_text(&mut self, item: &ItemRc, area: Area, clip: Area) {
        let (text, size, colour, wraps) = if let Some(text) = item.downcast::<SimpleText>() {
            let text = text.as_pin_ref();
            (text.text(), text.font_size().get(), text.color().color(), false)
        } else if let Some(text) = item.downcast::<ComplexText>() {
            let text = text.as_pin_ref();
            (text.text(), text.font_size().get(), text.color().color(), text.wrap() != TextWrap::NoWrap)
        } else if let Some(text) = item.downcast::<TextInput>() {
            let text = text.as_pin_ref();
            (text.text(), text.font_size().get(), text.color().color(), text.wrap() != TextWrap::NoWrap)
        } else {
            return;
        };
        if text.trim().is_empty() {
            return;
        }
        let info = |orientation, across| {
            item.borrow().as_ref().layout_info(orientation, across, &self.adapter, item).preferred
        };
        let width = if wraps { 0.0 } else { info(Orientation::Horizontal, -1.0) };
        let height = info(Orientation::Vertical, if wraps { area.width() } else { -1.0 });
        self.tree.texts.push(Lettering {
            text: flat(&text),
            area,
            shown: area.and(clip),
            size: if size > 0.0 { size } else { self.default_size },
            colour,
            wanted: (width, height),
        });
    }
}

fn is_control(role: AccessibleRole) -> bool {
    use AccessibleRole as Role;
    matches!(
        role,
        Role::Button
            | Role::Checkbox
            | Role::Combobox
            | Role::ListItem
            | Role::RadioButton
            | Role::Slider
            | Role::Spinbox
            | Role::Switch
            | Role::Tab
    )
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
