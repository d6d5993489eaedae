//! Parts of pages that no request changes: rendered once, copied from then on.
//!
//! Rendering an element costs several times what copying its HTML does. Only for what stands on many pages, holds nothing of a
//! request or a person, and is never hydrated: in an island it would be text that nothing listens to.

use std::sync::OnceLock;

use leptos::{prelude::*, tachys::html::InertElement};

/// Where the HTML of one such part is kept.
pub type Lasting = OnceLock<String>;

/// The part that `view` renders, from `kept` once it is there.
pub fn lasting<V: IntoView>(kept: &'static Lasting, view: impl FnOnce() -> V) -> InertElement {
    InertElement::new(kept.get_or_init(|| view().to_html()).as_str())
}
