//! Parts of pages as HTML: those that no request changes, rendered once and copied from then on; and those that wait for nothing,
//! rendered in one go.
//!
//! Rendering an element costs several times what copying its HTML does, and twice as much in a stream, where each element has a buffer of
//! its own and may be waited for. A part that is copied stands on many pages, holds nothing of a request or a person, and is never hydrated:
//! in an island it would be text that nothing listens to.

use std::sync::OnceLock;

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
