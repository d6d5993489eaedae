//! Parts of pages as HTML: those that no request changes, rendered once and copied from then on; those that a value alone decides, kept
//! for whoever asks for the same; and those that wait for nothing, rendered in one go.
//!
//! Rendering an element costs several times what copying its HTML does, and twice as much in a stream, where each element has a buffer of
//! its own and may be waited for. A part that is copied stands on many pages, holds nothing of a request or a person, and is never hydrated:
//! in an island it would be text that nothing listens to.

use std::{
    collections::HashMap,
    hash::Hash,
    mem,
    sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError},
};

use leptos::{prelude::*, tachys::html::InertElement};

/// Where the HTML of one such part is kept.
pub type Lasting = OnceLock<String>;

/// The part that `view` renders, from `kept` once it is there.
pub fn lasting<V: IntoView>(kept: &'static Lasting, view: impl FnOnce() -> V) -> InertElement {
    InertElement::new(kept.get_or_init(|| view().to_html()).as_str())
}

/// The same for what is kept with something that ends: a copy.
pub fn copied<V: IntoView>(kept: &Lasting, view: impl FnOnce() -> V) -> InertElement {
    InertElement::new(kept.get_or_init(|| view().to_html()).clone())
}

/// The part that `view` renders, in one go. There must be nothing in it that has to be waited for: it would be left out.
pub fn at_once(view: impl IntoView) -> InertElement {
    InertElement::new(view.into_view().to_html())
}

/// Parts that a value of no person decides, such as a card of what a search found: the HTML of those that were shown lately.
pub struct Remembered<K>(LazyLock<Mutex<Lately<K>>>);

/// Two generations: what is asked for comes into the younger one, and the older one goes when the younger is full.
struct Lately<K> {
    younger: HashMap<K, Arc<str>>,
    older: HashMap<K, Arc<str>>,
}

impl<K: Eq + Hash> Default for Remembered<K> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K: Eq + Hash> Remembered<K> {
    /// How many there are in a generation.
    const MOST: usize = 1_000;

    /// Nothing yet.
    pub const fn new() -> Self {
        Self(LazyLock::new(|| {
            Mutex::new(Lately {
                younger: HashMap::new(),
                older: HashMap::new(),
            })
        }))
    }

    /// The part that `view` renders of the value; what [`at_once`] asks of it holds here too.
    pub fn of<V: IntoView>(&self, value: K, view: impl FnOnce(&K) -> V) -> InertElement {
        if let Some(kept) = self.kept(&value) {
            return InertElement::new(kept.to_string());
        }
        let html = view(&value).into_view().to_html();
        let mut lately = self.lately();
        if lately.younger.len() >= Self::MOST {
            lately.older = mem::take(&mut lately.younger);
        }
        lately.younger.insert(value, html.as_str().into());
        InertElement::new(html)
    }

    fn kept(&self, value: &K) -> Option<Arc<str>> {
        let mut lately = self.lately();
        if let Some(kept) = lately.younger.get(value) {
            return Some(kept.clone());
        }
        let (value, kept) = lately.older.remove_entry(value)?;
        lately.younger.insert(value, kept.clone());
        Some(kept)
    }

    fn lately(&self) -> std::sync::MutexGuard<'_, Lately<K>> {
        // each entry is whole
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(kept: &Remembered<u32>, value: u32, rendered: &mut u32) -> String {
        let part = kept.of(value, |value| {
            *rendered += 1;
            format!("part {value}")
        });
        part.to_html()
    }

    #[test]
    fn what_was_shown_lately_is_not_rendered_again() {
        let (kept, mut rendered) = (Remembered::new(), 0);
        let most = Remembered::<u32>::MOST as u32;
        for _ in 0..2 {
            assert_eq!(shown(&kept, 7, &mut rendered), "part 7");
        }
        assert_eq!(rendered, 1);
        // asked for again and again, it outlives what fills the memory
        for value in 1_000..1_000 + 4 * most {
            shown(&kept, value, &mut rendered);
            assert_eq!(shown(&kept, 7, &mut rendered), "part 7");
        }
        assert_eq!(rendered, 1 + 4 * most);
        let lately = kept.lately();
        assert!(lately.younger.len() + lately.older.len() <= 2 * most as usize + 1);
        drop(lately);
        // others do not
        shown(&kept, 1_000, &mut rendered);
        assert_eq!(rendered, 2 + 4 * most);
    }
}
